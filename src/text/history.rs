//! The phrases about the history of what was done.

use crate::core::history::{By, Entry, Outcome, What, Why};

/// The history: the page, and the command.
pub struct HistoryWords {
    /// The heading, and the button that opens the page.
    pub heading: &'static str,
    /// Field: find by cluster, file, result or request ID.
    pub filter: &'static str,
    /// The heads of the table: when, what, cluster, result, request ID.
    pub heads: [&'static str; 5],
    /// What was done.
    pub what: fn(What) -> &'static str,
    /// By which face of the program.
    pub by: fn(By) -> &'static str,
    /// What came of it.
    pub result: fn(Outcome) -> &'static str,
    /// Why it failed.
    pub why: fn(Why) -> &'static str,
    /// The contexts that a write concerned.
    pub contexts: fn(&Entry) -> String,
    /// Link: copies the request ID, which is given.
    pub copy_id: fn(&str) -> String,
    /// It was copied.
    pub copied: &'static str,
    /// Link: puts the cluster's ID, which is given, into the request line.
    pub pick: fn(&str) -> String,
    /// The same, as it is shown.
    pub pick_again: &'static str,
    /// Box: whether a history is kept.
    pub keep: &'static str,
    /// How many entries at most are kept in which file, and what is not in it.
    pub kept: fn(usize, &str) -> String,
    /// Nothing is kept; what is there already stays until it is cleared.
    pub off: &'static str,
    /// What the demo account is asked is not kept; set behind `kept`.
    pub not_of_demo: &'static str,
    /// Button: removes every entry.
    pub clear: &'static str,
    /// Asks whether to, with how many entries there are.
    pub clear_question: fn(usize) -> String,
    /// Button: removes them now.
    pub clear_now: &'static str,
    /// Button: leaves them.
    pub leave: &'static str,
    /// They are gone.
    pub cleared: &'static str,
    /// There are no entries.
    pub none: &'static str,
    /// No entry matches the filter.
    pub no_match: &'static str,
    /// A damaged file was put aside under this name, and begun anew.
    pub damaged: fn(&str) -> String,
    /// It could not be read or written.
    pub trouble: fn(&str) -> String,
    /// This machine has no place for it.
    pub no_place: &'static str,
    /// Button: back to the cluster.
    pub close: &'static str,
    /// The heads of the command's table: when, what, cluster, id, endpoint, result, by, file,
    /// request ID.
    pub table_heads: [&'static str; 9],
}

/// What is said about a report of a fault.
pub struct DiagnosticsWords {
    /// Button: copies the report.
    pub copy: &'static str,
    /// What is in it, and what is not.
    pub meaning: &'static str,
    /// It is on the clipboard.
    pub copied: &'static str,
}
