//! What the service remembers between requests: nonces, faults to come, and a journal.

use std::collections::{HashSet, VecDeque};
use std::sync::{Mutex, MutexGuard, PoisonError};

use jiff::Timestamp;

use super::Fault;
use super::auth::CLOCK_WINDOW;
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
}

/// Shows no header's value: a signature and perhaps a token are among them.
impl std::fmt::Debug for RecordedRequest {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let names: Vec<&String> = self.headers.iter().map(|(name, _)| name).collect();
        f.debug_struct("RecordedRequest")
            .field("time", &self.time)
            .field("method", &self.method)
            .field("target", &self.target)
            .field("headers", &names)
            .field("scheme", &self.scheme)
            .field("accepted", &self.accepted)
            .finish()
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
    standing: Option<Fault>,
    queue: VecDeque<Fault>,
}

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

    pub(super) fn set_fault(&self, fault: Option<Fault>) {
        lock(&self.faults).standing = fault;
    }

    pub(super) fn push_fault(&self, fault: Fault) {
        lock(&self.faults).queue.push_back(fault);
    }

    /// The fault for the request at hand: the queue's next, or the standing one. A fault that
    /// is only about kubeconfigs waits for a request that asks for one.
    pub(super) fn next_fault(&self, asks_for_kubeconfig: bool) -> Option<Fault> {
        let fits =
            |fault: &Fault| asks_for_kubeconfig || !matches!(fault, Fault::KubeconfigText(_));
        let mut faults = lock(&self.faults);
        match faults.queue.front() {
            Some(next) if fits(next) => faults.queue.pop_front(),
            Some(_) | None => faults.standing.clone().filter(fits),
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
    use super::{Fault, JOURNAL, Memory, RecordedRequest};
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
        memory.set_fault(Some(Fault::HtmlPage));
        memory.push_fault(Fault::Reset);
        assert!(matches!(memory.next_fault(false), Some(Fault::Reset)));
        assert!(matches!(memory.next_fault(false), Some(Fault::HtmlPage)));
        memory.set_fault(None);
        assert!(memory.next_fault(false).is_none());
    }

    #[test]
    fn a_kubeconfig_text_waits_for_a_kubeconfig_request() {
        let memory = Memory::default();
        memory.push_fault(Fault::KubeconfigText("x".to_owned()));
        assert!(memory.next_fault(false).is_none());
        assert!(matches!(memory.next_fault(true), Some(Fault::KubeconfigText(_))));
        assert!(memory.next_fault(true).is_none());
    }

    #[test]
    fn the_journal_is_bounded_and_shows_no_values() {
        let memory = Memory::default();
        let request = RecordedRequest {
            time: Timestamp::UNIX_EPOCH,
            method: "GET".to_owned(),
            target: "/".to_owned(),
            headers: vec![("authorization".to_owned(), "TheSignature".to_owned())],
            scheme: None,
            accepted: false,
        };
        for _ in 0..=JOURNAL {
            memory.record(request.clone());
        }
        assert_eq!(memory.requests().len(), JOURNAL);
        assert_eq!(request.header("authorization"), Some("TheSignature"));
        assert!(!format!("{request:?}").contains("TheSignature"));
    }
}
