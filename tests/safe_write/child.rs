//! The same program as a child, which can be killed, limited, or made another user.

use std::os::unix::process::ExitStatusExt as _;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use tracing_subscriber::layer::{Context, SubscriberExt as _};

use crate::home::Home;

/// What a child is to do, in its environment. The test below does it; without this it is a test
/// that has nothing to do.
const ROLE: &str = "SAFE_WRITE_ROLE";
const FOLDER: &str = "SAFE_WRITE_FOLDER";
const TEXT: &str = "SAFE_WRITE_TEXT";
const STEP: &str = "SAFE_WRITE_STEP";

/// Every step of a write, in order.
pub(crate) const STEPS: [&str; 10] = [
    "locked",
    "read again",
    "old text kept",
    "backup made",
    "temporary file made",
    "written",
    "flushed",
    "renamed",
    "folder flushed",
    "unlocked",
];

/// Two texts that take turns, large enough to be killed in the middle.
pub(crate) fn large(letter: char) -> String {
    letter.to_string().repeat(1_500_000)
}

#[test]
fn a_child_plays_its_role() {
    let Ok(role) = std::env::var(ROLE) else { return };
    let home = Home::of(Path::new(&std::env::var_os(FOLDER).unwrap()));
    let text = std::env::var(TEXT).unwrap_or_default();
    let listener = tracing_subscriber::registry().with(Listener { home: home.folder().into() });
    tracing::subscriber::set_global_default(listener).unwrap();
    match role.as_str() {
        "commit" => println!("outcome: {:?}", home.commit(&text).map(drop)),
        "commit much" => println!("outcome: {:?}", home.commit(&large('x')).map(drop)),
        "undo" => println!("outcome: {:?}", home.undo().map(drop)),
        "take turns" => take_turns(&home),
        "add" => {
            for number in 0..50 {
                home.edit(|now| format!("{now}{text} {number}\n"));
            }
        }
        role => panic!("no role {role}"),
    }
}

fn take_turns(home: &Home) {
    let texts = [large('a'), large('b')];
    println!("ready");
    for text in texts.iter().cycle() {
        home.commit(text).unwrap();
    }
}

/// A child that plays a role in a folder.
pub(crate) fn child(role: &str, home: &Home) -> Command {
    prepared(Command::new(std::env::current_exe().unwrap()), role, home)
}

/// The same, begun by a shell with some words before it: `ulimit -f 8; exec "$@"`.
pub(crate) fn child_after(words: &str, role: &str, home: &Home) -> Command {
    let mut shell = Command::new("bash");
    shell.args(["-c", words, "bash"]).arg(std::env::current_exe().unwrap());
    prepared(shell, role, home)
}

/// Says how a command plays its role.
pub(crate) fn prepared(mut command: Command, role: &str, home: &Home) -> Command {
    command.args(["--exact", "child::a_child_plays_its_role", "--nocapture", "--test-threads=1"]);
    command.env(ROLE, role).env(FOLDER, home.folder()).env_remove(STEP);
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

/// Gives the child the text to write.
pub(crate) fn with_text<'a>(command: &'a mut Command, text: &str) -> &'a mut Command {
    command.env(TEXT, text)
}

/// Runs a child that kills itself at a step.
pub(crate) fn killed_at(step: &str, command: &mut Command) {
    let output = command.env(STEP, step).output().unwrap();
    assert_eq!(output.status.signal(), Some(9), "{step}: {}", said(&output));
}

/// Runs a child to its good end, and gives what came of its write.
pub(crate) fn outcome(command: &mut Command) -> String {
    let output = command.output().unwrap();
    let said = said(&output);
    assert!(output.status.success(), "{said}");
    let line = said.lines().find_map(|line| line.split_once("outcome: "));
    line.unwrap_or_else(|| panic!("no outcome: {said}")).1.to_owned()
}

pub(crate) fn said(output: &Output) -> String {
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    format!("{}{}", text(&output.stdout), text(&output.stderr))
}

/// Hears of every step. Kills the process at the one that was named, and looks at the modes of
/// all files at each if that is asked for.
struct Listener {
    home: std::path::PathBuf,
}

impl<S: tracing::Subscriber> tracing_subscriber::Layer<S> for Listener {
    fn on_event(&self, event: &tracing::Event<'_>, _context: Context<'_, S>) {
        let mut step = Step::default();
        event.record(&mut step);
        let Some(step) = step.0 else { return };
        match std::env::var(STEP) {
            Ok(named) if named == step => kill_this_process(),
            Ok(named) if named == "all modes" => println!("{step}: {:?}", loose(&self.home)),
            _ => {}
        }
    }
}

/// As the system would, without a word.
fn kill_this_process() {
    let this = std::process::id().to_string();
    Command::new("kill").args(["-9", &this]).status().unwrap();
    panic!("still alive");
}

/// Runs a child that looks at the modes at each step.
pub(crate) fn modes_at_each_step(command: &mut Command) -> String {
    let output = command.env(STEP, "all modes").output().unwrap();
    assert!(output.status.success(), "{}", said(&output));
    said(&output)
}

/// All files that others may read or write.
fn loose(folder: &Path) -> Vec<std::path::PathBuf> {
    use std::os::unix::fs::PermissionsExt as _;
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let metadata = std::fs::symlink_metadata(&path).unwrap();
        if metadata.is_dir() {
            found.extend(loose(&path));
        } else if metadata.permissions().mode() & 0o077 != 0 {
            found.push(path);
        }
    }
    found
}

#[derive(Default)]
struct Step(Option<String>);

impl tracing::field::Visit for Step {
    fn record_debug(&mut self, _field: &tracing::field::Field, _value: &dyn std::fmt::Debug) {}

    fn record_str(&mut self, field: &tracing::field::Field, value: &str) {
        if field.name() == "step" {
            self.0 = Some(value.to_owned());
        }
    }
}
