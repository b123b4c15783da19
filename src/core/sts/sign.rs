//! The RPC signature, version 1.0, with HMAC-SHA1: over the parameters alone, of which it is one.

use base64::Engine as _;
use secrecy::ExposeSecret as _;

use crate::core::acs::sign::hash;
use crate::core::acs::{Credentials, percent};

/// The steps of one signature, in the order in which they are computed.
///
/// All but the last hold the STS token, so `Debug` shows lengths only.
#[derive(Clone, PartialEq, Eq)]
pub struct RpcSignature {
    /// The parameters in canonical form.
    pub canonical: String,
    /// The text that the HMAC is computed over.
    pub string_to_sign: String,
    /// The HMAC, in base64: the parameter `Signature`.
    pub signature: String,
}

/// Signs the parameters of a request to `/`, all but `Signature`, names and values not encoded.
#[must_use]
pub fn sign(method: &str, parameters: &[(&str, &str)], credentials: &Credentials) -> RpcSignature {
    let canonical = canonical(parameters);
    let string_to_sign = string_to_sign(method, &canonical);
    let signature = signature(credentials.access_key_secret().expose_secret(), &string_to_sign);
    RpcSignature { canonical, string_to_sign, signature }
}

/// Step 1: the parameters sorted by name, encoded and joined.
fn canonical(parameters: &[(&str, &str)]) -> String {
    let mut sorted = parameters.to_vec();
    sorted.sort_unstable();
    percent::encode_query(sorted)
}

/// Step 2: the method, the path `/` and the canonical parameters, encoded once more.
fn string_to_sign(method: &str, canonical: &str) -> String {
    format!("{method}&%2F&{}", percent::encode(canonical))
}

/// Step 3: base64 of the HMAC-SHA1 under the AccessKey secret with an `&` after it, where a second
/// key once stood.
fn signature(access_key_secret: &str, string_to_sign: &str) -> String {
    let key = zeroize::Zeroizing::new(format!("{access_key_secret}&"));
    let mac = hash::hmac_sha1(key.as_bytes(), string_to_sign.as_bytes());
    base64::engine::general_purpose::STANDARD.encode(mac)
}

impl std::fmt::Debug for RpcSignature {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("RpcSignature")
            .field("canonical_bytes", &self.canonical.len())
            .field("string_to_sign_bytes", &self.string_to_sign.len())
            .finish_non_exhaustive()
    }
}
