//! Why a file was not written, in the words of the history.

use super::super::landing::messages::{FileTrouble, LockError};
use crate::core::history::Why;
use crate::io::file::SaveError;
use crate::io::kubeconfig_file::{BreakError, ReadError, TightenError, WriteError};

/// Of a file of its own.
pub(in crate::worker) fn of_save(error: &SaveError) -> Why {
    match error {
        SaveError::Exists(_) => Why::Exists,
        SaveError::ReadOnly(_) => Why::NotAllowed,
        SaveError::Write { source, .. } => of_system(source),
        SaveError::NoFileName(_)
        | SaveError::NotAFile(_)
        | SaveError::NoFolder(_)
        | SaveError::NotAFolder(_) => Why::NotWritten,
    }
}

/// Of a kubeconfig file of the user's.
pub(in crate::worker) fn of_trouble(trouble: &FileTrouble) -> Why {
    match trouble {
        FileTrouble::Write(error) | FileTrouble::Lock(LockError::Refused(error)) => of_write(error),
        FileTrouble::Lock(LockError::Held(_)) | FileTrouble::Break(BreakError::AtWork(_)) => {
            Why::Locked
        }
        FileTrouble::Changed | FileTrouble::Break(BreakError::Another) => Why::Changed,
        FileTrouble::Edit(_) | FileTrouble::TooLarge => Why::NotEditable,
        FileTrouble::NothingToUndo => Why::NothingToUndo,
        FileTrouble::Read(ReadError::NoPermission(_)) => Why::NotAllowed,
        FileTrouble::Break(BreakError::Refused(source))
        | FileTrouble::Tighten(TightenError::Refused(source)) => of_system(source),
        FileTrouble::Incoming(..) => Why::NotAKubeconfig,
        FileTrouble::Choose(_)
        | FileTrouble::Read(_)
        | FileTrouble::Plan(_)
        | FileTrouble::Lock(LockError::Cancelled)
        | FileTrouble::Tighten(TightenError::Read(_))
        | FileTrouble::NoBackups
        | FileTrouble::NoPlan => Why::NotWritten,
    }
}

fn of_write(error: &WriteError) -> Why {
    match error {
        WriteError::ReadOnly(_) | WriteError::NoPermission(_) => Why::NotAllowed,
        WriteError::DiskFull(_) => Why::DiskFull,
        WriteError::NoFolder(_)
        | WriteError::MountPoint(_)
        | WriteError::OwnerLost(_)
        | WriteError::Failed { .. } => Why::NotWritten,
    }
}

fn of_system(error: &std::io::Error) -> Why {
    use std::io::ErrorKind;
    match error.kind() {
        ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => Why::NotAllowed,
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded | ErrorKind::FileTooLarge => {
            Why::DiskFull
        }
        _ => Why::NotWritten,
    }
}
