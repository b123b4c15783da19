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

/// How long a look at them takes, so that who is at work is seen to be.
pub(super) const LOOK: Duration = Duration::from_millis(100);

/// Those who may have read a file.
#[derive(Debug)]
pub(super) struct Readers {
    /// None, if nobody can be ruled out.
    suspects: Option<Vec<system::Suspect>>,
}

impl Readers {
    /// Those who are there now.
    pub(super) fn of(file: &Path) -> Self {
        Self { suspects: system::all(file) }
    }

    /// Whether it is known who they may be.
    pub(super) fn are_known(&self) -> bool {
        self.suspects.is_some()
    }

    /// Whether they are done. Takes [`LOOK`] from one time to the next.
    pub(super) fn are_done(&mut self) -> bool {
        self.suspects.as_mut().is_some_and(|suspects| {
            suspects.retain_mut(system::Suspect::may_be_at_work);
            suspects.is_empty()
        })
    }
}
