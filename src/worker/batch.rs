//! Many questions at once: each host at its own pace, a few of each batch under way at a time.
//!
//! A batch is split by host, and each part has a line. What waits in a line is only a question; a
//! task is made of it when its turn comes near, so that a thousand questions cost no more memory
//! than their answers. Between batches a host's gate is kept with what it has learned.

use std::collections::{HashMap, VecDeque};
use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::task::{AbortHandle, JoinSet};

use super::desk::blocking;
use super::events::{EventSender, Listener};
use super::fetch::Fetcher;
use super::history::Recorder;
use super::pace::Gate;
use super::protocol::{Event, FileToSave};
use crate::core::acs::pace::MOST;
use crate::core::session::{BatchId, ItemId, ItemNews, Question};
use crate::io::file::{self, Existing};

/// The batches under way.
pub(super) struct Batches {
    fetcher: Fetcher,
    events: EventSender,
    /// By host and port.
    gates: HashMap<String, Arc<Gate>>,
    lines: Vec<(BatchId, Arc<Line>)>,
    /// One for each line; dropped with it, which cancels everything.
    tasks: JoinSet<()>,
}

/// The questions of a batch to one host that have no answer yet.
#[derive(Default)]
struct Line(Mutex<Unanswered>);

#[derive(Default)]
struct Unanswered {
    waiting: VecDeque<(ItemId, Question)>,
    under_way: HashMap<ItemId, AbortHandle>,
}

impl Batches {
    pub(super) fn new(fetcher: Fetcher, events: EventSender) -> Self {
        Self { fetcher, events, gates: HashMap::new(), lines: Vec::new(), tasks: JoinSet::new() }
    }

    /// Asks questions.
    pub(super) fn ask(&mut self, batch: BatchId, items: Vec<(ItemId, Question)>) {
        self.forget_finished();
        let mut by_host: HashMap<String, VecDeque<(ItemId, Question)>> = HashMap::new();
        for (item, question) in items {
            by_host.entry(question.endpoint.host()).or_default().push_back((item, question));
        }
        for (host, waiting) in by_host {
            let gate = Arc::clone(self.gates.entry(host).or_insert_with(Gate::new));
            let line = Arc::new(Line(Mutex::new(Unanswered { waiting, ..Unanswered::default() })));
            self.lines.push((batch, Arc::clone(&line)));
            let server = Server {
                batch,
                line,
                gate,
                fetcher: self.fetcher.clone(),
                events: self.events.clone(),
            };
            self.tasks.spawn(server.serve());
        }
    }

    /// Stops asking one question.
    pub(super) fn cancel_item(&mut self, batch: BatchId, item: ItemId) {
        self.of(batch).for_each(|line| line.cancel(item));
    }

    /// Stops asking all questions of a batch.
    pub(super) fn cancel(&mut self, batch: BatchId) {
        self.of(batch).for_each(Line::cancel_all);
        self.forget_finished();
    }

    fn of(&self, batch: BatchId) -> impl Iterator<Item = &Line> {
        let lines = self.lines.iter().filter(move |(of, _)| *of == batch);
        lines.map(|(_, line)| line.as_ref())
    }

    fn forget_finished(&mut self) {
        self.lines.retain(|(_, line)| !line.is_empty());
        while self.tasks.try_join_next().is_some() {}
    }
}

impl Line {
    fn unanswered(&self) -> MutexGuard<'_, Unanswered> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Starts the next question, if one waits.
    fn start_next(&self, start: impl FnOnce(ItemId, Question) -> AbortHandle) -> bool {
        let mut unanswered = self.unanswered();
        let Some((item, question)) = unanswered.waiting.pop_front() else { return false };
        let task = start(item, question);
        unanswered.under_way.insert(item, task);
        true
    }

    /// Takes an answered question out of the line; `false` if it was cancelled meanwhile.
    fn finish(&self, item: ItemId) -> bool {
        self.unanswered().under_way.remove(&item).is_some()
    }

    fn cancel(&self, item: ItemId) {
        let mut unanswered = self.unanswered();
        unanswered.waiting.retain(|(waiting, _)| *waiting != item);
        if let Some(task) = unanswered.under_way.remove(&item) {
            task.abort();
        }
    }

    fn cancel_all(&self) {
        let Unanswered { under_way, .. } = std::mem::take(&mut *self.unanswered());
        under_way.values().for_each(AbortHandle::abort);
    }

    fn is_empty(&self) -> bool {
        let unanswered = self.unanswered();
        unanswered.waiting.is_empty() && unanswered.under_way.is_empty()
    }
}

/// Serves one line.
#[derive(Clone)]
struct Server {
    batch: BatchId,
    line: Arc<Line>,
    gate: Arc<Gate>,
    fetcher: Fetcher,
    events: EventSender,
}

impl Server {
    async fn serve(self) {
        let mut tasks = JoinSet::new();
        loop {
            while tasks.len() < MOST as usize
                && self
                    .line
                    .start_next(|item, question| tasks.spawn(self.clone().fetch(item, question)))
            {
            }
            if tasks.join_next().await.is_none() {
                return;
            }
        }
    }

    async fn fetch(self, item: ItemId, question: Question) {
        let Self { batch, line, gate, fetcher, events } = self;
        let listener = Listener::of_item(batch, item, &events);
        let outcome = fetcher.fetch_in_turn(&question, Some(&gate), &listener).await;
        if line.finish(item) {
            events.send(Event::Item(batch, item, ItemNews::Finished(outcome))).await;
        }
    }
}

/// Writes documents to a folder, and tells of each how it went.
pub(super) async fn save_many(
    batch: BatchId,
    folder: PathBuf,
    files: Vec<FileToSave>,
    existing: Existing,
    (events, recorder): (EventSender, Recorder),
) {
    for FileToSave { item, name, text, about } in files {
        let path = folder.join(name);
        let write = {
            let (folder, path) = (folder.clone(), path.clone());
            move || {
                file::make_private_folder(&folder)?;
                file::write_private(&path, text.as_str().as_bytes(), existing)
            }
        };
        if let Some(written) = blocking(write).await {
            recorder.saved(about, &path, written.as_ref().map(drop));
            events.send(Event::ItemSaved(batch, item, written.map(|()| path))).await;
        }
    }
}
