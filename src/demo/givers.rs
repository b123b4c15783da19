//! Those who give a key to whoever may ask: a credentials URI, and CloudSSO.

use jiff::Timestamp;
use serde_json::{Value, json};

use super::account::{ACCOUNT_ID, Holder};
use super::arrived::Arrived;
use super::auth;
use super::error::ApiError;
use super::keyring::{IssuedKey, Keyring};
use super::roles;

/// The token of a sign-in to CloudSSO.
pub const SSO_ACCESS_TOKEN: &str = "demo-sso-access-token-5f1c9d2e7b";
/// The access configuration that the token may be used for; it stands for the role.
pub const SSO_ACCESS_CONFIG: &str = "ac-00demodemodemo0001";

/// The sessions of the keys that they give.
const URI_SESSION: &str = "credentials-uri";
const SSO_SESSION: &str = "dev-ops@sso";

/// A key in the form of the metadata service and of a credentials URI.
pub(super) fn given(issued: &IssuedKey) -> Value {
    let mut key = issued.json();
    key["Code"] = "Success".into();
    key
}

/// Answers at the credentials URI.
pub(super) fn at_uri(arrived: &Arrived, keys: &Keyring, now: Timestamp) -> Result<Value, ApiError> {
    if arrived.method != "GET" {
        return Err(ApiError::gateway(405, "MethodNotAllowed", "Only GET is supported."));
    }
    Ok(given(&keys.issue(operator(URI_SESSION), None, now)?))
}

/// Whether a request to CloudSSO bears the token of a sign-in.
pub(super) fn admit_to_sso(arrived: &Arrived) -> Result<(), ApiError> {
    let bearer = arrived.header("authorization").and_then(|value| value.strip_prefix("Bearer "));
    if bearer.is_some_and(|bearer| auth::equal(bearer.as_bytes(), SSO_ACCESS_TOKEN.as_bytes())) {
        return Ok(());
    }
    Err(ApiError::gateway(401, "InvalidAccessToken", "The access token is invalid or expired."))
}

/// Answers a request to CloudSSO from someone who is signed in.
pub(super) fn at_sso(arrived: &Arrived, keys: &Keyring, now: Timestamp) -> Result<Value, ApiError> {
    if arrived.method != "POST" {
        return Err(ApiError::gateway(405, "MethodNotAllowed", "Only POST is supported."));
    }
    let wanted: Option<Value> = arrived.with_message(|m| serde_json::from_slice(m.body).ok());
    let wanted = wanted.unwrap_or_default();
    for (name, known) in [("AccountId", ACCOUNT_ID), ("AccessConfigurationId", SSO_ACCESS_CONFIG)] {
        if wanted[name] != known {
            let message = format!("The specified {name} is not assigned to this user.");
            return Err(ApiError::gateway(403, "NoPermission", message));
        }
    }
    Ok(json!({ "CloudCredential": keys.issue(operator(SSO_SESSION), None, now)?.json() }))
}

fn operator(session: &str) -> Holder {
    Holder::Role { role: &roles::OPERATOR, session: session.to_owned() }
}
