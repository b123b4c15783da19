//! The history of what was done, in English.

use crate::core::history::{By, Entry, Outcome, What, Why};
use crate::text::history::{DiagnosticsWords, HistoryWords};

pub(super) const HISTORY: HistoryWords = HistoryWords {
    heading: "History",
    filter: "Filter by cluster, file, result or request ID",
    heads: ["WHEN", "WHAT", "CLUSTER", "RESULT", "REQUEST ID"],
    what,
    by: |by| match by {
        By::Window => "window",
        By::CommandLine => "command line",
    },
    result: |result| match result {
        Outcome::Done => "done",
        Outcome::Failed => "failed",
        Outcome::Cancelled => "cancelled",
    },
    why,
    contexts,
    copy_id: |id| format!("Copy the request ID {id}"),
    copied: "The request ID is on the clipboard",
    pick: |id| format!("Fill in the cluster ID {id} again"),
    pick_again: "Fill in",
    keep: "Keep a history",
    kept: |most, file| {
        format!(
            "The last {most} requests and changes of files, in {file}, for your eyes only. No \
             keys, and nothing of the kubeconfigs."
        )
    },
    off: "Nothing is kept, and the log holds no more than warnings. What is here already stays \
          until you clear it.",
    not_of_demo: " What the demo account is asked is not kept.",
    clear: "Clear…",
    clear_question: |count| match count {
        1 => "Remove the one entry for good?".to_owned(),
        count => format!("Remove all {count} entries for good?"),
    },
    clear_now: "Remove",
    leave: "Keep them",
    cleared: "The history is empty now",
    none: "The history is empty.",
    no_match: "No entry matches.",
    damaged: |aside| format!("The history was damaged. It is kept as {aside} and was begun anew."),
    trouble: |why| format!("The history could not be used: {why}"),
    no_place: "there is no home folder to keep a history in",
    close: "Back",
    table_heads: [
        "WHEN",
        "WHAT",
        "CLUSTER",
        "ID",
        "ENDPOINT",
        "RESULT",
        "BY",
        "FILE",
        "REQUEST ID",
    ],
};

pub(super) const DIAGNOSTICS: DiagnosticsWords = DiagnosticsWords {
    copy: "Copy diagnostics",
    meaning: "Versions, settings, where files are, the last failures and the end of the log, for a \
              report of a fault. It names hosts, cluster IDs and files; no keys, no kubeconfigs. \
              Account and AccessKey IDs are masked.",
    copied: "The diagnostics are on the clipboard",
};

fn what(what: What) -> &'static str {
    match what {
        What::Get => "Get kubeconfig",
        What::GetToRenew => "Get, to renew",
        What::Credential => "Key for kubectl",
        What::Save => "Save",
        What::Merge => "Merge",
        What::Renew => "Renew in file",
        What::Remove => "Remove",
        What::Rename => "Rename",
        What::Use => "Put in use",
        What::Restore => "Restore",
        What::Undo => "Undo",
        What::MakePrivate => "Make private",
        What::BreakLock => "Break lock",
        What::Unknown => "Something newer",
    }
}

fn why(why: Why) -> &'static str {
    match why {
        Why::Refused => "refused",
        Why::NotTheService => "something else answered",
        Why::NotAKubeconfig => "no kubeconfig came",
        Why::NoKey => "no credentials",
        Why::NoSuchHost => "unknown host",
        Why::NoConnection => "no connection",
        Why::Broken => "connection broke",
        Why::Timeout => "no answer in time",
        Why::Exists => "file exists",
        Why::NotAllowed => "not allowed",
        Why::DiskFull => "disk full",
        Why::Locked => "locked",
        Why::Changed => "changed by others",
        Why::NotEditable => "not safe to edit",
        Why::NothingToUndo => "nothing to undo",
        Why::NotWritten => "not written",
        Why::Other => "failed",
    }
}

fn contexts(entry: &Entry) -> String {
    match (entry.contexts.as_slice(), entry.more_contexts) {
        ([from, to], 0) if entry.what == What::Rename => format!("{from} to {to}"),
        (named, 0) => named.join(", "),
        (named, more) => format!("{} and {more} more", named.join(", ")),
    }
}
