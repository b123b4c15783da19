//! How many requests a second, once the service has refused one.

use std::collections::VecDeque;
use std::time::Duration;

/// Over how long the rate before the first refusal is looked at.
const LOOK_BACK: Duration = Duration::from_secs(1);
/// How many requests in a shorter time say as much.
const ENOUGH: u32 = 8;
/// A guess that was refused sooner than this was too high from the start.
const TOO_SOON: Duration = Duration::from_millis(250);
/// What is left of a measured rate: a little less, so as not to be refused again at once.
const OF_A_MEASURE: f64 = 0.95;
/// What is left of a rate that was refused before it was used enough to be measured.
const OF_A_RATE: f64 = 0.75;
/// What is left of a guess that was too high from the start.
const OF_A_GUESS: f64 = 0.5;
/// How far one refusal may lower the rate.
const LOWEST_PART: f64 = 0.3;
/// The growth of a measured rate, in parts of it per second squared.
const GROWTH: f64 = 0.015;
/// The growth of a guess: an e-fold in so many seconds.
const GUESS_GROWS_IN: f64 = 1.0;
/// The lowest rate: a request every five seconds.
const LEAST: f64 = 0.2;
/// The first guess, when next to nothing was taken before the first refusal.
const FIRST_GUESS: f64 = 4.0;

/// The rate.
#[derive(Debug, Default)]
pub(super) struct Rate {
    limit: Option<Limit>,
    /// When the requests were taken that the service took within the last second, for the first
    /// refusal.
    taken: VecDeque<Duration>,
    /// The next request is not sent before this.
    next: Duration,
}

/// What the service was found to take.
#[derive(Debug, Clone, Copy)]
struct Limit {
    /// Requests a second, when it was set.
    base: f64,
    kind: Kind,
    since: Duration,
    /// How many were taken since.
    taken: u32,
}

/// How well the limit is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// The service was refusing from the start.
    Guess,
    /// It took about so many.
    Measure,
}

impl Rate {
    /// When the next request may be sent.
    pub(super) fn next(&self) -> Duration {
        self.next
    }

    /// Takes note that one is sent.
    pub(super) fn sent(&mut self, now: Duration) {
        let Some(limit) = &self.limit else { return };
        let space = Duration::from_secs_f64(1.0 / limit.at(now));
        // Whoever came late by less than one space makes up for it, so that the rate is kept on
        // the average; more than that would be a burst.
        self.next = self.next.max(now.saturating_sub(space)) + space;
    }

    /// Takes note that one was taken.
    pub(super) fn taken(&mut self, now: Duration) {
        if let Some(limit) = &mut self.limit {
            limit.taken += 1;
            return;
        }
        self.taken.push_back(now);
        while self.taken.front().is_some_and(|taken| now.saturating_sub(*taken) > LOOK_BACK) {
            self.taken.pop_front();
        }
    }

    /// Takes note that one was refused.
    pub(super) fn refused(&mut self, now: Duration) {
        let limit = match &self.limit {
            None => self.first(now),
            Some(limit) => limit.lowered(now),
        };
        self.next = now + Duration::from_secs_f64(1.0 / limit.base);
        self.limit = Some(limit);
        self.taken = VecDeque::new();
    }

    fn first(&self, now: Duration) -> Limit {
        let recent = self.taken.iter().filter(|taken| now.saturating_sub(**taken) <= LOOK_BACK);
        let taken = u32::try_from(recent.count()).unwrap_or(u32::MAX);
        let base = f64::from(taken) / LOOK_BACK.as_secs_f64() * OF_A_RATE;
        Limit { base: base.max(FIRST_GUESS), kind: Kind::Guess, since: now, taken: 0 }
    }
}

impl Limit {
    fn at(&self, now: Duration) -> f64 {
        let since = now.saturating_sub(self.since).as_secs_f64();
        match self.kind {
            Kind::Guess => self.base * (since / GUESS_GROWS_IN).min(10.0).exp(),
            Kind::Measure => self.base * (1.0 + GROWTH * since * since),
        }
    }

    fn lowered(&self, now: Duration) -> Self {
        let (rate, since) = (self.at(now), now.saturating_sub(self.since));
        let is_measured = self.taken >= ENOUGH || (since > LOOK_BACK && self.taken > 0);
        let measured = f64::from(self.taken) / since.as_secs_f64().max(0.001);
        let (base, kind) = match self.kind {
            Kind::Guess if since < TOO_SOON => (rate * OF_A_GUESS, Kind::Guess),
            Kind::Guess => (rate * OF_A_RATE, Kind::Measure),
            Kind::Measure if !is_measured => (rate * OF_A_RATE, Kind::Measure),
            // Far above: the requests that were taken say how far.
            Kind::Measure if measured < rate / 2.0 => (measured * OF_A_MEASURE, Kind::Measure),
            // A little above: what was taken is too little by what the rate had to grow, and the
            // rate is too much by what a reserve has carried.
            Kind::Measure => (f64::midpoint(measured, rate) * OF_A_MEASURE, Kind::Measure),
        };
        let base = base.clamp(rate * LOWEST_PART, rate * OF_A_MEASURE).max(LEAST);
        Self { base, kind, since: now, taken: 0 }
    }
}
