//! STS, which lets a key act as a role and says whose a key is: RPC style, version 2015-04-01.

use jiff::Timestamp;

use crate::core::acs::{ApiEndpoint, Credentials, HttpRequest, Prepared, RawReply, ReplyError};
use crate::core::profile::{CallerIdentity, Role, Temporary};

/// A question to STS, before it is signed.
#[derive(Debug, Clone)]
pub struct StsRequest {
    action: &'static str,
}

impl StsRequest {
    /// Who am I?
    #[must_use]
    pub fn get_caller_identity() -> Self {
        Self { action: "GetCallerIdentity" }
    }

    /// Let me act as this role.
    #[must_use]
    pub fn assume_role(_role: &Role) -> Self {
        Self { action: "AssumeRole" }
    }

    /// The request to send, signed with the key if there is one.
    #[must_use]
    pub fn prepare(
        &self,
        endpoint: &ApiEndpoint,
        _key: Option<&Credentials>,
        _now: Timestamp,
        _nonce: &str,
    ) -> Prepared {
        HttpRequest::new("POST", format!("{endpoint}/?Action={}", self.action)).into()
    }
}

/// Reads the answer to `AssumeRole` and `AssumeRoleWithOIDC`.
///
/// # Errors
/// [`ReplyError`], whatever the answer is instead of a key.
pub fn read_temporary(_reply: RawReply) -> Result<Temporary, ReplyError> {
    Err(ReplyError::Lacks("Credentials"))
}

/// Reads the answer to `GetCallerIdentity`.
///
/// # Errors
/// [`ReplyError`], whatever the answer is instead of an identity.
pub fn read_identity(_reply: RawReply) -> Result<CallerIdentity, ReplyError> {
    Err(ReplyError::Lacks("AccountId"))
}
