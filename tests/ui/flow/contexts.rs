//! What the user's kubeconfig files hold, and what is done about it.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;

use ack_kubeconfig::ui::Options;
use ack_kubeconfig::worker;
use ack_kubeconfig::worker::protocol::KubeconfigPlace;
use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable as _;
use jiff::{SignedDuration, Timestamp};

use super::merging::merging_into;
use crate::support::{Service, Window, dialog, options, status};

/// A context of a hand-made file: its cluster with a mark, and a token that ends.
struct Held<'a> {
    name: &'a str,
    cluster: Option<[&'a str; 3]>,
    server: &'a str,
    ends: &'a str,
}

/// A token for whom and until when.
fn token(subject: &str, ends: &str) -> String {
    let exp = ends.parse::<Timestamp>().unwrap().as_second();
    let part = |text: &str| BASE64_URL_SAFE_NO_PAD.encode(text);
    let claims = format!(r#"{{"sub":"{subject}","exp":{exp}}}"#);
    format!("{}.{}.{}", part(r#"{"alg":"none"}"#), part(&claims), part("signature"))
}

/// A file of five contexts, of which one ends soon, one has ended and two are not ACK's or have
/// no end.
pub(crate) fn a_file_of_five() -> String {
    let held = [
        Held {
            name: "prod-payments",
            cluster: Some(["c5b5e80b0b64a4bf6939d2d8fbbc5a1f7", "cn-hangzhou", "public"]),
            server: "https://47.98.12.34:6443",
            ends: "2029-11-23T12:00:00Z",
        },
        Held {
            name: "staging",
            cluster: Some(["c91f02d7036e2473aa30f6f3d8f0e0a5c", "cn-shanghai", "public"]),
            server: "https://106.14.20.30:6443",
            ends: "2026-11-24T12:41:00Z",
        },
        Held {
            name: "edge-sg",
            cluster: Some(["c7aa10f9e1c5d47bb8be0c2a6f2a3b4c5", "ap-southeast-1", "private"]),
            server: "https://192.168.0.94:6443",
            ends: "2026-11-22T11:00:00Z",
        },
        Held {
            name: "minikube",
            cluster: None,
            server: "https://127.0.0.1:8443",
            ends: "2027-10-30T12:00:00Z",
        },
    ];
    file_of(&held)
}

/// A file of these contexts, of which the first is in use, and one that signs in by a program.
fn file_of(held: &[Held<'_>]) -> String {
    let first = held[0].name;
    let (mut clusters, mut contexts, mut users) = (String::new(), String::new(), String::new());
    for Held { name, cluster, server, ends } in held {
        clusters += &format!("- name: {name}\n  cluster: {{server: \"{server}\"}}\n");
        contexts += &format!("- name: {name}\n  context:\n    cluster: {name}\n    user: {name}\n");
        if let Some([id, region, endpoint]) = cluster {
            contexts += &format!(
                "    extensions:\n    - name: ack-kubeconfig\n      extension: {{cluster-id: {id}, \
                 region: {region}, endpoint: {endpoint}}}\n"
            );
        }
        let subject = if cluster.is_some() { "dev-ops" } else { "minikube" };
        users += &format!("- name: {name}\n  user: {{token: {}}}\n", token(subject, ends));
    }
    contexts +=
        &format!("- name: search-short\n  context:\n    cluster: {first}\n    user: short\n");
    users += "- name: short\n  user: {exec: {apiVersion: client.authentication.k8s.io/v1, command: \
              aws, interactiveMode: Never}}\n";
    format!(
        "# --- mine ---\napiVersion: v1\nkind: Config\ncurrent-context: {first}\n\
         clusters:\n{clusters}contexts:\n{contexts}users:\n{users}"
    )
}

/// A window on this folder's file, with the page about its contexts open.
pub(crate) fn opened(folder: &Path, options: Options) -> Window {
    let mut window = Window::open(merging_into(folder, options));
    window.until_seen("My contexts ");
    let name = button(&window);
    window.press(&name);
    window.step();
    window
}

/// The name of the button that opens the page, which says how many contexts there are.
pub(crate) fn button(window: &Window) -> String {
    let tree = window.tree();
    let line = tree.lines().find_map(|line| line.strip_prefix("Button: My contexts "));
    format!("My contexts {}", line.unwrap_or_else(|| panic!("no such button:\n{tree}")))
}

pub(crate) fn write(folder: &Path, text: &str) {
    fs::write(folder.join("config"), text).unwrap();
}

fn text_of(folder: &Path) -> String {
    fs::read_to_string(folder.join("config")).unwrap()
}

/// A moment so many hours from now.
fn in_hours(hours: i64) -> String {
    (worker::now() + SignedDuration::from_hours(hours)).to_string()
}

/// A file whose contexts are the service's clusters: one in use and good for long, one that ends
/// tomorrow, one that has ended.
fn file_for(service: &Service) -> String {
    let ids = ["prod-payments", "staging", "prod-search"].map(|name| service.id(name));
    let ends = [in_hours(9000), in_hours(24), in_hours(-50)];
    let names = ["pay", "stage", "search"];
    let held = |at: usize| Held {
        name: names[at],
        cluster: Some([&ids[at], "cn-hangzhou", "public"]),
        server: "https://192.0.2.7:6443",
        ends: &ends[at],
    };
    file_of(&[held(0), held(1), held(2)])
}

/// A window signed in at the service, on a folder with such a file.
fn of_service(service: &Service, folder: &Path) -> Window {
    write(folder, &file_for(service));
    let mut window = opened(folder, service.options());
    window.until_seen("12 in 4 regions");
    window
}

/// Opens the menu of a context, and chooses from it.
fn choose(window: &mut Window, context: &str, what: &str) {
    window.click(Role::Link, &format!("More: {context}"));
    window.press(what);
}

/// Waits for a plan, and has it written.
fn confirm(window: &mut Window, button: &str) {
    window.until("the plan", |window| window.has(Role::Button, button) && window.enabled(button));
    window.press(button);
}

#[test]
fn the_page_tells_of_each_context_what_it_is_and_until_when() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), &a_file_of_five());
    let clock = || "2026-11-24T12:00:00Z".parse().unwrap();
    let window = opened(folder.path(), Options { clock, ..options() });
    for row in [
        "prod-payments: in 3 years",
        "staging: in 41 minutes",
        "edge-sg: expired 2 days ago",
        "minikube: in 340 days",
        "search-short: not told",
    ] {
        assert!(window.has(Role::Row, row), "{row}:\n{}", window.tree());
    }
    let painted = window.painted();
    for text in ["cn-shanghai", "c91f02d7036e…", "106.14.20.30:6443", "private", "dev-ops", "aws"]
    {
        assert!(painted.contains(text), "{text}:\n{painted}");
    }
    assert!(!window.has(Role::Link, "Renew: minikube") && window.has(Role::Link, "More: minikube"));
}

#[test]
fn contexts_are_found_as_one_types_and_the_page_goes_by_escape() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), &a_file_of_five());
    let mut window = opened(folder.path(), options());
    let filter = "Filter by name, cluster or identity";
    for (typed, found) in [("c91f02", "staging"), ("minikube edge", ""), ("southeast", "edge-sg")] {
        window.fill(filter, typed);
        let tree = window.tree();
        let rows: Vec<&str> = tree.lines().filter(|line| line.starts_with("Row: ")).collect();
        match found {
            "" => assert!(rows.is_empty() && window.sees("No context matches."), "{rows:?}"),
            name => assert!(rows.len() == 1 && rows[0].contains(name), "{typed}: {rows:?}"),
        }
    }
    window.key(Modifiers::NONE, Key::Escape);
    assert!(!window.has(Role::TextInput, filter));
}

