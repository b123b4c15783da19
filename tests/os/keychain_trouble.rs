//! No Secret Service, a locked one, and one that does not answer.

use std::fs;

use rustix::process::Signal;

use crate::session::Session;

const EVERYTHING: [&str; 4] = ["list", "keep work TheSecret", "remove work", "read work"];

#[test]
fn without_a_service_everything_says_so_and_nothing_is_written_in_its_place() {
    for session in [Session::new(), Session::with_bus()] {
        assert_eq!(
            session.do_all(&EVERYTHING),
            [
                "not listed: NoService",
                "not done: NoService, not listed: NoService",
                "not done: NoService, not listed: NoService",
                "NoService",
            ]
        );
        assert_eq!(session.files(), []);
    }
}

#[test]
fn a_locked_keyring_that_nobody_unlocks_keeps_its_own() {
    let session = Session::with_keyring();
    session.do_all(&["keep work TheSecret"]);
    session.lock_keyring();
    let locked = "not done: Locked, not listed: Locked";
    assert_eq!(
        session.do_all(&["list", "keep home Other", "rename work office", "read work"]),
        ["not listed: Locked", locked, locked, "Locked"]
    );
}

#[test]
fn a_locked_keyring_with_nothing_of_ours_is_not_asked_to_be_unlocked() {
    let session = Session::with_keyring();
    session.lock_keyring();
    assert_eq!(session.do_all(&["list"]), ["listed:"]);
    assert_eq!(
        session.do_all(&["keep work TheSecret", "list"]),
        ["not done: Locked, listed:", "listed:"]
    );
}

#[test]
fn a_service_that_starts_anew_is_found_again() {
    let mut session = Session::with_keyring();
    let deeds = ["keep work TheSecret", "wait for gone", "list", "wait for back", "list"];
    let mut doer = session.begin(&deeds);
    assert_eq!(doer.next(), "done, listed: work");
    session.end_keyring();
    fs::write(session.home().join("gone"), "").unwrap();
    assert_eq!([doer.next(), doer.next()], ["there", "not listed: NoService"]);
    session.start_keyring(&["--unlock"]);
    fs::write(session.home().join("back"), "").unwrap();
    assert_eq!([doer.next(), doer.next()], ["there", "listed: work"]);
    doer.end();
}

#[test]
fn a_service_that_hangs_holds_nothing_else_up_and_its_late_answer_counts() {
    let session = Session::with_keyring();
    session.do_all(&["keep work TheSecret"]);
    session.signal_keyring(Signal::STOP);
    let mut doer = session.begin(&["ask for the list", "discover", "await", "await"]);
    assert_eq!([doer.next(), doer.next()], ["asked", "looking"]);
    // The list was asked for first, and is still awaited.
    assert_eq!(doer.next(), "discovered");
    session.signal_keyring(Signal::CONT);
    assert_eq!(doer.next(), "listed: work");
    doer.end();
}

#[test]
fn a_service_that_hangs_does_not_keep_the_program_from_ending() {
    let session = Session::with_keyring();
    session.signal_keyring(Signal::STOP);
    let mut doer = session.begin(&["ask for the list", "discover", "await"]);
    assert_eq!([doer.next(), doer.next(), doer.next()], ["asked", "looking", "discovered"]);
    doer.end();
    session.signal_keyring(Signal::CONT);
}
