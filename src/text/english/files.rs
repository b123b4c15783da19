//! Changes of the user's kubeconfig files in the window, in English.

use crate::core::kubeconfig::merge::Outcome;
use crate::io::kubeconfig_file::trouble::Act;
use crate::text::files::FilesWords;

pub(super) const FILES: FilesWords = FilesWords {
    merge_into: |file| format!("Merge into {file}…"),
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
        let does = match (added, renewed) {
            (0, 0) => "Changes no context.".to_owned(),
            (added, 0) => format!("Adds {}.", contexts(added)),
            (0, renewed) => format!("Renews {}.", contexts(renewed)),
            (added, renewed) => format!("Adds {}, renews {renewed}.", contexts(added)),
        };
        format!(
            "{does} Your comments, order and other entries stay byte for byte. A backup is kept, \
             and Undo restores it."
        )
    },
    heads: ["IN THE FILE", "FROM ACK", "WHAT HAPPENS"],
    outcome: |outcome| match outcome {
        Outcome::Added => "add".to_owned(),
        Outcome::Changed(keys) => format!("renew: {}", keys.join(", ")),
        Outcome::Unchanged => "stays as it is".to_owned(),
        Outcome::TakesPlace => "takes the place of another".to_owned(),
        Outcome::Skipped => "left out".to_owned(),
    },
    name_taken: |wanted| format!("{wanted} is another's name"),
    cluster: "cluster",
    user: "user",
    context_name: |cluster| format!("Name of the context of {cluster}"),
    current: "current-context",
    keep: "Keep",
    switch_to: |name| format!("Switch to {name}"),
    difference: "Difference",
    lines: |more, less| match (more, less) {
        (more, 0) => format!("{more} lines added"),
        (0, less) => format!("{less} lines removed"),
        (more, less) => format!("{more} lines added · {less} removed"),
    },
    backup_in: |folder| format!("backup in {folder}"),
    planning: "Looking at the file…",
    writing: "Writing…",
    confirm: |act| match act {
        Act::Merge => "Merge",
        Act::Renew => "Renew",
        Act::Remove => "Remove",
        Act::Rename => "Rename",
        Act::Switch => "Put in use",
        Act::Restore => "Restore",
    },
    copy_diff: "Copy diff",
    break_lock: "Break the lock",
    undo: "Undo",
};
