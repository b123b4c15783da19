//! A typed path, for desktops without a dialog service, and the question before overwriting.

use std::path::PathBuf;

use egui::accesskit::Live;
use egui::{RichText, TextEdit, Ui, vec2};

use super::access;
use super::theme::{self, tokens};
use super::widgets::{button, label, small};
use super::wish::Wish;
use crate::text::Phrases;
use crate::worker::protocol::Existing;

/// The row under the buttons.
#[derive(Default)]
pub(crate) struct SaveRow {
    open: bool,
    path: String,
    /// Why it opened by itself.
    reason: Option<&'static str>,
    /// The file that is already there.
    exists: Option<PathBuf>,
    focus: bool,
}

impl SaveRow {
    pub(crate) fn is_open(&self) -> bool {
        self.open
    }

    /// Opens the row, with the reason if it opens by itself.
    pub(crate) fn open(&mut self, reason: Option<&'static str>) {
        self.open = true;
        self.reason = reason;
        self.focus = reason.is_none();
    }

    /// Suggests a path, unless one was typed.
    pub(crate) fn suggest(&mut self, path: String) {
        if self.path.is_empty() {
            self.path = path;
        }
    }

    /// Asks whether to replace a file.
    pub(crate) fn ask_to_replace(&mut self, path: PathBuf) {
        self.open = true;
        self.exists = Some(path);
    }

    /// Closes the row.
    pub(crate) fn close(&mut self) {
        self.open = false;
        self.exists = None;
        self.reason = None;
    }

    pub(crate) fn ui(&mut self, ui: &mut Ui, phrases: &Phrases) -> Option<Wish> {
        if !self.open {
            return None;
        }
        match self.exists.clone() {
            Some(path) => self.question(ui, path, phrases),
            None => self.field(ui, phrases),
        }
    }

    fn question(&mut self, ui: &mut Ui, path: PathBuf, phrases: &Phrases) -> Option<Wish> {
        let words = &phrases.save;
        let mut wish = None;
        ui.horizontal(|ui| {
            let text = (words.exists)(&path.display().to_string());
            let text = RichText::new(text).color(tokens(ui).warning);
            access::live(&ui.label(text), Live::Assertive);
            if button(ui, words.replace, "", true).clicked() {
                wish = Some(Wish::SaveTo(path, Existing::Replace));
                self.exists = None;
            }
            if button(ui, words.cancel, "", true).clicked() {
                self.exists = None;
            }
        });
        wish
    }

    fn field(&mut self, ui: &mut Ui, phrases: &Phrases) -> Option<Wish> {
        let words = &phrases.save;
        let mut wish = None;
        if let Some(reason) = self.reason {
            access::live(&small(ui, reason), Live::Polite);
        }
        ui.horizontal(|ui| {
            let name = label(ui, words.path);
            let edit = TextEdit::singleline(&mut self.path)
                .id(egui::Id::unique("save-path"))
                .font(egui::FontId::monospace(theme::MONO))
                .margin(egui::Margin::symmetric(9, 6))
                .min_size(vec2(0.0, theme::CONTROL))
                .align(egui::Align2::LEFT_CENTER)
                .desired_width((ui.available_width() - 170.0).max(120.0));
            let response = ui.add(edit).labelled_by(name.id);
            access::name_field(ui, &response, words.path);
            if std::mem::take(&mut self.focus) {
                response.request_focus();
            }
            let entered = response.lost_focus() && ui.input(|i| i.key_pressed(egui::Key::Enter));
            let ready = !self.path.trim().is_empty();
            if (button(ui, words.save, "", ready).clicked() || entered) && ready {
                let path = PathBuf::from(self.path.trim());
                wish = Some(Wish::SaveTo(path, Existing::Keep));
            }
            if button(ui, words.cancel, "", true).clicked() {
                self.close();
            }
        });
        wish
    }
}
