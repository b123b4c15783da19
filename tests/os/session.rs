//! A session of its own for each test: a message bus, a keyring and a home folder, and nothing
//! of the environment of the test. All of it ends with the test, however that ends.

use std::fs;
use std::io::{BufRead as _, BufReader, Write as _};
use std::os::unix::fs::PermissionsExt as _;
use std::os::unix::process::CommandExt as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use rustix::process::{Pid, Signal, kill_process_group};
use tempfile::TempDir;

/// How long anything may take that a person would wait for.
pub(crate) const PATIENCE: Duration = Duration::from_mins(1);

/// A message bus that starts nothing by itself.
const BUS: &str = r#"<busconfig>
  <type>session</type>
  <listen>unix:dir={folder}</listen>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
"#;

/// The session.
pub(crate) struct Session {
    // In the order in which they must end.
    services: Vec<Service>,
    environment: Vec<(&'static str, String)>,
    folder: TempDir,
}

/// A program that runs beside the test.
pub(crate) struct Service {
    pub(crate) child: Child,
}

impl Session {
    /// A home folder, and no message bus.
    pub(crate) fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let environment = vec![
            ("PATH", "/usr/local/bin:/usr/bin:/bin".to_owned()),
            ("LANG", "C.UTF-8".to_owned()),
            ("HOME", private_folder(folder.path(), "home")),
            ("XDG_RUNTIME_DIR", private_folder(folder.path(), "runtime")),
        ];
        let mut session = Self { services: Vec::new(), environment, folder };
        if let Ok(mark) = std::env::var("ACK_KUBECONFIG_SESSION") {
            session.set("ACK_KUBECONFIG_SESSION", mark);
        }
        session
    }

    /// With a message bus.
    pub(crate) fn with_bus() -> Self {
        let mut session = Self::new();
        let config = session.folder.path().join("bus.conf");
        let bus = BUS.replace("{folder}", session.folder.path().to_str().unwrap());
        fs::write(&config, bus).unwrap();
        let config = format!("--config-file={}", config.display());
        let mut command = session.command("dbus-daemon");
        command.args([&config, "--nofork", "--print-address=1"]);
        let address = session.serve(command);
        session.set("DBUS_SESSION_BUS_ADDRESS", address);
        session
    }

    /// With a message bus and a keyring that is open.
    pub(crate) fn with_keyring() -> Self {
        let mut session = Self::with_bus();
        session.start_keyring(&["--unlock"]);
        session
    }

