//! The demo account: one RAM user and its roles, and the keys that sign in as them.
//!
//! Everything here is invented. The secrets are constants, so that a command line can be pasted
//! again tomorrow; they open nothing but the embedded ACK.

use jiff::Timestamp;
use secrecy::SecretString;

use super::roles::{self, Role};
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
/// The session in which the temporary key at hand acts.
const SESSION: &str = "demo-session";

/// What the service says to a key that is signed correctly.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum KeyState {
    Active,
    /// The user switched the key off.
    Inactive,
    /// A temporary key, good until then.
    Until(Timestamp),
}

/// Whom a key belongs to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Holder {
    /// The RAM user.
    User,
    /// Someone who acts as a role, in a session of this name.
    Role { role: &'static Role, session: String },
}

/// A key that the demo service knows.
pub(super) struct Key {
    pub(super) credentials: Credentials,
    pub(super) state: KeyState,
    pub(super) holder: Holder,
}

impl Holder {
    /// Whose certificate is issued: the RAM id of the user or role.
    pub(super) fn uid(&self) -> &'static str {
        match self {
            Self::User => USER_ID,
            Self::Role { role, .. } => role.id,
        }
    }

    /// The ARN of the caller.
    pub(super) fn arn(&self) -> String {
        match self {
            Self::User => format!("acs:ram::{ACCOUNT_ID}:user/{USER_NAME}"),
            Self::Role { role, session } => {
                format!("acs:ram::{ACCOUNT_ID}:assumed-role/{}/{session}", role.name)
            }
        }
    }

    /// The caller as a RAM denial names it.
    pub(super) fn display_name(&self) -> String {
        match self {
            Self::User => USER_ID.to_owned(),
            Self::Role { role, session } => format!("{}:{session}", role.name),
        }
    }

    /// `SubUser` or `AssumedRoleUser`, RAM's words.
    pub(super) fn principal_type(&self) -> &'static str {
        match self {
            Self::User => "SubUser",
            Self::Role { .. } => "AssumedRoleUser",
        }
    }
}

/// The key of the RAM user.
pub(super) fn user() -> Credentials {
    credentials("LTAI5tDemoDemoDemo0001", "q3Zr8NdK1vXw5TjYb0LhGsMu7RcEaP", None)
}

/// The RAM user's second key, which was switched off.
pub(super) fn inactive() -> Credentials {
    credentials("LTAI5tDemoDemoDemo0002", "V9kPz2HcQx6MnJw4RtBy8FgLd1SuTe", None)
}

/// A temporary key of the role, which never ends, so that it can be pasted tomorrow as well.
pub(super) fn sts() -> Credentials {
    let token = "CAISDemoTokenOfTheEmbeddedAck+MjM0NTY3ODkwMTIzNDU2Nzg5/c2VjdXJpdHktdG9rZW4=";
    credentials("STS.NTDemoDemoDemoDemo0003", "8bTn5QvWc3XyKr7JpLd2HsGz9MfAeU", Some(token))
}

/// A temporary key of the role whose time is over.
pub(super) fn expired_sts() -> Credentials {
    let token = "CAISDemoTokenThatHasEnded+b2xkLXNlY3VyaXR5LXRva2Vu/MjAyMC0wMS0wMQ==";
    credentials("STS.NTDemoDemoDemoDemo0004", "w6YpGx1RkTz4BnVc8QmJd3LsHf5EuA", Some(token))
}

/// The keys that are there from the start.
pub(super) fn keys() -> Vec<Key> {
    let key = |credentials, holder, state| Key { credentials, state, holder };
    let operator = || Holder::Role { role: &roles::OPERATOR, session: SESSION.to_owned() };
    vec![
        key(user(), Holder::User, KeyState::Active),
        key(inactive(), Holder::User, KeyState::Inactive),
        key(sts(), operator(), KeyState::Active),
        key(expired_sts(), operator(), KeyState::Until(Timestamp::UNIX_EPOCH)),
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
        assert!(keys()[2].holder.display_name().starts_with(ROLE_NAME));
    }
}
