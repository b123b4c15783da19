//! A kubeconfig file that is opened to be looked at.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use ack_kubeconfig::ui::Options;
use egui::accesskit::Role;
use egui::{HoveredFile, Key, Modifiers};

use crate::support::{Service, Window, options};

/// A kubeconfig that would run a program, if anyone let it.
const FILE: &str = "kind: Config
current-context: theirs
clusters: [{name: k, cluster: {server: 'https://192.0.2.7:6443'}}]
users: [{name: u, user: {exec: {command: /bin/sh, args: [-c, 'touch ran']}}}]
contexts: [{name: theirs, context: {cluster: k, user: u}}]
";

#[derive(Debug)]
struct Dropped(PathBuf);

impl egui::DroppedFile for Dropped {
    fn path(&self) -> &Path {
        &self.0
    }

    fn bytes(&self) -> Result<Vec<u8>, String> {
        Err("the window must not read it by itself".to_owned())
    }
}

pub(crate) fn drop_file(window: &mut Window, path: &Path) {
    window.harness.input_mut().dropped_files.push(Arc::new(Dropped(path.to_owned())));
    window.harness.step();
}

fn written(folder: &tempfile::TempDir, text: &str) -> PathBuf {
    let path = folder.path().join("theirs.yaml");
    fs::write(&path, text).unwrap();
    path
}

#[test]
fn a_dropped_file_is_shown_as_one_and_what_was_there_comes_back() {
    let folder = tempfile::tempdir().unwrap();
    let path = written(&folder, FILE);
    let service = Service::start();
    let mut window = Window::open(service.options());
    window.get(&service.id("prod-payments"));
    drop_file(&mut window, &path);
    window.until_seen("opened from a file, not fetched");
    window.step();
    assert!(window.sees("theirs.yaml") && window.sees("https://192.0.2.7:6443"));
    assert!(window.sees("Looking at") && !window.sees("Retrieved in"), "{}", window.tree());
    assert!(window.sees("/bin/sh"), "what to beware of is told");
    assert!(!window.has(Role::Tab, "Request"), "nothing was sent for it");
    assert!(!window.has(Role::Button, "Save as…"), "it is a file already");
    assert_eq!(window.document(), FILE);

    window.click(Role::Tab, "Overview");
    assert!(window.sees("Where it goes"));
    window.key(Modifiers::COMMAND, Key::Num4);
    assert!(window.sees("Where it goes"), "there is no fourth view");
    window.key(Modifiers::NONE, Key::Escape);
    assert!(window.sees("Retrieved in") && window.sees("endpoint public"), "{}", window.tree());
    assert!(window.document().contains(&service.id("prod-payments")));
    assert_eq!(fs::read_to_string(&path).unwrap(), FILE);
}

#[test]
fn a_file_is_chosen_by_a_dialog_without_any_account() {
    let folder = tempfile::tempdir().unwrap();
    let path = written(&folder, FILE);
    let open_dialog = Arc::new(move |_: &str, _: Option<&eframe::Frame>| {
        let path = path.clone();
        let chosen: ack_kubeconfig::worker::protocol::PathChoice =
            Box::pin(async move { Some(path) });
        chosen
    });
    let mut window = Window::open(Options { open_dialog, ..options() });
    window.press("Open a file…");
    window.until_seen("opened from a file, not fetched");
    window.press("Close the file");
    assert!(!window.sees("opened from a file"));
    window.key(Modifiers::COMMAND, Key::O);
    window.until_seen("opened from a file, not fetched");
}

/// A credential for years, which the service would exchange if it had been asked for this one.
#[test]
fn nobody_is_asked_for_another_credential_than_that_of_a_file() {
    let folder = tempfile::tempdir().unwrap();
    let path = written(&folder, include_str!("../../data/demo.kubeconfig"));
    let mut window = Window::open(options());
    drop_file(&mut window, &path);
    window.until_seen("opened from a file, not fetched");
    window.click(Role::Tab, "Overview");
    assert!(window.sees("long-lived"), "{}", window.tree());
    assert!(!window.sees("Get one for"), "{}", window.tree());
}

#[test]
fn nothing_in_a_file_is_run_before_the_user_allows_it() {
    let folder = tempfile::tempdir().unwrap();
    let text = FILE.replace("touch ran", &format!("touch {}/ran", folder.path().display()));
    let path = written(&folder, &text);
    let mut window = Window::open(options());
    drop_file(&mut window, &path);
    window.until_seen("opened from a file, not fetched");
    window.press("Test connection");
    window.until_seen("Run it and test");
    assert!(!folder.path().join("ran").exists());
}

#[test]
fn what_cannot_be_looked_at_is_told_and_changes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    fs::File::create(at("large")).unwrap().set_len(64 * 1024 * 1024).unwrap();
    fs::write(at("latin"), b"caf\xe9").unwrap();
    let service = Service::start();
    let mut window = Window::open(service.options());
    window.get(&service.id("prod-payments"));
    for (name, told) in [
        ("large", "large is larger than 4 MB"),
        ("latin", "latin is not text"),
        ("missing", "missing is not there"),
        ("", "is not a file"),
    ] {
        drop_file(&mut window, &at(name));
        window.until_seen(told);
        assert!(window.sees("endpoint public"), "what was there stays");
    }
}

#[test]
fn a_file_that_is_no_kubeconfig_is_shown_on_demand() {
    let folder = tempfile::tempdir().unwrap();
    let bomb = "a: &a [x,x,x]\nb: &b [*a,*a,*a]\n".to_owned() + &"- [".repeat(200);
    let path = written(&folder, &bomb);
    let mut window = Window::open(options());
    drop_file(&mut window, &path);
    window.until_seen("This is not a kubeconfig");
    assert!(window.sees("Nothing of it was run") && !window.sees("The service answered"));
    window.press("Show it as it came");
    assert_eq!(window.document(), bomb);
}

#[test]
fn what_is_asked_for_takes_the_place_of_the_file() {
    let folder = tempfile::tempdir().unwrap();
    let path = written(&folder, FILE);
    let service = Service::start();
    let mut window = Window::open(service.options());
    drop_file(&mut window, &path);
    window.until_seen("opened from a file, not fetched");
    window.ask(&service.id("staging"));
    window.until_seen("Retrieved in");
    assert!(!window.sees("opened from a file"));
}

#[test]
fn a_file_held_over_the_window_is_told_where_to_drop_and_not_over_a_dialog() {
    let folder = tempfile::tempdir().unwrap();
    let path = written(&folder, FILE);
    let mut window = Window::open(options());
    let hovered = HoveredFile { path: Some(path.clone()), ..HoveredFile::default() };
    window.harness.input_mut().hovered_files.push(hovered);
    window.step();
    assert!(window.painted().contains("Drop it to look at it"));
    window.key(Modifiers::COMMAND, Key::K);
    assert!(!window.painted().contains("Drop it to look at it"));
    window.harness.input_mut().hovered_files.clear();
    drop_file(&mut window, &path);
    window.key(Modifiers::NONE, Key::Escape);
    assert!(!window.sees("opened from a file"));
}
