//! Notes on macOS and Windows. Untried, for want of such a machine.

use notify_rust::Notification;

use super::{Note, PROGRAM};
use crate::core::session::NoNotes;

/// The system has one way.
#[derive(Clone, Default)]
pub(super) struct Way;

impl Way {
    pub(super) fn at_bus(_address: &str) -> Self {
        Self
    }

    /// Whether the user lets this program show notes, neither system says beforehand.
    #[expect(clippy::unused_self, clippy::unnecessary_wraps, reason = "elsewhere it can fail")]
    pub(super) fn ask(&self) -> Result<(), NoNotes> {
        Ok(())
    }

    #[expect(clippy::unused_self, reason = "elsewhere there is something to know")]
    pub(super) fn show(&self, note: &Note) -> Result<(), NoNotes> {
        let mut system = Notification::new();
        let shown = system.appname(PROGRAM).summary(&note.title).body(&note.body).show();
        shown.map(drop).map_err(|error| {
            tracing::info!(%error, "no note");
            NoNotes::Refused
        })
    }
}
