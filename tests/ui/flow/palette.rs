//! Commands by name and by key.

use egui::accesskit::Role;
use egui::{Event, Key, Modifiers};
use egui_kittest::kittest::NodeT as _;

use crate::support::{Service, Window, options};

fn opened(service: &Service) -> Window {
    let mut window = Window::open(service.options());
    window.until_seen("12 in 4 regions");
    window.key(Modifiers::COMMAND, Key::K);
    window
}

fn types(window: &mut Window, text: &str) {
    window.harness.event(Event::Text(text.to_owned()));
    window.step();
}

/// What the palette offers.
fn offered(window: &Window) -> Vec<String> {
    let nodes = window.harness.root().children_recursive().map(|node| node.accesskit_node());
    let rows = nodes.filter(|node| node.role() == Role::ListBoxOption);
    // The list of clusters at the side is there as well; its rows end with their region.
    let labels = rows.filter_map(|node| node.label());
    labels
        .filter(|label| {
            label.starts_with("Cluster ")
                || ![" cn-", " ap-"].iter().any(|region| label.contains(region))
        })
        .collect()
}

/// The one of these on which the cursor is.
fn under_cursor(window: &Window, names: &[String]) -> Option<String> {
    let nodes = window.harness.root().children_recursive().map(|node| node.accesskit_node());
    let mut rows = nodes.filter(|node| node.is_selected() == Some(true));
    rows.find_map(|node| node.label().filter(|name| names.contains(name)))
}

#[test]
fn a_cluster_is_found_by_its_name_and_taken() {
    let service = Service::start();
    let mut window = opened(&service);
    types(&mut window, "payments hangzhou");
    let id = service.id("prod-payments");
    let row = format!("Cluster prod-payments cn-hangzhou · {id}");
    assert!(window.has(Role::ListBoxOption, &row), "{}", window.tree());
    window.key(Modifiers::NONE, Key::Enter);
    assert!(!window.has(Role::TextInput, "Commands"));
    assert_eq!(window.field("Cluster ID").value().unwrap(), id);
}

#[test]
fn only_what_can_be_done_now_is_offered() {
    let service = Service::start();
    let mut window = opened(&service);
    let before = offered(&window);
    for (command, is_there) in
        [("Settings", true), ("Refresh the list of clusters", true), ("Save as…", false)]
    {
        assert_eq!(before.iter().any(|name| name == command), is_there, "{command}: {before:?}");
    }
    window.key(Modifiers::NONE, Key::Escape);
    window.get(&service.id("prod-payments"));
    window.key(Modifiers::COMMAND, Key::K);
    assert!(offered(&window).iter().any(|name| name == "Save as…"), "{}", window.tree());
    types(&mut window, "overview");
    assert_eq!(offered(&window), ["Show Overview"]);
    window.key(Modifiers::NONE, Key::Enter);
    assert!(window.sees("long-lived"), "{}", window.tree());
}

#[test]
fn arrows_move_and_a_click_chooses() {
    let service = Service::start();
    let mut window = opened(&service);
    let names = offered(&window);
    window.key(Modifiers::NONE, Key::ArrowDown);
    assert_eq!(under_cursor(&window, &names).as_ref(), names.get(1));
    window.click(Role::ListBoxOption, "Keyboard shortcuts");
    assert!(window.sees("The kubeconfig on show") && !window.has(Role::TextInput, "Commands"));
}

#[test]
fn nothing_that_is_called_so_is_said_and_the_focus_goes_back() {
    let service = Service::start();
    let mut window = Window::open(service.options());
    window.until_seen("12 in 4 regions");
    window.field("Cluster ID").focus();
    window.step();
    window.key(Modifiers::COMMAND, Key::K);
    types(&mut window, "no such thing at all");
    assert!(window.sees("Nothing is called that"));
    window.key(Modifiers::NONE, Key::Enter);
    window.key(Modifiers::NONE, Key::Escape);
    assert!(!window.has(Role::TextInput, "Commands"));
    assert!(window.field("Cluster ID").is_focused());
}

#[test]
fn a_question_mark_opens_the_sheet_unless_it_is_typed() {
    let mut window = Window::open(options());
    window.key(Modifiers::SHIFT, Key::Questionmark);
    assert!(window.sees("Keyboard shortcuts") && window.sees("Ctrl+Shift+C"));
    window.key(Modifiers::NONE, Key::Escape);
    assert!(!window.sees("Keyboard shortcuts"));
    window.field("AccessKey ID").focus();
    window.step();
    window.key(Modifiers::SHIFT, Key::Questionmark);
    assert!(!window.sees("Keyboard shortcuts"));
}

#[test]
fn a_dialog_keeps_the_keys_of_what_is_below_it() {
    let service = Service::start();
    let mut window = Window::open(service.options());
    window.until_seen("12 in 4 regions");
    window.fill("Cluster ID", &service.id("prod-payments"));
    window.key(Modifiers::COMMAND, Key::K);
    assert!(window.has(Role::TextInput, "Commands"));
    window.key(Modifiers::COMMAND, Key::Enter);
    window.key(Modifiers::COMMAND, Key::Comma);
    assert!(!window.has(Role::Button, "Cancel") && !window.has(Role::RadioButton, "Light"));
}
