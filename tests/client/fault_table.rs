//! What each fault comes to for the user, measured and held against the table of
//! `ARCHITECTURE.md`. With `UPDATE_DOCS=1` the table is written there instead.

use std::fs;
use std::pin::Pin;
use std::sync::Arc;
use std::time::{Duration, Instant};

use ack_kubeconfig::core::acs::{ApiEndpoint, TransportError};
use ack_kubeconfig::core::profile::{Mode, Places, Profile, Recipe, Role, Source};
use ack_kubeconfig::core::session::Progress;
use ack_kubeconfig::demo::{DemoOptions, Fault};
use ack_kubeconfig::text::{Language, Phrases, explain};
use ack_kubeconfig::worker::Event;
use jiff::SignedDuration;
use tokio::io::AsyncWriteExt as _;
use tokio::task::JoinSet;

use super::many;
use super::support::{Outcome, Rig};
use super::wire::{Port, deaf_port};

const DOCUMENT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/ARCHITECTURE.md");
const BEGIN: &str = "<!-- The table is made by tests/client/fault_table.rs -->\n";
const END: &str = "<!-- Here it ends. -->\n";
/// The time limit where it is reached.
const LIMIT: Duration = Duration::from_secs(2);
/// What a busy machine may add to a time.
const SLACK: Duration = Duration::from_secs(8);

/// A line of the table.
struct Row {
    fault: &'static str,
    sees: String,
    requests: String,
    time: String,
}

type Measured = Pin<Box<dyn Future<Output = Row> + Send>>;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_table_of_faults_is_what_happens() {
    let mut rows = JoinSet::new();
    for (index, row) in faults().into_iter().enumerate() {
        rows.spawn(async move { (index, row.await) });
    }
    let mut rows = rows.join_all().await;
    rows.sort_by_key(|(index, _)| *index);
    let mut table = "| fault | what the user sees | requests | how long it takes |\n\
                     |---|---|---|---|\n"
        .to_owned();
    for (_, Row { fault, sees, requests, time }) in rows {
        table.push_str(&format!("| {fault} | {sees} | {requests} | {time} |\n"));
    }
    let text = fs::read_to_string(DOCUMENT).unwrap();
    let (before, rest) = text.split_once(BEGIN).expect("the mark where the table begins");
    let (written, after) = rest.split_once(END).expect("the mark where the table ends");
    if std::env::var_os("UPDATE_DOCS").is_some() {
        fs::write(DOCUMENT, format!("{before}{BEGIN}{table}{END}{after}")).unwrap();
    } else {
        assert_eq!(written, table, "run this test with UPDATE_DOCS=1 and look at the difference");
    }
}

fn faults() -> Vec<Measured> {
    let status = |code, error_code: &str, retry_after_ms| Fault::Status {
        code,
        error_code: error_code.to_owned(),
        message: String::new(),
        retry_after_ms,
    };
    let throttled = |hint| status(429, "Throttling.User", hint);
    vec![
        Box::pin(refused()),
        Box::pin(always("the connection is reset", Fault::Reset)),
        Box::pin(silent()),
        Box::pin(too_slow("the request is read and not answered", Fault::SlowHeaders)),
        Box::pin(half_a_header()),
        Box::pin(too_slow("the body comes a byte at a time", Fault::SlowBody)),
        Box::pin(always("the body ends in the middle", Fault::Truncated)),
        Box::pin(once("429 once, with a hint to wait 0.7 s", throttled(Some(700)))),
        Box::pin(once("429 once, without a hint", throttled(None))),
        Box::pin(always("429 always", throttled(None))),
        Box::pin(always("503 always", status(503, "ServiceUnavailable", None))),
        Box::pin(once("500 once", status(500, "InternalError", None))),
        Box::pin(ended_token()),
        Box::pin(wrong_clock()),
        Box::pin(always("a captive portal", Fault::HtmlPage)),
    ]
}

/// What was told on the way to an outcome.
struct Way {
    outcome: Outcome,
    pauses: Vec<Duration>,
    took: Duration,
}

/// Asks one question as a window or a command does.
async fn ask(rig: &mut Rig, endpoint: Option<&ApiEndpoint>, timeout: Option<Duration>) -> Way {
    let mut question = rig.question();
    question.endpoint = endpoint.cloned().unwrap_or(question.endpoint);
    question.timeout = timeout.unwrap_or(question.timeout);
    let started = Instant::now();
    rig.send(&question);
    let mut pauses = Vec::new();
    loop {
        match rig.event().await {
            Event::Progress(_, Progress::Pause { wait, .. }) => pauses.push(wait),
            Event::Finished(_, outcome) => {
                return Way { outcome, pauses, took: started.elapsed() };
            }
            _ => {}
        }
    }
}

impl Way {
    /// How often it was tried, where nothing else can count.
    fn tries(&self) -> usize {
        let failure = self.outcome.as_ref().unwrap_err();
        usize::try_from(failure.exchange.as_ref().unwrap().tries).unwrap()
    }

    fn row(self, fault: &'static str, requests: usize) -> Row {
        let time = self.time();
        let sees = match &self.outcome {
            Ok(_) => "the kubeconfig".to_owned(),
            Err(failure) => {
                let title = explain(failure, Phrases::of(Language::English)).title;
                let host = failure.exchange.as_ref().map_or("", |exchange| &exchange.host);
                format!("“{}”", title.replace(host, "HOST"))
            }
        };
        Row { fault, sees, requests: requests.to_string(), time }
    }

