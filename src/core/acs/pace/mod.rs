//! How fast many requests may go to one host: how many at a time, and how many a second.
//!
//! The service has limits that it tells nobody. They are found by running into them, seldom and
//! softly:
//!
//! - *At a time* it begins with 8 and adds one with every answer, to at most 32. A refusal halves
//!   this, and so does trouble of the server, after which it grows by one a round only.
//! - *A second* it has no limit until the service refuses for the first time. From then on requests
//!   are spaced evenly. A number at a time alone would not do: under a limit of 50 a second and
//!   answers that take 100 ms even 6 at a time are too many, and each round would lose some.
//! - *How many a second* the service tells by what it takes (`rate`): the first rate is a guess
//!   that grows until it is refused; every later one lies between what was taken since the last
//!   refusal and the rate that was refused, a little lowered. It grows with the square of the time:
//!   hardly at first, to stay near what is known, then faster, to find out whether the limit was
//!   lifted. What a limit with a reserve gives above the rate meanwhile is not lost; it is taken
//!   before the next refusal.
//! - Requests that were sent before a refusal was known and are refused too tell nothing new: there
//!   is one change for all of them.
//! - When the service says how long to wait (`x-acs-retry-after`), nobody asks before that. When it
//!   refuses again and takes nothing in between, the wait doubles.
//!
//! All of this is a machine without a clock: times are durations since any one moment.

mod rate;

use std::time::Duration;

use super::retry::MAX_WAIT;
use super::{FetchError, Problem, ReplyError};
use rate::Rate;

/// How many requests there are at a time at most.
pub const MOST: u32 = 32;
/// With how many at a time it begins.
pub const START: u32 = 8;

/// How many at a time there are at the least where a rate holds them back already.
const LEAST_AT_A_RATE: f64 = 4.0;
/// The first wait without a hint of the service, once it takes nothing any more.
const FIRST_WAIT: Duration = Duration::from_millis(500);
/// The longest.
const LAST_WAIT: Duration = Duration::from_secs(8);

/// The pace of the requests to one host.
#[derive(Debug)]
pub struct Pace {
    /// How many may be under way; the fraction is what the last answers have earned.
    at_a_time: f64,
    under_way: u32,
    rate: Rate,
    /// Nobody asks before this.
    not_before: Duration,
    /// When it was slowed down for the last time.
    slowed: Option<Duration>,
    /// Whether the server had trouble since the pace began.
    strained: bool,
    /// How often it was refused without an answer in between.
    in_a_row: u32,
}

/// Whether the next request may go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Turn {
    /// Now. It counts as under way until [`Pace::answered`].
    Now(Ticket),
    /// Not before this time.
    At(Duration),
    /// Not before another is answered.
    Full,
}

/// A request under way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ticket {
    sent: Duration,
}

/// What came of a request, as far as the pace is concerned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// The service took it, whatever it answered.
    Taken,
    /// The service refused it, because there were too many.
    TooMany {
        /// How long it wants to be left alone, if it said so.
        retry_after: Option<Duration>,
    },
    /// The service had trouble, or did not answer in time.
    Strained,
    /// It was given up or never reached the service.
    Nothing,
}

impl Verdict {
    /// What a failure says about the pace.
    #[must_use]
    pub fn of(error: &FetchError) -> Self {
        match Problem::of(error) {
            Problem::Throttled => Self::TooMany { retry_after: retry_after(error) },
            Problem::ServerTrouble | Problem::Timeout => Self::Strained,
            _ if matches!(error, FetchError::Reply(_)) => Self::Taken,
            _ => Self::Nothing,
        }
    }
}

fn retry_after(error: &FetchError) -> Option<Duration> {
    let milliseconds = match error {
        FetchError::Reply(ReplyError::Service(error)) => error.retry_after_ms,
        FetchError::Reply(ReplyError::Status { retry_after_ms, .. }) => *retry_after_ms,
        FetchError::Reply(_) | FetchError::Transport(_) | FetchError::SignIn(_) => None,
    };
    milliseconds.map(|milliseconds| Duration::from_millis(milliseconds).min(MAX_WAIT))
}

impl Default for Pace {
    fn default() -> Self {
        Self {
            at_a_time: f64::from(START),
            under_way: 0,
            rate: Rate::default(),
            not_before: Duration::ZERO,
            slowed: None,
            strained: false,
            in_a_row: 0,
        }
    }
}

impl Pace {
    /// Lets the next request go, or says when to ask again.
    pub fn turn(&mut self, now: Duration) -> Turn {
        if f64::from(self.under_way) + 1.0 > self.at_a_time {
            return Turn::Full;
        }
        let at = self.rate.next().max(self.not_before);
        if now < at {
            return Turn::At(at);
        }
        self.rate.sent(now);
        self.under_way += 1;
        Turn::Now(Ticket { sent: now })
    }

    /// Takes note of what came of a request.
    pub fn answered(&mut self, ticket: Ticket, verdict: Verdict, now: Duration) {
        self.under_way = self.under_way.saturating_sub(1);
        let is_news = self.slowed.is_none_or(|slowed| ticket.sent >= slowed);
        match verdict {
            Verdict::Taken => {
                self.in_a_row = 0;
                self.rate.taken(now);
                // One more with every answer, or after trouble of the server with every round.
                let more = if self.strained { 1.0 / self.at_a_time } else { 1.0 };
                self.at_a_time = (self.at_a_time + more).min(f64::from(MOST));
            }
            Verdict::TooMany { retry_after } => {
                if is_news {
                    self.rate.refused(now);
                    self.slow_down(now, LEAST_AT_A_RATE);
                    self.in_a_row += 1;
                }
                let wait = retry_after.unwrap_or_else(|| self.wait_without_hint());
                self.not_before = self.not_before.max(now + wait);
            }
            Verdict::Strained if is_news => {
                self.strained = true;
                self.slow_down(now, 1.0);
            }
            Verdict::Strained | Verdict::Nothing => {}
        }
    }

    /// How long nobody will ask, at the least.
    #[must_use]
    pub fn wait(&self, now: Duration) -> Duration {
        self.rate.next().max(self.not_before).saturating_sub(now)
    }

    fn slow_down(&mut self, now: Duration, least: f64) {
        self.at_a_time = (self.at_a_time / 2.0).max(least).min(self.at_a_time);
        self.slowed = Some(now);
    }

    /// None at first, for the lower rate is the answer to a refusal; but a quota that is used up
    /// takes nothing at any rate.
    fn wait_without_hint(&self) -> Duration {
        match self.in_a_row {
            0 | 1 => Duration::ZERO,
            again => (FIRST_WAIT * 2_u32.saturating_pow(again - 2).min(1 << 8)).min(LAST_WAIT),
        }
    }
}

#[cfg(test)]
mod tests;
