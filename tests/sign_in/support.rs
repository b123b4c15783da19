//! A worker and an embedded Alibaba Cloud, and profiles that sign in to it.

use std::error::Error;
use std::sync::Arc;
use std::time::Duration;

use ack_kubeconfig::core::acs::{
    ApiServerEndpoint, Credentials, FetchError, GetKubeconfig, SchemeChoice,
};
use ack_kubeconfig::core::profile::{
    CallerIdentity, Mode, Places, Profile, Recipe, Role, SignInError, Source, Temporary,
};
use ack_kubeconfig::core::session::{Errand, Failure, Fetched, KeyFacts, Question, RequestId};
use ack_kubeconfig::demo::{DemoAck, DemoOptions, Fault};
use ack_kubeconfig::text::{Language, Phrases, explain};
use ack_kubeconfig::worker::{Command, Event, Worker};
use jiff::{SignedDuration, Timestamp};
use secrecy::ExposeSecret as _;

/// No test waits longer than this for anything.
const DEADLINE: Duration = Duration::from_mins(1);

pub(crate) struct Rig {
    pub(crate) demo: DemoAck,
    worker: Worker,
    last_id: u64,
}

/// What signing in brought.
#[derive(Debug)]
pub(crate) struct SignedIn {
    pub(crate) key: KeyFacts,
    pub(crate) who: Result<CallerIdentity, Box<Failure>>,
}

impl Rig {
    pub(crate) async fn new() -> Self {
        Self::with(DemoOptions::default()).await
    }

    pub(crate) async fn with(options: DemoOptions) -> Self {
        let demo = DemoAck::start(options).await.unwrap();
        Self { demo, worker: Worker::start(|| {}).unwrap(), last_id: 0 }
    }

    /// A profile that goes to the embedded STS.
    pub(crate) fn profile(&self, recipe: Recipe) -> Arc<Profile> {
        let places = Places { sts: self.demo.endpoint().clone(), ..Places::default() };
        let source = Source::CliProfile { name: "test".to_owned(), file: None };
        Arc::new(Profile { source, mode: Mode::RamRoleArn, recipe, places })
    }

    /// The user's key.
    pub(crate) fn user(&self) -> Recipe {
        Recipe::Key(self.demo.credentials().clone())
    }

    /// The role, with the user's key.
    pub(crate) fn as_role(&self) -> Arc<Profile> {
        self.profile(assume(self.user(), &self.demo.role_arn()))
    }

    /// A question that the demo answers with a kubeconfig.
    pub(crate) fn question(&self, profile: &Arc<Profile>) -> Question {
        Question {
            get: GetKubeconfig {
                cluster_id: self.demo.clusters()[0].id.clone(),
                api_server: ApiServerEndpoint::Public,
                duration: None,
            },
            profile: Arc::clone(profile),
            endpoint: self.demo.endpoint().clone(),
            scheme: SchemeChoice::Auto,
            timeout: Question::DEFAULT_TIMEOUT,
            errand: Errand::default(),
        }
    }

    fn next_id(&mut self) -> RequestId {
        self.last_id += 1;
        RequestId(self.last_id)
    }

    async fn event(&mut self) -> Event {
        let event = tokio::time::timeout(DEADLINE, self.worker.event()).await;
        event.expect("an event within the deadline").expect("a living worker")
    }

    /// Signs in, and waits for the key and for whose it is.
    pub(crate) async fn sign_in(
        &mut self,
        profile: &Arc<Profile>,
    ) -> Result<SignedIn, Box<Failure>> {
        let id = self.next_id();
        self.worker.send(Command::SignIn(id, Arc::clone(profile))).unwrap();
        let mut facts = None;
        loop {
            match self.event().await {
                Event::SignedIn(of, key) if of == id => facts = Some(key?),
                Event::Identified(of, who) if of == id => {
                    let key = facts.expect("the key comes before its owner");
                    return Ok(SignedIn { key, who });
                }
                _ => {}
            }
        }
    }

    /// Asks for a kubeconfig, and waits for what comes of it.
    pub(crate) async fn ask(
        &mut self,
        profile: &Arc<Profile>,
    ) -> Result<Box<Fetched>, Box<Failure>> {
        let (id, question) = (self.next_id(), self.question(profile));
        self.worker.send(Command::Ask(id, Box::new(question))).unwrap();
        loop {
            if let Event::Finished(of, outcome) = self.event().await {
                assert_eq!(of, id);
                return outcome;
            }
        }
    }

