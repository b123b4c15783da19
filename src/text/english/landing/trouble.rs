//! Why a kubeconfig file was left as it is, and what to do, in English.

use std::path::Path;

use crate::core::kubeconfig::edit::EditError;
use crate::core::kubeconfig::merge::{IncomingError, PlanError};
use crate::core::printable::printable;
use crate::io::kubeconfig_file::trouble::{
    BreakError, ChooseError, FileTrouble, Holder, LockError, ReadError, TightenError, WriteError,
};
use crate::text::Notice;
use crate::text::english::concern;

/// What happened and what to do; that nothing was lost is the same with all.
pub(super) fn trouble(trouble: &FileTrouble) -> Notice {
    let (title, next) = match trouble {
        FileTrouble::Choose(error) => choose(*error),
        FileTrouble::Read(error) => read(error),
        FileTrouble::Incoming(cluster, error) => incoming(cluster.as_str(), error),
        FileTrouble::Plan(error) => plan(error),
        FileTrouble::Edit(error) => edit(error),
        FileTrouble::Lock(error) => lock(error),
        FileTrouble::Write(error) => write(error),
        FileTrouble::TooLarge => (
            "The file would become larger than 64 MB".to_owned(),
            "Remove contexts that you do not use.".to_owned(),
        ),
        FileTrouble::Changed => (
            "Somebody else changed the file meanwhile".to_owned(),
            "Look at the difference, then try again.".to_owned(),
        ),
        FileTrouble::NothingToUndo => (
            "There is nothing to undo".to_owned(),
            "This program has not changed this file, or all of it is undone.".to_owned(),
        ),
        FileTrouble::NoBackups => (
            "There is no place for the backup".to_owned(),
            "Set HOME or XDG_STATE_HOME: without a backup nothing is written.".to_owned(),
        ),
        FileTrouble::NoPlan => (
            "The change was not planned".to_owned(),
            "Look at the difference, then try again.".to_owned(),
        ),
        FileTrouble::Break(error) => broken_lock(error),
        FileTrouble::Tighten(error) => match error {
            TightenError::Read(error) => read(error),
            TightenError::Refused(error) => (
                format!("The file's mode cannot be changed: {error}"),
                "Its owner can do it: chmod 600.".to_owned(),
            ),
        },
    };
    Notice { title, meaning: "The file is as it was.".to_owned(), next }
}

fn shown(path: &Path) -> String {
    printable(&path.display().to_string())
}

fn choose(error: ChooseError) -> (String, String) {
    let next = "Name a file with --kubeconfig, or set KUBECONFIG.".to_owned();
    let title = match error {
        ChooseError::NoHome => "There is no home folder to hold .kube/config",
        ChooseError::EmptyList => "KUBECONFIG is set, and names no file",
    };
    (title.to_owned(), next)
}

/// Why a file cannot be read.
pub(in crate::text::english) fn unreadable(error: &ReadError) -> String {
    read(error).0
}

fn read(error: &ReadError) -> (String, String) {
    let (title, next) = match error {
        ReadError::NotAFile(path) => (format!("{} is not a file", shown(path)), "Choose a file."),
        ReadError::LinkLoop(path) => {
            (format!("{} leads only to other links", shown(path)), "Mend the links.")
        }
        ReadError::TooLarge(path) => {
            (format!("{} is larger than 64 MB", shown(path)), "A kubeconfig is not that large.")
        }
        ReadError::NotText(path) => {
            (format!("{} is not text", shown(path)), "Restore it from a backup, or choose another.")
        }
        ReadError::NoPermission(path) => {
            (format!("You may not read {}", shown(path)), "Ask its owner, or choose another.")
        }
        ReadError::Read { path, source } => {
            (format!("{} cannot be read: {source}", shown(path)), "Try again.")
        }
    };
    (title, next.to_owned())
}

