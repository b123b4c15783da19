//! The program, the embedded ACK in this process, and the environment between them.

use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant};

use ack_kubeconfig::core::acs::Credentials;
use ack_kubeconfig::demo::{DemoAck, DemoOptions, Fault};
use secrecy::ExposeSecret as _;
use tokio::runtime::Runtime;

/// No test waits longer than this for a child.
pub(crate) const DEADLINE: Duration = Duration::from_mins(1);

/// The embedded ACK, whose faults the test can choose.
pub(crate) struct Ack {
    runtime: Runtime,
    pub(crate) demo: DemoAck,
}

impl Ack {
    pub(crate) fn start() -> Self {
        Self::of(DemoOptions::default())
    }

    pub(crate) fn of(options: DemoOptions) -> Self {
        let runtime = Runtime::new().unwrap();
        let demo = runtime.block_on(DemoAck::start(options)).unwrap();
        Self { runtime, demo }
    }

    pub(crate) fn with(fault: Fault) -> Self {
        let ack = Self::start();
        ack.demo.set_fault(Some(fault));
        ack
    }

    pub(crate) fn id(&self) -> &str {
        self.demo.clusters()[0].id.as_str()
    }

    /// The program, as the demo's RAM user, asking the demo.
    pub(crate) fn program(&self) -> Command {
        let mut program = self.program_as(self.demo.credentials());
        program.args(["--endpoint", self.demo.endpoint().as_str()]);
        program
    }

    /// The program with these credentials in its environment.
    #[expect(clippy::unused_self, reason = "reads as the other way to start the program")]
    pub(crate) fn program_as(&self, credentials: &Credentials) -> Command {
        let mut program = program();
        program.env("ALIBABA_CLOUD_ACCESS_KEY_ID", credentials.access_key_id());
        let secret = credentials.access_key_secret().expose_secret();
        program.env("ALIBABA_CLOUD_ACCESS_KEY_SECRET", secret);
        if let Some(token) = credentials.security_token() {
            program.env("ALIBABA_CLOUD_SECURITY_TOKEN", token.expose_secret());
        }
        program
    }

    pub(crate) fn runtime(&self) -> &Runtime {
        &self.runtime
    }
}

/// The program, with nothing of the caller's environment that it would listen to.
pub(crate) fn program() -> Command {
    let mut program = Command::new(env!("CARGO_BIN_EXE_ack-kubeconfig"));
    let ours = ["ALIBABA", "ALICLOUD", "ACCESS_KEY", "SECURITY_TOKEN", "REGION", "RUST_LOG"];
    for (name, _) in std::env::vars() {
        if ours.iter().any(|ours| name.starts_with(ours)) {
            program.env_remove(name);
        }
    }
    // Nor to the caller's language.
    for name in ["LC_ALL", "LC_MESSAGES", "LANGUAGE"] {
        program.env_remove(name);
    }
    program.env("LANG", "C.UTF-8");
    // No file of the caller's either.
    program.env("HOME", "/nonexistent").env_remove("XDG_CONFIG_HOME");
    program.env_remove("XDG_STATE_HOME").env_remove("XDG_CACHE_HOME");
    program.stdin(Stdio::null());
    program
}

/// Runs a child to its end.
pub(crate) fn run(command: &mut Command) -> Output {
    let child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let id = child.id();
    let (done, end) = std::sync::mpsc::sync_channel(1);
    let waiter = std::thread::Builder::new().spawn(move || done.send(child.wait_with_output()));
    let output = end.recv_timeout(DEADLINE);
    if output.is_err() {
        Command::new("kill").arg(id.to_string()).status().ok();
    }
    waiter.unwrap();
    output.expect("the program did not end in time").unwrap()
}

pub(crate) fn code(output: &Output) -> i32 {
    output.status.code().expect("an exit code")
}

pub(crate) fn text(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).unwrap()
}

/// Tries until something is there.
pub(crate) fn wait_for<T>(what: &str, mut attempt: impl FnMut() -> Option<T>) -> T {
    let started = Instant::now();
    while started.elapsed() < DEADLINE {
        if let Some(found) = attempt() {
            return found;
        }
        std::thread::yield_now();
    }
    panic!("{what} did not come");
}

#[cfg(unix)]
pub(crate) fn mode(path: &Path) -> u32 {
    use std::os::unix::fs::PermissionsExt as _;
    std::fs::metadata(path).unwrap().permissions().mode() & 0o777
}
