//! The app: its state, and what happens to it when the worker tells of something.

use std::collections::VecDeque;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};

use super::clusters::ClustersPanel;
use super::contexts::ContextsPanel;
use super::credentials::CredentialsPanel;
use super::failure::FailurePanel;
use super::files::{Asked, ChangeDialog};
use super::focus::Focus;
use super::history::HistoryPanel;
use super::many::ManyPanel;
use super::palette::Palette;
use super::remembered::Remembered;
use super::request_bar::RequestBar;
use super::result::{ResultPanel, Tab};
use super::settings::SettingsPanel;
use super::side::Side;
use super::status_bar::Remark;
use super::{header, theme};
use crate::core::acs::{ApiEndpoint, SchemeChoice};
use crate::core::kubeconfig::{KubeconfigText, suggest_file_name};
use crate::core::profile::{KeychainError, Profile};
use crate::core::session::{
    BatchId, CheckOf, Clipboard, Clusters, Fetch, ItemId, ItemNews, Keychain, Save, Session,
    Settings, WindowSize,
};
use crate::text::{Language, Phrases};
use crate::worker::protocol::{
    Cleared, ClipboardError, Command, Desktop, Event, Existing, KeychainWish, KubeconfigPlace,
    Lookup, PathChoice, PathPurpose, SaveError,
};
use crate::worker::{Faults, Keeping, Worker};

/// Opens the system's dialog for saving, with a suggested file name. It must be opened on the
/// window's thread; the answer is awaited elsewhere.
pub type SaveDialog = Arc<dyn Fn(&str, &str, Option<&eframe::Frame>) -> PathChoice>;

/// Opens the system's dialog for choosing a file; as [`SaveDialog`].
pub type OpenDialog = Arc<dyn Fn(&str, Option<&eframe::Frame>) -> PathChoice>;

/// What the window starts with.
pub struct Options {
    /// The language to begin with, if an option says so; else as the settings say.
    pub language: Option<Language>,
    /// The system's language, where nothing says otherwise.
    pub system_language: Language,
    /// The endpoint, if one was chosen; else the account's own.
    pub endpoint: Option<ApiEndpoint>,
    /// How requests are signed, if an option says so; else as the settings say.
    pub scheme: Option<SchemeChoice>,
    /// How long all tries of a question may take together.
    pub timeout: Duration,
    /// Open the demo account at once.
    pub demo: bool,
    /// Where profiles are looked for; `None` looks nowhere.
    pub lookup: Option<Lookup>,
    /// Whether the system keychain is used.
    pub keychain: bool,
    /// The name of the profile to begin with.
    pub profile_name: Option<String>,
    /// What was remembered.
    pub settings: Settings,
    /// Settings that could not be read, under the name by which they were kept.
    pub settings_kept_aside: Option<PathBuf>,
    /// Where it is remembered.
    pub settings_path: Option<PathBuf>,
    /// Where the user's kubeconfig files are; without it nothing is merged.
    pub kubeconfig: Option<KubeconfigPlace>,
    /// What draws the window, once there is one.
    pub graphics: Option<String>,
    /// Where a history is kept of what is done; without it there is none.
    pub history: Option<Keeping>,
    /// The faults of this process; without them a panic ends it.
    pub faults: Option<Faults>,
    /// The folder that typed paths begin with.
    pub folder: Option<PathBuf>,
    /// The system's dialog for saving.
    pub save_dialog: SaveDialog,
    /// The system's dialog for opening.
    pub open_dialog: OpenDialog,
    /// The system's dialog for choosing a folder.
    pub folder_dialog: OpenDialog,
    /// After how long a copied document is cleared from the clipboard.
    pub clear_clipboard_after: Duration,
    /// What time it is, for everything that the window tells of time.
    pub clock: fn() -> Timestamp,
    /// The profile to begin with, in place of any that is found.
    pub profile: Option<Arc<Profile>>,
    /// The folder in which lists of clusters are kept from one start to the next.
    pub cluster_cache: Option<PathBuf>,
    /// The folder of the keys that kubectl was given.
    pub credential_cache: Option<PathBuf>,
    /// The log file.
    pub log: Option<PathBuf>,
    /// Whoever shows notes.
    pub desktop: Desktop,
}

impl Options {
    /// The language that the settings say, or that they leave to the system.
    pub(super) fn language_of_settings(&self) -> Language {
        self.settings.language.unwrap_or(self.system_language)
    }
}

/// What stands over everything.
pub(super) enum Over {
    /// The command palette.
    Palette(Palette),
    /// The sheet of shortcuts.
    Shortcuts,
}

