//! What is compared with other programs, as whole processes: the embedded ACK in a process of
//! its own, and how long and with how much memory a program runs.

use std::io::{BufRead as _, BufReader, Write as _};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use ack_kubeconfig::core::acs::{ApiEndpoint, ClusterId, Credentials};
use secrecy::ExposeSecret as _;

use crate::common::{Background, PROGRAM};

/// The embedded ACK in a process of its own.
pub(crate) struct Demo {
    _process: Background,
    pub(crate) credentials: Credentials,
    pub(crate) endpoint: ApiEndpoint,
    pub(crate) cluster_id: ClusterId,
}

impl Demo {
    pub(crate) fn start() -> Self {
        let mut command = Command::new(PROGRAM);
        let mut process = Background::spawn(command.arg("demo").stdout(Stdio::piped()));
        let stdout = process.0.stdout.take().expect("a pipe");
        let mut lines = BufReader::new(stdout).lines().map_while(Result::ok);
        let mut after = |mark: &str| {
            let found =
                lines.find_map(|line| line.split_once(mark).map(|(_, text)| text.to_owned()));
            found.unwrap_or_else(|| panic!("demo prints no {mark}"))
        };
        let endpoint = after("# API endpoint: ").parse().expect("an endpoint");
        let id = after("ACCESS_KEY_ID=");
        let secret = after("ACCESS_KEY_SECRET=").into();
        let example = after("# ack-kubeconfig get ");
        let id_of_cluster = example.split_whitespace().last().expect("a cluster");
        Self {
            _process: process,
            credentials: Credentials::new(&id, &secret, None).expect("a key"),
            endpoint,
            cluster_id: ClusterId::parse(id_of_cluster).expect("a cluster id"),
        }
    }

    pub(crate) fn secret(&self) -> &str {
        self.credentials.access_key_secret().expose_secret()
    }

    /// The program with a command about the cluster, asking the embedded ACK.
    pub(crate) fn ours(&self, command: &str) -> Command {
        let mut program = Command::new(PROGRAM);
        program
            .args([command, "--endpoint", self.endpoint.as_str(), self.cluster_id.as_str()])
            .env("ALIBABA_CLOUD_ACCESS_KEY_ID", self.credentials.access_key_id())
            .env("ALIBABA_CLOUD_ACCESS_KEY_SECRET", self.secret());
        program
    }
}

/// Runs a program to its end, and gives what it printed and how long it took.
pub(crate) fn run(command: &mut Command) -> (Vec<u8>, Duration) {
    let started = Instant::now();
    let output = command.stdin(Stdio::null()).output();
    let took = started.elapsed();
    let name = command.get_program().display();
    let output = output.unwrap_or_else(|error| panic!("{name} does not start: {error}"));
    if !output.status.success() {
        std::io::stderr().write_all(&output.stderr).ok();
        panic!("{name} failed");
    }
    (output.stdout, took)
}

/// The most memory that a program held, by GNU time where it is installed.
pub(crate) fn peak(command: &Command) -> String {
    let mut time = Command::new("/usr/bin/time");
    time.args(["-f", "%M"]).arg(command.get_program()).args(command.get_args());
    for (name, value) in command.get_envs() {
        time.env(name, value.unwrap_or_default());
    }
    let output = time.stdin(Stdio::null()).output();
    let kib = output.ok().and_then(|output| {
        let errors = String::from_utf8(output.stderr).ok()?;
        errors.lines().last()?.trim().parse::<u32>().ok()
    });
    kib.map_or("(no GNU time)".to_owned(), |kib| format!("{:.1} MiB", f64::from(kib) / 1024.0))
}
