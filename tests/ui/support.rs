//! The whole window in a test: the real app, the real worker, and an embedded ACK of its own.

use std::fmt::Write as _;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use ack_kubeconfig::core::acs::{ApiEndpoint, Credentials};
use ack_kubeconfig::core::profile::{Family, Places, Profile, Source, Variables};
use ack_kubeconfig::core::session::{Question, Settings};
use ack_kubeconfig::demo::{self, DemoAck, DemoOptions, Fault};
use ack_kubeconfig::text::Language;
use ack_kubeconfig::ui::{Guarded, Options, SaveDialog};
use ack_kubeconfig::worker;
use ack_kubeconfig::worker::protocol::{self, Lookup};
use egui::accesskit::Role;
use egui::epaint::Shape;
use egui::{Key, Modifiers, OutputCommand, UiBuilder, Vec2, ViewportId, vec2};
use egui_kittest::kittest::{NodeT as _, Queryable as _, by};
use egui_kittest::{Harness, Node};

/// No wait of a test lasts longer: what has not happened by then does not happen.
const DEADLINE: Duration = Duration::from_secs(20);

/// The size of the first window.
pub(crate) const SIZE: Vec2 = vec2(1180.0, 760.0);

/// An embedded ACK that serves while it lives.
pub(crate) struct Service {
    pub(crate) ack: DemoAck,
    /// Who is signed in is asked of another, so that it takes no fault and no line in the journal
    /// of the first.
    sts: DemoAck,
    _runtime: tokio::runtime::Runtime,
}

impl Service {
    pub(crate) fn start() -> Self {
        Self::with(DemoOptions::default())
    }

    pub(crate) fn with(options: DemoOptions) -> Self {
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(1)
            .enable_all()
            .build()
            .unwrap();
        let ack = runtime.block_on(DemoAck::start(options)).unwrap();
        let sts = runtime.block_on(DemoAck::start(DemoOptions::default())).unwrap();
        Self { ack, sts, _runtime: runtime }
    }

    /// A window at this service with no key yet.
    pub(crate) fn without_key(&self) -> Options {
        let lookup = Some(nowhere_but(self.sts().as_str()));
        Options { endpoint: Some(self.ack.endpoint().clone()), lookup, ..options() }
    }

    /// A window at this service with this key.
    pub(crate) fn with_key(&self, credentials: Credentials) -> Options {
        let profile = Profile {
            places: Places { sts: self.sts().clone(), ..Places::default() },
            ..Profile::of_key(Source::Environment(Family::AlibabaCloud), credentials)
        };
        Options { profile: Some(Arc::new(profile)), ..self.without_key() }
    }

    /// A window at this service with its user's key.
    pub(crate) fn options(&self) -> Options {
        self.with_key(self.ack.credentials().clone())
    }

    /// A failure for the next request for a kubeconfig.
    pub(crate) fn push_fault(&self, fault: Fault) {
        self.ack.push_fault_of(demo::Service::AckKubeconfig, fault);
    }

    /// Every request for a kubeconfig gets this one.
    pub(crate) fn documents_are(&self, text: &str) {
        let fault = Fault::KubeconfigText(text.to_owned());
        self.ack.set_fault_of(demo::Service::AckKubeconfig, Some(fault));
    }

    /// The STS that tells who is signed in.
    pub(crate) fn sts(&self) -> &ApiEndpoint {
        self.sts.endpoint()
    }

    /// The id of the cluster with this name.
    pub(crate) fn id(&self, name: &str) -> String {
        self.ack.cluster(name).unwrap().id.to_string()
    }

    /// What was asked for beside the list of clusters, oldest first.
    pub(crate) fn targets(&self) -> Vec<String> {
        let listed = |target: &String| !target.starts_with("/api/v1/clusters");
        let requests = self.ack.requests().into_iter();
        requests.map(|request| request.target).filter(listed).collect()
    }
}

