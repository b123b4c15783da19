//! The pace against services of every kind, in a time that is only counted.

use super::{MAX_WAIT, MOST, Pace, START, Ticket, Turn, Verdict};
use crate::core::acs::{ReplyError, TransportError};
use std::collections::BinaryHeap;
use std::time::Duration;

fn ms(milliseconds: u64) -> Duration {
    Duration::from_millis(milliseconds)
}

fn let_in(pace: &mut Pace, now: Duration) -> Ticket {
    match pace.turn(now) {
        Turn::Now(ticket) => ticket,
        other => panic!("{other:?}"),
    }
}

/// A service that takes so many a second, with a reserve for so many at once.
#[derive(Clone, Copy)]
struct Service {
    per_second: f64,
    reserve: f64,
    answers_after: Duration,
    refuses_after: Duration,
    hints: bool,
}

/// How many requests went out, how many of them were refused, and how long it took.
#[derive(Debug)]
struct Run {
    refused: usize,
    took: f64,
    most: usize,
}

/// An answer on its way; the earliest comes first.
type Answer = (std::cmp::Reverse<Duration>, Duration, Option<Option<Duration>>);

/// Gets `wanted` answers from a service, each refused request asked again.
fn run(service: Service, wanted: usize) -> Run {
    let mut pace = Pace::default();
    let (mut tokens, mut filled) = (service.reserve, Duration::ZERO);
    let mut answers: BinaryHeap<Answer> = BinaryHeap::new();
    let (mut now, mut left, mut refused, mut most) = (Duration::ZERO, wanted, 0, 0);
    let mut waiting = wanted;
    while left > 0 {
        let mut wake = None;
        while waiting > 0 {
            match pace.turn(now) {
                Turn::Now(ticket) => {
                    waiting -= 1;
                    let more = now.abs_diff(filled).as_secs_f64() * service.per_second;
                    (tokens, filled) = ((tokens + more).min(service.reserve), now);
                    let (after, verdict) = if tokens >= 1.0 {
                        tokens -= 1.0;
                        (service.answers_after, None)
                    } else {
                        let wait = ((1.0 - tokens) / service.per_second * 1000.0).ceil();
                        let hint = service.hints.then_some(Duration::from_secs_f64(wait / 1000.0));
                        (service.refuses_after, Some(hint))
                    };
                    answers.push((std::cmp::Reverse(now + after), ticket.sent, verdict));
                    most = most.max(answers.len());
                }
                Turn::At(at) => {
                    assert!(at > now, "a wait that is none");
                    wake = Some(at);
                    break;
                }
                Turn::Full => break,
            }
        }
        let next_answer = answers.peek().map(|(at, ..)| at.0);
        now = [wake, next_answer].into_iter().flatten().min().expect("nothing to wait for");
        while answers.peek().is_some_and(|(at, ..)| at.0 <= now) {
            let (_, sent, verdict) = answers.pop().unwrap();
            let verdict = match verdict {
                None => {
                    left -= 1;
                    Verdict::Taken
                }
                Some(hint) => {
                    (refused, waiting) = (refused + 1, waiting + 1);
                    Verdict::TooMany { retry_after: hint }
                }
            };
            pace.answered(Ticket { sent }, verdict, now);
        }
    }
    Run { refused, took: now.as_secs_f64(), most }
}

#[test]
fn without_a_limit_it_is_soon_at_the_most_and_never_above() {
    let free = Service {
        per_second: 1e6,
        reserve: 1e6,
        answers_after: ms(100),
        refuses_after: ms(100),
        hints: false,
    };
    let run = run(free, 1000);
    assert_eq!((run.refused, run.most), (0, MOST as usize));
    assert!(run.took < 3.2 * 1.1, "{run:?}");
}

#[test]
fn under_a_limit_it_settles_near_it_and_is_seldom_refused() {
    for per_second in [20.0, 50.0, 200.0] {
        // How long the reserve lasts, in seconds, and how much longer than the ideal it may take.
        for (reserve, slack) in [(0.2, 1.25), (1.0, 1.15), (5.0, 1.15)] {
            for (refuses_after, hints) in
                [(ms(1), false), (ms(1), true), (ms(100), false), (ms(100), true)]
            {
                let reserve = reserve * per_second;
                let service =
                    Service { per_second, reserve, answers_after: ms(100), refuses_after, hints };
                let run = run(service, 1000);
                let told = format!(
                    "{per_second}/s, reserve {reserve}, {refuses_after:?}, hints {hints}: {run:?}"
                );
                let ideal = ((1000.0 - reserve) / per_second).max(100.0 / f64::from(MOST));
                assert!(run.took <= ideal * slack, "{told}, ideal {ideal}");
                assert!(run.refused * 20 < 1000 + run.refused, "{told}");
            }
        }
    }
}

