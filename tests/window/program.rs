//! The program in its window, worked as a person works it: by keyboard and mouse, and seen by
//! the names that a screen reader gets.

use std::cell::RefCell;
use std::fs::{self, File};
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::{Path, PathBuf};
use std::process::{ChildStdin, ChildStdout, ExitStatus, Stdio};
use std::time::Duration;

use rustix::process::Signal;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::json;

use crate::desktop::{Desktop, PATIENCE, Service, try_for, wait_for};

pub(crate) const PROGRAM: &str = env!("CARGO_BIN_EXE_ack-kubeconfig");
const SCREEN_READER: &str = include_str!("screen_reader.py");

/// A press of a key may get lost while the window manager is busy.
const TRIES_TO_CLOSE: u32 = 4;
const TIME_TO_TYPE: Duration = Duration::from_secs(5);
const TIME_TO_CLOSE: Duration = Duration::from_secs(15);

/// Something that a screen reader knows of.
#[derive(Debug, PartialEq, Deserialize)]
pub(crate) struct Node {
    pub(crate) role: String,
    pub(crate) name: String,
    pub(crate) text: Option<String>,
    /// Left, top, width and height, in pixels of the window.
    pub(crate) rect: Option<[i32; 4]>,
    pub(crate) can_be_pressed: bool,
    pub(crate) can_be_typed_into: bool,
    states: Vec<String>,
}

/// The program and its window.
pub(crate) struct Program<'a> {
    pub(crate) desktop: &'a Desktop,
    reader: ScreenReader,
    service: Service,
    name: String,
    window: String,
    output: PathBuf,
}

impl Node {
    pub(crate) fn is(&self, state: &str) -> bool {
        self.states.iter().any(|other| other == state)
    }
}

impl<'a> Program<'a> {
    /// Starts the program, and waits until its window is there and has the focus.
    pub(crate) fn start(
        desktop: &'a Desktop,
        arguments: &[&str],
        environment: &[(&str, &str)],
    ) -> Self {
        Self::start_other(desktop, PROGRAM, arguments, environment)
    }

    /// The same of another program with our window.
    pub(crate) fn start_other(
        desktop: &'a Desktop,
        program: &str,
        arguments: &[&str],
        environment: &[(&str, &str)],
    ) -> Self {
        let output = desktop.home().with_file_name("output");
        let file = File::create(&output).unwrap();
        let mut command = desktop.command(program);
        command.args(arguments).envs(environment.iter().copied());
        command.stdout(file.try_clone().unwrap()).stderr(file);
        let mut service = Service::spawn(command);
        let pid = service.child.id().to_string();
        let search =
            ["search", "--all", "--onlyvisible", "--pid", &pid, "--name", "ACK Kubeconfig"];
        let window = wait_for("the window", || {
            let ended = service.child.try_wait().unwrap();
            assert!(ended.is_none(), "{ended:?}: {}", fs::read_to_string(&output).unwrap());
            let found = desktop.command("xdotool").args(search).output().unwrap();
            String::from_utf8(found.stdout).unwrap().lines().next().map(str::to_owned)
        });
        let reader = ScreenReader::start(desktop);
        let name = Path::new(program).file_name().unwrap().to_str().unwrap().to_owned();
        let program = Self { desktop, reader, service, name, window, output };
        program.activate();
        program
    }

    /// Gives the window the focus.
    pub(crate) fn activate(&self) {
        self.desktop.run("xdotool", &["windowactivate", "--sync", &self.window]);
        self.wait_for_node("the window to be active", |node| {
            node.role == "frame" && node.is("active")
        });
    }

    /// Puts the window away, without closing it.
    pub(crate) fn minimise(&self) {
        self.desktop.run("xdotool", &["windowminimize", "--sync", &self.window]);
    }

    /// The number that its display has for the window.
    pub(crate) fn window_id(&self) -> u32 {
        self.window.parse().unwrap()
    }

    /// Makes the window so large.
    pub(crate) fn resize(&self, [width, height]: [u32; 2]) {
        let [width, height] = [width, height].map(|length| length.to_string());
        self.desktop.run("xdotool", &["windowsize", &self.window, &width, &height]);
    }

    /// How large it is.
    pub(crate) fn size(&self) -> [u32; 2] {
        let told = self.desktop.run("xdotool", &["getwindowgeometry", "--shell", &self.window]);
        ["WIDTH=", "HEIGHT="].map(|name| {
            let value = told.lines().find_map(|line| line.strip_prefix(name));
            value.unwrap().parse().unwrap()
        })
    }

    /// Where the pointer is.
    pub(crate) fn pointer(&self) -> String {
        self.desktop.run("xdotool", &["getmouselocation"])
    }

    /// All that a screen reader knows of the window now.
    pub(crate) fn nodes(&self) -> Vec<Node> {
        self.reader.nodes(&self.name)
    }