#[test]
fn one_is_renewed_in_place_after_a_look_and_the_rest_stays() {
    let (service, folder) = (Service::start(), tempfile::tempdir().unwrap());
    let mut window = of_service(&service, folder.path());
    let before = text_of(folder.path());
    window.click(Role::Link, "Renew: pay");
    window.until_seen("Renews 1 context.");
    assert_eq!(text_of(folder.path()), before, "nothing is written before it was looked at");
    confirm(&mut window, "Renew");
    window.until_seen("renewed pay in ~/config");
    window.until("the page, read again", |window| window.has(Role::Row, "pay: in 3 years"));
    let after = text_of(folder.path());
    assert!(after.contains("client-certificate-data"), "{after}");
    for kept in ["# --- mine ---", "name: stage\n", "command: aws", "current-context: pay"] {
        assert!(after.contains(kept), "{kept} is gone from {after}");
    }
    undo(&mut window);
    window.until_seen("undid the renewal of pay");
    assert_eq!(text_of(folder.path()), before);
}

/// Undoes the last change, by the page or the line below, whichever comes first.
fn undo(window: &mut Window) {
    window.until("a change to undo", |window| {
        window.harness.query_all_by_label("Undo").next().is_some()
    });
    window.step();
    window.harness.query_all_by_label("Undo").next().unwrap().click();
    window.step();
}

