//! The system keychain: the Secret Service, the macOS Keychain or the Windows Credential
//! Manager. Keys are kept there, or nowhere.
//!
//! Every call blocks, perhaps for as long as the user is asked to unlock it.

mod system;

use std::collections::HashMap;
use std::sync::Arc;

use keyring_core::{CredentialStore, Entry, Error};
use secrecy::{ExposeSecret as _, SecretString};
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use crate::core::acs::Credentials;
use crate::core::profile::KeychainError;

/// The name under which the keychain keeps what belongs to this program.
pub const SERVICE: &str = "ack-kubeconfig";

/// The most characters that the name of an account may have.
const LONGEST_NAME: usize = 64;

/// The keychain of the user, connected to.
#[derive(Debug)]
pub struct Keychain {
    store: Arc<CredentialStore>,
}

/// A key in the keychain, as JSON: KDE's keeps nothing but text.
#[derive(Serialize)]
struct Written<'a> {
    access_key_id: &'a str,
    access_key_secret: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    sts_token: Option<&'a str>,
}

/// A key, as it comes back.
#[derive(Deserialize)]
struct Read {
    access_key_id: String,
    access_key_secret: SecretString,
    sts_token: Option<SecretString>,
}

impl Keychain {
    /// Connects to it.
    ///
    /// # Errors
    /// [`KeychainError::NoService`], when there is none to be reached.
    pub fn open() -> Result<Self, KeychainError> {
        let store = system::open().map_err(|error| {
            tracing::debug!(%error, "no keychain service");
            KeychainError::NoService
        })?;
        Ok(Self { store })
    }

    /// The names of the accounts, in the order of the alphabet. The user is asked to unlock the
    /// keychain only if there are any.
    ///
    /// # Errors
    /// [`KeychainError`], when they cannot be known.
    pub fn names(&self) -> Result<Vec<String>, KeychainError> {
        let found = self.store.search(&HashMap::from([system::OURS])).map_err(trouble)?;
        let mut names = found.iter().map(name_of).collect::<Result<Vec<_>, _>>()?;
        names.retain(|name| !name.is_empty());
        names.sort();
        names.dedup();
        Ok(names)
    }

    /// Keeps a key under a name that no account has yet.
    ///
    /// # Errors
    /// [`KeychainError`]; nothing was kept then.
    pub fn keep(&self, name: &str, credentials: &Credentials) -> Result<(), KeychainError> {
        let entry = self.free_entry(name)?;
        entry.set_secret(&written(credentials)?).map_err(trouble)
    }

    /// The key of an account.
    ///
    /// # Errors
    /// [`KeychainError`], when there is none, or it cannot be had.
    pub fn read(&self, name: &str) -> Result<Credentials, KeychainError> {
        credentials(&secret(&self.entry(name)?, name)?)
    }

    /// Gives an account another name, which no account has yet. The new one stands, and has been
    /// read, before the old one goes.
    ///
    /// # Errors
    /// [`KeychainError`]; the key is still kept under the old name then.
    pub fn rename(&self, from: &str, to: &str) -> Result<(), KeychainError> {
        let old = self.entry(from)?;
        let kept = secret(&old, from)?;
        if from == to {
            return Ok(());
        }
        let new = self.free_entry(to)?;
        new.set_secret(&kept).map_err(trouble)?;
        if *secret(&new, to)? != *kept {
            new.delete_credential().map_err(trouble)?;
            return Err(KeychainError::Other("it does not give back what it was given".to_owned()));
        }
        old.delete_credential().map_err(|error| named(error, from))
    }

    /// Removes an account.
    ///
    /// # Errors
    /// [`KeychainError`], when there is none, or it cannot be removed.
    pub fn remove(&self, name: &str) -> Result<(), KeychainError> {
        self.entry(name)?.delete_credential().map_err(|error| named(error, name))
    }

    fn entry(&self, name: &str) -> Result<Entry, KeychainError> {
        let label = format!("ACK Kubeconfig: {name}");
        let modifiers = system::modifiers(&label);
        self.store.build(SERVICE, name, Some(&modifiers)).map_err(trouble)
    }

    /// The entry of a name that can be one, and has none yet.
    fn free_entry(&self, name: &str) -> Result<Entry, KeychainError> {
        let blank = name.trim().is_empty();
        if blank || name.chars().count() > LONGEST_NAME || name.chars().any(char::is_control) {
            return Err(KeychainError::BadName);
        }
        let entry = self.entry(name)?;
        match entry.get_credential() {
            Err(Error::NoEntry) => Ok(entry),
            Ok(_) | Err(Error::Ambiguous(_)) => Err(KeychainError::NameTaken(name.to_owned())),
            Err(error) => Err(trouble(error)),
        }
    }
}

fn name_of(entry: &Entry) -> Result<String, KeychainError> {
    if let Some((_service, name)) = entry.get_specifiers() {
        return Ok(name);
    }
    // It says no more than that it has none: its attributes say why.
    let mut attributes = entry.get_attributes().map_err(trouble)?;
    Ok(attributes.remove("username").unwrap_or_default())
}

fn secret(entry: &Entry, name: &str) -> Result<Zeroizing<Vec<u8>>, KeychainError> {
    entry.get_secret().map(Zeroizing::new).map_err(|error| named(error, name))
}

