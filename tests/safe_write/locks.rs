//! The lock: waited for, shown, broken when told, and honoured by a real kubectl.

use std::cell::Cell;
use std::fs;
use std::os::unix::fs::{OpenOptionsExt as _, symlink};
use std::time::Duration;

use ack_kubeconfig::io::kubeconfig_file::{
    BreakError, CommitError, Holder, LockError, Patience, SeenLock, break_lock, lock_on,
};

use crate::home::{Home, IMPATIENCE, PATIENCE};
use crate::others::set_context;

/// As kubectl makes it.
fn lock_as_kubectl(home: &Home) {
    let mut options = fs::OpenOptions::new();
    options.write(true).create_new(true).mode(0o000).open(home.at("kube/config.lock")).unwrap();
}

fn held(home: &Home) -> SeenLock {
    match home.commit_from(&home.stamp(), "new\n", &IMPATIENCE).unwrap_err() {
        CommitError::Lock(LockError::Held(seen)) => seen,
        error => panic!("{error:?}"),
    }
}

#[test]
fn a_lock_that_another_program_left_is_shown_and_broken_only_when_told() {
    let home = Home::with("old\n");
    lock_as_kubectl(&home);
    let seen = held(&home);
    assert_eq!((&seen.path, seen.holder), (&home.at("kube/config.lock"), Holder::Unknown));
    assert!(seen.since.is_some() && seen.owner.is_some());
    assert_eq!(lock_on(&home.config()).unwrap().as_ref(), Some(&seen));
    assert_eq!((home.text().as_str(), home.list()), ("old\n", vec![]));
    break_lock(&seen).unwrap();
    home.commit("new\n").unwrap();
    assert_eq!((home.text().as_str(), home.names()), ("new\n", vec!["config".into()]));
}

#[test]
fn only_the_lock_that_was_shown_is_broken() {
    let home = Home::with("old\n");
    lock_as_kubectl(&home);
    let seen = held(&home);
    fs::rename(&seen.path, home.at("kube/first")).unwrap();
    lock_as_kubectl(&home);
    assert!(matches!(break_lock(&seen), Err(BreakError::Another)));
    assert!(seen.path.exists());
    fs::remove_file(&seen.path).unwrap();
    assert!(matches!(break_lock(&seen), Err(BreakError::Another)));
}

#[test]
fn a_folder_in_the_place_of_the_lock_is_a_lock() {
    let home = Home::with("old\n");
    fs::create_dir(home.at("kube/config.lock")).unwrap();
    break_lock(&held(&home)).unwrap();
    home.commit("new\n").unwrap();
}

#[test]
fn a_process_of_ours_that_is_at_work_is_named_and_not_interrupted() {
    let home = Home::with("old\n");
    let committed = home.commit("first\n").unwrap();
    let seen = held(&home);
    assert_eq!(seen.holder, Holder::ThisProgram(std::process::id()));
    assert!(matches!(break_lock(&seen), Err(BreakError::AtWork(_))));
    drop(committed);
    home.commit("new\n").unwrap();
}

#[test]
fn a_lock_is_waited_for_until_it_is_free_or_nobody_waits_any_more() {
    let home = Home::with("old\n");
    lock_as_kubectl(&home);
    // Asked for the third time, the other program is done.
    let asked = Cell::new(0);
    let freed = || {
        asked.set(asked.get() + 1);
        if asked.get() == 3 {
            fs::remove_file(home.at("kube/config.lock")).unwrap();
        }
        false
    };
    let patience = Patience { wait: Duration::from_mins(1), cancelled: &freed };
    home.commit_from(&home.stamp(), "new\n", &patience).unwrap();
    assert_eq!((home.text().as_str(), asked.get()), ("new\n", 3));

    lock_as_kubectl(&home);
    let patience = Patience { cancelled: &|| true, ..PATIENCE };
    let error = home.commit_from(&home.stamp(), "newer\n", &patience).unwrap_err();
    assert!(matches!(error, CommitError::Lock(LockError::Cancelled)), "{error:?}");
    assert_eq!(home.text(), "new\n");
}

#[test]
fn kubectl_is_kept_out_by_every_name_of_the_file_and_let_in_again() {
    let home = Home::with("");
    fs::create_dir(home.at("dotfiles")).unwrap();
    fs::rename(home.config(), home.at("dotfiles/real")).unwrap();
    symlink("../dotfiles/real", home.at("kube/link")).unwrap();
    symlink("link", home.config()).unwrap();
    let committed = home.commit("apiVersion: v1\nkind: Config\n").unwrap();
    let names = ["kube/config", "kube/link", "dotfiles/real"];
    for name in names {
        let said = set_context(&home.at(name), "theirs").unwrap_err();
        assert!(said.contains(".lock: file exists"), "{name}: {said}");
    }
    drop(committed);
    for name in names {
        set_context(&home.at(name), "theirs").unwrap();
    }
}
