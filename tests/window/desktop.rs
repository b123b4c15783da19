//! A desktop of its own for each test: a display, a window manager, a message bus, the bus of
//! screen readers, and a home folder. All of it ends with the test, however that ends.

use std::fs;
use std::io::{BufRead as _, BufReader};
use std::os::unix::fs::PermissionsExt as _;
use std::os::unix::process::CommandExt as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use rustix::process::{Pid, Signal, kill_process_group};
use tempfile::TempDir;

/// What the tests start, and what those programs are looked for in.
const PROGRAMS: [&str; 11] = [
    "Xvfb",
    "import",
    "openbox",
    "xdotool",
    "xclip",
    "zenity",
    "kubectl",
    "dbus-daemon",
    "dbus-send",
    "/usr/bin/python3",
    "/usr/libexec/at-spi-bus-launcher",
];

/// A message bus that starts nothing by itself: no portal of this machine gets in the way.
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

/// How long anything may take that a person would wait for.
pub(crate) const PATIENCE: Duration = Duration::from_mins(1);

/// The running desktop.
pub(crate) struct Desktop {
    // In the order in which they must end.
    services: Vec<Service>,
    environment: Vec<(&'static str, String)>,
    folder: TempDir,
}

/// A program that runs beside the test.
pub(crate) struct Service {
    pub(crate) child: Child,
}

impl Desktop {
    pub(crate) fn start() -> Self {
        Self::speaking("C.UTF-8")
    }

    /// A desktop that is set to this locale.
    pub(crate) fn speaking(locale: &str) -> Self {
        Self::with(locale, "1280x900")
    }

    /// A desktop with a screen of this size.
    pub(crate) fn sized(screen: &str) -> Self {
        Self::with("C.UTF-8", screen)
    }

    fn with(locale: &str, screen: &str) -> Self {
        need_programs();
        let folder = tempfile::tempdir().unwrap();
        let environment = vec![
            ("PATH", std::env::var("PATH").unwrap_or_default()),
            ("LANG", locale.to_owned()),
            ("HOME", private_folder(folder.path(), "home")),
            ("XDG_RUNTIME_DIR", private_folder(folder.path(), "runtime")),
        ];
        let mut desktop = Self { services: Vec::new(), environment, folder };
        desktop.inherit("ACK_KUBECONFIG_SESSION");
        desktop.start_display(screen);
        desktop.start_bus();
        desktop
    }

    fn start_display(&mut self, size: &str) {
        // Two that look for a free display at the same moment might find the same one.
        static ONE_AT_A_TIME: Mutex<()> = Mutex::new(());
        let _turn = ONE_AT_A_TIME.lock().unwrap_or_else(PoisonError::into_inner);
        // Else it begins anew when its only client goes, be that the one that asks for the manager.
        let size = format!("{size}x24");
        let screen = ["-displayfd", "1", "-screen", "0", &size, "-nolisten", "tcp", "-noreset"];
        let number = self.serve("Xvfb", &screen);
        self.environment.push(("DISPLAY", format!(":{number}")));
        self.environment.push(("XDG_SESSION_TYPE", "x11".to_owned()));
        let mut openbox = self.command("openbox");
        openbox.stdout(Stdio::null()).stderr(Stdio::null());
        self.services.insert(0, Service::spawn(openbox));
        wait_for("the window manager", || {
            let mut ask = self.command("xdotool");
            ask.arg("get_num_desktops").output().unwrap().status.success().then_some(())
        });
    }

    fn start_bus(&mut self) {
        let config = self.folder.path().join("bus.conf");
        fs::write(&config, BUS.replace("{folder}", self.folder.path().to_str().unwrap())).unwrap();
        let config = format!("--config-file={}", config.display());
        let address = self.serve("dbus-daemon", &[&config, "--nofork", "--print-address=1"]);
        self.environment.push(("DBUS_SESSION_BUS_ADDRESS", address));
        let mut launcher = self.command("/usr/libexec/at-spi-bus-launcher");
        launcher.args(["--launch-immediately", "--a11y=1"]);
        launcher.stdout(Stdio::null()).stderr(Stdio::null());
        self.services.insert(0, Service::spawn(launcher));
        let enable = [
            "--session",
            "--print-reply",
            "--dest=org.a11y.Bus",
            "/org/a11y/bus",
            "org.freedesktop.DBus.Properties.Set",
            "string:org.a11y.Status",
            "string:IsEnabled",
            "variant:boolean:true",
        ];
        wait_for("the bus of screen readers", || {
            let mut ask = self.command("dbus-send");
            ask.args(enable).output().unwrap().status.success().then_some(())
        });
    }