    /// Starts the keyring's daemon, and waits until it serves.
    pub(crate) fn start_keyring(&mut self, arguments: &[&str]) {
        let mut command = self.command("gnome-keyring-daemon");
        command.args(["--foreground", "--components=secrets"]).args(arguments);
        command.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null());
        let mut service = Service::spawn(command);
        // Its password: whatever stands there until the end.
        service.child.stdin.take().unwrap().write_all(b"open").unwrap();
        self.services.insert(0, service);
        wait_for("the Secret Service", || {
            let arguments = ["/", "org.freedesktop.DBus.NameHasOwner"];
            let name = "string:org.freedesktop.secrets";
            let answer = self.dbus("org.freedesktop.DBus", &[&arguments[..], &[name]].concat());
            answer.contains("boolean true").then_some(())
        });
    }

    /// Stops the daemon, which then answers nobody, or lets it go on.
    pub(crate) fn signal_keyring(&self, signal: Signal) {
        self.services[0].signal(signal);
    }

    /// Ends the daemon.
    pub(crate) fn end_keyring(&mut self) {
        self.services.remove(0);
    }

    /// Locks the keyring, so that a password would have to be typed.
    pub(crate) fn lock_keyring(&self) {
        let service = ["/org/freedesktop/secrets", "org.freedesktop.Secret.Service.Lock"];
        let login = "array:objpath:/org/freedesktop/secrets/collection/login";
        self.dbus("org.freedesktop.secrets", &[&service[..], &[login]].concat());
    }

    fn dbus(&self, destination: &str, arguments: &[&str]) -> String {
        let destination = format!("--dest={destination}");
        let fixed = ["--session", "--print-reply", &destination];
        self.run("dbus-send", &[&fixed[..], arguments].concat())
    }

    /// Starts a service that says on its first line how to reach it.
    pub(crate) fn serve(&mut self, mut command: Command) -> String {
        command.stdout(Stdio::piped()).stderr(Stdio::null());
        let mut service = Service::spawn(command);
        let mut line = String::new();
        let stdout = service.child.stdout.take().unwrap();
        BufReader::new(stdout).read_line(&mut line).unwrap();
        assert!(!line.trim().is_empty(), "a service did not start");
        self.services.insert(0, service);
        line.trim().to_owned()
    }

    pub(crate) fn set(&mut self, name: &'static str, value: impl Into<String>) {
        self.environment.push((name, value.into()));
    }

    /// A command that knows this session, and nothing of the environment of the test.
    pub(crate) fn command(&self, program: impl AsRef<std::ffi::OsStr>) -> Command {
        let mut command = Command::new(program);
        let environment = self.environment.iter().map(|(name, value)| (name, value));
        command.env_clear().envs(environment).stdin(Stdio::null()).current_dir(self.home());
        command
    }

    /// Runs a program that must succeed, and gives what it printed.
    pub(crate) fn run(&self, program: &str, arguments: &[&str]) -> String {
        let output = self.command(program).args(arguments).output();
        let output = output.unwrap_or_else(|error| panic!("{program}: {error} (see ./test)"));
        let errors = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{program} {arguments:?}: {errors}");
        String::from_utf8(output.stdout).unwrap()
    }

    /// The address of its message bus.
    pub(crate) fn bus(&self) -> &str {
        let mut environment = self.environment.iter();
        let bus = environment.find(|(name, _)| *name == "DBUS_SESSION_BUS_ADDRESS");
        bus.map(|(_, address)| address.as_str()).unwrap()
    }

    pub(crate) fn home(&self) -> PathBuf {
        self.folder.path().join("home")
    }

    /// Every file below the home folder, with what stands in it.
    pub(crate) fn files(&self) -> Vec<(PathBuf, Vec<u8>)> {
        let mut files = Vec::new();
        let mut folders = vec![self.home()];
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    folders.push(path);
                } else {
                    files.push((path.clone(), fs::read(path).unwrap_or_default()));
                }
            }
        }
        files
    }

    /// Writes a program to the home folder, by the hand of another process: as long as this one
    /// had the file open, the children of other tests would have it too, and it could not be run.
    pub(crate) fn write_program(&self, name: &str, text: &str) -> PathBuf {
        let file = self.home().join(name);
        let file_name = file.to_str().unwrap();
        self.run("sh", &["-c", r#"printf %s "$1" > "$0" && chmod 700 "$0""#, file_name, text]);
        file
    }
}

impl Service {
    /// Starts a program with a process group of its own, so that its children end with it.
    pub(crate) fn spawn(mut command: Command) -> Self {
        let program = command.get_program().to_owned();
        let child = command.process_group(0).spawn();
        let child = child.unwrap_or_else(|error| {
            panic!("{}: {error} (./test installs what the tests need)", program.display())
        });
        Self { child }
    }

    pub(crate) fn signal(&self, signal: Signal) {
        let group = Pid::from_raw(self.child.id().try_into().unwrap()).unwrap();
        kill_process_group(group, signal).ok();
    }
}

impl Drop for Service {
    fn drop(&mut self) {
        self.signal(Signal::KILL);
        self.child.wait().ok();
    }
}

/// Looks again and again until there is something to see. It fails with `what` was looked for.
pub(crate) fn wait_for<T>(what: &str, mut look: impl FnMut() -> Option<T>) -> T {
    let deadline = Instant::now() + PATIENCE;
    loop {
        if let Some(seen) = look() {
            return seen;
        }
        assert!(Instant::now() < deadline, "gave up waiting for {what}");
        std::thread::sleep(Duration::from_millis(20));
    }
}

fn private_folder(parent: &Path, name: &str) -> String {
    let folder = parent.join(name);
    fs::create_dir(&folder).unwrap();
    fs::set_permissions(&folder, fs::Permissions::from_mode(0o700)).unwrap();
    folder.to_str().unwrap().to_owned()
}
