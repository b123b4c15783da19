//! What befalls requests without anybody's asking for it: a limit on how many there may be, and
//! faults by chance.

use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use super::Fault;
use super::memory::lock;

/// A limit on requests: a bucket of tokens, one for each request, filled at a steady rate.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Throttle {
    /// How many requests a second are taken.
    pub per_second: u32,
    /// How many are taken at once after a rest.
    pub reserve: u32,
    /// Whether a refusal says how long to wait (`x-acs-retry-after`).
    pub hints: bool,
}

/// Faults that pass, by chance. The same seed gives the same faults to the same requests in order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Chance {
    /// From which the faults follow.
    pub seed: u64,
    /// How many of a thousand requests meet a fault.
    pub per_mille: u16,
}

/// The weather at one endpoint.
pub(super) struct Weather {
    throttle: Option<(Throttle, Mutex<Bucket>)>,
    chance: Option<(Chance, AtomicU64)>,
    throttled: AtomicU64,
    struck: AtomicU64,
}

struct Bucket {
    tokens: f64,
    filled: Instant,
}

impl Weather {
    pub(super) fn new(throttle: Option<Throttle>, chance: Option<Chance>) -> Self {
        let throttle = throttle.map(|throttle| {
            let bucket = Bucket { tokens: throttle.reserve.into(), filled: Instant::now() };
            (throttle, Mutex::new(bucket))
        });
        let chance = chance.map(|chance| (chance, AtomicU64::new(0)));
        Self { throttle, chance, throttled: AtomicU64::new(0), struck: AtomicU64::new(0) }
    }

    /// How many requests were refused because there were too many.
    pub(super) fn throttled(&self) -> u64 {
        self.throttled.load(Ordering::Relaxed)
    }

    /// How many requests met a fault by chance.
    pub(super) fn struck(&self) -> u64 {
        self.struck.load(Ordering::Relaxed)
    }

    /// The refusal of a request that is one too many. It is said at the door, before any work.
    pub(super) fn too_many(&self) -> Option<Fault> {
        let (throttle, bucket) = self.throttle.as_ref()?;
        let wait = lock(bucket).take(*throttle)?;
        self.throttled.fetch_add(1, Ordering::Relaxed);
        let milliseconds = u64::try_from(wait.as_millis()).unwrap_or(u64::MAX).saturating_add(1);
        Some(Fault::Status {
            code: 429,
            error_code: "Throttling.User".to_owned(),
            message: "Request was denied due to user flow control.".to_owned(),
            retry_after_ms: throttle.hints.then_some(milliseconds),
        })
    }

    /// The fault that befalls the request at hand.
    pub(super) fn by_chance(&self) -> Option<Fault> {
        let (chance, drawn) = self.chance.as_ref()?;
        let number = random(chance.seed, drawn.fetch_add(1, Ordering::Relaxed));
        let status = |code, error_code: &str| Fault::Status {
            code,
            error_code: error_code.to_owned(),
            message: "The request has failed due to a temporary failure.".to_owned(),
            retry_after_ms: None,
        };
        if number % 1000 >= chance.per_mille.into() {
            return None;
        }
        self.struck.fetch_add(1, Ordering::Relaxed);
        Some(match number / 1000 % 4 {
            0 => status(503, "ServiceUnavailable"),
            1 => status(500, "InternalError"),
            2 => Fault::Reset,
            _ => Fault::Truncated,
        })
    }
}

impl Bucket {
    /// Takes a token, or says when there will be one.
    fn take(&mut self, throttle: Throttle) -> Option<Duration> {
        let now = Instant::now();
        let rate = f64::from(throttle.per_second.max(1));
        let more = now.duration_since(self.filled).as_secs_f64() * rate;
        self.tokens = (self.tokens + more).min(throttle.reserve.max(1).into());
        self.filled = now;
        if self.tokens >= 1.0 {
            self.tokens -= 1.0;
            return None;
        }
        Some(Duration::from_secs_f64((1.0 - self.tokens) / rate))
    }
}

/// The number at a place of the sequence that a seed begins (`SplitMix64`).
fn random(seed: u64, place: u64) -> u64 {
    let mut z = seed.wrapping_add(place.wrapping_add(1).wrapping_mul(0x9e37_79b9_7f4a_7c15));
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

#[cfg(test)]
mod tests {
    use super::{Chance, Fault, Throttle, Weather};

    #[test]
    fn a_bucket_takes_its_reserve_and_then_refuses() {
        let throttle = Throttle { per_second: 1, reserve: 3, hints: true };
        let weather = Weather::new(Some(throttle), None);
        let refused: Vec<_> = (0..5).filter_map(|_| weather.too_many()).collect();
        assert_eq!((refused.len(), weather.throttled()), (2, 2));
        let Fault::Status { code, retry_after_ms: Some(wait), .. } = refused[0] else { panic!() };
        assert_eq!(code, 429);
        assert!((1..=1001).contains(&wait), "{wait}");
    }

    #[test]
    fn a_seed_gives_the_same_faults_again_and_about_as_many_as_it_should() {
        let faults = |seed| {
            let weather = Weather::new(None, Some(Chance { seed, per_mille: 100 }));
            (0..1000).map(|_| weather.by_chance()).collect::<Vec<_>>()
        };
        assert_eq!(faults(1), faults(1));
        assert_ne!(faults(1), faults(2));
        let met = faults(1).into_iter().flatten().count();
        assert!((70..=130).contains(&met), "{met}");
    }
}
