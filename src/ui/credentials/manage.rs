//! What can be done about the profile in use: rename it, forget it, or read where it is changed.

use egui::{RichText, Ui};

use super::super::theme::{self, tokens};
use super::super::widgets::{button, link, rule, small};
use super::super::wish::Wish;
use super::fields::field;
use crate::core::printable::printable;
use crate::core::profile::sign_in::command_line;
use crate::core::profile::{Profile, Source};
use crate::text::Phrases;

/// The name that is being typed.
#[derive(Default)]
pub(super) struct Manage {
    /// The new name; `None` until the account's own was filled in.
    name: Option<String>,
}

impl Manage {
    /// Begins anew.
    pub(super) fn begin(&mut self) {
        self.name = None;
    }

    pub(super) fn ui(&mut self, ui: &mut Ui, profile: &Profile, phrases: &Phrases) -> Option<Wish> {
        let words = &phrases.credentials;
        let wish = match &profile.source {
            Source::Keychain(name) => self.kept(ui, name, phrases),
            Source::CliProfile { name, file: None } => cli_profile(ui, name, phrases),
            source @ Source::CliProfile { name, file: Some(file) } => {
                title(ui, &printable(name));
                small(ui, &(words.imported_from)(&printable(&file.display().to_string())));
                link(ui, words.forget_import).clicked().then(|| Wish::Forget(source.clone()))
            }
            source @ Source::Typed => {
                title(ui, &(phrases.profiles.unnamed)(source));
                link(ui, words.forget).clicked().then(|| Wish::Forget(source.clone()))
            }
            Source::Demo
            | Source::Environment(_)
            | Source::EnvironmentOidc
            | Source::CredentialsFile(_)
            | Source::EcsMetadata
            | Source::CredentialsUri => return None,
        };
        ui.add_space(4.0);
        rule(ui, ui.cursor().top());
        ui.add_space(2.0);
        title(ui, words.other_credentials);
        wish
    }

    /// An account in the keychain: another name, or none any more.
    fn kept(&mut self, ui: &mut Ui, account: &str, phrases: &Phrases) -> Option<Wish> {
        let words = &phrases.credentials;
        let name = self.name.get_or_insert_with(|| account.to_owned());
        let entered = field(ui, words.kept_name, "rename", name, "", false);
        let mut wish = None;
        ui.horizontal(|ui| {
            let changed = !name.trim().is_empty() && name.trim() != account;
            if (button(ui, words.rename, "", changed).clicked() || entered) && changed {
                let (from, to) = (account.to_owned(), name.trim().to_owned());
                wish = Some(Wish::RenameKept { from, to });
            }
            if button(ui, words.forget, "", true).on_hover_text(words.forget_hint).clicked() {
                wish = Some(Wish::Forget(Source::Keychain(account.to_owned())));
            }
        });
        wish
    }
}

/// A profile that belongs to the aliyun CLI, and is changed by it.
fn cli_profile(ui: &mut Ui, name: &str, phrases: &Phrases) -> Option<Wish> {
    let words = &phrases.credentials;
    title(ui, &printable(name));
    small(ui, words.only_read);
    let command = ["aliyun", "configure", "--profile", name].map(str::to_owned).to_vec();
    run_or_copy(ui, command, phrases)
}

/// A command, and the two ways to get it run.
pub(super) fn run_or_copy(ui: &mut Ui, command: Vec<String>, phrases: &Phrases) -> Option<Wish> {
    let words = &phrases.credentials;
    let line = command_line(&command);
    let shown = RichText::new(printable(&line)).monospace().size(theme::SMALL);
    ui.add(egui::Label::new(shown.color(tokens(ui).text)).wrap());
    let mut wish = None;
    ui.horizontal(|ui| {
        ui.spacing_mut().interact_size.y = 18.0;
        if link(ui, words.run_command).clicked() {
            wish = Some(Wish::RunInTerminal(command));
        }
        if link(ui, words.copy_command).clicked() {
            wish = Some(Wish::CopyText(line));
        }
    });
    wish
}

fn title(ui: &mut Ui, text: &str) {
    let text = RichText::new(text).font(theme::semibold(theme::BODY));
    ui.add(egui::Label::new(text).truncate());
}
