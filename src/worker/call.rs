//! Calling a service as often as it makes sense: each try with a new date and nonce, signed
//! anew, sent once and read.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use backon::BackoffBuilder as _;
use jiff::{SignedDuration, Timestamp};
use secrecy::{ExposeSecret as _, SecretString};
use tokio::time::Instant;

use super::clock;
use super::events::Listener;
use super::pace::{Gate, Place};
use crate::core::acs::pace::Verdict;
use crate::core::acs::record::Recorder;
use crate::core::acs::retry::{MAX_TRIES, NextTry, next_try};
use crate::core::acs::{
    ApiEndpoint, Credentials, FetchError, Prepared, RawReply, Record, ReplyError, Scheme,
    SchemeChoice, TransportError,
};
use crate::core::session::{Exchange, Failure, Progress};
use crate::io::http::{ADDED_HEADERS, HttpClient};

/// Makes calls, and remembers what it learned of each host.
#[derive(Clone, Default)]
pub(super) struct Caller {
    http: HttpClient,
    /// By host and port.
    learned: Arc<Mutex<HashMap<String, Learned>>>,
}

/// What earlier answers of a host taught.
#[derive(Clone, Copy, Default)]
struct Learned {
    /// The scheme that `auto` had to go to.
    scheme: Option<Scheme>,
    /// By how much to correct this machine's clock when signing.
    clock: SignedDuration,
}

/// How long a call may take, and how often it is tried.
#[derive(Clone, Copy)]
pub(super) struct Patience {
    /// How long all tries may take together.
    pub(super) all: Duration,
    /// How long one try may take, so that a silent server leaves time for another.
    pub(super) each: Duration,
    /// How many tries there are.
    pub(super) tries: u32,
}

/// One call, whatever it is about.
pub(super) struct Call<'a, T> {
    /// Whom to call: host, and port unless it is the usual one.
    pub(super) host: String,
    /// How the request is signed; `None` if not by one of the CS API's schemes.
    pub(super) scheme: Option<SchemeChoice>,
    /// How long and how often.
    pub(super) patience: Patience,
    /// What the request holds that must be masked wherever an answer repeats it.
    pub(super) secrets: Vec<&'a SecretString>,
    /// Where it goes and with which key, if what is sent and what comes back is kept to be shown.
    pub(super) recorded: Option<(&'a ApiEndpoint, &'a Credentials)>,
    /// Makes the request, from a scheme, the time and a nonce.
    pub(super) prepare: &'a (dyn Fn(Scheme, Timestamp, &str) -> Prepared + Send + Sync),
    /// Reads the answer.
    pub(super) read: fn(RawReply) -> Result<T, ReplyError>,
}

/// What changes from try to try.
struct Attempt<'a, T> {
    call: &'a Call<'a, T>,
    started: Instant,
    learned: Learned,
    scheme: Scheme,
    tries: u32,
    /// How many of the tries were refused because there were too many.
    refusals: u32,
    /// How much of the time since the start was spent in line.
    in_line: Duration,
    clock_ahead: Option<SignedDuration>,
    recorder: Option<Recorder<'a>>,
}

/// So many times as long as a call may take it waits for another turn at the gate.
const MOST_IN_LINE: u32 = 10;

/// An answer, or what was sent and why none came.
type Tried<T> = Result<T, (Option<Prepared>, FetchError)>;

fn verdict<T>(tried: &Tried<T>) -> Verdict {
    match tried {
        Ok(_) => Verdict::Taken,
        Err((_, error)) => Verdict::of(error),
    }
}

impl Patience {
    /// The usual: four tries of at most 12 seconds each.
    pub(super) fn within(all: Duration) -> Self {
        Self { all, each: Duration::from_secs(12), tries: MAX_TRIES }
    }
}

impl Caller {
    /// Calls until there is an answer, no sense in going on, or no time left.
    pub(super) async fn call<T>(
        &self,
        call: &Call<'_, T>,
        listener: &Listener<'_>,
    ) -> Result<(T, Exchange), Box<Failure>> {
        self.call_in_turn(call, None, listener).await
    }

