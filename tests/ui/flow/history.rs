//! What was done on this machine, and the report for whoever looks for a fault.

use std::fs;
use std::path::Path;

use ack_kubeconfig::core::acs::{ApiServerEndpoint, ClusterId, GetKubeconfig};
use ack_kubeconfig::core::history::{By, Entry, Outcome, Subject, What, Why};
use ack_kubeconfig::demo::Fault;
use ack_kubeconfig::io::history::HistoryFile;
use ack_kubeconfig::ui::Options;
use ack_kubeconfig::worker::{self, Keeping};
use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::kittest::NodeT as _;
use secrecy::ExposeSecret as _;

use super::merging::merging_into;
use crate::support::{Service, Window, dialog, options, status};

/// Options with a history in this folder, and settings.
pub(crate) fn keeping_in(folder: &Path, options: Options) -> Options {
    let settings = folder.join("settings.yaml");
    let keeping = Keeping {
        file: HistoryFile::at(folder.join("history.jsonl")),
        settings: Some(settings.clone()),
        by: By::Window,
    };
    Options { history: Some(keeping), settings_path: Some(settings), ..options }
}

fn file(folder: &Path) -> HistoryFile {
    HistoryFile::at(folder.join("history.jsonl"))
}

fn kept(folder: &Path) -> Vec<Entry> {
    file(folder).read().unwrap().entries
}

/// The rows on show, from the top.
fn rows(window: &Window) -> Vec<String> {
    let rows = window.harness.root().children_recursive().filter_map(|node| {
        let node = node.accesskit_node();
        (node.role() == Role::Row).then(|| node.label().unwrap_or_default())
    });
    rows.filter(|row| row.contains(" · ")).collect()
}

fn open(window: &mut Window) {
    window.press("History");
    window.until("the history", |window| !rows(window).is_empty() || window.sees("is empty"));
}

/// Something that a command did a minute ago.
fn by_a_command(what: What, why: Result<(), Why>) -> Entry {
    let get = GetKubeconfig {
        cluster_id: ClusterId::parse("c0b22164f1ce94d3a8f5e7b9d2c6a4e18").unwrap(),
        api_server: ApiServerEndpoint::Public,
        duration: None,
    };
    let about = Subject::of_cluster(&get, Some("edge-tokyo"));
    let when = (worker::now() - jiff::SignedDuration::from_mins(5), By::CommandLine);
    Entry::of_write(what, about, Path::new("/home/me/.kube/config"), why, when)
}

#[test]
fn what_was_asked_and_written_is_listed_the_newest_first() {
    let service = Service::start();
    let folder = tempfile::tempdir().unwrap();
    let saved = folder.path().join("saved.kubeconfig");
    let options = Options { save_dialog: dialog(Some(saved.clone())), ..service.options() };
    let mut window = Window::open(keeping_in(folder.path(), options));
    window.until_seen("12 in 4 regions");
    file(folder.path()).add(&[by_a_command(What::Merge, Err(Why::Locked))]).unwrap();
    window.get(&service.id("prod-payments"));
    window.key(Modifiers::COMMAND, Key::S);
    window.until_seen("Saved");
    service.push_fault(status(403, "Forbidden.RAM"));
    window.ask(&service.id("staging"));
    window.until_seen("Forbidden.RAM");
    open(&mut window);
    window.until("four rows", |window| rows(window).len() == 4);
    let found = rows(&window);
    for (row, parts) in found.iter().zip([
        ["Get kubeconfig", "staging", "refused", "Forbidden.RAM · HTTP 403"],
        ["Save", "prod-payments", "saved.kubeconfig", "done"],
        ["Get kubeconfig", "prod-payments", "127.0.0.1", "done"],
        ["Merge", "edge-tokyo", "/home/me/.kube/config", "locked"],
    ]) {
        assert!(parts.iter().all(|part| row.contains(part)), "{row}");
    }
    assert!(window.painted().contains("command line"));

    // More is told as it happens, also while the page is on show.
    window.key(Modifiers::COMMAND, Key::Enter);
    window.until_seen("Retrieved in");
    open(&mut window);
    window.until("five rows", |window| rows(window).len() == 5);
    window.key(Modifiers::NONE, Key::Escape);
    assert!(rows(&window).is_empty() && window.sees("Kubeconfig text"), "{}", window.tree());
}

