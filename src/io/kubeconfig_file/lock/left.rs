//! A lock that is there: who holds it and since when, and breaking it when told.

use std::fs::{File, TryLockError};
use std::path::Path;
use std::sync::Arc;

use super::{Holder, SeenLock, make};
use crate::io::kubeconfig_file::access::Access;
use crate::io::kubeconfig_file::place::{Place, identity, with_end};
use crate::io::kubeconfig_file::read::ReadError;

/// Why a lock was not broken.
#[derive(Debug, Clone, thiserror::Error)]
pub enum BreakError {
    /// It is not the one that was seen, or not there any more.
    #[error("the lock is not the one that was shown")]
    Another,
    /// A process of this program is at work.
    #[error("process {0} of this program is writing")]
    AtWork(u32),
    /// The system refused.
    #[error("the lock cannot be removed")]
    Refused(#[source] Arc<std::io::Error>),
}

/// The first lock that keeps this file from being written now, if there is one. One that a dead
/// process of ours left behind is none.
///
/// # Errors
/// [`ReadError`], when the path leads nowhere.
pub fn lock_on(path: &Path) -> Result<Option<SeenLock>, ReadError> {
    let place = Place::of(path)?;
    let mut locks = place.names().iter().filter_map(|name| see(&with_end(name, ".lock")));
    Ok(locks.find(|lock| !matches!(lock.holder, Holder::Ended(_))))
}

/// Removes a lock that a person has seen and wants broken.
///
/// # Errors
/// [`BreakError`]; the lock is still there then, or another one is.
pub fn break_lock(seen: &SeenLock) -> Result<(), BreakError> {
    let now = see(&seen.path).ok_or(BreakError::Another)?;
    if now != *seen {
        return Err(BreakError::Another);
    }
    if let Holder::ThisProgram(process) = now.holder {
        return Err(BreakError::AtWork(process));
    }
    // Some programs make a folder of this name.
    let removed = match std::fs::remove_file(&seen.path) {
        Err(_) if seen.path.is_dir() => std::fs::remove_dir(&seen.path),
        removed => removed,
    };
    removed.map_err(|error| BreakError::Refused(Arc::new(error)))
}

pub(super) fn see(path: &Path) -> Option<SeenLock> {
    let metadata = std::fs::symlink_metadata(path).ok()?;
    let file = metadata.is_file().then(|| File::open(path).ok()).flatten();
    Some(SeenLock {
        path: path.to_owned(),
        since: metadata.modified().ok(),
        owner: Access::of(&metadata).map(|access| access.owner),
        holder: file.as_ref().map_or(Holder::Unknown, holder),
        identity: identity(&metadata),
    })
}

fn holder(file: &File) -> Holder {
    let Some(process) = make::process_in(file) else { return Holder::Unknown };
    match file.try_lock() {
        Ok(()) => Holder::Ended(process),
        Err(TryLockError::WouldBlock) => Holder::ThisProgram(process),
        Err(TryLockError::Error(_)) => Holder::Unknown,
    }
}
