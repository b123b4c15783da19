//! A profile whose key a program prints.

use super::follow::{Follower, Got, Unfollowed};
use crate::core::profile::{External, Mode, ProfileProblem, SignInError};

/// Runs the program, and follows what it prints: a key, or another recipe.
pub(super) async fn external(
    follower: &Follower<'_>,
    _program: &External,
) -> Result<Got, Unfollowed> {
    let _path = &follower.path;
    Err(SignInError::Unusable(ProfileProblem::Unsupported(Mode::External)).into())
}
