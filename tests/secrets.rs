//! A secret, marked by its text, goes through everything that is shown, logged, told or kept, and
//! is found in none of it.

#![expect(clippy::unwrap_used, clippy::panic, reason = "helpers of tests fail")]

use std::io::Write;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use ack_kubeconfig::core::acs::{
    ClusterId, Credentials, FetchError, ReplyError, Scheme, SchemeChoice, ServiceError,
    TransportError, sign,
};
use ack_kubeconfig::core::kubeconfig::{KubeconfigText, check};
use ack_kubeconfig::core::profile::{Profile, Recipe, Source};
use ack_kubeconfig::core::session::{Failure, Question, RequestId, Session, Settings};
use ack_kubeconfig::demo::{DemoAck, DemoOptions};
use ack_kubeconfig::text::{Language, Phrases, explain};
use ack_kubeconfig::worker::protocol::Existing;
use ack_kubeconfig::worker::{self, Command, Event, Worker};
use secrecy::{ExposeSecret as _, SecretString};
use tracing_subscriber::fmt::MakeWriter;

const SECRET: &str = "MARKED-ACCESS-KEY-SECRET";
const TOKEN: &str = "MARKED-SECURITY-TOKEN";
const PRIVATE_KEY: &str = "MARKED-PRIVATE-KEY";
const MARK: &str = "MARKED";

fn question() -> Question {
    let (secret, token) = (SecretString::from(SECRET), SecretString::from(TOKEN));
    let key = Credentials::new("LTAI5tExampleKey0001", &secret, Some(&token)).unwrap();
    let question = Question::new(ClusterId::parse("c5b5").unwrap(), key);
    Question { timeout: Duration::from_secs(1), ..question }
}

fn key(question: &Question) -> Credentials {
    match &question.profile.recipe {
        Recipe::Key(key) => key.clone(),
        other => panic!("{other:?}"),
    }
}

fn document() -> KubeconfigText {
    KubeconfigText::new(format!(
        "kind: Config\nclusters: [{{name: a}}]\ncontexts: [{{name: a}}]\n\
         users: [{{name: a, user: {{client-key-data: {PRIVATE_KEY}, token: {TOKEN}}}}}]\n"
    ))
}

/// Fails, without repeating what must not be repeated, when a text holds a mark.
fn hold_nothing(what: &str, text: &str) {
    assert!(!text.contains(MARK), "{what} holds a secret");
}

#[test]
fn no_debug_shows_a_secret() {
    let question = question();
    hold_nothing("Question", &format!("{question:?} {question:#?}"));
    for scheme in [Scheme::Roa, Scheme::Acs3] {
        let (request, endpoint) = (question.get.to_request(), &question.endpoint);
        let signed = sign::sign(&request, endpoint, &key(&question), scheme, worker::now(), "n");
        hold_nothing("SignedRequest", &format!("{signed:?} {:?}", signed.signature));
        let sent: Vec<_> =
            signed.http.headers.iter().map(|(_, value)| value.expose_secret()).collect();
        assert!(sent.contains(&TOKEN), "the token is sent, or this test tests nothing");
    }
    let mut session = Session::default();
    session.sign_in(question.profile.clone(), question.endpoint.clone());
    session.ask(question.clone(), worker::now());
    hold_nothing("Session", &format!("{session:?}"));

    let kubeconfig = check(&document()).unwrap();
    hold_nothing("Kubeconfig", &format!("{kubeconfig:?} {:?}", document()));
    for command in [
        Command::Ask(RequestId(1), Box::new(question)),
        Command::Copy(document(), Duration::ZERO),
        Command::Save("x".into(), document(), Existing::Keep),
        Command::KeepSettings("x".into(), Settings::default()),
    ] {
        hold_nothing("Command", &format!("{command:?}"));
    }
}