    /// Calls like [`Self::call`], and each try waits for its turn at the gate, which does not
    /// count as time. To be refused because there were too many is no failure there: it waits for
    /// another turn.
    pub(super) async fn call_in_turn<T>(
        &self,
        call: &Call<'_, T>,
        gate: Option<&Gate>,
        listener: &Listener<'_>,
    ) -> Result<(T, Exchange), Box<Failure>> {
        let mut attempt = Attempt::new(call, self.recall(&call.host));
        // The waits between tries: half a second, one, two, each longer by a random part.
        let mut pauses = backon::ExponentialBuilder::default()
            .with_min_delay(Duration::from_millis(500))
            .with_jitter()
            .build();
        let mut clock_was_set = false;
        loop {
            let place = attempt.turn(gate, listener).await;
            attempt.tries += 1;
            listener.tell(Progress::Answer { attempt: attempt.tries }).await;
            let tried = self.try_once(&mut attempt).await;
            let verdict = verdict(&tried);
            if let Some(place) = place {
                place.leave(verdict);
            }
            let (request, error) = match tried {
                Ok(reply) => return Ok((reply, attempt.exchange())),
                Err(failed) => failed,
            };
            if gate.is_some() && matches!(verdict, Verdict::TooMany { .. }) {
                attempt.refusals += 1;
                if attempt.may_stay_in_line() {
                    continue;
                }
                return Err(attempt.fail(error, request.as_ref()));
            }
            let choice = call.scheme.unwrap_or(SchemeChoice::Only(attempt.scheme));
            let next = match next_try(&error, choice, attempt.scheme) {
                NextTry::WithClock(_) if clock_was_set => NextTry::GiveUp,
                _ if attempt.tries - attempt.refusals >= call.patience.tries => NextTry::GiveUp,
                next => next,
            };
            let wait = match next {
                NextTry::GiveUp => return Err(attempt.fail(error, request.as_ref())),
                NextTry::WithClock(server) => {
                    clock_was_set = true;
                    attempt.learned.clock = server.duration_since(clock::now());
                    self.remember(&call.host, attempt.learned);
                    continue;
                }
                NextTry::WithScheme(scheme) => {
                    attempt.scheme = scheme;
                    attempt.learned.scheme = Some(scheme);
                    self.remember(&call.host, attempt.learned);
                    continue;
                }
                NextTry::After(wait) => wait,
                NextTry::Backoff => pauses.next().unwrap_or_default(),
            };
            if wait >= attempt.time_left() {
                return Err(attempt.fail(error, request.as_ref()));
            }
            listener.tell(Progress::Pause { next_attempt: attempt.tries + 1, wait }).await;
            tokio::time::sleep(wait).await;
        }
    }

    /// One try: a new date and a new nonce, signed, sent, read.
    async fn try_once<T>(&self, attempt: &mut Attempt<'_, T>) -> Tried<T> {
        let nonce = clock::nonce()
            .map_err(|error| (None, TransportError::Setup(Arc::new(error)).into()))?;
        let now = clock::by_clock_ahead(clock::now(), attempt.learned.clock);
        let request = (attempt.call.prepare)(attempt.scheme, now, &nonce);
        let limit = attempt.time_left().min(attempt.call.patience.each);
        let sent = Instant::now();
        let answer = self.http.send(&request.http, limit).await;
        attempt.note(&request, &answer, sent.elapsed());
        let reply = answer.map_err(FetchError::from);
        reply.and_then(|raw| Ok((attempt.call.read)(raw)?)).map_err(|error| {
            if let Some(recorder) = &mut attempt.recorder {
                recorder.note_trouble(&error, &request);
            }
            (Some(request), error)
        })
    }

    fn recall(&self, host: &str) -> Learned {
        let learned = self.learned.lock().unwrap_or_else(PoisonError::into_inner);
        learned.get(host).copied().unwrap_or_default()
    }

    fn remember(&self, host: &str, lesson: Learned) {
        let mut learned = self.learned.lock().unwrap_or_else(PoisonError::into_inner);
        learned.insert(host.to_owned(), lesson);
    }
}

