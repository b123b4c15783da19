//! The phrases about profiles, and what they quote of others.

use super::Notice;
use crate::core::printable::printable;
use crate::core::profile::{
    FileProblem, IdentityKind, KeychainError, Mode, ProfileProblem, SignInError, Source,
};

/// How much of a PATH is told.
pub(super) const PATH: usize = 2000;

/// How much of a command is told.
pub(super) const COMMAND: usize = 2000;

/// Profiles: where credentials come from, and why they do not.
pub struct ProfileWords {
    /// What a place of profiles is called: `aliyun CLI profile`.
    pub kind: fn(&Source) -> &'static str,
    /// What a source without a name of its own is called in the list.
    pub unnamed: fn(&Source) -> String,
    /// Why a profile cannot be used.
    pub problem: fn(&ProfileProblem) -> String,
    /// Why a file cannot be read.
    pub file_problem: fn(&FileProblem) -> String,
    /// Why the keychain cannot be used.
    pub keychain: fn(&KeychainError) -> String,
    /// What kind of identity it is.
    pub identity: fn(&IdentityKind) -> String,
    /// What the mode of a profile means.
    pub mode: fn(Mode) -> &'static str,
    /// Why a profile gave no credentials: what happened, what it means, what to do.
    pub sign_in: fn(&SignInError) -> Notice,
    /// The variables were found by asking the login shell.
    pub from_shell: &'static str,
    /// The variables of the environment, as a place.
    pub environment: &'static str,
    /// The system keychain, as a place.
    pub system_keychain: &'static str,
}

/// The last lines of what a program said, which tell most, as one.
pub(super) fn last_lines(stderr: &str) -> String {
    const LINES: usize = 4;
    let lines = stderr.lines().map(str::trim).filter(|line| !line.is_empty());
    let mut last: Vec<String> = lines.rev().take(LINES).map(printable).collect();
    last.reverse();
    last.join(" / ")
}
