//! `ack-kubeconfig get` as a whole process, beside curl fetching the same answer and beside
//! Alibaba Cloud's own SDK for Python, all from the embedded ACK on loopback.
//!
//! It needs curl and, for the SDK, python3 with venv and a package index that pip can reach.
#![expect(clippy::print_stdout, reason = "a benchmark tells what it measured")]
#![expect(clippy::panic, reason = "a benchmark that cannot measure says so and ends")]
#![expect(clippy::expect_used, reason = "a benchmark that cannot measure says so and ends")]

mod common;
mod figures;
mod programs;

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Instant;

use ack_kubeconfig::core::acs::{Scheme, sign::sign};
use ack_kubeconfig::core::session::Question;
use ack_kubeconfig::worker;
use figures::{median, ms, ratio};
use programs::{Demo, peak, run};
use secrecy::ExposeSecret as _;

const ROUNDS: usize = 40;
/// The SDK takes its time.
const PYTHON_ROUNDS: usize = 8;

const PYTHON: &str = "\
import sys
from alibabacloud_cs20151215.client import Client
from alibabacloud_cs20151215.models import DescribeClusterUserKubeconfigRequest
from alibabacloud_tea_openapi.models import Config
id, secret, endpoint, cluster = sys.argv[1:]
client = Client(Config(access_key_id=id, access_key_secret=secret, endpoint=endpoint, protocol='http'))
request = DescribeClusterUserKubeconfigRequest(private_ip_address=False)
sys.stdout.write(client.describe_cluster_user_kubeconfig(cluster, request).body.config)
";

fn main() {
    let demo = Demo::start();
    let python = install_sdk();
    let (curl, sdk) = (|| curl(&demo), || sdk(&demo, &python));

    // What is compared must be the same document, but for the certificate: each is issued anew.
    let document = run(&mut demo.ours("get")).0;
    let answer: serde_json::Value =
        serde_json::from_slice(&run(&mut curl()).0).expect("curl got an answer");
    let by_curl = answer["config"].as_str().expect("a document");
    assert_eq!(before_the_user(by_curl.as_bytes()), before_the_user(&document), "curl");
    assert_eq!(before_the_user(&run(&mut sdk()).0), before_the_user(&document), "the SDK");

    let (mut our_times, mut curl_times, mut sdk_times) = (Vec::new(), Vec::new(), Vec::new());
    for round in 0..ROUNDS {
        our_times.push(run(&mut demo.ours("get")).1);
        curl_times.push(run(&mut curl()).1);
        if round < PYTHON_ROUNDS {
            sdk_times.push(run(&mut sdk()).1);
        }
    }
    let [ours, theirs, sdks] = [our_times, curl_times, sdk_times].map(|times| median(&times));
    println!(
        "a kubeconfig of {} bytes from loopback, median of {ROUNDS} processes",
        document.len()
    );
    println!("  ack-kubeconfig get  {:7.1} ms  {:>6}", ms(ours), peak(&demo.ours("get")));
    println!("  curl                {:7.1} ms  {:>6}", ms(theirs), peak(&curl()));
    println!("  SDK for Python      {:7.1} ms  {:>6}", ms(sdks), peak(&sdk()));
    println!("  get takes {:.2} times as long as curl (wanted: at most 3)", ratio(ours, theirs));
    println!("  the SDK takes {:.0} times as long as get (wanted: at least 10)", ratio(sdks, ours));
}

/// curl with a request that is signed already: it must do no more than send it.
fn curl(demo: &Demo) -> Command {
    let question = Question::new(demo.cluster_id.clone(), demo.credentials.clone());
    let nonce = format!("{:?}", Instant::now());
    let request = sign(
        &question.get.to_request(),
        &demo.endpoint,
        &demo.credentials,
        Scheme::Roa,
        worker::now(),
        &nonce.replace(|c: char| !c.is_ascii_digit(), ""),
    );
    let mut command = Command::new("curl");
    command.args(["--silent", "--show-error", "--fail", request.http.url.expose_secret()]);
    for (name, value) in request.http.headers.iter().filter(|(name, _)| *name != "host") {
        command.args(["--header", &format!("{name}: {}", value.expose_secret())]);
    }
    command
}

fn sdk(demo: &Demo, python: &Path) -> Command {
    let mut command = Command::new(python);
    let host = demo.endpoint.host();
    let id = demo.credentials.access_key_id();
    command.args(["-c", PYTHON, id, demo.secret(), &host, demo.cluster_id.as_str()]);
    command
}

/// A document down to its certificate.
fn before_the_user(document: &[u8]) -> &str {
    let text = std::str::from_utf8(document).expect("text");
    text.split_once("client-certificate-data").expect("a kubeconfig").0
}

/// Puts the SDK into an environment of its own in the target folder, once.
fn install_sdk() -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("bench-python");
    let python = folder.join("bin/python");
    let has_it = |python: &Path| {
        let mut ask = Command::new(python);
        ask.args(["-c", "import alibabacloud_cs20151215"]).stderr(Stdio::null());
        ask.status().is_ok_and(|status| status.success())
    };
    if !has_it(&python) {
        println!("installing alibabacloud-cs20151215 with pip into {}", folder.display());
        run(Command::new("python3").args(["-m", "venv"]).arg(&folder));
        run(Command::new(&python).args(["-m", "pip", "install", "-q", "alibabacloud-cs20151215"]));
    }
    python
}
