//! A profile whose key is in the system keychain.

use super::follow::{Follower, Got, Unfollowed};
use crate::core::profile::{KeychainError, SignInError};

/// The key of this name.
pub(super) async fn keychain(_follower: &Follower<'_>, _name: &str) -> Result<Got, Unfollowed> {
    Err(SignInError::Keychain(KeychainError::NoService).into())
}