    /// Asks for a kubeconfig, and gives the RAM id that it was issued to.
    pub(crate) async fn uid(&mut self, profile: &Arc<Profile>) -> String {
        let fetched = self.ask(profile).await.unwrap();
        let context = fetched.summary().expect("a kubeconfig").context.clone();
        context.expect("a context").split('-').next().unwrap().to_owned()
    }

    /// Signs in with what must fail, and gives why; nothing that is told of it holds a secret.
    pub(crate) async fn refused(&mut self, profile: &Arc<Profile>) -> Box<Failure> {
        let failure = match self.sign_in(profile).await {
            Ok(signed_in) => panic!("a key came: {signed_in:?}"),
            Err(failure) => failure,
        };
        hold_no_secret(&self.demo, &failure);
        failure
    }

    /// How often STS was asked for a key of a role.
    pub(crate) fn assumed(&self) -> usize {
        self.arrived("AssumeRole")
    }

    /// How often an operation of STS was asked for.
    pub(crate) fn arrived(&self, action: &str) -> usize {
        let requests = self.demo.requests();
        requests.iter().filter(|of| of.parameter("Action").as_deref() == Some(action)).count()
    }

    /// How often a path was asked for.
    pub(crate) fn arrived_at(&self, path: &str) -> usize {
        self.demo.requests().iter().filter(|of| of.path() == path).count()
    }
}

/// A role, assumed with what another recipe gives.
pub(crate) fn assume(base: Recipe, arn: &str) -> Recipe {
    Recipe::AssumeRole { base: Box::new(base), role: role(arn) }
}

pub(crate) fn role(arn: &str) -> Role {
    Role {
        arn: arn.to_owned(),
        session_name: Role::DEFAULT_SESSION_NAME.to_owned(),
        seconds: Role::DEFAULT_SECONDS,
        external_id: None,
        policy: None,
    }
}

/// The time now.
#[expect(clippy::disallowed_methods, reason = "the worker's clock runs, so must the test's")]
pub(crate) fn now() -> Timestamp {
    Timestamp::now()
}

/// A key that someone kept, with its end so many seconds from now.
pub(crate) fn kept(credentials: Credentials, seconds: i64) -> Temporary {
    let expiration = Some(now() + SignedDuration::from_secs(seconds));
    Temporary { credentials, expiration }
}

/// An error answer.
pub(crate) fn status(code: u16, error_code: &str, retry_after_ms: Option<u64>) -> Fault {
    let (error_code, message) = (error_code.to_owned(), "on demand".to_owned());
    Fault::Status { code, error_code, message, retry_after_ms }
}

/// An answer of exactly this.
pub(crate) fn body(text: &str) -> Fault {
    let content_type = "application/json".to_owned();
    Fault::Body { content_type, bytes: text.as_bytes().to_vec() }
}

/// Why there was no key.
pub(crate) fn why(failure: &Failure) -> &SignInError {
    match &failure.error {
        FetchError::SignIn(error) => error,
        error => panic!("it is not about signing in: {error:?}"),
    }
}

fn hold_no_secret(demo: &DemoAck, failure: &Failure) {
    let notice = explain(failure, Phrases::of(Language::English));
    let service = failure.service_error();
    let mut told = format!(
        "{failure:?} {notice:?} {} {service:?}",
        explain::cause(failure, Phrases::of(Language::English))
    );
    let mut cause: Option<&dyn Error> = Some(&failure.error);
    while let Some(error) = cause {
        told.push_str(&format!("{error} {error:?}"));
        cause = error.source();
    }
    for key in [demo.credentials().clone(), demo.sts_credentials()] {
        for secret in key.secrets() {
            let secret = secret.expose_secret();
            assert!(!told.contains(secret), "{told}");
            // The end of the token is the same in every encoding.
            assert!(!told.contains(&secret[secret.len() - 12..secret.len() - 2]), "{told}");
        }
    }
    for secret in [ack_kubeconfig::demo::SSO_ACCESS_TOKEN, ack_kubeconfig::demo::OIDC_TOKEN] {
        assert!(!told.contains(secret), "{told}");
    }
}
