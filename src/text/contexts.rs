//! The window's phrases about the contexts that the user has.

use super::Notice;
use crate::io::kubeconfig_file::trouble::Act;

/// My contexts: the page about what the user's kubeconfig files hold.
pub struct ContextsWords {
    /// The heading, and the button that opens the page.
    pub heading: &'static str,
    /// How many contexts end soon or have ended.
    pub expiring: fn(usize) -> String,
    /// Button: renew those.
    pub renew_expiring: fn(usize) -> String,
    /// Field: find by name, cluster, region, identity or server.
    pub filter: &'static str,
    /// The heads of the table: context, cluster, endpoint, identity, end.
    pub heads: [&'static str; 5],
    /// The context is the one in use.
    pub current: &'static str,
    /// The context is for no ACK cluster that is known.
    pub not_ack: &'static str,
    /// It ended: how long ago.
    pub expired: fn(&str) -> String,
    /// The file does not say when it ends.
    pub no_expiry: &'static str,
    /// A program gives new credentials whenever it is used.
    pub on_use: &'static str,
    /// Link: renew it.
    pub renew: &'static str,
    /// Link: renew it, which is urgent.
    pub renew_now: &'static str,
    /// Link: what else can be done.
    pub more: &'static str,
    /// Menu: put it in use.
    pub put_in_use: &'static str,
    /// Menu: give it another name.
    pub rename: &'static str,
    /// Menu: save it as a file of its own.
    pub save_copy: &'static str,
    /// Menu: remove it.
    pub remove: &'static str,
    /// Field: the new name of a context.
    pub new_name: fn(&str) -> String,
    /// Button: only its owner may read the file.
    pub make_private: &'static str,
    /// The file is private now.
    pub made_private: fn(&str) -> String,
    /// The files are being read.
    pub reading: &'static str,
    /// There are no contexts yet in this file.
    pub none: fn(&str) -> String,
    /// No context matches the filter.
    pub no_match: &'static str,
    /// Link: show so many more problems.
    pub more_problems: fn(usize) -> String,
    /// The last change of a file: what, to so many contexts or this one, when.
    pub last_change: fn(Act, &[String], &str) -> String,
    /// It is being renewed.
    pub renewing: &'static str,
    /// So many of so many could not be renewed, and why the first could not.
    pub not_renewed: fn(usize, usize, &str) -> String,
    /// Why this context could not be renewed, and what to do.
    pub failed: fn(&str, &Notice) -> String,
    /// Nobody is signed in to ask.
    pub nobody_to_ask: &'static str,
    /// Link: back to the cluster.
    pub close: &'static str,
}
