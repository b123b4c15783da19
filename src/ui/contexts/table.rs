//! Where the columns of the table of contexts stand.

use egui::{Rect, RichText, Sense, Ui, pos2, vec2};

use crate::ui::theme::{self, tokens};
use crate::ui::widgets::cell;

/// The height of a row.
pub(super) const HEIGHT: f32 = 48.0;

/// The room for the dot, and for what can be done.
const DOT: f32 = 26.0;
const ACTIONS: f32 = 132.0;

/// Below these widths, columns give their room to others.
const NARROW: f32 = 560.0;
const MIDDLE: f32 = 760.0;

/// Where the columns begin: context, cluster, endpoint, identity, end, actions. One that begins
/// where the next does is not shown.
pub(super) struct Columns {
    starts: [f32; 6],
    end: f32,
}

impl Columns {
    pub(super) fn of(width: f32) -> Self {
        let shares = match width {
            _ if width < NARROW => [0.0, 0.56, 0.56, 0.56, 0.56],
            _ if width < MIDDLE => [0.0, 0.36, 0.68, 0.68, 0.68],
            _ => [0.0, 0.25, 0.45, 0.64, 0.79],
        };
        let free = (width - DOT - ACTIONS).max(200.0);
        let [context, cluster, endpoint, identity, end] = shares.map(|share| DOT + free * share);
        Self { starts: [context, cluster, endpoint, identity, end, DOT + free], end: width }
    }

    pub(super) fn cell(&self, row: Rect, column: usize) -> Rect {
        let start = self.starts[column];
        let end = self.starts.get(column + 1).map_or(self.end, |next| next - 10.0);
        Rect::from_min_max(
            pos2(row.left() + start, row.top()),
            pos2((row.left() + end).max(row.left() + start), row.bottom()),
        )
    }
}

/// Where a row's dot stands.
pub(super) fn dot(row: Rect) -> egui::Pos2 {
    pos2(row.left() + 10.0, row.center().y)
}

pub(super) fn heads(ui: &mut Ui, columns: &Columns, heads: [&str; 5]) {
    let (row, _) = ui.allocate_exact_size(vec2(ui.available_width(), 22.0), Sense::hover());
    let color = tokens(ui).faint;
    for (column, head) in heads.into_iter().enumerate() {
        let text = RichText::new(head).font(theme::semibold(11.0)).color(color);
        cell(ui, columns.cell(row, column), text);
    }
}
