//! The window's phrases about changes of the user's kubeconfig files.

use crate::core::kubeconfig::merge::{OnCollision, Outcome};
use crate::io::kubeconfig_file::trouble::Act;

/// Changes of the user's kubeconfig files, in the window.
pub struct FilesWords {
    /// Button: merge what is on show into this file.
    pub merge_into: fn(&str) -> String,
    /// Button: merge so many documents into this file.
    pub merge_many: fn(usize, &str) -> String,
    /// What is about to be done to a file: the heading of the dialog.
    pub heading: fn(Act, &str) -> String,
    /// How many contexts are added and renewed.
    pub summary: fn(usize, usize) -> String,
    /// The cluster and user entries that go with contexts, and whether the context in use does.
    pub removes: fn(&[String], &[String], bool) -> String,
    /// Everything else stays, and a backup is kept.
    pub rest_stays: &'static str,
    /// The same after a sentence that tells what does not.
    pub and_the_rest: fn(&str) -> String,
    /// Which of several files is changed.
    pub which_file: &'static str,
    /// The heads of the table: in the file, from ACK, what happens.
    pub heads: [&'static str; 3],
    /// What is done with an entry.
    pub outcome: fn(&Outcome) -> String,
    /// The name that was wanted is another's.
    pub name_taken: fn(&str) -> String,
    /// What happens to a name that is another's: what is done, the name.
    pub taken: fn(&Outcome, &str) -> String,
    /// Choice: what happens to a name that is another's.
    pub on_collision: fn(OnCollision) -> &'static str,
    /// Field: that choice for a cluster.
    pub name_is_taken: fn(&str) -> String,
    /// The name that an entry has now.
    pub was_called: fn(&str) -> String,
    /// The kind of an entry: a cluster.
    pub cluster: &'static str,
    /// The kind of an entry: a user.
    pub user: &'static str,
    /// Field: the name of a cluster's context.
    pub context_name: fn(&str) -> String,
    /// The row about the context in use.
    pub current: &'static str,
    /// Choice: the context in use stays.
    pub keep: &'static str,
    /// Choice: this one is in use afterwards.
    pub switch_to: fn(&str) -> String,
    /// The difference, for screen readers.
    pub difference: &'static str,
    /// How many lines come and go.
    pub lines: fn(usize, usize) -> String,
    /// Where the old text is kept.
    pub backup_in: fn(&str) -> String,
    /// The change is being planned.
    pub planning: &'static str,
    /// The change is being written.
    pub writing: &'static str,
    /// Button: do it; whether another's context goes.
    pub confirm: fn(Act, bool) -> &'static str,
    /// Button: look at the file again.
    pub plan_again: &'static str,
    /// Button.
    pub copy_diff: &'static str,
    /// Button.
    pub break_lock: &'static str,
    /// Button: undo the last change.
    pub undo: &'static str,
}
