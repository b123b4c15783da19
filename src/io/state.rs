//! The folder of what this program remembers of its own doings: backups, history, log.

use std::path::{Path, PathBuf};

use super::file::{SaveError, make_private_folder};

/// The folder for state where the system has one, else the one for data; `None`, if this user has
/// no folders at all.
#[must_use]
pub fn folder() -> Option<PathBuf> {
    let folders = directories::ProjectDirs::from("", "", "ack-kubeconfig")?;
    Some(folders.state_dir().unwrap_or_else(|| folders.data_local_dir()).to_owned())
}

/// The folder, if there is a place for it: in a home folder that is not there, none is made.
#[must_use]
pub fn usable_folder() -> Option<PathBuf> {
    let home = directories::UserDirs::new().is_some_and(|user| user.home_dir().is_dir());
    folder().filter(|folder| home || folder.parent().is_some_and(Path::is_dir))
}

/// Makes the folder of a file, for the owner alone, and those above it.
///
/// # Errors
/// [`SaveError`], when it is not there and cannot be made.
pub fn make_folder_of(file: &Path) -> Result<(), SaveError> {
    let Some(folder) = file.parent().filter(|folder| !folder.is_dir()) else { return Ok(()) };
    if let Some(above) = folder.parent() {
        let failed = |source| SaveError::Write {
            path: folder.to_owned(),
            source: std::sync::Arc::new(source),
        };
        std::fs::create_dir_all(above).map_err(failed)?;
    }
    make_private_folder(folder)
}
