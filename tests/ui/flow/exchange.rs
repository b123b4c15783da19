//! What was sent and what came back, and the same call in the words of others.

use ack_kubeconfig::core::acs::Credentials;
use ack_kubeconfig::demo::{DemoOptions, Fault};
use egui::accesskit::Role;
use egui::{Key, Modifiers, vec2};
use secrecy::ExposeSecret as _;

use crate::support::{Service, Window, status};

/// A window with the request for the first cluster on show.
fn with_request(service: &Service, credentials: Credentials) -> Window {
    let mut window = Window::open(service.with_key(credentials));
    window.get(&service.id("prod-payments"));
    window.click(Role::Tab, "Request");
    window
}

fn shown(window: &Window) -> String {
    window.painted() + &window.tree()
}

#[test]
fn the_request_and_the_answer_are_shown_as_they_went_over_the_wire() {
    let service = Service::start();
    let mut window = with_request(&service, service.ack.credentials().clone());
    // The list of clusters is asked for at the same time.
    let mut requests = service.ack.requests().into_iter();
    let sent = requests.rfind(|request| request.target.contains("/user_config")).unwrap();
    for part in [
        format!("GET {}", sent.target),
        format!("host: {}", sent.header("host").unwrap()),
        format!("date: {}", sent.header("date").unwrap()),
        format!("x-acs-signature-nonce: {}", sent.header("x-acs-signature-nonce").unwrap()),
        "authorization: acs LTAI5t••••••••0001:••••••••".to_owned(),
        "user-agent: ack-kubeconfig/".to_owned(),
        "ROA, HMAC-SHA1".to_owned(),
        "200 OK · ".to_owned(),
    ] {
        assert!(window.sees(&part), "{part}:\n{}", window.tree());
    }
    window.click(Role::RadioButton, "Answer");
    assert!(window.sees("HTTP/1.1 200 OK") && window.sees("x-acs-request-id: "));
    window.click(Role::RadioButton, "String to sign");
    assert!(window.sees("Canonical request") && window.sees("GET\napplication/json\n\n\n"));

    window.key(Modifiers::COMMAND, Key::Num1);
    assert!(window.has(Role::Document, "Kubeconfig text"));
    window.key(Modifiers::COMMAND, Key::Num4);
    assert!(window.sees("Canonical request"), "the part that was looked at stays");
}

#[test]
fn nothing_secret_is_shown_or_copied_whatever_is_looked_at() {
    let service = Service::start();
    let key = service.ack.sts_credentials();
    let mut window = with_request(&service, key.clone());
    let sent = service.ack.requests().pop().unwrap();
    let (_, signature) = sent.header("authorization").unwrap().split_once(':').unwrap();
    let secrets = key.secrets().into_iter().map(|secret| secret.expose_secret().to_owned());
    let mut secrets: Vec<String> = secrets.chain([signature.to_owned()]).collect();
    secrets.push(key.access_key_id().to_owned());
    for form in ["curl", "aliyun CLI", "Python", "Go", "Java", "TypeScript"] {
        window.click(Role::RadioButton, form);
        window.press(&format!("Copy as {form}"));
        for part in ["Sent", "Answer", "String to sign"] {
            window.click(Role::RadioButton, part);
            let copied = window.harness.state().copied.last().unwrap();
            let all = format!("{}{copied}", shown(&window));
            for (number, secret) in secrets.iter().enumerate() {
                assert!(!all.contains(secret), "{form}, {part}: secret {number}");
            }
        }
    }
    assert_eq!(window.harness.state().copied.len(), 6);
}

