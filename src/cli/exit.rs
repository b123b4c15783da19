//! The exit codes, a contract that scripts rely on.

use std::process::ExitCode;

use crate::core::acs::Problem;
use crate::core::connection::CheckTrouble;
use crate::core::kubeconfig::edit::EditError;
use crate::worker::protocol::FileTrouble;

/// How a command ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exit {
    /// 0: done.
    Done,
    /// 1: failed in a way that no other code names.
    Failed,
    /// 2: wrong usage.
    Usage,
    /// 3: credentials missing or refused.
    Credentials,
    /// 4: not found.
    NotFound,
    /// 5: no permission.
    NoPermission,
    /// 6: network or server trouble, after retries.
    Network,
    /// 7: the file could not be changed safely.
    File,
    /// 130: cancelled.
    Cancelled,
}

impl Exit {
    /// The number.
    #[must_use]
    pub fn code(self) -> u8 {
        match self {
            Self::Done => 0,
            Self::Failed => 1,
            Self::Usage => 2,
            Self::Credentials => 3,
            Self::NotFound => 4,
            Self::NoPermission => 5,
            Self::Network => 6,
            Self::File => 7,
            Self::Cancelled => 130,
        }
    }

    /// The code for a kubeconfig that does not work.
    #[must_use]
    pub fn of_check(trouble: &CheckTrouble) -> Self {
        match trouble {
            CheckTrouble::Document(_)
            | CheckTrouble::WouldRun(_)
            | CheckTrouble::WouldSend(_)
            | CheckTrouble::WouldRead(_)
            | CheckTrouble::TwoWays => Self::Failed,
            CheckTrouble::Unauthorized { .. } | CheckTrouble::Program(_) => Self::Credentials,
            CheckTrouble::Forbidden(_) | CheckTrouble::NoRole(_) => Self::NoPermission,
            _ => Self::Network,
        }
    }

    /// The code for a failed question.
    #[must_use]
    pub fn of(problem: Problem) -> Self {
        match problem {
            Problem::ClusterNotFound => Self::NotFound,
            _ if problem.is_about_permission() => Self::NoPermission,
            _ if problem.is_about_credentials() => Self::Credentials,
            _ if problem.is_network_or_server() => Self::Network,
            _ => Self::Failed,
        }
    }

    /// The code for a kubeconfig file that was left as it is.
    #[must_use]
    pub fn of_file(trouble: &FileTrouble) -> Self {
        match trouble {
            FileTrouble::Edit(EditError::NotFound { .. }) => Self::NotFound,
            FileTrouble::Incoming(..) | FileTrouble::NothingToUndo => Self::Failed,
            FileTrouble::Choose(_) | FileTrouble::Plan(_) => Self::Usage,
            _ => Self::File,
        }
    }

    /// This, or if all is well so far, another.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        if self == Self::Done { other } else { self }
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit.code())
    }
}