#[test]
fn nobody_asks_before_the_time_that_the_service_named() {
    let mut pace = Pace::default();
    let [first, second] = [let_in(&mut pace, ms(0)), let_in(&mut pace, ms(0))];
    let refused = |wait| Verdict::TooMany { retry_after: Some(ms(wait)) };
    pace.answered(first, refused(3000), ms(10));
    assert_eq!(pace.turn(ms(20)), Turn::At(ms(3010)));
    // A later word may lengthen the wait, and does not shorten it.
    pace.answered(second, refused(100), ms(20));
    assert_eq!(pace.turn(ms(3009)), Turn::At(ms(3010)));
    assert_eq!(pace.wait(ms(1010)), ms(2000));
    let_in(&mut pace, ms(3010));
}

#[test]
fn refusals_of_what_was_sent_before_the_first_was_known_change_the_pace_once() {
    let refuse = |count: usize| {
        let mut pace = Pace::default();
        let tickets: Vec<Ticket> = (0..START).map(|_| let_in(&mut pace, ms(0))).collect();
        for ticket in &tickets[..count] {
            pace.answered(*ticket, Verdict::TooMany { retry_after: None }, ms(50));
        }
        for ticket in &tickets[count..] {
            pace.answered(*ticket, Verdict::Nothing, ms(50));
        }
        let mut let_in = 0;
        while matches!(pace.turn(ms(60_000) + ms(1000) * let_in), Turn::Now(_)) {
            let_in += 1;
        }
        (let_in, pace.wait(ms(50)))
    };
    assert_eq!(refuse(1), refuse(START as usize));
}

#[test]
fn a_service_that_takes_nothing_any_more_is_asked_ever_more_seldom() {
    let mut pace = Pace::default();
    let (mut now, mut asked) = (ms(0), 0);
    while now < ms(60_000) {
        match pace.turn(now) {
            Turn::Now(ticket) => {
                asked += 1;
                pace.answered(ticket, Verdict::TooMany { retry_after: None }, now + ms(10));
                now += ms(10);
            }
            Turn::At(at) => now = at,
            Turn::Full => panic!("nothing is under way"),
        }
    }
    assert!((5..=15).contains(&asked), "{asked}");
}

#[test]
fn trouble_of_the_server_halves_what_is_under_way() {
    let mut pace = Pace::default();
    let tickets: Vec<Ticket> = (0..START).map(|_| let_in(&mut pace, ms(0))).collect();
    assert_eq!(pace.turn(ms(0)), Turn::Full);
    for ticket in tickets {
        pace.answered(ticket, Verdict::Strained, ms(100));
    }
    let again = (0..START).take_while(|_| matches!(pace.turn(ms(200)), Turn::Now(_))).count();
    assert_eq!(again, START as usize / 2);
}

#[test]
fn a_request_that_is_given_up_frees_its_place_and_teaches_nothing() {
    let mut pace = Pace::default();
    let tickets: Vec<Ticket> = (0..START).map(|_| let_in(&mut pace, ms(0))).collect();
    pace.answered(tickets[0], Verdict::Nothing, ms(1));
    let_in(&mut pace, ms(1));
    assert_eq!(pace.turn(ms(1)), Turn::Full);
}

#[test]
fn what_a_failure_says_about_the_pace() {
    let status = |status, retry_after_ms| ReplyError::Status { status, retry_after_ms }.into();
    for (error, verdict) in [
        (status(429, Some(700)), Verdict::TooMany { retry_after: Some(ms(700)) }),
        (status(429, Some(3_600_000)), Verdict::TooMany { retry_after: Some(MAX_WAIT) }),
        (status(429, None), Verdict::TooMany { retry_after: None }),
        (status(503, None), Verdict::Strained),
        (TransportError::Timeout { seconds: 1 }.into(), Verdict::Strained),
        (ReplyError::NoKubeconfig.into(), Verdict::Taken),
        (TransportError::Redirect { status: 302, to: None }.into(), Verdict::Nothing),
    ] {
        assert_eq!(Verdict::of(&error), verdict, "{error:?}");
    }
}
