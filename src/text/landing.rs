//! The phrases about the user's kubeconfig files.

use super::Notice;
use crate::core::kubeconfig::contexts::{Problem, SignsIn};
use crate::io::kubeconfig_file::trouble::{Act, FileTrouble};

/// The user's kubeconfig files.
pub struct LandingWords {
    /// Why a file was left as it is.
    pub trouble: fn(&FileTrouble) -> Notice,
    /// What is wrong with a file: a sentence.
    pub problem: fn(&Problem) -> String,
    /// How a context signs in.
    pub signs_in: fn(&SignsIn) -> String,
    /// Others may read the file, whose mode is given.
    pub loose: fn(u32) -> String,
    /// Another program has this lock, perhaps since so long, and of the user of this number.
    pub locked: fn(&str, Option<&str>, Option<u32>) -> String,
    /// In a difference: unchanged lines are left out.
    pub gap: &'static str,
    /// In a difference: a masked value, whether it is a private key, and its size.
    pub masked: fn(bool, Option<usize>) -> String,
    /// In a difference: the size of a long value that is shortened.
    pub shortened: fn(usize) -> String,
    /// Nothing would change in this file.
    pub unchanged: fn(&str) -> String,
    /// This was done to a file: the contexts, the file.
    pub landed: fn(Act, &[String], &str) -> String,
    /// How the old text is got back, and where it is kept; if there was none, without a file.
    pub undo_hint: fn(Option<&str>) -> String,
    /// A write was undone: what it had been, to which contexts, the file, when.
    pub undone: fn(Act, &[String], &str, &str) -> String,
    /// The file did not exist before that, and is gone.
    pub file_removed: &'static str,
    /// The file changed since the last write: this is what undoing would do.
    pub undo_refused: fn(&str) -> String,
    /// The file changed since the plan, which was made anew.
    pub planned_anew: &'static str,
    /// It changed again and again.
    pub never_still: &'static str,
    /// The cluster has no kubeconfig to give.
    pub left_out: fn(&str, &str) -> String,
    /// A name that another context has: the new context's name, the wanted one.
    pub renamed: fn(&str, &str) -> String,
    /// The context in use afterwards.
    pub switched: fn(&str) -> String,
    /// None is in use afterwards.
    pub none_in_use: &'static str,
    /// The clusters could not be listed, so their names are not known.
    pub no_names: fn(&str) -> String,
    /// `--exec` with `--demo`.
    pub no_exec_of_demo: &'static str,
    /// A context whose key is got each time.
    pub asks_each_time: fn(&str) -> String,
    /// `--switch` with several clusters.
    pub switch_one: &'static str,
    /// No context of this name.
    pub no_context: fn(&str) -> String,
    /// A context that is for no ACK cluster.
    pub not_of_ack: fn(&str) -> String,
    /// What came is another identity's: the context, whose it was, whose it is now.
    pub other_identity: fn(&str, &str, &str) -> String,
    /// Nothing has to be renewed.
    pub none_to_renew: &'static str,
    /// There are no contexts.
    pub no_contexts: &'static str,
    /// The heads of the table of contexts: current, name, cluster, region, endpoint, identity,
    /// expiry, file, server.
    pub heads: [&'static str; 9],
    /// The expiry has passed, on this date.
    pub ended: fn(&str) -> String,
    /// The expiry is on this date, in so many days.
    pub ends: fn(&str, i64) -> String,
}