/// The window's contents.
pub struct App {
    pub(super) worker: Worker,
    pub(super) session: Session,
    pub(super) options: Options,
    pub(super) phrases: &'static Phrases,
    pub(super) credentials: CredentialsPanel,
    pub(super) request: RequestBar,
    pub(super) clusters: ClustersPanel,
    pub(super) many: ManyPanel,
    pub(super) result: ResultPanel,
    /// The same for a file that was opened.
    pub(super) opened: ResultPanel,
    pub(super) contexts: ContextsPanel,
    pub(super) history: HistoryPanel,
    pub(super) settings: SettingsPanel,
    /// A change of a kubeconfig file that is being looked at.
    pub(super) change: Option<ChangeDialog>,
    /// Changes that are to be looked at after it, with what has to be known of each.
    pub(super) proposals: VecDeque<(Asked, Vec<String>)>,
    /// An undoing that needs no look, unless others wrote since.
    pub(super) undoing: Option<ChangeDialog>,
    /// The number of the last plan of such a change.
    pub(super) last_plan: u64,
    pub(super) failure: FailurePanel,
    pub(super) remark: Option<Remark>,
    pub(super) over: Option<Over>,
    pub(super) focus: Focus,
    pub(super) side: Side,
    /// Whether the settings send requests elsewhere since their page was opened.
    pub(super) list_after_settings: bool,
    focused: bool,
    /// The file whose profiles are being read for the first time.
    pub(super) importing: Option<PathBuf>,
    pub(super) logo: Option<egui::TextureHandle>,
    pub(super) now: Timestamp,
}

impl App {
    /// Sets the window's looks up and starts the worker, which wakes `ctx`.
    ///
    /// # Errors
    /// The system's, when it gives no thread for the worker.
    pub fn new(ctx: &egui::Context, options: Options) -> std::io::Result<Self> {
        theme::install(ctx, options.settings.theme);
        let zoom = options.settings.usable_zoom();
        ctx.options_mut(|options| options.zoom_factor = zoom);
        let Remembered { clusters, contexts, history, request } = Remembered::of(&options.settings);
        let waker = ctx.clone();
        let mut app = Self {
            worker: Worker::start_keeping(options.history.clone(), move || {
                waker.request_repaint();
            })?,
            session: Session::default(),
            phrases: Phrases::of(
                options.language.unwrap_or_else(|| options.language_of_settings()),
            ),
            credentials: CredentialsPanel::default(),
            request,
            clusters,
            many: ManyPanel::default(),
            result: ResultPanel::default(),
            opened: ResultPanel::default(),
            contexts,
            history,
            change: None,
            proposals: VecDeque::new(),
            undoing: None,
            last_plan: 0,
            failure: FailurePanel::default(),
            remark: None,
            settings: SettingsPanel::default(),
            over: None,
            focus: Focus::default(),
            side: Side::default(),
            list_after_settings: false,
            focused: true,
            importing: None,
            logo: logo(ctx),
            now: (options.clock)(),
            options,
        };
        app.session.sources.home.clone_from(&app.options.folder);
        if let Some(aside) = app.options.settings_kept_aside.take() {
            let text = (app.phrases.settings.kept_aside)(&aside.display().to_string());
            app.remark = Some(Remark::Bad(text));
        }
        if let Some(profile) = app.options.profile.take() {
            app.sign_in(profile);
        }
        if let Some(lookup) = app.options.lookup.clone() {
            app.command(Command::Discover(lookup));
        }
        if app.options.keychain {
            app.command(Command::Keychain(KeychainWish::List));
        } else {
            app.session.sources.keychain = Keychain::Unavailable(KeychainError::NoService);
        }
        if app.options.demo {
            app.command(Command::OpenDemo);
        }
        app.read_contexts();
        Ok(app)
    }

    /// Hears the worker out. Called before each frame, and while the window is hidden.
    pub fn logic(&mut self, ctx: &egui::Context) {
        self.now = (self.options.clock)();
        self.options.settings.zoom = ctx.zoom_factor();
        let focused = ctx.input(|input| input.focused);
        if focused && !self.focused {
            // Whoever comes back may have changed a file elsewhere.
            self.command(Command::LookAgain);
            self.read_history();
        }
        if !focused && self.focused {
            // Whoever looks elsewhere leaves the screen to others.
            self.result.hide_secrets();
            self.opened.hide_secrets();
        }
        self.focused = focused;
        while let Some(event) = self.worker.try_event() {
            self.hear(event, ctx);
        }
        self.tell_of_ends();
        self.keep_time(ctx);
    }

