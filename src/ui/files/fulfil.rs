//! Changes of the user's kubeconfig files: what is asked for and what comes of it.

use std::path::{Path, PathBuf};

use jiff::Timestamp;

use super::Asked;
use super::dialog::{ChangeDialog, Stage};
use crate::core::kubeconfig::KubeconfigText;
use crate::core::kubeconfig::merge::{About, Choices};
use crate::core::session::{Fetched, Question};
use crate::text::format;
use crate::ui::App;
use crate::ui::status_bar::Remark;
use crate::ui::wish::FilesWish;
use crate::worker::protocol::{
    Act, Command, FileTrouble, Landed, LandingCommand, LandingEvent, MergeRequest, PlanId,
    PlannedChange, UndoRequest, UndoneWrite,
};

/// A cluster as people know it: its name and region, as far as they are known.
type Known<'a> = (Option<&'a str>, Option<&'a str>);

impl App {
    pub(crate) fn fulfil_for_files(&mut self, wish: FilesWish) {
        match wish {
            FilesWish::Merge => self.merge_shown(),
            FilesWish::MergeMany => self.merge_many(),
            FilesWish::PlanAnew => self.plan_anew(),
            FilesWish::Commit => self.commit_plan(),
            FilesWish::Drop => self.drop_plan(),
            FilesWish::BreakLock(lock) => {
                self.command(Command::Landing(LandingCommand::BreakLock(lock)));
            }
            FilesWish::Undo => self.undo_last(),
        }
    }

    /// Plans to merge the document on show, as the profile's that fetched it.
    fn merge_shown(&mut self) {
        let Some((question, fetched)) = self.session.fetched() else { return };
        let listed = self.listed(&question.get.cluster_id);
        let region = question.errand.region.as_deref();
        let region = region.or(listed.map(|cluster| cluster.region.as_str()));
        let document = document(question, (self.name_of_cluster(question), region), fetched);
        self.propose_merge(vec![document]);
    }

    /// Plans to merge all the documents of a batch that came.
    fn merge_many(&mut self) {
        let Some(batch) = &self.session.batch else { return };
        let documents = batch.kubeconfigs().map(|(item, fetched)| {
            let wanted = &item.wanted;
            let known = (wanted.name.as_deref(), wanted.region.as_deref());
            document(&wanted.question, known, fetched)
        });
        let documents = documents.collect();
        self.propose_merge(documents);
    }

    fn propose_merge(&mut self, documents: Vec<(KubeconfigText, About)>) {
        let Some(place) = self.options.kubeconfig.clone().filter(|_| !documents.is_empty()) else {
            return;
        };
        for (file, documents) in self.contexts.by_file(documents) {
            let (place, choices) = (place.clone(), Choices::default());
            let request = MergeRequest { place, file, documents, choices, act: Act::Merge };
            self.propose(Asked::Merge(Box::new(request)));
        }
    }

    /// Has a change planned, and shows what it would do.
    pub(crate) fn propose(&mut self, asked: Asked) {
        self.propose_noting(asked, Vec::new());
    }

    /// The same, with what has to be known besides. It waits for a change that is on show.
    pub(crate) fn propose_noting(&mut self, asked: Asked, notes: Vec<String>) {
        if self.change.is_some() {
            self.proposals.push_back((asked, notes));
            return;
        }
        let dialog = ChangeDialog { notes, ..self.dialog(asked) };
        self.command(Command::Landing(dialog.asked.command(dialog.id)));
        self.change = Some(dialog);
    }

    fn dialog(&mut self, asked: Asked) -> ChangeDialog {
        self.last_plan += 1;
        ChangeDialog::new(PlanId(self.last_plan), asked, self.contexts.files())
    }

    /// Plans with what was chosen since. The plan before stays on show until then.
    fn plan_anew(&mut self) {
        let Some(dialog) = &mut self.change else { return };
        // What is being written is not planned anew.
        if matches!(dialog.stage, Stage::Writing) {
            return;
        }
        dialog.stage = Stage::Planning;
        let command = dialog.asked.command(dialog.id);
        self.command(Command::Landing(command));
    }

    fn commit_plan(&mut self) {
        let Some(dialog) = &mut self.change else { return };
        if matches!(dialog.stage, Stage::Planned) {
            dialog.stage = Stage::Writing;
            let id = dialog.id;
            self.command(Command::Landing(LandingCommand::CommitPlan(id)));
        }
    }

    fn drop_plan(&mut self) {
        if let Some(dialog) = self.change.take() {
            self.command(Command::Landing(LandingCommand::DropPlan(dialog.id)));
        }
        self.next_proposal();
    }

    fn next_proposal(&mut self) {
        if let Some((asked, notes)) = self.proposals.pop_front() {
            self.propose_noting(asked, notes);
        }
    }

