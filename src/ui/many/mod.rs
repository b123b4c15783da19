//! Many kubeconfigs at once: how far it has come, a row for each, and what can be done with all.

mod row;

use egui::accesskit::Live;
use egui::{RichText, ScrollArea, Ui, vec2};
use jiff::Timestamp;

use self::row::{HEIGHT, Widths};
use super::access;
use super::focus;
use super::save_row::SaveRow;
use super::theme::{self, tokens};
use super::widgets::{button, link, link_width, primary_at_the_end, progress_bar, rule};
use super::wish::{FilesWish, FleetWish, Wish};
use crate::core::session::batch::Counts;
use crate::core::session::{Batch, Saves};
use crate::text::Phrases;
use crate::text::many::ManyWords;

/// The height of the row of buttons.
const BUTTONS: f32 = 50.0;

/// The panel's own state.
#[derive(Default)]
pub(crate) struct ManyPanel {
    pub(crate) save_row: SaveRow,
}

/// What else the page shows.
pub(crate) struct Around<'a> {
    pub(crate) saves: &'a Saves,
    /// The kubeconfig file that the documents can be merged into.
    pub(crate) merge_into: Option<&'a str>,
    pub(crate) now: Timestamp,
}

impl ManyPanel {
    pub(crate) fn ui(
        &mut self,
        ui: &mut Ui,
        batch: &Batch,
        around: &Around<'_>,
        phrases: &Phrases,
    ) -> Option<Wish> {
        let counts = batch.counts();
        let mut wish = None;
        let fill = tokens(ui).panel;
        let bar = egui::Frame::new().fill(fill).inner_margin(egui::Margin::symmetric(18, 10));
        let least = BUTTONS;
        egui::Panel::bottom("many").frame(bar).min_size(least).show(ui, |ui| {
            wish = self.buttons(ui, batch, around, phrases);
        });
        let padded = egui::Frame::new().inner_margin(egui::Margin {
            left: 18,
            right: 18,
            top: 14,
            bottom: 0,
        });
        padded.show(ui, |ui| {
            wish = wish.take().or(head(ui, batch, counts, phrases));
            wish = wish.take().or(table(ui, batch, around.now, phrases));
        });
        wish
    }

    fn buttons(
        &mut self,
        ui: &mut Ui,
        batch: &Batch,
        around: &Around<'_>,
        phrases: &Phrases,
    ) -> Option<Wish> {
        let (words, counts) = (&phrases.many, batch.counts());
        let saves = around.saves;
        let mut wish = None;
        ui.horizontal(|ui| {
            if let Some(file) = around.merge_into {
                let kubeconfigs = batch.kubeconfigs().count();
                let text = (phrases.files.merge_many)(kubeconfigs, file);
                // All in one write: those that are still asked for would be missing.
                let ready = kubeconfigs > 0 && counts.under_way + counts.waiting == 0;
                if primary_at_the_end(ui, &text, ready) {
                    wish = Some(FilesWish::MergeMany.into());
                }
            }
            let ready = counts.done > 0 && !saves.under_way();
            if button(ui, words.save_each, "", ready).clicked() {
                wish = Some(FleetWish::SaveEach.into());
            }
            let missing = counts.failed + counts.cancelled;
            if missing > 0 && button(ui, &(words.retry)(missing), "", true).clicked() {
                wish = Some(FleetWish::RetryMany.into());
            }
            let type_a_path = phrases.save.type_a_path;
            if !self.save_row.is_open()
                && counts.done > 0
                && link_width(ui, type_a_path) <= ui.available_width()
                && link(ui, type_a_path).clicked()
            {
                self.save_row.open(None);
            }
        });
        if let Some((folder, count)) = saves.existing() {
            ui.horizontal(|ui| {
                let text = (words.exist)(count, &folder.display().to_string());
                ui.label(RichText::new(text).color(tokens(ui).warning));
                if button(ui, words.replace, "", true).clicked() {
                    wish = Some(FleetWish::ReplaceExisting.into());
                }
                if button(ui, words.keep, "", true).clicked() {
                    wish = Some(FleetWish::KeepExisting.into());
                }
            });
        }
        let typed = self.save_row.ui(ui, phrases);
        wish.or(typed.map(|wish| match wish {
            Wish::SaveTo(folder, _) => FleetWish::SaveEachTo(folder).into(),
            other => other,
        }))
    }
}

/// What it is, how far it has come, and the way to end it.
fn head(ui: &mut Ui, batch: &Batch, counts: Counts, phrases: &Phrases) -> Option<Wish> {
    let words = &phrases.many;
    let all = batch.items.len();
    let over = batch.is_over();
    let mut wish = None;
    ui.horizontal(|ui| {
        let title = if over { (words.got)(all) } else { (words.getting)(all) };
        let title = ui.label(RichText::new(title).font(theme::semibold(theme::HEADING)));
        access::live(&title, Live::Polite);
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            if over {
                if button(ui, words.close, "Esc", true).clicked() {
                    wish = Some(FleetWish::CloseMany.into());
                }
            } else if button(ui, phrases.request.cancel, "Esc", true).clicked() {
                wish = Some(FleetWish::CancelMany.into());
            }
        });
    });
    let mut parts = vec![(words.done)(counts.done)];
    for (count, text) in [
        (counts.failed, words.failed),
        (counts.cancelled, words.cancelled),
        (counts.under_way, words.under_way),
        (counts.waiting, words.waiting),
    ] {
        if count > 0 {
            parts.push(text(count));
        }
    }
    if batch.slowed_down() > 0 {
        parts.push((words.slowed_down)(batch.slowed_down()));
    }
    let parts = RichText::new(parts.join(" · ")).size(theme::SMALL).color(tokens(ui).dim);
    let parts = ui.label(parts);
    if over {
        // On the way the bar tells how far it is, to whoever asks.
        access::live(&parts, Live::Polite);
    }
    progress(ui, all, counts, words);
    wish
}

fn progress(ui: &mut Ui, all: usize, counts: Counts, words: &ManyWords) {
    let over = counts.done + counts.failed + counts.cancelled;
    let share = |part: usize| if all == 0 { 1.0 } else { ratio(part, all) };
    let width = ui.available_width();
    progress_bar(ui, words.progress, share(over), width);
    ui.add_space(6.0);
}

/// A part of a whole, from 0 to 1; a batch has far fewer items than would lose precision.
fn ratio(part: usize, all: usize) -> f32 {
    let [part, all] = [part, all].map(|count| u16::try_from(count).unwrap_or(u16::MAX));
    f32::from(part) / f32::from(all)
}

fn table(ui: &mut Ui, batch: &Batch, now: Timestamp, phrases: &Phrases) -> Option<Wish> {
    let words = &phrases.many;
    let widths = Widths::of(ui.available_width());
    let heads = ["", words.cluster, words.region, words.endpoint, words.result];
    row::heads(ui, &widths, heads);
    rule(ui, ui.cursor().top());
    ui.add_space(1.0);
    let mut wish = None;
    ui.spacing_mut().item_spacing = vec2(0.0, 0.0);
    // In a low window the buttons below have the room.
    let scroll = ScrollArea::vertical().id_salt("many").min_scrolled_height(0.0);
    let scroll = scroll.auto_shrink(false);
    scroll.show_rows(ui, HEIGHT, batch.items.len(), |ui, range| {
        for item in &batch.items[range] {
            let asked = row::ui(ui, &widths, item, now, phrases);
            wish = wish.take().or(asked);
        }
        focus::follow(ui);
    });
    wish
}
