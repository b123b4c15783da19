//! The user's kubeconfig file: found, read, locked, backed up, replaced whole, and restored.
//!
//! [`Files`] says which file it is. [`read()`] gives its text and a [`Stamp`]; a plan is made from
//! both, and [`commit()`] writes the new text only if the file still is what the plan was made
//! from. It takes kubectl's lock, keeps the old text in [`Backups`], writes a new file beside the
//! old one and renames it over: at every moment the file is the whole old or the whole new one.
//! [`undo()`] goes the same way back.
//!
//! There is no way around the rename. Where it cannot work the write is refused, since writing in
//! place could be cut short and leave half a file: in a folder that may not be written, for a
//! file that is itself mounted (as containers do), for one whose owner cannot be kept.
//!
//! Everything blocks, and nothing is decided here but what keeps the file whole. Other names of
//! the file (hard links) keep the old text, as with every program that replaces files; extended
//! attributes are not carried over. The paths for Windows and macOS compile, and are untried.

pub mod access;
pub mod backup;
pub mod choose;
pub mod commit;
pub mod glance;
pub mod inspect;
pub mod lock;
pub mod read;
pub mod trouble;
pub mod undo;

mod place;
mod replace;

pub use access::{Access, TightenError, tighten};
pub use backup::{Act, Backup, Backups, Deed};
pub use choose::{ChooseError, Files};
pub use commit::{Commit, CommitError, Committed, commit};
pub use glance::Glance;
pub use inspect::{InspectError, inspect};
pub use lock::{BreakError, Holder, LockError, Patience, SeenLock, break_lock, lock_on};
pub use read::{MAX_SIZE, ReadError, Reading, Stamp, read};
pub use replace::WriteError;
pub use trouble::FileTrouble;
pub use undo::{UndoError, Undone, undo};

/// Tells a trace where a write has come to.
fn reached(step: &'static str) {
    tracing::trace!(step, "writing a kubeconfig");
}
