//! A panic becomes a page that tells of it, and everything is still there afterwards.

use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};
use std::time::Duration;

use ack_kubeconfig::ui::Options;
use ack_kubeconfig::worker::{self, Fault, Faults};
use egui::accesskit::Role;
use egui::{Key, Modifiers, ViewportCommand, ViewportId};
use jiff::Timestamp;

use crate::support::{Service, Window};

const HEADING: &str = "ACK Kubeconfig has a fault";

/// What a panic says may quote what nobody is to see.
const SAID: &str = "a panic that quotes a secret";

/// The faults of this process, which one test at a time may have.
fn faults() -> (MutexGuard<'static, ()>, Faults) {
    static ONE_AT_A_TIME: Mutex<()> = Mutex::new(());
    static FAULTS: OnceLock<Faults> = OnceLock::new();
    let turn = ONE_AT_A_TIME.lock().unwrap_or_else(PoisonError::into_inner);
    let faults = FAULTS.get_or_init(|| {
        let faults = Faults::logged_in(Some(log()));
        faults.listen();
        faults
    });
    // Those of tests that failed are none of this one's.
    drop(faults.take());
    (turn, faults.clone())
}

/// Where a program's log may be.
fn log() -> PathBuf {
    "/home/me/.local/state/ack-kubeconfig/logs/ack-kubeconfig.log".into()
}

/// Faults of which one was noted already.
pub(crate) fn noted() -> Faults {
    let faults = Faults::logged_in(Some(log()));
    let place = "src/ui/viewer/row.rs:118".to_owned();
    faults.note(Fault { place, thread: "main".to_owned(), in_background: false });
    faults
}

/// A window with a document.
fn with_document(options: Options, service: &Service) -> Window {
    let mut window = Window::open(options);
    window.get(&service.id("prod-payments"));
    window
}

fn page_is_there(window: &mut Window) {
    window.until("the page", |window| window.has(Role::Label, HEADING));
    window.step();
    assert!(!window.has(Role::Button, "Get kubeconfig"), "{}", window.tree());
    assert!(window.sees("tests/ui/flow/fault.rs:"), "{}", window.tree());
    assert!(
        window.sees("~/.local/state/ack-kubeconfig/logs/ack-kubeconfig.log"),
        "{}",
        window.tree()
    );
    assert!(!window.painted().contains(SAID), "{}", window.painted());
}

fn options(service: &Service, faults: Faults) -> Options {
    Options { faults: Some(faults), folder: Some("/home/me".into()), ..service.options() }
}

#[test]
fn a_panic_while_drawing_becomes_a_page_and_the_document_is_still_there_after_it() {
    let (_turn, faults) = faults();
    let service = Service::start();
    let panicked = Arc::new(AtomicBool::new(false));
    let about_to = Arc::clone(&panicked);
    let save_dialog = Arc::new(move |_: &str, _: &str, _: Option<&eframe::Frame>| {
        about_to.store(true, Ordering::Relaxed);
        panic!("{SAID}")
    });
    let options = Options { save_dialog, ..options(&service, faults) };
    let mut window = with_document(options, &service);
    window.harness.key_press_modifiers(Modifiers::COMMAND, Key::S);
    window.until("the panic", |_| panicked.load(Ordering::Relaxed));
    let painted = window.painted();
    assert!(painted.contains(HEADING) && !painted.contains("CREDENTIALS"), "{painted}");
    page_is_there(&mut window);
    assert_eq!(window.next_frame(), Duration::MAX, "the page rests");

    window.press("Copy report");
    let report = window.harness.state_mut().copied.pop().unwrap();
    assert!(report.contains("Place: tests/ui/flow/fault.rs:"), "{report}");
    assert!(report.contains(env!("CARGO_PKG_VERSION")) && !report.contains(SAID), "{report}");
    assert!(window.sees("The report is on the clipboard"));

    window.press("Go on");
    assert!(window.sees("Retrieved in"), "{}", window.tree());
    window.get(&service.id("staging"));
}

#[test]
fn what_panics_again_at_once_brings_the_page_back() {
    static BROKEN: AtomicBool = AtomicBool::new(false);
    fn clock() -> Timestamp {
        assert!(!BROKEN.load(Ordering::Relaxed), "{SAID}");
        worker::now()
    }
    let (_turn, faults) = faults();
    let service = Service::start();
    let mut window = with_document(Options { clock, ..options(&service, faults) }, &service);
    BROKEN.store(true, Ordering::Relaxed);
    page_is_there(&mut window);
    window.press("Go on");
    page_is_there(&mut window);
    BROKEN.store(false, Ordering::Relaxed);
    window.press("Go on");
    assert!(window.sees("Retrieved in"), "{}", window.tree());
}

#[test]
fn a_task_of_the_worker_that_panics_is_told_of_and_leaves_nothing_waiting() {
    let (_turn, faults) = faults();
    let service = Service::start();
    let save_dialog = Arc::new(|_: &str, _: &str, _: Option<&eframe::Frame>| {
        let answer: worker::protocol::PathChoice = Box::pin(async { panic!("{SAID}") });
        answer
    });
    let options = Options { save_dialog, ..options(&service, faults) };
    let mut window = with_document(options, &service);
    window.key(Modifiers::COMMAND, Key::S);
    page_is_there(&mut window);
    assert!(window.sees("ack-worker"), "{}", window.tree());
    window.press("Go on");
    assert!(window.sees("Retrieved in"), "{}", window.tree());
    assert!(window.enabled("Save as…"), "nobody answers that dialog any more");
}

#[test]
fn the_page_closes_the_window() {
    let (_turn, faults) = faults();
    let service = Service::start();
    let save_dialog = Arc::new(|_: &str, _: &str, _: Option<&eframe::Frame>| panic!("{SAID}"));
    let options = Options { save_dialog, ..options(&service, faults) };
    let mut window = with_document(options, &service);
    window.key(Modifiers::COMMAND, Key::S);
    page_is_there(&mut window);
    window.node(Role::Button, "Close the window").click();
    window.harness.step();
    let output = &window.harness.output().viewport_output[&ViewportId::ROOT];
    assert!(output.commands.contains(&ViewportCommand::Close), "{:?}", output.commands);
}
