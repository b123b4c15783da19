//! Notes on the desktop, by the way that the system has for them.
//!
//! Every call can block on another program, so the worker makes them off its own thread.

#[cfg(all(unix, not(target_os = "macos")))]
mod bus;
#[cfg(not(all(unix, not(target_os = "macos"))))]
mod elsewhere;

#[cfg(all(unix, not(target_os = "macos")))]
use bus as system;
#[cfg(not(all(unix, not(target_os = "macos"))))]
use elsewhere as system;

use crate::core::session::NoNotes;

/// The program, as the desktop shows it beside a note.
const PROGRAM: &str = "ACK Kubeconfig";

/// What a note says. It lies on the screen for everyone to see.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// What it is about.
    pub title: String,
    /// More of it.
    pub body: String,
}

/// Whoever shows notes. Clones are the same.
#[derive(Clone, Default)]
pub struct Desktop(system::Way);

impl Desktop {
    /// One that is reached over another message bus than the session's, where there are such.
    #[must_use]
    pub fn at_bus(address: &str) -> Self {
        Self(system::Way::at_bus(address))
    }

    /// Whether there is somebody who shows notes.
    ///
    /// # Errors
    /// [`NoNotes`], when there is nobody.
    pub fn ask(&self) -> Result<(), NoNotes> {
        self.0.ask()
    }

    /// Shows a note.
    ///
    /// # Errors
    /// [`NoNotes`], when it was not taken.
    pub fn show(&self, note: &Note) -> Result<(), NoNotes> {
        self.0.show(note)
    }
}

impl std::fmt::Debug for Desktop {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Desktop")
    }
}
