//! What is asked for about the contexts that the user has, and what comes of it.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::ContextsPanel;
use crate::core::acs::{ApiServerEndpoint, GetKubeconfig};
use crate::core::history::{Subject, What};
use crate::core::kubeconfig::contexts::FileContext;
use crate::core::kubeconfig::mark::Mark;
use crate::core::kubeconfig::merge::{About, Choices};
use crate::core::kubeconfig::{KubeconfigText, file_name_of_context};
use crate::core::printable::printable;
use crate::core::profile::{Profile, Source};
use crate::core::session::{BatchId, Due, Errand, ItemId, ItemNews, Question};
use crate::ui::App;
use crate::ui::files::Asked;
use crate::ui::save_row::SaveRow;
use crate::ui::status_bar::Remark;
use crate::ui::wish::ContextsWish;
use crate::worker::protocol::{
    Act, Command, ContextEdit, ContextsRead, EditRequest, Existing, FileTrouble, LandingCommand,
    MergeRequest, PathPurpose,
};

/// A context that is being saved as a file of its own.
pub(super) struct Copying {
    file: PathBuf,
    context: String,
    /// Whether the system's dialog is open for it.
    choosing: bool,
    /// Where it goes, once that is known.
    to: Option<(PathBuf, Existing)>,
}

impl ContextsPanel {
    /// Whether the system's dialog is open, for where a context is saved.
    pub(crate) fn is_choosing(&self) -> bool {
        self.copying.as_ref().is_some_and(|copying| copying.choosing)
    }
}

impl App {
    pub(crate) fn fulfil_for_contexts(
        &mut self,
        wish: ContextsWish,
        frame: Option<&eframe::Frame>,
    ) {
        match wish {
            ContextsWish::Toggle => self.toggle_contexts(),
            ContextsWish::Renew(file, context) => self.renew(&[(file, context)]),
            ContextsWish::RenewExpiring => {
                let known = self.contexts.known.as_ref();
                let expiring = known.map(|known| known.all_expiring(self.now));
                self.renew(&expiring.unwrap_or_default());
            }
            ContextsWish::CancelRenewing => self.cancel_renewing(),
            ContextsWish::PutInUse(file, context) => {
                self.propose_edit(file, ContextEdit::SetCurrent(context), Act::Switch);
            }
            ContextsWish::Rename { file, from, to } => {
                self.propose_edit(file, ContextEdit::Rename { from, to }, Act::Rename);
            }
            ContextsWish::Remove(file, context) => {
                self.propose_edit(file, ContextEdit::Remove(vec![context]), Act::Remove);
            }
            ContextsWish::SaveCopy(file, context) => self.save_copy(file, context, frame),
            ContextsWish::SaveCopyTo(path, existing) => self.copy_to(path, existing),
            ContextsWish::MakePrivate(file) => {
                self.command(Command::Landing(LandingCommand::Tighten(file)));
            }
            ContextsWish::Undo(file, when) => self.undo(file, when),
        }
    }

    /// Reads the user's files, now and whenever one changes.
    pub(crate) fn read_contexts(&mut self) {
        if let Some(place) = self.options.kubeconfig.clone() {
            self.command(Command::Landing(LandingCommand::ReadContexts(place, true)));
        }
    }

    /// The files are known, or known anew. What a check found of a context is told only as long as
    /// the context is the same.
    pub(crate) fn contexts_read(&mut self, read: ContextsRead) {
        if let Some(known) = &self.contexts.known {
            let is_another =
                |file: &Path, name: &str| !same(known.read.find(file, name), read.find(file, name));
            for id in self.session.checks.forget_contexts(is_another) {
                self.command(Command::CancelCheck(id));
            }
        }
        self.contexts.hear(read, self.options.folder.as_deref());
    }

    pub(crate) fn toggle_contexts(&mut self) {
        let open = !self.contexts.open;
        self.close_pages();
        if open {
            self.contexts.open = true;
            // A lock or a mode may be another by now, which no watch tells of.
            self.read_contexts();
        }
    }

    fn propose_edit(&mut self, file: PathBuf, edit: ContextEdit, act: Act) {
        let backups = self.options.kubeconfig.as_ref().and_then(|place| place.backups.clone());
        self.propose(Asked::Edit(Box::new(EditRequest { file, backups, edit }), act));
    }

    /// Asks for what contexts are to be renewed with.
    fn renew(&mut self, contexts: &[(PathBuf, String)]) {
        if self.session.is_renewing() {
            return;
        }
        let due: Vec<Due> =
            contexts.iter().filter_map(|(file, context)| self.due(file, context)).collect();
        if due.is_empty() {
            let text = self.phrases.contexts.nobody_to_ask.to_owned();
            self.remark = Some(Remark::Bad(text));
            return;
        }
        self.remark = None;
        let (id, questions) = self.session.renew(due, self.now);
        self.command(Command::AskMany(id, questions));
    }

    /// What a context of ACK's is to be renewed with, if there is anybody to ask.
    fn due(&self, file: &Path, name: &str) -> Option<Due> {
        let context = self.contexts.known.as_ref()?.read.find(file, name)?;
        let mark = context.mark.as_ref()?;
        let profile = self.profile_for(mark)?;
        Some(self.due_by(&profile, file, context, mark))
    }

