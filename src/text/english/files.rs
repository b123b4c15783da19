//! Changes of the user's kubeconfig files in the window, in English.

use crate::core::kubeconfig::merge::{OnCollision, Outcome};
use crate::io::kubeconfig_file::trouble::Act;
use crate::text::files::FilesWords;

const REST_STAYS: &str = "Your comments, order and other entries stay byte for byte. A backup is \
                          kept, and Undo restores it.";

pub(super) const FILES: FilesWords = FilesWords {
    merge_into: |file| format!("Merge into {file}…"),
    merge_many: |count, file| format!("Merge {count} into {file}…"),
    heading: |act, file| match act {
        Act::Merge => format!("Merge into {file}"),
        Act::Renew => format!("Renew in {file}"),
        Act::Remove => format!("Remove from {file}"),
        Act::Rename => format!("Rename in {file}"),
        Act::Switch => format!("Put in use in {file}"),
        Act::Restore => format!("Restore {file}"),
    },
    summary: |added, renewed| {
        let contexts = |count: usize| match count {
            1 => "1 context".to_owned(),
            count => format!("{count} contexts"),
        };
        match (added, renewed) {
            (0, 0) => "Changes no context.".to_owned(),
            (added, 0) => format!("Adds {}.", contexts(added)),
            (0, renewed) => format!("Renews {}.", contexts(renewed)),
            (added, renewed) => format!("Adds {}, renews {renewed}.", contexts(added)),
        }
    },
    removes: |clusters, users, was_current| {
        let kinds = [("cluster", clusters), ("user", users)];
        let gone = kinds.into_iter().filter(|(_, names)| !names.is_empty());
        let gone: Vec<String> =
            gone.map(|(kind, names)| format!("the {kind} {}", names.join(", "))).collect();
        let with = if gone.is_empty() {
            "Other contexts use its cluster and user, which stay.".to_owned()
        } else {
            format!("With it goes what no other context uses: {}.", gone.join(" and "))
        };
        let current = if was_current { " No context is in use afterwards." } else { "" };
        format!("{with}{current}")
    },
    rest_stays: REST_STAYS,
    and_the_rest: |does| format!("{does} {REST_STAYS}"),
    which_file: "Which file",
    heads: ["IN THE FILE", "FROM ACK", "WHAT HAPPENS"],
    outcome: |outcome| match outcome {
        Outcome::Added => "add".to_owned(),
        Outcome::Changed(keys) => format!("renew: {}", keys.join(", ")),
        Outcome::Unchanged => "stays as it is".to_owned(),
        Outcome::TakesPlace => "takes the place of another".to_owned(),
        Outcome::Skipped => "left out".to_owned(),
    },
    name_taken: |wanted| format!("{wanted} is another's name"),
    taken: |outcome, wanted| match outcome {
        Outcome::TakesPlace => format!("the other {wanted} goes"),
        Outcome::Skipped => format!("left out: {wanted} is another's"),
        _ => format!("{wanted} is another's name"),
    },
    on_collision: |choice| match choice {
        OnCollision::Rename => "Rename",
        OnCollision::Replace => "Replace",
        OnCollision::Skip => "Leave out",
    },
    name_is_taken: |cluster| format!("The name for {cluster} is taken"),
    was_called: |old| format!("now called {old}"),
    cluster: "cluster",
    user: "user",
    context_name: |cluster| format!("Name of the context of {cluster}"),
    current: "current-context",
    keep: "Keep",
    switch_to: |name| format!("Switch to {name}"),
    difference: "Difference",
    lines: |more, less| match (more, less) {
        (more, 0) => format!("{} added", lines(more)),
        (0, less) => format!("{} removed", lines(less)),
        (more, less) => format!("{} added · {less} removed", lines(more)),
    },
    backup_in: |folder| format!("backup in {folder}"),
    planning: "Looking at the file…",
    writing: "Writing…",
    confirm: |act, replaces| match act {
        Act::Merge if replaces => "Merge and replace",
        Act::Merge => "Merge",
        Act::Renew => "Renew",
        Act::Remove => "Remove",
        Act::Rename => "Rename",
        Act::Switch => "Put in use",
        Act::Restore => "Restore",
    },
    plan_again: "Look again",
    copy_diff: "Copy diff",
    break_lock: "Break the lock",
    undo: "Undo",
};

fn lines(count: usize) -> String {
    if count == 1 { "1 line".to_owned() } else { format!("{count} lines") }
}
