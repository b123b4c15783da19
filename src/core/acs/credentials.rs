//! Credentials of an Alibaba Cloud identity, secret from the border on.

use secrecy::{ExposeSecret as _, SecretString};
use zeroize::Zeroizing;

use super::percent;

/// An AccessKey pair, with the security token when it is a temporary one of STS.
///
/// `Debug` shows the AccessKey ID only, and that masked.
#[derive(Clone)]
pub struct Credentials {
    access_key_id: String,
    access_key_secret: SecretString,
    security_token: Option<SecretString>,
}

/// What stands in place of what is not shown.
const MASK: &str = "••••••••";

/// Why a key pair cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CredentialsError {
    /// No AccessKey ID was given.
    #[error("the AccessKey ID is empty")]
    NoAccessKeyId,
    /// No AccessKey secret was given.
    #[error("the AccessKey secret is empty")]
    NoAccessKeySecret,
    /// A character that cannot stand in an HTTP header.
    #[error("the {0} has a character that no key has, perhaps from copying")]
    BadCharacter(&'static str),
}

impl Credentials {
    /// Takes a key pair, and the token of a temporary one; white space around each is dropped,
    /// an empty token is none.
    ///
    /// # Errors
    /// [`CredentialsError`] when a part is missing or could not be sent.
    pub fn new(
        access_key_id: &str,
        access_key_secret: &SecretString,
        security_token: Option<&SecretString>,
    ) -> Result<Self, CredentialsError> {
        let id = access_key_id.trim();
        let secret = access_key_secret.expose_secret().trim();
        let token = security_token
            .map(|token| token.expose_secret().trim())
            .filter(|token| !token.is_empty());
        if id.is_empty() {
            return Err(CredentialsError::NoAccessKeyId);
        }
        if secret.is_empty() {
            return Err(CredentialsError::NoAccessKeySecret);
        }
        check_characters("AccessKey ID", id)?;
        check_characters("AccessKey secret", secret)?;
        check_characters("STS token", token.unwrap_or_default())?;
        Ok(Self {
            access_key_id: id.to_owned(),
            access_key_secret: SecretString::from(secret),
            security_token: token.map(SecretString::from),
        })
    }

    /// The AccessKey ID, which is sent in the clear with every request.
    #[must_use]
    pub fn access_key_id(&self) -> &str {
        &self.access_key_id
    }

    /// The AccessKey secret: the key of the signature, never sent.
    #[must_use]
    pub fn access_key_secret(&self) -> &SecretString {
        &self.access_key_secret
    }

    /// The STS token of a temporary key pair.
    #[must_use]
    pub fn security_token(&self) -> Option<&SecretString> {
        self.security_token.as_ref()
    }

    /// What of it must not be shown: the secret, and the token if there is one.
    #[must_use]
    pub fn secrets(&self) -> Vec<&SecretString> {
        std::iter::once(&self.access_key_secret).chain(self.security_token()).collect()
    }

    /// The AccessKey ID as it is shown: the first six and the last four characters.
    #[must_use]
    pub fn masked_access_key_id(&self) -> String {
        mask_access_key_id(&self.access_key_id)
    }
}

impl std::fmt::Debug for Credentials {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Credentials")
            .field("access_key_id", &self.masked_access_key_id())
            .field("temporary", &self.security_token.is_some())
            .finish_non_exhaustive()
    }
}

/// Masks secrets wherever a text repeats them: the service answers a wrong signature with the text
/// that it signed, and that holds the token, with the RPC style encoded once or twice.
pub fn mask(secrets: &[&SecretString], text: &mut String) {
    for secret in secrets {
        let plain = secret.expose_secret();
        let encoded = Zeroizing::new(percent::encode(plain));
        let twice = Zeroizing::new(percent::encode(&encoded));
        for form in [plain, encoded.as_str(), twice.as_str()] {
            if !form.is_empty() && text.contains(form) {
                *text = text.replace(form, MASK);
            }
        }
    }
}

/// Shortens an AccessKey ID to its first six and last four characters.
#[must_use]
pub fn mask_access_key_id(id: &str) -> String {
    let characters: Vec<char> = id.chars().collect();
    if characters.len() < 14 {
        return MASK.to_owned();
    }
    let start: String = characters[..6].iter().collect();
    let end: String = characters[characters.len() - 4..].iter().collect();
    format!("{start}{MASK}{end}")
}

fn check_characters(part: &'static str, text: &str) -> Result<(), CredentialsError> {
    if text.chars().all(|c| c.is_ascii_graphic()) {
        Ok(())
    } else {
        Err(CredentialsError::BadCharacter(part))
    }
}

#[cfg(test)]
mod tests {
    use super::{Credentials, CredentialsError};
    use secrecy::{ExposeSecret as _, SecretString};

    fn credentials(id: &str, secret: &str, token: &str) -> Result<Credentials, CredentialsError> {
        Credentials::new(id, &SecretString::from(secret), Some(&SecretString::from(token)))
    }

    #[test]
    fn trims_and_drops_an_empty_token() {
        let key = credentials(" LTAI5tExample0001 ", "secret\n", " ").unwrap();
        assert_eq!(key.access_key_id(), "LTAI5tExample0001");
        assert_eq!(key.access_key_secret().expose_secret(), "secret");
        assert!(key.security_token().is_none());
    }

    #[test]
    fn refuses_missing_and_unsendable_parts() {
        assert_eq!(credentials("", "s", "").unwrap_err(), CredentialsError::NoAccessKeyId);
        assert_eq!(credentials("LTAI", " ", "").unwrap_err(), CredentialsError::NoAccessKeySecret);
        assert_eq!(
            credentials("LTAI", "a\u{200b}b", "").unwrap_err(),
            CredentialsError::BadCharacter("AccessKey secret")
        );
        assert_eq!(
            credentials("LTAI", "ab", "t\nx: y").unwrap_err(),
            CredentialsError::BadCharacter("STS token")
        );
    }

    #[test]
    fn secrets_are_masked_in_what_others_say_however_they_are_encoded() {
        let key = credentials("LTAI5tExample0001", "TheSecret", "The/Token=").unwrap();
        for token in ["The/Token=", "The%2FToken%3D", "The%252FToken%253D"] {
            let mut text = format!("a:{token}\nb:TheSecret{token}\n");
            super::mask(&key.secrets(), &mut text);
            assert_eq!(text, "a:••••••••\nb:••••••••••••••••\n");
        }
    }

    #[test]
    fn debug_shows_no_secret() {
        let key = credentials("LTAI5tExampleKey0001", "TheSecret", "TheToken").unwrap();
        assert_eq!(
            format!("{key:?}"),
            r#"Credentials { access_key_id: "LTAI5t••••••••0001", temporary: true, .. }"#
        );
        assert!(!format!("{:?}", credentials("short", "TheSecret", "").unwrap()).contains("short"));
    }
}