fn incoming(cluster: &str, error: &IncomingError) -> (String, String) {
    match error {
        IncomingError::NotAKubeconfig(why) => (
            format!("What came for {cluster} is no kubeconfig: {why}"),
            "Try again; see it with `ack-kubeconfig get`.".to_owned(),
        ),
        IncomingError::Concerns(concerns) => {
            let why: Vec<String> = concerns.iter().map(concern).collect();
            (
                format!("What came for {cluster} is not merged: {}", why.join(" ")),
                "Get it into a file of its own, and look at it.".to_owned(),
            )
        }
        IncomingError::Incomplete => (
            format!("What came for {cluster} has no server or no credentials"),
            "Try again; see it with `ack-kubeconfig get`.".to_owned(),
        ),
    }
}

fn plan(error: &PlanError) -> (String, String) {
    match error {
        PlanError::Edit(error) => edit(error),
        PlanError::Twice(cluster) => {
            (format!("The cluster {cluster} is given twice"), "Give it once.".to_owned())
        }
        PlanError::OtherCluster(name) => (
            format!("The context {} is for another cluster", printable(name)),
            "Choose another name.".to_owned(),
        ),
        PlanError::NameTwice(name) => (
            format!("Two contexts would be called {}", printable(name)),
            "Choose another name, or put {id} into the template.".to_owned(),
        ),
    }
}

fn edit(error: &EditError) -> (String, String) {
    let next = match error {
        EditError::NotFound { .. } => "See them with `ack-kubeconfig contexts`.",
        EditError::NameTaken { .. } => "Choose another name.",
        EditError::NoName => "Give it a name.",
        EditError::DuplicateName { .. } => "kubectl refuses the file as well: remove one of them.",
        EditError::RelativePath => "Make the path absolute, or copy the file it names by hand.",
        EditError::WouldChange { .. } => "This is a mistake of this program; please report it.",
        _ => "Mend the file by hand, or choose another with --kubeconfig.",
    };
    let what = printable(&error.to_string());
    (format!("The file cannot be edited safely: {what}"), next.to_owned())
}

fn lock(error: &LockError) -> (String, String) {
    match error {
        LockError::Held(seen) => {
            let next = match seen.holder {
                Holder::ThisProgram(_) => "Wait until it has ended, then try again.".to_owned(),
                Holder::Ended(_) | Holder::Unknown => format!(
                    "Try again. If no kubectl is running, it was left behind: remove {}.",
                    shown(&seen.path)
                ),
            };
            (format!("Another program has locked the file ({})", shown(&seen.path)), next)
        }
        LockError::Cancelled => ("Cancelled".to_owned(), "Nothing was written.".to_owned()),
        LockError::Refused(error) => write(error),
    }
}

fn write(error: &WriteError) -> (String, String) {
    let (title, next) = match error {
        WriteError::ReadOnly(path) => {
            (format!("{} is read-only", shown(path)), "Make it writable: chmod u+w.")
        }
        WriteError::NoFolder(path) => {
            (format!("The folder of {} does not exist", shown(path)), "Make the folder first.")
        }
        WriteError::NoPermission(path) => (
            format!("You may not write beside {}", shown(path)),
            "The folder has to be writable, since the file is replaced in one step.",
        ),
        WriteError::DiskFull(path) => {
            (format!("The disk is full, writing {}", shown(path)), "Make room, then try again.")
        }
        WriteError::MountPoint(path) => (
            format!("{} is a mount point and cannot be replaced", shown(path)),
            "Mount its folder instead, or choose another file.",
        ),
        WriteError::OwnerLost(path) => (
            format!("{} is another user's, and would become yours", shown(path)),
            "Let its owner do it, or choose another file.",
        ),
        WriteError::Failed { path, source } => {
            (format!("{} cannot be written: {source}", shown(path)), "Try again.")
        }
    };
    (title, next.to_owned())
}

fn broken_lock(error: &BreakError) -> (String, String) {
    match error {
        BreakError::Another => (
            "The lock is not the one that was shown".to_owned(),
            "Another program is at work: look again.".to_owned(),
        ),
        BreakError::AtWork(process) => (
            format!("Process {process} of this program is writing"),
            "Wait until it has ended.".to_owned(),
        ),
        BreakError::Refused(error) => {
            (format!("The lock cannot be removed: {error}"), "Its owner can remove it.".to_owned())
        }
    }
}
