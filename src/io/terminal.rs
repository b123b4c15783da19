//! Opening a terminal in which a command runs that talks to the user.

use std::ffi::OsStr;

/// Why no terminal opened.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TerminalError {
    /// None of the known terminals is there.
    #[error("no terminal program was found")]
    NoTerminal,
}

/// Opens a terminal in which the command runs, its words as they are.
///
/// # Errors
/// [`TerminalError`], when there is no terminal to open.
pub fn open(_words: &[String], _path: Option<&OsStr>) -> Result<(), TerminalError> {
    Err(TerminalError::NoTerminal)
}
