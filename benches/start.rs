//! The window beside a bare one (`examples/bare.rs`): from the start to the first picture, the
//! memory, and what it does when nothing happens. On a virtual display; it needs Xvfb.
#![expect(clippy::print_stdout, reason = "a benchmark tells what it measured")]
#![expect(clippy::panic, reason = "a benchmark that cannot measure says so and ends")]
#![expect(clippy::expect_used, reason = "a benchmark that cannot measure says so and ends")]

mod common;
mod figures;
#[cfg(target_os = "linux")]
mod profiles;

#[cfg(target_os = "linux")]
fn main() {
    linux::main();
}

#[cfg(not(target_os = "linux"))]
fn main() {
    println!("measured on Linux only, with a virtual display");
}

#[cfg(target_os = "linux")]
mod linux {
    use std::fs;
    use std::io::{BufRead as _, BufReader};
    use std::path::{Path, PathBuf};
    use std::process::{Command, Stdio};
    use std::time::{Duration, Instant};

    use x11rb::connection::Connection as _;
    use x11rb::protocol::xproto::{ConnectionExt as _, ImageFormat};
    use x11rb::rust_connection::RustConnection;

    use crate::common::{Background, PROGRAM};
    use crate::figures::{median, ms, ratio};

    const ROUNDS: usize = 15;
    /// How long the windows are left alone.
    const IDLE: Duration = Duration::from_secs(30);
    /// A place that both windows cover.
    const PLACE: i16 = 400;

    pub(crate) fn main() {
        let (_xvfb, display) = display();
        let home = tempfile::tempdir().expect("a folder");
        let bare = build_bare();
        let command = |program: &Path| {
            let mut command = Command::new(program);
            command.env_clear().env("DISPLAY", &display).env("HOME", home.path());
            command.stdin(Stdio::null());
            command
        };
        let screen = Screen::connect(&display);
        // Each once to warm the file cache.
        let (mut ours, mut theirs) = (Vec::new(), Vec::new());
        for round in 0..=ROUNDS {
            let our_time = screen.start(&mut command(Path::new(PROGRAM))).0;
            let bare_time = screen.start(&mut command(&bare)).0;
            if round > 0 {
                ours.push(our_time);
                theirs.push(bare_time);
            }
        }
        let (ours, theirs) = (median(&ours), median(&theirs));
        println!("from the start to the first picture, median of {ROUNDS}");
        println!("  ack-kubeconfig  {:6.0} ms", ms(ours));
        println!("  a bare window   {:6.0} ms", ms(theirs));
        println!("  ratio {:.2} (wanted: at most 1.15)", ratio(ours, theirs));

        crate::profiles::measure(&display, &screen);

        let mut demo = command(Path::new(PROGRAM));
        demo.arg("--demo");
        let windows = [
            ("ack-kubeconfig", command(Path::new(PROGRAM))),
            ("with the demo", demo),
            ("a bare window", command(&bare)),
        ];
        println!("left alone for {} s", IDLE.as_secs());
        let memory = windows.map(|(name, mut command)| alone(name, &screen, &mut command));
        let above = memory[0] - memory[2];
        println!("  {above:.1} MiB above the bare window (wanted: at most 20)");

        let size = fs::metadata(PROGRAM).expect("the program").len();
        println!("the program has {:.1} MiB (wanted: at most 25)", mib(size));
    }

    /// What a window does when nothing happens; gives its memory in MiB.
    fn alone(name: &str, screen: &Screen, command: &mut Command) -> f64 {
        let (_, process) = screen.start(command);
        let pid = process.0.id();
        settle(pid);
        let before = (ticks(pid), wakeups(pid));
        std::thread::sleep(IDLE);
        let (ticks, wakeups) = (ticks(pid) - before.0, wakeups(pid) - before.1);
        let memory = mib(1024 * field(&format!("/proc/{pid}/status"), "VmRSS:"));
        println!(
            "  {name:<14}  {memory:6.1} MiB resident, {ticks} ticks of processor time, \
             {wakeups} wake-ups of the window's thread (a frame needs one)"
        );
        memory
    }

    pub(super) struct Screen {
        connection: RustConnection,
        root: u32,
    }

