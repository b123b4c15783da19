//! Who is calling: both signature schemes, verified over what really arrived.
//!
//! The same code signs in the client and verifies here, so it is held against the vectors of
//! the official SDKs by other tests; these two agreeing with each other proves nothing alone.

use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};
use secrecy::ExposeSecret;

use super::account::{Key, KeyState};
use super::arrived::Arrived;
use super::error::ApiError;
use super::keyring::Keyring;
use crate::core::acs::operation::API_VERSION;
use crate::core::acs::sign::{acs3, hash, roa};
use crate::core::acs::{Credentials, Scheme};

/// How far a request's date may lie from the server's clock, either way.
pub(super) const CLOCK_WINDOW: SignedDuration = SignedDuration::from_mins(15);

/// What the `Authorization` header says.
struct Claim<'a> {
    scheme: Scheme,
    access_key_id: &'a str,
    signature: &'a str,
    /// ACS3 only.
    signed_headers: Vec<&'a str>,
}

/// The scheme that a request says it is signed with.
pub(super) fn scheme(arrived: &Arrived) -> Option<Scheme> {
    read_claim(arrived).ok().map(|claim| claim.scheme)
}

/// Finds the key that signed the request; the nonce is not looked at.
pub(super) fn verify(
    arrived: &Arrived,
    keys: &Keyring,
    now: Timestamp,
    refuse_roa: bool,
) -> Result<Arc<Key>, ApiError> {
    let claim = read_claim(arrived)?;
    check_method(arrived, claim.scheme, refuse_roa)?;
    check_version(arrived)?;
    check_date(arrived, claim.scheme, now)?;
    let key = find(keys, claim.access_key_id)?;
    check_token(arrived.header("x-acs-security-token"), &key)?;
    check_signature(arrived, &claim, &key.credentials)?;
    check_state(&key, now)?;
    Ok(key)
}

/// The key with this id.
pub(super) fn find(keys: &Keyring, access_key_id: &str) -> Result<Arc<Key>, ApiError> {
    keys.find(access_key_id).ok_or_else(|| {
        ApiError::gateway(404, "InvalidAccessKeyId.NotFound", "Specified access key is not found.")
    })
}

/// Whether a key that signed correctly may be used.
pub(super) fn check_state(key: &Key, now: Timestamp) -> Result<(), ApiError> {
    match key.state {
        KeyState::Active => Ok(()),
        KeyState::Until(end) if now < end => Ok(()),
        KeyState::Inactive => Err(ApiError::gateway(
            400,
            "InvalidAccessKeyId.Inactive",
            "Specified access key is disabled.",
        )),
        KeyState::Until(_) => Err(ApiError::gateway(
            400,
            "InvalidSecurityToken.Expired",
            "Specified SecurityToken is expired.",
        )),
    }
}

fn read_claim(arrived: &Arrived) -> Result<Claim<'_>, ApiError> {
    let header = arrived.header("authorization").ok_or_else(|| missing("Authorization"))?;
    let (algorithm, rest) = header.split_once(' ').ok_or_else(incomplete)?;
    match algorithm {
        "acs" => {
            let (access_key_id, signature) = rest.split_once(':').ok_or_else(incomplete)?;
            Ok(Claim { scheme: Scheme::Roa, access_key_id, signature, signed_headers: vec![] })
        }
        acs3::ALGORITHM => {
            let part = |name: &str| {
                let mut parts = rest.split(',');
                parts.find_map(|part| part.trim().strip_prefix(name)).ok_or_else(incomplete)
            };
            Ok(Claim {
                scheme: Scheme::Acs3,
                access_key_id: part("Credential=")?,
                signature: part("Signature=")?,
                signed_headers: part("SignedHeaders=")?.split(';').collect(),
            })
        }
        _ => Err(bad_method()),
    }
}

fn check_method(arrived: &Arrived, scheme: Scheme, refuse_roa: bool) -> Result<(), ApiError> {
    if scheme == Scheme::Acs3 {
        return Ok(());
    }
    if refuse_roa || arrived.header("x-acs-signature-method") != Some("HMAC-SHA1") {
        return Err(bad_method());
    }
    if arrived.header("x-acs-signature-version") != Some("1.0") {
        return Err(bad_version());
    }
    Ok(())
}

fn check_version(arrived: &Arrived) -> Result<(), ApiError> {
    match arrived.header("x-acs-version") {
        None => Err(missing("Version")),
        Some(API_VERSION) => Ok(()),
        Some(_) => Err(ApiError::gateway(
            400,
            "InvalidVersion",
            "Specified parameter Version is not valid.",
        )),
    }
}

