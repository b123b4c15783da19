//! The fields for a key, which are wiped as soon as it is in use.

use egui::accesskit::Live;
use egui::{Id, RichText, TextEdit, Ui, vec2};
use secrecy::SecretString;
use zeroize::Zeroize as _;

use super::super::theme::{self, tokens};
use super::super::widgets::{checkbox, label, label_row, link, primary_button, small};
use super::super::{access, wish::Wish};
use crate::core::acs::{Credentials, CredentialsError};
use crate::core::session::{Keychain, Session};
use crate::text::Phrases;

/// What was typed, as long as it is being typed.
pub(super) struct Fields {
    access_key_id: String,
    access_key_secret: String,
    security_token: String,
    shown: bool,
    problem: Option<CredentialsError>,
    /// Whether the key shall be kept in the keychain, where there is one.
    keep: bool,
    /// The name to keep it under; empty for the one that is suggested.
    name: String,
}

impl Default for Fields {
    fn default() -> Self {
        Self {
            access_key_id: String::new(),
            access_key_secret: String::new(),
            security_token: String::new(),
            shown: false,
            problem: None,
            keep: true,
            name: String::new(),
        }
    }
}

impl Fields {
    pub(super) fn ui(&mut self, ui: &mut Ui, session: &Session, phrases: &Phrases) -> Option<Wish> {
        let words = &phrases.credentials;
        let mut entered = false;
        let hint = words.access_key_id_hint;
        entered |= field(ui, words.access_key_id, "id", &mut self.access_key_id, hint, false);
        let name = |ui: &mut Ui| {
            label(ui, words.access_key_secret);
        };
        label_row(ui, name, |ui| {
            let toggle = if self.shown { words.hide } else { words.show };
            if link(ui, toggle).clicked() {
                self.shown = !self.shown;
            }
        });
        let (secret, hint) = (&mut self.access_key_secret, words.secret_hint);
        let masked = !self.shown;
        entered |= bare_field(ui, words.access_key_secret, "secret", secret, hint, masked);
        let token = &mut self.security_token;
        entered |= field(ui, words.security_token, "token", token, "", masked);
        entered |= self.keep_box(ui, &session.sources.keychain, phrases);

        if let Some(problem) = &self.problem {
            let text = RichText::new((words.unusable)(problem)).size(theme::SMALL);
            let color = tokens(ui).error;
            access::live(&ui.colored_label(color, text), Live::Assertive);
        }
        let ready =
            !self.access_key_id.trim().is_empty() && !self.access_key_secret.trim().is_empty();
        let pressed = ui
            .vertical_centered_justified(|ui| primary_button(ui, words.use_these, ready).clicked())
            .inner;
        let wanted = pressed || (entered && ready);
        wanted.then(|| self.submit(ui.ctx(), &session.sources.keychain, phrases)).flatten()
    }

    /// Whether to keep the key, and under which name; off, and why, where there is no keychain.
    /// Says whether Enter was pressed in the field for the name.
    fn keep_box(&mut self, ui: &mut Ui, keychain: &Keychain, phrases: &Phrases) -> bool {
        let words = &phrases.credentials;
        let accounts = match keychain {
            Keychain::Accounts(names) => names,
            Keychain::Asking => {
                checkbox(ui, &mut false, words.keep_in_keychain, false);
                small(ui, words.keychain_asked);
                return false;
            }
            Keychain::Unavailable(error) => {
                checkbox(ui, &mut false, words.keep_in_keychain, false);
                small(ui, &(phrases.profiles.keychain)(error));
                return false;
            }
        };
        checkbox(ui, &mut self.keep, words.keep_in_keychain, true);
        if !self.keep {
            return false;
        }
        let suggested = free_name(words.account_name, accounts);
        field(ui, words.name, "name", &mut self.name, &suggested, false)
    }

    /// Turns the fields into a key, and wipes them.
    fn submit(
        &mut self,
        ctx: &egui::Context,
        keychain: &Keychain,
        phrases: &Phrases,
    ) -> Option<Wish> {
        let secret = SecretString::from(self.access_key_secret.as_str());
        let token = SecretString::from(self.security_token.as_str());
        match Credentials::new(&self.access_key_id, &secret, Some(&token)) {
            Ok(credentials) => {
                let keep = match keychain {
                    Keychain::Accounts(accounts) if self.keep => match self.name.trim() {
                        "" => Some(free_name(phrases.credentials.account_name, accounts)),
                        name => Some(name.to_owned()),
                    },
                    _ => None,
                };
                self.forget(ctx);
                Some(Wish::Use(credentials, keep))
            }
            Err(problem) => {
                self.problem = Some(problem);
                None
            }
        }
    }

    /// Wipes the fields, and the copies that their undo history keeps.
    pub(super) fn forget(&mut self, ctx: &egui::Context) {
        let Self { access_key_id, access_key_secret, security_token, shown, problem, name, .. } =
            self;
        for buffer in [access_key_id, access_key_secret, security_token] {
            buffer.zeroize();
        }
        for name in ["id", "secret", "token"] {
            if let Some(mut state) = TextEdit::load_state(ctx, id_of(name)) {
                state.clear_undoer();
                TextEdit::store_state(ctx, id_of(name), state);
            }
        }
        name.clear();
        *shown = false;
        *problem = None;
    }
}

/// The name that is suggested, with the first number that makes it new.
fn free_name(name: &str, taken: &[String]) -> String {
    let numbered = |number: usize| match number {
        1 => name.to_owned(),
        number => format!("{name} {number}"),
    };
    let mut names = (1..=taken.len() + 1).map(numbered);
    names.find(|name| !taken.contains(name)).unwrap_or_default()
}

fn id_of(name: &str) -> Id {
    Id::unique(("credentials", name))
}

/// A labelled field; says whether Enter was pressed in it.
pub(super) fn field(
    ui: &mut Ui,
    name: &str,
    id: &str,
    text: &mut String,
    hint: &str,
    masked: bool,
) -> bool {
    label(ui, name);
    bare_field(ui, name, id, text, hint, masked)
}

fn bare_field(
    ui: &mut Ui,
    name: &str,
    id: &str,
    text: &mut String,
    hint: &str,
    masked: bool,
) -> bool {
    let hint = RichText::new(hint.to_owned()).monospace().color(tokens(ui).faint);
    let edit = TextEdit::singleline(text)
        .id(id_of(id))
        .password(masked)
        .font(egui::FontId::monospace(theme::MONO))
        .hint_text(hint)
        .margin(egui::Margin::symmetric(9, 6))
        .min_size(vec2(0.0, theme::CONTROL))
        .align(egui::Align2::LEFT_CENTER)
        .desired_width(f32::INFINITY);
    let response = ui.add(edit);
    access::name_field(ui, &response, name);
    response.lost_focus() && ui.input(|input| input.key_pressed(egui::Key::Enter))
}

#[cfg(test)]
mod tests {
    use super::free_name;

    #[test]
    fn a_suggested_name_is_always_new() {
        let taken = |names: &[&str]| names.iter().map(|&name| name.to_owned()).collect::<Vec<_>>();
        assert_eq!(free_name("a", &[]), "a");
        assert_eq!(free_name("a", &taken(&["a"])), "a 2");
        assert_eq!(free_name("a", &taken(&["a", "a 3", "b"])), "a 2");
        assert_eq!(free_name("a", &taken(&["a 2", "a"])), "a 3");
    }
}
