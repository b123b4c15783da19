//! Changes of the user's kubeconfig files: what is asked for and what comes of it.

use std::path::Path;

use super::ChangeDialog;
use super::dialog::Stage;
use crate::core::kubeconfig::merge::{About, Choice, Choices};
use crate::text::format;
use crate::ui::App;
use crate::ui::status_bar::Remark;
use crate::ui::wish::FilesWish;
use crate::worker::protocol::{
    Act, Command, FileTrouble, Landed, LandingCommand, LandingEvent, MergeRequest, PlanId,
    PlannedChange, UndoneWrite,
};

impl App {
    pub(crate) fn fulfil_for_files(&mut self, wish: FilesWish) {
        match wish {
            FilesWish::Merge => self.begin_merge(),
            FilesWish::PlanAnew => self.plan_anew(),
            FilesWish::Commit => self.commit_plan(),
            FilesWish::Drop => self.drop_plan(),
            FilesWish::BreakLock(lock) => {
                self.command(Command::Landing(LandingCommand::BreakLock(lock)));
            }
            FilesWish::Undo => self.undo_last(),
        }
    }

    /// Plans to merge the document on show.
    fn begin_merge(&mut self) {
        if self.change.is_some() {
            return;
        }
        let (Some(place), Some((get, fetched))) =
            (&self.options.kubeconfig, self.session.fetched())
        else {
            return;
        };
        let Ok(files) = place.files() else { return };
        let account = self.session.account.as_ref();
        let cluster = account.and_then(|account| account.cluster(&get.cluster_id));
        let told = |text: &String| Some(text.clone()).filter(|text| !text.is_empty());
        let profile = account.and_then(|account| account.profile.source.name());
        let about = About {
            cluster_id: get.cluster_id.clone(),
            cluster_name: cluster.and_then(|cluster| told(&cluster.name)),
            region: cluster.and_then(|cluster| told(&cluster.region)),
            endpoint: get.api_server,
            profile: profile.map(str::to_owned),
            expiry: fetched.valid_until(),
            into: None,
        };
        let request = MergeRequest {
            place: place.clone(),
            file: None,
            documents: vec![(fetched.text.clone(), about)],
            choices: Choices::default(),
            act: Act::Merge,
        };
        self.last_plan += 1;
        let id = PlanId(self.last_plan);
        let stage = Stage::Planning(None);
        let file = files.for_new().to_owned();
        self.change = Some(ChangeDialog { id, act: Act::Merge, file, request, stage, name: None });
        self.plan();
    }

    fn plan(&mut self) {
        let Some(dialog) = &self.change else { return };
        let command = LandingCommand::PlanMerge(dialog.id, Box::new(dialog.request.clone()));
        self.command(Command::Landing(command));
    }

    /// Plans with what was chosen since. The plan before stays on show until then.
    fn plan_anew(&mut self) {
        let Some(dialog) = &mut self.change else { return };
        let name = dialog.name.as_ref().map(|name| name.trim().to_owned());
        let name = name.filter(|name| !name.is_empty());
        dialog.request.choices.each = vec![Choice { name, ..Choice::default() }];
        dialog.stage = match std::mem::replace(&mut dialog.stage, Stage::Planning(None)) {
            Stage::Planned(planned) | Stage::Planning(Some(planned)) => {
                Stage::Planning(Some(planned))
            }
            Stage::Planning(None) | Stage::Refused(_) => Stage::Planning(None),
            // What is being written is not planned anew.
            writing @ Stage::Writing(_) => {
                dialog.stage = writing;
                return;
            }
        };
        self.plan();
    }

    fn commit_plan(&mut self) {
        let Some(dialog) = &mut self.change else { return };
        match std::mem::replace(&mut dialog.stage, Stage::Planning(None)) {
            Stage::Planned(planned) => {
                dialog.stage = Stage::Writing(planned);
                let id = dialog.id;
                self.command(Command::Landing(LandingCommand::CommitPlan(id)));
            }
            other => dialog.stage = other,
        }
    }

    fn drop_plan(&mut self) {
        if let Some(dialog) = self.change.take() {
            self.command(Command::Landing(LandingCommand::DropPlan(dialog.id)));
        }
    }

    fn undo_last(&mut self) {
        let Some(Remark::Landed { file, .. }) = self.remark.take() else { return };
        let backups = self.options.kubeconfig.as_ref().and_then(|place| place.backups.clone());
        self.last_plan += 1;
        let undo = LandingCommand::Undo(PlanId(self.last_plan), file, backups);
        self.command(Command::Landing(undo));
    }

    pub(crate) fn hear_of_files(&mut self, event: LandingEvent) {
        match event {
            LandingEvent::Planned(id, planned) => self.planned(id, planned),
            LandingEvent::Landed(id, landed) => self.landed(id, landed),
            LandingEvent::Undone(_, undone) => self.undone(undone),
            LandingEvent::LockBroken(Ok(())) => self.plan_anew(),
            LandingEvent::LockBroken(Err(trouble)) => {
                if let Some(dialog) = &mut self.change {
                    dialog.stage = Stage::Refused(trouble);
                }
            }
            // Nothing of this is asked for by the window yet.
            LandingEvent::ContextsRead(_)
            | LandingEvent::ContextCopied(..)
            | LandingEvent::Tightened(..) => {}
        }
    }

    fn planned(&mut self, id: PlanId, planned: Result<Box<PlannedChange>, FileTrouble>) {
        if let Some(dialog) = self.change.as_mut().filter(|dialog| dialog.id == id) {
            dialog.stage = match planned {
                Ok(planned) => Stage::Planned(planned),
                Err(trouble) => Stage::Refused(trouble),
            };
        } else if let Ok(planned) = planned {
            // Undoing was refused, since somebody wrote meanwhile.
            let file = self.shown_path(&planned.file);
            self.remark = Some(Remark::Bad((self.phrases.landing.undo_refused)(&file)));
        }
    }

    fn landed(&mut self, id: PlanId, landed: Result<Box<Landed>, FileTrouble>) {
        let Some(dialog) = self.change.as_mut().filter(|dialog| dialog.id == id) else { return };
        match landed {
            Ok(landed) => {
                let (deed, file) = (landed.deed, landed.file);
                let shown = self.shown_path(&file);
                let text = (self.phrases.landing.landed)(deed.act, &deed.contexts, &shown);
                self.remark = Some(Remark::Landed { text, file });
                self.change = None;
            }
            Err(trouble) => dialog.stage = Stage::Refused(trouble),
        }
    }

    fn undone(&mut self, undone: Result<Box<UndoneWrite>, FileTrouble>) {
        let words = &self.phrases.landing;
        self.remark = Some(match undone {
            Ok(undone) => {
                let when = format::relative(undone.when, self.now);
                let (deed, file) = (&undone.deed, self.shown_path(&undone.file));
                Remark::Good((words.undone)(deed.act, &deed.contexts, &file, &when))
            }
            Err(trouble) => Remark::Bad((words.trouble)(&trouble).title),
        });
    }

    pub(crate) fn shown_path(&self, path: &Path) -> String {
        format::path(path, self.options.folder.as_deref())
    }
}
