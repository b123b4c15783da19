//! What happens is read out by a screen reader, without being looked for.

use ack_kubeconfig::demo::Fault;
use egui::accesskit::{Invalid, Live, Role};
use egui::{Key, Modifiers};
use egui_kittest::kittest::NodeT as _;

use super::merging::merging_into;
use crate::support::{Clipboard, Service, Window, status};

/// What is read out when it comes, and how urgently.
fn heard(window: &Window) -> Vec<(Live, String)> {
    let nodes = window.harness.root().children_recursive();
    let nodes = nodes.map(|node| node.accesskit_node());
    let live = nodes.filter(|node| node.data().live().is_some_and(|live| live != Live::Off));
    let told = |text: Option<String>| text.filter(|text| !text.is_empty());
    live.filter_map(|node| {
        Some((node.data().live()?, told(node.label()).or_else(|| told(node.value()))?))
    })
    .collect()
}

#[track_caller]
fn assert_heard(window: &Window, how: Live, text: &str) {
    let heard = heard(window);
    assert!(
        heard.iter().any(|(live, told)| *live == how && told.starts_with(text)),
        "“{text}” is not read out, but {heard:#?}"
    );
}

#[test]
fn how_a_question_goes_is_read_out() {
    let service = Service::start();
    let mut window = Window::open(service.options());
    window.until_seen("12 in 4 regions");
    window.until_seen("dev-ops");
    assert_heard(&window, Live::Polite, "12 in 4 regions");
    assert_heard(&window, Live::Polite, "dev-ops");
    let id = service.id("prod-payments");
    service.push_fault(Fault::SlowHeaders);
    window.ask(&id);
    let waits = |(live, text): (Live, String)| {
        live == Live::Polite && text.starts_with("Waiting for 127.0.0.1")
    };
    window.until("the wait to be read out", |window| heard(window).into_iter().any(waits));
    let seconds = heard(&window).into_iter().find(|(_, text)| text.contains(" of at most "));
    assert_eq!(seconds, None, "each tenth of a second is read out");
    window.key(Modifiers::NONE, Key::Escape);
    window.get(&id);
    assert_heard(&window, Live::Polite, "Retrieved in ");
    service.push_fault(status(403, "Forbidden.RAM"));
    window.ask(&id);
    window.until_seen("not allowed to do this");
    assert_heard(&window, Live::Assertive, "You are signed in, but not allowed to do this");
    assert_heard(&window, Live::Polite, "Forbidden.RAM");
}

#[test]
fn what_became_of_a_document_is_read_out() {
    let _alone = Clipboard::take();
    let (service, folder) = (Service::start(), tempfile::tempdir().unwrap());
    let mut window = Window::open(merging_into(folder.path(), service.options()));
    window.get(&service.id("prod-payments"));
    window.key(Modifiers::COMMAND | Modifiers::SHIFT, Key::C);
    window.until_seen("Copied with its private key");
    // The same for half a minute: nobody wants to hear a countdown.
    assert_heard(&window, Live::Polite, "Copied with its private key · cleared in 60 s");
    window.key(Modifiers::COMMAND, Key::M);
    window.until("the plan", |window| window.has(Role::Label, "Difference"));
    window.step();
    assert_heard(&window, Live::Polite, "25 lines added");
    window.press("Merge");
    window.until("the end", |window| window.has(Role::Link, "Undo"));
    assert_heard(&window, Live::Polite, "merged prod-payments into");
}

#[test]
fn how_many_are_found_is_read_out() {
    let service = Service::start();
    let mut window = Window::open(service.options());
    window.until_seen("12 in 4 regions");
    window.fill("Filter by name, ID or region", "prod");
    assert_heard(&window, Live::Polite, "2 of 12");
    window.fill("Filter by name, ID or region", "nothing like it");
    assert_heard(&window, Live::Polite, "0 of 12");
    window.get(&service.id("prod-payments"));
    window.key(Modifiers::COMMAND, Key::F);
    window.fill("Find", "cluster");
    assert_heard(&window, Live::Polite, "1 of ");
}

#[test]
fn what_is_wrong_with_an_id_belongs_to_its_field() {
    let mut window = Window::open(Service::start().options());
    let field = |window: &Window| {
        let field = window.field("Cluster ID");
        let field = field.accesskit_node();
        let note = field.data().described_by().first().copied();
        (field.data().invalid(), note)
    };
    window.fill("Cluster ID", "");
    assert_eq!(field(&window), (None, None));
    window.fill("Cluster ID", "c5b5/../");
    let (invalid, note) = field(&window);
    assert_eq!(invalid, Some(Invalid::True));
    let all = window.harness.root().children_recursive();
    let mut notes = all.map(|node| node.accesskit_node());
    let note = notes.find(|node| Some(node.locate().0) == note).unwrap();
    assert_eq!(note.data().live(), Some(Live::Polite));
    let text = note.value().or(note.label()).unwrap();
    assert!(text.contains('/'), "{text}");
}

#[test]
fn what_opens_a_list_says_whether_it_is_open() {
    let mut window = Window::open(Service::start().options());
    let open = |window: &Window| {
        let combo = window.node(Role::ComboBox, "Valid for");
        combo.accesskit_node().data().is_expanded()
    };
    assert_eq!(open(&window), Some(false));
    window.click(Role::ComboBox, "Valid for");
    assert_eq!(open(&window), Some(true));
}

/// What a colour tells, words tell too.
#[test]
fn a_cluster_that_does_not_run_is_told_in_words() {
    let service = Service::start();
    let mut window = Window::open(service.options());
    window.until_seen("12 in 4 regions");
    for (name, state) in [("batch-night", "stopped"), ("legacy-ci", "failed")] {
        window.fill("Filter by name, ID or region", name);
        let nodes = window.harness.root().children_recursive();
        let mut nodes = nodes.map(|node| node.accesskit_node());
        let row = nodes.find(|node| node.role() == Role::ListBoxOption).unwrap();
        assert!(row.label().unwrap().starts_with(name));
        let facts = row.description().unwrap();
        assert!(facts.ends_with(state), "{facts}");
    }
}
