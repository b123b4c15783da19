//! Many questions at once: nothing lost, nothing fetched twice, everything can be cancelled.

use std::collections::HashSet;
use std::time::Duration;

use ack_kubeconfig::core::acs::Problem;
use ack_kubeconfig::core::session::batch::ItemState;
use ack_kubeconfig::core::session::{Batch, BatchId, Question, Wanted};
use ack_kubeconfig::demo::{Chance, DemoOptions, Fault, Throttle};
use ack_kubeconfig::worker::{Command, Event};

use super::support::{DEADLINE, Rig};
use super::wire::Port;

pub(crate) const BATCH: BatchId = BatchId(1);

pub(crate) fn wanted(question: Question) -> Wanted {
    Wanted { question, name: None, region: None }
}

/// A question for each of the further clusters of the demo.
pub(crate) fn fleet(rig: &Rig) -> Vec<Wanted> {
    let fleet = rig.demo.clusters().iter().filter(|cluster| cluster.name.starts_with("fleet-"));
    let question = |id| {
        let mut question = rig.question();
        question.get.cluster_id = id;
        wanted(question)
    };
    fleet.map(|cluster| question(cluster.id.clone())).collect()
}

/// Asks many questions.
pub(crate) fn ask(rig: &Rig, wanted: Vec<Wanted>) -> Batch {
    let batch = Batch::new(BATCH, wanted, ack_kubeconfig::worker::now());
    rig.worker.send(Command::AskMany(BATCH, batch.questions())).unwrap();
    batch
}

/// Hears the next word about a batch.
pub(crate) async fn hear(rig: &mut Rig, batch: &mut Batch) {
    if let Event::Item(of, item, news) = rig.event().await {
        batch.hear(of, item, news, ack_kubeconfig::worker::now());
    }
}

/// Waits until a batch is over.
pub(crate) async fn finish(rig: &mut Rig, batch: &mut Batch) {
    while !batch.is_over() {
        hear(rig, batch).await;
    }
}

fn options(extra_clusters: usize) -> DemoOptions {
    DemoOptions { extra_clusters, ..DemoOptions::default() }
}

/// Each item has the document of its own cluster.
pub(crate) fn all_are_right(batch: &Batch) {
    for item in &batch.items {
        let id = item.wanted.question.get.cluster_id.as_str();
        let ItemState::Done(fetched) = &item.state else { panic!("{id}: {:?}", item.state) };
        assert!(fetched.text.as_str().contains(id), "{id} got another's document");
    }
}

#[tokio::test]
async fn under_a_limit_nothing_is_lost_or_fetched_twice() {
    for hints in [true, false] {
        let throttle = Some(Throttle { per_second: 200, reserve: 20, hints });
        let mut rig = Rig::with(DemoOptions { throttle, ..options(120) }).await;
        let mut batch = ask(&rig, fleet(&rig));
        finish(&mut rig, &mut batch).await;
        all_are_right(&batch);
        assert!(batch.slowed_down() > 0, "the limit was not met");
        let throttled = usize::try_from(rig.demo.throttled()).unwrap();
        assert_eq!(rig.arrived() - throttled, 120, "hints {hints}");
        // Whoever does not keep the pace is refused many times as often.
        assert!(throttled <= 60, "hints {hints}: {throttled} requests were refused");
    }
}

#[tokio::test]
async fn faults_by_chance_are_outlived() {
    let chance = Some(Chance { seed: 4, per_mille: 60 });
    let mut rig = Rig::with(DemoOptions { chance, ..options(80) }).await;
    let mut batch = ask(&rig, fleet(&rig));
    finish(&mut rig, &mut batch).await;
    all_are_right(&batch);
    assert!(rig.arrived() > 80, "no fault befell anything");
}

/// A batch of 40 of which the first eight wait for an answer that does not come.
async fn stuck(rig: &mut Rig) -> Batch {
    rig.demo.set_fault(Some(Fault::SlowHeaders));
    let mut batch = ask(rig, fleet(rig));
    until(rig, &mut batch, |batch| batch.counts().under_way == 8).await;
    let arrive = async {
        while rig.arrived() < 8 {
            tokio::task::yield_now().await;
        }
    };
    tokio::time::timeout(DEADLINE, arrive).await.expect("eight requests");
    rig.demo.set_fault(None);
    batch
}

