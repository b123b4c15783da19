//! Why a kubeconfig file was left as it is, whichever step refused. With what is named here,
//! phrases are made of it.

pub use super::{
    Act, BreakError, ChooseError, Holder, InspectError, LockError, ReadError, TightenError,
    WriteError,
};
use super::{CommitError, UndoError};
use crate::core::acs::ClusterId;
use crate::core::kubeconfig::edit::EditError;
use crate::core::kubeconfig::merge::{IncomingError, PlanError};

/// Why a kubeconfig file was left as it is.
#[derive(Debug, Clone, thiserror::Error)]
pub enum FileTrouble {
    /// No file is meant.
    #[error(transparent)]
    Choose(#[from] ChooseError),
    /// The file cannot be read.
    #[error(transparent)]
    Read(#[from] ReadError),
    /// A fetched document is not merged.
    #[error("the kubeconfig of {0} is not merged")]
    Incoming(ClusterId, #[source] IncomingError),
    /// A merge cannot be planned.
    #[error(transparent)]
    Plan(PlanError),
    /// The file cannot be edited safely.
    #[error(transparent)]
    Edit(#[from] EditError),
    /// The file cannot be locked.
    #[error(transparent)]
    Lock(#[from] LockError),
    /// The file or its backup cannot be written.
    #[error(transparent)]
    Write(#[from] WriteError),
    /// The new text would be larger than what is read.
    #[error("the file would become too large")]
    TooLarge,
    /// The file was changed since it was read, and nothing could be planned anew.
    #[error("the file was changed since it was read")]
    Changed,
    /// There is nothing to undo.
    #[error("there is nothing to undo")]
    NothingToUndo,
    /// There is no folder to keep the old text in.
    #[error("there is no folder for backups")]
    NoBackups,
    /// What is to be written was not planned, or its plan was dropped.
    #[error("there is no plan of this number")]
    NoPlan,
    /// The lock was not broken.
    #[error(transparent)]
    Break(#[from] BreakError),
    /// The mode was not changed.
    #[error(transparent)]
    Tighten(#[from] TightenError),
}

impl From<PlanError> for FileTrouble {
    fn from(error: PlanError) -> Self {
        match error {
            PlanError::Edit(error) => Self::Edit(error),
            error => Self::Plan(error),
        }
    }
}

impl From<CommitError> for FileTrouble {
    fn from(error: CommitError) -> Self {
        match error {
            CommitError::Changed(_) => Self::Changed,
            CommitError::Read(error) => Self::Read(error),
            CommitError::Lock(error) => Self::Lock(error),
            CommitError::TooLarge => Self::TooLarge,
            CommitError::Write(error) => Self::Write(error),
        }
    }
}

impl From<UndoError> for FileTrouble {
    fn from(error: UndoError) -> Self {
        match error {
            UndoError::Nothing => Self::NothingToUndo,
            UndoError::Changed { .. } => Self::Changed,
            UndoError::Read(error) => Self::Read(error),
            UndoError::Lock(error) => Self::Lock(error),
            UndoError::Write(error) => Self::Write(error),
        }
    }
}