/// An error answer of the service.
pub(crate) fn status(code: u16, error_code: &str) -> Fault {
    Fault::Status {
        code,
        error_code: error_code.to_owned(),
        message: "on purpose".to_owned(),
        retry_after_ms: None,
    }
}

/// Nothing is found, and STS is on this machine, so that no test ever calls a cloud.
fn nowhere_but(sts: &str) -> Lookup {
    let sts = ("ALIBABA_CLOUD_STS_ENDPOINT".to_owned(), sts.to_owned());
    Lookup { variables: Variables::of([sts]), ..Lookup::default() }
}

/// Options that leave nothing behind, with a file dialog that nobody answers.
pub(crate) fn options() -> Options {
    Options {
        language: None,
        system_language: Language::English,
        endpoint: None,
        scheme: None,
        timeout: Question::DEFAULT_TIMEOUT,
        demo: false,
        lookup: Some(nowhere_but("http://127.0.0.1:1")),
        keychain: false,
        profile_name: None,
        profile: None,
        cluster_cache: None,
        credential_cache: None,
        log: None,
        desktop: protocol::Desktop::at_bus("unix:path=/nonexistent"),
        settings: Settings::default(),
        settings_kept_aside: None,
        settings_path: None,
        kubeconfig: None,
        graphics: None,
        history: None,
        faults: None,
        folder: None,
        save_dialog: dialog(None),
        open_dialog: Arc::new(|_title, _frame| Box::pin(async { None })),
        folder_dialog: Arc::new(|_title, _frame| Box::pin(async { None })),
        clear_clipboard_after: Duration::from_mins(1),
        clock: worker::now,
    }
}

/// A file dialog in which this path is chosen, or none.
pub(crate) fn dialog(path: Option<PathBuf>) -> SaveDialog {
    Arc::new(move |_title, _name, _frame| {
        let path = path.clone();
        Box::pin(async move { path })
    })
}

/// The app, and what it told the desktop to do.
pub(crate) struct Desktop {
    app: Option<Guarded>,
    pub(crate) copied: Vec<String>,
    pub(crate) opened: Vec<String>,
}

impl Desktop {
    /// Keeps the settings, as a window does that is closed.
    pub(crate) fn keep_settings(&mut self) {
        self.app.as_mut().unwrap().keep_settings(None);
    }
}

/// A window on show.
pub(crate) struct Window {
    pub(crate) harness: Harness<'static, Desktop>,
}

impl Window {
    pub(crate) fn open(options: Options) -> Self {
        Self::sized(options, SIZE)
    }

    pub(crate) fn sized(options: Options, size: Vec2) -> Self {
        let desktop = Desktop { app: None, copied: Vec::new(), opened: Vec::new() };
        let mut harness = Harness::builder()
            .with_size(size)
            .with_step_dt(1.0 / 60.0)
            .with_max_steps(300)
            .build_ui_state(frame, desktop);
        let ctx = harness.ctx.clone();
        let test = std::thread::current();
        ctx.set_request_repaint_callback(move |_| test.unpark());
        harness.state_mut().app = Some(Guarded::new(&ctx, options).unwrap());
        harness.run_steps(3);
        Self { harness }
    }

    /// Draws until something is so.
    pub(crate) fn until(&mut self, what: &str, is_so: impl Fn(&Self) -> bool) {
        let deadline = Instant::now() + DEADLINE;
        loop {
            self.harness.step();
            if is_so(self) {
                return;
            }
            assert!(Instant::now() < deadline, "{what}: it never came. There is:\n{}", self.tree());
            // The worker's wake-up ends this, as it would the sleep of a real window.
            std::thread::park_timeout(Duration::from_millis(25));
        }
    }

    pub(crate) fn until_seen(&mut self, text: &str) {
        self.until(text, |window| window.sees(text));
    }

