//! What was found, marked beside the scroll bar, so that one sees where in the document it is.

use std::ops::Range;

use egui::{Painter, Rect, pos2, vec2};

use super::document::Document;
use super::layout::ROW_HEIGHT;
use super::style::ViewerStyle;
use super::{MARGIN, float, whole};
use crate::core::kubeconfig::lines::find::Matches;

/// The size of a mark; that of the match at hand is wider.
const WIDTH: f32 = 5.0;
const WIDER: f32 = 9.0;
const HEIGHT: f32 = 3.0;

/// Paints the marks at the right edge of the view. `height` is that of all rows.
pub(super) fn paint(
    painter: &Painter,
    view: Rect,
    height: f32,
    document: &Document,
    (found, current): (&Matches, Option<Range<usize>>),
    style: &ViewerStyle,
) {
    // There are as many places for a mark as fit, however many matches there are.
    let places = whole(view.height() / HEIGHT);
    let share = height.max(view.height()) / float(places.max(1));
    let row_at = |place: usize| whole(((float(place) * share - MARGIN) / ROW_HEIGHT).max(0.0));
    for place in 0..places {
        // A mark for each row that begins here; where rows are taller than marks, one for each row.
        let rows = row_at(place)..row_at(place + 1);
        let lines = document.heights.lines_in(rows);
        let Some(last) = lines.end.checked_sub(1) else { continue };
        let bytes = document.lines.range(lines.start).start..document.lines.range(last).end;
        let here = found.touching(&bytes);
        if here.is_empty() {
            continue;
        }
        let meets = |at: &Range<usize>| at.start < bytes.end && at.end > bytes.start;
        let is_current = current.as_ref().is_some_and(meets);
        let (width, color) = if is_current { (WIDER, style.text) } else { (WIDTH, style.number) };
        let at = pos2(view.right() - width - 1.0, view.top() + float(place) * HEIGHT);
        painter.rect_filled(Rect::from_min_size(at, vec2(width, HEIGHT)), 1.0, color);
    }
}
