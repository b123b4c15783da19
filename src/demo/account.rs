//! The demo account: one RAM user and one role, and the keys that sign in as them.
//!
//! Everything here is invented. The secrets are constants, so that a command line can be pasted
//! again tomorrow; they open nothing but the embedded ACK.

use secrecy::SecretString;

use crate::core::acs::Credentials;

/// The account that owns the clusters.
pub const ACCOUNT_ID: &str = "1234567890123456";
/// The RAM user that the long-lived key belongs to.
pub const USER_NAME: &str = "dev-ops";
/// That user's id, the identity in the kubeconfigs that it gets.
pub const USER_ID: &str = "234567890123456789";
/// The role that the temporary keys belong to.
pub const ROLE_NAME: &str = "ack-operator";
/// That role's id.
pub const ROLE_ID: &str = "345678901234567890";

/// What the service says to a key that is signed correctly.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum KeyState {
    Active,
    /// The user switched the key off.
    Inactive,
    /// The temporary key's time is over.
    Expired,
}

/// A key that the demo service knows.
pub(super) struct Key {
    pub(super) credentials: Credentials,
    pub(super) state: KeyState,
    /// Whose certificate is issued: the RAM id of the user or role.
    pub(super) uid: &'static str,
    /// The caller as a RAM denial names it.
    pub(super) display_name: &'static str,
    /// `SubUser` or `AssumedRoleUser`, RAM's words.
    pub(super) principal_type: &'static str,
}

/// The key of the RAM user.
pub(super) fn user() -> Credentials {
    credentials("LTAI5tDemoDemoDemo0001", "q3Zr8NdK1vXw5TjYb0LhGsMu7RcEaP", None)
}

/// The RAM user's second key, which was switched off.
pub(super) fn inactive() -> Credentials {
    credentials("LTAI5tDemoDemoDemo0002", "V9kPz2HcQx6MnJw4RtBy8FgLd1SuTe", None)
}

/// A temporary key of the role.
pub(super) fn sts() -> Credentials {
    let token = "CAISDemoTokenOfTheEmbeddedAck+MjM0NTY3ODkwMTIzNDU2Nzg5/c2VjdXJpdHktdG9rZW4=";
    credentials("STS.NTDemoDemoDemoDemo0003", "8bTn5QvWc3XyKr7JpLd2HsGz9MfAeU", Some(token))
}

/// A temporary key of the role whose time is over.
pub(super) fn expired_sts() -> Credentials {
    let token = "CAISDemoTokenThatHasEnded+b2xkLXNlY3VyaXR5LXRva2Vu/MjAyMC0wMS0wMQ==";
    credentials("STS.NTDemoDemoDemoDemo0004", "w6YpGx1RkTz4BnVc8QmJd3LsHf5EuA", Some(token))
}

/// Every key that the service knows.
pub(super) fn keys() -> Vec<Key> {
    let user_key = |credentials, state| Key {
        credentials,
        state,
        uid: USER_ID,
        display_name: USER_ID,
        principal_type: "SubUser",
    };
    let role_key = |credentials, state| Key {
        credentials,
        state,
        uid: ROLE_ID,
        display_name: "ack-operator:demo-session",
        principal_type: "AssumedRoleUser",
    };
    vec![
        user_key(user(), KeyState::Active),
        user_key(inactive(), KeyState::Inactive),
        role_key(sts(), KeyState::Active),
        role_key(expired_sts(), KeyState::Expired),
    ]
}

#[expect(clippy::expect_used, reason = "constants, read by a test")]
fn credentials(id: &str, secret: &str, token: Option<&str>) -> Credentials {
    let token = token.map(SecretString::from);
    Credentials::new(id, &SecretString::from(secret), token.as_ref())
        .expect("the demo keys are well formed")
}

#[cfg(test)]
mod tests {
    use super::{ROLE_NAME, keys};

    #[test]
    fn every_key_is_well_formed_and_its_own() {
        let mut ids: Vec<String> =
            keys().iter().map(|key| key.credentials.access_key_id().to_owned()).collect();
        assert!(ids.iter().all(|id| id.contains("Demo")), "a demo key must look like one");
        ids.dedup();
        assert_eq!(ids.len(), 4);
        assert!(keys()[2].display_name.starts_with(ROLE_NAME));
    }
}