    /// Starts a service that says on its first line how to reach it.
    pub(crate) fn serve(&mut self, program: &str, arguments: &[&str]) -> String {
        let mut command = self.command(program);
        command.args(arguments).stdout(Stdio::piped()).stderr(Stdio::null());
        let mut service = Service::spawn(command);
        let mut line = String::new();
        let stdout = service.child.stdout.take().unwrap();
        BufReader::new(stdout).read_line(&mut line).unwrap();
        assert!(!line.trim().is_empty(), "{program} did not start");
        self.services.insert(0, service);
        line.trim().to_owned()
    }

    fn inherit(&mut self, name: &'static str) {
        self.environment.extend(std::env::var(name).ok().map(|value| (name, value)));
    }

    /// A command that knows this desktop, and nothing of the environment of the test.
    pub(crate) fn command(&self, program: &str) -> Command {
        let mut command = Command::new(program);
        let environment = self.environment.iter().map(|(name, value)| (name, value));
        command.env_clear().envs(environment).stdin(Stdio::null());
        command.current_dir(self.home());
        command
    }

    /// Runs a program that must succeed, and gives what it printed.
    pub(crate) fn run(&self, program: &str, arguments: &[&str]) -> String {
        let output = self.command(program).args(arguments).output().unwrap();
        let errors = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{program} {arguments:?}: {errors}");
        String::from_utf8(output.stdout).unwrap()
    }

    /// Leaves a picture of the screen beside the tests' own files, for people to look at.
    pub(crate) fn picture(&self, name: &str) {
        let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{name}.png"));
        self.run("import", &["-window", "root", file.to_str().unwrap()]);
    }

    /// The name of its display.
    pub(crate) fn display(&self) -> &str {
        let mut environment = self.environment.iter();
        environment.find(|(name, _)| *name == "DISPLAY").map(|(_, value)| value.as_str()).unwrap()
    }

    pub(crate) fn home(&self) -> PathBuf {
        self.folder.path().join("home")
    }
}

impl Service {
    /// Starts a program with a process group of its own, so that its children end with it.
    pub(crate) fn spawn(mut command: Command) -> Self {
        let program = command.get_program().to_owned();
        let child = command.process_group(0).spawn();
        let child = child.unwrap_or_else(|error| panic!("{}: {error}", program.display()));
        Self { child }
    }

    /// Sends the whole group a signal, at once: another process for that would come too late for
    /// whoever wants to stop something in its middle.
    pub(crate) fn signal(&self, signal: Signal) {
        kill_process_group(Pid::from_child(&self.child), signal).ok();
    }
}

impl Drop for Service {
    fn drop(&mut self) {
        self.signal(Signal::TERM);
        let deadline = Instant::now() + Duration::from_secs(3);
        while matches!(self.child.try_wait(), Ok(None)) && Instant::now() < deadline {
            std::thread::sleep(Duration::from_millis(10));
        }
        self.signal(Signal::KILL);
        self.child.wait().ok();
    }
}

/// Looks again and again until there is something to see. It fails with `what` was looked for.
pub(crate) fn wait_for<T>(what: &str, look: impl FnMut() -> Option<T>) -> T {
    try_for(PATIENCE, look).unwrap_or_else(|| panic!("gave up waiting for {what}"))
}

/// Looks again and again until there is something to see, or the time is over.
pub(crate) fn try_for<T>(time: Duration, mut look: impl FnMut() -> Option<T>) -> Option<T> {
    let deadline = Instant::now() + time;
    loop {
        let seen = look();
        if seen.is_some() || Instant::now() >= deadline {
            return seen;
        }
        std::thread::sleep(Duration::from_millis(20));
    }
}

/// Nothing is skipped: what is missing is named.
fn need_programs() {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let there =
        |program: &&str| std::env::split_paths(&path).any(|folder| folder.join(program).is_file());
    let missing: Vec<_> = PROGRAMS.into_iter().filter(|program| !there(program)).collect();
    assert!(missing.is_empty(), "missing: {missing:?} (./test installs what the tests need)");
}

fn private_folder(parent: &Path, name: &str) -> String {
    let folder = parent.join(name);
    fs::create_dir(&folder).unwrap();
    fs::set_permissions(&folder, fs::Permissions::from_mode(0o700)).unwrap();
    folder.to_str().unwrap().to_owned()
}
