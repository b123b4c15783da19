//! Signing in: which profile is taken, and what comes of it.

use std::path::PathBuf;
use std::sync::Arc;

use super::App;
use super::status_bar::Remark;
use crate::core::acs::{ApiEndpoint, ClusterId, Credentials};
use crate::core::printable::printable;
use crate::core::profile::environment::ecs_profile;
use crate::core::profile::{Discovery, FileTrouble, KeychainError, Profile, Source};
use crate::core::session::Keychain;
use crate::worker::protocol::{Command, KeychainWish, PathPurpose, TerminalError};

impl App {
    /// Takes a profile into use, and remembers it.
    pub(super) fn sign_in(&mut self, profile: Arc<Profile>) {
        self.take_into_use(profile);
        self.credentials.done();
    }

    fn take_into_use(&mut self, profile: Arc<Profile>) {
        let endpoint = self.api_endpoint(&profile);
        let id = self.session.sign_in(Arc::clone(&profile), endpoint);
        self.options.settings.remember_profile(&profile.source);
        self.command(Command::SignIn(id, profile));
        self.clusters.reset();
    }

    /// Asks the profile in use once more.
    pub(super) fn sign_in_again(&mut self) {
        if let Some(account) = &self.session.account {
            self.sign_in(Arc::clone(&account.profile));
        }
    }

    /// Where the requests of a profile go: as an option says, else the settings, else itself.
    pub(super) fn api_endpoint(&self, profile: &Profile) -> ApiEndpoint {
        match &self.options.endpoint {
            Some(option) => option.clone(),
            // The demo is where it is, whatever is set for the accounts of the cloud.
            None if profile.source == Source::Demo => profile.places.api_endpoint(None),
            None => self.options.settings.api_endpoint(&profile.places),
        }
    }

    /// Takes the demo account into use. A cluster is filled in, so that a newcomer has only to
    /// press the button.
    pub(super) fn enter_demo(&mut self, profile: Arc<Profile>, first: Option<&ClusterId>) {
        self.sign_in(profile);
        if let Some(first) = first {
            self.request.pick_if_empty(first);
        }
    }

    /// Takes what was found. The profile in use stays in use, as its file now has it; without one,
    /// it is the one asked for by name, the last one used, or the first of the default chain.
    pub(super) fn discovered(&mut self, discovery: Discovery) {
        let preferred = discovery.preferred().cloned();
        let imported = self.importing.take();
        self.session.sources.discovery = Some(discovery);
        if let Some(file) = imported {
            self.tell_import(&file);
        }
        match self.session.account.as_ref().map(|account| account.profile.source.clone()) {
            Some(source) => self.follow_change(&source),
            None => self.begin_with(preferred),
        }
    }

    /// The accounts in the keychain are known, or why they cannot be.
    pub(super) fn keychain_listed(&mut self, names: Result<Vec<String>, KeychainError>) {
        self.session.sources.keychain = match names {
            Ok(names) => Keychain::Accounts(names),
            Err(error) => Keychain::Unavailable(error),
        };
        if let (None, Some(discovery)) = (&self.session.account, &self.session.sources.discovery) {
            let preferred = discovery.preferred().cloned();
            self.begin_with(preferred);
        }
    }

    fn begin_with(&mut self, preferred: Option<Arc<Profile>>) {
        match self.options.profile_name.clone() {
            Some(name) => self.begin_with_named(&name),
            None => self.begin_with_usual(preferred),
        }
    }

    fn begin_with_named(&mut self, name: &str) {
        let words = self.phrases;
        match self.session.sources.named(name).map(|listed| listed.profile) {
            Some(Ok(profile)) => self.sign_in(profile),
            Some(Err(problem)) => {
                let why = (words.profiles.problem)(&problem);
                let text = (words.cli.unusable_profile)(&printable(name), &why);
                self.remark = Some(Remark::Bad(text));
            }
            None if self.waits_for_keychain() => {}
            None => {
                let text = (words.credentials.no_such_profile)(&printable(name));
                self.remark = Some(Remark::Bad(text));
            }
        }
    }

    /// The profile used last, or the preferred one. That only stands in for the other, which is
    /// still remembered: a keychain may be unlocked again, a file be there again.
    fn begin_with_usual(&mut self, preferred: Option<Arc<Profile>>) {
        let last = self.options.settings.profile.clone();
        if matches!(last, Some(Source::Keychain(_))) && self.waits_for_keychain() {
            // Whatever else there is would only be replaced in a moment.
            return;
        }
        let listed = last.as_ref().and_then(|source| self.session.sources.find(source));
        let found = listed.and_then(|listed| listed.profile.ok());
        if let Some(profile) = found.or(preferred) {
            self.sign_in(profile);
            if last.is_some() {
                self.options.settings.profile = last;
            }
        }
    }

    fn waits_for_keychain(&self) -> bool {
        matches!(self.session.sources.keychain, Keychain::Asking)
    }

    /// A file was read again: the profile in use may say something else now.
    fn follow_change(&mut self, source: &Source) {
        let from_file = matches!(source, Source::CliProfile { .. } | Source::CredentialsFile(_));
        if from_file
            && let Some(listed) = self.session.sources.find(source)
            && let Ok(profile) = listed.profile
        {
            // Whoever is typing another key goes on doing so.
            self.take_into_use(profile);
        }
    }

    pub(super) fn choose_profile(&mut self, source: &Source) {
        let listed = self.session.sources.find(source);
        if let Some(profile) = listed.and_then(|listed| listed.profile.ok()) {
            self.sign_in(profile);
            self.keep_settings(None);
        }
    }

