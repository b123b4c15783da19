//! Asking the service for a kubeconfig, as often as it makes sense.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use backon::BackoffBuilder as _;
use jiff::{SignedDuration, Timestamp};
use tokio::time::Instant;

use super::events::EventSender;
use super::{Event, clock};
use crate::core::acs::reply::{RawReply, read_kubeconfig};
use crate::core::acs::retry::{MAX_TRIES, NextTry, next_try};
use crate::core::acs::{
    ApiEndpoint, FetchError, KubeconfigReply, ReplyError, Scheme, SchemeChoice, SignedRequest,
    TransportError, sign,
};
use crate::core::kubeconfig::{NotAKubeconfig, Summary, check};
use crate::core::session::{Exchange, Failure, Fetched, Judgement, Progress, Question, RequestId};
use crate::io::http::HttpClient;

/// How long one try may take, so that a silent server leaves time for another.
const TRY_TIMEOUT: Duration = Duration::from_secs(12);

/// Asks questions, and remembers what it learned of each endpoint.
#[derive(Clone, Default)]
pub(super) struct Fetcher {
    http: HttpClient,
    learned: Arc<Mutex<HashMap<ApiEndpoint, Learned>>>,
}

/// What earlier answers of an endpoint taught.
#[derive(Clone, Copy, Default)]
struct Learned {
    /// The scheme that `auto` had to go to.
    scheme: Option<Scheme>,
    /// By how much to correct this machine's clock when signing.
    clock: SignedDuration,
}

/// What is fixed for all tries of a question, and what changes from try to try.
struct Attempt<'a> {
    question: &'a Question,
    started: Instant,
    learned: Learned,
    scheme: Scheme,
    tries: u32,
    clock_ahead: Option<SignedDuration>,
}

impl Fetcher {
    /// Asks until there is an answer, no sense in going on, or no time left.
    pub(super) async fn fetch(
        &self,
        id: RequestId,
        question: &Question,
        events: &EventSender,
    ) -> Result<Box<Fetched>, Box<Failure>> {
        let mut attempt = Attempt::new(question, self.recall(&question.endpoint));
        // The waits between tries: half a second, one, two, each longer by a random part.
        let mut pauses = backon::ExponentialBuilder::default()
            .with_min_delay(Duration::from_millis(500))
            .with_jitter()
            .build();
        let mut clock_was_set = false;
        loop {
            attempt.tries += 1;
            events.send(Event::Progress(id, Progress::Answer { attempt: attempt.tries })).await;
            let (request, error) = match self.try_once(&mut attempt).await {
                Ok(reply) => return Ok(attempt.succeed(reply).await),
                Err(failed) => failed,
            };
            let next = match next_try(&error, question.scheme, attempt.scheme) {
                NextTry::WithClock(_) if clock_was_set => NextTry::GiveUp,
                _ if attempt.tries >= MAX_TRIES => NextTry::GiveUp,
                next => next,
            };
            let wait = match next {
                NextTry::GiveUp => return Err(attempt.fail(error, request.as_ref())),
                NextTry::WithClock(server) => {
                    clock_was_set = true;
                    attempt.learned.clock = server.duration_since(clock::now());
                    self.remember(&question.endpoint, attempt.learned);
                    continue;
                }
                NextTry::WithScheme(scheme) => {
                    attempt.scheme = scheme;
                    attempt.learned.scheme = Some(scheme);
                    self.remember(&question.endpoint, attempt.learned);
                    continue;
                }
                NextTry::After(wait) => wait,
                NextTry::Backoff => pauses.next().unwrap_or_default(),
            };
            if wait >= attempt.time_left() {
                return Err(attempt.fail(error, request.as_ref()));
            }
            let next_attempt = attempt.tries + 1;
            events.send(Event::Progress(id, Progress::Pause { next_attempt, wait })).await;
            tokio::time::sleep(wait).await;
        }
    }

