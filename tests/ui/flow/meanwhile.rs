//! What is asked for one thing stays with it, whatever was chosen, typed or opened meanwhile.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use ack_kubeconfig::core::acs::{Scheme, SchemeChoice};
use ack_kubeconfig::core::session::Settings;
use ack_kubeconfig::demo::{Fault, Service as Of};
use ack_kubeconfig::text::{Language, Phrases};
use ack_kubeconfig::ui::{Options, SaveDialog};
use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable as _;

use super::contexts::{a_file_of_five, opened, write};
use super::merging::merging_into;
use super::profiles::Home;
use crate::support::{Service, Window, options, status};

const LISTED: &str = "12 in 4 regions";

/// Chooses another profile of the aliyun CLI's.
fn choose_profile(window: &mut Window, line: &str) {
    window.click(Role::ComboBox, "Profile");
    window.step();
    window.click(Role::ListBoxOption, line);
}

fn config(folder: &Path) -> String {
    fs::read_to_string(folder.join("config")).unwrap_or_default()
}

#[test]
fn a_merge_notes_the_profile_that_fetched_and_not_the_one_in_use() {
    let (home, folder) = (Home::new(), tempfile::tempdir().unwrap());
    home.config("default", &[home.ak("default"), home.role("acting")]);
    let mut window = Window::open(merging_into(folder.path(), home.options()));
    window.until_seen(LISTED);
    window.get(&home.service.id("prod-payments"));
    choose_profile(&mut window, "acting aliyun CLI profile · RAM role");
    window.until_seen("ack-operator");
    window.press("Merge into ~/config…");
    window.until("the plan", |window| window.has(Role::Button, "Merge"));
    window.until("its end", |window| window.enabled("Merge"));
    window.press("Merge");
    window.until_seen("merged prod-payments into ~/config");
    let merged = config(folder.path());
    assert!(merged.contains("profile: default\n"), "{merged}");
    assert!(merged.contains("region: cn-hangzhou\n"), "{merged}");
}

#[test]
fn more_contexts_than_the_worker_lets_wait_are_all_checked() {
    let folder = tempfile::tempdir().unwrap();
    let mut text = "apiVersion: v1\nkind: Config\nclusters:\n- name: none\n  cluster: {server: \
                    \"https://127.0.0.1:1\"}\nusers:\n- name: me\n  user: {token: x}\ncontexts:\n"
        .to_owned();
    for number in 0..100 {
        writeln!(text, "- name: c{number:03}\n  context: {{cluster: none, user: me}}").unwrap();
    }
    write(folder.path(), &text);
    let mut window = opened(folder.path(), options());
    window.press("Check all connections");
    assert!(!window.sees("does not answer"), "{}", window.tree());
    window.fill("Filter by name, cluster or identity", "c099");
    window.until("the last one's end", |window| {
        window.tree().lines().any(|line| line.starts_with("Row: c099") && line.contains("refuse"))
    });
}

/// A dialog that nobody answers, and how often it was opened.
fn open_for_ever() -> (SaveDialog, Arc<AtomicUsize>) {
    let opened = Arc::new(AtomicUsize::new(0));
    let count = Arc::clone(&opened);
    let dialog: SaveDialog = Arc::new(move |_title, _name, _frame| {
        count.fetch_add(1, Ordering::Relaxed);
        Box::pin(std::future::pending())
    });
    (dialog, opened)
}

fn save_copy(window: &mut Window, context: &str) {
    window.click(Role::Link, &format!("More: {context}"));
    window.press("Save as a file of its own…");
}

#[test]
fn while_a_dialog_for_a_context_is_open_no_second_one_opens() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), &a_file_of_five());
    let (save_dialog, dialogs) = open_for_ever();
    let mut window = opened(folder.path(), Options { save_dialog, ..options() });
    save_copy(&mut window, "minikube");
    save_copy(&mut window, "staging");
    assert_eq!(dialogs.load(Ordering::Relaxed), 1);
}

#[test]
fn each_context_gets_a_suggestion_of_its_own() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), &a_file_of_five());
    let mut window = opened(folder.path(), options());
    for context in ["minikube", "staging"] {
        save_copy(&mut window, context);
        let path = folder.path().join(format!("{context}.kubeconfig"));
        window.until("the suggestion", |window| {
            window.harness.query_by_label("Save to").is_some()
                && window.field("Save to").value().as_deref() == path.to_str()
        });
    }
}

/// The question before overwriting belongs to the document, though a context was to be saved once.
#[test]
fn a_document_is_not_saved_as_the_context_of_a_wish_before() {
    let (service, folder) = (Service::start(), tempfile::tempdir().unwrap());
    write(folder.path(), &a_file_of_five());
    let mut window = opened(folder.path(), service.options());
    save_copy(&mut window, "minikube");
    window.until_seen("Nothing was chosen.");
    window.key(Modifiers::NONE, Key::Escape);
    window.until_seen(LISTED);
    window.get(&service.id("prod-payments"));
    let target = folder.path().join("there");
    fs::write(&target, "old").unwrap();
    window.click(Role::Link, "Type a path…");
    window.fill("Save to", target.to_str().unwrap());
    window.press("Save");
    window.until("the question", |window| window.has(Role::Button, "Replace it"));
    window.press("Replace it");
    window.until_seen("Saved to");
    let saved = fs::read_to_string(&target).unwrap();
    assert!(saved.contains("client-key-data") && !saved.contains("minikube"), "{saved}");
}

