//! Leaving entries: of questions, also of those that are given up, and of files that are written.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use tokio::sync::mpsc;

use super::super::clock;
use super::super::landing::messages::{Act, Deed, FileTrouble};
use super::{of_save, of_trouble};
use crate::core::history::{By, Entry, Subject, What, Why};
use crate::core::session::{Failure, Fetched, Question};
use crate::io::file::SaveError;

/// Takes entries; the default takes none.
#[derive(Clone, Default)]
pub(in crate::worker) struct Recorder(Option<Desk>);

/// Where entries are left.
#[derive(Clone)]
struct Desk {
    by: By,
    entries: mpsc::Sender<Entry>,
    /// Whether none are wanted any more.
    unwanted: Arc<AtomicBool>,
}

/// A question whose answer is awaited. Dropped before, it was given up.
pub(in crate::worker) struct Pending<'a> {
    recorder: &'a Recorder,
    question: Option<&'a Question>,
}

impl Recorder {
    pub(super) fn new(by: By, entries: mpsc::Sender<Entry>) -> Self {
        Self(Some(Desk { by, entries, unwanted: Arc::default() }))
    }

    /// Says whether entries are taken from now on.
    pub(super) fn want(&self, wanted: bool) {
        if let Some(desk) = &self.0 {
            desk.unwanted.store(!wanted, Ordering::Relaxed);
        }
    }

    /// A question is asked.
    pub(in crate::worker) fn begin<'a>(&'a self, question: &'a Question) -> Pending<'a> {
        Pending { recorder: self, question: Some(question) }
    }

    /// A document was written to a file of its own, or was not.
    pub(in crate::worker) fn saved(
        &self,
        about: Subject,
        file: &Path,
        outcome: Result<(), &SaveError>,
    ) {
        log(outcome);
        self.wrote(What::Save, (about, file, &[]), outcome.map_err(of_save));
    }

    /// A kubeconfig file was changed, or was left as it is.
    pub(in crate::worker) fn changed(
        &self,
        (deed, about): (&Deed, Subject),
        file: &Path,
        outcome: Result<(), &FileTrouble>,
    ) {
        log(outcome);
        let what = match deed.act {
            Act::Merge => What::Merge,
            Act::Renew => What::Renew,
            Act::Remove => What::Remove,
            Act::Rename => What::Rename,
            Act::Switch => What::Use,
            Act::Restore => What::Restore,
        };
        self.wrote(what, (about, file, &deed.contexts), outcome.map_err(of_trouble));
    }

    /// Something else was done to a file, or was not.
    pub(in crate::worker) fn did(
        &self,
        what: What,
        (file, contexts): (&Path, &[String]),
        outcome: Result<(), &FileTrouble>,
    ) {
        log(outcome);
        self.wrote(what, (Subject::default(), file, contexts), outcome.map_err(of_trouble));
    }

    fn wrote(
        &self,
        what: What,
        (about, file, contexts): (Subject, &Path, &[String]),
        result: Result<(), Why>,
    ) {
        self.leave(|when| {
            Some(Entry::of_write(what, about, file, result, when).with_contexts(contexts))
        });
    }

    fn leave(&self, entry: impl FnOnce((jiff::Timestamp, By)) -> Option<Entry>) {
        let Some(Desk { by, entries, unwanted }) = &self.0 else { return };
        if unwanted.load(Ordering::Relaxed) {
            return;
        }
        let Some(entry) = entry((clock::now(), *by)) else { return };
        // Only the last ones are kept: of more than wait here already, none is missed.
        if entries.try_send(entry).is_err() {
            tracing::warn!("something is missing in the history");
        }
    }
}

/// The history has room for a word only; the log tells which step failed.
fn log<E: std::error::Error>(outcome: Result<(), &E>) {
    if let Err(error) = outcome {
        let cause = error.source().map(tracing::field::display);
        tracing::debug!(%error, cause, "a file was not written");
    }
}

/// The entry of a question that was answered or failed just now, if it gets one.
pub(in crate::worker) fn entry(
    question: &Question,
    outcome: &Result<Box<Fetched>, Box<Failure>>,
    by: By,
) -> Option<Entry> {
    let outcome = match outcome {
        Ok(fetched) => Ok(&**fetched),
        Err(failure) => Err(&**failure),
    };
    Entry::of_question(question, Some(outcome), (clock::now(), by))
}

impl Pending<'_> {
    /// This came of it.
    pub(in crate::worker) fn finish(mut self, outcome: &Result<Box<Fetched>, Box<Failure>>) {
        if let Some(question) = self.question.take() {
            self.recorder.leave(|(_, by)| entry(question, outcome, by));
        }
    }
}

impl Drop for Pending<'_> {
    fn drop(&mut self) {
        if let Some(question) = self.question.take() {
            self.recorder.leave(|when| Entry::of_question(question, None, when));
        }
    }
}
