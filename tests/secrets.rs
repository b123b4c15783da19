//! A secret, marked by its text, goes through everything that is shown, logged, told or kept, and
//! is found in none of it.

#![expect(clippy::unwrap_used, clippy::panic, reason = "helpers of tests fail")]

use std::io::Write;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use ack_kubeconfig::core::acs::percent;
use ack_kubeconfig::core::acs::{
    ClusterId, Credentials, FetchError, ReplyError, Scheme, SchemeChoice, ServiceError,
    TransportError, sign,
};
use ack_kubeconfig::core::history::Subject;
use ack_kubeconfig::core::kubeconfig::{KubeconfigText, check};
use ack_kubeconfig::core::profile::{Profile, Recipe, Source, Variables};
use ack_kubeconfig::core::session::{Failure, Question, RequestId, Session, Settings};
use ack_kubeconfig::demo::{self, DemoAck, DemoOptions};
use ack_kubeconfig::text::{Language, Phrases, explain};
use ack_kubeconfig::worker::protocol::{Existing, Lookup, Saving};
use ack_kubeconfig::worker::{self, Command, Event, Worker};
use secrecy::{ExposeSecret as _, SecretString};
use serde_json::json;
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
        Command::Save(Box::new(Saving {
            path: "x".into(),
            text: document(),
            existing: Existing::Keep,
            about: Subject::default(),
        })),
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
        ReplyError::Service(Box::new(ServiceError {
            status: 400,
            code: "SignatureDoesNotMatch".into(),
            message: "server string to sign is:GET".into(),
            request_id: None,
            retry_after_ms: None,
            date: None,
            access_denied: None,
        }))
        .into(),
    ];
    for error in errors {
        let failure = Failure { error, same_string_to_sign: Some(true), exchange: None };
        let notice = explain(&failure, Phrases::of(Language::English));
        hold_nothing(
            "Failure",
            &format!(
                "{failure:?} {notice:?} {}",
                explain::cause(&failure, Phrases::of(Language::English))
            ),
        );
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
            "api-server",
            "endpoint",
            "filters",
            "history",
            "imported",
            "language",
            "minutes",
            "notes",
            "profile",
            "region",
            "signature",
            "theme",
            "told",
            "version",
            "window",
            "wrap",
            "zoom"
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

/// Every way in, from files in a home folder as the official tools leave them.
fn home_of_every_mode(demo: &DemoAck) -> tempfile::TempDir {
    let home = tempfile::tempdir().unwrap();
    let user = demo.credentials();
    let secret = user.access_key_secret().expose_secret();
    let token_file = home.path().join("oidc");
    std::fs::write(&token_file, demo::OIDC_TOKEN).unwrap();
    let role = demo.role_arn();
    let printed = json!({ "mode": "AK", "access_key_id": user.access_key_id(),
                          "access_key_secret": secret });
    let print = format!("sh -c 'echo \"{secret}\" >&2; echo \"$0\"' '{printed}'");
    let profiles = json!([
        { "name": "role", "mode": "RamRoleArn", "access_key_id": user.access_key_id(),
          "access_key_secret": secret, "ram_role_arn": role, "ram_session_name": "me" },
        { "name": "ecs", "mode": "EcsRamRole" },
        { "name": "oidc", "mode": "OIDC", "oidc_provider_arn": demo::OIDC_PROVIDER_ARN,
          "oidc_token_file": token_file, "ram_role_arn": role, "ram_session_name": "me" },
        { "name": "external", "mode": "External", "process_command": print },
        { "name": "uri", "mode": "CredentialsURI", "credentials_uri": demo.credentials_uri() },
        { "name": "uri-with-token", "mode": "CredentialsURI",
          "credentials_uri": format!("{}?token={TOKEN}", demo.credentials_uri()) },
        { "name": "sso", "mode": "CloudSSO", "cloud_sso_sign_in_url": demo.sso_sign_in_url(),
          "cloud_sso_account_id": demo::ACCOUNT_ID,
          "cloud_sso_access_config": demo::SSO_ACCESS_CONFIG,
          "access_token": demo::SSO_ACCESS_TOKEN,
          "cloud_sso_access_token_expire": 4_102_444_800_i64 },
        { "name": "wrong", "mode": "AK", "access_key_id": user.access_key_id(),
          "access_key_secret": SECRET },
        { "name": "wrong-role", "mode": "RamRoleArn", "access_key_id": user.access_key_id(),
          "access_key_secret": SECRET, "sts_token": TOKEN, "ram_role_arn": role,
          "ram_session_name": "me" },
    ]);
    let config = json!({ "current": "role", "profiles": profiles });
    std::fs::create_dir(home.path().join(".aliyun")).unwrap();
    std::fs::write(home.path().join(".aliyun/config.json"), config.to_string()).unwrap();
    home
}

/// Finds and signs in with every profile; gives all that was told on the way.
async fn sign_in_every_way(demo: &DemoAck, worker: &mut Worker) -> String {
    let home = home_of_every_mode(demo);
    let variable = |name: &str, value: String| (name.to_owned(), value);
    let variables = Variables::of([
        variable("ALIBABA_CLOUD_STS_ENDPOINT", demo.endpoint().to_string()),
        variable("ACK_KUBECONFIG_IMDS_ENDPOINT", demo.metadata_address()),
        variable("PATH", std::env::var("PATH").unwrap()),
        variable("ALIBABA_CLOUD_ACCESS_KEY_ID", "LTAI5tExampleKey0001".to_owned()),
        variable("ALIBABA_CLOUD_ACCESS_KEY_SECRET", SECRET.to_owned()),
        variable("ALIBABA_CLOUD_SECURITY_TOKEN", TOKEN.to_owned()),
    ]);
    let lookup = Lookup { variables, home: Some(home.path().to_owned()), ..Lookup::default() };
    let mut told = format!("{lookup:?}\n");
    worker.send(Command::Discover(lookup)).unwrap();
    let discovery = loop {
        if let Event::Discovered(discovery) = next(worker).await {
            break discovery;
        }
    };
    told.push_str(&format!("{discovery:?}\n"));
    let phrases = Phrases::of(Language::English);
    let mut signed_in = 0;
    for (number, listed) in discovery.listed.iter().enumerate() {
        let Ok(profile) = &listed.profile else { panic!("{listed:?}") };
        let id = RequestId(100 + number as u64);
        worker.send(Command::SignIn(id, profile.clone())).unwrap();
        loop {
            let event = next(worker).await;
            told.push_str(&format!("{event:?}\n"));
            match event {
                Event::SignedIn(_, Err(failure)) | Event::Identified(_, Err(failure)) => {
                    told.push_str(&format!(
                        "{:?} {}\n",
                        explain(&failure, phrases),
                        explain::cause(&failure, Phrases::of(Language::English))
                    ));
                    break;
                }
                Event::Identified(_, Ok(_)) => {
                    signed_in += 1;
                    break;
                }
                _ => {}
            }
        }
    }
    assert_eq!(signed_in, 7, "{told}");
    told
}

async fn next(worker: &mut Worker) -> Event {
    let event = tokio::time::timeout(Duration::from_secs(30), worker.event());
    event.await.unwrap().unwrap()
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
    let mut told = String::new();
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
        assert_eq!(hidden.len(), 6);
        told = sign_in_every_way(&demo, &mut worker).await;
        hidden.push(demo.credentials().access_key_secret().expose_secret().to_owned());
        hidden.extend([demo::OIDC_TOKEN, demo::SSO_ACCESS_TOKEN].map(str::to_owned));
        // The tokens that were issued meanwhile, as they were sent, and encoded as in an address.
        let tokens = |request: &demo::RecordedRequest| {
            let parameter = request.parameter("SecurityToken");
            parameter.or_else(|| request.header("x-aliyun-ecs-metadata-token").map(str::to_owned))
        };
        let issued: Vec<String> = demo.requests().iter().filter_map(tokens).collect();
        assert!(issued.len() >= 5, "{}", issued.len());
        hidden.extend(issued.iter().map(|token| percent::encode(token)));
        hidden.extend(issued);
    });
    let logged = String::from_utf8_lossy(&log.0.lock().unwrap()).into_owned();
    assert!(logged.contains("TRACE"), "nothing was logged at the highest level");
    assert!(logged.contains("ack_kubeconfig"), "nothing of ours was logged");
    for (number, secret) in hidden.iter().enumerate() {
        assert!(!logged.contains(secret), "the log holds secret {number}");
        assert!(!told.contains(secret), "what is told holds secret {number}");
    }
}
