//! Without a mouse, and without a hand: keys, the way of the focus, and rest.

use std::collections::BTreeSet;
use std::time::Duration;

use ack_kubeconfig::core::acs::Credentials;
use ack_kubeconfig::demo::Fault;
use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::kittest::NodeT as _;
use secrecy::SecretString;

use crate::support::{Clipboard, Service, Window, options};

/// What is used by itself; rows and options belong to a list.
pub(super) const CONTROLS: [Role; 10] = [
    Role::Button,
    Role::Link,
    Role::TextInput,
    Role::PasswordInput,
    Role::ComboBox,
    Role::RadioButton,
    Role::CheckBox,
    Role::Tab,
    Role::ListBox,
    Role::Document,
];

#[test]
fn every_wish_has_its_keys() {
    let clipboard = Clipboard::take();
    let service = Service::start();
    let mut window = Window::open(service.options());
    window.fill("Cluster ID", &service.id("prod-payments"));
    service.push_fault(Fault::SlowHeaders);
    window.key(Modifiers::COMMAND, Key::Enter);
    assert!(window.has(Role::Button, "Cancel"));
    window.key(Modifiers::NONE, Key::Escape);
    assert!(!window.has(Role::Button, "Cancel") && window.sees("Which cluster?"));

    window.field("Cluster ID").focus();
    window.step();
    window.key(Modifiers::NONE, Key::Enter);
    window.until_seen("Retrieved in");
    window.key(Modifiers::COMMAND | Modifiers::SHIFT, Key::C);
    window.until_seen("Copied with its private key");
    assert!(clipboard.text().contains(&service.id("prod-payments")));
    window.key(Modifiers::COMMAND, Key::S);
    window.until_seen("Nothing was chosen.");
}

#[test]
fn keys_do_nothing_before_there_is_something_to_do() {
    let mut window = Window::open(options());
    window.key(Modifiers::COMMAND, Key::Enter);
    window.key(Modifiers::COMMAND, Key::S);
    window.key(Modifiers::COMMAND | Modifiers::SHIFT, Key::C);
    window.key(Modifiers::NONE, Key::Escape);
    assert!(window.sees("Get a kubeconfig in two clicks"));
}

#[test]
fn a_question_mark_opens_the_sheet_of_shortcuts_but_is_typed_into_a_field() {
    let mut window = Window::open(options());
    let question = |window: &mut Window| {
        window.harness.event(egui::Event::Text("?".to_owned()));
        window.key(Modifiers::SHIFT, Key::Questionmark);
    };
    window.field("Cluster ID").focus();
    window.step();
    question(&mut window);
    assert!(!window.sees("Keyboard shortcuts"));
    assert_eq!(window.field("Cluster ID").value().as_deref(), Some("?"));
    window.node(Role::Button, "Open demo").focus();
    window.step();
    question(&mut window);
    assert!(window.sees("Keyboard shortcuts"));
}

#[test]
fn of_a_list_a_screen_reader_reads_the_row_under_the_cursor_and_which_one_is_picked() {
    let service = Service::start();
    let mut window = Window::open(service.options());
    window.until_seen("12 in 4 regions");
    let read = |window: &Window| {
        let root = window.harness.root();
        let row = root.children_recursive().find(egui_kittest::Node::is_focused).unwrap();
        let row = row.accesskit_node();
        (row.label().unwrap(), row.is_selected().unwrap())
    };
    window.node(Role::ListBox, "CLUSTERS").focus();
    window.step();
    assert_eq!(read(&window), ("edge-sg ap-southeast-1".to_owned(), false));
    window.key(Modifiers::NONE, Key::End);
    assert_eq!(read(&window), ("staging cn-shanghai".to_owned(), false));
    window.key(Modifiers::NONE, Key::Enter);
    assert_eq!(read(&window), ("staging cn-shanghai".to_owned(), true));
}

/// Every control that can be used now.
fn controls(window: &Window) -> BTreeSet<String> {
    window
        .harness
        .root()
        .children_recursive()
        .map(|node| node.accesskit_node())
        .filter(|node| CONTROLS.contains(&node.role()) && !node.is_disabled())
        .map(|node| format!("{:?} {}", node.role(), node.label().unwrap_or_default()))
        .collect()
}

/// Every control at which the Tab key arrives.
fn tabbed(window: &mut Window) -> BTreeSet<String> {
    let mut reached = BTreeSet::new();
    for _ in 0..80 {
        window.key(Modifiers::NONE, Key::Tab);
        // A list has it, while a screen reader is told of the row under the cursor.
        let focused = window.harness.ctx.memory(egui::Memory::focused).map(|id| id.accesskit_id());
        let nodes = window.harness.root().children_recursive().map(|node| node.accesskit_node());
        let focused = nodes.filter(|node| Some(node.locate().0) == focused);
        reached.extend(
            focused.map(|node| format!("{:?} {}", node.role(), node.label().unwrap_or_default())),
        );
    }
    reached
}

#[test]
fn tab_reaches_every_control() {
    let mut window = Window::open(options());
    window.fill("AccessKey ID", "LTAI5tExample");
    window.fill("AccessKey secret", "secret");
    assert_eq!(tabbed(&mut window), controls(&window));

    window.click(Role::Link, "show");
    window.press("Open demo");
    window.until_seen("12 in 4 regions");
    window.press("Get kubeconfig");
    window.until_seen("Retrieved in");
    window.click(Role::Link, "Type a path…");
    let all = controls(&window);
    assert!(all.len() >= 20, "{all:?}");
    assert_eq!(tabbed(&mut window), all);
}

#[test]
fn a_window_at_rest_draws_nothing() {
    let service = Service::start();
    let mut window = Window::open(service.options());
    let rests = |window: &mut Window, what: &str| {
        window.harness.remove_cursor();
        // Also with a field in which one types: its caret does not blink.
        window.field("Cluster ID").focus();
        window.harness.run();
        assert_eq!(window.next_frame(), Duration::MAX, "{what}");
    };
    rests(&mut window, "at the start");
    window.get(&service.id("prod-payments"));
    rests(&mut window, "with a document");
    window.ask(&service.id("audit-vault"));
    window.until_seen("not allowed to do this");
    rests(&mut window, "with a failure");

    let wrong = Credentials::new("LTAI5t", &SecretString::from("wrong"), None).unwrap();
    let mut window = Window::open(service.with_key(wrong));
    service.push_fault(Fault::SlowHeaders);
    window.ask(&service.id("prod-payments"));
    let tenth = Duration::from_millis(100);
    window.harness.run_steps(10);
    assert_eq!(window.next_frame(), tenth, "a wait is shown in tenths, and nothing moves faster");
    window.key(Modifiers::NONE, Key::Escape);
    rests(&mut window, "after a cancel");
}
