//! The text on show: what the keys do with it, what is copied of it, when it hides.

use std::time::Duration;

use ack_kubeconfig::core::session::Settings;
use ack_kubeconfig::demo::Fault;
use ack_kubeconfig::ui::Options;
use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::kittest::NodeT as _;

use crate::support::{Clipboard, Service, Window};

const SHIFT: Modifiers = Modifiers::SHIFT;
const COMMAND: Modifiers = Modifiers::COMMAND;

fn with_document(service: &Service) -> Window {
    let mut window = Window::open(service.options());
    window.get(&service.id("prod-payments"));
    window
}

fn is_open(window: &Window) -> bool {
    window.has(Role::TextInput, "Find")
}

#[test]
fn the_search_opens_counts_steps_and_closes_by_keys() {
    let service = Service::start();
    let mut window = Window::open(service.options());
    window.key(COMMAND, Key::F);
    assert!(!is_open(&window), "without a document there is nothing to find");
    window.get(&service.id("prod-payments"));
    window.node(Role::TextInput, "Cluster ID").focus();
    window.step();
    window.key(COMMAND, Key::F);
    assert!(window.node(Role::TextInput, "Find").is_focused());
    window.field("Find").type_text("context");
    window.step();
    let count = |window: &Window, text: &str| assert!(window.sees(text), "{}", window.tree());
    count(&window, "1 of 3");
    for (modifiers, key, expected) in [
        (Modifiers::NONE, Key::Enter, "2 of 3"),
        (Modifiers::NONE, Key::F3, "3 of 3"),
        (SHIFT, Key::F3, "2 of 3"),
        (SHIFT, Key::Enter, "1 of 3"),
        (SHIFT, Key::Enter, "3 of 3"),
    ] {
        window.key(modifiers, key);
        count(&window, expected);
    }
    window.key(Modifiers::NONE, Key::Escape);
    assert!(!is_open(&window));
    assert!(window.node(Role::TextInput, "Cluster ID").is_focused(), "it had the focus before");
    assert!(window.sees("Retrieved in"), "Escape closed nothing else");
}

#[test]
fn the_search_is_a_press_away_and_brings_the_text_back() {
    let service = Service::start();
    let mut window = with_document(&service);
    window.click(Role::Link, "Find");
    window.field("Find").type_text("no such words");
    window.step();
    assert!(window.sees("No matches"));
    window.key(COMMAND, Key::Num2);
    assert!(!is_open(&window));
    window.key(COMMAND, Key::F);
    assert!(is_open(&window) && window.has(Role::Document, "Kubeconfig text"));
    window.press("Close the search");
    assert!(!is_open(&window));
    window.key(COMMAND, Key::G);
    window.field("Go to line").type_text("7");
    window.key(Modifiers::NONE, Key::Enter);
    assert!(window.node(Role::Document, "Kubeconfig text").is_focused());
}

#[test]
fn no_key_of_the_text_is_heard_under_a_dialog() {
    let service = Service::start();
    let mut window = with_document(&service);
    window.key(COMMAND, Key::K);
    window.key(COMMAND, Key::F);
    assert!(!is_open(&window));
}

#[test]
fn a_copied_part_with_a_secret_is_cleared_like_the_whole() {
    let clipboard = Clipboard::take();
    let service = Service::start();
    service.ack.set_fault(Some(Fault::KubeconfigText("a: b\ntoken: abcdef\n".to_owned())));
    let clear_clipboard_after = Duration::from_secs(2);
    let mut window = Window::open(Options { clear_clipboard_after, ..service.options() });
    window.get(&service.id("prod-payments"));
    window.press("Show it as it came");
    let copy = |window: &mut Window| {
        window.node(Role::Document, "Kubeconfig text").focus();
        window.step();
        window.key(COMMAND, Key::A);
        window.harness.event(egui::Event::Copy);
        window.step();
    };
    copy(&mut window);
    assert_eq!(window.harness.state().copied, [] as [String; 0], "not by the window's own way");
    window.until_seen("cleared in");
    assert_eq!(clipboard.text(), "a: b\ntoken: abcdef\n");
    window.until_seen("Clipboard cleared");
    assert_eq!(clipboard.text(), "");
}

#[test]
fn a_revealed_key_is_hidden_when_the_window_loses_the_focus_or_the_text_goes_away() {
    let service = Service::start();
    let mut window = with_document(&service);
    let reveal = |window: &mut Window| {
        window.press("Reveal");
        assert!(window.has(Role::Button, "Hide") && window.next_frame() <= Duration::from_secs(1));
    };
    reveal(&mut window);
    window.harness.input_mut().focused = false;
    window.step();
    assert!(window.has(Role::Button, "Reveal"), "{}", window.tree());
    assert_eq!(window.next_frame(), Duration::MAX, "it still counts");
    window.harness.input_mut().focused = true;
    window.step();
    reveal(&mut window);
    window.click(Role::Tab, "Overview");
    window.click(Role::Tab, "Kubeconfig");
    assert!(window.has(Role::Button, "Reveal"));
}

#[test]
fn lines_are_wrapped_by_a_box_or_a_key_and_that_is_remembered() {
    let service = Service::start();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("settings.yaml");
    let options = Options { settings_path: Some(path.clone()), ..service.options() };
    let mut window = Window::open(options);
    window.get(&service.id("prod-payments"));
    let is_wrapped = |window: &Window| {
        let toggled = window.node(Role::CheckBox, "Wrap").accesskit_node().toggled();
        toggled == Some(egui::accesskit::Toggled::True)
    };
    assert!(!is_wrapped(&window));
    window.click(Role::CheckBox, "Wrap");
    assert!(is_wrapped(&window));
    window.key(Modifiers::ALT, Key::Z);
    assert!(!is_wrapped(&window));
    window.key(Modifiers::ALT, Key::Z);
    window.until("the settings", |_| {
        std::fs::read_to_string(&path).is_ok_and(|kept| kept.contains("wrap: true"))
    });
}

#[test]
fn the_window_is_zoomed_by_keys_and_begins_as_large_as_it_was() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("settings.yaml");
    let settings = Settings { zoom: 1.5, ..Settings::default() };
    let options = Options { settings_path: Some(path.clone()), ..crate::support::options() };
    let mut window = Window::open(Options { settings, ..options });
    let zoom = |window: &Window| window.harness.ctx.zoom_factor();
    assert!((zoom(&window) - 1.5).abs() < 1e-6);
    window.key(COMMAND, Key::Minus);
    assert!((zoom(&window) - 1.4).abs() < 1e-6);
    window.key(COMMAND, Key::Num0);
    assert!((zoom(&window) - 1.0).abs() < 1e-6);
    window.key(COMMAND, Key::Plus);
    window.press("Theme: as the system");
    window.until("the settings", |_| {
        std::fs::read_to_string(&path).is_ok_and(|kept| kept.contains("zoom: 1.1"))
    });
}
