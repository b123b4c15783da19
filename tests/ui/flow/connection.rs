//! Whether a kubeconfig works, step by step.

use std::fs;
use std::process::Command;

use ack_kubeconfig::demo::Fault;
use egui::accesskit::Role;

use super::contexts;
use super::merging::merging_into;
use crate::support::{Service, Window};

/// A window with the document of this cluster on show.
fn with_document(service: &Service, cluster: &str) -> Window {
    let mut window = Window::open(service.options());
    window.until_seen("12 in 4 regions");
    window.get(&service.id(cluster));
    window
}

/// A window with a document on show whose user signs in by this entry, at a server that is not
/// there.
fn with_user(service: &Service, user: &str) -> Window {
    service.push_fault(Fault::KubeconfigText(format!(
        "apiVersion: v1\nkind: Config\ncurrent-context: x\nclusters:\n- name: x\n  cluster: \
         {{server: \"https://127.0.0.1:1\"}}\ncontexts:\n- name: x\n  context: {{cluster: x, user: \
         x}}\nusers:\n- name: x\n  user: {{{user}}}\n"
    )));
    with_document(service, "staging")
}

#[test]
fn the_ladder_fills_step_by_step_and_says_what_may_be_done() {
    let service = Service::start();
    let mut window = with_document(&service, "prod-payments");
    window.press("Test connection");
    window.until_seen("Everything works");
    let tree = window.tree();
    for step in [
        "Name: 127.0.0.1 is an address, no lookup",
        "TLS: TLS 1.3, a certificate for this server, signed by the cluster's CA",
        "Identity: accepted as 234567890123456789 · Kubernetes v1.34",
        "Permission: may list pods in default, kube-system",
    ] {
        assert!(
            tree.lines().any(|line| line.starts_with(&format!("Row: {step}"))),
            "{step}:\n{tree}"
        );
    }
    assert!(window.has(Role::Row, "list pods: yes, yes"), "{tree}");
    assert!(window.has(Role::Row, "create namespaces: no"), "{tree}");
    // Another document has not been tested.
    window.get(&service.id("staging"));
    assert!(!window.sees("Everything works") && window.sees("Tests the way to the cluster"));
}

#[test]
fn without_a_role_there_is_a_binding_for_the_administrator() {
    let service = Service::start();
    let mut window = with_document(&service, "edge-sg");
    window.press("Test connection");
    window.until_seen("You may connect, but do nothing");
    window.press("Copy role binding");
    let copied = window.harness.state_mut().copied.pop().unwrap();
    assert!(copied.contains("kind: ClusterRoleBinding") && copied.contains("234567890123456789"));
    window.press("Copy message to the administrator");
    let copied = window.harness.state_mut().copied.pop().unwrap();
    assert!(copied.starts_with("Hello") && copied.contains("kind: ClusterRoleBinding"), "{copied}");
}

#[test]
fn a_program_in_the_document_is_run_only_after_a_press_that_says_so() {
    let (service, folder) = (Service::start(), tempfile::tempdir().unwrap());
    let ran = folder.path().join("ran");
    let mut window = with_user(
        &service,
        &format!(
            "exec: {{apiVersion: client.authentication.k8s.io/v1, command: /usr/bin/touch, args: \
             [\"{}\"], interactiveMode: Never}}",
            ran.display()
        ),
    );
    window.press("Test connection");
    window.until_seen("To sign in, it runs a program: /usr/bin/touch");
    assert!(!ran.exists());
    window.press("Run it and test");
    // The server is not there, so it does not come to that.
    window.until_seen("127.0.0.1:1 refuses connections");
    assert!(!ran.exists());
}

#[test]
fn a_file_that_the_document_names_is_sent_only_after_a_press_that_says_so() {
    let (service, folder) = (Service::start(), tempfile::tempdir().unwrap());
    let [plain, pipe] = ["token", "id_rsa"].map(|name| folder.path().join(name));
    fs::write(&plain, "token").unwrap();
    // Reading a pipe to which nobody writes would never end.
    assert!(Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    for (file, comes_to) in
        [(plain, "127.0.0.1:1 refuses connections"), (pipe, "id_rsa is not a plain file")]
    {
        let mut window = with_user(&service, &format!("tokenFile: {}", file.display()));
        window.press("Test connection");
        window.until_seen("To sign in, it sends a file to the server: ");
        assert!(window.sees("It was not read."));
        window.press("Send it and test");
        window.until_seen(comes_to);
    }
}

#[test]
fn every_context_is_checked_at_once_and_why_one_is_broken_is_told() {
    let (service, folder) = (Service::start(), tempfile::tempdir().unwrap());
    let file =
        contexts::a_file_of_five().replace("https://47.98.12.34:6443", "https://127.0.0.1:1");
    fs::write(folder.path().join("config"), file).unwrap();
    let mut window =
        contexts::opened(folder.path(), merging_into(folder.path(), service.options()));
    window.press("Check all connections");
    window.until_seen("127.0.0.1:1 refuses connections");
    window.until_seen("To sign in, it runs a program: aws");
    let painted = window.painted();
    assert!(painted.contains("public · does not work"), "{painted}");
    assert!(painted.contains("runs a program"), "{painted}");
}