#[test]
fn all_that_end_soon_are_renewed_in_one_write_and_who_fails_is_told() {
    let (service, folder) = (Service::start(), tempfile::tempdir().unwrap());
    let mut window = of_service(&service, folder.path());
    service.push_fault(status(400, "SomethingOdd"));
    window.press("Renew 2 expiring");
    window.until_seen("Renews 1 context.");
    confirm(&mut window, "Renew");
    window.until_seen("1 of 2 could not be renewed.");
    window.until("the page, read again", |window| window.has(Role::Button, "Renew 1 expiring"));
    window.press("Renew 1 expiring");
    window.until_seen("Renews 1 context.");
    confirm(&mut window, "Renew");
    window.until("the page, read again", |window| !window.sees("expiring"));
    assert!(!window.sees("could not be renewed"));
    assert_eq!(text_of(folder.path()).matches("client-certificate-data").count(), 2);
}

#[test]
fn without_anybody_to_ask_a_renewal_says_so() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), &a_file_of_five());
    let clock = || "2026-11-24T12:00:00Z".parse().unwrap();
    let mut window = opened(folder.path(), Options { clock, ..options() });
    window.click(Role::Link, "Renew: prod-payments");
    window.until_seen("Choose credentials first");
}

#[test]
fn a_context_is_renamed_put_in_use_and_removed_each_after_a_look() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), &a_file_of_five());
    let before = text_of(folder.path());
    let mut window = opened(folder.path(), options());

    choose(&mut window, "staging", "Rename…");
    window.fill("New name of staging", "stage");
    window.key(Modifiers::NONE, Key::Enter);
    window.until_seen("Rename in ~/config");
    assert_eq!(text_of(folder.path()), before);
    confirm(&mut window, "Rename");
    window.until("the new name", |window| window.has(Role::Link, "More: stage"));

    choose(&mut window, "stage", "Use as current context…");
    confirm(&mut window, "Put in use");
    window.until_seen("stage is in use in ~/config");
    assert!(text_of(folder.path()).contains("current-context: stage\n"));

    choose(&mut window, "minikube", "Remove…");
    window.until_seen(
        "With it goes what no other context uses: the cluster minikube and the user minikube.",
    );
    confirm(&mut window, "Remove");
    window.until_seen("removed minikube from ~/config");
    assert!(!text_of(folder.path()).contains("minikube"));

    for (last, deed) in [
        ("removed minikube", "the removal of minikube"),
        ("put in use stage", "the switch of stage"),
        ("renamed staging to stage", "the renaming of staging to stage"),
    ] {
        // The page undoes what it tells of.
        window.until_seen(&format!("Last change: {last}, "));
        undo(&mut window);
        window.until_seen(&format!("undid {deed} in ~/config"));
    }
    assert_eq!(text_of(folder.path()), before);
}

#[test]
fn a_name_that_is_anothers_is_refused_and_can_be_left() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), &a_file_of_five());
    let mut window = opened(folder.path(), options());
    choose(&mut window, "staging", "Rename…");
    window.fill("New name of staging", "minikube");
    window.key(Modifiers::NONE, Key::Enter);
    window.until_seen("Choose another name.");
    window.key(Modifiers::NONE, Key::Escape);
    window.until("the dialog's end", |window| !window.sees("Choose another name."));
    assert!(window.has(Role::Link, "More: staging"), "the page stays");
    assert_eq!(text_of(folder.path()), a_file_of_five());
}

#[test]
fn a_context_is_saved_as_a_file_of_its_own_for_its_owner_alone() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), &a_file_of_five());
    let target = folder.path().join("mine.kubeconfig");
    let save_dialog = dialog(Some(target.clone()));
    let mut window = opened(folder.path(), Options { save_dialog, ..options() });
    choose(&mut window, "minikube", "Save as a file of its own…");
    window.until_seen("Saved");
    let copy = fs::read_to_string(&target).unwrap();
    assert!(copy.contains("minikube") && !copy.contains("staging"), "{copy}");
    assert_eq!(fs::metadata(&target).unwrap().permissions().mode() & 0o777, 0o600);
}

