//! Why a profile, or a whole file of them, cannot be used. The names of files, profiles and keys
//! are told, what stands in them never is.

use std::path::PathBuf;

use super::Mode;
use crate::core::acs::CredentialsError;

/// Why a profile cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ProfileProblem {
    /// A key that the mode needs is not there, or empty.
    #[error("{0} is missing")]
    Missing(&'static str),
    /// The value of a key is of another type than it must be.
    #[error("{0} is not {1}")]
    WrongType(&'static str, &'static str),
    /// The value of a key is of no use.
    #[error("{0} is not valid")]
    Invalid(&'static str),
    /// The key pair or token cannot be used.
    #[error("{0}")]
    Key(#[from] CredentialsError),
    /// A mode that is not known.
    #[error("its mode is not known")]
    UnknownMode,
    /// A mode that the CS API cannot be asked with.
    #[error("the mode {0} is not supported")]
    Unsupported(Mode),
    /// `ALIBABA_CLOUD_DISABLE_EXTERNAL_PROCESS` is set.
    #[error("ALIBABA_CLOUD_DISABLE_EXTERNAL_PROCESS forbids it")]
    Forbidden,
    /// The profile that it builds on does not exist.
    #[error("source_profile names the profile {0}, which does not exist")]
    NoSourceProfile(String),
    /// The profile that it builds on cannot be used.
    #[error("the profile {name} that it builds on cannot be used: {problem}")]
    SourceProfile {
        /// The other profile.
        name: String,
        /// What is wrong with it.
        problem: Box<ProfileProblem>,
    },
    /// The profiles build on each other in a circle.
    #[error("its source profiles form a circle: {}", .0.join(" → "))]
    Circle(Vec<String>),
    /// There are too many profiles in a row.
    #[error("it builds on more than {0} others in a row")]
    ChainTooLong(usize),
    /// It is not a JSON object.
    #[error("it is not an object")]
    NotAnObject,
    /// Another profile of the same name stands before it in the file.
    #[error("another profile before it has the same name")]
    Duplicate,
}

/// A file that could not be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileTrouble {
    /// The file.
    pub file: PathBuf,
    /// Why not.
    pub problem: FileProblem,
}

/// Why a file could not be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FileProblem {
    /// It is not there, though something names it.
    #[error("it does not exist")]
    Missing,
    /// The system does not let this user read it.
    #[error("you may not read it")]
    NoPermission,
    /// It is a folder or a device.
    #[error("it is not a file")]
    NotAFile,
    /// It is far larger than such a file ever is.
    #[error("it is larger than {0} bytes")]
    TooLarge(usize),
    /// The system gave another error.
    #[error("it cannot be read: {0}")]
    Unreadable(std::io::ErrorKind),
    /// It is not UTF-8.
    #[error("it is not text")]
    NotText,
    /// It breaks the rules of its format.
    #[error("line {line} breaks the rules of {format}")]
    Malformed {
        /// The format: `JSON` or `INI`.
        format: &'static str,
        /// Where, from 1.
        line: usize,
    },
    /// It is well formed and holds something else than profiles.
    #[error("it holds no profiles")]
    NoProfiles,
}
