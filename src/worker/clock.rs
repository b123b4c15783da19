//! The one place that reads the clock and makes nonces, for the core is given both.

use jiff::{SignedDuration, Timestamp};

/// The time now.
#[must_use]
#[expect(clippy::disallowed_methods, reason = "this is where time enters the program")]
pub fn now() -> Timestamp {
    Timestamp::now()
}

/// A time by a clock that is so far ahead. A server may say any date, also one at the end of time:
/// then it is this machine's.
#[must_use]
pub(super) fn by_clock_ahead(now: Timestamp, ahead: SignedDuration) -> Timestamp {
    now.checked_add(ahead).unwrap_or(now)
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

#[cfg(test)]
mod tests {
    use super::{SignedDuration, Timestamp, by_clock_ahead};

    #[test]
    fn a_clock_at_the_end_of_time_is_not_followed() {
        let now = Timestamp::UNIX_EPOCH;
        let ahead = Timestamp::MAX.duration_since(now);
        assert_eq!(by_clock_ahead(now, ahead), Timestamp::MAX);
        let later = now + SignedDuration::from_secs(1);
        assert_eq!(by_clock_ahead(later, ahead), later);
    }
}
