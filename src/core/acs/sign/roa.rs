//! The ROA signature, version 1.0, with HMAC-SHA1.
//!
//! Documented as "V2" (request syntax and signature method V2 for ROA-style APIs); on the wire
//! it is `x-acs-signature-version: 1.0`.

use base64::Engine as _;
use jiff::Timestamp;
use secrecy::ExposeSecret as _;

use super::{Credentials, Message, Signature, hash};

/// The headers that this scheme adds.
pub(super) fn headers(now: Timestamp) -> Vec<(&'static str, String)> {
    vec![
        ("date", http_date(now)),
        ("x-acs-signature-method", "HMAC-SHA1".to_owned()),
        ("x-acs-signature-version", "1.0".to_owned()),
    ]
}

/// Signs a message that has all its headers but `authorization`.
#[must_use]
pub fn sign(message: &Message<'_>, credentials: &Credentials) -> Signature {
    let canonical = canonical(message);
    let string_to_sign = string_to_sign(message, &canonical);
    let key = credentials.access_key_secret().expose_secret();
    let signature = signature(key, &string_to_sign);
    let authorization = format!("acs {}:{signature}", credentials.access_key_id());
    Signature { canonical, string_to_sign, signature, authorization }
}

/// Step 1: the `x-acs-*` headers (`name:value`, sorted, each with a line feed), then the
/// resource: the path as sent, and after a `?` the query sorted by name and *decoded*.
fn canonical(message: &Message<'_>) -> String {
    let mut headers: Vec<_> =
        message.headers.iter().filter(|(name, _)| name.starts_with("x-acs-")).collect();
    headers.sort_unstable();
    let mut canonical: String =
        headers.iter().map(|(name, value)| format!("{name}:{value}\n")).collect();
    canonical.push_str(message.path);
    let query: Vec<String> =
        message.sorted_query().iter().map(|(name, value)| format!("{name}={value}")).collect();
    if !query.is_empty() {
        canonical.push('?');
        canonical.push_str(&query.join("&"));
    }
    canonical
}

/// Step 2: method, `Accept`, `Content-MD5`, `Content-Type` and `Date`, a line each, an absent one
/// an empty line; then the canonical text. No line feed at the end.
fn string_to_sign(message: &Message<'_>, canonical: &str) -> String {
    let mut text = format!("{}\n", message.method);
    for name in ["accept", "content-md5", "content-type", "date"] {
        text.push_str(message.header(name).unwrap_or_default());
        text.push('\n');
    }
    text.push_str(canonical);
    text
}

/// Step 3: base64 of the HMAC-SHA1 under the AccessKey secret as it is (the RPC style appends
/// `&` to it, ROA does not).
fn signature(access_key_secret: &str, string_to_sign: &str) -> String {
    let mac = hash::hmac_sha1(access_key_secret.as_bytes(), string_to_sign.as_bytes());
    base64::engine::general_purpose::STANDARD.encode(mac)
}

/// RFC 9110's date, in English and GMT whatever the locale.
fn http_date(now: Timestamp) -> String {
    now.strftime("%a, %d %b %Y %H:%M:%S GMT").to_string()
}
