//! Planning a change of a file, and writing what was planned. All of it blocks.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use jiff::Timestamp;

use super::messages::{
    ContextEdit, EditRequest, FileTrouble, MergeRequest, PlanDetail, PlannedChange,
};
use crate::core::history::Subject;
use crate::core::kubeconfig::KubeconfigText;
use crate::core::kubeconfig::contexts::contexts_by;
use crate::core::kubeconfig::manage;
use crate::core::kubeconfig::merge::{self, DiffLine, Incoming, Outcome};
use crate::io::kubeconfig_file::{
    Act, Backup, Backups, Commit, CommitError, Committed, Deed, Patience, Reading, UndoError,
    Undone, commit, read, undo,
};
use crate::worker::clock::now;
use crate::worker::hands::TwoHands;
use crate::worker::history::Recorder;

/// How long to wait for another program's lock: another of ours stays for three seconds with a
/// large file that it has written, and must be waited for.
const LOCK_WAIT: Duration = Duration::from_secs(5);

/// How many unchanged lines are shown around a change.
const AROUND: usize = 3;

/// What is to be changed.
#[derive(Debug, Clone)]
pub(super) enum Request {
    Merge(Box<MergeRequest>),
    Edit(Box<EditRequest>),
    Restore { file: PathBuf, backups: PathBuf, old: KubeconfigText, undone: Box<Backup> },
}

/// A plan that can be written.
#[derive(Debug)]
pub(super) struct Ready {
    request: Request,
    file: PathBuf,
    reading: Reading,
    after: KubeconfigText,
    deed: Deed,
}

/// What came of writing a plan.
pub(super) enum Written {
    Done(PathBuf, Deed, Committed),
    /// The file had changed, and this is the plan now.
    Anew(Ready, Box<PlannedChange>),
}

/// Plans a change from what the file says now.
pub(super) fn plan(request: Request) -> Result<(Ready, Box<PlannedChange>), FileTrouble> {
    let file = match &request {
        Request::Merge(request) => file_for(request)?,
        Request::Edit(request) => request.file.clone(),
        Request::Restore { file, .. } => file.clone(),
    };
    let reading = read(&file)?;
    plan_from(request, file, reading)
}

fn plan_from(
    request: Request,
    file: PathBuf,
    reading: Reading,
) -> Result<(Ready, Box<PlannedChange>), FileTrouble> {
    let with_diff = |(detail, after, deed): (PlanDetail, KubeconfigText, Deed)| {
        let diff = merge::diff(&reading.text, &after, AROUND);
        (detail, after, deed, diff)
    };
    let (detail, after, deed, diff) = match &request {
        Request::Merge(request) => plan_merge(request, &reading)?,
        Request::Edit(request) => with_diff(plan_edit(&request.edit, &reading.text)?),
        Request::Restore { old, undone, .. } => {
            let contexts = undone.deed.contexts.clone();
            let deed = Deed { act: Act::Restore, contexts };
            with_diff((PlanDetail::Restore, old.clone(), deed))
        }
    };
    let planned = PlannedChange {
        file: file.clone(),
        exists: reading.existing().is_some(),
        changes_anything: reading.text != after,
        diff,
        detail,
        file_changed: false,
    };
    Ok((Ready { request, file, reading, after, deed }, Box::new(planned)))
}

fn plan_merge(
    request: &MergeRequest,
    reading: &Reading,
) -> Result<(PlanDetail, KubeconfigText, Deed, Vec<DiffLine>), FileTrouble> {
    let incoming = incoming(request)?;
    let shown = (AROUND, &TwoHands);
    let (plan, diff) =
        merge::plan_and_diff(reading.existing(), &incoming, &request.choices, shown)?;
    let landings = plan.landings.iter().map(|landing| &landing.context);
    let merged = landings.filter(|context| context.outcome != Outcome::Skipped);
    let contexts = merged.map(|context| context.name.clone()).collect();
    let after = plan.after.clone();
    Ok((PlanDetail::Merge(plan), after, Deed { act: request.act, contexts }, diff))
}

fn incoming(request: &MergeRequest) -> Result<Vec<Incoming>, FileTrouble> {
    let documents = request.documents.iter().map(|(text, about)| {
        let refused = |error| FileTrouble::Incoming(about.cluster_id.clone(), error);
        Incoming::read(text, about.clone()).map_err(refused)
    });
    documents.collect()
}

