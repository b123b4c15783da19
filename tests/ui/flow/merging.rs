//! Landing the document in the user's kubeconfig file.

use std::fs;
use std::path::Path;

use ack_kubeconfig::ui::Options;
use ack_kubeconfig::worker::protocol::KubeconfigPlace;
use egui::accesskit::Role;
use egui::{Key, Modifiers};

use crate::support::{Service, Window};

/// A file of the user's own: comments, flow style, and a context of the name that is wanted.
pub(crate) const FILE: &str = "# --- minikube, mine ---\napiVersion: v1\nkind: Config\nclusters:\n\
    - name: kubernetes # do not touch\n  cluster: {server: \"https://127.0.0.1:8443\"}\n\
    contexts:\n- name: prod-payments\n  context: {cluster: kubernetes, user: me}\nusers:\n\
    - name: me\n  user: {token: secret-token-of-mine}\ncurrent-context: prod-payments\n";

/// A window that merges into the file of this folder.
pub(crate) fn merging_into(folder: &Path, options: Options) -> Options {
    let place = KubeconfigPlace {
        explicit: Some(folder.join("config")),
        backups: Some(folder.join("backups")),
        ..KubeconfigPlace::default()
    };
    Options { kubeconfig: Some(place), folder: Some(folder.to_owned()), ..options }
}

/// A window with the plan for the first cluster on show.
fn planned(service: &Service, folder: &Path) -> Window {
    fs::write(folder.join("config"), FILE).unwrap();
    let mut window = Window::open(merging_into(folder, service.options()));
    window.until_seen("12 in 4 regions");
    window.get(&service.id("prod-payments"));
    window.press("Merge into ~/config…");
    window.until_seen("Adds 1 context.");
    window
}

fn text_of(folder: &Path) -> String {
    fs::read_to_string(folder.join("config")).unwrap()
}

#[test]
fn a_merge_is_looked_at_then_written_and_undone_to_the_very_bytes() {
    let (service, folder) = (Service::start(), tempfile::tempdir().unwrap());
    let mut window = planned(&service, folder.path());
    assert!(window.sees("prod-payments is another's name"), "{}", window.painted());
    assert!(!window.painted().contains("secret-token-of-mine"));
    assert_eq!(text_of(folder.path()), FILE, "nothing is written before it was looked at");

    window.press("Merge");
    window.until_seen("merged prod-payments-cn-hangzhou into ~/config");
    let merged = text_of(folder.path());
    assert!(merged.contains("name: prod-payments-cn-hangzhou\n"), "{merged}");
    for line in FILE.lines() {
        assert!(merged.lines().any(|kept| kept == line), "{line} is gone from {merged}");
    }

    window.click(Role::Link, "Undo");
    window.until_seen("undid the merge of prod-payments-cn-hangzhou");
    assert_eq!(text_of(folder.path()), FILE);
}

#[test]
fn another_name_is_planned_as_it_is_typed() {
    let (service, folder) = (Service::start(), tempfile::tempdir().unwrap());
    let mut window = planned(&service, folder.path());
    let field = format!("Name of the context of {}", service.id("prod-payments"));
    window.fill(&field, "pay");
    window.until("the new plan", |window| window.has(Role::RadioButton, "Switch to pay"));
    window.click(Role::RadioButton, "Switch to pay");
    window.until("the plan with the switch", |window| window.enabled("Merge"));
    window.press("Merge");
    window.until_seen("merged pay into ~/config");
    assert!(text_of(folder.path()).contains("current-context: pay\n"));
}

#[test]
fn escape_puts_the_plan_away_and_nothing_is_written() {
    let (service, folder) = (Service::start(), tempfile::tempdir().unwrap());
    let mut window = planned(&service, folder.path());
    window.key(Modifiers::NONE, Key::Escape);
    window.until("the dialog's end", |window| !window.sees("Adds 1 context."));
    assert_eq!(text_of(folder.path()), FILE);
    window.key(Modifiers::COMMAND, Key::M);
    window.until_seen("Adds 1 context.");
}

