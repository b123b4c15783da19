//! Doing what was asked for: from a wish to a command for the worker.

use std::path::PathBuf;
use std::sync::Arc;

use super::App;
use super::app::Over;
use super::palette::Palette;
use super::status_bar::Remark;
use super::theme;
use super::wish::Wish;
use crate::core::acs::{ClusterId, GetKubeconfig, SchemeChoice, TemporaryDuration};
use crate::core::clusters::Cluster;
use crate::core::history::{Subject, What};
use crate::core::kubeconfig::KubeconfigText;
use crate::core::session::{Errand, Question, Save, Settings, ThemeChoice};
use crate::text::Phrases;
use crate::worker::protocol::{Command, Existing, KeychainWish, PathPurpose, Saving};

impl App {
    pub(super) fn fulfil(
        &mut self,
        wish: Wish,
        ctx: &egui::Context,
        frame: Option<&eframe::Frame>,
    ) {
        match wish {
            Wish::Use(credentials, keep) => self.use_typed(credentials, keep),
            Wish::Choose(source) => self.choose_profile(&source),
            Wish::SignInAgain => self.sign_in_again(),
            Wish::Forget(source) => self.forget(&source),
            Wish::RenameKept { from, to } => {
                self.command(Command::Keychain(KeychainWish::Rename { from, to }));
            }
            Wish::Import => self.import(frame),
            Wish::AskEcs => self.ask_ecs(),
            Wish::RunInTerminal(words) => self.command(Command::RunInTerminal(words)),
            Wish::ShowPalette => self.over = Some(Over::Palette(Palette::default())),
            Wish::ShowShortcuts => self.over = Some(Over::Shortcuts),
            Wish::SettingsPage(wish) => self.fulfil_for_settings(wish),
            Wish::Settings(settings) => self.change_settings(*settings, ctx),
            Wish::Pick(id) => {
                self.request.pick(&id);
                self.close_pages();
            }
            Wish::Files(wish) => self.fulfil_for_files(wish),
            Wish::Contexts(wish) => self.fulfil_for_contexts(wish, frame),
            Wish::History(wish) => self.fulfil_for_history(wish, ctx),
            Wish::Fleet(wish) => self.fulfil_for_fleet(wish, frame),
            Wish::Check(wish) => self.fulfil_check(wish),
            Wish::Viewer(wish) => self.fulfil_for_viewer(wish, ctx),
            Wish::Open(wish) => self.fulfil_open(wish, frame),
            Wish::OpenDemo => self.command(Command::OpenDemo),
            Wish::EditCredentials => self.edit_credentials(),
            Wish::ToggleSide => self.toggle_side(),
            Wish::TakeStep(step) => self.take_step(step, ctx),
            Wish::CopyText(text) => ctx.copy_text(text),
            Wish::OpenPage(url) => ctx.open_url(egui::OpenUrl::new_tab(url)),
            Wish::ShowTab(tab) => self.panel_on_show().show(tab),
            Wish::CopyDiagnostics => self.ask_for_diagnostics(),
            Wish::NextTheme => self.next_theme(ctx),
            Wish::Get => self.get(),
            Wish::GetTemporary(duration) => self.get_temporary(duration),
            Wish::Cancel => self.cancel(),
            Wish::TryAgain => self.ask_again(|_same| {}),
            Wish::SaveAs => self.save_as(frame),
            Wish::SaveTo(path, existing) => self.save_to(path, existing),
            Wish::Copy => self.copy_all(),
            Wish::CopySecret(text) => self.copy(text),
        }
    }

    /// Hands a command to the worker; that it cannot is told where everything is told.
    pub(super) fn command(&mut self, command: Command) {
        if self.worker.send(command).is_err() {
            self.remark = Some(Remark::Bad(self.phrases.status.no_worker.to_owned()));
        }
    }

    fn get(&mut self) {
        let account = self.session.account.as_ref();
        let Some(get) = self.request.question(account) else { return };
        if let Some(question) = self.question(get) {
            self.ask(question);
        }
    }

    /// Asks for the kubeconfig on show again, valid for so long, by the profile in use.
    fn get_temporary(&mut self, duration: TemporaryDuration) {
        let Some((shown, _)) = self.session.fetched() else { return };
        let get = GetKubeconfig { duration: Some(duration), ..shown.get.clone() };
        if let Some(question) = self.question(get) {
            self.request.pick_duration(duration);
            self.ask(question);
        }
    }

    /// A question of the profile in use.
    pub(super) fn question(&self, get: GetKubeconfig) -> Option<Question> {
        let account = self.session.account.as_ref()?;
        let cluster = account.cluster(&get.cluster_id);
        let known = cluster.map(|cluster| (cluster.name.as_str(), cluster.region.as_str()));
        let (name, region) = known.unzip();
        let errand = Errand::new(What::Get, name, region);
        Some(Question {
            get,
            errand,
            profile: Arc::clone(&account.profile),
            endpoint: account.endpoint.clone(),
            scheme: self.scheme(),
            timeout: self.options.timeout,
        })
    }