    /// What a screen reader would read, for it has the focus.
    pub(crate) fn focused(&self) -> Option<Node> {
        let nodes = json!({ "do": "find focus", "program": "ack-kubeconfig" });
        // The window has it too, for the desktop.
        let mut found = self.reader.ask::<Vec<Node>>(&nodes).into_iter();
        found.rfind(|node| node.role != "frame")
    }

    pub(crate) fn wait_for_focus(&self, role: &str, name: &str) -> Node {
        wait_for(&format!("the focus on {role} {name}"), || {
            self.focused().filter(|node| node.role == role && node.name.contains(name))
        })
    }

    /// Presses something as a screen reader does: without pointer and keys.
    pub(crate) fn do_press(&self, role: &str, name: &str) {
        self.do_with("press", role, name, "");
    }

    /// Gives something the focus as a screen reader does.
    pub(crate) fn do_focus(&self, role: &str, name: &str) {
        self.do_with("focus", role, name, "");
    }

    /// Puts a text into a field as a screen reader does.
    pub(crate) fn do_type(&self, role: &str, name: &str, text: &str) {
        self.do_with("type", role, name, text);
    }

    fn do_with(&self, what: &str, role: &str, name: &str, text: &str) {
        let there = |node: &Node| node.role == role && node.name == name && node.is("sensitive");
        self.wait_for_node(&format!("{role} {name}, to {what} it"), there);
        let program = "ack-kubeconfig";
        let asked =
            json!({ "do": what, "program": program, "role": role, "name": name, "text": text });
        assert!(self.reader.ask::<bool>(&asked), "{role} {name} does not let itself {what}");
    }

    pub(crate) fn wait_for_node(&self, what: &str, matches: impl Fn(&Node) -> bool) -> Node {
        let found = try_for(PATIENCE, || self.nodes().into_iter().find(|node| matches(node)));
        found.unwrap_or_else(|| panic!("gave up waiting for {what}. There is:\n{}", self.told()))
    }

    /// What a screen reader could read out.
    fn told(&self) -> String {
        let told = self.nodes().into_iter().map(|node| {
            format!("{}: {} {:?} {:?}\n", node.role, node.name, node.rect, node.states)
        });
        told.collect()
    }

    /// Waits for something with this role, whose name begins so.
    pub(crate) fn wait_for_name(&self, role: &str, name: &str) -> Node {
        self.wait_for_node(name, |node| node.role == role && node.name.contains(name))
    }

    /// Waits until no dialog of the window lies over it: before that, a click is the dialog's.
    pub(crate) fn wait_for_no_dialog(&self) {
        wait_for("the dialog to close", || {
            let nodes = self.nodes();
            let closed = !nodes.is_empty() && nodes.iter().all(|node| node.role != "dialog");
            closed.then_some(())
        });
    }

    /// Waits for the file dialog of the desktop, and gives its field for the name.
    pub(crate) fn wait_for_dialog(&self) -> Node {
        wait_for("the file dialog", || {
            let nodes = self.reader.nodes("zenity");
            let mut fields = nodes.into_iter().filter(|node| node.text.is_some());
            fields.find(|node| node.is("focused") && node.is("editable"))
        })
    }

    /// Chooses a folder in the dialog of the desktop, by its path.
    pub(crate) fn choose_folder(&self, folder: &Path) {
        self.wait_for_zenity();
        self.press("slash");
        self.wait_for_dialog();
        self.type_over(folder.to_str().unwrap());
        self.press("Return");
    }

    fn wait_for_zenity(&self) {
        wait_for("the folder dialog", || {
            let nodes = self.reader.nodes("zenity");
            nodes.into_iter().find(|node| node.is("active")).map(|_| ())
        });
    }

    pub(crate) fn press(&self, keys: &str) {
        self.desktop.run("xdotool", &["key", keys]);
    }

    /// Types over what is in the field that has the focus.
    pub(crate) fn type_over(&self, text: &str) {
        self.press("ctrl+a");
        self.desktop.run("xdotool", &["type", "--delay", "4", text]);
    }

    /// Types into the field of this name, once a click has brought the focus to it. Where the
    /// window was too busy to hear all of it, it is typed again.
    pub(crate) fn fill(&self, name: &str, text: &str) {
        let is_field = |node: &Node| node.name == name && node.is("editable");
        let field = self.wait_for_node(name, is_field);
        self.click(&field.role, name);
        self.wait_for_focus(&field.role, name);
        // Of a secret there are as many dots.
        let holds = |node: Node| {
            let shown = node.text.unwrap_or_default();
            shown == text
                || node.role == "password text" && shown.chars().count() == text.chars().count()
        };
        wait_for(&format!("a text in {name}"), || {
            self.type_over(text);
            let typed = || self.nodes().into_iter().find(is_field).is_some_and(holds);
            try_for(TIME_TO_TYPE, || typed().then_some(()))
        });
    }

