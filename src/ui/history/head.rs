//! What stands above the history: where it is kept, the filter, the switch, and the way to clear.

use egui::{RichText, Ui, vec2};

use super::{Around, HistoryPanel};
use crate::core::history::KEPT;
use crate::text::{Phrases, format};
use crate::ui::theme::{self, tokens};
use crate::ui::widgets::{button, checkbox, filter_field, small};
use crate::ui::wish::{HistoryWish, Wish};

/// How wide the filter is, and below which width of the page it stands in a line of its own.
const FILTER: f32 = 320.0;
const ONE_LINE: f32 = 640.0;

impl HistoryPanel {
    pub(super) fn head(
        &mut self,
        ui: &mut Ui,
        around: &Around<'_>,
        phrases: &Phrases,
    ) -> Option<Wish> {
        let words = &phrases.history;
        let mut wish = None;
        let one_line = ui.available_width() >= ONE_LINE;
        let size = vec2(ui.available_width(), theme::CONTROL);
        let layout = egui::Layout::right_to_left(egui::Align::Center);
        ui.allocate_ui_with_layout(size, layout, |ui| {
            if button(ui, words.close, "Esc", true).clicked() {
                wish = Some(HistoryWish::Toggle.into());
            }
            let any = !self.entries().is_empty() && !self.clearing;
            if button(ui, words.clear, "", any).clicked() {
                self.clearing = true;
            }
            if one_line {
                self.filter(ui, FILTER, phrases);
            }
            ui.with_layout(egui::Layout::left_to_right(egui::Align::Center), |ui| {
                ui.label(RichText::new(words.heading).heading());
                let mut on = around.on;
                if checkbox(ui, &mut on, words.keep, true).changed() {
                    wish = Some(HistoryWish::Keep(on).into());
                }
            });
        });
        if !one_line {
            self.filter(ui, f32::INFINITY, phrases);
        }
        small(ui, &meaning(around, phrases));
        self.troubles(ui, around, phrases);
        wish.or(self.question(ui, phrases))
    }

    fn filter(&mut self, ui: &mut Ui, width: f32, phrases: &Phrases) {
        let look = (phrases.history.filter, width);
        if filter_field(ui, "history-filter", &mut self.typed, look, phrases) {
            self.search();
        }
    }

    /// Whether every entry shall go.
    fn question(&mut self, ui: &mut Ui, phrases: &Phrases) -> Option<Wish> {
        if !self.clearing {
            return None;
        }
        let words = &phrases.history;
        let mut wish = None;
        ui.horizontal(|ui| {
            let text = (words.clear_question)(self.entries().len());
            ui.label(RichText::new(text).color(tokens(ui).warning));
            if button(ui, words.clear_now, "", true).clicked() {
                wish = Some(HistoryWish::Clear.into());
                self.clearing = false;
            }
            if button(ui, words.leave, "", true).clicked() {
                self.clearing = false;
            }
        });
        wish
    }

    /// What is wrong with the file.
    fn troubles(&self, ui: &mut Ui, around: &Around<'_>, phrases: &Phrases) {
        let (words, color) = (&phrases.history, tokens(ui).warning);
        let Some(told) = self.known.as_ref().map(|known| &known.told) else { return };
        let damaged = told.damaged.as_deref().map(|aside| format::path(aside, around.home));
        let trouble = told.trouble.as_ref().map(|error| (phrases.save.failed)(error));
        let troubles = [
            damaged.map(|aside| (words.damaged)(&aside)),
            trouble.map(|why| (words.trouble)(&why)),
        ];
        for text in troubles.into_iter().flatten() {
            let text = RichText::new(text).size(theme::SMALL).color(color);
            ui.add(egui::Label::new(text).wrap());
        }
    }
}

/// What is kept, or that nothing is.
fn meaning(around: &Around<'_>, phrases: &Phrases) -> String {
    let words = &phrases.history;
    if !around.on {
        return words.off.to_owned();
    }
    let kept = (words.kept)(KEPT, &format::path(around.file, around.home));
    if around.demo { format!("{kept}{}", words.not_of_demo) } else { kept }
}
