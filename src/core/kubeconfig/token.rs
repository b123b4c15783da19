//! What a bearer token says of itself. It is kept nowhere.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jiff::Timestamp;

use crate::core::printable::printable;

/// What a token says, if it is a JWT; its signature is the server's to check.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TokenFacts {
    /// Whose it is (`sub`).
    pub subject: Option<String>,
    /// Until when (`exp`).
    pub expiry: Option<Timestamp>,
}

impl TokenFacts {
    /// Reads the claims of a token; of one that is no JWT nothing is known.
    pub(super) fn of(token: &str) -> Self {
        let claims = token.split('.').nth(1).and_then(|claims| {
            let claims = URL_SAFE_NO_PAD.decode(claims.trim_end_matches('=')).ok()?;
            serde_json::from_slice::<serde_json::Value>(&claims).ok()
        });
        let claim = |name: &str| claims.as_ref()?.get(name);
        let expiry = claim("exp").and_then(serde_json::Value::as_i64);
        Self {
            subject: claim("sub").and_then(serde_json::Value::as_str).map(printable),
            expiry: expiry.and_then(|second| Timestamp::from_second(second).ok()),
        }
    }
}
