//! A profile whose key is in the system keychain.

use super::follow::{Follower, Got, Unfollowed};
use crate::core::profile::SignInError;

/// The key of this name.
pub(super) async fn keychain(follower: &Follower<'_>, name: &str) -> Result<Got, Unfollowed> {
    let read = follower.keychain.read(name).await;
    Ok(read.map(Got::at_hand).map_err(SignInError::Keychain)?)
}
