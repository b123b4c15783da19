//! The screen with no result: what to do first, and the demo.

use egui::{RichText, Ui};

use super::theme::{self, tokens};
use super::widgets::{button, card, small};
use super::wish::Wish;
use crate::core::session::Account;
use crate::text::Phrases;

/// How wide the text is at most.
const WIDTH: f32 = 520.0;

/// The screen, in the middle of what is so high; `folded` says that the side is not beside it, but
/// a page of its own.
pub(crate) fn ui(
    ui: &mut Ui,
    account: Option<&Account>,
    (folded, high): (bool, f32),
    phrases: &Phrases,
) -> Option<Wish> {
    let has_account = account.is_some();
    let words = &phrases.welcome;
    let mut wish = None;
    let free = ui.available_width();
    let width = WIDTH.min(free - 36.0);
    let height = if has_account { 64.0 } else { 200.0 };
    let left = ((free - width) / 2.0).max(0.0);
    ui.add_space(((high - height) / 2.0).max(12.0));
    ui.horizontal_top(|ui| {
        ui.add_space(left);
        ui.vertical(|ui| {
            ui.set_width(width);
            let (heading, text) = match account {
                None => (words.heading, (words.text)(folded)),
                Some(account) if account.clusters.list.is_empty() => {
                    (words.ready_heading, words.ready_text)
                }
                Some(_) => (words.ready_heading, (words.pick_text)(folded)),
            };
            ui.label(RichText::new(heading).font(theme::semibold(20.0)));
            ui.add(egui::Label::new(RichText::new(text).color(tokens(ui).dim)).wrap());
            if !has_account {
                ui.add_space(8.0);
                wish = cards(ui, width, phrases);
            }
        });
    });
    wish
}

fn cards(ui: &mut Ui, width: f32, phrases: &Phrases) -> Option<Wish> {
    let words = &phrases.welcome;
    let mut wish = None;
    let inner = (width - 12.0) / 2.0 - 34.0;
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = 12.0;
        for (index, (title, text)) in
            [(words.demo, words.demo_text), (words.import, words.import_text)]
                .into_iter()
                .enumerate()
        {
            card(ui).show(ui, |ui| {
                ui.vertical(|ui| {
                    ui.set_width(inner);
                    ui.set_min_height(108.0);
                    ui.label(RichText::new(title).font(theme::semibold(theme::BODY)));
                    small(ui, text);
                    let (name, what) = match index {
                        0 => (words.open_demo, Wish::OpenDemo),
                        _ => (words.choose_file, Wish::Import),
                    };
                    if button(ui, name, "", true).clicked() {
                        wish = Some(what);
                    }
                });
            });
        }
    });
    wish
}
