//! What a child does: a line of words for each deed, a line for what came of it.

use std::io::{BufRead as _, BufReader};
use std::process::{ChildStdout, Stdio};
use std::sync::Arc;

use ack_kubeconfig::core::acs::{ApiEndpoint, Credentials};
use ack_kubeconfig::core::profile::cli_config::CliProfile;
use ack_kubeconfig::core::profile::{External, Mode, Places, Profile, Recipe, Source};
use ack_kubeconfig::core::session::RequestId;
use ack_kubeconfig::io::keychain::Keychain;
use ack_kubeconfig::worker::protocol::{KeychainWish, Lookup};
use ack_kubeconfig::worker::{self, Command, Event, Worker};
use secrecy::ExposeSecret as _;

use crate::session::{PATIENCE, Service, Session, wait_for};

/// The variable with the deeds.
const DEEDS: &str = "ACK_KUBECONFIG_TEST_DEEDS";

/// What stands before each line that a child tells.
const TOLD: &str = "told: ";

/// A child that does its deeds.
pub(crate) struct Doer {
    lines: BufReader<ChildStdout>,
    service: Service,
}

impl Session {
    /// Lets a child do all of these, and gives what came of each.
    pub(crate) fn do_all(&self, deeds: &[&str]) -> Vec<String> {
        let mut doer = self.begin(deeds);
        let told = deeds.iter().map(|_| doer.next()).collect();
        doer.end();
        told
    }

    /// Lets a child begin with these.
    pub(crate) fn begin(&self, deeds: &[&str]) -> Doer {
        let mut command = self.command(std::env::current_exe().unwrap());
        command.args(["--exact", "deeds::a_child_does_what_it_is_told", "--nocapture"]);
        command.env(DEEDS, deeds.join("\n")).stdout(Stdio::piped());
        let mut service = Service::spawn(command);
        let lines = BufReader::new(service.child.stdout.take().unwrap());
        Doer { lines, service }
    }
}

impl Doer {
    /// What came of the next deed.
    pub(crate) fn next(&mut self) -> String {
        loop {
            let mut line = String::new();
            let length = self.lines.read_line(&mut line).unwrap();
            assert_ne!(length, 0, "the child ended too soon");
            // The harness begins a line of its own before ours.
            if let Some((_, told)) = line.split_once(TOLD) {
                return told.trim_end().to_owned();
            }
        }
    }

    /// The child ends well, and by itself.
    pub(crate) fn end(mut self) {
        wait_for("the end of a child", || {
            let ended = self.service.child.try_wait().unwrap();
            ended.inspect(|status| assert!(status.success(), "a child failed"))
        });
    }
}

/// The child's side. Without deeds, it sees to it that one that cannot be done would be noticed.
#[test]
fn a_child_does_what_it_is_told() {
    let Ok(deeds) = std::env::var(DEEDS) else {
        let mut doer = Session::new().begin(&["nonsense"]);
        return assert!(!doer.service.child.wait().unwrap().success());
    };
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let mut worker = Worker::start(|| {}).unwrap();
        for deed in deeds.lines() {
            let words = shlex::split(deed).unwrap();
            let words: Vec<&str> = words.iter().map(String::as_str).collect();
            let told = tokio::time::timeout(2 * PATIENCE, perform(&mut worker, &words)).await;
            println!("{TOLD}{}", told.unwrap());
        }
    });
}

async fn perform(worker: &mut Worker, words: &[&str]) -> String {
    let named = |name: &str| name.to_owned();
    match words {
        ["list"] => wish(worker, KeychainWish::List).await,
        ["keep", name, key @ ..] => {
            wish(worker, KeychainWish::Keep(named(name), credentials(key))).await
        }
        ["rename", from, to] => {
            wish(worker, KeychainWish::Rename { from: named(from), to: named(to) }).await
        }
        ["remove", name] => wish(worker, KeychainWish::Remove(named(name))).await,
        ["read", name] => read(name),
        ["ask", "for", "the", "list"] => {
            worker.send(Command::Keychain(KeychainWish::List)).unwrap();
            "asked".to_owned()
        }
        ["await"] => told(&next(worker).await),
        ["wait", "for", file] => {
            wait_for(file, || std::path::Path::new(file).exists().then_some(()));
            "there".to_owned()
        }
        ["discover"] => discover(worker),
        ["change", "a", "file"] => {
            std::fs::write(imported(), "{}").unwrap();
            worker.send(Command::LookAgain).unwrap();
            "changed".to_owned()
        }
        ["sign", "in", source] => sign_in(worker, source),
        ["look", "for", "a", "program", "until", path] => look_until(worker, path).await,
        ["date", "settings"] => {
            worker.send(Command::OpenDateSettings).unwrap();
            told(&next(worker).await)
        }
        ["terminal", words @ ..] => {
            let words = words.iter().map(|word| (*word).to_owned()).collect();
            worker.send(Command::RunInTerminal(words)).unwrap();
            told(&next(worker).await)
        }
        _ => panic!("{words:?} is no deed"),
    }
}

