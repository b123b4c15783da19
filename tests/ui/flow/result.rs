//! The document on show.

use ack_kubeconfig::demo::Fault;
use egui::accesskit::Role;

use crate::support::{Service, Window};

const WITH_EXEC: &str = "apiVersion: v1
kind: Config
clusters:
- name: kubernetes
  cluster: {server: \"https://192.0.2.1:6443\"}
contexts:
- name: a
  context: {cluster: kubernetes, user: b}
current-context: a
users:
- name: b
  user:
    exec:
      apiVersion: client.authentication.k8s.io/v1
      command: /tmp/evil
";

fn key_of(document: &str) -> String {
    let key = document.split("client-key-data: ").nth(1).unwrap();
    key.lines().next().unwrap().to_owned()
}

fn shows(window: &Window, text: &str) -> (bool, bool) {
    (window.tree().contains(text), window.painted().contains(text))
}

#[test]
fn a_private_key_is_masked_until_it_is_revealed_and_in_every_new_document() {
    let service = Service::start();
    let mut window = Window::open(service.options());
    window.get(&service.id("prod-payments"));
    let key = key_of(&window.document());
    let key = &key[..60];
    assert!(window.sees("private key, "), "{}", window.tree());
    assert_eq!(shows(&window, key), (false, false));

    window.press("Reveal");
    assert_eq!(shows(&window, key), (true, true));
    window.press("Hide");
    assert_eq!(shows(&window, key), (false, false));

    window.press("Reveal");
    window.press("Get kubeconfig");
    window.until("an answer", |window| service.targets().len() == 2 && window.sees("Retrieved in"));
    window.step();
    assert!(window.has(Role::Button, "Reveal") && !window.has(Role::Button, "Hide"));
    let second = key_of(&window.document());
    assert_eq!(shows(&window, &second[..60]), (false, false));
}

#[test]
fn what_is_no_kubeconfig_is_told_and_shown_only_when_asked_for() {
    let service = Service::start();
    let text = "hello: world\n";
    service.ack.push_fault(Fault::KubeconfigText(text.to_owned()));
    let mut window = Window::open(service.options());
    window.get(&service.id("prod-payments"));
    assert!(window.sees("This is not a kubeconfig") && window.sees("Its kind is not Config."));
    assert!(window.has(Role::Button, "Save it anyway…"));
    assert!(!window.has(Role::Button, "Save as…") && !window.sees("hello"));
    window.press("Show it as it came");
    assert!(window.sees("hello"), "{}", window.tree());
    assert_eq!(window.document(), text);
}

#[test]
fn a_program_that_kubectl_would_run_is_warned_of() {
    let service = Service::start();
    service.ack.push_fault(Fault::KubeconfigText(WITH_EXEC.to_owned()));
    let mut window = Window::open(service.options());
    window.get(&service.id("prod-payments"));
    assert!(window.sees("kubectl would run the program /tmp/evil for user entry b."));
    assert_eq!(window.document(), WITH_EXEC);
}
