//! The user's kubeconfig files, in English.

use std::path::Path;

use crate::core::kubeconfig::contexts::{Problem, SignsIn};
use crate::core::kubeconfig::edit::EditError;
use crate::core::kubeconfig::merge::{IncomingError, PlanError};
use crate::core::kubeconfig::summary::printable;
use crate::io::kubeconfig_file::trouble::{
    Act, BreakError, ChooseError, FileTrouble, Holder, LockError, ReadError, TightenError,
    WriteError,
};
use crate::text::Notice;
use crate::text::landing::LandingWords;

pub(super) const LANDING: LandingWords = LandingWords {
    trouble,
    problem,
    signs_in,
    loose: |mode| format!("others may read it (mode {mode:04o}); it holds private keys"),
    locked: |lock, age| {
        let since = age.map(|age| format!(", made {age}")).unwrap_or_default();
        format!("another program has the lock {lock}{since}")
    },
    gap: "…",
    masked: |private_key, bytes| {
        let what = if private_key { "private key" } else { "secret" };
        bytes.map_or_else(|| format!("‹{what}›"), |bytes| format!("‹{what}, {bytes} bytes›"))
    },
    shortened: |bytes| format!("… ({bytes} bytes)"),
    unchanged: |file| format!("nothing to change in {file}"),
    landed: |act, contexts, file| {
        let contexts = names(contexts);
        match act {
            Act::Merge => format!("merged {contexts} into {file}"),
            Act::Renew => format!("renewed {contexts} in {file}"),
            Act::Remove => format!("removed {contexts} from {file}"),
            Act::Rename => format!("renamed {contexts} in {file}"),
            Act::Switch => format!("{contexts} is in use in {file}"),
            Act::Restore => format!("restored {file} as it was"),
        }
    },
    undo_hint: |kept| match kept {
        Some(file) => {
            format!("the old text is kept in {file}; `ack-kubeconfig undo` restores it")
        }
        None => "the file is new; `ack-kubeconfig undo` removes it".to_owned(),
    },
    undone: |act, contexts, file, when| {
        format!("undid {} of {} in {file}, done {when}", noun(act), names(contexts))
    },
    file_removed: "The file was new then, and is removed.",
    undo_refused: |file| {
        format!(
            "{file} was changed since the last write, so nothing was undone. Undoing would do this:"
        )
    },
    planned_anew: "the file was changed meanwhile; the change was planned anew",
    never_still: "the file is being changed again and again. Nothing was written; try later.",
    left_out: |cluster, why| format!("{cluster} is left out: {why}"),
    renamed: |name, wanted| {
        format!("there is another context called {wanted}; the new one is called {name}")
    },
    switched: |name| format!("the context in use is now {name}"),
    none_in_use: "no context is in use now",
    no_names: |why| format!("the clusters cannot be listed ({why}), so their IDs stand for names"),
    no_exec: "--exec comes in a later version. Leave it out to merge the credentials themselves.",
    switch_one: "--switch needs one cluster: of several, none can be told to be meant",
    no_context: |name| format!("there is no context called {name}"),
    not_of_ack: |name| format!("the context {name} is not known to be of an ACK cluster"),
    other_identity: |context, was, is| {
        format!("the context {context} was the identity {was}'s, and becomes {is}'s")
    },
    none_to_renew: "no context has to be renewed",
    no_contexts: "there are no contexts",
    heads: [
        "", "CONTEXT", "CLUSTER", "REGION", "ENDPOINT", "IDENTITY", "EXPIRES", "FILE", "SERVER",
    ],
    ended: |date| format!("{date}, ended"),
    ends: |date, days| match days {
        0 => format!("{date}, today"),
        1 => format!("{date}, 1 day"),
        days => format!("{date}, {days} days"),
    },
};

fn names(contexts: &[String]) -> String {
    match contexts {
        [one] => printable(one),
        several => format!(
            "{} contexts ({})",
            several.len(),
            several.iter().map(|name| printable(name)).collect::<Vec<_>>().join(", ")
        ),
    }
}

fn noun(act: Act) -> &'static str {
    match act {
        Act::Merge => "the merge",
        Act::Renew => "the renewal",
        Act::Remove => "the removal",
        Act::Rename => "the renaming",
        Act::Switch => "the switch",
        Act::Restore => "the restoring",
    }
}

/// What happened and what to do; that nothing was lost is the same with all.
fn trouble(trouble: &FileTrouble) -> Notice {
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
            let why: Vec<String> = concerns.iter().map(super::concern).collect();
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

fn problem(problem: &Problem) -> String {
    match problem {
        Problem::CurrentMissing(name) => {
            format!("the context in use, {}, is not there", printable(name))
        }
        Problem::Dangling { context, list, name } => {
            let (context, name) = (printable(context), printable(name));
            format!("the context {context} names the {list} {name}, which is not there")
        }
        Problem::Duplicate { list, name } => {
            format!("two {list} entries are called {}: kubectl refuses the file", printable(name))
        }
        Problem::UnreadableCertificate { user } => {
            format!("the certificate of the user {} cannot be read", printable(user))
        }
        Problem::SharedByClusters { list, name, contexts } => {
            let contexts: Vec<String> = contexts.iter().map(|name| printable(name)).collect();
            format!(
                "the contexts {} are of different clusters and share the {list} {}: all but one \
                 go wrong",
                contexts.join(", "),
                printable(name)
            )
        }
        Problem::Unused { list, name } => {
            format!("no context uses the {list} {}", printable(name))
        }
    }
}

fn signs_in(signs_in: &SignsIn) -> String {
    match signs_in {
        SignsIn::Certificate => "certificate".to_owned(),
        SignsIn::UnreadableCertificate => "unreadable certificate".to_owned(),
        SignsIn::Token => "token".to_owned(),
        SignsIn::Program(command) => format!("program {}", printable(command)),
        SignsIn::Plugin(name) => format!("plugin {}", printable(name)),
        SignsIn::Password => "password".to_owned(),
        SignsIn::File(path) => format!("file {}", printable(path)),
        SignsIn::Nothing => "nothing".to_owned(),
    }
}