async fn next(worker: &mut Worker) -> Event {
    worker.event().await.unwrap()
}

fn credentials(key: &[&str]) -> Credentials {
    let (secret, token) = (key[0].into(), key.get(1).map(|token| (*token).into()));
    Credentials::new("LTAI5tExampleKey0001", &secret, token.as_ref()).unwrap()
}

async fn wish(worker: &mut Worker, wish: KeychainWish) -> String {
    let only_list = matches!(wish, KeychainWish::List);
    worker.send(Command::Keychain(wish)).unwrap();
    let mut lines = Vec::new();
    if !only_list {
        lines.push(told(&next(worker).await));
    }
    lines.push(told(&next(worker).await));
    lines.join(", ")
}

fn read(name: &str) -> String {
    match Keychain::open().and_then(|keychain| keychain.read(name)) {
        Ok(key) => {
            let token = key.security_token().map_or("none", |token| token.expose_secret());
            let secret = key.access_key_secret().expose_secret();
            format!("{} {secret} {token}", key.access_key_id())
        }
        Err(error) => format!("{error:?}"),
    }
}

fn discover(worker: &Worker) -> String {
    let (variables, home) = (worker::variables(), worker::home());
    let lookup =
        Lookup { variables, home, imported: vec![imported()], ask_shell: true, watch: false };
    worker.send(Command::Discover(lookup)).unwrap();
    "looking".to_owned()
}

/// A file that the user imported.
fn imported() -> std::path::PathBuf {
    worker::home().unwrap().join("imported.json")
}

/// Signs in with an account of the keychain, or by a program.
fn sign_in(worker: &Worker, source: &str) -> String {
    let (mode, recipe) = match source.split_once(' ') {
        Some(("account", name)) => (Mode::Ak, Recipe::Keychain(name.to_owned())),
        Some(("program", command)) => {
            let (command, profile) = (command.to_owned(), "work".to_owned());
            let defaults = CliProfile::default();
            let program = External { command, profile, defaults };
            (Mode::External, Recipe::External(Box::new(program)))
        }
        _ => panic!("{source} is no source"),
    };
    let source = Source::Keychain(source.to_owned());
    // Nobody is there to be asked whose key it is.
    let sts = ApiEndpoint::parse("http://127.0.0.1:9").unwrap();
    let places = Places { sts, ..Places::default() };
    let profile = Profile { source, mode, recipe, places };
    worker.send(Command::SignIn(RequestId(1), Arc::new(profile))).unwrap();
    "signing in".to_owned()
}

/// Looks for a program again and again until it is looked for there, and nothing else happens.
async fn look_until(worker: &mut Worker, path: &str) -> String {
    loop {
        sign_in(worker, "program give-key-that-is-nowhere");
        match next(worker).await {
            Event::SignedIn(_, Err(failure)) if !format!("{failure:?}").contains(path) => {}
            Event::SignedIn(..) => return "looked through".to_owned(),
            other => return told(&other),
        }
    }
}

fn told(event: &Event) -> String {
    match event {
        Event::KeychainDone(_, Ok(())) => "done".to_owned(),
        Event::KeychainDone(_, Err(error)) => format!("not done: {error:?}"),
        Event::KeychainListed(Ok(names)) => format!("listed: {}", names.join(" ")),
        Event::KeychainListed(Err(error)) => format!("not listed: {error:?}"),
        Event::Discovered(found) if found.from_shell => "discovered by the shell".to_owned(),
        Event::Discovered(_) => "discovered".to_owned(),
        Event::SignedIn(_, Ok(key)) => format!("signed in: {}", key.access_key_id),
        Event::SignedIn(_, Err(failure)) => format!("not signed in: {:?}", failure.error),
        Event::DateSettingsOpened(opened) => format!("date settings: {opened:?}"),
        Event::TerminalOpened(opened) => format!("terminal: {opened:?}"),
        other => format!("{other:?}"),
    }
}
