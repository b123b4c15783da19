//! What the overview tells of the document on show.

use std::time::Duration;

use ack_kubeconfig::demo::Fault;
use egui::accesskit::Role;
use egui::{Key, Modifiers, vec2};
use egui_kittest::kittest::Queryable as _;
use serde_json::json;

use crate::support::{Service, Window};

fn overview(window: &mut Window, cluster_id: &str) {
    window.get(cluster_id);
    window.key(Modifiers::COMMAND, Key::Num2);
}

#[track_caller]
fn assert_sees(window: &Window, texts: &[&str]) {
    for text in texts {
        assert!(window.sees(text), "{text} is not in:\n{}", window.tree());
    }
}

#[test]
fn a_fetched_document_is_told_in_cards() {
    let service = Service::start();
    let mut window = Window::open(service.options());
    overview(&mut window, &service.id("prod-payments"));
    assert_sees(
        &window,
        &[
            "Who it signs in as",
            "system:users",
            "ECDSA P-256",
            "matches the certificate",
            "signature holds",
            "this computer",
            "CA SHA-256",
            "long-lived",
            "Valid from",
            "Long-lived credential: it ends only on",
            "No program is run by this context, no file is read, and TLS is verified.",
        ],
    );
    assert!(!window.sees("The service names an end"), "both name the same end");

    overview(&mut window, &service.id("staging"));
    window.until_seen("system:masters may do everything");
}

#[test]
fn a_credential_for_years_is_replaced_by_one_for_hours_with_one_press() {
    let service = Service::start();
    let mut window = Window::open(service.options());
    overview(&mut window, &service.id("prod-payments"));
    assert_eq!(window.next_frame(), Duration::MAX, "years do not count down");
    window.click(Role::Link, "Get one for 3 hours");
    window.until("an answer", |window| service.targets().len() == 2 && window.sees("in 3 hours"));
    window.step();
    assert!(service.targets()[1].contains("TemporaryDurationMinutes=180"));
    assert!(!window.sees("long-lived") && !window.has(Role::Link, "Get one for 3 hours"));
    assert!(window.next_frame() <= Duration::from_secs(30), "hours count down");
    assert!(window.sees("3 hours"), "the field has it too: {}", window.tree());
}

#[test]
fn another_end_by_the_service_is_told() {
    let service = Service::start();
    let mut window = Window::open(service.options());
    overview(&mut window, &service.id("prod-payments"));
    let document = service_document(&mut window);
    let body = json!({ "config": document, "expiration": "2040-01-01T00:00:00Z" });
    service.push_fault(Fault::Body {
        content_type: "application/json".to_owned(),
        bytes: body.to_string().into_bytes(),
    });
    window.press("Get kubeconfig");
    window.until("an answer", |window| service.targets().len() == 2 && window.sees("Retrieved in"));
    window.key(Modifiers::COMMAND, Key::Num2);
    assert_sees(&window, &["The service names an end that is", "later than the certificate's"]);
}

/// The document as it came; the viewer stays on show.
fn service_document(window: &mut Window) -> String {
    window.key(Modifiers::COMMAND, Key::Num1);
    window.document()
}

