//! The ACS3-HMAC-SHA256 signature ("V3").

use jiff::Timestamp;
use secrecy::ExposeSecret as _;

use super::{Credentials, Message, Signature, hash};
use crate::core::acs::percent;

/// The algorithm's name, first word of the string to sign and of the `Authorization` header.
pub const ALGORITHM: &str = "ACS3-HMAC-SHA256";

/// The headers that this scheme adds.
pub(super) fn headers(now: Timestamp, body: &[u8]) -> Vec<(&'static str, String)> {
    vec![
        ("x-acs-content-sha256", hash::sha256_hex(body)),
        ("x-acs-date", now.strftime("%Y-%m-%dT%H:%M:%SZ").to_string()),
    ]
}

/// The names of the headers that we sign, sorted: `host`, `content-type` and every `x-acs-*`.
#[must_use]
pub fn headers_to_sign<'a>(message: &Message<'a>) -> Vec<&'a str> {
    let mut names: Vec<&str> = message
        .headers
        .iter()
        .map(|(name, _)| *name)
        .filter(|name| matches!(*name, "host" | "content-type") || name.starts_with("x-acs-"))
        .collect();
    names.sort_unstable();
    names.dedup();
    names
}

/// Signs the named headers (sorted) of a message that has all its headers but `authorization`.
#[must_use]
pub fn sign(
    message: &Message<'_>,
    signed_headers: &[&str],
    credentials: &Credentials,
) -> Signature {
    let names = signed_headers.join(";");
    let canonical = canonical_request(message, signed_headers, &names);
    let string_to_sign = format!("{ALGORITHM}\n{}", hash::sha256_hex(canonical.as_bytes()));
    let key = credentials.access_key_secret().expose_secret();
    let signature = hash::hex(&hash::hmac_sha256(key.as_bytes(), string_to_sign.as_bytes()));
    let authorization = format!(
        "{ALGORITHM} Credential={},SignedHeaders={names},Signature={signature}",
        credentials.access_key_id()
    );
    Signature { canonical, string_to_sign, signature, authorization }
}

/// Step 1: method, path, encoded query, the signed headers (which end with a line feed of their
/// own, so an empty line follows), their names and the body's hash, a line each.
fn canonical_request(message: &Message<'_>, signed_headers: &[&str], names: &str) -> String {
    let path = if message.path.is_empty() { "/" } else { message.path };
    let query = percent::encode_query(message.sorted_query());
    let headers: String = signed_headers
        .iter()
        .map(|name| format!("{name}:{}\n", canonical_value(message, name)))
        .collect();
    let body = hash::sha256_hex(message.body);
    format!("{}\n{path}\n{query}\n{headers}\n{names}\n{body}", message.method)
}

/// The trimmed value of a header; values of a repeated one are sorted and joined with commas.
fn canonical_value(message: &Message<'_>, name: &str) -> String {
    let mut values: Vec<&str> = message
        .headers
        .iter()
        .filter(|(candidate, _)| *candidate == name)
        .map(|(_, value)| value.trim())
        .collect();
    values.sort_unstable();
    values.join(",")
}