    /// The waits are told beforehand, so they say how long it takes on any machine.
    fn time(&self) -> String {
        let waited: Duration = self.pauses.iter().sum();
        assert!(self.took >= waited && self.took < waited + LIMIT + SLACK, "{:?}", self.took);
        if let Err(failure) = &self.outcome
            && matches!(
                failure.error,
                ack_kubeconfig::core::acs::FetchError::Transport(TransportError::Timeout { .. })
            )
        {
            assert!(self.took >= LIMIT, "{:?}", self.took);
            return "until the time limit".to_owned();
        }
        let within = |from: u64, to: u64| {
            (Duration::from_millis(from)..=Duration::from_millis(to)).contains(&waited)
        };
        match self.pauses.len() {
            0 => "at once".to_owned(),
            1 if waited == Duration::from_millis(700) => "as long as the service asks".to_owned(),
            1 if within(500, 1000) => "0.5 to 1 s, one wait".to_owned(),
            3 if within(3500, 7000) => "3.5 to 7 s, three waits".to_owned(),
            _ => panic!("unexpected waits: {:?}", self.pauses),
        }
    }
}

async fn always(name: &'static str, fault: Fault) -> Row {
    let mut rig = Rig::new().await;
    rig.demo.set_fault(Some(fault));
    let way = ask(&mut rig, None, None).await;
    way.row(name, rig.arrived())
}

async fn once(name: &'static str, fault: Fault) -> Row {
    let mut rig = Rig::new().await;
    rig.demo.push_fault(fault);
    let way = ask(&mut rig, None, None).await;
    way.row(name, rig.arrived())
}

async fn too_slow(name: &'static str, fault: Fault) -> Row {
    let mut rig = Rig::new().await;
    rig.demo.set_fault(Some(fault));
    let way = ask(&mut rig, None, Some(LIMIT)).await;
    way.row(name, rig.arrived())
}

/// Nobody listens there, so nothing can count the tries but the client.
async fn refused() -> Row {
    let mut rig = Rig::new().await;
    let (_held, endpoint) = deaf_port();
    let way = ask(&mut rig, Some(&endpoint), None).await;
    let tries = way.tries();
    let row = way.row("the connection is refused", rig.arrived());
    Row { requests: format!("{} ({tries} tries)", row.requests), ..row }
}

/// The system takes the connection, and nobody the request.
async fn silent() -> Row {
    let mut rig = Rig::new().await;
    let port = Port::open().await;
    let way = ask(&mut rig, Some(&port.endpoint), Some(LIMIT)).await;
    let tries = way.tries();
    way.row("the server is silent", tries)
}

async fn half_a_header() -> Row {
    let mut rig = Rig::new().await;
    let port = Port::open().await;
    let endpoint = port.endpoint.clone();
    let server = tokio::spawn(async move {
        let mut stream = port.request().await;
        stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Ty").await.unwrap();
        (stream, port)
    });
    let way = ask(&mut rig, Some(&endpoint), Some(LIMIT)).await;
    let (_stream, port) = server.await.unwrap();
    assert!(!port.somebody_knocks());
    let tries = way.tries();
    way.row("the headers stop in the middle", tries)
}

async fn wrong_clock() -> Row {
    let clock_offset = SignedDuration::from_hours(1);
    let mut rig = Rig::with(DemoOptions { clock_offset, ..DemoOptions::default() }).await;
    let way = ask(&mut rig, None, None).await;
    assert!(way.outcome.as_ref().unwrap().exchange.clock_ahead.is_some());
    let row = way.row("this computer's clock is an hour off", rig.arrived());
    Row { sees: format!("{}, and that the clock is off", row.sees), ..row }
}

/// All 200 arrive, though the role's key ends after the first ones: it is renewed once.
async fn ended_token() -> Row {
    let options = DemoOptions { extra_clusters: 200, ..DemoOptions::default() };
    let mut rig = Rig::with(options).await;
    let role = Role {
        arn: rig.demo.role_arn(),
        session_name: "many".to_owned(),
        seconds: Role::DEFAULT_SECONDS,
        external_id: None,
        policy: None,
    };
    let base = Box::new(Recipe::Key(rig.demo.credentials().clone()));
    let profile = Arc::new(Profile {
        source: Source::Typed,
        mode: Mode::RamRoleArn,
        recipe: Recipe::AssumeRole { base, role },
        places: Places { sts: rig.demo.endpoint().clone(), ..Places::default() },
    });
    let mut fleet = many::fleet(&rig);
    for wanted in &mut fleet {
        wanted.question.profile = Arc::clone(&profile);
    }
    let mut batch = many::ask(&rig, fleet);
    while batch.counts().done < 50 {
        many::hear(&mut rig, &mut batch).await;
    }
    rig.demo.end_temporary_keys();
    many::finish(&mut rig, &mut batch).await;
    let counts = batch.counts();
    assert_eq!((counts.done, counts.failed), (200, 0));
    assert!(batch.elapsed(ack_kubeconfig::worker::now()) < SignedDuration::from_secs(20));
    let requests = rig.demo.requests();
    let renewals = requests.iter().filter(|request| !request.target.starts_with("/k8s/")).count();
    assert_eq!(renewals, 2, "the first key, and one renewal for all");
    let refused = requests.iter().filter(|request| !request.accepted).count();
    assert!((1..=32).contains(&refused), "{refused}");
    assert_eq!(requests.len(), 200 + refused + renewals);
    Row {
        fault: "a role's key ends in the middle of 200 fetches",
        sees: "all 200 kubeconfigs".to_owned(),
        requests: "200, at most 32 with the ended key, and 1 renewal".to_owned(),
        time: "at once".to_owned(),
    }
}
