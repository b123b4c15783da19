//! The phrases about a file that was opened to be looked at.

use crate::io::kubeconfig_file::trouble::InspectError;

/// A file that was opened to be looked at.
pub struct OpenedWords {
    /// Button, and the dialog's title.
    pub open: &'static str,
    /// Explains it.
    pub open_hint: &'static str,
    /// While a file is held over the window.
    pub drop: &'static str,
    /// What that does.
    pub drop_hint: &'static str,
    /// Chip: what is on show was not fetched.
    pub chip: &'static str,
    /// In the line below: the file on show.
    pub status: fn(&str) -> String,
    /// Button: goes back to what was there.
    pub close: &'static str,
    /// What it means that the file is no kubeconfig.
    pub not_a_kubeconfig_meaning: &'static str,
    /// Why a file was not opened.
    pub failed: fn(&InspectError) -> String,
    /// No file was chosen.
    pub nothing_chosen: &'static str,
}
