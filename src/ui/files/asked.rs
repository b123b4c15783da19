//! What a change is made from, so that it can be planned again whenever something else is chosen.

use std::path::Path;

use crate::worker::protocol::{
    Act, EditRequest, LandingCommand, MergeRequest, PlanId, UndoRequest,
};

/// A change that was asked for.
pub(crate) enum Asked {
    /// Documents are merged, or renewed.
    Merge(Box<MergeRequest>),
    /// Contexts that are there are changed.
    Edit(Box<EditRequest>, Act),
    /// A write to a file is undone.
    Undo(UndoRequest),
}

impl Asked {
    /// What is done, in a word.
    pub(super) fn act(&self) -> Act {
        match self {
            Self::Merge(request) => request.act,
            Self::Edit(_, act) => *act,
            Self::Undo(_) => Act::Restore,
        }
    }

    /// The command that plans it.
    pub(super) fn command(&self, id: PlanId) -> LandingCommand {
        match self {
            Self::Merge(request) => LandingCommand::PlanMerge(id, request.clone()),
            Self::Edit(request, _) => LandingCommand::PlanEdit(id, request.clone()),
            Self::Undo(request) => LandingCommand::Undo(id, request.clone()),
        }
    }

    /// The file, as far as it is known without a plan.
    pub(super) fn file(&self) -> Option<&Path> {
        match self {
            Self::Merge(request) => request.file.as_deref(),
            Self::Edit(request, _) => Some(&request.file),
            Self::Undo(request) => Some(&request.file),
        }
    }

    /// Where the old text is kept.
    pub(super) fn backups(&self) -> Option<&Path> {
        match self {
            Self::Merge(request) => request.place.backups.as_deref(),
            Self::Edit(request, _) => request.backups.as_deref(),
            Self::Undo(request) => request.backups.as_deref(),
        }
    }
}
