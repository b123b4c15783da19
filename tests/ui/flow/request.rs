//! The line with the cluster ID: what it takes, and what it asks for.

use std::time::Duration;

use ack_kubeconfig::demo::{DemoOptions, Fault};
use egui::accesskit::Role;
use jiff::SignedDuration;

use crate::support::{Service, Window, status};

const CLUSTER: &str = "Cluster ID";
const GET: &str = "Get kubeconfig";

#[test]
fn a_cluster_id_is_checked_while_it_is_typed() {
    let service = Service::start();
    let id = service.id("prod-payments");
    let mut window = Window::open(service.options());
    assert!(!window.enabled(GET));
    let check = '\u{e182}';
    let cross = '\u{e4f6}';

    window.fill(CLUSTER, "c5b5_e80");
    assert!(window.sees("Only letters, digits and hyphens, not _"));
    assert!(window.painted().contains(cross) && !window.enabled(GET));
    window.fill(CLUSTER, "two words");
    assert!(window.sees("A cluster ID has no spaces inside"));
    window.fill(CLUSTER, &"a".repeat(64));
    assert!(window.sees("At most 63 characters, this has 64"));
    window.fill(CLUSTER, "my-cluster");
    assert!(window.sees("Unusual: cluster IDs are c and 32 hex digits"));
    assert!(!window.painted().contains(check) && window.enabled(GET));

    let url = format!("https://cs.console.aliyun.com/#/k8s/cluster/{id}/v2/info");
    let arn = format!("acs:cs:cn-hangzhou:1234567890123456:cluster/{id}");
    for pasted in [format!("  {id}\n"), url, arn] {
        window.fill(CLUSTER, &pasted);
        assert_eq!(window.field(CLUSTER).value().unwrap(), id, "of {pasted:?}");
        assert!(window.painted().contains(check) && window.enabled(GET));
        assert!(!window.sees("Unusual"));
    }
}

#[test]
fn endpoint_and_validity_reach_the_service() {
    let service = Service::start();
    let id = service.id("prod-payments");
    let mut window = Window::open(service.options());
    window.get(&id);
    assert!(window.sees("endpoint public"));
    assert!(window.sees("in 3 years"));

    window.click(Role::RadioButton, "Private");
    window.click(Role::ComboBox, "Valid for");
    window.click(Role::Button, "3 hours");
    window.press(GET);
    window.until_seen("endpoint private");
    assert!(window.sees("in 3 hours") && window.sees("192.168."), "{}", window.tree());

    let targets = service.targets();
    assert_eq!(targets.len(), 2, "{targets:?}");
    let path = format!("/k8s/{id}/user_config");
    assert!(targets.iter().all(|target| target.starts_with(&path)), "{targets:?}");
    assert!(!targets[0].contains("PrivateIpAddress=true"), "{targets:?}");
    assert!(!targets[0].contains("TemporaryDurationMinutes"), "{targets:?}");
    assert!(targets[1].contains("PrivateIpAddress=true"), "{targets:?}");
    assert!(targets[1].contains("TemporaryDurationMinutes=180"), "{targets:?}");
}

#[test]
fn a_slow_answer_is_waited_for_in_sight_and_cancelled_at_once() {
    let service = Service::start();
    service.push_fault(Fault::SlowHeaders);
    let mut window = Window::open(service.options());
    window.ask(&service.id("prod-search"));
    window.until_seen(&format!("Waiting for {}", service.ack.endpoint().host()));
    window.until("the time going on", |window| window.sees(" s") && !window.sees("0.0 s"));
    assert!(window.has(Role::Button, "Cancel") && !window.has(Role::Button, GET));

    let cancel = window.node(Role::Button, "Cancel").rect().center();
    for pressed in [true, false] {
        window.harness.event(egui::Event::PointerMoved(cancel));
        window.harness.event(egui::Event::PointerButton {
            pos: cancel,
            button: egui::PointerButton::Primary,
            pressed,
            modifiers: egui::Modifiers::NONE,
        });
    }
    // One frame for each event, the last of them with the click, and one that shows what it did.
    window.harness.step();
    window.harness.run_steps(1);
    assert!(window.sees("Which cluster?") && window.has(Role::Button, GET), "{}", window.tree());

    // What was cancelled does not come back, and does not stand in the way of the next.
    window.get(&service.id("prod-payments"));
    assert!(window.document().contains(&service.id("prod-payments")));
}

#[test]
fn a_second_question_replaces_the_first() {
    let service =
        Service::with(DemoOptions { latency: Duration::from_secs(2), ..Default::default() });
    let (first, second) = (service.id("prod-search"), service.id("prod-payments"));
    let mut window = Window::open(service.options());
    window.ask(&first);
    window.until("the first request", |_| service.targets().len() == 1);
    window.fill(CLUSTER, &second);
    window.key(egui::Modifiers::COMMAND, egui::Key::Enter);
    window.until("the second document", |window| {
        assert!(!window.sees(&first), "the first answer was shown");
        window.sees("Retrieved in")
    });
    assert!(window.document().contains(&second));
    assert_eq!(service.targets().len(), 2);
}

#[test]
fn a_passing_fault_is_tried_again_in_sight() {
    let service = Service::start();
    service.push_fault(status(503, "ServiceUnavailable"));
    service.push_fault(status(503, "ServiceUnavailable"));
    let mut window = Window::open(service.options());
    window.ask(&service.id("prod-payments"));
    window.until_seen("A passing fault · try 2 of 4 in");
    window.until_seen("try 3 of 4");
    window.until_seen("Retrieved in");
    assert_eq!(service.targets().len(), 3);
}

#[test]
fn a_wrong_clock_is_worked_around_and_told() {
    let service = Service::with(DemoOptions {
        clock_offset: SignedDuration::from_hours(1),
        ..Default::default()
    });
    let mut window = Window::open(service.options());
    window.until_seen("12 in 4 regions");
    window.get(&service.id("prod-payments"));
    assert!(
        window.sees("behind; the server's time was used"),
        "the clock is not told of:\n{}",
        window.tree()
    );
    assert!(window.sees("min behind"));
    assert_eq!(service.targets().len(), 1, "listing has learned the server's time already");
}
