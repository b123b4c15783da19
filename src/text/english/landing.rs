//! The user's kubeconfig files, in English.

mod trouble;

use crate::core::kubeconfig::contexts::{Problem, SignsIn};
use crate::core::printable::printable;
use crate::io::kubeconfig_file::trouble::Act;
use crate::text::landing::LandingWords;
pub(super) use trouble::unreadable;

use trouble::trouble;

pub(super) const LANDING: LandingWords = LandingWords {
    trouble,
    problem,
    signs_in,
    loose: |mode| format!("others may read it (mode {mode:04o}); it holds private keys"),
    locked: |lock, age, owner| {
        let since = age.map(|age| format!(", made {age}")).unwrap_or_default();
        let owner = owner.map(|owner| format!(", of the user {owner}")).unwrap_or_default();
        format!("another program has the lock {lock}{since}{owner}")
    },
    gap: "…",
    masked: |private_key, bytes| {
        let what = if private_key { "private key" } else { "secret" };
        bytes.map_or_else(|| format!("‹{what}›"), |bytes| format!("‹{what}, {bytes} bytes›"))
    },
    shortened: |bytes| format!("… ({bytes} bytes)"),
    unchanged: |file| format!("nothing to change in {file}"),
    landed: |act, contexts, file| {
        let contexts = about(act, contexts);
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
        format!("undid {} of {} in {file}, done {when}", noun(act), about(act, contexts))
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
    no_exec_of_demo: "--demo ends with this command, so kubectl could ask nobody afterwards. Run \
                      `ack-kubeconfig demo`, which prints how to point --endpoint at it.",
    asks_each_time: |name| {
        format!("{name} gets its key from a program each time: there is nothing to renew")
    },
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

/// The contexts that something was done with; of one that was renamed, both names.
fn about(act: Act, contexts: &[String]) -> String {
    match (act, contexts) {
        (Act::Rename, [from, to]) => format!("{} to {}", printable(from), printable(to)),
        _ => names(contexts),
    }
}

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
