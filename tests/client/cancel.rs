//! Cancelling, replacing and ending: nothing arrives late, nothing goes on.

use std::time::{Duration, Instant};

use ack_kubeconfig::core::session::Progress;
use ack_kubeconfig::demo::Fault;
use ack_kubeconfig::worker::{Command, Event};

use super::support::Rig;
use super::wire::{Port, closed};

/// Far below the twelve seconds after which a try would end by itself.
const AT_ONCE: Duration = Duration::from_secs(4);

/// An answer that has the question asked again, so many milliseconds later.
fn unavailable(retry_after_ms: u64) -> Fault {
    Fault::Status {
        code: 503,
        error_code: "ServiceUnavailable".to_owned(),
        message: String::new(),
        retry_after_ms: Some(retry_after_ms),
    }
}

#[tokio::test]
async fn cancelling_closes_the_connection() {
    let mut rig = Rig::new().await;
    let port = Port::open().await;
    let mut question = rig.question();
    question.endpoint = port.endpoint.clone();
    let id = rig.send(&question);
    let stream = port.request().await;
    let cancelled = Instant::now();
    rig.worker.send(Command::Cancel(id)).unwrap();
    closed(stream).await;
    assert!(cancelled.elapsed() < AT_ONCE);
    // This one takes as long as the pause before a second try of the other would.
    rig.demo.push_fault(unavailable(2_000));
    // `Rig::ask` fails when another question finishes before its own.
    let question = rig.question();
    rig.ask(&question).await.unwrap();
    assert!(!port.somebody_knocks(), "the cancelled question was tried again");
}

#[tokio::test]
async fn a_pause_between_tries_can_be_cancelled() {
    let mut rig = Rig::new().await;
    rig.demo.push_fault(unavailable(1_000));
    let question = rig.question();
    let id = rig.send(&question);
    while !matches!(rig.event().await, Event::Progress(_, Progress::Pause { .. })) {}
    rig.worker.send(Command::Cancel(id)).unwrap();
    // This one pauses for longer: had the first gone on, its second request would be here too.
    rig.demo.push_fault(unavailable(2_000));
    rig.ask(&question).await.unwrap();
    assert_eq!(rig.arrived(), 3);
}

#[tokio::test]
async fn of_many_questions_at_once_the_last_is_answered() {
    let mut rig = Rig::new().await;
    let port = Port::open().await;
    let mut silent = rig.question();
    silent.endpoint = port.endpoint.clone();
    for _ in 0..30 {
        rig.send(&silent);
    }
    let question = rig.question();
    rig.ask(&question).await.unwrap();
}

/// A window that is hidden takes no events: the worker has to wait then, and must end all the same.
#[tokio::test]
async fn dropping_the_worker_ends_it_with_events_that_nobody_took() {
    let mut rig = Rig::new().await;
    let port = Port::open().await;
    let mut silent = rig.question();
    silent.endpoint = port.endpoint.clone();
    // Enough for more events than the queue holds.
    for _ in 0..4 {
        for _ in 0..30 {
            rig.send(&silent);
        }
        drop(port.request().await);
    }
    let started = Instant::now();
    drop(rig.worker);
    assert!(started.elapsed() < AT_ONCE);
}

#[tokio::test]
async fn a_second_question_cancels_the_first_and_only_its_answer_comes() {
    let mut rig = Rig::new().await;
    let port = Port::open().await;
    let mut silent = rig.question();
    silent.endpoint = port.endpoint.clone();
    let first = rig.send(&silent);
    let stream = port.request().await;
    let question = rig.question();
    let second = rig.send(&question);
    let replaced = Instant::now();
    closed(stream).await;
    assert!(replaced.elapsed() < AT_ONCE);
    loop {
        if let Event::Finished(id, outcome) = rig.event().await {
            assert_ne!(id, first);
            assert_eq!(id, second);
            outcome.unwrap();
            break;
        }
    }
}

#[tokio::test]
async fn cancelling_another_question_does_nothing() {
    let mut rig = Rig::new().await;
    let question = rig.question();
    rig.ask(&question).await.unwrap();
    let id = rig.send(&question);
    let other = ack_kubeconfig::core::session::RequestId(1);
    rig.worker.send(Command::Cancel(other)).unwrap();
    loop {
        if let Event::Finished(of, outcome) = rig.event().await {
            assert_eq!(of, id);
            outcome.unwrap();
            break;
        }
    }
}

#[tokio::test]
async fn dropping_the_worker_ends_it_quickly_and_closes_the_connection() {
    let mut rig = Rig::new().await;
    let port = Port::open().await;
    let mut question = rig.question();
    question.endpoint = port.endpoint.clone();
    rig.send(&question);
    let stream = port.request().await;
    let started = Instant::now();
    drop(rig.worker);
    assert!(started.elapsed() < AT_ONCE);
    closed(stream).await;
}