#[test]
fn a_change_of_others_meanwhile_is_planned_anew_and_nothing_of_it_is_lost() {
    let (service, folder) = (Service::start(), tempfile::tempdir().unwrap());
    let mut window = planned(&service, folder.path());
    let theirs = format!("{FILE}preferences: {{}}\n");
    fs::write(folder.path().join("config"), &theirs).unwrap();
    window.press("Merge");
    window.until_seen("the file was changed meanwhile");
    assert_eq!(text_of(folder.path()), theirs);
    window.press("Merge");
    window.until_seen("merged prod-payments-cn-hangzhou into ~/config");
    assert!(text_of(folder.path()).ends_with("preferences: {}\n"));
}

#[test]
fn a_lock_that_was_left_is_told_and_broken_only_when_asked() {
    let (service, folder) = (Service::start(), tempfile::tempdir().unwrap());
    let mut window = planned(&service, folder.path());
    let lock = folder.path().join("config.lock");
    fs::write(&lock, "").unwrap();
    window.press("Merge");
    window.until("the refusal", |window| window.has(Role::Button, "Break the lock"));
    assert!(lock.exists() && window.sees("config.lock, made "), "{}", window.tree());
    assert_eq!(text_of(folder.path()), FILE);
    window.press("Break the lock");
    ready(&mut window, "Merge");
    assert!(!lock.exists());
    // The dialog grew, and comes to rest where it stays.
    window.harness.run();
    window.press("Merge");
    window.until_seen("merged prod-payments-cn-hangzhou");
}

#[test]
fn a_file_that_does_not_parse_is_refused_with_the_reason() {
    let (service, folder) = (Service::start(), tempfile::tempdir().unwrap());
    fs::write(folder.path().join("config"), "contexts: [").unwrap();
    let mut window = Window::open(merging_into(folder.path(), service.options()));
    window.until_seen("12 in 4 regions");
    window.get(&service.id("prod-payments"));
    window.press("Merge into ~/config…");
    window.until_seen("not valid YAML");
    assert!(window.sees("Merge into ~/config"));
    assert!(!window.has(Role::Button, "Merge"));
    assert_eq!(text_of(folder.path()), "contexts: [");
}

/// A window with the plan for two clusters on show.
pub(crate) fn planned_many(
    service: &Service,
    folder: &Path,
    open: impl FnOnce(Options) -> Window,
) -> Window {
    fs::write(folder.join("config"), FILE).unwrap();
    let mut window = open(merging_into(folder, service.options()));
    window.until_seen("12 in 4 regions");
    window.fill("Filter by name, ID or region", "prod-");
    window.click(Role::Link, "All 2");
    window.press("Get 2 kubeconfigs");
    window.until_seen("2 done");
    window.press("Merge 2 into ~/config…");
    ready(&mut window, "Merge");
    window
}

/// Waits for a plan that can be written by this button.
fn ready(window: &mut Window, button: &str) {
    window.until("the plan", |window| window.has(Role::Button, button) && window.enabled(button));
}

#[test]
fn many_are_merged_in_one_write_and_undone_together() {
    let (service, folder) = (Service::start(), tempfile::tempdir().unwrap());
    let mut window = planned_many(&service, folder.path(), Window::open);
    assert!(window.sees("Adds 2 contexts."), "{}", window.tree());
    window.press("Merge");
    window.until_seen("merged 2 contexts");
    let merged = text_of(folder.path());
    for name in ["prod-payments-cn-hangzhou", "prod-search"] {
        assert!(merged.contains(&format!("name: {name}\n")), "{name}: {merged}");
    }
    window.click(Role::Link, "Undo");
    window.until("the old text", |_| text_of(folder.path()) == FILE);
}

/// Chooses what happens to the name that is another's.
fn on_collision(window: &mut Window, service: &Service, choice: &str) {
    let id = service.id("prod-payments");
    window.click(Role::ComboBox, &format!("The name for {id} is taken"));
    window.press(choice);
}

#[test]
fn a_name_that_is_anothers_is_replaced_or_left_out_only_when_asked() {
    let (service, folder) = (Service::start(), tempfile::tempdir().unwrap());
    let mut window = planned_many(&service, folder.path(), Window::open);
    on_collision(&mut window, &service, "Leave out");
    window.until_seen("left out: prod-payments is another's");
    ready(&mut window, "Merge");
    on_collision(&mut window, &service, "Replace");
    window.until_seen("the other prod-payments goes");
    assert!(!window.has(Role::Button, "Merge"), "the button says what it does");
    ready(&mut window, "Merge and replace");
    window.press("Merge and replace");
    window.until_seen("merged 2 contexts");
    let merged = text_of(folder.path());
    assert_eq!(merged.matches("name: prod-payments\n").count(), 1, "{merged}");
    assert!(merged.contains("token: secret-token-of-mine"), "the other's user stays: {merged}");
}

