//! Notes on the desktop about a context in use that is about to end, as a desktop's own service is
//! given them by the program in its window.

use std::fs;
use std::path::{Path, PathBuf};

use ack_kubeconfig::worker;
use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use jiff::SignedDuration;
use serde::Deserialize;

use crate::desktop::{Desktop, wait_for};
use crate::program::Program;

const NOTIFIER: &str = include_str!("notifier.py");

/// What the service was given to show.
#[derive(Debug, Deserialize, PartialEq)]
struct Note {
    program: String,
    icon: String,
    title: String,
    body: String,
    entry: String,
}

/// Everything that the service was given so far.
fn notes(file: &Path) -> Vec<Note> {
    let text = fs::read_to_string(file).unwrap_or_default();
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// A desktop with a service for notes, and the file of what it was given.
fn desktop_with_notes() -> (Desktop, PathBuf) {
    let mut desktop = Desktop::start();
    let file = desktop.home().with_file_name("notes");
    desktop.serve("/usr/bin/python3", &["-c", NOTIFIER, file.to_str().unwrap()]);
    (desktop, file)
}

/// A kubeconfig whose only context, one of ACK's, is in use and ends so far from now.
fn kubeconfig(context: &str, left: SignedDuration) -> String {
    let end = (worker::now() + left).as_second();
    let part = |text: &str| BASE64_URL_SAFE_NO_PAD.encode(text);
    let token =
        [part(r#"{"alg":"none"}"#), part(&format!(r#"{{"exp":{end}}}"#)), part("x")].join(".");
    format!(
        "apiVersion: v1\nkind: Config\ncurrent-context: {context}\nclusters:\n- name: c\n  cluster: \
         {{server: \"https://127.0.0.1:8443\"}}\nusers:\n- name: u\n  user: {{token: {token}}}\n\
         contexts:\n- name: {context}\n  context:\n    cluster: c\n    user: u\n    extensions:\n    \
         - name: ack-kubeconfig\n      extension: {{cluster-id: c5b5e80b0b64a4bf6939d2d8fbbc5a1f7, \
         region: cn-hangzhou, endpoint: public}}\n"
    )
}

/// Writes a file of the user's.
fn write(file: &Path, text: &str) {
    fs::create_dir_all(file.parent().unwrap()).unwrap();
    fs::write(file, text).unwrap();
}

fn is_kept(settings: &Path, what: &str) -> bool {
    fs::read_to_string(settings).is_ok_and(|text| text.contains(what))
}

#[test]
fn whoever_wants_it_is_told_once_of_each_end_also_by_a_minimised_window() {
    let (desktop, shown) = desktop_with_notes();
    let config = desktop.home().join(".kube/config");
    let settings = desktop.home().join(".config/ack-kubeconfig/settings.yaml");
    let hours = SignedDuration::from_hours;
    write(&config, &kubeconfig("prod", hours(50)));

    // Nobody asked for it.
    let program = Program::start(&desktop, &["--demo"], &[]);
    program.wait_for_name("toggle button", "My contexts 1, 1 expiring");
    program.close();
    assert!(is_kept(&settings, "notes: false"));
    assert_eq!(notes(&shown), []);

    // Switched on, it tells at once of what is due, and of that only once.
    let text = fs::read_to_string(&settings).unwrap();
    fs::write(&settings, text.replace("notes: false", "notes: true")).unwrap();
    let program = Program::start(&desktop, &["--demo"], &[]);
    wait_for("the first note", || (notes(&shown).len() == 1).then_some(()));
    let note = notes(&shown).pop().unwrap();
    assert_eq!((note.program.as_str(), note.icon.as_str()), ("ACK Kubeconfig", "ack-kubeconfig"));
    assert_eq!(
        (note.entry.as_str(), note.title.as_str()),
        ("ack-kubeconfig", "prod ends in 2 days")
    );
    assert!(note.body.starts_with("In use in ~/.kube/config, and good until "), "{note:?}");
    assert!(note.body.ends_with("Renew it under My contexts."), "{note:?}");
    wait_for("the settings", || is_kept(&settings, "context: prod").then_some(()));
    program.close();

    // At the next start of that one no more; of another's end it is told while nobody looks. Its
    // name is no markup.
    let program = Program::start(&desktop, &["--demo"], &[]);
    program.wait_for_name("toggle button", "My contexts 1, 1 expiring");
    program.minimise();
    write(&config, &kubeconfig("<b>staging</b>", hours(-3)));
    wait_for("the second note", || (notes(&shown).len() > 1).then_some(()));
    wait_for("the settings", || is_kept(&settings, "staging").then_some(()));
    let all = notes(&shown);
    assert_eq!(all.len(), 2, "{all:#?}");
    assert_eq!(all[1].title, "<b>staging</b> ended 3 hours ago");
    assert!(all[1].body.contains("and refused since "), "{:?}", all[1]);

    // Nothing happens but that time passes, until the end is a week away.
    write(&config, &kubeconfig("edge", hours(7 * 24) + SignedDuration::from_secs(5)));
    wait_for("the third note", || (notes(&shown).len() > 2).then_some(()));
    assert_eq!(notes(&shown)[2].title, "edge ends in 7 days");
    program.activate();
    program.close();
    assert_eq!(notes(&shown).len(), 3);
}