/// The key as JSON, in a buffer that is wiped, and never moved before.
fn written(credentials: &Credentials) -> Result<Zeroizing<Vec<u8>>, KeychainError> {
    let token = credentials.security_token().map(SecretString::expose_secret);
    let (id, secret) =
        (credentials.access_key_id(), credentials.access_key_secret().expose_secret());
    let length = id.len() + secret.len() + token.map_or(0, str::len);
    // Twice, for what JSON escapes.
    let mut json = Zeroizing::new(Vec::with_capacity(2 * length + 100));
    let key = Written { access_key_id: id, access_key_secret: secret, sts_token: token };
    // The writer's own message could quote the key.
    serde_json::to_writer(&mut *json, &key).map_err(|_message| KeychainError::NotAKey)?;
    Ok(json)
}

fn credentials(json: &[u8]) -> Result<Credentials, KeychainError> {
    // The parser's own message could quote the key.
    let read: Read = serde_json::from_slice(json).map_err(|_message| KeychainError::NotAKey)?;
    Credentials::new(&read.access_key_id, &read.access_key_secret, read.sts_token.as_ref())
        .map_err(|_unusable| KeychainError::NotAKey)
}

/// What an error is about an account means.
fn named(error: Error, name: &str) -> KeychainError {
    match error {
        Error::NoEntry => KeychainError::NoAccount(name.to_owned()),
        error => trouble(error),
    }
}

/// What an error means. Its own `Debug` is never printed, for it may hold the secret.
fn trouble(error: Error) -> KeychainError {
    let cause = match error {
        Error::PlatformFailure(cause) | Error::NoStorageAccess(cause) => cause,
        Error::TooLong(_, limit) => return KeychainError::TooLong { limit },
        Error::BadEncoding(_) | Error::BadDataFormat(..) => return KeychainError::NotAKey,
        error => return KeychainError::Other(error.to_string()),
    };
    let words = cause.to_string();
    // The errors of the Secret Service are variants without values, or names on the bus.
    match format!("{cause:?}").as_str() {
        "Locked" | "Prompt" => KeychainError::Locked,
        "NoResult" => KeychainError::Other("there is no default keyring in it".to_owned()),
        _ if words.contains("org.freedesktop.Secret.Error.IsLocked") => KeychainError::Locked,
        _ => KeychainError::Other(words),
    }
}

#[cfg(test)]
mod tests {
    use super::{Keychain, credentials, trouble, written};
    use crate::core::acs::Credentials;
    use crate::core::profile::KeychainError;
    use keyring_core::{Error, mock};
    use secrecy::{ExposeSecret as _, SecretString};

    #[derive(Debug)]
    #[expect(dead_code, reason = "it is printed")]
    enum Cause {
        Prompt,
        NoResult,
        Zbus(&'static str),
    }

    impl std::fmt::Display for Cause {
        fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            std::fmt::Debug::fmt(self, f)
        }
    }

    impl std::error::Error for Cause {}

    fn key(secret: &str, token: Option<&str>) -> Credentials {
        let token = token.map(Into::into);
        Credentials::new("LTAI5tExampleKey0001", &secret.into(), token.as_ref()).unwrap()
    }

    #[test]
    fn a_key_comes_back_as_it_was() {
        for (secret, token) in [("Secret", None), ("a\"\\/+=", Some("to\"ken=="))] {
            let json = written(&key(secret, token)).unwrap();
            let back = credentials(&json).unwrap();
            assert_eq!(back.access_key_id(), "LTAI5tExampleKey0001");
            assert_eq!(back.access_key_secret().expose_secret(), secret);
            assert_eq!(back.security_token().map(SecretString::expose_secret), token);
        }
        for other in ["", "{", "{}", "[]", r#"{"access_key_id":"","access_key_secret":"s"}"#] {
            assert_eq!(credentials(other.as_bytes()).unwrap_err(), KeychainError::NotAKey);
        }
    }

    #[test]
    fn a_name_must_be_one() {
        let keychain = Keychain { store: mock::Store::new().unwrap() };
        let long = "a".repeat(65);
        for name in ["", "  ", "a\nb", "a\u{1b}[2J", &long] {
            let error = keychain.keep(name, &key("Secret", None)).unwrap_err();
            assert_eq!(error, KeychainError::BadName, "{name:?}");
        }
    }

    #[test]
    fn errors_are_told_by_what_they_mean() {
        let access = |cause| trouble(Error::NoStorageAccess(Box::new(cause)));
        assert_eq!(access(Cause::Prompt), KeychainError::Locked);
        let other = "there is no default keyring in it".to_owned();
        assert_eq!(access(Cause::NoResult), KeychainError::Other(other));
        let platform = |text| trouble(Error::PlatformFailure(Box::new(Cause::Zbus(text))));
        let locked = "org.freedesktop.Secret.Error.IsLocked: Cannot get secret";
        assert_eq!(platform(locked), KeychainError::Locked);
        let other = "Zbus(\"broken pipe\")".to_owned();
        assert_eq!(platform("broken pipe"), KeychainError::Other(other));
        let secret = b"TheSecret".to_vec();
        assert_eq!(trouble(Error::BadEncoding(secret)), KeychainError::NotAKey);
        let limit = 2560;
        let too_long = trouble(Error::TooLong("secret".to_owned(), limit));
        assert_eq!(too_long, KeychainError::TooLong { limit });
    }
}