#[test]
fn without_a_dialog_a_copy_is_saved_to_a_typed_path_and_over_nothing_unasked() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), &a_file_of_five());
    let mut window = opened(folder.path(), options());
    choose(&mut window, "minikube", "Save as a file of its own…");
    window.until_seen("Nothing was chosen.");
    let target = folder.path().join("minikube.kubeconfig");
    assert_eq!(window.field("Save to").value().as_deref(), target.to_str());
    fs::write(&target, "mine").unwrap();
    window.press("Save");
    window.until("the question", |window| window.has(Role::Button, "Replace it"));
    assert_eq!(fs::read_to_string(&target).unwrap(), "mine");
    window.press("Replace it");
    window.until("the file", |_| fs::read_to_string(&target).is_ok_and(|text| text != "mine"));
}

#[test]
fn a_file_that_others_may_read_is_made_private_by_a_button() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), &a_file_of_five());
    let file = folder.path().join("config");
    fs::set_permissions(&file, fs::Permissions::from_mode(0o644)).unwrap();
    let mut window = opened(folder.path(), options());
    assert!(window.sees("others may read it (mode 0644)"));
    window.click(Role::Link, "Make private");
    window.until("the end of the warning", |window| !window.sees("others may read it"));
    assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600);
}

#[test]
fn a_lock_that_was_left_is_told_on_the_page_and_broken_by_a_button() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), &a_file_of_five());
    let lock = folder.path().join("config.lock");
    fs::write(&lock, "").unwrap();
    let mut window = opened(folder.path(), options());
    assert!(window.sees("another program has the lock"), "{}", window.tree());
    window.click(Role::Link, "Break the lock");
    window.until("the end of the warning", |window| !window.sees("another program has the lock"));
    assert!(!lock.exists());
}

#[test]
fn what_others_change_is_seen_without_a_click() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), &a_file_of_five());
    let mut window = opened(folder.path(), options());
    write(folder.path(), &a_file_of_five().replace("minikube", "kind-local"));
    window.until("the other name", |window| window.has(Role::Link, "More: kind-local"));
    write(folder.path(), "contexts: [");
    window.until_seen("not valid YAML");
}

#[test]
fn undoing_over_what_others_wrote_is_looked_at_first() {
    let (service, folder) = (Service::start(), tempfile::tempdir().unwrap());
    let mut window = of_service(&service, folder.path());
    let before = text_of(folder.path());
    window.click(Role::Link, "Renew: pay");
    confirm(&mut window, "Renew");
    window.until_seen("renewed pay in ~/config");
    let theirs = format!("{}preferences: {{}}\n", text_of(folder.path()));
    write(folder.path(), &theirs);
    undo(&mut window);
    window.until_seen("was changed since the last write");
    assert_eq!(text_of(folder.path()), theirs);
    confirm(&mut window, "Restore");
    window.until("the old text", |_| text_of(folder.path()) == before);
}

#[test]
fn of_several_files_each_context_says_where_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let files = ["one", "two"].map(|name| folder.path().join(name));
    fs::write(&files[0], a_file_of_five()).unwrap();
    fs::write(&files[1], a_file_of_five().replace("minikube", "kind-local")).unwrap();
    let place = KubeconfigPlace {
        variable: Some(std::env::join_paths(&files).unwrap()),
        ..KubeconfigPlace::default()
    };
    let home = Some(folder.path().to_owned());
    let mut window = Window::open(Options { kubeconfig: Some(place), folder: home, ..options() });
    window.until_seen("My contexts 6");
    let name = button(&window);
    window.press(&name);
    let painted = window.painted();
    assert!(painted.contains("~/one") && painted.contains("~/two"), "{painted}");
}

#[test]
fn what_a_program_renews_is_not_offered_to_be_renewed() {
    let folder = tempfile::tempdir().unwrap();
    let mark = "    user: short\n    extensions:\n    - name: ack-kubeconfig\n      extension: \
                {cluster-id: c5b5e80b0b64a4bf6939d2d8fbbc5a1f7}\n";
    write(folder.path(), &a_file_of_five().replace("    user: short\n", mark));
    let window = opened(folder.path(), options());
    assert!(window.has(Role::Row, "search-short: renewed on use"), "{}", window.tree());
    assert!(!window.has(Role::Link, "Renew: search-short"));
    assert!(window.has(Role::Link, "More: search-short"));
}