    fn due_by(
        &self,
        profile: &Arc<Profile>,
        file: &Path,
        context: &FileContext,
        mark: &Mark,
    ) -> Due {
        let api_server = context.endpoint.unwrap_or(ApiServerEndpoint::Public);
        let about = About {
            cluster_id: mark.cluster_id.clone(),
            cluster_name: None,
            region: mark.region.clone(),
            endpoint: api_server,
            profile: profile.source.name().map(str::to_owned),
            expiry: None,
            into: Some(context.name.clone()),
        };
        let cluster_id = mark.cluster_id.clone();
        let question = Question {
            get: GetKubeconfig { cluster_id, api_server, duration: None },
            profile: Arc::clone(profile),
            endpoint: self.api_endpoint(profile),
            scheme: self.scheme(),
            timeout: self.options.timeout,
            errand: Errand::new(What::GetToRenew, None, mark.region.as_deref()),
        };
        let (file, identity) = (file.to_owned(), mark.identity.clone());
        Due { file, context: context.name.clone(), identity, about, question }
    }

    /// The profile by which a context is renewed: its own, if it is still there, else the one in
    /// use. In the demo there is no other.
    fn profile_for(&self, mark: &Mark) -> Option<Arc<Profile>> {
        let in_use = self.session.account.as_ref().map(|account| &account.profile);
        let demo = in_use.is_some_and(|profile| profile.source == Source::Demo);
        let own = mark.profile.as_deref().filter(|_| !demo);
        let own = own.and_then(|name| self.session.sources.named(name)?.profile.ok());
        own.or_else(|| in_use.cloned())
    }

    /// Takes note of how a context's question goes; after the last, what came is to be merged.
    pub(crate) fn hear_of_renewal(&mut self, batch: BatchId, item: ItemId, news: ItemNews) {
        let Some(renewal) = &mut self.session.renewal else { return };
        if !renewal.hear(batch, item, news, self.now) {
            return;
        }
        let Some(place) = self.options.kubeconfig.clone() else { return };
        for (file, harvest) in renewal.harvest() {
            let words = &self.phrases.landing;
            let note = |names: &[String; 3]| {
                let [context, was, is] = names.each_ref().map(|name| printable(name));
                (words.other_identity)(&context, &was, &is)
            };
            let notes = harvest.other_identities.iter().map(note).collect();
            let request = MergeRequest {
                place: place.clone(),
                file: Some(file),
                documents: harvest.documents,
                choices: Choices::default(),
                act: Act::Renew,
            };
            self.propose_noting(Asked::Merge(Box::new(request)), notes);
        }
    }

    fn cancel_renewing(&mut self) {
        let now = self.now;
        if let Some(id) = self.session.renewal.as_mut().and_then(|renewal| renewal.cancel(now)) {
            self.command(Command::CancelBatch(id));
        }
    }

    /// Opens the dialog for where a context is saved, unless one is open already.
    fn save_copy(&mut self, file: PathBuf, context: String, frame: Option<&eframe::Frame>) {
        if self.session.is_saving() || self.contexts.is_choosing() {
            return;
        }
        // A path that was typed was for another.
        self.contexts.save_row = SaveRow::default();
        let name = file_name_of_context(&context);
        let choice = (self.options.save_dialog)(self.phrases.save.title, &name, frame);
        self.contexts.copying = Some(Copying { file, context, choosing: true, to: None });
        self.command(Command::AwaitPath(PathPurpose::SaveContext, choice));
    }

    /// The dialog is closed. Without a path, one can be typed.
    pub(crate) fn copy_path_chosen(&mut self, path: Option<PathBuf>) {
        let Some(copying) = &mut self.contexts.copying else { return };
        copying.choosing = false;
        if let Some(path) = path {
            // The dialog has asked about overwriting already.
            return self.copy_to(path, Existing::Replace);
        }
        let name = file_name_of_context(&copying.context);
        let folder = self.options.folder.as_ref();
        let path = folder.map_or(name.clone(), |folder| folder.join(&name).display().to_string());
        self.contexts.save_row.suggest(path);
        self.contexts.save_row.open(Some(self.phrases.save.no_dialog));
    }

    fn copy_to(&mut self, path: PathBuf, existing: Existing) {
        if self.session.is_saving() {
            return;
        }
        let Some(copying) = &mut self.contexts.copying else { return };
        copying.to = Some((path, existing));
        let copy = LandingCommand::CopyContext(copying.file.clone(), copying.context.clone());
        self.command(Command::Landing(copy));
    }

    pub(crate) fn context_copied(
        &mut self,
        context: &str,
        copied: Result<KubeconfigText, FileTrouble>,
    ) {
        let copying = self.contexts.copying.as_mut().filter(|copying| copying.context == context);
        let Some((path, existing)) = copying.and_then(|copying| copying.to.take()) else { return };
        match copied {
            Ok(text) => self.save(path, text, existing, Subject::default()),
            Err(trouble) => self.tell_trouble(&trouble),
        }
    }

    /// A file was saved: if it was a copy, that is done.
    pub(crate) fn copy_saved(&mut self) {
        self.contexts.forget_copy();
    }

    /// Asks whether to replace a file by a copy. Says whether it was for a copy.
    pub(crate) fn copy_exists(&mut self, path: &Path) -> bool {
        let copying = self.contexts.copying.is_some();
        if copying {
            self.contexts.save_row.ask_to_replace(path.to_owned());
        }
        copying
    }

    pub(crate) fn tightened(&mut self, file: &Path, done: Result<(), FileTrouble>) {
        match done {
            Ok(()) => {
                let shown = self.shown_path(file);
                self.remark = Some(Remark::Good((self.phrases.contexts.made_private)(&shown)));
                self.read_contexts();
            }
            Err(trouble) => self.tell_trouble(&trouble),
        }
    }
}

/// Whether a context is still what it was, be it in use or not.
fn same(before: Option<&FileContext>, now: Option<&FileContext>) -> bool {
    let told = |context: &FileContext| FileContext { is_current: false, ..context.clone() };
    before.map(told) == now.map(told)
}
