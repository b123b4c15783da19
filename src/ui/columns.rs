//! A table whose rows have two lines each: where its columns stand, and what a cell says.

use egui::{Rect, RichText, Sense, Ui, pos2, vec2};

use super::theme::{self, tokens};
use super::widgets::cell;

/// The height of a row.
pub(crate) const HEIGHT: f32 = 48.0;

/// The room for the dot before the first column.
pub(crate) const DOT: f32 = 26.0;

/// Where the columns begin. One that begins where the next does is not shown.
pub(crate) struct Columns<const N: usize> {
    pub(crate) starts: [f32; N],
    /// Where the last one ends.
    pub(crate) end: f32,
}

/// Two lines of a cell, the upper in its colour.
pub(crate) struct Lines {
    pub(crate) upper: RichText,
    pub(crate) lower: String,
}

impl<const N: usize> Columns<N> {
    /// Whether a column has room.
    pub(crate) fn shows(&self, column: usize) -> bool {
        self.starts.get(column + 1).unwrap_or(&self.end) > &self.starts[column]
    }

    pub(crate) fn cell(&self, row: Rect, column: usize) -> Rect {
        let start = self.starts[column];
        let end = self.starts.get(column + 1).map_or(self.end, |next| next - 10.0);
        Rect::from_min_max(
            pos2(row.left() + start, row.top()),
            pos2((row.left() + end).max(row.left() + start), row.bottom()),
        )
    }

    /// The line of what the first columns are called.
    pub(crate) fn heads(&self, ui: &mut Ui, heads: [&str; 5]) {
        let (row, _) = ui.allocate_exact_size(vec2(ui.available_width(), 22.0), Sense::hover());
        let color = tokens(ui).faint;
        for (column, head) in heads.into_iter().enumerate() {
            let text = RichText::new(head).font(theme::semibold(11.0)).color(color);
            cell(ui, self.cell(row, column), text);
        }
    }
}

impl Lines {
    /// Draws them; a single one stands in the middle.
    pub(crate) fn ui(self, ui: &mut Ui, place: Rect) {
        let middle = place.center().y;
        if self.lower.is_empty() {
            cell(ui, place, self.upper);
            return;
        }
        let (left, right) = (place.left(), place.right());
        let upper = Rect::from_min_max(pos2(left, middle - 19.0), pos2(right, middle));
        let lower = Rect::from_min_max(pos2(left, middle), pos2(right, middle + 18.0));
        cell(ui, upper, self.upper);
        let color = tokens(ui).dim;
        cell(ui, lower, RichText::new(self.lower).size(theme::SMALL).color(color));
    }
}

/// Where a row's dot stands.
pub(crate) fn dot(row: Rect) -> egui::Pos2 {
    pos2(row.left() + 10.0, row.center().y)
}