#[tokio::test]
async fn a_cancelled_question_frees_its_place_or_is_never_asked() {
    let mut rig = Rig::with(options(40)).await;
    let mut batch = stuck(&mut rig).await;
    // The last is only a question yet.
    for index in [0, 1, 2, 3, 4, 5, 6, 7, 39] {
        let id = batch.items[index].id;
        let (id, item) = batch.cancel_item(id, ack_kubeconfig::worker::now()).unwrap();
        rig.worker.send(Command::CancelItem(id, item)).unwrap();
    }
    finish(&mut rig, &mut batch).await;
    assert_eq!(batch.counts().done, 31);
    let last = batch.items[39].wanted.question.get.cluster_id.as_str();
    assert!(rig.demo.requests().iter().all(|request| !request.target.contains(last)));
}

#[tokio::test]
async fn a_cancelled_batch_asks_no_more_until_it_is_asked_anew() {
    let mut rig = Rig::with(options(40)).await;
    let mut batch = stuck(&mut rig).await;
    let cancelled = batch.cancel(ack_kubeconfig::worker::now()).unwrap();
    rig.worker.send(Command::CancelBatch(cancelled)).unwrap();
    let question = rig.question();
    rig.ask(&question).await.unwrap();
    assert_eq!(rig.arrived(), 9);

    let again = batch.retry();
    assert_eq!(again.len(), 40);
    rig.worker.send(Command::AskMany(BATCH, again)).unwrap();
    finish(&mut rig, &mut batch).await;
    all_are_right(&batch);
    assert_eq!(rig.arrived(), 49);
}

async fn until(rig: &mut Rig, batch: &mut Batch, is_so: impl Fn(&Batch) -> bool) {
    while !is_so(batch) {
        hear(rig, batch).await;
    }
}

#[tokio::test]
async fn a_host_that_is_silent_holds_up_no_other() {
    let mut rig = Rig::with(options(20)).await;
    let port = Port::open().await;
    let mut mixed = fleet(&rig);
    for wanted in mixed.iter_mut().step_by(2) {
        wanted.question.endpoint = port.endpoint.clone();
    }
    let mut batch = ask(&rig, mixed);
    until(&mut rig, &mut batch, |batch| batch.counts().done == 10).await;
    assert_eq!(batch.counts().failed, 0);
}

#[tokio::test]
async fn what_fails_is_kept_apart_and_asked_again_alone() {
    let mut rig = Rig::with(options(30)).await;
    for _ in 0..3 {
        rig.demo.push_fault(Fault::HtmlPage);
    }
    let mut batch = ask(&rig, fleet(&rig));
    finish(&mut rig, &mut batch).await;
    let counts = batch.counts();
    assert_eq!((counts.done, counts.failed), (27, 3));

    let again = batch.retry();
    rig.worker.send(Command::AskMany(BATCH, again)).unwrap();
    finish(&mut rig, &mut batch).await;
    all_are_right(&batch);
    assert_eq!(rig.arrived(), 33);
    let asked: HashSet<String> =
        rig.demo.requests().iter().map(|request| request.target.clone()).collect();
    assert_eq!(asked.len(), 30);
}

#[tokio::test]
async fn a_service_that_refuses_for_good_is_given_up_in_the_end() {
    let mut rig = Rig::with(options(3)).await;
    rig.demo.set_fault(Some(Fault::Status {
        code: 429,
        error_code: "Throttling.User".to_owned(),
        message: String::new(),
        retry_after_ms: Some(50),
    }));
    let mut wanted = fleet(&rig);
    for wanted in &mut wanted {
        wanted.question.timeout = Duration::from_millis(100);
    }
    let mut batch = ask(&rig, wanted);
    finish(&mut rig, &mut batch).await;
    for item in &batch.items {
        let ItemState::Failed(failure) = &item.state else { panic!("{:?}", item.state) };
        assert_eq!(Problem::of(&failure.error), Problem::Throttled);
    }
}
