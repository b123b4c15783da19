//! A program that a desktop started without what the shell's own files set.

use std::fs;

use crate::session::Session;

/// Signs in by a program that is nowhere, and so tells where it was looked for.
const LOOK_FOR_IT: &str = "sign in 'program give-key-that-is-nowhere'";

/// A session whose login shell sets these.
fn session(set: &str) -> Session {
    let mut session = Session::new();
    let path = "export PATH=/opt/tools:$PATH\n";
    fs::write(session.home().join(".bash_profile"), format!("{path}{set}")).unwrap();
    session.set("SHELL", "/bin/bash");
    session
}

#[test]
fn what_the_login_shell_brings_is_told_after_what_was_there_at_once() {
    let session = session("export ALIBABA_CLOUD_ACCESS_KEY_ID=LTAI\n");
    let told = session.do_all(&["discover", "await", "await", LOOK_FOR_IT, "await"]);
    assert_eq!(told[..3], ["looking", "discovered", "discovered by the shell"]);
    assert!(told[4].contains("NotFound"), "{}", told[4]);
    assert!(told[4].contains("path: \"/opt/tools:/usr/"), "{}", told[4]);
}

#[test]
fn a_key_of_the_programs_own_variables_stays_but_the_path_is_the_shells() {
    let mut session = session("export ALIBABA_CLOUD_ACCESS_KEY_ID=LTAI\n");
    session.set("ALICLOUD_ACCESS_KEY", "LTAI-of-the-desktop");
    let until = "look for a program until /opt/tools";
    let told = session.do_all(&["discover", "await", until, "change a file", "await"]);
    assert_eq!(told, ["looking", "discovered", "looked through", "changed", "discovered"]);
}

#[test]
fn a_program_that_a_shell_started_asks_none() {
    let mut session = session("touch ~/asked\nsleep 600\n");
    session.set("SHLVL", "1");
    // What is asked after the shell comes after the shell has been given up.
    session.do_all(&["discover", "await", "change a file", "await"]);
    assert!(!session.home().join("asked").exists());
}

#[test]
fn a_shell_that_never_ends_holds_nothing_up() {
    let session = session("echo $$ > ~/number; sleep 600\n");
    let mut doer = session.begin(&["discover", "await", LOOK_FOR_IT, "await"]);
    assert_eq!([doer.next(), doer.next()], ["looking", "discovered"]);
    assert_eq!(doer.next(), "signing in");
    assert!(doer.next().contains("NotFound"));
    // The child goes at once, and its shell with it.
    doer.end();
}