#[test]
fn a_second_click_undoes_no_second_write() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), &a_file_of_five());
    let mut window = opened(folder.path(), options());
    for name in ["minikube", "staging"] {
        window.click(Role::Link, &format!("More: {name}"));
        window.press("Remove…");
        window.until("the plan", |window| window.has(Role::Button, "Remove"));
        window.until("its end", |window| window.enabled("Remove"));
        window.press("Remove");
        window.until_seen(&format!("Last change: removed {name}, "));
    }
    let undo = window.harness.query_all_by_label("Undo").next().unwrap();
    undo.click();
    undo.click();
    window.until_seen("undid the removal of staging");
    window.until_seen("Last change: removed minikube, ");
    let text = config(folder.path());
    assert!(text.contains("name: staging") && !text.contains("name: minikube"), "{text}");
}

/// The command line, say, writes once more, just before Undo is pressed.
#[test]
fn undo_is_of_the_write_that_was_told_of() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), &a_file_of_five());
    let mut window = opened(folder.path(), options());
    let mut other = opened(folder.path(), options());
    remove(&mut window, "minikube");
    window.until_seen("removed minikube from ~/config");
    other.until("the other's view", |other| !other.has(Role::Link, "More: minikube"));
    remove(&mut other, "staging");
    other.until_seen("removed staging from ~/config");
    let before = config(folder.path());
    // This window has not looked at the file since, and tells of its own write in the line below.
    window.harness.query_all_by_label("Undo").last().unwrap().click();
    window.until_seen("was changed since the last write");
    assert_eq!(config(folder.path()), before, "nothing is undone unseen");
}

fn remove(window: &mut Window, name: &str) {
    window.click(Role::Link, &format!("More: {name}"));
    window.press("Remove…");
    window.until("the plan", |window| window.has(Role::Button, "Remove"));
    window.until("its end", |window| window.enabled("Remove"));
    window.press("Remove");
}

#[test]
fn a_secret_that_was_typed_is_wiped_when_something_else_is_taken() {
    let mut window = Window::open(options());
    window.fill("AccessKey secret", "TypedAndForgotten");
    window.click(Role::Link, "show");
    assert!(window.painted().contains("TypedAndForgotten"), "else this test would prove nothing");
    window.press(Phrases::of(Language::English).welcome.open_demo);
    window.until_seen("dev-ops");
    window.click(Role::Link, "Edit");
    assert_eq!(window.field("AccessKey secret").value().unwrap_or_default(), "");
}

#[test]
fn without_a_profile_in_use_entering_a_key_hides_none() {
    let home = Home::new();
    home.config("sso", &[super::profiles::ended_sso("sso"), home.ak("default")]);
    let mut window =
        Window::open(Options { profile_name: Some("none".to_owned()), ..home.options() });
    window.until_seen("There is no profile none");
    window.click(Role::ComboBox, "Profile");
    window.step();
    window.click(Role::Link, "Enter an AccessKey…");
    window.step();
    assert!(window.has(Role::ComboBox, "Profile"), "{}", window.tree());
}

#[test]
fn escape_cancels_a_request_though_the_bar_over_the_text_was_open() {
    let service = Service::start();
    let mut window = Window::open(service.options());
    window.until_seen(LISTED);
    window.get(&service.id("prod-payments"));
    window.key(Modifiers::COMMAND, Key::F);
    service.push_fault(Fault::SlowHeaders);
    window.key(Modifiers::COMMAND, Key::Enter);
    window.until_seen("Waiting for");
    window.key(Modifiers::NONE, Key::Escape);
    assert!(!window.sees("Waiting for"), "{}", window.tree());
}

#[test]
fn a_merge_of_many_counts_the_kubeconfigs() {
    let (service, folder) = (Service::start(), tempfile::tempdir().unwrap());
    let mut window = Window::open(merging_into(folder.path(), service.options()));
    window.until_seen(LISTED);
    service.ack.push_fault_of(Of::AckKubeconfig, Fault::KubeconfigText("a note".to_owned()));
    window.fill("Filter by name, ID or region", "prod");
    window.click(Role::Link, "All 2");
    window.press("Get 2 kubeconfigs");
    window.until_seen("2 done");
    window.until("the button", |window| window.has(Role::Button, "Merge 1 into ~/config…"));
}

#[test]
fn trying_again_signs_as_the_settings_say_now() {
    let service = Service::start();
    let settings = Settings { signature: SchemeChoice::Only(Scheme::Roa), ..Settings::default() };
    let mut window = Window::open(Options { settings, ..service.options() });
    window.until_seen(LISTED);
    service.push_fault(status(400, "SomethingOdd"));
    window.ask(&service.id("prod-payments"));
    window.until_seen("SomethingOdd");
    window.key(Modifiers::COMMAND, Key::Comma);
    window.scroll_to(Role::RadioButton, "ACS3 (HMAC-SHA256)");
    window.click(Role::RadioButton, "ACS3 (HMAC-SHA256)");
    window.key(Modifiers::NONE, Key::Escape);
    window.press("Try again");
    window.until_seen("Retrieved in");
    let requests = service.ack.requests();
    let asked = requests.iter().rfind(|request| request.target.contains("user_config"));
    assert_eq!(asked.unwrap().scheme, Some(Scheme::Acs3));
}

#[test]
fn one_line_is_no_lines() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), &a_file_of_five());
    let mut window = opened(folder.path(), options());
    window.click(Role::Link, "More: staging");
    window.press("Use as current context…");
    window.until_seen("1 line added · 1 removed");
}