    /// Draws until everything has its place. Whatever can be used then has a name: kittest looks
    /// by itself only where it may run on until nothing moves.
    pub(crate) fn step(&mut self) {
        self.harness.run_steps(3);
        self.harness.check_accessibility();
    }

    /// All that a screen reader could read.
    pub(crate) fn tree(&self) -> String {
        let mut text = String::new();
        for node in self.harness.root().children_recursive() {
            let node = node.accesskit_node();
            let hint = node.placeholder().map(str::to_owned);
            let parts = [node.label(), node.value(), node.description(), hint];
            for part in parts.into_iter().flatten() {
                writeln!(text, "{:?}: {part}", node.role()).unwrap();
            }
        }
        text
    }

    /// All that is painted as text.
    pub(crate) fn painted(&self) -> String {
        let mut text = String::new();
        for clipped in &self.harness.output().shapes {
            texts(&clipped.shape, &mut text);
        }
        text
    }

    /// Whether this is read out, as a part of anything.
    pub(crate) fn sees(&self, text: &str) -> bool {
        self.harness.root().children_recursive().any(|node| {
            let node = node.accesskit_node();
            let has = |part: Option<String>| part.is_some_and(|part| part.contains(text));
            has(node.label()) || has(node.value())
        })
    }

    /// The one node of this kind and name.
    pub(crate) fn node<'a>(&'a self, role: Role, name: &'a str) -> Node<'a> {
        self.harness.get(by().role(role).label(name))
    }

    pub(crate) fn has(&self, role: Role, name: &str) -> bool {
        self.harness.query(by().role(role).label(name)).is_some()
    }

    pub(crate) fn enabled(&self, button: &str) -> bool {
        !self.node(Role::Button, button).accesskit_node().is_disabled()
    }

    /// Clicks what has this name, where it stands once everything has its place.
    pub(crate) fn click(&mut self, role: Role, name: &str) {
        self.step();
        self.node(role, name).click();
        self.step();
    }

    /// Brings what has this name into sight.
    pub(crate) fn scroll_to(&mut self, role: Role, name: &str) {
        self.node(role, name).scroll_to_me();
        self.step();
        self.harness.run();
    }

    pub(crate) fn press(&mut self, button: &str) {
        self.click(Role::Button, button);
    }

    /// The text field with this name, also a masked one.
    pub(crate) fn field<'a>(&'a self, name: &'a str) -> Node<'a> {
        let roles = [Role::TextInput, Role::PasswordInput];
        self.harness.get(by().label(name).predicate(move |node| roles.contains(&node.role())))
    }

    /// Types into a field, in place of what is in it.
    pub(crate) fn fill(&mut self, name: &str, text: &str) {
        self.field(name).focus();
        self.step();
        self.key(Modifiers::COMMAND, Key::A);
        self.key(Modifiers::NONE, Key::Delete);
        self.field(name).type_text(text);
        self.step();
    }

    pub(crate) fn key(&mut self, modifiers: Modifiers, key: Key) {
        self.harness.key_press_modifiers(modifiers, key);
        self.step();
    }

    /// Asks for a cluster's kubeconfig, without waiting.
    pub(crate) fn ask(&mut self, cluster_id: &str) {
        self.fill("Cluster ID", cluster_id);
        self.press("Get kubeconfig");
    }

    /// Asks for a cluster's kubeconfig, and waits for it.
    pub(crate) fn get(&mut self, cluster_id: &str) {
        self.ask(cluster_id);
        self.until_seen("Retrieved in");
        self.step();
    }

    /// After how long the window wants to be drawn again by itself.
    pub(crate) fn next_frame(&self) -> Duration {
        self.harness.output().viewport_output[&ViewportId::ROOT].repaint_delay
    }

