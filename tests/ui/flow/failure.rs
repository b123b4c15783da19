//! The failure card.

use ack_kubeconfig::core::acs::Credentials;
use ack_kubeconfig::demo::Fault;
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
fn a_missing_permission_is_told_and_the_policy_that_allows_it_is_copied() {
    let service = Service::start();
    let mut window = Window::open(service.options());
    window.ask(&service.id("audit-vault"));
    window.until_seen("You are signed in, but not allowed to do this");
    for part in [
        "do not allow cs:DescribeClusterUserKubeconfig, or",
        "234567890123456789 · RAM user · account 1234567890123456",
        "the identity's RAM policies: none allows it",
    ] {
        assert!(window.sees(part), "{part}:\n{}", window.tree());
    }
    window.press("Copy the missing policy");
    let policy = window.harness.state_mut().copied.pop().unwrap();
    let policy: serde_json::Value = serde_json::from_str(&policy).unwrap();
    assert_eq!(policy["Statement"][0]["Action"][0], "cs:DescribeClusterUserKubeconfig");
    let resource = format!("acs:cs:*:*:cluster/{}", service.id("audit-vault"));
    assert_eq!(policy["Statement"][0]["Resource"][0], resource);

    window.ask(&service.id("trial-sg"));
    window.until_seen("This cluster has no kubeconfig in its present state");
    assert!(!window.has(Role::Button, "Copy the missing policy"));
}

#[test]
fn a_header_that_was_changed_on_the_way_is_named() {
    let service = Service::start();
    service.push_fault(Fault::Status {
        code: 400,
        error_code: "SignatureDoesNotMatch".to_owned(),
        message: "no match. server string to sign is:GET\n*/*".to_owned(),
        retry_after_ms: None,
    });
    let mut window = Window::open(service.options());
    window.ask(&service.id("prod-payments"));
    window.until_seen("The request was changed on its way");
    let told = "header accept was sent as “application/json” and arrived as “*/*”";
    assert!(window.sees(&format!("The {told}, so the secret may be right")), "{}", window.tree());
    assert!(window.sees(&format!("the {told}")), "the row");
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
