//! `get` with many clusters: one file each in a folder, written as soon as its document is there.

use std::path::PathBuf;

use super::exit::Exit;
use super::get::warn_of_clock;
use super::print::ProgressLine;
use super::tell::Teller;
use crate::core::acs::Problem;
use crate::core::history::Subject;
use crate::core::kubeconfig::unique_file_names;
use crate::core::session::batch::ItemState;
use crate::core::session::{Batch, BatchId, ItemId, Judgement, Question, Wanted};
use crate::worker::protocol::{Command, Event, Existing, FileToSave, SaveError};
use crate::worker::{self, Worker, WorkerUnavailable};

/// The only batch of a process.
const ONLY: BatchId = BatchId(1);

/// What has been done so far.
struct Work<'a> {
    batch: Batch,
    /// The files, in the order of the batch.
    files: Vec<File>,
    folder: PathBuf,
    existing: Existing,
    teller: &'a Teller,
}

struct File {
    name: String,
    /// What became of it; `None` as long as it is not written, or if there is nothing to write.
    written: Option<Result<PathBuf, SaveError>>,
}

pub(super) async fn run(
    questions: Vec<Question>,
    folder: PathBuf,
    existing: Existing,
    teller: &Teller,
    worker: &mut Worker,
) -> Exit {
    let wanted = |question| Wanted { question, name: None, region: None };
    let batch = Batch::new(ONLY, questions.into_iter().map(wanted).collect(), worker::now());
    let ids = batch.items.iter().map(|item| (None, &item.wanted.question.get.cluster_id));
    let files = unique_file_names(ids);
    let files = files.into_iter().map(|name| File { name, written: None }).collect();
    let mut work = Work { batch, files, folder, existing, teller };
    let all = work.fetch_and_save(worker).await;
    if all.is_err() {
        teller.error(teller.phrases.status.no_worker);
        return Exit::Failed;
    }
    work.tell()
}

impl Work<'_> {
    async fn fetch_and_save(&mut self, worker: &mut Worker) -> Result<(), WorkerUnavailable> {
        let line = ProgressLine;
        worker.send(Command::AskMany(ONLY, self.batch.questions()))?;
        while !self.is_over() {
            match worker.event().await.ok_or(WorkerUnavailable)? {
                Event::Item(batch, item, news) => {
                    let is_news = self.batch.hear(batch, item, news, worker::now());
                    if let Some(file) = self.file_to_save(item).filter(|_| is_news) {
                        let folder = self.folder.clone();
                        worker.send(Command::SaveMany(ONLY, folder, vec![file], self.existing))?;
                    }
                }
                Event::ItemSaved(_, item, written) => {
                    if let Some(index) = self.place(item) {
                        self.files[index].written = Some(written);
                    }
                }
                _ => continue,
            }
            let counts = self.batch.counts();
            let slowed = self.batch.slowed_down() > 0;
            let so_far = self.teller.phrases.cli.many_so_far;
            line.show(&so_far(counts.done, counts.failed, self.files.len(), slowed));
        }
        Ok(())
    }

    fn place(&self, id: ItemId) -> Option<usize> {
        self.batch.items.iter().position(|item| item.id == id)
    }

    /// The document of an item, if it has just come and is a kubeconfig.
    fn file_to_save(&self, id: ItemId) -> Option<FileToSave> {
        let index = self.place(id)?;
        let ItemState::Done(fetched) = &self.batch.items[index].state else { return None };
        fetched.summary()?;
        let name = self.files[index].name.clone();
        let about = Subject::of(&self.batch.items[index].wanted.question);
        Some(FileToSave { item: id, name, text: fetched.text.clone(), about })
    }

    fn is_over(&self) -> bool {
        let mut documents = self.batch.items.iter().zip(&self.files);
        self.batch.is_over()
            && documents.all(|(item, file)| match &item.state {
                ItemState::Done(fetched) => fetched.summary().is_none() || file.written.is_some(),
                _ => true,
            })
    }

    /// Tells what came of each that is not well, and how it ends: well, or as the first in order
    /// that did not.
    fn tell(&self) -> Exit {
        let mut exit = Exit::Done;
        for (item, file) in self.batch.items.iter().zip(&self.files) {
            let ended = self.tell_of(&item.wanted.question, &item.state, file);
            if exit == Exit::Done {
                exit = ended;
            }
        }
        if let Some((_, fetched)) = self.batch.fetched().next() {
            warn_of_clock(fetched, self.teller);
        }
        let written = self.files.iter().filter(|file| matches!(file.written, Some(Ok(_)))).count();
        let folder = self.teller.safe(&self.folder.display().to_string());
        let words = &self.teller.phrases.cli;
        self.teller.aside(&(words.wrote_many)(written, self.files.len(), &folder));
        exit
    }

    fn tell_of(&self, question: &Question, state: &ItemState, file: &File) -> Exit {
        let (teller, words) = (self.teller, &self.teller.phrases.cli);
        let id = question.get.cluster_id.as_str();
        match state {
            ItemState::Done(fetched) => {
                let summary = match &fetched.judgement {
                    Judgement::Kubeconfig(summary) => summary,
                    Judgement::Other(why) => {
                        let why = (words.not_a_kubeconfig)(why);
                        teller.error(&(teller.phrases.named)(id, &why));
                        return Exit::Failed;
                    }
                };
                for concern in &summary.concerns {
                    let sentence = (teller.phrases.concern.sentence)(concern);
                    teller.warning(&(teller.phrases.named)(id, &sentence));
                }
                self.tell_of_file(id, file)
            }
            ItemState::Failed(failure) => {
                teller.failure_of(id, failure, question.into());
                Exit::of(Problem::of(&failure.error))
            }
            _ => Exit::Failed,
        }
    }

    fn tell_of_file(&self, id: &str, file: &File) -> Exit {
        let teller = self.teller;
        match &file.written {
            Some(Ok(_)) => return Exit::Done,
            Some(Err(error)) => {
                teller.error(&(teller.phrases.named)(id, &(teller.phrases.save.failed)(error)));
                if matches!(error, SaveError::Exists(_)) {
                    teller.line(&format!("  {}", teller.phrases.cli.use_force));
                }
            }
            None => {}
        }
        Exit::File
    }
}
