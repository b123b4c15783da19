//! Writing what was planned, if the file still is what the plan was made from.

use std::path::Path;

use jiff::Timestamp;

use super::backup::{Backup, Backups, Deed};
use super::lock::{Hold, LockError, Patience};
use super::place::Place;
use super::read::{ContentHash, MAX_SIZE, ReadError, Reading, Stamp, read_place};
use super::replace::{self, WriteError};
use super::{access::Access, reached};
use crate::core::kubeconfig::KubeconfigText;

/// A new text for a file.
#[derive(Debug, Clone, Copy)]
pub struct Commit<'a> {
    /// The file, as it was given. Links are followed, and stay.
    pub path: &'a Path,
    /// What the plan was made from.
    pub planned_from: &'a Stamp,
    /// The whole new text.
    pub text: &'a KubeconfigText,
    /// What is done, for the list of backups.
    pub deed: &'a Deed,
    /// The time now.
    pub now: Timestamp,
}

/// The file holds the new text.
///
/// It is still locked: kubectl reads before it locks, and a kubectl that has read the old file
/// would remove what was added. It fails if it comes to the lock while it stays. Tell the user
/// first, and drop `lock` after: dropping waits until no kubectl can be on the way any more.
#[derive(Debug)]
pub struct Committed {
    /// What the file is now.
    pub stamp: Stamp,
    /// What it was before; `None`, if it held this very text and nothing was written.
    pub backup: Option<Backup>,
    /// Who may read and write it, where there are modes.
    pub access: Option<Access>,
    /// Unlocks when dropped.
    pub lock: Hold,
}

/// Why nothing was written. The file is as it was.
#[derive(Debug, Clone, thiserror::Error)]
pub enum CommitError {
    /// Somebody else wrote since the plan was made, or the path leads to another file: this is
    /// there now, and the plan has to be made again.
    #[error("the file was changed since it was read")]
    Changed(Box<Reading>),
    /// The file cannot be read.
    #[error("the file cannot be read")]
    Read(#[from] ReadError),
    /// The file cannot be locked.
    #[error("the file cannot be locked")]
    Lock(#[from] LockError),
    /// The new text has more than [`MAX_SIZE`] bytes, and could not be read again.
    #[error("the new text is larger than {MAX_SIZE} bytes")]
    TooLarge,
    /// The file, or its backup, cannot be written.
    #[error("the file cannot be written")]
    Write(#[from] WriteError),
}

/// Writes the new text: locked, compared, backed up, then replaced in one step. The folder of a
/// file is made if it is missing. A new file is 0600, an old one keeps its owner and mode.
///
/// # Errors
/// [`CommitError`]; the file and its backups are as they were then.
pub fn commit(
    change: &Commit<'_>,
    backups: &Backups,
    patience: &Patience<'_>,
) -> Result<Committed, CommitError> {
    if change.text.as_str().len() as u64 > MAX_SIZE {
        return Err(CommitError::TooLarge);
    }
    // Of a large file both take long.
    let (locked, wrote) = std::thread::scope(|scope| {
        let wrote = scope.spawn(|| ContentHash::of(change.text));
        (lock_and_read::<CommitError>(change.path, patience), wrote.join())
    });
    let (mut hold, old) = locked?;
    let wrote = wrote.unwrap_or_else(|_panicked| ContentHash::of(change.text));
    if old.stamp != *change.planned_from {
        return Err(CommitError::Changed(Box::new(old)));
    }
    if old.stamp.content() == Some(&wrote) {
        return Ok(Committed { stamp: old.stamp, backup: None, access: old.access, lock: hold });
    }
    let real = old.stamp.real();
    replace::check(real)?;
    // The disk flushes the one while the other is written. Both are there before the rename.
    let (backup, file) = std::thread::scope(|scope| {
        let file = scope.spawn(|| replace::prepare(real, change.text.as_str()));
        let backup = backups.keep(&old, wrote.clone(), (change.deed, change.now));
        (backup, file.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
    });
    let backup = backup?;
    if let Err(error) = file.and_then(|file| replace::put(file, real)) {
        backup.forget();
        return Err(error.into());
    }
    hold.linger(real, change.text.as_str().len());
    backups.prune(real);
    let access = std::fs::metadata(real).ok().and_then(|metadata| Access::of(&metadata));
    let stamp = Stamp::written(real, wrote);
    Ok(Committed { stamp, backup: Some(backup), access, lock: hold })
}

/// Locks the file that a path leads to, and reads what nobody can change any more.
pub(super) fn lock_and_read<E>(path: &Path, patience: &Patience<'_>) -> Result<(Hold, Reading), E>
where
    E: From<ReadError> + From<LockError> + From<WriteError>,
{
    loop {
        let place = Place::of(path)?;
        place.make_folder().map_err(|error| WriteError::of(place.real(), error))?;
        let hold = Hold::take(&place, patience)?;
        // A link may lead elsewhere by now, to a file that is not locked.
        if Place::of(path)? == place {
            let reading = read_place(&place)?;
            reached("read again");
            return Ok((hold, reading));
        }
    }
}