fn check_date(arrived: &Arrived, scheme: Scheme, now: Timestamp) -> Result<(), ApiError> {
    let date = match scheme {
        Scheme::Roa => arrived
            .header("date")
            .map(|text| jiff::fmt::rfc2822::parse(text).ok().map(|date| date.timestamp())),
        Scheme::Acs3 => arrived
            .header("x-acs-date")
            .map(|text| text.parse().ok().filter(|_| text.ends_with('Z'))),
    };
    check_time(date.ok_or_else(|| missing("Date"))?, now)
}

/// Whether a time, if it is one, lies near enough to the server's.
pub(super) fn check_time(time: Option<Timestamp>, now: Timestamp) -> Result<(), ApiError> {
    let time = time.ok_or_else(|| {
        ApiError::gateway(
            400,
            "InvalidTimeStamp.Format",
            "Specified time stamp or date value is not well formatted.",
        )
    })?;
    if time.duration_since(now).abs() > CLOCK_WINDOW {
        return Err(ApiError::gateway(
            400,
            "InvalidTimeStamp.Expired",
            "Specified time stamp or date value is expired.",
        ));
    }
    Ok(())
}

/// Whether the token that was sent, if any, is the key's.
pub(super) fn check_token(sent: Option<&str>, key: &Key) -> Result<(), ApiError> {
    let expected = key.credentials.security_token().map(ExposeSecret::expose_secret);
    let (code, message) = match (sent, expected) {
        (None, None) => return Ok(()),
        (Some(sent), Some(expected)) if equal(sent.as_bytes(), expected.as_bytes()) => {
            return Ok(());
        }
        (Some(_), Some(_)) => ("Malformed", "Specified SecurityToken is malformed."),
        (Some(_), None) | (None, Some(_)) => {
            ("MismatchWithAccessKey", "Specified SecurityToken mismatch with the AccessKey.")
        }
    };
    Err(ApiError::gateway(400, &format!("InvalidSecurityToken.{code}"), message))
}

fn check_signature(
    arrived: &Arrived,
    claim: &Claim<'_>,
    credentials: &Credentials,
) -> Result<(), ApiError> {
    let expected = match claim.scheme {
        Scheme::Roa => arrived.with_message(|message| roa::sign(message, credentials)),
        Scheme::Acs3 => {
            check_acs3_headers(arrived, &claim.signed_headers)?;
            arrived.with_message(|message| acs3::sign(message, &claim.signed_headers, credentials))
        }
    };
    if equal(claim.signature.as_bytes(), expected.signature.as_bytes()) {
        return Ok(());
    }
    Err(does_not_match(&expected.string_to_sign))
}

/// ACS3 says itself what it covers, so it must be held to cover what matters.
fn check_acs3_headers(arrived: &Arrived, signed: &[&str]) -> Result<(), ApiError> {
    if arrived.header("x-acs-action").is_none() {
        return Err(missing("Action"));
    }
    if arrived.header("x-acs-signature-nonce").is_none() {
        return Err(missing("SignatureNonce"));
    }
    let mut names = arrived.headers.iter().map(|(name, _)| name.as_str());
    let covered =
        names.all(|name| !(name == "host" || name.starts_with("x-acs-")) || signed.contains(&name));
    let body_hash = arrived.with_message(|message| hash::sha256_hex(message.body));
    let body_is_named = arrived.header("x-acs-content-sha256") == Some(body_hash.as_str());
    if covered && signed.is_sorted() && body_is_named { Ok(()) } else { Err(incomplete()) }
}

pub(super) fn does_not_match(string_to_sign: &str) -> ApiError {
    ApiError::gateway(
        400,
        "SignatureDoesNotMatch",
        format!(
            "Specified signature is not matched with our calculation. \
             server string to sign is:{string_to_sign}"
        ),
    )
}

pub(super) fn bad_method() -> ApiError {
    ApiError::gateway(400, "InvalidSignatureMethod", "Specified signature method is not valid.")
}

pub(super) fn bad_version() -> ApiError {
    let message = "Specified signature version is not valid.";
    ApiError::gateway(400, "InvalidSignatureVersion", message)
}

pub(super) fn missing(parameter: &str) -> ApiError {
    ApiError::gateway(
        400,
        &format!("Missing{parameter}"),
        format!("{parameter} is mandatory for this action."),
    )
}

fn incomplete() -> ApiError {
    ApiError::gateway(
        400,
        "IncompleteSignature",
        "The request signature does not conform to Aliyun standards.",
    )
}

/// Compares in a time that depends on the lengths alone: the first wrong byte must not show.
pub(super) fn equal(a: &[u8], b: &[u8]) -> bool {
    a.len() == b.len() && a.iter().zip(b).fold(0, |seen, (a, b)| seen | (a ^ b)) == 0
}
