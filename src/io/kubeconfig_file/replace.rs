//! Putting a new file in the place of the old one, in one step, with its owner and mode.

use std::fs::{File, Metadata};
use std::io::{ErrorKind, Write as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use tempfile::NamedTempFile;

use super::place::folder_of;
use super::reached;

/// Why nothing was written. The file is as it was.
#[derive(Debug, Clone, thiserror::Error)]
pub enum WriteError {
    /// The file is read-only.
    #[error("{} is read-only", .0.display())]
    ReadOnly(PathBuf),
    /// Its folder is not there.
    #[error("the folder of {} does not exist", .0.display())]
    NoFolder(PathBuf),
    /// This user may not make files in its folder, or the file system is read-only.
    #[error("nothing may be written beside {}", .0.display())]
    NoPermission(PathBuf),
    /// The disk is full, or the user's share of it.
    #[error("the disk is full, writing {}", .0.display())]
    DiskFull(PathBuf),
    /// The file is itself mounted, as in a container, and cannot be replaced by another.
    #[error("{} is a mount point", .0.display())]
    MountPoint(PathBuf),
    /// The file is another user's or group's, and a new one could not be given to them.
    #[error("the owner of {} cannot be kept", .0.display())]
    OwnerLost(PathBuf),
    /// The system refused otherwise.
    #[error("{} cannot be written", path.display())]
    Failed {
        /// The file.
        path: PathBuf,
        /// What the system said.
        #[source]
        source: Arc<std::io::Error>,
    },
}

impl WriteError {
    pub(super) fn of(path: &Path, error: std::io::Error) -> Self {
        let path = path.to_owned();
        match error.kind() {
            ErrorKind::NotFound => Self::NoFolder(path),
            ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => Self::NoPermission(path),
            ErrorKind::StorageFull | ErrorKind::QuotaExceeded | ErrorKind::FileTooLarge => {
                Self::DiskFull(path)
            }
            ErrorKind::ResourceBusy => Self::MountPoint(path),
            _ => Self::Failed { path, source: Arc::new(error) },
        }
    }
}

/// Whether the file may be replaced, as far as can be told without doing it.
pub(super) fn check(real: &Path) -> Result<(), WriteError> {
    match std::fs::metadata(real) {
        Ok(there) if there.permissions().readonly() => Err(WriteError::ReadOnly(real.to_owned())),
        _ => Ok(()),
    }
}

/// Writes a new file and renames it over the real one, which must be locked.
pub(super) fn replace(real: &Path, text: &str) -> Result<(), WriteError> {
    put(prepare(real, text)?, real)
}

/// Writes a new file beside the real one, which must be locked, with its owner and mode.
pub(super) fn prepare(real: &Path, text: &str) -> Result<NamedTempFile, WriteError> {
    let failed = |error| WriteError::of(real, error);
    check(real)?;
    sweep(real);
    let mut file = temporary(real).map_err(failed)?;
    reached("temporary file made");
    file.write_all(text.as_bytes()).map_err(failed)?;
    reached("written");
    if let Ok(old) = std::fs::metadata(real) {
        keep_access(file.as_file(), &old)
            .map_err(|_refused| WriteError::OwnerLost(real.to_owned()))?;
    }
    file.as_file().sync_all().map_err(failed)?;
    reached("flushed");
    Ok(file)
}

/// Renames what was prepared over the real file.
pub(super) fn put(file: NamedTempFile, real: &Path) -> Result<(), WriteError> {
    file.persist(real).map_err(|error| WriteError::of(real, error.error))?;
    reached("renamed");
    sync_folder(folder_of(real));
    reached("folder flushed");
    Ok(())
}

/// Removes the real file, which must be locked.
pub(super) fn remove(real: &Path) -> Result<(), WriteError> {
    check(real)?;
    std::fs::remove_file(real).map_err(|error| WriteError::of(real, error))?;
    sync_folder(folder_of(real));
    Ok(())
}

/// A file beside another: for the owner alone from its first byte, and named so that it can be
/// told what it was for if nobody comes to remove it.
pub(super) fn temporary(beside: &Path) -> std::io::Result<NamedTempFile> {
    tempfile::Builder::new().prefix(&prefix(beside)).tempfile_in(folder_of(beside))
}

/// Removes what dead processes left beside the file and its lock. Under the lock nobody else has
/// such a file for the kubeconfig; who has one for the lock tries again.
fn sweep(real: &Path) {
    let prefixes = [prefix(real), prefix(&super::place::with_end(real, ".lock"))];
    let Ok(entries) = std::fs::read_dir(folder_of(real)) else { return };
    for entry in entries.flatten() {
        let name = entry.file_name();
        if prefixes.iter().any(|prefix| begins(&name, prefix)) {
            std::fs::remove_file(entry.path()).ok();
        }
    }
}

fn prefix(beside: &Path) -> std::ffi::OsString {
    let mut prefix = std::ffi::OsString::from(".");
    prefix.push(beside.file_name().unwrap_or_default());
    prefix.push(".ack-kubeconfig-");
    prefix
}

fn begins(name: &std::ffi::OsStr, prefix: &std::ffi::OsStr) -> bool {
    name.as_encoded_bytes().starts_with(prefix.as_encoded_bytes())
}

/// Gives the new file the owner and the mode of the old one.
#[cfg(unix)]
fn keep_access(new: &File, old: &Metadata) -> std::io::Result<()> {
    use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _, fchown};
    let ours = new.metadata()?;
    let mode = old.mode() & 0o777;
    if ours.gid() != old.gid() {
        match fchown(new, None, Some(old.gid())) {
            // A group without rights is no loss.
            Err(error) if mode & 0o070 != 0 => return Err(error),
            _ => {}
        }
    }
    if ours.uid() != old.uid() {
        fchown(new, Some(old.uid()), None)?;
    }
    new.set_permissions(std::fs::Permissions::from_mode(mode))
}

/// Here a file has what its folder gives it.
#[cfg(not(unix))]
fn keep_access(_new: &File, _old: &Metadata) -> std::io::Result<()> {
    Ok(())
}

/// Makes the rename itself durable. The file is whole either way, so a file system that cannot
/// do this is no failure.
fn sync_folder(folder: &Path) {
    if cfg!(unix) {
        File::open(folder).and_then(|folder| folder.sync_all()).ok();
    }
}

#[cfg(target_os = "linux")]
#[cfg(test)]
mod tests {
    use super::{WriteError, replace};
    use std::io::Write as _;

    #[test]
    fn a_full_disk_is_called_so() {
        let mut full = std::fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
        let error = WriteError::of("/x".as_ref(), full.write_all(b"x").unwrap_err());
        assert!(matches!(error, WriteError::DiskFull(_)), "{error:?}");
    }

    #[test]
    fn what_dead_processes_left_is_swept_and_nothing_else() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        let others = [".config.ack-kubeconfi", ".other.ack-kubeconfig-a", "config.lock"];
        let left = [".config.ack-kubeconfig-a", ".config.lock.ack-kubeconfig-b"];
        for name in others.iter().chain(&left) {
            std::fs::write(at(name), "x").unwrap();
        }
        replace(&at("config"), "new").unwrap();
        assert!(others.iter().all(|name| at(name).exists()));
        assert!(left.iter().all(|name| !at(name).exists()));
    }
}