    impl Screen {
        fn connect(display: &str) -> Self {
            let (connection, number) = x11rb::connect(Some(display)).expect("the display");
            let root = connection.setup().roots[number].root;
            Self { connection, root }
        }

        /// Starts a program, and waits until its first picture stands on the screen, which is
        /// black before.
        pub(super) fn start(&self, command: &mut Command) -> (Duration, Background) {
            let deadline = Instant::now() + Duration::from_secs(30);
            while self.is_painted() {
                assert!(Instant::now() < deadline, "the last window does not go");
                std::thread::sleep(Duration::from_millis(10));
            }
            let started = Instant::now();
            let process = Background::spawn(command.stdout(Stdio::null()));
            while !self.is_painted() {
                assert!(started.elapsed() < Duration::from_secs(30), "no picture in 30 s");
                std::thread::sleep(Duration::from_millis(1));
            }
            (started.elapsed(), process)
        }

        fn is_painted(&self) -> bool {
            let Self { connection, root } = self;
            let size = 8;
            let image = connection
                .get_image(ImageFormat::Z_PIXMAP, *root, PLACE, PLACE, size, size, 0x00ff_ffff)
                .expect("the connection")
                .reply()
                .expect("a picture");
            image.data.iter().any(|byte| *byte != 0)
        }
    }

    /// A display of its own, which ends with the benchmark.
    fn display() -> (Background, String) {
        let mut xvfb = Command::new("Xvfb");
        xvfb.args([
            "-displayfd",
            "1",
            "-screen",
            "0",
            "1280x900x24",
            "-nolisten",
            "tcp",
            "-noreset",
        ]);
        let mut xvfb = Background::spawn(xvfb.stdout(Stdio::piped()).stderr(Stdio::null()));
        let mut number = String::new();
        let stdout = xvfb.0.stdout.take().expect("a pipe");
        BufReader::new(stdout).read_line(&mut number).expect("the number of the display");
        (xvfb, format!(":{}", number.trim()))
    }

    /// Builds the yardstick with the same settings as the program.
    fn build_bare() -> PathBuf {
        let mut cargo = Command::new(env!("CARGO"));
        let profile = if cfg!(debug_assertions) { "dev" } else { "bench" };
        cargo.args(["build", "--profile", profile, "--example", "bare"]);
        cargo.args(["--message-format", "json", "--manifest-path"]);
        cargo.arg(concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.toml"));
        let output = cargo.stderr(Stdio::inherit()).output().expect("cargo");
        assert!(output.status.success(), "the bare window cannot be built");
        let messages = output.stdout.split(|byte| *byte == b'\n');
        let program = messages
            .filter_map(|line| serde_json::from_slice::<serde_json::Value>(line).ok())
            .filter(|message| message["target"]["name"] == "bare")
            .find_map(|message| message["executable"].as_str().map(PathBuf::from));
        program.expect("cargo names the program")
    }

    /// Waits until a whole second passes without work.
    fn settle(pid: u32) {
        for _ in 0..30 {
            let before = ticks(pid);
            std::thread::sleep(Duration::from_secs(1));
            if ticks(pid) == before {
                return;
            }
        }
        println!("  (it does not come to rest)");
    }

    /// The processor time of a process, in hundredths of a second.
    fn ticks(pid: u32) -> u64 {
        let stat = fs::read_to_string(format!("/proc/{pid}/stat")).expect("the process");
        let (_, after_name) = stat.rsplit_once(')').expect("a name");
        let times = after_name.split_whitespace().skip(11).take(2);
        times.filter_map(|ticks| ticks.parse::<u64>().ok()).sum()
    }

    /// How often the thread of the window ran.
    fn wakeups(pid: u32) -> u64 {
        field(&format!("/proc/{pid}/task/{pid}/status"), "voluntary_ctxt_switches:")
    }

    fn field(file: &str, name: &str) -> u64 {
        let text = fs::read_to_string(file).expect("the process");
        let line = text.lines().find_map(|line| line.strip_prefix(name)).expect("the field");
        line.split_whitespace().next().and_then(|word| word.parse().ok()).expect("a number")
    }

    #[expect(clippy::cast_precision_loss, reason = "to be read, not to be counted with")]
    fn mib(bytes: u64) -> f64 {
        bytes as f64 / 1_048_576.0
    }
}
