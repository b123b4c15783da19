//! How the window looks: language, theme, size, long lines.

use egui::{Key, KeyboardShortcut, Modifiers, RichText, Ui, vec2};

use super::parts::{choice, next, side_by_side};
use crate::core::session::{Language, Settings, ThemeChoice};
use crate::text::Phrases;
use crate::ui::actions::{Action, written};
use crate::ui::widgets::{button, checkbox, named, radio};

/// By so much everything gets larger or smaller at a press, as by the keys.
const STEP: f32 = 0.1;

pub(super) fn ui(ui: &mut Ui, settings: &mut Settings, phrases: &Phrases) {
    let words = &phrases.settings;
    choice(ui, words.language, words.language_meaning, |ui| {
        side_by_side(ui, |ui| {
            for language in [None, Some(Language::English), Some(Language::Chinese)] {
                radio(ui, &mut settings.language, language, (words.language_choice)(language));
            }
        });
    });
    next(ui);
    choice(ui, words.theme, words.theme_meaning, |ui| {
        side_by_side(ui, |ui| {
            for theme in [ThemeChoice::System, ThemeChoice::Dark, ThemeChoice::Light] {
                radio(ui, &mut settings.theme, theme, (words.theme_choice)(theme));
            }
        });
    });
    next(ui);
    let keys = [Key::Plus, Key::Minus, Key::Num0];
    let keys = keys.map(|key| written(ui.ctx(), KeyboardShortcut::new(Modifiers::COMMAND, key)));
    choice(ui, words.zoom, &(words.zoom_meaning)(&keys.join("  ")), |ui| {
        zoom(ui, settings, phrases);
    });
    next(ui);
    let meaning = (words.lines_meaning)(&Action::Wrap.keys(ui.ctx()));
    choice(ui, words.lines, &meaning, |ui| {
        checkbox(ui, &mut settings.wrap, phrases.viewer.wrap, true);
    });
}

/// Smaller, how large it is, larger, and as it was at first.
fn zoom(ui: &mut Ui, settings: &mut Settings, phrases: &Phrases) {
    let words = &phrases.settings;
    let now = settings.usable_zoom();
    let mut wanted = now;
    ui.add_space(2.0);
    ui.horizontal(|ui| {
        let smaller = button(ui, "\u{2212}", "", true).on_hover_text(words.smaller);
        named(&smaller, egui::Role::Button, words.smaller);
        if smaller.clicked() {
            wanted -= STEP;
        }
        let percent = format!("{:.0} %", now * 100.0);
        let size = vec2(52.0, crate::ui::theme::CONTROL);
        ui.add_sized(size, egui::Label::new(RichText::new(percent)));
        let larger = button(ui, "+", "", true).on_hover_text(words.larger);
        named(&larger, egui::Role::Button, words.larger);
        if larger.clicked() {
            wanted += STEP;
        }
        if button(ui, words.usual_size, "", now.to_bits() != 1.0_f32.to_bits()).clicked() {
            wanted = 1.0;
        }
    });
    if wanted.to_bits() != now.to_bits() {
        settings.zoom = (wanted / STEP).round() * STEP;
        settings.zoom = settings.usable_zoom();
    }
}
