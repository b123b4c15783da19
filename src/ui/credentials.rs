//! The credentials panel: who asks.

use egui::{Id, RichText, TextEdit, Ui, vec2};
use secrecy::SecretString;
use zeroize::Zeroize as _;

use super::theme::{self, tokens};
use super::widgets::{caption, label, label_row, link, primary_button, small};
use super::{icons, wish::Wish};
use crate::core::acs::{Credentials, CredentialsError};
use crate::core::session::{Account, SignIn};
use crate::text::Phrases;

/// The fields, and whether they are open.
#[derive(Default)]
pub(crate) struct CredentialsPanel {
    access_key_id: String,
    access_key_secret: String,
    security_token: String,
    shown: bool,
    editing: bool,
    problem: Option<CredentialsError>,
}

impl CredentialsPanel {
    /// Opens the fields, to enter another key.
    pub(crate) fn edit(&mut self) {
        self.editing = true;
    }

    /// Closes the fields, as a key is in use.
    pub(crate) fn done(&mut self) {
        self.editing = false;
    }

    pub(crate) fn ui(
        &mut self,
        ui: &mut Ui,
        account: Option<&Account>,
        phrases: &Phrases,
    ) -> Option<Wish> {
        let words = &phrases.credentials;
        let mut wish = None;
        let edit = account.is_some() && !self.editing;
        let heading = |ui: &mut Ui| {
            caption(ui, words.heading);
        };
        label_row(ui, heading, |ui| {
            if edit && link(ui, words.edit).clicked() {
                wish = Some(Wish::EditCredentials);
            }
        });
        match account {
            Some(account) if !self.editing => who(ui, account, phrases),
            _ => wish = self.fields(ui, account.is_some(), phrases).or(wish),
        }
        wish
    }

    fn fields(&mut self, ui: &mut Ui, has_other: bool, phrases: &Phrases) -> Option<Wish> {
        let words = &phrases.credentials;
        let mut entered = false;
        ui.spacing_mut().item_spacing.y = 6.0;
        let hint = words.access_key_id_hint;
        entered |=
            field(ui, words.access_key_id, id_of("id"), &mut self.access_key_id, hint, false);
        let name = |ui: &mut Ui| {
            label(ui, words.access_key_secret);
        };
        label_row(ui, name, |ui| {
            let toggle = if self.shown { words.hide } else { words.show };
            if link(ui, toggle).clicked() {
                self.shown = !self.shown;
            }
        });
        let secret = &mut self.access_key_secret;
        entered |= bare_field(
            ui,
            words.access_key_secret,
            id_of("secret"),
            secret,
            words.secret_hint,
            !self.shown,
        );
        let token = &mut self.security_token;
        entered |= field(ui, words.security_token, id_of("token"), token, "", !self.shown);

        if let Some(problem) = &self.problem {
            let text = RichText::new((words.unusable)(problem)).size(theme::SMALL);
            ui.colored_label(tokens(ui).error, text);
        }
        let ready =
            !self.access_key_id.trim().is_empty() && !self.access_key_secret.trim().is_empty();
        let pressed = ui
            .vertical_centered_justified(|ui| primary_button(ui, words.use_these, ready).clicked())
            .inner;
        if has_other && link(ui, words.keep_current).clicked() {
            self.forget(ui.ctx());
            self.editing = false;
        }
        small(ui, words.kept_in_memory);
        if !has_other {
            small(ui, &(words.also_looked)(&[]));
        }
        (pressed || (entered && ready)).then(|| self.submit(ui.ctx())).flatten()
    }

    /// Turns the fields into a key, and wipes them.
    fn submit(&mut self, ctx: &egui::Context) -> Option<Wish> {
        let secret = SecretString::from(self.access_key_secret.as_str());
        let token = SecretString::from(self.security_token.as_str());
        match Credentials::new(&self.access_key_id, &secret, Some(&token)) {
            Ok(credentials) => {
                self.forget(ctx);
                Some(Wish::Use(credentials))
            }
            Err(problem) => {
                self.problem = Some(problem);
                None
            }
        }
    }

    /// Wipes the fields, and the copies that their undo history keeps.
    fn forget(&mut self, ctx: &egui::Context) {
        let Self { access_key_id, access_key_secret, security_token, shown, problem, .. } = self;
        for buffer in [access_key_id, access_key_secret, security_token] {
            buffer.zeroize();
        }
        for name in ["id", "secret", "token"] {
            if let Some(mut state) = TextEdit::load_state(ctx, id_of(name)) {
                state.clear_undoer();
                TextEdit::store_state(ctx, id_of(name), state);
            }
        }
        *shown = false;
        *problem = None;
    }
}

fn id_of(name: &str) -> Id {
    Id::unique(("credentials", name))
}

/// A labelled field; says whether Enter was pressed in it.
fn field(ui: &mut Ui, name: &str, id: Id, text: &mut String, hint: &str, masked: bool) -> bool {
    label(ui, name);
    bare_field(ui, name, id, text, hint, masked)
}

fn bare_field(
    ui: &mut Ui,
    name: &str,
    id: Id,
    text: &mut String,
    hint: &str,
    masked: bool,
) -> bool {
    let hint = RichText::new(hint.to_owned()).monospace().color(tokens(ui).faint);
    let edit = TextEdit::singleline(text)
        .id(id)
        .password(masked)
        .font(egui::FontId::monospace(theme::MONO))
        .hint_text(hint)
        .margin(egui::Margin::symmetric(9, 6))
        .min_size(vec2(0.0, theme::CONTROL))
        .align(egui::Align2::LEFT_CENTER)
        .desired_width(f32::INFINITY);
    let response = ui.add(edit);
    super::access::name_field(ui, &response, name);
    response.lost_focus() && ui.input(|input| input.key_pressed(egui::Key::Enter))
}

/// Who is signed in: the source, and the key as far as it may be shown.
fn who(ui: &mut Ui, account: &Account, phrases: &Phrases) {
    let tokens = tokens(ui);
    ui.horizontal(|ui| {
        let (circle, _) = ui.allocate_exact_size(vec2(28.0, 28.0), egui::Sense::hover());
        ui.painter().circle_filled(circle.center(), 14.0, tokens.raised);
        ui.painter().text(
            circle.center(),
            egui::Align2::CENTER_CENTER,
            icons::KEY,
            egui::FontId::proportional(14.0),
            tokens.dim,
        );
        ui.vertical(|ui| {
            ui.spacing_mut().item_spacing.y = 2.0;
            ui.spacing_mut().interact_size.y = 16.0;
            ui.horizontal(|ui| {
                let source = (phrases.profiles.unnamed)(&account.profile.source);
                ui.label(RichText::new(source).font(theme::semibold(theme::BODY)));
                label(ui, (phrases.profiles.mode)(account.profile.mode));
            });
            let id = match &account.sign_in {
                SignIn::Done { key, .. } => key.access_key_id.clone(),
                SignIn::Waiting | SignIn::Failed(_) => String::new(),
            };
            ui.label(RichText::new(id).monospace().color(tokens.dim));
        });
    });
}
