//! Notes on the desktop, over a message bus of the test's own.

use std::fs;

use ack_kubeconfig::core::session::NoNotes;
use ack_kubeconfig::io::notes::{Desktop, Note};

use crate::session::Session;

const NOTIFIER: &str = include_str!("../window/notifier.py");

fn note() -> Note {
    Note { title: "prod ends".to_owned(), body: "In use in ~/a & <b>, “生产”.".to_owned() }
}

#[test]
fn a_note_is_shown_as_it_is_written_and_markup_in_it_is_none() {
    let mut session = Session::with_bus();
    let file = session.home().join("notes");
    let mut notifier = session.command("/usr/bin/python3");
    notifier.args(["-c", NOTIFIER]).arg(&file);
    assert_eq!(session.serve(notifier), "ready");
    let desktop = Desktop::at_bus(session.bus());
    assert_eq!(desktop.ask(), Ok(()));
    assert_eq!(desktop.show(&note()), Ok(()));
    let shown = fs::read_to_string(file).unwrap();
    let shown: serde_json::Value = serde_json::from_str(&shown).unwrap();
    assert_eq!(shown["title"], "prod ends");
    assert_eq!(shown["body"], "In use in ~/a &amp; &lt;b&gt;, “生产”.");
}

#[test]
fn a_bus_on_which_nobody_shows_notes_and_one_that_is_not_there_are_told_apart() {
    let mut session = Session::with_bus();
    let desktop = Desktop::at_bus(session.bus());
    assert_eq!(desktop.ask(), Err(NoNotes::NoService));
    assert_eq!(desktop.show(&note()), Err(NoNotes::NoService));
    // Whoever comes later is found.
    let file = session.home().join("notes");
    let mut notifier = session.command("/usr/bin/python3");
    notifier.args(["-c", NOTIFIER]).arg(&file);
    session.serve(notifier);
    assert_eq!(desktop.show(&note()), Ok(()));
    let nowhere = Desktop::at_bus("unix:path=/nonexistent");
    assert_eq!(nowhere.ask(), Err(NoNotes::NoBus));
    assert_eq!(nowhere.show(&note()), Err(NoNotes::NoBus));
}
