//! kubectl's lock: a file beside the kubeconfig that only one program can make.
//!
//! kubectl makes `<file>.lock`, writes, and removes it; it does not wait, and what it leaves
//! behind locks for ever. Ours is the same file, with our process in it and held open under a
//! lock of the system's, which ends with the process, however that ends. So a lock that one of
//! ours left behind is known for sure, and taken over. Any other is shown, and broken only when
//! a person says so.
//!
//! A kubeconfig with links to it has a lock for each of its names, since kubectl knows the one
//! that it was given.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant, SystemTime};

use super::place::{Place, folder_of};
use super::replace::WriteError;
use readers::Readers;

mod left;
mod make;
mod readers;

pub use left::{BreakError, break_lock, lock_on};

/// How long to wait between two looks at a lock, at least and at most, in milliseconds.
const PAUSE: (u64, u64) = (5, 15);

/// kubectl reads the file, then takes the lock, and removes what it did not see when it read.
/// Whoever read before us must come to the lock while it is still ours, and fail. On its way it
/// reads YAML: under a millisecond for a small file, seen 50 to 60 for each MB of certificates.
const LINGER: Duration = Duration::from_millis(100);
const LINGER_PER_BYTE: Duration = Duration::from_nanos(150);
const LONGEST_LINGER: Duration = Duration::from_secs(3);

/// Whoever is seen on the way with a file that asks for more than this is waited for also where
/// the computer is slow.
const SHORT_LINGER: Duration = Duration::from_millis(300);

/// How long to wait between two looks at who is on the way: for a large file long enough to see
/// who computes, for a small one as long as its reading takes many times over.
const LOOK: Duration = Duration::from_millis(100);
const SHORT_LOOK: Duration = Duration::from_millis(5);

/// How long to wait for a lock that another program holds.
#[derive(Clone, Copy)]
pub struct Patience<'a> {
    /// The longest time to wait.
    pub wait: Duration,
    /// Asked again and again while waiting: whether nobody wants the answer any more.
    pub cancelled: &'a dyn Fn() -> bool,
}

/// Why the file could not be locked.
#[derive(Debug, Clone, thiserror::Error)]
pub enum LockError {
    /// Somebody else has it, or left it behind.
    #[error("{} is held by another program", .0.path.display())]
    Held(SeenLock),
    /// Cancelled while waiting.
    #[error("cancelled while waiting for the lock")]
    Cancelled,
    /// It could not be made.
    #[error("the lock cannot be made")]
    Refused(#[from] WriteError),
}

/// A lock that is there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SeenLock {
    /// The lock file.
    pub path: PathBuf,
    /// Since when it is there.
    pub since: Option<SystemTime>,
    /// The number of the user whose file it is, where there are such.
    pub owner: Option<u32>,
    /// Which program it is, as far as can be told.
    pub holder: Holder,
    identity: (u64, u64),
}

/// Who holds a lock.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Holder {
    /// A process of this program that is at work, with its number.
    ThisProgram(u32),
    /// A process of this program that has ended, with its number. The next write takes over, if
    /// it may.
    Ended(u32),
    /// Any other program, perhaps one that has long ended. kubectl leaves no name.
    Unknown,
}

/// The locks of a file that was written. Dropping it waits, if it has to, until a kubectl that
/// read the old file has noticed (see [`Committed`](super::Committed)), or nobody is at work that
/// may have, then unlocks.
#[derive(Debug)]
pub struct Hold {
    locks: Vec<make::Lock>,
    until: Option<Instant>,
    /// None, if nobody can be ruled out.
    readers: Option<Readers>,
}

impl Hold {
    /// Takes all locks of a file, always in the same order, so that no two wait for each other.
    pub(super) fn take(place: &Place, patience: &Patience<'_>) -> Result<Self, LockError> {
        let begun = Instant::now();
        let mut names = place.names().to_vec();
        names.sort();
        names.dedup();
        let mut hold = Self { locks: Vec::new(), until: None, readers: None };
        for name in names {
            match wait(&super::place::with_end(&name, ".lock"), begun, patience) {
                Ok(lock) => hold.locks.push(lock),
                // Where we may not make a lock, nor may kubectl.
                Err(LockError::Refused(WriteError::NoPermission(_))) if name != place.real() => {}
                Err(error) => return Err(error),
            }
        }
        super::reached("locked");
        Ok(hold)
    }

    /// A text of this size was put in the place of the file.
    pub(super) fn linger(&mut self, real: &Path, size: usize) {
        let size = u32::try_from(size).unwrap_or(u32::MAX);
        let linger = (LINGER + LINGER_PER_BYTE * size).min(LONGEST_LINGER);
        let is_short = linger <= SHORT_LINGER;
        let look = if is_short { SHORT_LOOK } else { LOOK };
        self.readers = Readers::of(folder_of(real), look);
        let stays = if is_short || self.readers.is_none() { linger } else { LONGEST_LINGER };
        self.until = Some(Instant::now() + stays);
    }

    /// How long at most it still has to stay.
    fn left(&self) -> Option<Duration> {
        let left = self.until?.saturating_duration_since(Instant::now());
        (!left.is_zero()).then_some(left)
    }
}

impl Drop for Hold {
    fn drop(&mut self) {
        while let Some(left) = self.left() {
            let look = self.readers.as_ref().map_or(left, |readers| readers.look.min(left));
            std::thread::sleep(look);
            if self.readers.as_mut().is_some_and(Readers::are_done) {
                break;
            }
        }
        self.locks.clear();
        super::reached("unlocked");
    }
}

fn wait(path: &Path, begun: Instant, patience: &Patience<'_>) -> Result<make::Lock, LockError> {
    loop {
        if let Some(lock) = make::Lock::try_take(path)? {
            return Ok(lock);
        }
        if (patience.cancelled)() {
            return Err(LockError::Cancelled);
        }
        if begun.elapsed() >= patience.wait
            && let Some(seen) = left::see(path)
        {
            return Err(LockError::Held(seen));
        }
        std::thread::sleep(pause());
    }
}

/// Not always the same, so that two programs do not keep step.
fn pause() -> Duration {
    let (least, most) = PAUSE;
    let any = getrandom::u32().map_or(0, u64::from);
    Duration::from_millis(least + any % (most - least + 1))
}
