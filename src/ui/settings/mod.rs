//! The settings: a page with every choice and what it means, and a second part that tells what the
//! program is. Every change is a wish at once; there is nothing to confirm.

mod about;
mod fulfil;
mod kept;
mod licences;
mod looks;
mod parts;
mod requests;

use egui::{Frame, Margin, RichText, ScrollArea, Ui, vec2};

use self::parts::{WIDEST, section};
use super::app::Options;
use super::focus;
use super::theme;
use super::widgets::button;
use super::wish::{SettingsWish, Wish};
use crate::core::session::NoNotes;
use crate::text::Phrases;

/// Below these widths of the page the buttons stand in a line of their own.
const ONE_LINE: f32 = 420.0;
const ONE_LINE_OF_ABOUT: f32 = 580.0;

/// The parts of the page.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum Part {
    /// What can be chosen.
    #[default]
    Choices,
    /// What the program is, and where its files are.
    About,
}

/// The page's own state.
#[derive(Default)]
pub(crate) struct SettingsPanel {
    open: Option<Part>,
    /// The licence whose text is read, by its place.
    reading: Option<usize>,
}

/// What else the page shows.
pub(crate) struct Around<'a> {
    pub(crate) options: &'a Options,
    /// The host that is asked with the settings as they are; `None` without an account.
    pub(crate) host: Option<&'a str>,
    /// Why the desktop shows no notes.
    pub(crate) no_notes: Option<NoNotes>,
    pub(crate) logo: Option<&'a egui::TextureHandle>,
}

impl SettingsPanel {
    /// Whether the page is on show.
    pub(crate) fn is_open(&self) -> bool {
        self.open.is_some()
    }

    pub(crate) fn ui(
        &mut self,
        ui: &mut Ui,
        around: &Around<'_>,
        phrases: &Phrases,
    ) -> Option<Wish> {
        let part = self.open?;
        let margin = Margin { left: 18, right: 18, top: 14, bottom: 0 };
        let mut wish = None;
        Frame::new().inner_margin(margin).show(ui, |ui| {
            wish = head(ui, part, phrases);
            // One for each part: each is scrolled by itself.
            let scroll = ScrollArea::vertical().id_salt(("settings", part == Part::About));
            scroll.auto_shrink(false).show(ui, |ui| {
                ui.set_max_width(ui.available_width().min(WIDEST));
                ui.add_space(4.0);
                let asked = match part {
                    Part::Choices => choices(ui, around, phrases),
                    Part::About => self.about(ui, around, phrases),
                };
                wish = wish.take().or(asked);
                focus::follow(ui);
                ui.add_space(20.0);
            });
        });
        wish
    }
}

/// The heading, and the way to the other part and back.
fn head(ui: &mut Ui, part: Part, phrases: &Phrases) -> Option<Wish> {
    let words = &phrases.settings;
    let (heading, other, name) = match part {
        Part::Choices => (words.heading, Part::About, phrases.about.button),
        Part::About => (phrases.about.heading, Part::Choices, words.back),
    };
    let mut buttons = [
        (name, "", SettingsWish::Show(other).into()),
        (phrases.diagnostics.copy, phrases.diagnostics.meaning, Wish::CopyDiagnostics),
        (words.close, "", SettingsWish::Toggle.into()),
    ];
    let draw = |ui: &mut Ui, buttons: [(&str, &str, Wish); 3]| {
        let mut wish = None;
        for (name, meaning, asked) in buttons {
            let keys = if name == words.close { "Esc" } else { "" };
            let mut response = button(ui, name, keys, true);
            if !meaning.is_empty() {
                response = response.on_hover_text(meaning);
            }
            if response.clicked() {
                wish = Some(asked);
            }
        }
        wish
    };
    let heading = RichText::new(heading).heading();
    let one_line = match part {
        Part::Choices => ONE_LINE,
        Part::About => ONE_LINE_OF_ABOUT,
    };
    if ui.available_width() < one_line {
        ui.label(heading);
        return ui.horizontal_wrapped(|ui| draw(ui, buttons)).inner;
    }
    buttons.reverse();
    let mut wish = None;
    let size = vec2(ui.available_width(), theme::CONTROL);
    let layout = egui::Layout::right_to_left(egui::Align::Center);
    ui.allocate_ui_with_layout(size, layout, |ui| {
        wish = draw(ui, buttons);
        let left = egui::Layout::left_to_right(egui::Align::Center);
        ui.with_layout(left, |ui| ui.add(egui::Label::new(heading).truncate()));
    });
    wish
}

/// Every choice.
fn choices(ui: &mut Ui, around: &Around<'_>, phrases: &Phrases) -> Option<Wish> {
    let words = &phrases.settings;
    let mut changed = around.options.settings.clone();
    let mut wish = None;
    section(ui, words.looks, |ui| looks::ui(ui, &mut changed, phrases));
    section(ui, words.requests, |ui| requests::ui(ui, &mut changed, around, words));
    section(ui, words.notes, |ui| kept::notes(ui, &mut changed, around, words));
    section(ui, words.kept, |ui| wish = kept::ui(ui, around, phrases));
    let other = changed != around.options.settings;
    wish.or_else(|| other.then(|| Wish::Settings(Box::new(changed))))
}
