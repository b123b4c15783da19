//! Undoing the last write, if nobody wrote since.

use std::path::Path;

use jiff::Timestamp;

use super::backup::{Backup, Backups};
use super::commit::lock_and_read;
use super::lock::{Hold, LockError, Patience};
use super::read::{ReadError, Reading};
use super::replace::{self, WriteError};
use crate::core::kubeconfig::KubeconfigText;

/// The file is as it was before a write.
#[derive(Debug)]
pub struct Undone {
    /// The write that was undone. It is no longer in the list.
    pub backup: Backup,
    /// Unlocks when dropped, as after a [`commit`](super::commit()).
    pub lock: Hold,
}

/// Why nothing was undone. The file is as it was.
#[derive(Debug, Clone, thiserror::Error)]
pub enum UndoError {
    /// Nothing was written to this file that could be undone.
    #[error("there is nothing to undo")]
    Nothing,
    /// Somebody else wrote since. To restore the old text all the same, commit it.
    #[error("the file was changed since it was written")]
    Changed {
        /// What the file is now.
        now: Box<Reading>,
        /// What would be restored; `None`, if the file would be removed.
        old: Option<KubeconfigText>,
        /// The write that was to be undone.
        backup: Box<Backup>,
    },
    /// The file or its backup cannot be read.
    #[error("the file cannot be read")]
    Read(#[from] ReadError),
    /// The file cannot be locked.
    #[error("the file cannot be locked")]
    Lock(#[from] LockError),
    /// The file cannot be written.
    #[error("the file cannot be written")]
    Write(#[from] WriteError),
}

/// Restores what the last write replaced, byte for byte; a file that it made is removed. Undoing
/// again undoes the write before. Whoever means a certain write says when that was: if another one
/// came since, the file counts as changed.
///
/// # Errors
/// [`UndoError`]; the file is as it was then.
pub fn undo(
    path: &Path,
    meant: Option<Timestamp>,
    backups: &Backups,
    patience: &Patience<'_>,
) -> Result<Undone, UndoError> {
    // Without a backup the file is none of our business, not even to be locked.
    if backups.of(path)?.is_empty() {
        return Err(UndoError::Nothing);
    }
    let (mut lock, now) = lock_and_read::<UndoError>(path, patience)?;
    let real = now.stamp.real();
    let backup = last_that_happened(backups, &now).ok_or(UndoError::Nothing)?;
    let old = backup.text()?;
    let another = meant.is_some_and(|meant| meant != backup.when);
    if another || now.stamp.content() != Some(backup.wrote()) {
        return Err(UndoError::Changed { now: Box::new(now), old, backup: Box::new(backup) });
    }
    match &old {
        Some(old) => replace::replace(real, old.as_str())?,
        None => replace::remove(real)?,
    }
    lock.linger(real, old.as_ref().map_or(0, |old| old.as_str().len()));
    backup.forget();
    Ok(Undone { backup, lock })
}

/// The last write, without those that were cut short before or after: the file holds what it held
/// before them.
fn last_that_happened(backups: &Backups, now: &Reading) -> Option<Backup> {
    let now_holds = now.stamp.content();
    let happened = |backup: &Backup| backup.before() != now_holds;
    backups.of_real(now.stamp.real()).into_iter().find(happened)
}