    /// The text on show and all there is of it, as a user can copy it: select all, then copy.
    pub(crate) fn document(&mut self) -> String {
        self.node(Role::Document, "Kubeconfig text").focus();
        self.step();
        self.key(Modifiers::COMMAND, Key::A);
        let clipboard = Clipboard::take();
        self.harness.state_mut().copied.clear();
        self.harness.event(egui::Event::Copy);
        self.step();
        // What has no secret in it the window copies by itself, without the desktop.
        if let Some(copied) = self.harness.state_mut().copied.pop() {
            return copied;
        }
        self.until("the copy", |_| clipboard.text() != Clipboard::BEFORE);
        let copied = clipboard.text();
        // At its end the window clears what is still its own, just as another test copies.
        clipboard.put(Clipboard::BEFORE);
        copied
    }
}

/// What a test leaves on show has names too.
impl Drop for Window {
    fn drop(&mut self) {
        if !std::thread::panicking() {
            self.step();
        }
    }
}

/// One frame, in the whole window: the harness would leave a margin.
fn frame(ui: &mut egui::Ui, desktop: &mut Desktop) {
    let Desktop { app, copied, opened } = desktop;
    // The harness draws a frame before there is an app.
    let Some(app) = app else { return };
    let whole = ui.ctx().content_rect();
    let mut root = ui.new_child(UiBuilder::new().max_rect(whole));
    root.set_clip_rect(whole);
    app.logic(&root.ctx().clone());
    app.ui(&mut root, None);
    ui.output(|output| {
        for command in &output.commands {
            match command {
                OutputCommand::CopyText(text) => copied.push(text.clone()),
                OutputCommand::OpenUrl(page) => opened.push(page.url.clone()),
                OutputCommand::CopyImage(_) | OutputCommand::TextSelectionSettled(_) => {}
            }
        }
    });
}

pub(crate) fn texts(shape: &Shape, into: &mut String) {
    match shape {
        Shape::Text(text) => writeln!(into, "{}", text.galley.text()).unwrap(),
        Shape::Vec(shapes) => shapes.iter().for_each(|shape| texts(shape, into)),
        _ => {}
    }
}

/// The clipboard of the display, for one test at a time.
pub(crate) struct Clipboard {
    program: &'static str,
    _alone: MutexGuard<'static, ()>,
}

impl Clipboard {
    /// What it holds at first.
    pub(crate) const BEFORE: &'static str = "before";

    pub(crate) fn take() -> Self {
        static ONE: Mutex<()> = Mutex::new(());
        assert!(
            std::env::var_os("DISPLAY").is_some(),
            "this test needs a display with a clipboard: run ./test, which starts one, or set \
             DISPLAY"
        );
        let alone = ONE.lock().unwrap_or_else(PoisonError::into_inner);
        let clipboard = Self { program: "xclip", _alone: alone };
        clipboard.put(Self::BEFORE);
        clipboard
    }

    /// What another program would paste.
    pub(crate) fn text(&self) -> String {
        let output = self.xclip(&["-o"]).output().expect("xclip is needed: apt-get install xclip");
        String::from_utf8(output.stdout).unwrap()
    }

    /// Another program copies something.
    pub(crate) fn put(&self, text: &str) {
        use std::io::Write as _;
        let mut child = self
            .xclip(&["-i"])
            .stdin(std::process::Stdio::piped())
            // The copy that stays behind to serve the text would hold these open.
            .stdout(std::process::Stdio::null())
            .stderr(std::process::Stdio::null())
            .spawn()
            .expect("xclip is needed: apt-get install xclip");
        child.stdin.take().unwrap().write_all(text.as_bytes()).unwrap();
        assert!(child.wait().unwrap().success(), "xclip cannot copy");
        // The copy of xclip that stays behind takes the clipboard a moment later.
        let deadline = Instant::now() + DEADLINE;
        while self.text() != text {
            assert!(Instant::now() < deadline, "xclip did not take the clipboard");
        }
    }

    fn xclip(&self, arguments: &[&str]) -> std::process::Command {
        let mut command = std::process::Command::new(self.program);
        command.args(["-selection", "clipboard"]).args(arguments);
        command
    }
}
