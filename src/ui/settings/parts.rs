//! How the page is built: sections, and in them choices, each with its name and its meaning.

use egui::{Label, RichText, Role, Ui};

use crate::ui::theme::{self, tokens};
use crate::ui::widgets::{TARGET, card, named, small};

/// How wide the page gets at most: longer lines are hard to read.
pub(super) const WIDEST: f32 = 720.0;

/// The room between two choices of a section.
const BETWEEN: f32 = 16.0;

/// A heading, and below it a card.
pub(super) fn section(ui: &mut Ui, heading: &str, contents: impl FnOnce(&mut Ui)) {
    ui.add_space(12.0);
    let text = RichText::new(heading).font(theme::semibold(theme::BODY)).color(tokens(ui).dim);
    let shown = ui.add(Label::new(text).selectable(false));
    named(&shown, Role::Heading, heading);
    card(ui).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.spacing_mut().item_spacing.y = 4.0;
        contents(ui);
    });
}

/// The name of a choice, what it means, and what can be chosen.
pub(super) fn choice(ui: &mut Ui, name: &str, meaning: &str, contents: impl FnOnce(&mut Ui)) {
    ui.label(RichText::new(name).font(theme::semibold(theme::BODY)));
    small(ui, meaning);
    contents(ui);
}

/// Choices side by side, in as many rows as they need.
pub(super) fn side_by_side(ui: &mut Ui, contents: impl FnOnce(&mut Ui)) {
    ui.scope(|ui| {
        ui.spacing_mut().interact_size.y = TARGET;
        ui.spacing_mut().item_spacing.x = 16.0;
        ui.horizontal_wrapped(contents);
    });
}

/// The room before the next choice.
pub(super) fn next(ui: &mut Ui) {
    ui.add_space(BETWEEN - ui.spacing().item_spacing.y);
}
