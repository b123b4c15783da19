//! What the service remembers between requests: nonces, faults to come, and a journal.

use std::collections::{HashSet, VecDeque};
use std::sync::{Mutex, MutexGuard, PoisonError};

use jiff::Timestamp;

use super::auth::CLOCK_WINDOW;
use super::{Fault, Service};
use crate::core::acs::Scheme;

/// How many requests the journal keeps.
const JOURNAL: usize = 10_000;

/// A request that arrived at the API.
#[derive(Clone)]
pub struct RecordedRequest {
    /// When, by the server's clock.
    pub time: Timestamp,
    /// The method.
    pub method: String,
    /// Path and query as sent.
    pub target: String,
    /// The headers as sent, names in lower case.
    pub headers: Vec<(String, String)>,
    /// The scheme that it says it is signed with.
    pub scheme: Option<Scheme>,
    /// Whether the signature was right, the date in the window and the nonce new.
    pub accepted: bool,
}

impl RecordedRequest {
    /// The value of a header, by its lower-case name.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        let mut headers = self.headers.iter();
        headers.find(|(candidate, _)| candidate == name).map(|(_, value)| value.as_str())
    }

    /// The path as sent.
    #[must_use]
    pub fn path(&self) -> &str {
        self.target.split_once('?').map_or(self.target.as_str(), |(path, _)| path)
    }

    /// The decoded value of a query parameter.
    #[must_use]
    pub fn parameter(&self, name: &str) -> Option<String> {
        let (_, query) = self.target.split_once('?')?;
        let mut pairs = url::form_urlencoded::parse(query.as_bytes());
        pairs.find(|(candidate, _)| candidate == name).map(|(_, value)| value.into_owned())
    }
}

/// Shows no value of a header or of the query: a signature and perhaps a token are among them.
impl std::fmt::Debug for RecordedRequest {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let names: Vec<&String> = self.headers.iter().map(|(name, _)| name).collect();
        f.debug_struct("RecordedRequest")
            .field("time", &self.time)
            .field("method", &self.method)
            .field("path", &self.path())
            .field("headers", &names)
            .field("scheme", &self.scheme)
            .field("accepted", &self.accepted)
            .finish_non_exhaustive()
    }
}

/// The memory, shared by all connections.
#[derive(Default)]
pub(super) struct Memory {
    nonces: Mutex<Nonces>,
    faults: Mutex<Faults>,
    journal: Mutex<VecDeque<RecordedRequest>>,
}

#[derive(Default)]
struct Nonces {
    seen: HashSet<String>,
    by_time: VecDeque<(Timestamp, String)>,
}

#[derive(Default)]
struct Faults {
    standing: Vec<(Whose, Fault)>,
    queue: VecDeque<(Whose, Fault)>,
}

/// The service whose requests meet a fault; `None` for every one.
type Whose = Option<Service>;

impl Memory {
    /// Remembers a nonce; `false` if it was used before.
    pub(super) fn is_new_nonce(&self, nonce: &str, now: Timestamp) -> bool {
        let mut nonces = lock(&self.nonces);
        // A request as old as twice the window is refused by its date, whatever its nonce.
        while let Some((time, _)) = nonces.by_time.front()
            && now.duration_since(*time) > CLOCK_WINDOW * 2
        {
            if let Some((_, old)) = nonces.by_time.pop_front() {
                nonces.seen.remove(&old);
            }
        }
        let is_new = nonces.seen.insert(nonce.to_owned());
        if is_new {
            nonces.by_time.push_back((now, nonce.to_owned()));
        }
        is_new
    }

    pub(super) fn set_fault(&self, whose: Whose, fault: Option<Fault>) {
        let standing = &mut lock(&self.faults).standing;
        standing.retain(|(of, _)| *of != whose);
        standing.extend(fault.map(|fault| (whose, fault)));
    }

    pub(super) fn push_fault(&self, whose: Whose, fault: Fault) {
        lock(&self.faults).queue.push_back((whose, fault));
    }

