//! A key with an end.

use jiff::{SignedDuration, Timestamp};

use crate::core::acs::Credentials;

/// Credentials, and until when they are good.
#[derive(Debug, Clone)]
pub struct Temporary {
    /// The key.
    pub credentials: Credentials,
    /// When it ends, as its giver says; `None` when nobody said.
    pub expiration: Option<Timestamp>,
}

impl Temporary {
    /// How long before its end a key is renewed, as the official SDKs do.
    pub const MARGIN: SignedDuration = SignedDuration::from_mins(3);

    /// Whether the key will still be good for a request that starts now.
    #[must_use]
    pub fn lasts(&self, now: Timestamp) -> bool {
        self.expiration.is_none_or(|end| end.duration_since(now) > Self::MARGIN)
    }

    /// Whether the key's time is over.
    #[must_use]
    pub fn has_ended(&self, now: Timestamp) -> bool {
        self.expiration.is_some_and(|end| end <= now)
    }
}

#[cfg(test)]
mod tests {
    use super::{Credentials, Temporary};
    use jiff::SignedDuration;

    #[test]
    fn a_key_is_renewed_three_minutes_before_its_end() {
        let now: jiff::Timestamp = "2026-11-24T00:00:00Z".parse().unwrap();
        let ending_in = |seconds| Temporary {
            credentials: Credentials::new("LTAI", &"s".into(), None).unwrap(),
            expiration: Some(now + SignedDuration::from_secs(seconds)),
        };
        assert!(ending_in(181).lasts(now));
        assert!(!ending_in(180).lasts(now) && !ending_in(180).has_ended(now));
        assert!(ending_in(0).has_ended(now));
        let endless = Temporary { expiration: None, ..ending_in(0) };
        assert!(endless.lasts(now) && !endless.has_ended(now));
    }
}