fn plan_edit(
    edit: &ContextEdit,
    before: &KubeconfigText,
) -> Result<(PlanDetail, KubeconfigText, Deed), FileTrouble> {
    let deed = |act, contexts: &[String]| Deed { act, contexts: contexts.to_vec() };
    Ok(match edit {
        ContextEdit::Remove(names) => {
            let asked: Vec<&str> = names.iter().map(String::as_str).collect();
            let manage::Removal { after, clusters, users, was_current } =
                manage::remove(before, &asked)?;
            let detail = PlanDetail::Remove { clusters, users, was_current };
            (detail, after, deed(Act::Remove, names))
        }
        ContextEdit::Rename { from, to } => {
            let after = manage::rename(before, from, to)?;
            (PlanDetail::Edit, after, deed(Act::Rename, &[from.clone(), to.clone()]))
        }
        ContextEdit::SetCurrent(name) => {
            let after = manage::set_current(before, name)?;
            (PlanDetail::Edit, after, deed(Act::Switch, std::slice::from_ref(name)))
        }
    })
}

/// The file to merge into: as asked, else the first that holds one of the clusters already, else
/// the one for new contexts.
fn file_for(request: &MergeRequest) -> Result<PathBuf, FileTrouble> {
    if let Some(file) = &request.file {
        return Ok(file.clone());
    }
    let files = request.place.files()?;
    let holds_one = |file: &Path| {
        let contents =
            read(file).ok().and_then(|reading| contexts_by(&reading.text, &TwoHands).ok());
        contents.is_some_and(|contents| {
            let mut ids = contents.contexts.iter().filter_map(|context| context.mark.as_ref());
            ids.any(|mark| {
                let mut documents = request.documents.iter();
                documents.any(|(_, about)| about.cluster_id == mark.cluster_id)
            })
        })
    };
    let several = files.all().len() > 1;
    let holder = several.then(|| files.first_that(holds_one)).flatten();
    Ok(holder.unwrap_or_else(|| files.for_new()).to_owned())
}

/// Writes a plan, or makes it anew if the file changed since.
pub(super) fn write(
    ready: Ready,
    recorder: &Recorder,
    ending: &AtomicBool,
) -> Result<Written, FileTrouble> {
    let (file, deed, about) = (ready.file.clone(), ready.deed.clone(), ready.request.about());
    let written = try_to_write(ready, ending);
    let outcome = match &written {
        Ok(Written::Done(.., committed)) if committed.backup.is_some() => Some(Ok(())),
        // Nothing was written: nothing had to be, or the plan is another now.
        Ok(Written::Done(..) | Written::Anew(..)) => None,
        Err(trouble) => Some(Err(trouble)),
    };
    if let Some(outcome) = outcome {
        recorder.changed((&deed, about), &file, outcome);
    }
    written
}

fn try_to_write(ready: Ready, ending: &AtomicBool) -> Result<Written, FileTrouble> {
    let backups = ready.request.backups().ok_or(FileTrouble::NoBackups)?;
    let backups = Backups::in_folder(backups.to_owned());
    let change = Commit {
        path: &ready.file,
        planned_from: &ready.reading.stamp,
        text: &ready.after,
        deed: &ready.deed,
        now: now(),
    };
    match commit(&change, &backups, &patience(&|| ending.load(Ordering::Relaxed))) {
        Ok(committed) => Ok(Written::Done(ready.file, ready.deed, committed)),
        Err(CommitError::Changed(reading)) => {
            let (ready, mut planned) = plan_from(ready.request, ready.file, *reading)?;
            planned.file_changed = true;
            Ok(Written::Anew(ready, planned))
        }
        Err(error) => Err(error.into()),
    }
}

/// Undoes the last write to a file, or says what restoring the old text would do: if it is not the
/// one that is meant, or others wrote since.
pub(super) fn take_back(
    file: PathBuf,
    meant: Option<Timestamp>,
    backups: Option<PathBuf>,
    ending: &AtomicBool,
) -> Result<Result<Undone, Request>, FileTrouble> {
    let folder = backups.ok_or(FileTrouble::NoBackups)?;
    let keeper = Backups::in_folder(folder.clone());
    match undo(&file, meant, &keeper, &patience(&|| ending.load(Ordering::Relaxed))) {
        Ok(undone) => Ok(Ok(undone)),
        Err(UndoError::Changed { old: Some(old), backup, .. }) => {
            Ok(Err(Request::Restore { file, backups: folder, old, undone: backup }))
        }
        Err(error) => Err(error.into()),
    }
}

fn patience(cancelled: &dyn Fn() -> bool) -> Patience<'_> {
    Patience { wait: LOCK_WAIT, cancelled }
}

impl Request {
    /// The cluster that it is about, if it is one.
    fn about(&self) -> Subject {
        match self {
            Self::Merge(request) => match request.documents.as_slice() {
                [(_, about)] => Subject::of_document(about),
                _ => Subject::default(),
            },
            Self::Edit(_) | Self::Restore { .. } => Subject::default(),
        }
    }

    fn backups(&self) -> Option<&Path> {
        match self {
            Self::Merge(request) => request.place.backups.as_deref(),
            Self::Edit(request) => request.backups.as_deref(),
            Self::Restore { backups, .. } => Some(backups),
        }
    }
}
