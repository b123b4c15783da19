//! Why a profile that was found gave no credentials in the end.

use std::path::PathBuf;

use jiff::Timestamp;

use super::{Mode, ProfileProblem};
use crate::core::acs::FetchError;

/// Why following a recipe brought no credentials.
#[derive(Debug, Clone, thiserror::Error)]
pub enum SignInError {
    /// Someone was asked, and did not give any.
    #[error("{step} gave no credentials")]
    Asked {
        /// Who.
        step: SignInStep,
        /// What came instead.
        #[source]
        error: Box<FetchError>,
    },
    /// The program of `process_command` gave none.
    #[error("the program of the profile {profile} gave no credentials")]
    Command {
        /// The profile.
        profile: String,
        /// The program, as the command line names it.
        program: String,
        /// How it failed.
        #[source]
        failure: CommandFailure,
    },
    /// What the aliyun CLI signed in to has ended; only it can sign in again.
    #[error("the sign-in of the profile {profile} has ended")]
    SignInAgain {
        /// The profile.
        profile: String,
        /// Its mode: CloudSSO or OAuth.
        mode: Mode,
        /// When it ended; `None` when it never began.
        ended: Option<Timestamp>,
    },
    /// The file with the OIDC token cannot be read.
    #[error("the token file {} cannot be read", file.display())]
    TokenFile {
        /// The file.
        file: PathBuf,
        /// Why not.
        kind: std::io::ErrorKind,
    },
    /// The keychain gave none.
    #[error("the system keychain gave no credentials")]
    Keychain(#[source] KeychainError),
    /// What was given as a profile cannot be used.
    #[error("what was given cannot be used: {0}")]
    Unusable(#[from] ProfileProblem),
    /// What was given has ended already.
    #[error("the credentials given have ended already")]
    EndedAlready(Timestamp),
}

/// Who is asked for credentials, or about them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SignInStep {
    /// STS, for a role's key.
    #[error("STS AssumeRole")]
    AssumeRole,
    /// STS, for a role's key by an OIDC token.
    #[error("STS AssumeRoleWithOIDC")]
    AssumeRoleWithOidc,
    /// STS, for who the caller is.
    #[error("STS GetCallerIdentity")]
    GetCallerIdentity,
    /// The metadata service of the ECS instance.
    #[error("the ECS metadata service")]
    EcsMetadata,
    /// The credentials URI.
    #[error("the credentials URI")]
    CredentialsUri,
    /// CloudSSO.
    #[error("CloudSSO")]
    CloudSso,
}

/// How a program that should print credentials failed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CommandFailure {
    /// The command line is empty, or its quotes do not match.
    #[error("the command line cannot be split into words")]
    BadQuoting,
    /// No such program on the path.
    #[error("it was not found on the path {path}")]
    NotFound {
        /// The path that was looked through.
        path: String,
    },
    /// The system did not start it.
    #[error("it could not be started: {0}")]
    NotStarted(std::io::ErrorKind),
    /// It ran too long, and was ended.
    #[error("it did not end within {seconds} seconds")]
    TimedOut {
        /// The limit.
        seconds: u64,
        /// The end of what it said on its error output.
        stderr: String,
    },
    /// It ended with a failure.
    #[error("it ended with {}", .code.map_or_else(|| "a signal".to_owned(), |code| format!("exit code {code}")))]
    Failed {
        /// Its exit code; `None` when a signal ended it.
        code: Option<i32>,
        /// The end of what it said on its error output.
        stderr: String,
    },
    /// It printed far more than credentials.
    #[error("it printed more than {limit} bytes")]
    TooMuch {
        /// The limit.
        limit: usize,
    },
    /// What it printed is not a JSON object.
    #[error("what it printed is not a JSON object")]
    NotJson {
        /// The end of what it said on its error output.
        stderr: String,
    },
    /// It printed the `mode` External again.
    #[error("it names another program in its turn")]
    Nested,
}

/// Why the keychain cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum KeychainError {
    /// This system has no keychain service.
    #[error("there is no keychain service")]
    NoService,
    /// It is locked, and was not unlocked.
    #[error("the keychain is locked")]
    Locked,
    /// It did not answer in time; perhaps it waits to be unlocked.
    #[error("the keychain does not answer")]
    TimedOut,
    /// There is no account of this name.
    #[error("there is no account {0} in it")]
    NoAccount(String),
    /// There is an account of this name already.
    #[error("there is an account {0} in it already")]
    NameTaken(String),
    /// The name cannot be one.
    #[error("an account needs a name without control characters, of at most 64 characters")]
    BadName,
    /// The key is longer than this system's keychain takes: one of STS may be.
    #[error("the keychain takes no more than {limit} bytes")]
    TooLong {
        /// The most bytes that it takes.
        limit: u32,
    },
    /// What it holds under this name is no key.
    #[error("what it holds is not a key")]
    NotAKey,
    /// The system gave another error.
    #[error("{0}")]
    Other(String),
}

/// A command as it is typed into a shell.
#[must_use]
pub fn command_line(words: &[String]) -> String {
    // Only a NUL cannot be quoted, which no file gives.
    shlex::try_join(words.iter().map(String::as_str)).unwrap_or_else(|_nul| words.join(" "))
}

impl SignInError {
    /// What the service that was asked answered, if one was asked.
    #[must_use]
    pub fn asked(&self) -> Option<&FetchError> {
        match self {
            Self::Asked { error, .. } => Some(error),
            _ => None,
        }
    }

    /// The command that signs in again, for the profiles that only the aliyun CLI can renew.
    #[must_use]
    pub fn renewing_command(&self) -> Option<Vec<String>> {
        let Self::SignInAgain { profile, mode, .. } = self else { return None };
        let words = ["aliyun", "configure", "--profile", profile, "--mode", mode.as_str()];
        Some(words.map(str::to_owned).to_vec())
    }
}