#[test]
fn a_click_copies_the_request_id_and_another_fills_the_cluster_in() {
    let service = Service::start();
    let folder = tempfile::tempdir().unwrap();
    let mut window = Window::open(keeping_in(folder.path(), service.options()));
    let id = service.id("prod-search");
    window.get(&id);
    window.fill("Cluster ID", "c1");
    open(&mut window);
    let entry = kept(folder.path()).remove(0);
    let request_id = entry.request_id.unwrap();
    assert_eq!(entry.about.cluster_id.as_deref(), Some(id.as_str()));
    window.click(Role::Link, &format!("Copy the request ID {request_id}"));
    assert_eq!(window.harness.state().copied, [request_id]);
    window.until_seen("The request ID is on the clipboard");
    window.click(Role::Link, &format!("Fill in the cluster ID {id} again"));
    assert!(rows(&window).is_empty());
    assert_eq!(window.field("Cluster ID").accesskit_node().value(), Some(id));
}

#[test]
fn the_filter_finds_clusters_files_results_and_words() {
    let folder = tempfile::tempdir().unwrap();
    let entries = [
        by_a_command(What::Merge, Ok(())),
        by_a_command(What::Save, Err(Why::DiskFull)),
        Entry { request_id: Some("0A1B-2C3D".to_owned()), ..by_a_command(What::Get, Ok(())) },
    ];
    file(folder.path()).add(&entries).unwrap();
    let mut window = Window::open(keeping_in(folder.path(), options()));
    open(&mut window);
    let field = "Filter by cluster, file, result or request ID";
    for (typed, count) in [
        ("tokyo", 3),
        ("DISK", 1),
        ("kube/config merge", 1),
        ("0a1b", 1),
        ("command line", 3),
        ("nothing of this", 0),
    ] {
        window.fill(field, typed);
        assert_eq!(rows(&window).len(), count, "{typed}: {}", window.tree());
    }
    assert!(window.sees("No entry matches."));
}

#[test]
fn clearing_asks_first() {
    let folder = tempfile::tempdir().unwrap();
    let entries: Vec<Entry> = (0..3).map(|_| by_a_command(What::Merge, Ok(()))).collect();
    file(folder.path()).add(&entries).unwrap();
    let mut window = Window::open(keeping_in(folder.path(), options()));
    open(&mut window);
    window.press("Clear…");
    assert!(window.sees("Remove all 3 entries for good?"));
    window.press("Keep them");
    assert_eq!((rows(&window).len(), kept(folder.path()).len()), (3, 3));
    window.press("Clear…");
    window.press("Remove");
    window.until_seen("The history is empty.");
    assert_eq!(kept(folder.path()), []);
    assert!(!window.enabled("Clear…"));
}

#[test]
fn switched_off_nothing_is_written_and_switched_on_again_it_is() {
    let service = Service::start();
    let folder = tempfile::tempdir().unwrap();
    let mut window = Window::open(keeping_in(folder.path(), service.options()));
    window.get(&service.id("prod-payments"));
    open(&mut window);
    window.click(Role::CheckBox, "Keep a history");
    assert!(window.sees("Nothing is kept"));
    let settings = folder.path().join("settings.yaml");
    window.until("kept settings", |_| {
        fs::read_to_string(&settings).is_ok_and(|text| text.contains("history: false"))
    });
    window.key(Modifiers::NONE, Key::Escape);
    window.get(&service.id("staging"));
    open(&mut window);
    window.click(Role::CheckBox, "Keep a history");
    window.key(Modifiers::NONE, Key::Escape);
    window.get(&service.id("prod-search"));
    window.until("two entries", |_| kept(folder.path()).len() == 2);
    let ids: Vec<_> =
        kept(folder.path()).into_iter().map(|entry| entry.about.cluster_id.unwrap()).collect();
    assert_eq!(ids, [service.id("prod-payments"), service.id("prod-search")]);
}

