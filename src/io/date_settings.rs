//! Opening the desktop's own page for date and time.

use std::ffi::OsStr;
use std::process::Command;

use super::program;

/// Why the page did not open.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DateSettingsError {
    /// None of the known programs is there.
    #[error("no program for the date settings was found")]
    NotFound,
    /// The system did not start it.
    #[error("the date settings could not be started: {0}")]
    NotStarted(std::io::ErrorKind),
}

/// A program, with the words that lead to its page for date and time.
type Page = (&'static str, &'static [&'static str]);

/// The desktops' programs; the first that is there is taken.
#[cfg(all(unix, not(target_os = "macos")))]
const PAGES: [Page; 5] = [
    ("gnome-control-center", &["system", "datetime"]),
    ("systemsettings", &["kcm_clock"]),
    ("cinnamon-settings", &["calendar"]),
    ("mate-time-admin", &[]),
    ("time-admin", &[]),
];

/// Untried, for want of such a machine.
#[cfg(target_os = "macos")]
const PAGES: [Page; 1] =
    [("open", &["x-apple.systempreferences:com.apple.Date-Time-Settings.extension"])];

/// Untried, for want of such a machine.
#[cfg(windows)]
const PAGES: [Page; 1] = [("explorer", &["ms-settings:dateandtime"])];

/// Opens the page. The program is looked up on `path` (or this process's own).
///
/// # Errors
/// [`DateSettingsError`], when this desktop has no such program that is known.
pub fn open(path: Option<&OsStr>) -> Result<(), DateSettingsError> {
    let path = program::path_or_own(path);
    let found = |(name, words): Page| Some((program::find(name, &path)?, words));
    let (file, words) = PAGES.into_iter().find_map(found).ok_or(DateSettingsError::NotFound)?;
    let mut command = Command::new(file);
    command.args(words);
    program::start_detached(command).map_err(|error| DateSettingsError::NotStarted(error.kind()))
}
