//! A worker and an embedded ACK, and questions between them.

use std::error::Error;
use std::sync::Arc;
use std::time::Duration;

use ack_kubeconfig::core::acs::{
    ApiServerEndpoint, Credentials, FetchError, GetKubeconfig, SchemeChoice, TransportError,
};
use ack_kubeconfig::core::profile::{Profile, Recipe, Source};
use ack_kubeconfig::core::session::{Errand, Failure, Fetched, Question, RequestId};
use ack_kubeconfig::demo::{DemoAck, DemoOptions};
use ack_kubeconfig::text::{Language, Phrases, explain};
use ack_kubeconfig::worker::{Command, Event, Worker};
use secrecy::ExposeSecret as _;

/// No test waits longer than this for anything.
pub(crate) const DEADLINE: Duration = Duration::from_mins(1);

pub(crate) type Outcome = Result<Box<Fetched>, Box<Failure>>;

pub(crate) struct Rig {
    pub(crate) demo: DemoAck,
    pub(crate) worker: Worker,
    last_id: u64,
}

/// A profile of this key.
pub(crate) fn typed(credentials: &Credentials) -> Arc<Profile> {
    Arc::new(Profile::of_key(Source::Typed, credentials.clone()))
}

fn key(question: &Question) -> Credentials {
    match &question.profile.recipe {
        Recipe::Key(key) => key.clone(),
        other => panic!("{other:?}"),
    }
}

impl Rig {
    pub(crate) async fn new() -> Self {
        Self::with(DemoOptions::default()).await
    }

    pub(crate) async fn with(options: DemoOptions) -> Self {
        let demo = DemoAck::start(options).await.unwrap();
        Self { demo, worker: Worker::start(|| {}).unwrap(), last_id: 0 }
    }

    /// A question that the demo answers with a kubeconfig.
    pub(crate) fn question(&self) -> Question {
        Question {
            get: GetKubeconfig {
                cluster_id: self.demo.clusters()[0].id.clone(),
                api_server: ApiServerEndpoint::Public,
                duration: None,
            },
            profile: typed(self.demo.credentials()),
            endpoint: self.demo.endpoint().clone(),
            scheme: SchemeChoice::Auto,
            timeout: Question::DEFAULT_TIMEOUT,
            errand: Errand::default(),
        }
    }

    /// Sends a question, and gives its number.
    pub(crate) fn send(&mut self, question: &Question) -> RequestId {
        self.last_id += 1;
        let id = RequestId(self.last_id);
        self.worker.send(Command::Ask(id, Box::new(question.clone()))).unwrap();
        id
    }

    /// The next event; its text holds no secret of the question.
    pub(crate) async fn event(&mut self) -> Event {
        let event = tokio::time::timeout(DEADLINE, self.worker.event()).await;
        event.expect("an event within the deadline").expect("a living worker")
    }

    /// Asks, and waits for what comes of it.
    pub(crate) async fn ask(&mut self, question: &Question) -> Outcome {
        let id = self.send(question);
        loop {
            if let Event::Finished(of, outcome) = self.event().await {
                assert_eq!(of, id);
                hold_no_secret(&key(question), &outcome);
                return outcome;
            }
        }
    }

    /// Asks what must fail, and gives the failure.
    pub(crate) async fn fail(&mut self, question: &Question) -> Box<Failure> {
        match self.ask(question).await {
            Ok(fetched) => panic!("a document came: {fetched:?}"),
            Err(failure) => failure,
        }
    }

    /// Asks what must break on the way, and says how.
    pub(crate) async fn break_off(&mut self, question: &Question) -> TransportError {
        let failure = self.fail(question).await;
        match failure.error {
            FetchError::SignIn(error) => panic!("no key: {error:?}"),
            FetchError::Transport(error) => error,
            FetchError::Reply(error) => panic!("an answer came: {error:?}"),
        }
    }

    /// How many requests arrived so far.
    pub(crate) fn arrived(&self) -> usize {
        self.demo.requests().len()
    }
}

/// Nothing that is told about an outcome holds the key's secret or its token.
fn hold_no_secret(credentials: &Credentials, outcome: &Outcome) {
    let mut told = format!("{outcome:?}");
    if let Err(failure) = outcome {
        let notice = explain(failure, Phrases::of(Language::English));
        told.push_str(&format!(
            "{notice:?} {}",
            explain::cause(failure, Phrases::of(Language::English))
        ));
        let mut cause: Option<&dyn Error> = Some(&failure.error);
        while let Some(error) = cause {
            told.push_str(&format!("{error} {error:?}"));
            cause = error.source();
        }
    }
    assert!(!told.contains(credentials.access_key_secret().expose_secret()), "{told}");
    if let Some(token) = credentials.security_token() {
        assert!(!told.contains(token.expose_secret()), "{told}");
    }
}

/// The most memory that this process ever had, in KiB.
#[cfg(target_os = "linux")]
pub(crate) fn peak_memory() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find(|line| line.starts_with("VmHWM:")).unwrap();
    line.split_whitespace().nth(1).unwrap().parse().unwrap()
}
