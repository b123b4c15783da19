//! Who may have read a file before it was replaced, and be on the way to its lock: Go programs
//! that were there by then and are at work. kubectl does nothing but compute between the two.
//!
//! Where not every process of this computer is seen, or the file may be another computer's too,
//! nobody can be ruled out.

use std::path::Path;
use std::time::Duration;

#[cfg(not(target_os = "linux"))]
mod elsewhere;
#[cfg(target_os = "linux")]
mod linux;

#[cfg(not(target_os = "linux"))]
use elsewhere as system;
#[cfg(target_os = "linux")]
use linux as system;

/// Those who may have read a file.
#[derive(Debug)]
pub(super) struct Readers {
    suspects: Vec<system::Suspect>,
    /// How long to wait between two looks at them.
    pub(super) look: Duration,
}

impl Readers {
    /// Those who are there now; none, if nobody can be ruled out.
    pub(super) fn of(file: &Path, look: Duration) -> Option<Self> {
        Some(Self { suspects: system::all(file)?, look })
    }

    /// Looks at them once more: whether they are done.
    pub(super) fn are_done(&mut self) -> bool {
        self.suspects.retain_mut(system::Suspect::may_be_at_work);
        self.suspects.is_empty()
    }
}
