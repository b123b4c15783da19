//! Who is calling STS: the RPC signature, verified over the parameters that really arrived.

use std::sync::Arc;

use jiff::Timestamp;

use super::account::Key;
use super::arrived::Arrived;
use super::auth;
use super::error::ApiError;
use super::keyring::Keyring;
use crate::core::sts::{SIGNATURE_METHOD, SIGNATURE_VERSION, STS_VERSION, sign};

/// The one operation that nobody signs.
pub(super) const UNSIGNED: &str = "AssumeRoleWithOIDC";

/// The parameters of a request, from its address and from a form in its body.
pub(super) struct Parameters(Vec<(String, String)>);

impl Parameters {
    pub(super) fn of(arrived: &Arrived) -> Self {
        Self(arrived.query_and_form())
    }

    /// The value of a parameter; `None` also if it is empty.
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        let (_, value) = self.0.iter().find(|(candidate, _)| candidate == name)?;
        Some(value.as_str()).filter(|value| !value.is_empty())
    }

    pub(super) fn require(&self, name: &str) -> Result<&str, ApiError> {
        self.get(name).ok_or_else(|| auth::missing(name))
    }

    /// What a signature covers: all but itself.
    fn signed(&self) -> Vec<(&str, &str)> {
        let pairs = self.0.iter().map(|(name, value)| (name.as_str(), value.as_str()));
        pairs.filter(|(name, _)| *name != "Signature").collect()
    }
}

/// Finds the key that signed the request, or none for the operation that needs none; the nonce is
/// not looked at.
pub(super) fn verify(
    arrived: &Arrived,
    parameters: &Parameters,
    keys: &Keyring,
    now: Timestamp,
) -> Result<Option<Arc<Key>>, ApiError> {
    if parameters.require("Version")? != STS_VERSION {
        let message = "Specified parameter Version is not valid.";
        return Err(ApiError::gateway(400, "InvalidVersion", message));
    }
    auth::check_time(timestamp(parameters.require("Timestamp")?), now)?;
    if parameters.get("Action") == Some(UNSIGNED) {
        return Ok(None);
    }
    let id = parameters.require("AccessKeyId")?;
    let signature = parameters.require("Signature")?;
    check_method(parameters)?;
    parameters.require("SignatureNonce")?;
    let key = auth::find(keys, id)?;
    auth::check_token(parameters.get("SecurityToken"), &key)?;
    let expected = sign::sign(&arrived.method, &parameters.signed(), &key.credentials);
    if !auth::equal(signature.as_bytes(), expected.signature.as_bytes()) {
        return Err(auth::does_not_match(&expected.string_to_sign));
    }
    auth::check_state(&key, now)?;
    Ok(Some(key))
}

fn check_method(parameters: &Parameters) -> Result<(), ApiError> {
    if parameters.get("SignatureMethod") != Some(SIGNATURE_METHOD) {
        return Err(auth::bad_method());
    }
    if parameters.get("SignatureVersion") != Some(SIGNATURE_VERSION) {
        return Err(auth::bad_version());
    }
    Ok(())
}

/// The time in the one form that the service takes: `2025-11-24T16:00:00Z`.
fn timestamp(text: &str) -> Option<Timestamp> {
    let well_formed = text.len() == "2025-11-24T16:00:00Z".len() && text.ends_with('Z');
    text.parse().ok().filter(|_| well_formed)
}