    /// One try: a new date and a new nonce, signed, sent, read.
    async fn try_once(
        &self,
        attempt: &mut Attempt<'_>,
    ) -> Result<KubeconfigReply, (Option<SignedRequest>, FetchError)> {
        let Question { get, credentials, endpoint, .. } = attempt.question;
        let nonce = clock::nonce()
            .map_err(|error| (None, TransportError::Setup(Arc::new(error)).into()))?;
        let now = clock::now() + attempt.learned.clock;
        let request =
            sign::sign(&get.to_request(), endpoint, credentials, attempt.scheme, now, &nonce);
        let limit = attempt.time_left().min(TRY_TIMEOUT);
        let sent = Instant::now();
        let answer = self.http.send(&request, limit).await;
        attempt.note(&answer, sent.elapsed());
        let reply = answer.map_err(FetchError::from).and_then(|raw| Ok(read_kubeconfig(raw)?));
        reply.map_err(|error| (Some(request), error))
    }

    fn recall(&self, endpoint: &ApiEndpoint) -> Learned {
        let learned = self.learned.lock().unwrap_or_else(PoisonError::into_inner);
        learned.get(endpoint).copied().unwrap_or_default()
    }

    fn remember(&self, endpoint: &ApiEndpoint, lesson: Learned) {
        let mut learned = self.learned.lock().unwrap_or_else(PoisonError::into_inner);
        learned.insert(endpoint.clone(), lesson);
    }
}

impl<'a> Attempt<'a> {
    fn new(question: &'a Question, learned: Learned) -> Self {
        let scheme = match question.scheme {
            SchemeChoice::Auto => learned.scheme.unwrap_or(question.scheme.first()),
            SchemeChoice::Only(scheme) => scheme,
        };
        Self { question, started: Instant::now(), learned, scheme, tries: 0, clock_ahead: None }
    }

    fn time_left(&self) -> Duration {
        self.question.timeout.saturating_sub(self.started.elapsed())
    }

    /// Logs a try, and takes the server's clock off its answer.
    fn note(&mut self, answer: &Result<RawReply, TransportError>, took: Duration) {
        let Self { question, tries, scheme, .. } = self;
        let (host, took) = (question.endpoint.host(), took.as_millis());
        match answer {
            Ok(reply) => {
                tracing::debug!(%host, try = *tries, ?scheme, status = reply.status, took, "answer");
                let date = reply.date.map(|date| ahead_of(date, clock::now()));
                self.clock_ahead = date.or(self.clock_ahead);
            }
            Err(error) => {
                tracing::debug!(%host, try = *tries, ?scheme, took, "{}", error.chain());
            }
        }
    }

    /// Checks what came, off this thread: a hostile document of 4 MiB may take a while.
    async fn succeed(&self, reply: KubeconfigReply) -> Box<Fetched> {
        let KubeconfigReply { config, expiration, request_id } = reply;
        let text = config.clone();
        let judge = move || match check(&text) {
            Ok(kubeconfig) => Judgement::Kubeconfig(Summary::of(&kubeconfig)),
            Err(error) => Judgement::Other(error),
        };
        let judgement = tokio::task::spawn_blocking(judge)
            .await
            .unwrap_or(Judgement::Other(NotAKubeconfig::NotYaml { line: None }));
        let exchange = self.exchange();
        Box::new(Fetched { text: config, judgement, expiration, request_id, exchange })
    }

    fn fail(&self, error: FetchError, request: Option<&SignedRequest>) -> Box<Failure> {
        let error = match error {
            FetchError::Transport(TransportError::Timeout { .. }) if self.time_left().is_zero() => {
                TransportError::Timeout { seconds: self.question.timeout.as_secs() }.into()
            }
            other => other,
        };
        let same_string_to_sign = match (&error, request) {
            (FetchError::Reply(ReplyError::Service(error)), Some(request)) => {
                let ours = request.signature.string_to_sign.as_str();
                error.server_string_to_sign().map(|theirs| theirs.trim() == ours.trim())
            }
            _ => None,
        };
        let error = error.without_secrets(&self.question.credentials);
        Box::new(Failure { error, same_string_to_sign, exchange: self.exchange() })
    }

    fn exchange(&self) -> Exchange {
        Exchange {
            host: self.question.endpoint.host(),
            scheme: self.scheme,
            tries: self.tries,
            elapsed: self.started.elapsed(),
            clock_ahead: self.clock_ahead,
        }
    }
}

fn ahead_of(server: Timestamp, now: Timestamp) -> SignedDuration {
    server.duration_since(now)
}
