//! The key of an account in the system keychain.

use crate::core::profile::{SignInError, Temporary};
use crate::worker::keychain::Keychain;

/// Reads the key of this name.
pub(super) async fn keychain(keychain: &Keychain, name: &str) -> Result<Temporary, SignInError> {
    let credentials = keychain.read(name).await.map_err(SignInError::Keychain)?;
    Ok(Temporary { credentials, expiration: None })
}