    /// How requests are signed: as an option says, else the settings.
    pub(super) fn scheme(&self) -> SchemeChoice {
        self.options.scheme.unwrap_or(self.options.settings.signature)
    }

    /// Asks the failed question again with a change, and as it would be asked now: with the key that
    /// is in use, and signed as the settings say.
    pub(super) fn ask_again(&mut self, change: impl FnOnce(&mut Question)) {
        let Some(failed) = self.session.failed_question() else { return };
        let mut question = failed.clone();
        if let Some(account) = &self.session.account {
            question.profile = Arc::clone(&account.profile);
            question.endpoint = account.endpoint.clone();
        }
        question.scheme = self.scheme();
        change(&mut question);
        self.ask(question);
    }

    fn ask(&mut self, question: Question) {
        self.remark = None;
        self.close_pages();
        self.close_file();
        let (id, question) = self.session.ask(question, self.now);
        self.command(Command::Ask(id, Box::new(question)));
    }

    pub(super) fn cancel(&mut self) {
        if let Some(id) = self.session.cancel() {
            self.command(Command::Cancel(id));
        }
    }

    fn save_as(&mut self, frame: Option<&eframe::Frame>) {
        let (Some(name), Some((_, fetched))) = (self.file_name(), self.session.fetched()) else {
            return;
        };
        if self.session.is_saving() || self.contexts.is_choosing() {
            return;
        }
        self.session.save = Save::Choosing(fetched.text.clone(), self.subject());
        self.contexts.forget_copy();
        self.result.save_row.close();
        let choice = (self.options.save_dialog)(self.phrases.save.title, &name, frame);
        self.command(Command::AwaitPath(PathPurpose::Save, choice));
    }

    fn save_to(&mut self, path: PathBuf, existing: Existing) {
        if let Some((_, fetched)) = self.session.fetched()
            && !self.session.is_saving()
        {
            let (text, about) = (fetched.text.clone(), self.subject());
            self.contexts.forget_copy();
            self.save(path, text, existing, about);
        }
    }

    /// The cluster whose document is on show.
    pub(super) fn subject(&self) -> Subject {
        let Some((question, _)) = self.session.fetched() else { return Subject::default() };
        Subject::of_cluster(&question.get, self.name_of_cluster(question))
    }

    /// The name of the cluster that was asked for, as far as it is known.
    pub(super) fn name_of_cluster<'a>(&'a self, question: &'a Question) -> Option<&'a str> {
        let listed = || self.listed(&question.get.cluster_id).map(|cluster| cluster.name.as_str());
        question.errand.cluster_name.as_deref().or_else(listed)
    }

    /// A cluster in the list of the account in use.
    pub(super) fn listed(&self, id: &ClusterId) -> Option<&Cluster> {
        self.session.account.as_ref()?.cluster(id)
    }

    pub(super) fn save(
        &mut self,
        path: PathBuf,
        text: KubeconfigText,
        existing: Existing,
        about: Subject,
    ) {
        self.session.save = Save::Writing;
        self.remark = None;
        let saving = Saving { path, text, existing, about };
        self.command(Command::Save(Box::new(saving)));
    }

    fn copy_all(&mut self) {
        if let Some(text) = self.session.text_on_show().cloned() {
            self.copy(text);
        }
    }

    /// Copies a document or a part of one, for as long as secrets stay on the clipboard.
    fn copy(&mut self, text: KubeconfigText) {
        self.command(Command::Copy(text, self.options.clear_clipboard_after));
    }

    fn next_theme(&mut self, ctx: &egui::Context) {
        let theme = match self.options.settings.theme {
            ThemeChoice::System => ThemeChoice::Dark,
            ThemeChoice::Dark => ThemeChoice::Light,
            ThemeChoice::Light => ThemeChoice::System,
        };
        self.change_settings(Settings { theme, ..self.options.settings.clone() }, ctx);
    }

    /// Takes changed settings into use, and keeps them.
    pub(super) fn change_settings(&mut self, settings: Settings, ctx: &egui::Context) {
        theme::choose(ctx, settings.theme);
        let other_language = settings.language != self.options.settings.language;
        let wants_notes = settings.notes && !self.options.settings.notes;
        if settings.zoom.to_bits() != self.options.settings.zoom.to_bits() {
            ctx.set_zoom_factor(settings.usable_zoom());
        }
        self.options.settings = settings;
        if other_language {
            self.phrases = Phrases::of(self.options.language_of_settings());
            // It was said in the language before.
            self.remark = None;
        }
        if let Some(account) = &self.session.account {
            let endpoint = self.api_endpoint(&account.profile);
            if endpoint != account.endpoint {
                self.session.move_to(endpoint);
                self.list_after_settings = true;
            }
        }
        if wants_notes {
            self.ask_for_notes();
        }
        self.keep_settings(None);
    }
}
