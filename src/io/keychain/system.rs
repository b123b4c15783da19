//! What the keychains of the systems have each for themselves.

use std::collections::HashMap;
use std::sync::Arc;

use keyring_core::{CredentialStore, Error};

#[cfg(target_os = "macos")]
use apple_native_keyring_store::keychain::Store;
#[cfg(windows)]
use windows_native_keyring_store::Store;
#[cfg(all(unix, not(target_os = "macos")))]
use zbus_secret_service_keyring_store::Store;

/// What finds the entries of this program.
#[cfg(unix)]
pub(super) const OURS: (&str, &str) = ("service", super::SERVICE);

/// What finds the entries of this program: their targets are `NAME.ack-kubeconfig`.
#[cfg(windows)]
pub(super) const OURS: (&str, &str) = ("pattern", r"\.ack-kubeconfig$");

/// Connects to the user's keychain.
pub(super) fn open() -> Result<Arc<CredentialStore>, Error> {
    Ok(Store::new()?)
}

/// How an entry is kept: in the Secret Service under a label, which people read in its window.
#[cfg(all(unix, not(target_os = "macos")))]
pub(super) fn modifiers(label: &str) -> HashMap<&str, &str> {
    HashMap::from([("label", label)])
}

/// How an entry is kept: macOS shows the service and the account by itself.
#[cfg(target_os = "macos")]
pub(super) fn modifiers(_label: &str) -> HashMap<&str, &str> {
    HashMap::new()
}

/// How an entry is kept: a key stays on the machine on which it was kept.
#[cfg(windows)]
pub(super) fn modifiers(_label: &str) -> HashMap<&str, &str> {
    HashMap::from([("persistence", "Local")])
}
