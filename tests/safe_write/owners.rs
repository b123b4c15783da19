//! Owner and mode are kept, and what may not be written is refused.

use std::fs;
use std::os::unix::fs::{MetadataExt as _, chown};
use std::os::unix::process::CommandExt as _;
use std::process::Command;

use ack_kubeconfig::io::kubeconfig_file::{CommitError, ReadError, WriteError, read};

use crate::child::{outcome, prepared};
use crate::home::Home;

/// A user and a group that are not root's.
const NOBODY: u32 = 65534;

fn is_root() -> bool {
    fs::metadata("/proc/self").unwrap().uid() == 0
}

/// A write by a user whose rights are checked, to whom the folders belong.
fn by_a_common_user(home: &Home) -> Command {
    let program = home.at("program");
    // The build may stand where others may not look.
    fs::copy(std::env::current_exe().unwrap(), &program).unwrap();
    let mut command = prepared(Command::new(&program), "commit", home);
    if is_root() {
        for folder in [home.folder().to_owned(), home.at("kube")] {
            chown(folder, Some(NOBODY), Some(NOBODY)).unwrap();
        }
        command.uid(NOBODY).gid(NOBODY).current_dir(home.folder());
    }
    command
}

/// Gives a file to a user.
fn give(home: &Home, owner: u32) {
    let owner = format!("{owner}:{owner}");
    let program = if is_root() { "chown" } else { "sudo" };
    let arguments = if is_root() { vec![] } else { vec!["-n", "chown"] };
    let mut command = Command::new(program);
    let status = command.args(arguments).arg(owner).arg(home.config()).status().unwrap();
    assert!(status.success(), "a file can be given to another user by root or by sudo");
}

#[test]
fn the_mode_is_kept_and_told() {
    for mode in [0o600, 0o640, 0o644, 0o660, 0o700] {
        let home = Home::with("old\n");
        home.set_mode("kube/config", mode);
        let access = home.commit("new\n").unwrap().access.unwrap();
        assert_eq!((home.mode("kube/config"), access.mode), (mode, mode));
        assert_eq!(access.is_loose(), mode & 0o077 != 0);
        home.undo().unwrap();
        assert_eq!(home.mode("kube/config"), mode);
    }
}

#[test]
fn a_foreign_owner_is_kept_by_root() {
    let home = Home::with("old\n");
    if is_root() {
        give(&home, NOBODY);
    }
    home.set_mode("kube/config", 0o640);
    let before = fs::metadata(home.config()).unwrap();
    home.commit("new\n").unwrap();
    let after = fs::metadata(home.config()).unwrap();
    let access = |it: &fs::Metadata| (it.uid(), it.gid(), it.mode());
    assert_eq!(access(&after), access(&before));
    assert_ne!(after.ino(), before.ino());
}

#[test]
fn a_file_of_another_user_or_group_is_refused_rather_than_taken_over() {
    // A group without rights need not be kept; the owner must be all the same.
    for mode in [0o644, 0o604] {
        let home = Home::with("old\n");
        let mut child = by_a_common_user(&home);
        home.set_mode("kube/config", mode);
        give(&home, 0);
        let said = outcome(&mut child);
        assert!(said.starts_with("Err(Write(OwnerLost("), "{said}");
        assert_eq!((home.text().as_str(), home.names()), ("old\n", vec!["config".to_owned()]));
        assert_eq!((fs::metadata(home.config()).unwrap().uid(), home.list()), (0, vec![]));
    }
}

#[test]
fn a_folder_that_may_not_be_written_is_refused() {
    let home = Home::with("old\n");
    let mut child = by_a_common_user(&home);
    give(&home, fs::metadata(home.at("kube")).unwrap().uid());
    home.set_mode("kube", 0o555);
    let said = outcome(&mut child);
    assert!(said.contains("NoPermission("), "{said}");
    assert_eq!((home.text().as_str(), home.names()), ("old\n", vec!["config".to_owned()]));
    home.set_mode("kube", 0o700);
}

#[test]
fn a_read_only_file_is_refused() {
    let home = Home::with("old\n");
    home.set_mode("kube/config", 0o400);
    let error = home.commit("new\n").unwrap_err();
    assert!(matches!(error, CommitError::Write(WriteError::ReadOnly(_))), "{error:?}");
    assert_eq!((home.text().as_str(), home.names()), ("old\n", vec!["config".to_owned()]));
    assert_eq!(home.list(), []);
}

#[test]
fn a_pipe_or_a_folder_is_refused_and_nobody_waits_for_it() {
    let home = Home::new();
    let made = Command::new("mkfifo").arg(home.config()).status().unwrap();
    assert!(made.success());
    assert!(matches!(read(&home.config()), Err(ReadError::NotAFile(_))));
    assert!(matches!(read(&home.at("kube")), Err(ReadError::NotAFile(_))));
}
