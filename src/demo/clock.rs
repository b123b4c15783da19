//! The clock and the randomness of the demo servers, which are their own and not the client's.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use jiff::{SignedDuration, Timestamp};

use crate::core::acs::sign::hash;

/// The servers' clock: this machine's, moved by an offset. Clones are the same clock.
#[derive(Debug, Clone)]
pub(super) struct Clock {
    offset_ms: Arc<AtomicI64>,
}

impl Clock {
    pub(super) fn new(offset: SignedDuration) -> Self {
        let clock = Self { offset_ms: Arc::default() };
        clock.set_offset(offset);
        clock
    }

    pub(super) fn set_offset(&self, offset: SignedDuration) {
        let milliseconds = i64::try_from(offset.as_millis()).unwrap_or_default();
        self.offset_ms.store(milliseconds, Ordering::Relaxed);
    }

    #[expect(clippy::disallowed_methods, reason = "this is a server, it looks at its own clock")]
    pub(super) fn now(&self) -> Timestamp {
        let offset = SignedDuration::from_millis(self.offset_ms.load(Ordering::Relaxed));
        Timestamp::now().checked_add(offset).unwrap_or(Timestamp::MAX)
    }
}

/// The time as an HTTP header says it.
pub(super) fn http_date(time: Timestamp) -> String {
    time.strftime("%a, %d %b %Y %H:%M:%S GMT").to_string()
}

/// The time as JSON says it, in whole seconds.
pub(super) fn rfc3339(time: Timestamp) -> String {
    time.strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
}

/// A fresh request id, in the form that the service uses: a UUID in capitals.
pub(super) fn request_id() -> String {
    let mut bytes = random::<16>();
    bytes[6] = bytes[6] & 0x0f | 0x40;
    bytes[8] = bytes[8] & 0x3f | 0x80;
    let hex = hash::hex(&bytes).to_uppercase();
    [&hex[..8], &hex[8..12], &hex[12..16], &hex[16..20], &hex[20..]].join("-")
}

/// Random bytes. Without randomness they are all zeros: nothing but the demo rests on them.
pub(super) fn random<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).ok();
    bytes
}

#[cfg(test)]
mod tests {
    use super::{Clock, http_date, request_id, rfc3339};
    use jiff::{SignedDuration, Timestamp};

    #[test]
    fn the_offset_moves_the_clock() {
        let plain = Clock::new(SignedDuration::ZERO).now();
        let ahead = Clock::new(SignedDuration::from_hours(2)).now();
        let difference = ahead.duration_since(plain);
        assert!(difference >= SignedDuration::from_hours(2), "{difference}");
        assert!(difference < SignedDuration::from_mins(121), "{difference}");
    }

    #[test]
    fn times_and_ids_have_the_forms_of_the_service() {
        let time: Timestamp = "2025-11-24T16:00:00.7Z".parse().unwrap();
        assert_eq!(http_date(time), "Mon, 24 Nov 2025 16:00:00 GMT");
        assert_eq!(rfc3339(time), "2025-11-24T16:00:00Z");
        let id = request_id();
        let lengths: Vec<usize> = id.split('-').map(str::len).collect();
        assert_eq!(lengths, [8, 4, 4, 4, 12], "{id}");
        assert_eq!(id, id.to_uppercase());
        assert_ne!(id, request_id());
    }
}
