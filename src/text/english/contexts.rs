//! The contexts that the user has, in English.

use crate::io::kubeconfig_file::trouble::Act;
use crate::text::contexts::ContextsWords;

pub(super) const CONTEXTS: ContextsWords = ContextsWords {
    heading: "My contexts",
    expiring: |count| format!("{count} expiring"),
    renew_expiring: |count| format!("Renew {count} expiring"),
    filter: "Filter by name, cluster or identity",
    heads: ["CONTEXT", "ACK CLUSTER", "ENDPOINT", "IDENTITY", "EXPIRES"],
    current: "current",
    not_ack: "not an ACK cluster",
    expired: |ago| format!("expired {ago}"),
    no_expiry: "not told",
    on_use: "renewed on use",
    renew: "Renew",
    renew_now: "Renew now",
    more: "More",
    put_in_use: "Use as current context…",
    rename: "Rename…",
    save_copy: "Save as a file of its own…",
    remove: "Remove…",
    new_name: |context| format!("New name of {context}"),
    make_private: "Make private",
    made_private: |file| format!("{file} is readable by you alone now"),
    reading: "Reading your kubeconfig files…",
    none: |file| {
        format!("There are no contexts in {file} yet. Get a cluster's kubeconfig and merge it.")
    },
    no_match: "No context matches.",
    more_problems: |count| format!("Show {count} more"),
    last_change: |act, contexts, when| {
        let what = match act {
            Act::Merge => "merged",
            Act::Renew => "renewed",
            Act::Remove => "removed",
            Act::Rename => "renamed",
            Act::Switch => "put in use",
            Act::Restore => "restored",
        };
        match contexts {
            [] => format!("Last change: {what}, {when}"),
            [one] => format!("Last change: {what} {one}, {when}"),
            [from, to] if act == Act::Rename => {
                format!("Last change: {what} {from} to {to}, {when}")
            }
            several => format!("Last change: {what} {} contexts, {when}", several.len()),
        }
    },
    renewing: "renewing…",
    not_renewed: |failed, all, why| match (failed, all) {
        (1, 1) => format!("It could not be renewed. {why}"),
        (failed, all) => format!("{failed} of {all} could not be renewed. {why}"),
    },
    failed: |context, notice| format!("{context}: {}. {}", notice.title, notice.next),
    nobody_to_ask: "Choose credentials first: renewing asks Alibaba Cloud.",
    close: "Back",
};
