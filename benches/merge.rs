//! A cluster merged into a file of 5,000 contexts and into one of 10: the program as a whole
//! process, and its planning and writing alone, beside kubectl reading and writing out the same
//! file. Then what the contexts of the large file cost to list, and whether time grows with the
//! size and no faster.
//!
//! What is compared with kubectl is the planning and writing: the process also asks the service,
//! and stays a while after the file is written, with the lock, for a kubectl that has read the
//! old file already, until no Go program is seen at work.
//!
//! It needs kubectl, and GNU time for the memory.
#![expect(clippy::print_stdout, reason = "a benchmark tells what it measured")]
#![expect(clippy::panic, reason = "a benchmark that cannot measure says so and ends")]
#![expect(clippy::expect_used, reason = "a benchmark that cannot measure says so and ends")]

mod common;
mod figures;
mod kubeconfigs;
mod programs;

use std::io::{BufRead as _, BufReader};
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use ack_kubeconfig::core::kubeconfig::KubeconfigText;
use ack_kubeconfig::core::kubeconfig::contexts::contexts_by;
use ack_kubeconfig::core::kubeconfig::merge::{self, Choices, Incoming, Plan};
use ack_kubeconfig::io::kubeconfig_file::{
    Act, Backups, Commit, Deed, Patience, commit, read as read_file,
};
use ack_kubeconfig::worker;
use figures::{median, ms, ratio};
use kubeconfigs::Maker;
use programs::{Demo, peak, run};

const LARGE: usize = 5_000;
const SMALL: usize = 10;
/// How many unchanged lines are shown around a change.
const AROUND: usize = 3;
const PATIENCE: Patience<'static> = Patience { wait: Duration::ZERO, cancelled: &|| false };

fn main() {
    let maker = Maker::new();
    let demo = Demo::start();
    let (small, large) = (maker.file(SMALL), maker.file(LARGE));
    compare(&demo, &maker, (SMALL, &small), 30);
    compare(&demo, &maker, (LARGE, &large), 5);
    print_growth(&maker, &large);
}

/// One file, ours beside kubectl's, in turns.
fn compare(demo: &Demo, maker: &Maker, (count, file): (usize, &KubeconfigText), rounds: usize) {
    println!("a file of {count} contexts, {} KB", file.as_str().len() / 1000);
    let fetched = [maker.incoming(LARGE + 1)];
    let (mut landings, mut programs, mut kubectls) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..rounds {
        landings.push(Folder::with(file).land(&fetched));
        programs.push(Folder::with(file).merge(demo));
        kubectls.push(run(&mut Folder::with(file).kubectl()).1);
    }
    let part = |part: usize| median(&landings.iter().map(|parts| parts[part]).collect::<Vec<_>>());
    let landing =
        median(&landings.iter().map(|parts| parts.iter().sum()).collect::<Vec<Duration>>());
    let kubectl = median(&kubectls);
    for (what, at) in [("read", 0), ("planned and compared", 1), ("written", 2)] {
        println!("  {what:<30} {:8.1} ms", ms(part(at)));
    }
    println!("  {:<30} {:8.1} ms", "all of that", ms(landing));
    let until = |at: fn(&(Duration, Duration)) -> Duration| {
        ms(median(&programs.iter().map(at).collect::<Vec<_>>()))
    };
    let (ours, theirs) = (Folder::with(file), Folder::with(file));
    println!("  {:<30} {:8.1} ms", "ack-kubeconfig merge, merged", until(|times| times.0));
    let memory = peak(&ours.program(demo));
    println!(
        "  {:<30} {:8.1} ms  {memory:>10}",
        "ack-kubeconfig merge, ended",
        until(|times| times.1)
    );
    let memory = peak(&theirs.kubectl());
    println!("  {:<30} {:8.1} ms  {memory:>10}", "kubectl config view --flatten", ms(kubectl));
    let wanted = if count == LARGE { " (wanted: at least 10)" } else { "" };
    println!("  kubectl takes {:.0} times as long as all of that{wanted}", ratio(kubectl, landing));
    if count == LARGE {
        println!("  ack-kubeconfig merge is wanted to hold at most 150 MiB");
    }
}

/// A folder with a kubeconfig.
struct Folder(tempfile::TempDir);