    pub(super) fn use_typed(&mut self, credentials: Credentials, keep: Option<String>) {
        if let Some(name) = keep {
            let wish = KeychainWish::Keep(name, credentials.clone());
            self.command(Command::Keychain(wish));
        }
        let places = self.session.sources.places();
        let profile = Profile { places, ..Profile::of_key(Source::Typed, credentials) };
        self.sign_in(Arc::new(profile));
    }

    pub(super) fn ask_ecs(&mut self) {
        let variables = self.options.lookup.as_ref().map(|lookup| lookup.variables.clone());
        match ecs_profile(&variables.unwrap_or_default()).profile {
            Ok(profile) => self.sign_in(profile),
            Err(problem) => {
                let text = (self.phrases.profiles.problem)(&problem);
                self.remark = Some(Remark::Bad(text));
            }
        }
    }

    /// A wish to the keychain is fulfilled, or not.
    pub(super) fn keychain_done(&mut self, wish: KeychainWish, done: Result<(), KeychainError>) {
        let words = &self.phrases.credentials;
        if let Err(error) = done {
            let what = match &wish {
                KeychainWish::List => return,
                KeychainWish::Keep(..) => words.not_kept,
                KeychainWish::Rename { .. } => words.not_renamed,
                KeychainWish::Remove(_) => words.not_removed,
            };
            let why = (self.phrases.profiles.keychain)(&error);
            self.remark = Some(Remark::Bad(what(&why)));
            return;
        }
        match wish {
            KeychainWish::Keep(name, key) => {
                self.remark = Some(Remark::Good((words.kept)(&name)));
                // Another key may have been typed since.
                self.name_in_keychain(name, |profile| profile.is_typed(&key));
            }
            KeychainWish::Rename { from, to } => {
                self.remark = Some(Remark::Good((words.kept)(&to)));
                let from = Source::Keychain(from);
                self.name_in_keychain(to, |profile| profile.source == from);
            }
            KeychainWish::List | KeychainWish::Remove(_) => {}
        }
    }

    /// The profile in use, if it is this one, is now in the keychain under a name.
    fn name_in_keychain(&mut self, name: String, is_this: impl Fn(&Profile) -> bool) {
        let Some(account) = &mut self.session.account else { return };
        if is_this(&account.profile) {
            // The same key by another name: there is nothing to ask again.
            let source = Source::Keychain(name);
            self.options.settings.remember_profile(&source);
            account.profile = Arc::new(Profile { source, ..(*account.profile).clone() });
            self.credentials.done();
            self.keep_settings(None);
        }
    }

    pub(super) fn forget(&mut self, source: &Source) {
        match source {
            Source::Keychain(name) => {
                self.command(Command::Keychain(KeychainWish::Remove(name.clone())));
            }
            Source::CliProfile { file: Some(file), .. } => {
                self.options.settings.imported.retain(|imported| imported != file);
                self.look();
            }
            _ => {}
        }
        if self.options.settings.profile.as_ref() == Some(source) {
            self.options.settings.profile = None;
        }
        self.session.sign_out();
        self.credentials.done();
        self.keep_settings(None);
    }

    /// Opens the dialog for a file to import.
    pub(super) fn import(&mut self, frame: Option<&eframe::Frame>) {
        let title = self.phrases.welcome.choose_config;
        let choice = (self.options.open_dialog)(title, frame);
        self.command(Command::AwaitPath(PathPurpose::Import, choice));
    }

    pub(super) fn import_chosen(&mut self, file: Option<PathBuf>) {
        let Some(file) = file else {
            let text = self.phrases.credentials.nothing_imported.to_owned();
            self.remark = Some(Remark::Bad(text));
            return;
        };
        let imported = &mut self.options.settings.imported;
        if !imported.contains(&file) {
            imported.push(file.clone());
        }
        self.importing = Some(file);
        self.look();
        self.keep_settings(None);
    }

    /// Tells what came of an import; a file without anything to use is not remembered.
    fn tell_import(&mut self, file: &PathBuf) {
        let sources = &self.session.sources;
        let of_file = |source: &Source| matches!(source, Source::CliProfile { file: Some(from), .. } if from == file);
        let count = sources.listed().filter(|listed| of_file(&listed.source)).count();
        let discovery = sources.discovery.as_ref();
        let troubles = discovery.map(|found| found.troubles.as_slice()).unwrap_or_default();
        let trouble = troubles.iter().find(|trouble| trouble.file == *file);
        self.remark = Some(match trouble {
            Some(FileTrouble { problem, .. }) => {
                let why = (self.phrases.profiles.file_problem)(problem);
                let file = file.display().to_string();
                Remark::Bad((self.phrases.cli.file_skipped)(&file, &why))
            }
            None => Remark::Good((self.phrases.credentials.imported)(count)),
        });
        if count == 0 {
            self.options.settings.imported.retain(|imported| imported != file);
            self.keep_settings(None);
        }
    }

    /// Looks for profiles again, with the files that are imported now.
    pub(super) fn look(&mut self) {
        let lookup = self.options.lookup.get_or_insert_default();
        lookup.imported.clone_from(&self.options.settings.imported);
        let lookup = lookup.clone();
        self.command(Command::Discover(lookup));
    }

    pub(super) fn terminal_opened(&mut self, opened: Result<(), TerminalError>) {
        let words = &self.phrases.credentials;
        self.remark = Some(match opened {
            Ok(()) => Remark::Good(words.terminal_opened.to_owned()),
            Err(error) => Remark::Bad((words.no_terminal)(&error)),
        });
    }
}
