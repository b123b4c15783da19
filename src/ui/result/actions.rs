//! What can be done with the document on show.

use egui::accesskit::Live;
use egui::{RichText, Ui};

use super::{Origin, Shown};
use crate::core::session::Clipboard;
use crate::text::Phrases;
use crate::ui::access;
use crate::ui::actions::Action;
use crate::ui::save_row::SaveRow;
use crate::ui::theme::{self, tokens};
use crate::ui::widgets::{button, link, named, primary_at_the_end};
use crate::ui::wish::{CheckWish, FilesWish, OpenWish, Wish};

/// A screen reader is told every so many seconds how long a copy stays on the clipboard.
const TOLD_EACH: i64 = 30;

/// With less room beside the buttons, what is on the clipboard is told below them.
const COPIED: f32 = 160.0;

/// Below this width, the row of buttons has its first ones only.
const NARROW: f32 = 640.0;

/// The row of buttons, and under it the path that is typed.
pub(super) fn ui(
    ui: &mut Ui,
    shown: &Shown<'_>,
    save_row: &mut SaveRow,
    phrases: &Phrases,
) -> Option<Wish> {
    // What has no room in a small window is reached by its tab, and by the dialog's end.
    let row = Row { narrow: ui.available_width() < NARROW, shown, phrases };
    let buttons = ui.horizontal(|ui| {
        let wish = match shown.origin {
            Origin::Service { .. } => row.of_service(ui, save_row),
            Origin::File(_) => row.of_file(ui),
        };
        let has_room = ui.available_width() >= COPIED;
        if has_room {
            clipboard(ui, shown, phrases);
        }
        (wish, has_room)
    });
    let (wish, has_room) = buttons.inner;
    if !has_room {
        clipboard(ui, shown, phrases);
    }
    wish.or(save_row.ui(ui, phrases))
}

/// The row of buttons.
struct Row<'a> {
    narrow: bool,
    shown: &'a Shown<'a>,
    phrases: &'a Phrases,
}

impl Row<'_> {
    fn of_service(&self, ui: &mut Ui, save_row: &mut SaveRow) -> Option<Wish> {
        let (phrases, around) = (self.phrases, &self.shown.around);
        let words = &phrases.result;
        let is_kubeconfig = self.shown.judgement.summary().is_some();
        let mut wish = None;
        if let Some(file) = around.merge_into.filter(|_| is_kubeconfig)
            && primary_at_the_end(ui, &(phrases.files.merge_into)(file), true)
        {
            wish = Some(FilesWish::Merge.into());
        }
        let save = if is_kubeconfig { words.save_as } else { words.save_anyway };
        if button(ui, save, &self.keys(ui, Action::SaveAs), !around.saving).clicked() {
            wish = Some(Wish::SaveAs);
        }
        wish = wish.or(self.copy(ui)).or(self.test(ui));
        if !save_row.is_open() && !self.narrow && link(ui, phrases.save.type_a_path).clicked() {
            save_row.open(None);
        }
        wish
    }

    fn of_file(&self, ui: &mut Ui) -> Option<Wish> {
        let close = if self.narrow { "" } else { "Esc" };
        let close = button(ui, self.phrases.opened.close, close, true).clicked();
        let close = close.then(|| OpenWish::Close.into());
        close.or(self.copy(ui)).or(self.test(ui))
    }

    fn copy(&self, ui: &mut Ui) -> Option<Wish> {
        let words = &self.phrases.result;
        let copy = button(ui, words.copy, &self.keys(ui, Action::Copy), true);
        copy.on_hover_text(words.copy_hint).clicked().then_some(Wish::Copy)
    }

    fn test(&self, ui: &mut Ui) -> Option<Wish> {
        let tests = self.shown.judgement.summary().is_some() && !self.narrow;
        (tests && button(ui, self.phrases.connection.test, "", true).clicked())
            .then(|| CheckWish::Document { may_run: false }.into())
    }

    fn keys(&self, ui: &Ui, action: Action) -> String {
        if self.narrow { String::new() } else { action.keys(ui.ctx()) }
    }
}

/// What is on the clipboard of ours.
fn clipboard(ui: &mut Ui, shown: &Shown<'_>, phrases: &Phrases) {
    let words = &phrases.result;
    let mut told_left = None;
    let (color, text) = match shown.around.clipboard {
        Clipboard::Empty => return,
        Clipboard::Holding { until } => {
            let left = until.duration_since(shown.around.now).as_secs().max(0);
            told_left = Some(((left + TOLD_EACH - 1) / TOLD_EACH) * TOLD_EACH);
            (tokens(ui).warning, (words.copied)(left))
        }
        Clipboard::HoldingForGood => (tokens(ui).warning, words.copied_for_good.to_owned()),
        Clipboard::Cleared => (tokens(ui).dim, words.clipboard_cleared.to_owned()),
        Clipboard::Replaced => (tokens(ui).dim, words.clipboard_replaced.to_owned()),
    };
    // Nobody wants to hear each second.
    let told = told_left.map_or_else(|| text.clone(), words.copied);
    let text = RichText::new(text).size(theme::SMALL).color(color);
    let shown = ui.add(egui::Label::new(text).truncate());
    named(&shown, egui::Role::Label, &told);
    access::live(&shown, Live::Polite);
}