    fn undo_last(&mut self) {
        if let Some(Remark::Landed { file, when, .. }) = self.remark.take() {
            self.undo(file, when);
        }
    }

    /// Undoes the write of that time to a file. Only if others wrote since there is something to
    /// look at. One thing after the other: a second click is no wish to undo the write before, too.
    pub(crate) fn undo(&mut self, file: PathBuf, when: Timestamp) {
        if self.undoing.is_some() || self.change.is_some() {
            return;
        }
        let backups = self.options.kubeconfig.as_ref().and_then(|place| place.backups.clone());
        let dialog = self.dialog(Asked::Undo(UndoRequest { file, write: Some(when), backups }));
        self.command(Command::Landing(dialog.asked.command(dialog.id)));
        self.undoing = Some(dialog);
    }

    pub(crate) fn hear_of_files(&mut self, event: LandingEvent) {
        match event {
            LandingEvent::Planned(id, planned) => self.planned(id, planned),
            LandingEvent::Landed(id, landed) => self.landed(id, landed),
            LandingEvent::Undone(id, undone) => self.undone(id, undone),
            LandingEvent::LockBroken(Ok(())) => {
                self.plan_anew();
                self.read_contexts();
            }
            LandingEvent::LockBroken(Err(trouble)) => self.lock_stays(trouble),
            LandingEvent::ContextsRead(read) => self.contexts_read(*read),
            LandingEvent::ContextCopied(name, copied) => self.context_copied(&name, copied),
            LandingEvent::Tightened(file, done) => self.tightened(&file, done),
        }
    }

    fn planned(&mut self, id: PlanId, planned: Result<Box<PlannedChange>, FileTrouble>) {
        if self.undoing.as_ref().is_some_and(|undoing| undoing.id == id) && self.change.is_none() {
            self.change = self.undoing.take();
        }
        let Some(dialog) = self.change.as_mut().filter(|dialog| dialog.id == id) else { return };
        match planned {
            Ok(planned) => {
                dialog.planned = Some(planned);
                dialog.stage = Stage::Planned;
            }
            Err(trouble) => dialog.stage = Stage::Refused(trouble),
        }
    }

    fn landed(&mut self, id: PlanId, landed: Result<Box<Landed>, FileTrouble>) {
        let Some(dialog) = self.change.as_mut().filter(|dialog| dialog.id == id) else { return };
        match landed {
            Ok(landed) => {
                let (deed, file) = (landed.deed, landed.file);
                let shown = self.shown_path(&file);
                let text = (self.phrases.landing.landed)(deed.act, &deed.contexts, &shown);
                self.remark = Some(match landed.backup {
                    Some(replaced) => Remark::Landed { text, file, when: replaced.when },
                    // Nothing had to be written, so there is nothing to undo.
                    None => Remark::Good(text),
                });
                self.change = None;
                self.next_proposal();
            }
            Err(trouble) => dialog.stage = Stage::Refused(trouble),
        }
    }

    fn undone(&mut self, id: PlanId, undone: Result<Box<UndoneWrite>, FileTrouble>) {
        self.undoing = None;
        if self.change.as_ref().is_some_and(|dialog| dialog.id == id) {
            self.change = None;
        }
        match undone {
            Ok(undone) => {
                let when = self.phrases.time.relative(undone.when, self.now);
                let (deed, file) = (&undone.deed, self.shown_path(&undone.file));
                let tell = self.phrases.landing.undone;
                let text = tell(deed.act, &deed.contexts, &file, &when);
                self.remark = Some(Remark::Good(text));
            }
            Err(trouble) => self.tell_trouble(&trouble),
        }
    }

    fn lock_stays(&mut self, trouble: FileTrouble) {
        match &mut self.change {
            Some(dialog) => dialog.stage = Stage::Refused(trouble),
            None => self.tell_trouble(&trouble),
        }
    }

    /// Tells in the line below why a file was left as it is.
    pub(crate) fn tell_trouble(&mut self, trouble: &FileTrouble) {
        let notice = (self.phrases.landing.trouble)(trouble);
        let text = (self.phrases.sentences)(&notice.title, &notice.next);
        self.remark = Some(Remark::Bad(text));
    }

    pub(crate) fn shown_path(&self, path: &Path) -> String {
        format::path(path, self.options.folder.as_deref())
    }
}

/// A document to merge, and what is known about it besides.
fn document(
    question: &Question,
    (name, region): Known<'_>,
    fetched: &Fetched,
) -> (KubeconfigText, About) {
    let told = |text: Option<&str>| text.filter(|text| !text.is_empty()).map(str::to_owned);
    let about = About {
        cluster_id: question.get.cluster_id.clone(),
        cluster_name: told(name),
        region: told(region),
        endpoint: question.get.api_server,
        profile: told(question.profile.source.name()),
        expiry: fetched.valid_until(),
        into: None,
    };
    (fetched.text.clone(), about)
}
