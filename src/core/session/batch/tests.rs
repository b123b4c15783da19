//! The state of a batch: what is heard, counted, cancelled and asked again.

use super::{Batch, BatchId, Counts, ItemId, ItemNews, ItemState, Wanted};
use crate::core::acs::{ClusterId, Credentials, TransportError};
use crate::core::kubeconfig::{KubeconfigText, NotAKubeconfig};
use crate::core::session::{Exchange, Failure, Fetched, Judgement, Progress, Question};
use jiff::{SignedDuration, Timestamp};
use std::sync::Arc;
use std::time::Duration;

const BATCH: BatchId = BatchId(7);

fn at(seconds: i64) -> Timestamp {
    Timestamp::from_second(1_800_000_000 + seconds).unwrap()
}

fn batch(count: usize) -> Batch {
    let wanted = |number| {
        let key = Credentials::new("LTAI", &"s".into(), None).unwrap();
        let id = ClusterId::parse(&format!("c{number}")).unwrap();
        Wanted { question: Question::new(id, key), name: None, region: None }
    };
    Batch::new(BATCH, (0..count).map(wanted).collect(), at(0))
}

fn done() -> ItemNews {
    let exchange = Exchange {
        host: "host".to_owned(),
        scheme: None,
        tries: 1,
        elapsed: Duration::ZERO,
        clock_ahead: None,
        record: None,
    };
    ItemNews::Finished(Ok(Box::new(Fetched {
        text: KubeconfigText::new("kind: Config".to_owned()),
        lines: Arc::default(),
        judgement: Judgement::Other(NotAKubeconfig::WrongKind),
        overview: None,
        expiration: None,
        request_id: None,
        exchange,
    })))
}

fn failed() -> ItemNews {
    ItemNews::Finished(Err(Box::new(Failure {
        error: TransportError::Timeout { seconds: 1 }.into(),
        same_string_to_sign: None,
        exchange: None,
    })))
}

fn refused() -> ItemNews {
    ItemNews::InLine { refused: true, wait: Duration::from_secs(2) }
}

#[test]
fn everything_that_is_heard_counts_where_it_belongs() {
    let mut batch = batch(6);
    let ids: Vec<ItemId> = batch.items.iter().map(|item| item.id).collect();
    let asking = ItemNews::Progress(Progress::Answer { attempt: 2 });
    let pausing =
        ItemNews::Progress(Progress::Pause { next_attempt: 2, wait: Duration::from_secs(1) });
    for (id, news) in ids.iter().zip([done(), failed(), asking, pausing, refused()]) {
        assert!(batch.hear(BATCH, *id, news, at(1)));
    }
    let expected = Counts { done: 1, failed: 1, cancelled: 0, under_way: 3, waiting: 1 };
    assert_eq!(batch.counts(), expected);
    let ItemState::Pausing { until, slowed_down } = batch.items[4].state else { panic!() };
    assert_eq!((until, slowed_down), (at(3), true));
    assert!(!batch.is_over());
}

#[test]
fn what_is_late_is_dropped() {
    let mut batch = batch(2);
    let [first, second] = [batch.items[0].id, batch.items[1].id];
    assert!(!batch.hear(BatchId(6), first, done(), at(1)), "another batch");
    assert!(batch.hear(BATCH, first, failed(), at(1)));
    assert!(!batch.hear(BATCH, first, done(), at(1)), "it is over");
    batch.cancel_item(second, at(1)).unwrap();
    assert!(!batch.hear(BATCH, second, done(), at(1)), "it was cancelled");
    let again = batch.retry();
    assert_eq!(again.len(), 2);
    assert!(!batch.hear(BATCH, first, done(), at(1)), "it was asked anew");
    assert!(batch.hear(BATCH, again[0].0, done(), at(1)));
}

#[test]
fn the_failed_and_the_cancelled_are_asked_again_and_nothing_else() {
    let mut batch = batch(4);
    let ids: Vec<ItemId> = batch.items.iter().map(|item| item.id).collect();
    batch.hear(BATCH, ids[0], done(), at(1));
    batch.hear(BATCH, ids[2], failed(), at(2));
    assert_eq!(batch.cancel(at(3)), Some(BATCH));
    assert_eq!(batch.cancel(at(3)), None);
    assert_eq!((batch.is_over(), batch.elapsed(at(9))), (true, SignedDuration::from_secs(3)));

    let one = batch.retry_item(ids[2]);
    assert_eq!(one[0].1.get.cluster_id.as_str(), "c2");
    assert!(!batch.is_over());
    let again: Vec<String> =
        batch.retry().iter().map(|(_, question)| question.get.cluster_id.to_string()).collect();
    assert_eq!(again, ["c1", "c3"]);
    assert_eq!(batch.fetched().count(), 1);
    let order: Vec<&str> =
        batch.items.iter().map(|item| item.wanted.question.get.cluster_id.as_str()).collect();
    assert_eq!(order, ["c0", "c1", "c2", "c3"]);
}

#[test]
fn refusals_within_a_second_are_one_time() {
    let mut batch = batch(3);
    let ids: Vec<ItemId> = batch.items.iter().map(|item| item.id).collect();
    for (id, second) in [(ids[0], 1), (ids[1], 1), (ids[2], 2), (ids[0], 9)] {
        batch.hear(BATCH, id, refused(), at(second));
    }
    assert_eq!(batch.slowed_down(), 2);
}

#[test]
fn a_batch_of_nothing_is_over() {
    assert!(batch(0).is_over());
}