    /// The settings as they are now, with the window's size, to be kept at the end.
    pub fn keep_settings(&mut self, size: Option<egui::Vec2>) {
        self.remember();
        if let Some(size) = size {
            self.options.settings.window = Some(WindowSize { width: size.x, height: size.y });
        }
        if let Some(path) = self.options.settings_path.clone() {
            self.command(Command::KeepSettings(path, self.options.settings.clone()));
        }
    }

    fn hear(&mut self, event: Event, ctx: &egui::Context) {
        let words = self.phrases;
        match event {
            Event::Progress(id, progress) => self.session.progress(id, progress),
            Event::Finished(id, outcome) => {
                if self.session.finish(id, outcome) {
                    self.remark = None;
                    self.result.reset();
                    self.forget_check(CheckOf::Fetched);
                    self.failure.reset();
                    self.suggest_path();
                }
            }
            Event::Item(batch, item, news) => self.item_told(batch, item, news),
            Event::ItemSaved(batch, item, outcome) => self.item_saved(batch, item, outcome),
            Event::ClustersCached(id, snapshot) => {
                self.clusters_told(|clusters| clusters.cached(id, *snapshot));
            }
            Event::ClustersPage(id, page) => {
                self.clusters_told(|clusters| clusters.page(id, *page));
            }
            Event::ClustersListed(id, outcome) => {
                self.clusters_told(|clusters| clusters.listed(id, outcome));
            }
            Event::DemoReady(profile, first) => self.enter_demo(profile, first.as_ref()),
            Event::Discovered(discovery) => self.discovered(*discovery),
            Event::SignedIn(id, key) => {
                if let Some(account) = &mut self.session.account {
                    account.signed_in(id, key);
                }
            }
            Event::Identified(id, who) => {
                if let Some(account) = &mut self.session.account
                    && account.identified(id, who)
                {
                    // Who it is names the list that is kept for the next start.
                    self.list_clusters();
                }
            }
            Event::KeychainListed(names) => self.keychain_listed(names),
            Event::KeychainDone(wish, done) => self.keychain_done(wish, done),
            Event::TerminalOpened(opened) => self.terminal_opened(opened),
            Event::DateSettingsOpened(opened) => self.date_settings_opened(opened),
            Event::FolderOpened(opened) => self.folder_opened(opened),
            Event::NotesAsked(asked) => self.session.notes.trouble = asked.err(),
            Event::Shown(ending, shown) => self.note_shown(ending, shown),
            Event::DemoFailed(error) => {
                let why = error.to_string();
                self.remark = Some(Remark::Bad((words.named)(words.welcome.demo_failed, &why)));
            }
            Event::Opened(id, opened) => self.file_opened(id, opened),
            Event::Copied(clear_after) => {
                let after = SignedDuration::try_from(clear_after).unwrap_or_default();
                self.session.clipboard = Clipboard::Holding { until: self.now + after };
            }
            Event::CopyFailed(text, error) => self.copy_by_the_window(&text, &error, ctx),
            Event::ClipboardCleared(Cleared::Ours) => self.session.clipboard = Clipboard::Cleared,
            Event::ClipboardCleared(Cleared::Replaced) => {
                self.session.clipboard = Clipboard::Replaced;
            }
            Event::PathChosen(PathPurpose::Save, choice) => self.path_chosen(choice),
            Event::PathChosen(PathPurpose::Open, choice) => self.file_chosen(choice),
            Event::PathChosen(PathPurpose::SaveEach, choice) => self.folder_chosen(choice),
            Event::PathChosen(PathPurpose::Import, choice) => self.import_chosen(choice),
            Event::PathChosen(PathPurpose::SaveContext, choice) => self.copy_path_chosen(choice),
            Event::Saved(path) => self.saved(&path),
            Event::SaveFailed(error) => self.save_failed(error),
            Event::Landing(event) => self.hear_of_files(event),
            Event::History(told) => self.hear_of_history(*told),
            Event::Diagnosed(report) => self.hear_diagnostics(&report, ctx),
            Event::Checked(id, step) => self.checked(id, step),
        }
    }

    /// The window has a way of its own to copy, which works where the system's does not.
    fn copy_by_the_window(
        &mut self,
        text: &KubeconfigText,
        error: &ClipboardError,
        ctx: &egui::Context,
    ) {
        tracing::debug!(%error, "the window copies instead");
        ctx.copy_text(text.as_str().to_owned());
        self.session.clipboard = Clipboard::HoldingForGood;
    }

