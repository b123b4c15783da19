//! 1,000 kubeconfigs at once from an embedded ACK in a process of its own: how near to the ideal
//! time it comes without a limit and under one, and how much memory it takes.
#![expect(clippy::print_stdout, reason = "a benchmark tells what it measured")]
#![expect(clippy::panic, reason = "a benchmark that cannot measure says so and ends")]
#![expect(clippy::expect_used, reason = "a benchmark that cannot measure says so and ends")]

#[expect(dead_code, reason = "other benchmarks use the rest of it")]
mod common;

use std::io::{BufRead as _, BufReader};
use std::process::{Command as Process, Stdio};
use std::time::{Duration, Instant};

use ack_kubeconfig::core::acs::pace::MOST;
use ack_kubeconfig::core::acs::{ApiEndpoint, ClusterId, Credentials};
use ack_kubeconfig::core::session::{Batch, BatchId, Question, Wanted};
use ack_kubeconfig::demo::{DemoAck, DemoOptions, Throttle};
use ack_kubeconfig::worker::{self, Command, Event, Worker};
use common::Background;
use secrecy::ExposeSecret as _;

const COUNT: u32 = 1000;
const LATENCY: Duration = Duration::from_millis(100);
const PER_SECOND: u32 = 50;
const BATCH: BatchId = BatchId(1);

fn main() {
    if std::env::args().any(|argument| argument == "--serve") {
        return serve(std::env::args().any(|argument| argument == "--throttled"));
    }
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    runtime.expect("a runtime").block_on(async {
        println!(
            "{COUNT} kubeconfigs from a server that takes {} ms for each",
            LATENCY.as_millis()
        );
        let idle = memory("VmRSS:");
        let free = Demo::start(false);
        let (took, _) = free.get_all().await;
        let ideal = LATENCY.as_secs_f64() * f64::from(COUNT.div_ceil(MOST));
        tell("without a limit", took, ideal, 1.2);
        if let (Some(idle), Some(most)) = (idle, memory("VmHWM:")) {
            let above = (most - idle) / 1024.0;
            println!("  {above:.1} MiB above idle at the most (wanted: at most 64)");
        }

        let limited = Demo::start(true);
        let (took, asked) = limited.get_all().await;
        // The bucket is full at the start.
        let ideal = f64::from(COUNT - PER_SECOND) / f64::from(PER_SECOND);
        tell(&format!("at most {PER_SECOND} a second"), took, ideal, 1.15);
        let refused = 100.0 * (asked - f64::from(COUNT)) / asked;
        println!("  {refused:.1} % of {asked} requests were refused (wanted: under 5 %)");
    });
}

fn tell(what: &str, took: Duration, ideal: f64, wanted: f64) {
    let took = took.as_secs_f64();
    println!(
        "  {what:<20} {took:6.2} s, {:.2} times the ideal {ideal:.2} s (wanted: at most {wanted})",
        took / ideal
    );
}

/// The embedded ACK, until the parent ends it.
fn serve(throttled: bool) {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    runtime.expect("a runtime").block_on(async {
        let throttle = Throttle { per_second: PER_SECOND, reserve: PER_SECOND, hints: false };
        let options = DemoOptions {
            latency: LATENCY,
            extra_clusters: COUNT as usize,
            throttle: throttled.then_some(throttle),
            ..DemoOptions::default()
        };
        let demo = DemoAck::start(options).await.expect("the embedded ACK");
        let key = demo.credentials();
        println!("{}", demo.endpoint());
        println!("{}", key.access_key_id());
        println!("{}", key.access_key_secret().expose_secret());
        for cluster in demo.clusters().iter().filter(|cluster| cluster.name.starts_with("fleet-")) {
            println!("{}", cluster.id);
        }
        println!();
        std::future::pending::<()>().await;
    });
}

struct Demo {
    _process: Background,
    endpoint: ApiEndpoint,
    key: Credentials,
    ids: Vec<ClusterId>,
}

impl Demo {
    fn start(throttled: bool) -> Self {
        let mut command = Process::new(std::env::current_exe().expect("this program"));
        command.arg("--serve").stdout(Stdio::piped());
        if throttled {
            command.arg("--throttled");
        }
        let mut process = Background::spawn(&mut command);
        let stdout = process.0.stdout.take().expect("a pipe");
        let mut lines = BufReader::new(stdout).lines().map_while(Result::ok);
        let mut next = || lines.next().expect("the embedded ACK starts");
        let endpoint = next().parse().expect("an endpoint");
        let (id, secret) = (next(), next());
        let key = Credentials::new(&id, &secret.as_str().into(), None).expect("a key");
        let ids = lines.take_while(|line| !line.is_empty());
        let ids = ids.map(|id| ClusterId::parse(&id).expect("a cluster id")).collect();
        Self { _process: process, endpoint, key, ids }
    }

    /// Gets every kubeconfig, and gives how long it took and how many requests were sent.
    async fn get_all(&self) -> (Duration, f64) {
        let mut worker = Worker::start(|| {}).expect("a worker");
        // Each asks with the same key.
        let plain = Question::new(self.ids[0].clone(), self.key.clone());
        let wanted = self.ids.iter().map(|id| {
            let mut question = plain.clone();
            question.endpoint = self.endpoint.clone();
            question.get.cluster_id = id.clone();
            Wanted { question, name: None, region: None }
        });
        let mut batch = Batch::new(BATCH, wanted.collect(), worker::now());
        let started = Instant::now();
        worker.send(Command::AskMany(BATCH, batch.questions())).expect("the worker");
        while !batch.is_over() {
            if let Event::Item(of, item, news) = worker.event().await.expect("the worker") {
                batch.hear(of, item, news, worker::now());
            }
        }
        let took = started.elapsed();
        assert_eq!(batch.counts().done, COUNT as usize, "some failed");
        let tries = batch.fetched().map(|(_, fetched)| fetched.exchange.tries);
        (took, f64::from(tries.sum::<u32>()))
    }
}

/// A figure of this process in KiB, where the system tells it.
fn memory(name: &str) -> Option<f64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with(name))?;
    line.split_whitespace().nth(1)?.parse().ok()
}
