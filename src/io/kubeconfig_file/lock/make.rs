//! Making a lock, taking over one that a dead process of ours left behind, and removing it.

use std::fs::{File, OpenOptions};
use std::io::{ErrorKind, Read as _, Seek as _, Write as _};
use std::path::{Path, PathBuf};

use crate::io::kubeconfig_file::place::{folder_of, identity};
use crate::io::kubeconfig_file::replace::{WriteError, temporary};

/// What a lock of ours says before the number of the process.
const MARK: &str = "ack-kubeconfig ";

/// A lock that this process holds.
#[derive(Debug)]
pub(super) struct Lock {
    path: PathBuf,
    file: File,
}

impl Lock {
    /// Takes the lock, if it is free.
    pub(super) fn try_take(path: &Path) -> Result<Option<Self>, WriteError> {
        if std::fs::symlink_metadata(path).is_ok() {
            return Ok(Self::take_over(path));
        }
        match make(path) {
            Ok(file) => Ok(Some(Self { path: path.to_owned(), file })),
            Err(error) if error.kind() == ErrorKind::AlreadyExists => Ok(None),
            // Whoever had the lock before swept away what we were about to rename.
            Err(error) if error.kind() == ErrorKind::NotFound && folder_of(path).exists() => {
                Ok(None)
            }
            Err(error) => Err(WriteError::of(path, error)),
        }
    }

    /// Takes over a lock of ours whose process is gone: the system has released its hold.
    fn take_over(path: &Path) -> Option<Self> {
        if !std::fs::symlink_metadata(path).ok()?.is_file() {
            return None;
        }
        let file = OpenOptions::new().read(true).write(true).open(path).ok()?;
        let process = process_in(&file)?;
        file.try_lock().ok()?;
        let lock = Self { path: path.to_owned(), file };
        if !lock.is_there() {
            // It was unlocked just now, and this is a file without a name.
            return None;
        }
        lock.sign().ok()?;
        tracing::info!(process, "took over the lock of a process that has ended");
        Some(lock)
    }

    /// Whether the file under this name is still this one: it may have been broken.
    fn is_there(&self) -> bool {
        let named = std::fs::symlink_metadata(&self.path).ok();
        let held = self.file.metadata().ok();
        held.is_some() && named.as_ref().map(identity) == held.as_ref().map(identity)
    }

    fn sign(&self) -> std::io::Result<()> {
        (&self.file).rewind()?;
        sign(&self.file)
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        if self.is_there()
            && let Err(error) = std::fs::remove_file(&self.path)
        {
            tracing::warn!(%error, "a lock could not be removed");
        }
    }
}

/// The process of this program that a lock file names.
pub(super) fn process_in(file: &File) -> Option<u32> {
    let mut text = String::new();
    file.take(64).read_to_string(&mut text).ok()?;
    text.strip_prefix(MARK)?.trim().parse().ok()
}

/// Makes the file, signed and held from the moment that it has its name.
fn make(path: &Path) -> std::io::Result<File> {
    let file = temporary(path)?;
    hold(file.as_file());
    sign(file.as_file())?;
    match file.persist_noclobber(path) {
        Ok(file) => Ok(file),
        Err(error) => match error.error.kind() {
            ErrorKind::AlreadyExists | ErrorKind::NotFound => Err(error.error),
            // Some file systems cannot rename to a free name alone.
            _ => make_in_place(path),
        },
    }
}

fn make_in_place(path: &Path) -> std::io::Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let file = options.open(path)?;
    hold(&file);
    // A full disk must not leave a lock that everybody waits for.
    sign(&file).inspect_err(|_failed| {
        std::fs::remove_file(path).ok();
    })?;
    Ok(file)
}

/// Where the system cannot do this, a lock that is left behind cannot be told from a living one.
fn hold(file: &File) {
    if let Err(error) = file.try_lock() {
        tracing::debug!(%error, "the lock is not held by the system");
    }
}

/// In one piece and always as long, so that whoever dies while taking over leaves a lock of ours.
fn sign(mut file: &File) -> std::io::Result<()> {
    file.write_all(format!("{MARK}{:>10}\n", std::process::id()).as_bytes())
}