    /// The fault for the request at hand: the first in the queue that fits, or a standing one. A
    /// fault that is only about kubeconfigs waits for a request that asks for one.
    pub(super) fn next_fault(&self, service: Service, asks_for_kubeconfig: bool) -> Option<Fault> {
        let fits = |(whose, fault): &(Whose, Fault)| {
            let is_meant = |whose: Service| match whose {
                Service::AckKubeconfig => asks_for_kubeconfig,
                other => other == service,
            };
            whose.is_none_or(is_meant)
                && (asks_for_kubeconfig || !matches!(fault, Fault::KubeconfigText(_)))
        };
        let mut faults = lock(&self.faults);
        match faults.queue.iter().position(fits) {
            Some(next) => faults.queue.remove(next).map(|(_, fault)| fault),
            None => faults.standing.iter().find(|of| fits(of)).map(|(_, fault)| fault.clone()),
        }
    }

    pub(super) fn record(&self, request: RecordedRequest) {
        let mut journal = lock(&self.journal);
        if journal.len() == JOURNAL {
            journal.pop_front();
        }
        journal.push_back(request);
    }

    pub(super) fn requests(&self) -> Vec<RecordedRequest> {
        lock(&self.journal).iter().cloned().collect()
    }
}

/// Takes a lock; what a panicked task left behind is still whole, for no method panics midway.
pub(super) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::{Fault, JOURNAL, Memory, RecordedRequest, Service};
    use jiff::{SignedDuration, Timestamp};

    #[test]
    fn a_nonce_is_remembered_for_twice_the_clock_window() {
        let memory = Memory::default();
        let start = Timestamp::UNIX_EPOCH;
        assert!(memory.is_new_nonce("a", start));
        assert!(!memory.is_new_nonce("a", start + SignedDuration::from_mins(30)));
        assert!(memory.is_new_nonce("a", start + SignedDuration::from_mins(31)));
    }

    #[test]
    fn the_queue_goes_before_the_standing_fault() {
        let memory = Memory::default();
        memory.set_fault(None, Some(Fault::HtmlPage));
        memory.push_fault(None, Fault::Reset);
        assert!(matches!(memory.next_fault(Service::Ack, false), Some(Fault::Reset)));
        assert!(matches!(memory.next_fault(Service::Ack, false), Some(Fault::HtmlPage)));
        memory.set_fault(None, None);
        assert!(memory.next_fault(Service::Ack, false).is_none());
    }

    #[test]
    fn a_kubeconfig_text_waits_for_a_kubeconfig_request() {
        let memory = Memory::default();
        memory.push_fault(None, Fault::KubeconfigText("x".to_owned()));
        assert!(memory.next_fault(Service::Ack, false).is_none());
        assert!(matches!(memory.next_fault(Service::Ack, true), Some(Fault::KubeconfigText(_))));
        assert!(memory.next_fault(Service::Ack, true).is_none());
    }

    #[test]
    fn a_fault_of_one_service_waits_for_its_requests() {
        let memory = Memory::default();
        memory.push_fault(Some(Service::Sts), Fault::Reset);
        memory.set_fault(Some(Service::Metadata), Some(Fault::HtmlPage));
        assert_eq!(memory.next_fault(Service::Ack, true), None);
        assert_eq!(memory.next_fault(Service::Sts, false), Some(Fault::Reset));
        assert_eq!(memory.next_fault(Service::Sts, false), None);
        assert_eq!(memory.next_fault(Service::Metadata, false), Some(Fault::HtmlPage));
    }

    #[test]
    fn the_journal_is_bounded_and_shows_no_values() {
        let memory = Memory::default();
        let request = RecordedRequest {
            time: Timestamp::UNIX_EPOCH,
            method: "GET".to_owned(),
            target: "/?SecurityToken=The%2BToken".to_owned(),
            headers: vec![("authorization".to_owned(), "TheSignature".to_owned())],
            scheme: None,
            accepted: false,
        };
        for _ in 0..=JOURNAL {
            memory.record(request.clone());
        }
        assert_eq!(memory.requests().len(), JOURNAL);
        assert_eq!(request.header("authorization"), Some("TheSignature"));
        assert_eq!(request.parameter("SecurityToken").as_deref(), Some("The+Token"));
        let shown = format!("{request:?}");
        assert!(!shown.contains("TheSignature") && !shown.contains("Token"), "{shown}");
    }
}