/// Three contexts: one that would run a program, one that leads nowhere, one by a token.
fn hostile(touched: &std::path::Path) -> String {
    // {"sub":"system:serviceaccount:kube-system:robot","exp":4102444800}
    let claims = "eyJzdWIiOiJzeXN0ZW06c2VydmljZWFjY291bnQ6a3ViZS1zeXN0ZW06cm9ib3QiLCJleHAiOjQxMDI0\
                  NDQ4MDB9";
    format!(
        "kind: Config
current-context: prod
clusters:
- name: k
  cluster: {{server: 'https://10.0.0.7:6443', insecure-skip-tls-verify: true}}
users:
- name: me
  user:
    exec: {{command: touch, args: [{touched}], env: [{{name: HIDDEN, value: hidden-value}}]}}
- name: robot
  user: {{token: x.{claims}.y}}
contexts:
- {{name: prod, context: {{cluster: k, user: me}}}}
- {{name: \"lost\\e[31m\", context: {{cluster: k, user: nobody}}}}
- {{name: by-token, context: {{cluster: k, user: robot}}}}
",
        touched = touched.display()
    )
}

#[test]
fn of_a_hostile_document_everything_is_told_and_nothing_is_run() {
    let folder = tempfile::tempdir().unwrap();
    let touched = folder.path().join("touched");
    let service = Service::start();
    service.push_fault(Fault::KubeconfigText(hostile(&touched)));
    let mut window = Window::open(service.options());
    overview(&mut window, &service.id("prod-payments"));
    let runs = format!("kubectl would run a program to sign in: touch {}.", touched.display());
    assert_sees(&window, &["3 contexts", &runs, "HIDDEN", "insecure-skip-tls-verify"]);
    assert_sees(&window, &["The address is private"]);
    assert!(!window.sees("hidden-value") && !window.sees("No program is run"));

    window.node(Role::ListBox, "3 contexts").focus();
    window.step();
    window.key(Modifiers::NONE, Key::ArrowDown);
    assert_sees(&window, &["lost□[31m", "is not there: kubectl cannot use it"]);
    assert!(!window.sees("\u{1b}"), "no control character reaches the window");

    window.click(Role::ListBoxOption, "by-token");
    assert_sees(&window, &["of system:serviceaccount:kube-system:robot", "Valid until 1 Jan 2100"]);
    assert!(!touched.exists(), "a program was run");
}

#[test]
fn a_document_of_thousands_of_contexts_is_told_one_at_a_time() {
    let service = Service::start();
    let mut text =
        "kind: Config\nclusters: [{name: k, cluster: {server: 'https://x'}}]\n".to_owned();
    text.push_str("users: [{name: u, user: {token: t}}]\ncontexts:\n");
    for number in 0..10_000 {
        text.push_str(&format!("- {{name: c{number}, context: {{cluster: k, user: u}}}}\n"));
    }
    service.push_fault(Fault::KubeconfigText(text));
    let mut window = Window::open(service.options());
    overview(&mut window, &service.id("prod-payments"));
    assert_sees(&window, &["10000 contexts", "c0"]);
    assert!(!window.has(Role::ListBoxOption, "c9999"), "rows that are not seen are not there");
    window.node(Role::ListBox, "10000 contexts").focus();
    window.step();
    window.key(Modifiers::NONE, Key::End);
    assert!(window.has(Role::ListBoxOption, "c9999"), "{}", window.tree());
    window.key(Modifiers::NONE, Key::Home);
    assert!(window.has(Role::ListBoxOption, "c0") && !window.has(Role::ListBoxOption, "c9999"));
}

#[test]
fn in_a_small_window_it_scrolls_by_keyboard() {
    let service = Service::start();
    let mut window = Window::sized(service.options(), vec2(720.0, 480.0));
    overview(&mut window, &service.id("prod-payments"));
    let top = |window: &Window| window.harness.get_by_label("Worth knowing").rect().top();
    let bar = window.node(Role::Button, "Copy").rect().top();
    assert!(top(&window) > bar, "it is not in sight yet");
    window.node(Role::TabPanel, "Overview").focus();
    window.step();
    window.key(Modifiers::NONE, Key::End);
    window.harness.run();
    assert!(top(&window) < bar, "{} and {bar}", top(&window));
    window.key(Modifiers::NONE, Key::Home);
    window.harness.run();
    assert!(top(&window) > bar);
}

#[test]
fn of_a_document_that_programs_read_differently_nothing_is_told() {
    let service = Service::start();
    let text = "kind: Config\napiVersion: v2\nclusters: [{name: k}]\nusers: [{name: u}]\n\
                contexts: [{name: c, context: {cluster: k, user: u}}]\n";
    service.push_fault(Fault::KubeconfigText(text.to_owned()));
    let mut window = Window::open(service.options());
    overview(&mut window, &service.id("prod-payments"));
    assert_sees(
        &window,
        &["What this document says is not certain: it is not of kind Config, version v1."],
    );
    assert!(!window.sees("Worth knowing"));
}