#[test]
fn a_request_that_is_cancelled_is_told_as_such() {
    let service = Service::start();
    let folder = tempfile::tempdir().unwrap();
    let mut window = Window::open(keeping_in(folder.path(), service.options()));
    window.until_seen("12 in 4 regions");
    service.push_fault(Fault::SlowHeaders);
    window.ask(&service.id("prod-payments"));
    window.until("the question", |_| !service.targets().is_empty());
    window.key(Modifiers::NONE, Key::Escape);
    window.until("an entry", |_| kept(folder.path()).len() == 1);
    assert_eq!(kept(folder.path())[0].result, Outcome::Cancelled);
    // What is under way when the window closes leaves its entry, too.
    service.push_fault(Fault::SlowHeaders);
    window.ask(&service.id("staging"));
    window.until("another question", |_| service.targets().len() == 2);
    drop(window);
    assert_eq!(kept(folder.path()).len(), 2);
}

#[test]
fn a_damaged_history_and_one_that_cannot_be_written_are_told() {
    let service = Service::start();
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("history.jsonl"), "{torn").unwrap();
    let mut window = Window::open(keeping_in(folder.path(), service.options()));
    window.until_seen("12 in 4 regions");
    open(&mut window);
    window.until_seen("The history was damaged. It is kept as ");
    fs::remove_file(folder.path().join("history.jsonl")).unwrap();
    fs::create_dir(folder.path().join("history.jsonl")).unwrap();
    window.key(Modifiers::NONE, Key::Escape);
    window.get(&service.id("prod-payments"));
    window.press("History");
    window.until_seen("The history could not be used: ");
}

#[test]
fn changes_of_kubeconfig_files_are_listed_with_their_contexts() {
    let service = Service::start();
    let folder = tempfile::tempdir().unwrap();
    let options = merging_into(folder.path(), service.options());
    let mut window = Window::open(keeping_in(folder.path(), options));
    window.until_seen("12 in 4 regions");
    window.get(&service.id("prod-payments"));
    window.key(Modifiers::COMMAND, Key::M);
    window.until("the plan", |window| window.has(Role::Button, "Merge") && window.enabled("Merge"));
    window.press("Merge");
    window.until_seen("merged");
    window.click(Role::Link, "Undo");
    window.until_seen("undid");
    open(&mut window);
    window.until("three rows", |window| rows(window).len() == 3);
    let found = rows(&window);
    assert!(found[0].starts_with("Undo · prod-payments · ~/config"), "{found:?}");
    assert!(found[1].starts_with("Merge · prod-payments · ") && found[1].contains("~/config"));
}

#[test]
fn the_diagnostics_are_copied_and_hold_nothing_secret() {
    let service = Service::start();
    let folder = tempfile::tempdir().unwrap();
    let mut window = Window::open(keeping_in(folder.path(), service.options()));
    window.until_seen("12 in 4 regions");
    service.push_fault(status(403, "Forbidden.RAM"));
    window.ask(&service.id("staging"));
    window.until_seen("Forbidden.RAM");
    window.until("the entry", |_| kept(folder.path()).len() == 1);
    window.press("Settings");
    window.press("Copy diagnostics");
    window.until_seen("The diagnostics are on the clipboard");
    let report = window.harness.state().copied.last().unwrap().clone();
    for part in [env!("CARGO_PKG_VERSION"), "(window)", "Forbidden.RAM, HTTP 403", "theme: system"]
    {
        assert!(report.contains(part), "{part}: {report}");
    }
    let key = service.ack.credentials();
    for secret in [key.access_key_secret().expose_secret(), key.access_key_id()] {
        assert!(!report.contains(secret), "{report}");
    }
}