#[test]
fn copying_as_curl_puts_the_script_on_the_clipboard() {
    let service = Service::start();
    let mut window = with_request(&service, service.ack.credentials().clone());
    assert!(window.sees("The same call with the aliyun CLI"));
    window.click(Role::RadioButton, "curl");
    assert!(window.sees("The same call with curl"));
    window.press("Copy as curl");
    let script = window.harness.state_mut().copied.pop().unwrap();
    assert!(script.starts_with("bash <<'SCRIPT'\n") && script.contains("curl --silent"));
    assert!(script.contains(service.ack.endpoint().as_str()), "{script}");
    assert!(window.sees(script.lines().nth(3).unwrap()), "what is copied is what is shown");

    window.click(Role::RadioButton, "aliyun CLI");
    window.press("Copy as aliyun CLI");
    let command = window.harness.state_mut().copied.pop().unwrap();
    let id = service.id("prod-payments");
    assert!(command.starts_with(&format!("aliyun cs GET /k8s/{id}/user_config")), "{command}");
    assert!(command.contains("--region cn-hangzhou"), "{command}");
}

#[test]
fn the_pages_open_in_the_browser() {
    let service = Service::start();
    // So tall that the links are in view.
    let mut window = Window::sized(service.options(), vec2(1180.0, 1000.0));
    window.get(&service.id("prod-payments"));
    window.click(Role::Tab, "Request");
    for (name, page) in [
        ("OpenAPI Explorer", "/api/CS/2015-12-15/DescribeClusterUserKubeconfig"),
        ("SDK", "/api-tools/sdk/CS"),
        ("Error centre", "error-center"),
    ] {
        window.click(Role::Link, name);
        let opened = window.harness.state_mut().opened.pop().unwrap();
        assert!(opened.starts_with("https://") && opened.contains(page), "{opened}");
    }
}

#[test]
fn each_of_several_tries_can_be_looked_at() {
    let service = Service::with(DemoOptions { refuse_roa: true, ..DemoOptions::default() });
    let mut window = Window::open(service.options());
    // The list of clusters has taught the window the other scheme by now.
    window.until_seen("12 in 4 regions");
    service.push_fault(Fault::Status {
        code: 503,
        error_code: "ServiceUnavailable".to_owned(),
        message: "on purpose".to_owned(),
        retry_after_ms: Some(1),
    });
    window.get(&service.id("prod-payments"));
    window.click(Role::Tab, "Request");
    assert!(window.sees("ACS3-HMAC-SHA256") && window.sees("200 OK · "));
    window.click(Role::RadioButton, "Try 1 · ServiceUnavailable");
    assert!(window.sees("503 Service Unavailable · ServiceUnavailable · "), "{}", window.tree());
    window.click(Role::RadioButton, "Try 2 · 200 OK");
    assert!(!window.sees("503 Service Unavailable · "));

    window.click(Role::RadioButton, "Try 1 · ServiceUnavailable");
    let asked = service.targets().len();
    window.press("Get kubeconfig");
    window.until("the next answer", |window| {
        service.targets().len() > asked && window.sees("200 OK · ")
    });
    assert!(!window.sees("Try 1"), "the next answer is looked at from its end");
}

#[test]
fn under_a_failure_the_request_is_shown_when_it_is_asked_for() {
    let service = Service::start();
    let mut window = Window::open(service.options());
    service.push_fault(status(400, "Odd.\u{202e}Code\u{7}"));
    window.ask(&service.id("prod-payments"));
    window.until_seen("Show the request");
    assert!(!window.sees("authorization: "));
    window.click(Role::Link, "Show the request");
    assert!(window.sees("authorization: acs ") && window.sees("400 Bad Request · Odd."));
    assert!(window.has(Role::Button, "Copy as aliyun CLI"));
    assert!(!shown(&window).contains(['\u{202e}', '\u{7}']), "shown raw");
    window.click(Role::Link, "Hide the request");
    assert!(!window.sees("authorization: "));
}

#[test]
fn without_an_answer_it_is_told_why_there_is_none() {
    let service = Service::start();
    let mut options = service.options();
    options.timeout = std::time::Duration::from_millis(200);
    let id = service.id("prod-payments");
    drop(service);
    let mut window = Window::open(options);
    window.ask(&id);
    window.until_seen("Show the request");
    window.click(Role::Link, "Show the request");
    window.click(Role::RadioButton, "Answer");
    assert!(window.sees("No answer came.\nno connection to 127.0.0.1"), "{}", window.tree());
}
