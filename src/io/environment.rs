//! Credentials from the environment.

use secrecy::SecretString;

use crate::core::acs::{Credentials, CredentialsError};

/// The variable of the AccessKey ID.
pub const ACCESS_KEY_ID: &str = "ALIBABA_CLOUD_ACCESS_KEY_ID";
/// The variable of the AccessKey secret.
pub const ACCESS_KEY_SECRET: &str = "ALIBABA_CLOUD_ACCESS_KEY_SECRET";
/// The variable of the STS token.
pub const SECURITY_TOKEN: &str = "ALIBABA_CLOUD_SECURITY_TOKEN";

/// Why the environment gives no credentials.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum EnvironmentError {
    /// Neither variable is set.
    #[error("{ACCESS_KEY_ID} and {ACCESS_KEY_SECRET} are not set")]
    NotSet,
    /// They are set, but not to a key.
    #[error("the credentials in the environment cannot be used")]
    Unusable(#[from] CredentialsError),
}

/// Reads the key pair, and the token if there is one, through `variable` (as [`std::env::var`]).
///
/// # Errors
/// [`EnvironmentError`], when there is none, or only half of one.
pub fn credentials(
    variable: impl Fn(&str) -> Option<String>,
) -> Result<Credentials, EnvironmentError> {
    let read = |name| variable(name).filter(|value| !value.trim().is_empty());
    let id = read(ACCESS_KEY_ID);
    let secret = read(ACCESS_KEY_SECRET).map(SecretString::from);
    if id.is_none() && secret.is_none() {
        return Err(EnvironmentError::NotSet);
    }
    let token = read(SECURITY_TOKEN).map(SecretString::from);
    let secret = secret.unwrap_or_default();
    Ok(Credentials::new(&id.unwrap_or_default(), &secret, token.as_ref())?)
}

/// As [`credentials`], from this process's environment.
///
/// # Errors
/// As [`credentials`].
pub fn credentials_of_process() -> Result<Credentials, EnvironmentError> {
    credentials(|name| std::env::var(name).ok())
}

#[cfg(test)]
mod tests {
    use super::{CredentialsError, EnvironmentError, credentials};

    fn read(pairs: &[(&str, &str)]) -> Result<super::Credentials, EnvironmentError> {
        credentials(|name| {
            pairs.iter().find(|(set, _)| *set == name).map(|(_, value)| (*value).to_owned())
        })
    }

    #[test]
    fn a_pair_is_taken_with_its_token() {
        let pair = [(super::ACCESS_KEY_ID, "LTAI"), (super::ACCESS_KEY_SECRET, "s")];
        assert!(read(&pair).unwrap().security_token().is_none());
        let triple = [pair[0], pair[1], (super::SECURITY_TOKEN, "t")];
        assert!(read(&triple).unwrap().security_token().is_some());
    }

    #[test]
    fn none_and_half_a_pair_are_told_apart() {
        assert_eq!(read(&[]).unwrap_err(), EnvironmentError::NotSet);
        assert_eq!(read(&[(super::ACCESS_KEY_ID, " ")]).unwrap_err(), EnvironmentError::NotSet);
        assert_eq!(
            read(&[(super::ACCESS_KEY_ID, "LTAI")]).unwrap_err(),
            EnvironmentError::Unusable(CredentialsError::NoAccessKeySecret)
        );
        assert_eq!(
            read(&[(super::ACCESS_KEY_SECRET, "s")]).unwrap_err(),
            EnvironmentError::Unusable(CredentialsError::NoAccessKeyId)
        );
    }
}
