//! The one place that reads the clock and makes nonces, for the core is given both.

use jiff::Timestamp;

/// The time now.
#[must_use]
#[expect(clippy::disallowed_methods, reason = "this is where time enters the program")]
pub fn now() -> Timestamp {
    Timestamp::now()
}

/// A nonce that was never used before: 128 random bits in hex.
///
/// # Errors
/// The system's, when it has no randomness to give.
pub(super) fn nonce() -> Result<String, getrandom::Error> {
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes)?;
    Ok(crate::core::acs::sign::hash::hex(&bytes))
}
