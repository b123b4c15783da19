//! Keeping the history: whoever does something leaves an entry, and one task writes them down, so
//! that nobody waits for that. What cannot be written down stops nobody.

mod recorder;
mod why;

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use tokio::sync::mpsc;
use tokio::task::JoinSet;

use super::Event;
use super::desk::blocking;
use super::events::EventSender;
use crate::core::history::{By, Entry};
use crate::io::file::SaveError;
use crate::io::history::{HistoryFile, Kept};
use crate::io::{log_file, settings};

pub(super) use recorder::{Recorder, entry};
pub(super) use why::{of_save, of_trouble};

/// So many entries may wait to be written down.
const QUEUE: usize = 1024;

/// Where the history of a process is kept.
#[derive(Debug, Clone)]
pub struct Keeping {
    /// The file.
    pub file: HistoryFile,
    /// The settings, which say whether one is kept. They are read again before each entry: another
    /// window may have switched it off.
    pub settings: Option<PathBuf>,
    /// Which face of the program this process is.
    pub by: By,
}

/// What the worker is asked to do with the history.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HistoryCommand {
    /// Tell it, now and whenever this process adds to it.
    Watch,
    /// Remove every entry, and tell what is left.
    Clear,
    /// Keep one from now on, or none, whatever the settings say.
    Want(bool),
}

/// The history as it is now.
#[derive(Debug, Clone, Default)]
pub struct HistoryTold {
    /// The last entries, the newest last.
    pub entries: Vec<Entry>,
    /// A damaged file, under the name by which it was put aside.
    pub damaged: Option<PathBuf>,
    /// Why it could not be read, cleared or added to.
    pub trouble: Option<SaveError>,
}

/// Keeps no more in the log than warnings if the user wants no history: it would be another.
pub fn respect_settings() {
    let wanted = settings::path().as_deref().is_none_or(settings::keep_history);
    log_file::keep_quiet(!wanted);
}

impl Keeping {
    /// That of this user, if there is a place for one.
    #[must_use]
    pub fn of_this_user(by: By) -> Option<Self> {
        let file = HistoryFile::of_this_user()?;
        Some(Self { file, settings: settings::path(), by })
    }

    /// Reads the history.
    ///
    /// # Errors
    /// [`SaveError`], when it cannot be read, or is damaged and cannot be put aside.
    pub fn read(&self) -> Result<Kept, SaveError> {
        self.file.read()
    }

    /// Removes every entry.
    ///
    /// # Errors
    /// [`SaveError`], when they are still there.
    pub fn clear(&self) -> Result<(), SaveError> {
        self.file.clear()
    }

    /// Whether the settings want one.
    #[must_use]
    pub fn is_on(&self) -> bool {
        self.settings.as_deref().is_none_or(settings::keep_history)
    }

    /// Adds entries, if a history is kept. Gives a damaged file's new name.
    pub(super) fn add(&self, entries: &[Entry]) -> Result<Option<PathBuf>, SaveError> {
        if !self.is_on() {
            return Ok(None);
        }
        let added = self.file.add(entries);
        match &added {
            Ok(Some(aside)) => tracing::warn!(?aside, "the history was damaged, and is begun anew"),
            // Whoever may write nothing here, in a container perhaps, is not told so each time.
            Err(error) => tracing::info!(%error, "the history was not written"),
            Ok(None) => {}
        }
        added
    }
}

/// The history of this worker.
pub(super) struct Chronicle {
    keeping: Option<Keeping>,
    recorder: Recorder,
    watched: Arc<AtomicBool>,
    events: EventSender,
}

impl Chronicle {
    /// One that keeps entries, if there is a place; and where they are left.
    pub(super) fn begin(
        keeping: Option<Keeping>,
        events: EventSender,
        writes: &mut JoinSet<()>,
    ) -> (Self, Recorder) {
        let watched = Arc::new(AtomicBool::new(false));
        let recorder = keeping.as_ref().map_or_else(Recorder::default, |keeping| {
            let (sender, entries) = mpsc::channel(QUEUE);
            let (watched, events) = (Arc::clone(&watched), events.clone());
            writes.spawn(write_down(keeping.clone(), entries, watched, events));
            Recorder::new(keeping.by, sender)
        });
        (Self { keeping, recorder: recorder.clone(), watched, events }, recorder)
    }

    pub(super) fn take(&self, command: HistoryCommand, writes: &mut JoinSet<()>) {
        let Some(keeping) = self.keeping.clone() else { return };
        if let HistoryCommand::Want(wanted) = command {
            self.recorder.want(wanted);
            log_file::keep_quiet(!wanted);
            return;
        }
        let events = self.events.clone();
        self.watched.store(true, Ordering::Relaxed);
        writes.spawn(async move {
            let answer = move || {
                let clear = command == HistoryCommand::Clear;
                let failed = clear.then(|| keeping.clear().err());
                tell(&keeping, None, failed.flatten())
            };
            if let Some(told) = blocking(answer).await {
                events.send(Event::History(Box::new(told))).await;
            }
        });
    }
}

/// Writes down what is left, until nobody is there any more who could leave something.
async fn write_down(
    keeping: Keeping,
    mut entries: mpsc::Receiver<Entry>,
    watched: Arc<AtomicBool>,
    events: EventSender,
) {
    let mut waiting = Vec::new();
    while entries.recv_many(&mut waiting, QUEUE).await > 0 {
        let (keeping, entries) = (keeping.clone(), std::mem::take(&mut waiting));
        let is_watched = watched.load(Ordering::Relaxed);
        let told = blocking(move || {
            let (damaged, trouble) = match keeping.add(&entries) {
                Ok(damaged) => (damaged, None),
                Err(error) => (None, Some(error)),
            };
            is_watched.then(|| tell(&keeping, damaged, trouble))
        });
        if let Some(Some(told)) = told.await {
            events.send(Event::History(Box::new(told))).await;
        }
    }
}

/// What the history is now, after something that may have gone wrong.
fn tell(keeping: &Keeping, damaged: Option<PathBuf>, trouble: Option<SaveError>) -> HistoryTold {
    match keeping.read() {
        Ok(kept) => {
            HistoryTold { entries: kept.entries, damaged: damaged.or(kept.damaged), trouble }
        }
        Err(error) => {
            HistoryTold { damaged, trouble: trouble.or(Some(error)), entries: Vec::new() }
        }
    }
}
