//! Notes on the desktop, and what is kept on this computer and for how long.

use std::path::Path;

use egui::{RichText, Ui};
use jiff::SignedDuration;

use super::Around;
use super::parts::{choice, next};
use crate::core::history::KEPT;
use crate::core::printable::printable;
use crate::core::session::Settings;
use crate::text::settings::SettingsWords;
use crate::text::{Phrases, format};
use crate::ui::theme::{self, tokens};
use crate::ui::widgets::{button, checkbox, link, named};
use crate::ui::wish::{HistoryWish, SettingsWish, Wish};

/// Whether it is told that a context in use is about to end.
pub(super) fn notes(
    ui: &mut Ui,
    settings: &mut Settings,
    around: &Around<'_>,
    words: &SettingsWords,
) {
    choice(ui, words.ends_of_contexts, words.ends_meaning, |ui| {
        checkbox(ui, &mut settings.notes, words.ends, true);
    });
    if let Some(why) = around.no_notes.filter(|_| settings.notes) {
        let text = RichText::new((words.no_notes)(why)).size(theme::SMALL);
        ui.add(egui::Label::new(text.color(tokens(ui).warning)).wrap());
    }
}

pub(super) fn ui(ui: &mut Ui, around: &Around<'_>, phrases: &Phrases) -> Option<Wish> {
    let (words, options) = (&phrases.settings, around.options);
    let home = options.folder.as_deref();
    let shown = |file: &Path| printable(&format::path(file, home));
    let mut wish = history(ui, around, phrases);
    if let Some(log) = &options.log {
        next(ui);
        choice(ui, words.log, &(words.log_meaning)(&shown(log)), |_ui| {});
    }
    next(ui);
    choice(ui, words.imported, words.imported_meaning, |ui| {
        for file in &options.settings.imported {
            wish = wish.take().or(imported(ui, file, &shown(file), words));
        }
        ui.add_space(4.0);
        if button(ui, phrases.credentials.import, "", true).clicked() {
            wish = Some(Wish::Import);
        }
    });
    next(ui);
    let after = SignedDuration::try_from(options.clear_clipboard_after).unwrap_or_default();
    let meaning = (words.clipboard_meaning)(&phrases.time.distance(after));
    choice(ui, words.clipboard, &meaning, |_ui| {});
    if let Some(file) = &options.settings_path {
        next(ui);
        let meaning = (words.remembered_meaning)(&shown(file));
        choice(ui, words.remembered, &meaning, |_ui| {});
    }
    wish
}

/// Whether a history is kept, and what it is.
fn history(ui: &mut Ui, around: &Around<'_>, phrases: &Phrases) -> Option<Wish> {
    let words = &phrases.history;
    let mut on = around.options.settings.history;
    let Some(keeping) = &around.options.history else {
        choice(ui, words.heading, words.no_place, |_ui| {});
        return None;
    };
    let file = format::path(keeping.file.path(), around.options.folder.as_deref());
    let meaning = if on { (words.kept)(KEPT, &file) } else { words.off.to_owned() };
    let mut changed = false;
    choice(ui, words.heading, &meaning, |ui| {
        changed = checkbox(ui, &mut on, words.keep, true).changed();
    });
    changed.then(|| HistoryWish::Keep(on).into())
}

/// A file that was imported, and the way to forget it.
fn imported(ui: &mut Ui, file: &Path, shown: &str, words: &SettingsWords) -> Option<Wish> {
    let mut forgotten = false;
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().interact_size.y = 18.0;
        let path = RichText::new(shown).monospace().color(tokens(ui).text);
        ui.add(egui::Label::new(path).wrap());
        let forget = link(ui, words.forget_it);
        named(&forget, egui::Role::Link, &(words.forget)(shown));
        forgotten = forget.clicked();
    });
    forgotten.then(|| SettingsWish::ForgetImport(file.to_owned()).into())
}
