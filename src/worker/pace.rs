//! Waiting for one's turn: all requests of batches to one host go through one gate.
//!
//! How many may go and when is decided by [`Pace`], which has no clock; here is the waiting. Who
//! comes first goes first. Only the first in line waits for a time or for an answer, the others
//! wait for the first, so nothing wakes but what can go on. Whoever gives up leaves the line, or
//! the host, by being dropped.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::sync::Notify;
use tokio::time::Instant;

use crate::core::acs::pace::{Pace, Ticket, Turn, Verdict};

/// The gate before one host.
pub(super) struct Gate {
    began: Instant,
    pace: Mutex<Pace>,
    /// Held by the first in line. It is given on in the order of asking.
    first: tokio::sync::Mutex<()>,
    /// Told whenever a request ends.
    ended: Notify,
}

/// A request's place among those under way, until it is dropped.
pub(super) struct Place<'a> {
    gate: &'a Gate,
    ticket: Ticket,
    verdict: Verdict,
}

impl Gate {
    pub(super) fn new() -> Arc<Self> {
        Arc::new(Self {
            began: Instant::now(),
            pace: Mutex::default(),
            first: tokio::sync::Mutex::default(),
            ended: Notify::new(),
        })
    }

    /// Waits for one's turn.
    pub(super) async fn enter(&self) -> Place<'_> {
        let _first = self.first.lock().await;
        loop {
            let turn = self.pace().turn(self.now());
            match turn {
                Turn::Now(ticket) => {
                    return Place { gate: self, ticket, verdict: Verdict::Nothing };
                }
                // An answer may set another time, but never an earlier one.
                Turn::At(time) => tokio::time::sleep_until(self.began + time).await,
                Turn::Full => self.ended.notified().await,
            }
        }
    }

    /// How long nobody will be let in, at the least.
    pub(super) fn wait(&self) -> Duration {
        self.pace().wait(self.now())
    }

    fn pace(&self) -> MutexGuard<'_, Pace> {
        self.pace.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn now(&self) -> Duration {
        self.began.elapsed()
    }
}

impl Place<'_> {
    /// Leaves, and tells what came of the request.
    pub(super) fn leave(mut self, verdict: Verdict) {
        self.verdict = verdict;
    }
}

impl Drop for Place<'_> {
    fn drop(&mut self) {
        let Self { gate, ticket, verdict } = self;
        gate.pace().answered(*ticket, *verdict, gate.now());
        gate.ended.notify_one();
    }
}

#[cfg(test)]
mod tests {
    use super::{Gate, Verdict};
    use crate::core::acs::pace::START;
    use std::pin::{Pin, pin};
    use std::task::{Context, Poll, Waker};
    use std::time::Duration;
    use tokio::time::Instant;

    /// Whether a future is ready now, without waiting for it.
    fn ready<T>(future: Pin<&mut impl Future<Output = T>>) -> Option<T> {
        match future.poll(&mut Context::from_waker(Waker::noop())) {
            Poll::Ready(value) => Some(value),
            Poll::Pending => None,
        }
    }

    #[tokio::test]
    async fn a_place_that_is_left_goes_to_the_first_in_line_who_is_still_there() {
        let gate = Gate::new();
        let mut inside = Vec::new();
        for _ in 0..START {
            inside.push(gate.enter().await);
        }
        let mut gives_up = Box::pin(gate.enter());
        let (mut second, mut third) = (pin!(gate.enter()), pin!(gate.enter()));
        assert!(ready(gives_up.as_mut()).is_none());
        assert!(ready(second.as_mut()).is_none() && ready(third.as_mut()).is_none());
        drop(gives_up);
        drop(inside.pop());
        assert!(ready(third.as_mut()).is_none(), "the third went before the second");
        let place = ready(second.as_mut());
        assert!(place.is_some());
        assert!(ready(third.as_mut()).is_none(), "more than the pace allows");
        drop(place);
        assert!(ready(third.as_mut()).is_some());
    }

    #[tokio::test]
    async fn everyone_waits_as_long_as_one_was_told_to() {
        let gate = Gate::new();
        let refused = gate.enter().await;
        let wait = Duration::from_millis(80);
        let told = Instant::now();
        refused.leave(Verdict::TooMany { retry_after: Some(wait) });
        assert!(gate.wait() > Duration::ZERO);
        drop(gate.enter().await);
        assert!(told.elapsed() >= wait);
    }
}
