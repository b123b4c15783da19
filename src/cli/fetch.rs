//! Fetching the kubeconfigs that are to be merged.

use super::exit::Exit;
use super::get::warn_of_clock;
use super::print::ProgressLine;
use super::work::Work;
use crate::core::acs::Problem;
use crate::core::kubeconfig::KubeconfigText;
use crate::core::kubeconfig::merge::{About, Incoming};
use crate::core::session::batch::{Item, ItemState};
use crate::core::session::{Batch, BatchId, Question, Wanted};
use crate::worker::protocol::{Command, Event, FileTrouble};
use crate::worker::{self, WorkerUnavailable};

/// Something to fetch: the question, and what is known of its answer.
pub(super) type ToFetch = (Question, About);

/// The documents that may be merged, in order, and how it went: well, or as the first in order
/// that did not. What failed is told.
pub(super) async fn fetch(
    batch: BatchId,
    to_fetch: Vec<ToFetch>,
    work: &mut Work<'_>,
) -> (Vec<(KubeconfigText, About)>, Exit) {
    let (questions, about): (Vec<Question>, Vec<About>) = to_fetch.into_iter().unzip();
    let wanted = |question| Wanted { question, name: None, region: None };
    let wanted = questions.into_iter().map(wanted).collect();
    let mut batch = Batch::new(batch, wanted, worker::now());
    let answered = ask(&mut batch, work).await;
    if answered.is_err() {
        work.teller.error(work.teller.phrases.status.no_worker);
        return (Vec::new(), Exit::Failed);
    }
    if let Some((_, fetched)) = batch.fetched().next() {
        warn_of_clock(fetched, work.teller);
    }
    if work.shared.demo {
        work.teller.aside(work.teller.phrases.cli.demo_ends);
    }
    let (mut documents, mut exit) = (Vec::new(), Exit::Done);
    for (item, about) in batch.items.iter().zip(about) {
        match document(item, about, work) {
            Ok(document) => documents.push(document),
            Err(ended) => exit = exit.or(ended),
        }
    }
    (documents, exit)
}

async fn ask(batch: &mut Batch, work: &mut Work<'_>) -> Result<(), WorkerUnavailable> {
    work.worker.send(Command::AskMany(batch.id, batch.questions()))?;
    let (line, so_far) = (ProgressLine, work.teller.phrases.cli.many_so_far);
    while !batch.is_over() {
        let event = work.worker.event().await.ok_or(WorkerUnavailable)?;
        if let Event::Item(of, item, news) = event {
            batch.hear(of, item, news, worker::now());
            let counts = batch.counts();
            let slowed = batch.slowed_down() > 0;
            line.show(&so_far(counts.done, counts.failed, batch.items.len(), slowed));
        }
    }
    Ok(())
}

/// A document that may be merged; what is against it is told.
fn document(item: &Item, about: About, work: &Work<'_>) -> Result<(KubeconfigText, About), Exit> {
    match &item.state {
        ItemState::Done(fetched) => {
            let about = About { expiry: fetched.valid_until(), ..about };
            match Incoming::read(&fetched.text, about.clone()) {
                Ok(_) => Ok((fetched.text.clone(), about)),
                Err(error) => {
                    let trouble = FileTrouble::Incoming(about.cluster_id, error);
                    Err(work.teller.trouble(&trouble))
                }
            }
        }
        ItemState::Failed(failure) => {
            let asked = (&item.wanted.question).into();
            work.teller.failure_of(about.cluster_id.as_str(), failure, asked);
            Err(Exit::of(Problem::of(&failure.error)))
        }
        _ => Err(Exit::Failed),
    }
}
