//! Where the columns of the table of entries stand.

use egui::{Rect, RichText, Role, Sense, Ui, pos2, vec2};

use crate::ui::theme::{self, tokens};
use crate::ui::widgets::{cell, named};

/// The height of a row, and the room between columns.
pub(super) const ROW: f32 = 34.0;
const GAP: f32 = 18.0;

/// What the last column needs.
const CHOICES: f32 = 336.0;

/// The least room for a name.
const LEAST: f32 = 110.0;

/// The columns: in the file, from ACK, what happens.
pub(super) struct Columns {
    name: f32,
}

impl Columns {
    pub(super) fn of(width: f32) -> Self {
        Self { name: ((width - CHOICES) / 2.0 - GAP).max(LEAST) }
    }

    /// The row's three places.
    pub(super) fn row(&self, ui: &mut Ui, height: f32) -> [Rect; 3] {
        let size = vec2(ui.available_width(), height);
        let (row, _) = ui.allocate_exact_size(size, Sense::hover());
        let step = self.name + GAP;
        let place = |left: f32, width: f32| {
            let left = row.left() + left;
            Rect::from_min_max(pos2(left, row.top()), pos2(left + width, row.bottom()))
        };
        let last = (row.width() - 2.0 * step).max(LEAST);
        [place(0.0, self.name), place(step, self.name), place(2.0 * step, last)]
    }

    pub(super) fn heads(&self, ui: &mut Ui, heads: [&str; 3]) {
        let color = tokens(ui).faint;
        for (place, head) in self.row(ui, 20.0).into_iter().zip(heads) {
            cell(ui, place, RichText::new(head).font(theme::semibold(11.0)).color(color));
        }
    }
}

/// A name in its place, which a screen reader reads as well.
pub(super) fn name(ui: &mut Ui, place: Rect, text: &str) {
    let id = ui.next_auto_id();
    ui.skip_ahead_auto_ids(1);
    named(&ui.interact(place, id, Sense::hover()), Role::Label, text);
    cell(ui, place, RichText::new(text).monospace());
}

/// What stands in a place from the left on.
pub(super) fn inside<R>(ui: &mut Ui, place: Rect, add: impl FnOnce(&mut Ui) -> R) -> R {
    let layout = egui::Layout::left_to_right(egui::Align::Center);
    add(&mut ui.new_child(egui::UiBuilder::new().max_rect(place).layout(layout)))
}
