//! The views of the document on show.

use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::kittest::NodeT as _;

use ack_kubeconfig::demo::Fault;

use crate::support::{Service, Window};

fn is_selected(window: &Window, tab: &str) -> bool {
    window.node(Role::Tab, tab).accesskit_node().is_selected().unwrap()
}

fn has_document(window: &Window) -> bool {
    window.has(Role::Document, "Kubeconfig text")
}

#[test]
fn a_tab_shows_its_view_and_stays_chosen_for_the_next_document() {
    let service = Service::start();
    let mut window = Window::open(service.options());
    assert!(!window.has(Role::Tab, "Overview"), "there is nothing to view yet");
    window.get(&service.id("prod-payments"));
    assert!(is_selected(&window, "Kubeconfig") && !is_selected(&window, "Overview"));
    assert!(has_document(&window) && !window.sees("Where it goes"));

    window.click(Role::Tab, "Overview");
    assert!(is_selected(&window, "Overview") && !is_selected(&window, "Kubeconfig"));
    assert!(!has_document(&window) && window.sees("Where it goes"), "{}", window.tree());

    window.fill("Cluster ID", &service.id("staging"));
    window.press("Get kubeconfig");
    window.until("the other", |window| service.targets().len() == 2 && window.sees("Retrieved in"));
    window.step();
    assert!(is_selected(&window, "Overview") && window.sees("Where it goes"));
    window.click(Role::Tab, "Kubeconfig");
    assert!(window.document().contains(&service.id("staging")));
}

#[test]
fn a_tab_has_a_key_of_its_own_and_is_pressed_by_the_space_bar() {
    let service = Service::start();
    let mut window = Window::open(service.options());
    window.key(Modifiers::COMMAND, Key::Num2);
    window.get(&service.id("prod-payments"));
    assert!(has_document(&window), "without a document a key chooses nothing");
    window.key(Modifiers::COMMAND, Key::Num2);
    assert!(is_selected(&window, "Overview") && !has_document(&window));
    window.key(Modifiers::COMMAND, Key::Num1);
    assert!(is_selected(&window, "Kubeconfig") && has_document(&window));

    window.node(Role::Tab, "Overview").focus();
    window.step();
    window.key(Modifiers::NONE, Key::Space);
    assert!(is_selected(&window, "Overview") && !has_document(&window));
}

#[test]
fn what_is_no_kubeconfig_has_one_view() {
    let service = Service::start();
    let mut window = Window::open(service.options());
    window.get(&service.id("prod-payments"));
    window.click(Role::Tab, "Overview");
    service.ack.push_fault(Fault::KubeconfigText("hello: world\n".to_owned()));
    window.press("Get kubeconfig");
    window.until_seen("This is not a kubeconfig");
    window.step();
    assert!(!window.has(Role::Tab, "Overview"));
    window.press("Show it as it came");
    assert_eq!(window.document(), "hello: world\n");
}
