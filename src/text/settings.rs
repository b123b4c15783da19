//! The phrases of the settings, of what is told about the program, and of notes on the desktop.

use super::Language;
use crate::core::acs::region::Region;
use crate::core::acs::{ApiEndpointError, SchemeChoice};
use crate::core::session::{EndpointChoice, NoNotes, ThemeChoice};

/// The settings. What is called a meaning explains a choice in a sentence.
pub struct SettingsWords {
    /// Heading, and the button's name.
    pub heading: &'static str,
    /// Section: how the window looks.
    pub looks: &'static str,
    /// Section: where requests go.
    pub requests: &'static str,
    /// Section: notes on the desktop.
    pub notes: &'static str,
    /// Section: what is kept on this computer.
    pub kept: &'static str,
    /// Choice.
    pub language: &'static str,
    /// Its meaning.
    pub language_meaning: &'static str,
    /// What each language is called, in its own words; without one, that it is the system's.
    pub language_choice: fn(Option<Language>) -> &'static str,
    /// Choice.
    pub theme: &'static str,
    /// Its meaning.
    pub theme_meaning: &'static str,
    /// What each theme is called.
    pub theme_choice: fn(ThemeChoice) -> &'static str,
    /// Choice.
    pub zoom: &'static str,
    /// Its meaning, with the keys that do the same.
    pub zoom_meaning: fn(&str) -> String,
    /// Button.
    pub smaller: &'static str,
    /// Button.
    pub larger: &'static str,
    /// Button: the size that it had at first.
    pub usual_size: &'static str,
    /// Choice.
    pub lines: &'static str,
    /// Its meaning, with the keys that do the same.
    pub lines_meaning: fn(&str) -> String,
    /// Choice.
    pub endpoint: &'static str,
    /// Its meaning.
    pub endpoint_purpose: &'static str,
    /// What each choice of an endpoint is called.
    pub endpoint_choice: fn(EndpointChoice) -> &'static str,
    /// What each means.
    pub endpoint_meaning: fn(EndpointChoice) -> &'static str,
    /// Field.
    pub region: &'static str,
    /// No region chosen.
    pub no_region: &'static str,
    /// What a region is called.
    pub region_name: fn(&Region) -> &'static str,
    /// Field.
    pub address: &'static str,
    /// What is wrong with an address or a region.
    pub bad_endpoint: fn(&ApiEndpointError) -> &'static str,
    /// What is asked with these settings.
    pub asked: fn(&str) -> String,
    /// An option of the command line has the last word.
    pub by_option: &'static str,
    /// Choice.
    pub signature: &'static str,
    /// Its meaning.
    pub signature_meaning: &'static str,
    /// What each scheme is called.
    pub signature_choice: fn(SchemeChoice) -> &'static str,
    /// Choice.
    pub ends_of_contexts: &'static str,
    /// Box: a note when a context in use is about to end.
    pub ends: &'static str,
    /// The meaning.
    pub ends_meaning: &'static str,
    /// Why this desktop shows no notes.
    pub no_notes: fn(NoNotes) -> &'static str,
    /// What the log is.
    pub log: &'static str,
    /// Its meaning, with its file.
    pub log_meaning: fn(&str) -> String,
    /// Files that were imported.
    pub imported: &'static str,
    /// Its meaning.
    pub imported_meaning: &'static str,
    /// Link: forgets this file.
    pub forget: fn(&str) -> String,
    /// The same, as it is shown.
    pub forget_it: &'static str,
    /// What becomes of a copy.
    pub clipboard: &'static str,
    /// Its meaning, with after how long it is cleared.
    pub clipboard_meaning: fn(&str) -> String,
    /// What else is remembered.
    pub remembered: &'static str,
    /// Its meaning, with the file of the settings.
    pub remembered_meaning: fn(&str) -> String,
    /// Button: from what is told of the program back to the settings.
    pub back: &'static str,
    /// Button: back to what was there before.
    pub close: &'static str,
    /// Settings that could not be read were kept under this name.
    pub kept_aside: fn(&str) -> String,
}

/// What is told about the program.
pub struct AboutWords {
    /// The command, and the heading.
    pub heading: &'static str,
    /// The button that leads there.
    pub button: &'static str,
    /// What the program is for.
    pub purpose: &'static str,
    /// Its version.
    pub version: fn(&str) -> String,
    /// Of which commit it was built.
    pub commit: fn(&str) -> String,
    /// For which system it was built.
    pub built_for: fn(&str) -> String,
    /// What draws the window.
    pub drawn_by: fn(&str) -> String,
    /// Section: licences.
    pub licences: &'static str,
    /// Under which licence the program is.
    pub own_licence: &'static str,
    /// Under which the crates are that it was built with, and where their texts are.
    pub crates: &'static str,
    /// The fonts and icons that it brings along.
    pub fonts: &'static str,
    /// Link: shows the text of a licence.
    pub read: fn(&str) -> String,
    /// Link: puts it away.
    pub put_away: fn(&str) -> String,
    /// Section: files.
    pub files: &'static str,
    /// About them.
    pub files_meaning: &'static str,
    /// What each is called.
    pub place: fn(PlaceOf) -> &'static str,
    /// Link: copies the path of what is called so.
    pub copy_path: fn(&str) -> String,
    /// The same, as it is shown.
    pub copy: &'static str,
    /// Link: opens the folder of what is called so.
    pub open_folder: fn(&str) -> String,
    /// The same, as it is shown.
    pub open: &'static str,
    /// The folder did not open.
    pub no_folder: fn(&str) -> String,
}

/// What is kept at a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PlaceOf {
    /// The settings.
    Settings,
    /// The history.
    History,
    /// The log.
    Log,
    /// The lists of clusters.
    Clusters,
    /// Keys that kubectl was given.
    Keys,
    /// Backups of kubeconfig files.
    Backups,
    /// A kubeconfig file.
    Kubeconfig,
}

impl PlaceOf {
    /// Whether it is a folder, and no file.
    #[must_use]
    pub fn is_folder(self) -> bool {
        matches!(self, Self::Clusters | Self::Keys | Self::Backups)
    }
}

/// A note on the desktop about a context in use.
pub struct NoteWords {
    /// It ends: its name and when.
    pub ends: fn(&str, &str) -> String,
    /// It has ended: its name and how long ago.
    pub ended: fn(&str, &str) -> String,
    /// In which file it is in use, and until when it is good.
    pub good_until: fn(&str, &str) -> String,
    /// In which file it is in use, and since when it is refused.
    pub refused_since: fn(&str, &str) -> String,
    /// What to do about one of ACK's.
    pub renew: &'static str,
}
