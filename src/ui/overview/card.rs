//! A card with facts: a name and a value on each row.

use egui::{Align, Color32, FontId, Label, Layout, RichText, Ui, vec2};

use crate::ui::theme::{self, tokens};
use crate::ui::widgets;

/// The height of a row, and the width of its name.
const ROW: f32 = 22.0;
const NAME: f32 = 112.0;

/// A fact.
pub(super) struct Row {
    name: &'static str,
    value: String,
    is_code: bool,
    /// What is said of it, in a colour.
    remark: Option<(String, Color32)>,
}

impl Row {
    /// A fact in words.
    pub(super) fn words(name: &'static str, value: impl Into<String>) -> Self {
        Self { name, value: value.into(), is_code: false, remark: None }
    }

    /// A fact letter by letter: an address, a number.
    pub(super) fn code(name: &'static str, value: impl Into<String>) -> Self {
        Self { is_code: true, ..Self::words(name, value) }
    }

    /// The fact with something said of it.
    pub(super) fn with(self, remark: impl Into<String>, color: Color32) -> Self {
        Self { remark: Some((remark.into(), color)), ..self }
    }
}

/// Draws a card, at least as tall as one of so many rows.
pub(super) fn ui(ui: &mut Ui, heading: &str, rows: &[Row], tallest: usize) {
    widgets::card(ui).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.spacing_mut().item_spacing = vec2(8.0, 0.0);
        self::heading(ui, heading);
        for row in rows {
            fact(ui, row);
        }
        let missing = u16::try_from(tallest.saturating_sub(rows.len())).unwrap_or_default();
        ui.add_space(f32::from(missing) * ROW);
    });
}

/// What a card is about.
pub(super) fn heading(ui: &mut Ui, text: &str) {
    ui.label(RichText::new(text).font(theme::semibold(theme::BODY)));
    ui.add_space(6.0);
}

fn fact(ui: &mut Ui, row: &Row) {
    let tokens = tokens(ui);
    let size = vec2(ui.available_width(), ROW);
    ui.allocate_ui_with_layout(size, Layout::left_to_right(Align::Center), |ui| {
        ui.set_min_size(size);
        ui.spacing_mut().interact_size.y = ROW;
        let name = vec2(NAME, ROW);
        ui.allocate_ui_with_layout(name, Layout::left_to_right(Align::Center), |ui| {
            ui.set_min_width(NAME);
            let name = RichText::new(row.name).color(tokens.dim);
            ui.add(Label::new(name).truncate().selectable(false));
        });
        let value = RichText::new(&row.value);
        let value = if row.is_code { value.monospace() } else { value };
        let Some((remark, color)) = &row.remark else {
            ui.add(Label::new(value).truncate());
            return;
        };
        // The remark stands whole; the value gets what is left.
        let font = FontId::proportional(theme::SMALL);
        let wide = ui.painter().layout_no_wrap(remark.clone(), font, *color).size().x;
        let left = (ui.available_width() - wide - 8.0).max(40.0);
        ui.scope(|ui| {
            ui.set_max_width(left);
            ui.add(Label::new(value).truncate());
        });
        let remark = RichText::new(remark).size(theme::SMALL).color(*color);
        ui.add(Label::new(remark).truncate());
    });
}