impl<'a, T> Attempt<'a, T> {
    fn new(call: &'a Call<'a, T>, learned: Learned) -> Self {
        let scheme = match call.scheme {
            Some(SchemeChoice::Only(scheme)) => scheme,
            Some(SchemeChoice::Auto) | None => learned.scheme.unwrap_or(SchemeChoice::Auto.first()),
        };
        Self {
            call,
            started: Instant::now(),
            learned,
            scheme,
            tries: 0,
            refusals: 0,
            in_line: Duration::ZERO,
            clock_ahead: None,
            recorder: call.recorded.map(|(endpoint, key)| Recorder::new(endpoint, key)),
        }
    }

    /// Waits for the turn of the next try.
    async fn turn<'g>(
        &mut self,
        gate: Option<&'g Gate>,
        listener: &Listener<'_>,
    ) -> Option<Place<'g>> {
        let gate = gate?;
        let came = Instant::now();
        listener.tell_in_line(self.refusals > 0, gate.wait()).await;
        let place = gate.enter().await;
        match self.tries {
            0 => self.started = Instant::now(),
            _ => self.in_line += came.elapsed(),
        }
        Some(place)
    }

    /// Whether one that was refused waits for another turn.
    fn may_stay_in_line(&self) -> bool {
        self.started.elapsed() < self.call.patience.all * MOST_IN_LINE
    }

    fn elapsed(&self) -> Duration {
        self.started.elapsed().saturating_sub(self.in_line)
    }

    fn time_left(&self) -> Duration {
        self.call.patience.all.saturating_sub(self.elapsed())
    }

    /// Logs and records a try, and takes the server's clock off its answer.
    fn note(
        &mut self,
        request: &Prepared,
        answer: &Result<RawReply, TransportError>,
        took: Duration,
    ) {
        let Self { call, tries, scheme, recorder, .. } = self;
        if let Some(recorder) = recorder {
            let outcome = (answer.as_ref().ok(), took);
            recorder.note(request, (*scheme, clock::now() - took), &ADDED_HEADERS, outcome);
            log_record(recorder.record());
        }
        let (host, took) = (&call.host, took.as_millis());
        match answer {
            Ok(reply) => {
                tracing::debug!(%host, try = *tries, ?scheme, status = reply.status, took, "answer");
                let date = reply.date.map(|date| date.duration_since(clock::now()));
                self.clock_ahead = date.or(self.clock_ahead);
            }
            Err(error) => {
                tracing::debug!(%host, try = *tries, ?scheme, took, "{}", error.chain());
            }
        }
    }

    fn fail(&self, error: FetchError, request: Option<&Prepared>) -> Box<Failure> {
        let error = match error {
            FetchError::Transport(TransportError::Timeout { .. }) if self.time_left().is_zero() => {
                TransportError::Timeout { seconds: self.call.patience.all.as_secs() }.into()
            }
            other => other,
        };
        let ours = request.and_then(|request| request.signing.as_ref());
        let ours = ours.map(|signing| &signing.string_to_sign);
        let same_string_to_sign = match (&error, ours) {
            (FetchError::Reply(ReplyError::Service(error)), Some(ours)) => {
                let ours = ours.expose_secret().trim();
                error.server_string_to_sign().map(|theirs| theirs.trim() == ours)
            }
            _ => None,
        };
        let error = error.without_secrets(&self.call.secrets);
        Box::new(Failure { error, same_string_to_sign, exchange: Some(self.exchange()) })
    }

    fn exchange(&self) -> Exchange {
        Exchange {
            host: self.call.host.clone(),
            scheme: self.call.scheme.map(|_choice| self.scheme),
            tries: self.tries,
            elapsed: self.elapsed(),
            clock_ahead: self.clock_ahead,
            record: self.recorder.as_ref().map(|recorder| Arc::new(recorder.record().clone())),
        }
    }
}

/// Logs what the last try of a record was, and the id to quote to support.
fn log_record(record: &Record) {
    let Some(last) = record.last() else { return };
    let request_id = last.answer.as_ref().and_then(|answer| answer.request_id.as_deref());
    tracing::debug!(request_id, "{} {}", last.sent.method, last.sent.url);
}
