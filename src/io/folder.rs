//! Opening a folder in the desktop's own file manager.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::program;

/// Why a folder did not open.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the folder {} did not open", folder.display())]
pub struct FolderError {
    /// The folder.
    pub folder: PathBuf,
}

/// The program that knows what opens a folder.
#[cfg(all(unix, not(target_os = "macos")))]
const OPENER: &str = "xdg-open";

/// Untried, for want of such a machine.
#[cfg(target_os = "macos")]
const OPENER: &str = "open";

/// Untried, for want of such a machine.
#[cfg(windows)]
const OPENER: &str = "explorer";

/// Opens a folder. The program is looked up on `path` (or this process's own).
///
/// # Errors
/// [`FolderError`], when the folder is not there or nothing opens it.
pub fn open(folder: &Path, path: Option<&OsStr>) -> Result<(), FolderError> {
    let failed = || FolderError { folder: folder.to_owned() };
    let program = program::find(OPENER, &program::path_or_own(path)).filter(|_| folder.is_dir());
    let mut command = Command::new(program.ok_or_else(failed)?);
    command.arg(folder);
    program::start_detached(command).map_err(|error| {
        tracing::info!(%error, "the file manager did not start");
        failed()
    })
}