#[test]
fn two_contexts_of_one_name_are_refused_and_the_name_can_be_mended() {
    let (service, folder) = (Service::start(), tempfile::tempdir().unwrap());
    let mut window = planned_many(&service, folder.path(), Window::open);
    let field = |name| format!("Name of the context of {}", service.id(name));
    window.fill(&field("prod-payments"), "prod");
    window.fill(&field("prod-search"), "prod");
    window.until_seen("Two contexts would be called prod");
    window.fill(&field("prod-payments"), "pay");
    ready(&mut window, "Merge");
    window.press("Merge");
    window.until_seen("merged 2 contexts");
    assert!(text_of(folder.path()).contains("name: pay\n"));
}

#[test]
fn of_several_files_one_is_chosen() {
    let (service, folder) = (Service::start(), tempfile::tempdir().unwrap());
    let files = ["one", "two"].map(|name| folder.path().join(name));
    for file in &files {
        fs::write(file, FILE).unwrap();
    }
    let place = KubeconfigPlace {
        variable: Some(std::env::join_paths(&files).unwrap()),
        backups: Some(folder.path().join("backups")),
        ..KubeconfigPlace::default()
    };
    let home = Some(folder.path().to_owned());
    let mut window =
        Window::open(Options { kubeconfig: Some(place), folder: home, ..service.options() });
    window.until_seen("12 in 4 regions");
    window.get(&service.id("staging"));
    window.press("Merge into ~/one…");
    ready(&mut window, "Merge");
    window.click(Role::ComboBox, "Which file");
    window.press("~/two");
    window.until_seen("Merge into ~/two");
    ready(&mut window, "Merge");
    window.press("Merge");
    window.until_seen("merged staging into ~/two");
    assert_eq!(fs::read_to_string(&files[0]).unwrap(), FILE);
    assert!(fs::read_to_string(&files[1]).unwrap().contains("name: staging\n"));
}

#[test]
fn clusters_of_several_files_are_looked_at_file_by_file() {
    let (service, folder) = (Service::start(), tempfile::tempdir().unwrap());
    let files = ["one", "two"].map(|name| folder.path().join(name));
    fs::write(&files[0], FILE).unwrap();
    let id = service.id("prod-search");
    let held = format!(
        "apiVersion: v1\nkind: Config\nclusters:\n- name: s\n  cluster:\n    server: \
         https://192.0.2.9:6443\ncontexts:\n- name: search\n  context:\n    cluster: s\n    user: \
         s\n    extensions:\n    - name: ack-kubeconfig\n      extension:\n        cluster-id: \
         {id}\n        endpoint: public\n        identity: \"234567890123456789\"\nusers:\n- \
         name: s\n  user:\n    token: old\n"
    );
    fs::write(&files[1], held).unwrap();
    let place = KubeconfigPlace {
        variable: Some(std::env::join_paths(&files).unwrap()),
        backups: Some(folder.path().join("backups")),
        ..KubeconfigPlace::default()
    };
    let home = Some(folder.path().to_owned());
    let mut window =
        Window::open(Options { kubeconfig: Some(place), folder: home, ..service.options() });
    window.until_seen("12 in 4 regions");
    window.until_seen("My contexts 2");
    window.fill("Filter by name, ID or region", "prod-");
    window.click(Role::Link, "All 2");
    window.press("Get 2 kubeconfigs");
    window.until_seen("2 done");
    window.press("Merge 2 into ~/one…");
    window.until_seen("Adds 1 context.");
    ready(&mut window, "Merge");
    window.press("Merge");
    window.until_seen("Merge into ~/two");
    window.until_seen("Renews 1 context.");
    ready(&mut window, "Merge");
    window.press("Merge");
    window.until_seen("merged search into ~/two");
    let [one, two] = files.map(|file| fs::read_to_string(file).unwrap());
    assert!(one.contains("name: prod-payments-cn-hangzhou\n") && !one.contains(&id), "{one}");
    assert!(two.contains("client-certificate-data") && !two.contains("token: old"), "{two}");
}