    /// A word about one of many questions: of a batch, or of contexts that are renewed.
    fn item_told(&mut self, batch: BatchId, item: ItemId, news: ItemNews) {
        if self.session.is_renewal(batch) {
            self.hear_of_renewal(batch, item, news);
        } else {
            self.session.hear_item(batch, item, news, self.now);
        }
    }

    fn clusters_told(&mut self, tell: impl FnOnce(&mut Clusters)) {
        if let Some(account) = &mut self.session.account {
            tell(&mut account.clusters);
        }
    }

    fn path_chosen(&mut self, choice: Option<PathBuf>) {
        let Save::Choosing(text, about) = std::mem::take(&mut self.session.save) else { return };
        match choice {
            // The dialog has asked about overwriting already.
            Some(path) => self.save(path, text, Existing::Replace, about),
            None => self.result.save_row.open(Some(self.phrases.save.no_dialog)),
        }
    }

    fn saved(&mut self, path: &Path) {
        self.session.save = Save::Idle;
        self.result.save_row.close();
        self.copy_saved();
        let text = (self.phrases.save.saved)(&path.display().to_string());
        self.remark = Some(Remark::Good(text));
    }

    fn save_failed(&mut self, error: SaveError) {
        self.session.save = Save::Idle;
        if let SaveError::Exists(path) = error {
            if !self.copy_exists(&path) {
                self.result.save_row.ask_to_replace(path);
            }
        } else {
            self.remark = Some(Remark::Bad((self.phrases.save.failed)(&error)));
        }
    }

    /// Suggests a path for the document, where one can be typed.
    pub(super) fn suggest_path(&mut self) {
        let Some(name) = self.file_name() else { return };
        let path = self
            .options
            .folder
            .as_ref()
            .map_or(name.clone(), |folder| folder.join(&name).display().to_string());
        self.result.save_row.suggest(path);
    }

    /// A file name for the document on show.
    pub(super) fn file_name(&self) -> Option<String> {
        let (question, _) = self.session.fetched()?;
        Some(suggest_file_name(self.name_of_cluster(question), &question.get.cluster_id))
    }

    /// Draws again only while something on show changes by itself.
    fn keep_time(&self, ctx: &egui::Context) {
        for wait in [self.key_countdown(), self.document_countdown()].into_iter().flatten() {
            ctx.request_repaint_after(wait);
        }
        for wait in [self.contexts_countdown(), self.notes_countdown()].into_iter().flatten() {
            ctx.request_repaint_after(wait);
        }
        let many = self.session.batch.as_ref().is_some_and(|batch| !batch.is_over());
        if matches!(self.session.fetch, Fetch::Busy(_)) || (many && self.session.show_batch) {
            ctx.request_repaint_after(Duration::from_millis(100));
        } else if matches!(self.session.clipboard, Clipboard::Holding { .. }) {
            ctx.request_repaint_after(Duration::from_secs(1));
        }
    }
}

impl App {
    /// After how long the time left of a temporary key reads differently.
    fn key_countdown(&self) -> Option<Duration> {
        self.countdown(self.session.account.as_ref()?.key()?.expiration?)
    }

    /// The same of the document whose overview is on show, unless it lasts for days.
    fn document_countdown(&self) -> Option<Duration> {
        let (_, fetched) = self.session.fetched().filter(|_| self.result.shows(Tab::Overview))?;
        let end = fetched.valid_until()?;
        let near = end.duration_since(self.now) < SignedDuration::from_hours(48);
        self.countdown(end).filter(|_| near)
    }

    fn countdown(&self, end: Timestamp) -> Option<Duration> {
        let left = end.duration_since(self.now);
        (left.is_positive()).then(|| Duration::from_secs(if left.as_mins() < 2 { 1 } else { 30 }))
    }
}

impl App {
    /// After how long what is told of the user's contexts reads differently.
    fn contexts_countdown(&self) -> Option<Duration> {
        if self.contexts.is_open() || self.history.is_open() {
            return Some(Duration::from_secs(30));
        }
        let next = self.contexts.next_change(self.now)?;
        Duration::try_from(next.duration_since(self.now)).ok()
    }
}

fn logo(ctx: &egui::Context) -> Option<egui::TextureHandle> {
    let icon = eframe::icon_data::from_png_bytes(header::LOGO).ok()?;
    let size = [icon.width as usize, icon.height as usize];
    let image = egui::ColorImage::from_rgba_unmultiplied(size, &icon.rgba);
    Some(ctx.load_texture("logo", image, egui::TextureOptions::LINEAR))
}