impl Folder {
    fn with(file: &KubeconfigText) -> Self {
        let folder = Self(tempfile::tempdir().expect("a folder"));
        std::fs::write(folder.config(), file.as_str()).expect("a file");
        folder
    }

    fn config(&self) -> PathBuf {
        self.0.path().join("config")
    }

    /// Reads, plans, compares and writes, as the worker does; how long each took.
    fn land(&self, fetched: &[Incoming]) -> [Duration; 3] {
        let path = self.config();
        let (reading, read) = timed(|| read_file(&path).expect("a file"));
        let shown = (AROUND, &worker::TwoHands);
        let plan = || merge::plan_and_diff(reading.existing(), fetched, &Choices::default(), shown);
        let ((plan, _), planned) = timed(|| plan().expect("a plan"));
        let deed = Deed { act: Act::Merge, contexts: vec!["cluster".to_owned()] };
        let change = Commit {
            path: &path,
            planned_from: &reading.stamp,
            text: &plan.after,
            deed: &deed,
            now: worker::now(),
        };
        let backups = Backups::in_folder(self.0.path().join("backups"));
        let (committed, written) = timed(|| commit(&change, &backups, &PATIENCE).expect("written"));
        // This waits, for a kubectl that has read the old file.
        drop(committed);
        [read, planned, written]
    }

    /// Runs the program; how long it took until it told that the cluster is merged, and to its
    /// end.
    fn merge(&self, demo: &Demo) -> (Duration, Duration) {
        let started = Instant::now();
        let mut program = self.program(demo);
        let mut child = program.stderr(Stdio::piped()).spawn().expect("the program starts");
        let said = BufReader::new(child.stderr.take().expect("a pipe")).lines();
        let mut merged = None;
        for line in said.map_while(Result::ok) {
            if line.starts_with("merged ") {
                merged = Some(started.elapsed());
            }
        }
        let status = child.wait().expect("the program ends");
        assert!(status.success(), "ack-kubeconfig merge failed");
        (merged.expect("it tells that it merged"), started.elapsed())
    }

    fn program(&self, demo: &Demo) -> Command {
        let mut program = demo.ours("merge");
        program.arg("--kubeconfig").arg(self.config()).env("HOME", self.0.path());
        program.env("XDG_STATE_HOME", self.0.path().join("state"));
        program
    }

    fn kubectl(&self) -> Command {
        let mut kubectl = Command::new("kubectl");
        kubectl.args(["config", "view", "--raw", "--flatten", "--kubeconfig"]).arg(self.config());
        kubectl
    }
}

fn timed<T>(work: impl FnOnce() -> T) -> (T, Duration) {
    let start = Instant::now();
    let result = work();
    (result, start.elapsed())
}

fn print_growth(maker: &Maker, large: &KubeconfigText) {
    const ROUNDS: usize = 5;
    let median_of =
        |work: &dyn Fn()| median(&(0..ROUNDS).map(|_| timed(work).1).collect::<Vec<_>>());
    let plan = |file: &KubeconfigText, fetched: &[Incoming]| -> Plan {
        merge::plan(Some(file), fetched, &Choices::default()).expect("a plan")
    };
    let half = maker.file(LARGE / 2);
    let one = [maker.incoming(LARGE + 1)];
    let all: Vec<Incoming> = (0..LARGE).map(|number| maker.incoming(number)).collect();
    let in_whole = median_of(&|| drop(plan(large, &one)));
    let in_half = median_of(&|| drop(plan(&half, &one)));
    println!("in memory, in the large file");
    println!("  {:<30} {:8.1} ms", "one cluster planned", ms(in_whole));
    println!("  {:<30} {:8.1} ms", "the same in half the file", ms(in_half));
    let renewed = median_of(&|| drop(plan(large, &all)));
    println!("  {:<30} {:8.1} ms", "all of them renewed", ms(renewed));
    let listed = median_of(&|| drop(contexts_by(large, &worker::TwoHands).expect("a kubeconfig")));
    println!("  {:<30} {:8.1} ms (wanted: at most 100)", "the contexts listed", ms(listed));
    println!(
        "  twice the file takes {:.1} times as long (wanted: about 2)",
        ratio(in_whole, in_half)
    );
}
