//! Where the view goes.

use std::ops::Range;

use egui::{Vec2, vec2};

use super::document::Document;
use super::input::Scroll;
use super::layout::ROW_HEIGHT;
use super::{MARGIN, Metrics, Viewer, ViewerWords, float, whole};

/// How many characters a button beside a value takes at most.
const KNOB: f32 = 16.0;

impl Viewer {
    pub(super) fn scroll(&mut self, scroll: Scroll, metrics: Metrics) {
        let offset = self.jump.unwrap_or(self.offset);
        let to = match scroll {
            Scroll::Lines(lines) => offset + vec2(0.0, signed(lines) * ROW_HEIGHT),
            Scroll::Columns(columns) => offset + vec2(signed(columns) * metrics.char_width, 0.0),
            Scroll::Top => Vec2::ZERO,
            Scroll::Bottom => vec2(offset.x, metrics.content.y),
        };
        self.jump_to(to, metrics);
    }

    /// Scrolls, within the document, and only if that changes anything.
    pub(super) fn jump_to(&mut self, to: Vec2, metrics: Metrics) {
        let to = to.min(metrics.content - self.size).max(Vec2::ZERO);
        if to != self.jump.unwrap_or(self.offset) {
            self.jump = Some(to);
        }
    }

    /// Wraps the lines as the view is wide. The first row in view stays the first.
    pub(super) fn wrap_at(
        &mut self,
        columns: Option<usize>,
        document: &mut Document,
        words: &ViewerWords,
    ) {
        let above = self.jump.unwrap_or(self.offset);
        let line = document.heights.line_at(whole(above.y / ROW_HEIGHT));
        let before = document.heights.top(line);
        if document.wrap_at(columns, words) {
            let after = document.heights.top(line);
            let x = if columns.is_some() { 0.0 } else { above.x };
            self.widest = 0.0;
            let moved = vec2(x, above.y + ROW_HEIGHT * (float(after) - float(before)));
            if moved != above {
                self.jump = Some(moved);
            }
        }
    }

    /// Scrolls as little as needed to see the moving end of the selection.
    pub(super) fn show_head(&mut self, document: &Document, metrics: Metrics, words: &ViewerWords) {
        let head = self.selection.head();
        let y = y_of(document, head, words);
        let seen = self.size - vec2(metrics.gutter, 0.0);
        let offset = self.jump.unwrap_or(self.offset);
        let y = nearest(offset.y, y, y + ROW_HEIGHT + 2.0 * MARGIN, seen.y);
        let x = self.x_for(document, &(head..head), metrics, words);
        self.jump_to(vec2(x, y), metrics);
    }

    /// Scrolls to what is to be seen: to the middle of the view, unless it is in view already.
    pub(super) fn show_target(
        &mut self,
        document: &Document,
        metrics: Metrics,
        words: &ViewerWords,
    ) {
        // Before the first frame nobody knows how large the view is.
        if self.size.y <= 0.0 {
            return;
        }
        let Some(target) = self.target.take() else { return };
        let y = y_of(document, target.start, words);
        let offset = self.jump.unwrap_or(self.offset);
        let in_view = y >= offset.y && y + ROW_HEIGHT + MARGIN <= offset.y + self.size.y;
        let middle = y + MARGIN - (self.size.y - ROW_HEIGHT) / 2.0;
        let x = self.x_for(document, &target, metrics, words);
        self.jump_to(vec2(x, if in_view { offset.y } else { middle }), metrics);
    }

    /// How far to the right the view goes to see a range, or as much of it as fits.
    fn x_for(
        &self,
        document: &Document,
        range: &Range<usize>,
        metrics: Metrics,
        words: &ViewerWords,
    ) -> f32 {
        let strip = document.strip_at(range.start, words).1;
        let end = range.end.min(strip.row.bytes.end);
        let [left, right] = [range.start, end]
            .map(|offset| float(strip.indent + strip.row.char_of(offset)) * metrics.char_width);
        let knobs = if strip.row.has_knob() { KNOB * metrics.char_width } else { 0.0 };
        let seen = self.size.x - metrics.gutter;
        let (from, to) = (left - metrics.char_width, right + knobs + 2.0 * metrics.char_width);
        let offset = self.jump.unwrap_or(self.offset).x;
        nearest(offset, from, to, seen)
    }
}

/// Where the row of a byte begins, from the first row.
fn y_of(document: &Document, offset: usize, words: &ViewerWords) -> f32 {
    float(document.strip_at(offset, words).0) * ROW_HEIGHT
}

/// The offset that is nearest to the one there is, and from which all is seen, or the beginning.
fn nearest(offset: f32, from: f32, to: f32, seen: f32) -> f32 {
    offset.clamp((to - seen).min(from), from)
}

/// How many lines a page of the keyboard has: one of the view stays in sight.
pub(super) fn page(size: Vec2) -> isize {
    let lines = (size.y / ROW_HEIGHT).floor() - 1.0;
    #[expect(clippy::cast_possible_truncation, reason = "a window has fewer lines than that")]
    let lines = lines.max(1.0) as isize;
    lines
}

#[expect(clippy::cast_precision_loss, reason = "a page has few lines")]
fn signed(count: isize) -> f32 {
    count as f32
}
