//! The state of a batch: what is heard, counted, cancelled and asked again.

use super::{Batch, BatchId, Counts, ItemId, ItemNews, ItemState, Wanted};
use crate::core::acs::{ApiEndpoint, ApiServerEndpoint, ClusterId, Credentials, TransportError};
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

/// A cluster, wanted with a key of this id.
fn wanted(cluster: &str, key: &str) -> Wanted {
    let key = Credentials::new(key, &"s".into(), None).unwrap();
    let question = Question::new(ClusterId::parse(cluster).unwrap(), key);
    Wanted { question, name: None, region: None }
}

#[test]
fn what_is_under_way_is_not_asked_for_twice() {
    let one = wanted("c1", "LTAI1");
    let mut batch = Batch::new(BATCH, vec![one.clone()], at(0));
    assert!(batch.add(vec![one.clone(), one.clone()]).is_empty());
    let renamed = Wanted { name: Some("other".to_owned()), ..one };
    assert!(batch.add(vec![renamed]).is_empty(), "only its name is another");
    assert_eq!(batch.items.len(), 1);
}

#[test]
fn what_came_failed_or_was_cancelled_is_asked_for_again_in_its_place() {
    let clusters = ["c1", "c2", "c3"].map(|cluster| wanted(cluster, "LTAI1"));
    let mut batch = Batch::new(BATCH, clusters.to_vec(), at(0));
    let before: Vec<ItemId> = batch.items.iter().map(|item| item.id).collect();
    batch.hear(BATCH, before[0], done(), at(1));
    batch.hear(BATCH, before[1], failed(), at(1));
    batch.cancel_item(before[2], at(1)).unwrap();
    let renamed = |wanted: Wanted| Wanted { name: Some("new".to_owned()), ..wanted };
    let again = batch.add(clusters.map(renamed).to_vec());
    assert!(again.iter().all(|(id, _)| !before.contains(id)));
    let ids: Vec<ItemId> = batch.items.iter().map(|item| item.id).collect();
    assert_eq!(again.iter().map(|(id, _)| *id).collect::<Vec<_>>(), ids);
    assert!(batch.items.iter().all(|item| item.wanted.name.as_deref() == Some("new")));
    assert_eq!((batch.counts().waiting, batch.is_over()), (3, false));
    assert!(!batch.hear(BATCH, before[0], done(), at(2)), "it was asked anew");
}

#[test]
fn another_key_endpoint_or_address_is_another_question() {
    let first = wanted("c1", "LTAI1");
    let mut batch = Batch::new(BATCH, vec![first.clone()], at(0));
    let id = batch.items[0].id;
    batch.hear(BATCH, id, done(), at(1));
    let mut elsewhere = first.clone();
    elsewhere.question.endpoint = ApiEndpoint::parse("https://cs.example.com").unwrap();
    let mut private = first.clone();
    private.question.get.api_server = ApiServerEndpoint::Private;
    let others = vec![wanted("c1", "LTAI2"), elsewhere, private];
    assert_eq!(batch.add(others).len(), 3);
    assert_eq!((batch.items.len(), batch.fetched().count()), (4, 1));
}

#[test]
fn a_secret_that_was_corrected_replaces_the_question_under_way() {
    let mut batch = Batch::new(BATCH, vec![wanted("c1", "LTAI1")], at(0));
    let before = batch.items[0].id;
    let again = batch.add(vec![wanted("c1", "LTAI1")]);
    assert_eq!((again.len(), batch.items.len()), (1, 1));
    assert!(!batch.hear(BATCH, before, failed(), at(1)), "it was asked with another secret");
}
