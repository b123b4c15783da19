//! What stands above the table: which files, the filter, and what can be done with all.

use egui::accesskit::Live;
use egui::{RichText, Ui, vec2};

use super::{Around, ContextsPanel};
use crate::core::clusters::Filter;
use crate::core::printable::printable;
use crate::text::explain::explain;
use crate::text::{Phrases, format};
use crate::ui::access;
use crate::ui::theme::{self, tokens};
use crate::ui::widgets::{button, filter_field, link, named};
use crate::ui::wish::{CheckWish, ContextsWish, Wish};

/// How wide the filter is, and below which width of the page it stands in a line of its own.
const FILTER: f32 = 230.0;
const ONE_LINE: f32 = 720.0;

impl ContextsPanel {
    pub(super) fn head(
        &mut self,
        ui: &mut Ui,
        around: &Around<'_>,
        phrases: &Phrases,
    ) -> Option<Wish> {
        let mut wish = None;
        let one_line = ui.available_width() >= ONE_LINE;
        let size = vec2(ui.available_width(), theme::CONTROL);
        let layout = egui::Layout::right_to_left(egui::Align::Center);
        ui.allocate_ui_with_layout(size, layout, |ui| {
            if button(ui, phrases.contexts.close, "Esc", true).clicked() {
                wish = Some(ContextsWish::Toggle.into());
            }
            if one_line {
                wish = wish.take().or(self.buttons(ui, around, phrases));
                self.filter(ui, FILTER, phrases);
            }
            ui.with_layout(egui::Layout::left_to_right(egui::Align::Center), |ui| {
                ui.label(RichText::new(phrases.contexts.heading).heading());
                let files = self.known.iter().flat_map(|known| &known.read.files);
                let files: Vec<String> =
                    files.map(|file| format::path(&file.path, around.home)).collect();
                let files = RichText::new(files.join("  ")).monospace().color(tokens(ui).dim);
                ui.add(egui::Label::new(files).truncate());
            });
        });
        if !one_line {
            let buttons = ui.horizontal(|ui| self.buttons(ui, around, phrases)).inner;
            wish = wish.or(buttons);
            self.filter(ui, f32::INFINITY, phrases);
        }
        renewal_failed(ui, around, phrases);
        wish.or(self.last_changes(ui, around, phrases))
    }

    /// What can be done with all of them.
    fn buttons(&self, ui: &mut Ui, around: &Around<'_>, phrases: &Phrases) -> Option<Wish> {
        let words = &phrases.contexts;
        let mut wish = None;
        if around.renewal.is_some_and(|renewal| !renewal.is_over()) {
            if button(ui, phrases.request.cancel, "", true).clicked() {
                wish = Some(ContextsWish::CancelRenewing.into());
            }
            return wish;
        }
        let any = self.known.as_ref().is_some_and(|known| known.len() > 0);
        if any && button(ui, phrases.connection.check_all, "", true).clicked() {
            wish = Some(CheckWish::AllContexts.into());
        }
        let expiring = self.known.as_ref().map_or(0, |known| known.expiring(around.now));
        if expiring > 0 && button(ui, &(words.renew_expiring)(expiring), "", true).clicked() {
            wish = Some(ContextsWish::RenewExpiring.into());
        }
        wish
    }

    fn filter(&mut self, ui: &mut Ui, width: f32, phrases: &Phrases) {
        let words = &phrases.contexts;
        let look = (words.filter, width);
        let changed = filter_field(ui, "context-filter", &mut self.typed, look, phrases);
        if let Some(known) = self.known.as_ref().filter(|_| changed) {
            self.matches = known.matching(&Filter::new(&self.typed));
        }
    }

    /// The last change of each file, which can be undone.
    fn last_changes(&self, ui: &mut Ui, around: &Around<'_>, phrases: &Phrases) -> Option<Wish> {
        let mut wish = None;
        for file in self.known.iter().flat_map(|known| &known.read.files) {
            let Some(last) = &file.last_write else { continue };
            let contexts: Vec<String> =
                last.deed.contexts.iter().map(|name| printable(name)).collect();
            let when = phrases.time.relative(last.when, around.now);
            let text = (phrases.contexts.last_change)(last.deed.act, &contexts, &when);
            ui.horizontal(|ui| {
                ui.spacing_mut().interact_size.y = 18.0;
                let undo = link(ui, phrases.files.undo);
                named(&undo, egui::Role::Link, phrases.files.undo);
                if undo.clicked() {
                    wish = Some(ContextsWish::Undo(file.path.clone(), last.when).into());
                }
                let text = RichText::new(text).size(theme::SMALL).color(tokens(ui).dim);
                ui.add(egui::Label::new(text).truncate());
            });
        }
        wish
    }
}

/// Why contexts could not be renewed.
fn renewal_failed(ui: &mut Ui, around: &Around<'_>, phrases: &Phrases) {
    let Some(renewal) = around.renewal.filter(|renewal| renewal.is_over()) else { return };
    let mut failures = renewal.failures();
    let Some((context, failure)) = failures.next() else { return };
    let notice = explain(failure, phrases);
    let why = (phrases.contexts.failed)(&printable(context), &notice);
    let count = failures.count() + 1;
    let text = (phrases.contexts.not_renewed)(count, renewal.len(), &why);
    let text = RichText::new(text).size(theme::SMALL).color(tokens(ui).error);
    access::live(&ui.add(egui::Label::new(text).wrap()), Live::Assertive);
}
