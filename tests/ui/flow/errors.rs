//! What the failure card says of each thing that can go wrong: provoked, and held against a text
//! that was looked at. `UPDATE_SNAPSHOTS=1` writes the text anew.

use std::fs;
use std::path::Path;
use std::time::Duration;

use ack_kubeconfig::core::acs::codes::{CODES, KnownCode};
use ack_kubeconfig::demo::{self, Fault};
use ack_kubeconfig::ui::Options;
use egui::accesskit::Role;
use egui::{Rect, pos2};
use egui_kittest::kittest::NodeT as _;

use crate::support::{Service, Window};

/// Where the card is: beside the side, below the line with the cluster id, above the status.
fn card_place() -> Rect {
    Rect::from_min_max(pos2(292.0, 125.0), pos2(1180.0, 730.0))
}

/// All that the card says, from above to below, and its buttons in brackets.
fn card(window: &Window, host: &str) -> String {
    let mut lines: Vec<String> = Vec::new();
    for node in window.harness.root().children_recursive() {
        let role = node.accesskit_node().role();
        let is_said = matches!(role, Role::Button | Role::Label);
        if !is_said || !card_place().contains(node.rect().center()) {
            continue;
        }
        // A label's text is read out as its value.
        let text = node.accesskit_node().label().or_else(|| node.accesskit_node().value());
        let text = text.unwrap_or_default().replace(host, "HOST");
        lines.push(match lines.last().map(String::as_str) {
            Some("Request ID") => "ID".to_owned(),
            // It depends on how long the waits between them are, which is chance.
            Some("Tries") => "SEVERAL".to_owned(),
            _ if role == Role::Button => format!("[{text}]"),
            _ => text,
        });
    }
    lines.join("\n")
}

fn fault(known: &KnownCode) -> Fault {
    Fault::Status {
        code: known.statuses[0],
        error_code: known.code.replace('*', "X"),
        message: known.message.unwrap_or("on purpose").to_owned(),
        // What is tried again is tried again soon.
        retry_after_ms: Some(1),
    }
}

#[test]
fn each_failure_has_its_card() {
    let service = Service::start();
    let host = service.ack.endpoint().host();
    let options = Options { timeout: Duration::from_secs(2), ..service.options() };
    let mut window = Window::open(options);
    window.until_seen("12 in 4 regions");
    let codes = CODES.iter().map(|known| (known.code.to_owned(), fault(known)));
    let others = [
        ("silence", Fault::SlowHeaders),
        ("half an answer", Fault::Truncated),
        ("a page", Fault::HtmlPage),
        ("too much", Fault::Oversized(5)),
    ];
    let others = others.into_iter().map(|(what, fault)| (what.to_owned(), fault));
    let mut said = String::new();
    window.fill("Cluster ID", &service.id("prod-payments"));
    for (what, fault) in codes.chain(others) {
        service.ack.set_fault_of(demo::Service::AckKubeconfig, Some(fault));
        window.press("Get kubeconfig");
        window.until("the card", |window| window.has(Role::Button, "Copy details"));
        window.step();
        said.push_str(&format!("## {what}\n{}\n\n", card(&window, &host)));
    }
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/snapshots/error-cards.txt");
    if std::env::var_os("UPDATE_SNAPSHOTS").is_some() {
        fs::write(&file, &said).unwrap();
    }
    let expected = fs::read_to_string(&file).unwrap();
    for (said, expected) in said.split("\n\n").zip(expected.split("\n\n")) {
        assert_eq!(said, expected, "run with UPDATE_SNAPSHOTS=1 and look at the difference");
    }
    assert_eq!(said.len(), expected.len(), "there are more or fewer");
}