#[test]
fn no_failure_and_no_sentence_about_it_shows_a_secret() {
    let quoting = || Arc::new(std::io::Error::other("the library below speaks of itself only"));
    let errors: Vec<FetchError> = vec![
        TransportError::Setup(quoting()).into(),
        TransportError::Broken(quoting()).into(),
        TransportError::Timeout { seconds: 1 }.into(),
        ReplyError::NoKubeconfig.into(),
        ReplyError::Service(ServiceError {
            status: 400,
            code: "SignatureDoesNotMatch".into(),
            message: "server string to sign is:GET".into(),
            request_id: None,
            retry_after_ms: None,
            date: None,
        })
        .into(),
    ];
    for error in errors {
        let failure = Failure { error, same_string_to_sign: Some(true), exchange: None };
        let notice = explain(&failure, Phrases::of(Language::English));
        hold_nothing("Failure", &format!("{failure:?} {notice:?} {}", explain::cause(&failure)));
    }
    // A parser quotes what it cannot read; what it cannot read here is a secret.
    let broken = KubeconfigText::new(format!("users: [{PRIVATE_KEY}"));
    let error = check(&broken).unwrap_err();
    hold_nothing("NotAKubeconfig", &format!("{error} {error:?}"));
}

#[test]
fn a_panic_shows_no_secret() {
    let told = std::panic::catch_unwind(|| {
        let (question, document) = (question(), document());
        panic!("{question:?} {document:?}")
    });
    let told = told.unwrap_err().downcast::<String>().unwrap();
    assert!(told.contains("Question"));
    hold_nothing("a panic", &told);
}

#[test]
fn the_settings_file_holds_theme_and_size_and_nothing_else() {
    let kept = serde_json::to_value(Settings::default()).unwrap();
    let mut names: Vec<&String> = kept.as_object().unwrap().keys().collect();
    names.sort();
    assert_eq!(
        names,
        [
            "address",
            "endpoint",
            "imported",
            "language",
            "profile",
            "region",
            "signature",
            "theme",
            "version",
            "window"
        ]
    );
}

/// Everything that is logged, in memory.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl Write for Log {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().write(bytes)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

impl MakeWriter<'_> for Log {
    type Writer = Self;

    fn make_writer(&self) -> Self {
        self.clone()
    }
}

/// Asks the embedded ACK with real temporary keys, right and wrong, by both schemes, while
/// everything down to the HTTP library logs at its highest level.
#[test]
fn no_log_at_the_highest_level_shows_a_secret() {
    let log = Log::default();
    tracing_subscriber::fmt()
        .with_env_filter(tracing_subscriber::EnvFilter::new("trace"))
        .with_ansi(false)
        .with_writer(log.clone())
        .init();
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let mut hidden = vec![SECRET.to_owned(), TOKEN.to_owned()];
    runtime.block_on(async {
        let demo = DemoAck::start(DemoOptions::default()).await.unwrap();
        let mut worker = Worker::start(|| {}).unwrap();
        let temporary = demo.sts_credentials();
        hidden.push(temporary.access_key_secret().expose_secret().to_owned());
        hidden.push(temporary.security_token().unwrap().expose_secret().to_owned());
        for (number, scheme) in [Scheme::Roa, Scheme::Acs3].into_iter().enumerate() {
            for (half, credentials) in [temporary.clone(), key(&question())].into_iter().enumerate()
            {
                let mut asked = question();
                asked.get.cluster_id = demo.clusters()[0].id.clone();
                asked.endpoint = demo.endpoint().clone();
                asked.scheme = SchemeChoice::Only(scheme);
                asked.profile = Arc::new(Profile::of_key(Source::Typed, credentials));
                asked.timeout = Question::DEFAULT_TIMEOUT;
                let id = RequestId((number * 2 + half) as u64);
                worker.send(Command::Ask(id, Box::new(asked))).unwrap();
                let outcome = loop {
                    let event = tokio::time::timeout(Duration::from_secs(30), worker.event());
                    if let Event::Finished(_, outcome) = event.await.unwrap().unwrap() {
                        break outcome;
                    }
                };
                match outcome {
                    Ok(fetched) => {
                        let text = fetched.text.as_str();
                        let (_, key) = text.split_once("client-key-data: ").unwrap();
                        hidden.push(key.trim().to_owned());
                        assert_eq!(half, 0);
                    }
                    Err(_) => assert_eq!(half, 1),
                }
            }
        }
    });
    let logged = String::from_utf8_lossy(&log.0.lock().unwrap()).into_owned();
    assert!(logged.contains("TRACE"), "nothing was logged at the highest level");
    assert!(logged.contains("ack_kubeconfig"), "nothing of ours was logged");
    assert_eq!(hidden.len(), 6);
    for secret in hidden {
        assert!(!logged.contains(&secret), "the log holds a secret");
    }
}