    /// Types characters that no keyboard has over what is in this field. xdotool lends a key to
    /// each of them; where the window hears of that too late, it is typed again.
    pub(crate) fn type_chinese(&self, field: &str, text: &str) {
        wait_for(&format!("{text} in {field}"), || {
            self.press("ctrl+a");
            let mut xdotool = self.desktop.command("xdotool");
            // It reads its arguments in a locale that this machine has, whatever the desktop's.
            xdotool.env("LC_ALL", "C.UTF-8").args(["type", "--delay", "400", text]);
            assert!(xdotool.status().unwrap().success(), "xdotool cannot type {text}");
            let is_there = |node: &Node| node.name == field && node.text.as_deref() == Some(text);
            self.nodes().iter().any(is_there).then_some(())
        });
    }

    pub(crate) fn click(&self, role: &str, name: &str) {
        self.click_at(self.place(role, name));
    }

    /// The middle of a control that can be used.
    pub(crate) fn place(&self, role: &str, name: &str) -> [i32; 2] {
        let there = |node: &Node| {
            node.role == role && node.name == name && node.is("enabled") && node.rect.is_some()
        };
        let node = self.wait_for_node(&format!("{name}, to click it"), there);
        let [x, y, width, height] = node.rect.unwrap();
        [x + width / 2, y + height / 2]
    }

    pub(crate) fn click_at(&self, place: [i32; 2]) {
        let [x, y] = place.map(|at| at.to_string());
        let at = ["mousemove", "--sync", "--window", &self.window, &x, &y, "click", "1"];
        self.desktop.run("xdotool", &at);
    }

    /// The processor time used so far, in ticks of a hundredth of a second.
    pub(crate) fn ticks(&self) -> u64 {
        let stat = fs::read_to_string(format!("/proc/{}/stat", self.service.child.id())).unwrap();
        let after_name = stat.rsplit_once(')').unwrap().1;
        let times = after_name.split_whitespace().skip(11).take(2);
        times.map(|ticks| ticks.parse::<u64>().unwrap()).sum()
    }

    /// Sends the process a signal.
    pub(crate) fn signal(&self, signal: Signal) {
        self.service.signal(signal);
    }

    /// Ends the process as nothing can prepare for.
    pub(crate) fn kill(mut self) {
        self.signal(Signal::KILL);
        self.service.child.wait().unwrap();
    }

    /// Closes the window as a person does, who presses again when nothing comes of it, and gives
    /// how the program ended and what it printed.
    pub(crate) fn close(mut self) -> (ExitStatus, String) {
        let presses = (0..TRIES_TO_CLOSE).find_map(|_| {
            self.press("alt+F4");
            try_for(TIME_TO_CLOSE, || self.service.child.try_wait().unwrap())
        });
        let Some(status) = presses else {
            panic!("the window does not close: {}", self.what_it_does());
        };
        (status, fs::read_to_string(&self.output).unwrap())
    }

    /// What tells a window that heard nothing from a program that does not end.
    fn what_it_does(&self) -> String {
        let search = ["getwindowfocus", "getwindowname"];
        let focus = self.desktop.command("xdotool").args(search).output().unwrap();
        let process = PathBuf::from(format!("/proc/{}", self.service.child.id()));
        let threads = fs::read_dir(process.join("task")).unwrap().map(|task| {
            let read = |file| fs::read_to_string(task.as_ref().unwrap().path().join(file));
            ["comm", "wchan"]
                .map(|file| read(file).unwrap_or_default().trim().to_owned())
                .join(": ")
        });
        let threads: Vec<_> = threads.collect();
        format!("the focus is on {:?}; {threads:?}", String::from_utf8_lossy(&focus.stdout))
    }
}

/// The files in a folder and below.
pub(crate) fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries.flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] }).collect()
}

/// Another program's view of the window, over the bus of screen readers.
struct ScreenReader {
    pipes: RefCell<(ChildStdin, BufReader<ChildStdout>)>,
    _service: Service,
}

impl ScreenReader {
    fn start(desktop: &Desktop) -> Self {
        let mut command = desktop.command("/usr/bin/python3");
        command.args(["-c", SCREEN_READER]).stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut service = Service::spawn(command);
        let (stdin, stdout) =
            (service.child.stdin.take().unwrap(), service.child.stdout.take().unwrap());
        Self { pipes: RefCell::new((stdin, BufReader::new(stdout))), _service: service }
    }

    fn nodes(&self, program: &str) -> Vec<Node> {
        self.ask(&json!({ "do": "read", "program": program }))
    }

    fn ask<T: DeserializeOwned>(&self, request: &serde_json::Value) -> T {
        let mut pipes = self.pipes.borrow_mut();
        writeln!(pipes.0, "{request}").unwrap();
        let mut line = String::new();
        pipes.1.read_line(&mut line).unwrap();
        assert!(!line.is_empty(), "the screen reader ended: are pyatspi and gir1.2-atspi there?");
        serde_json::from_str(&line).unwrap()
    }
}
