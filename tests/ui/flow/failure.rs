//! The failure card.

use ack_kubeconfig::core::acs::Credentials;
use egui::accesskit::Role;
use secrecy::SecretString;

use crate::support::{Service, Window, status};

const WRONG: &str = "TheWrongSecretTheWrongSecret01";

fn wrong(service: &Service) -> Credentials {
    let id = service.ack.credentials().access_key_id();
    Credentials::new(id, &SecretString::from(WRONG), None).unwrap()
}

#[test]
fn a_wrong_secret_is_named_with_what_to_do_and_what_to_quote() {
    let service = Service::start();
    let mut window = Window::open(service.with_key(wrong(&service)));
    window.ask(&service.id("prod-payments"));
    window.until("the card", |window| window.has(Role::Button, "Copy details"));
    assert!(window.sees("The AccessKey secret does not match this AccessKey ID"));
    for part in ["Enter the secret again.", "SignatureDoesNotMatch", "identical on both sides"] {
        assert!(window.sees(part), "{part}:\n{}", window.tree());
    }
    let before = service.targets().len();
    window.press("Try again");
    window.until("another request", |_| service.targets().len() > before);
    window.until("the card", |window| window.has(Role::Button, "Copy details"));

    window.press("Copy details");
    let details = window.harness.state_mut().copied.pop().unwrap();
    let id = details.lines().find_map(|line| line.strip_prefix("Request ID: ")).unwrap();
    assert!(id.len() > 30 && window.sees(id), "{details}");
    assert!(details.contains("Code: SignatureDoesNotMatch · HTTP 400"), "{details}");
    for text in [&details, &window.tree(), &window.painted()] {
        assert!(!text.contains(WRONG));
    }
    window.press("Open in the error centre");
    let page = window.harness.state_mut().opened.pop().unwrap();
    assert!(page.starts_with("https://error-center.aliyun.com/"));
}

#[test]
fn the_right_secret_then_gets_the_document() {
    let service = Service::start();
    let mut window = Window::open(service.with_key(wrong(&service)));
    window.ask(&service.id("prod-payments"));
    window.until_seen("Edit credentials");
    window.press("Edit credentials");
    assert!(window.has(Role::PasswordInput, "AccessKey secret"));
    let right = service.ack.credentials();
    window.fill("AccessKey ID", right.access_key_id());
    let secret = secrecy::ExposeSecret::expose_secret(right.access_key_secret());
    window.fill("AccessKey secret", secret);
    window.press("Use these credentials");
    window.press("Try again");
    window.until_seen("Retrieved in");
    assert!(!window.sees("does not match"));
}

#[test]
fn other_problems_have_their_own_words() {
    let service = Service::start();
    let mut window = Window::open(service.options());
    for (cluster, title) in [
        (service.id("audit-vault"), "You are signed in, but not allowed to do this"),
        (format!("c{}", "0".repeat(32)), "There is no such cluster in this account"),
        (service.id("trial-sg"), "This cluster has no kubeconfig in its present state"),
    ] {
        window.ask(&cluster);
        window.until_seen(title);
        assert!(window.has(Role::Button, "Try again"));
        assert!(!window.has(Role::Button, "Edit credentials"), "the key is not to blame");
    }
    service.push_fault(status(400, "Odd.\u{202e}Code\u{7}"));
    window.press("Try again");
    window.until_seen("Alibaba Cloud refused the request: Odd.");
    let shown = window.painted() + &window.tree();
    assert!(!shown.contains(['\u{202e}', '\u{7}']), "shown raw");
}

#[test]
fn a_service_that_is_not_there_is_told_of() {
    let service = Service::start();
    let options = service.options();
    let id = service.id("prod-payments");
    drop(service);
    let mut window = Window::open(options);
    window.ask(&id);
    window.until_seen("Cause");
    assert!(window.has(Role::Button, "Try again") && window.sees("127.0.0.1"));
}
