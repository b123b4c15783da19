//! `remove` and `undo`: contexts out of the files, and the last write taken back.

use std::collections::BTreeMap;
use std::path::PathBuf;

use jiff::tz::TimeZone;

use super::args::{Remove, Shared, Undo};
use super::change::{self, Mode, PLAN, diff_text};
use super::exit::Exit;
use super::work::{Work, place, run as work_on};
use crate::worker;
use crate::worker::protocol::{
    ContextEdit, ContextsRead, EditRequest, LandingCommand, LandingEvent, UndoRequest,
};

pub(super) async fn remove(remove: Remove, shared: &Shared) -> Exit {
    work_on(shared, async |work| take_away(remove, work).await).await
}

async fn take_away(remove: Remove, work: &mut Work<'_>) -> Result<Exit, Exit> {
    let place = place(&remove.target);
    let read = work.read(place.clone()).await?;
    let mut by_file: BTreeMap<PathBuf, Vec<String>> = BTreeMap::new();
    for name in remove.contexts {
        let file = file_of(&name, &read, work)?;
        let names = by_file.entry(file).or_default();
        if !names.contains(&name) {
            names.push(name);
        }
    }
    let mut exit = Exit::Done;
    for (file, names) in by_file {
        let removal = ContextEdit::Remove(names);
        let backups = place.backups.clone();
        let request = EditRequest { file, backups, edit: removal };
        let command = LandingCommand::PlanEdit(PLAN, Box::new(request));
        exit = exit.or(change::make(command, Mode::of(remove.dry_run), work).await);
    }
    Ok(exit)
}

/// The file in which kubectl finds a context. In a file that cannot be read it might be.
fn file_of(name: &str, read: &ContextsRead, work: &Work<'_>) -> Result<PathBuf, Exit> {
    if let Some((file, _)) = read.seen().find(|(_, context)| context.name == name) {
        return Ok(file.path.clone());
    }
    let mut exit = Exit::NotFound;
    for file in &read.files {
        if let Err(trouble) = &file.contents {
            exit = work.teller.trouble(trouble);
        }
    }
    if exit == Exit::NotFound {
        work.teller.error(&(work.teller.phrases.landing.no_context)(&work.teller.safe(name)));
    }
    Err(exit)
}

pub(super) async fn undo(undo: Undo, shared: &Shared) -> Exit {
    work_on(shared, async |work| take_back(&undo, work).await).await
}

async fn take_back(undo: &Undo, work: &mut Work<'_>) -> Result<Exit, Exit> {
    let place = place(&undo.target);
    let read = work.read(place.clone()).await?;
    let last =
        |file: &&worker::protocol::ContextFile| file.last_write.as_ref().map(|backup| backup.when);
    let Some(file) = read.files.iter().max_by_key(last) else { return Ok(Exit::Failed) };
    let (path, write) = (file.path.clone(), last(&file));
    let request = UndoRequest { file: path, write, backups: place.backups };
    work.send(LandingCommand::Undo(PLAN, request))?;
    loop {
        let (teller, words) = (work.teller, &work.teller.phrases.landing);
        let name = teller.safe(&file.path.display().to_string());
        match work.hear().await? {
            LandingEvent::Undone(_, Ok(undone)) => {
                let teller = work.teller;
                let when = teller.phrases.time.date_or_time(
                    undone.when,
                    worker::now(),
                    &TimeZone::system(),
                );
                let deed = &undone.deed;
                teller.line(&(words.undone)(deed.act, &deed.contexts, &name, &when));
                if undone.removed {
                    teller.line(words.file_removed);
                }
                return Ok(Exit::Done);
            }
            LandingEvent::Undone(_, Err(trouble)) | LandingEvent::Planned(_, Err(trouble)) => {
                return Err(work.teller.trouble(&trouble));
            }
            LandingEvent::Planned(_, Ok(planned)) => {
                work.teller.error(&(words.undo_refused)(&name));
                work.teller.line(diff_text(&planned.diff, words).trim_end());
                return Err(Exit::File);
            }
            _ => {}
        }
    }
}
