//! A row with the place of each character on the screen.

use std::sync::Arc;

use egui::text::{LayoutJob, TextFormat};
use egui::{Align, Color32, Galley, Painter, Rangef};

use super::row::{Knob, Paint, Row, Segment};
use super::style::ViewerStyle;

/// The height of a line.
pub(super) const ROW_HEIGHT: f32 = 20.0;
/// Between the dots of a masked value and the edge of their background.
const PILL_PADDING: f32 = 7.0;
/// Between a value and its button.
const BUTTON_GAP: f32 = 6.0;

/// A button, without its place on the screen.
pub(super) struct Button {
    pub(super) knob: Knob,
    /// Its text; that of some is a part of the row.
    pub(super) galley: Option<Arc<Galley>>,
    pub(super) x: Rangef,
}

/// A row, laid out from x = 0.
pub(super) struct Laid {
    pub(super) row: Row,
    pub(super) galley: Arc<Galley>,
    pub(super) buttons: Vec<Button>,
    /// The backgrounds of masked values.
    pub(super) pills: Vec<Rangef>,
}

impl Laid {
    /// Lays a row out; `name` gives the text of a button that is no part of the row.
    pub(super) fn new(
        row: Row,
        painter: &Painter,
        style: &ViewerStyle,
        name: impl Fn(Knob) -> Option<String>,
    ) -> Self {
        let label = |text: String| {
            painter.layout_job(LayoutJob::single_section(text, format(style, style.link)))
        };
        let mut job = LayoutJob { break_on_newline: false, ..LayoutJob::default() };
        job.wrap.max_width = f32::INFINITY;
        let mut space = 0.0;
        let mut buttons = Vec::new();
        for (index, segment) in row.segments.iter().enumerate() {
            let pill = segment.paint == Paint::Pill;
            space += if pill { PILL_PADDING } else { 0.0 };
            let button = segment.knob.map(|knob| (index, knob, name(knob).map(label)));
            let galley = button.as_ref().and_then(|(_, _, galley)| galley.as_ref());
            let width = galley.map_or(0.0, |galley| galley.size().x + BUTTON_GAP);
            // A masked value has its button behind it, a revealed one, which is long, before it.
            let (before, after) = if pill { (0.0, PILL_PADDING + width) } else { (width, 0.0) };
            job.append(
                row.shown_of(segment),
                space + before,
                format(style, color(style, segment.paint)),
            );
            space = after;
            buttons.extend(button);
        }
        let mut laid =
            Self { galley: painter.layout_job(job), row, buttons: Vec::new(), pills: Vec::new() };
        for (index, knob, galley) in buttons {
            let segment = &laid.row.segments[index];
            let x = laid.button_x(segment, galley.as_deref());
            laid.buttons.push(Button { knob, galley, x });
        }
        let pills = laid.row.segments.iter().filter(|segment| segment.paint == Paint::Pill);
        laid.pills = pills.map(|segment| laid.segment_x(segment)).collect();
        laid
    }

    /// Where the button of a segment stands: behind a masked value, before one that is shown.
    fn button_x(&self, segment: &Segment, galley: Option<&Galley>) -> Rangef {
        let x = self.segment_x(segment);
        let Some(galley) = galley else { return x };
        let width = galley.size().x;
        let left = if segment.paint == Paint::Pill {
            x.max + BUTTON_GAP
        } else {
            x.min - BUTTON_GAP - width
        };
        Rangef::new(left, left + width)
    }

    /// The width of it all, buttons included.
    pub(super) fn width(&self) -> f32 {
        let buttons = self.buttons.iter().map(|button| button.x.max);
        buttons.fold(self.galley.size().x, f32::max)
    }

    /// Where a segment stands, with the padding of a masked value.
    fn segment_x(&self, segment: &Segment) -> Rangef {
        let padding = if segment.paint == Paint::Pill { PILL_PADDING } else { 0.0 };
        Rangef::new(
            self.left(segment.chars.start) - padding,
            self.right(segment.chars.end) + padding,
        )
    }

    /// The left edge of a character.
    fn left(&self, char: usize) -> f32 {
        let glyphs = self.galley.rows.first().map(|row| row.glyphs.as_slice()).unwrap_or_default();
        glyphs.get(char).map_or_else(|| self.right(char), |glyph| glyph.pos.x)
    }

    /// The right edge of the character before `char`.
    fn right(&self, char: usize) -> f32 {
        let glyphs = self.galley.rows.first().map(|row| row.glyphs.as_slice()).unwrap_or_default();
        let last = char.checked_sub(1).and_then(|last| glyphs.get(last));
        last.map_or(0.0, egui::epaint::text::Glyph::max_x)
    }

    /// The part of the row that a selection covers; its ends are the byte offsets of the true
    /// text, snapped to what is shown as one.
    pub(super) fn selected(&self, start: usize, end: usize) -> Option<Rangef> {
        let covered = |segment: &&Segment| segment.bytes.start < end && start < segment.bytes.end;
        let first = self.row.segments.iter().find(covered)?;
        let last = self.row.segments.iter().rev().find(covered)?;
        let left = if first.bytes.start >= start || first.whole {
            self.segment_x(first).min
        } else {
            self.left(self.row.char_of(start))
        };
        let right = if last.bytes.end <= end || last.whole {
            self.segment_x(last).max
        } else {
            self.right(self.row.char_of(end))
        };
        Some(Rangef::new(left, right))
    }

    /// The byte of the true text at a place. Within something shown as one it is a place inside,
    /// so that a selection which ends there takes it whole.
    pub(super) fn hit(&self, x: f32) -> usize {
        for segment in &self.row.segments {
            let range = self.segment_x(segment);
            if x >= range.max || segment.bytes.is_empty() {
                continue;
            }
            if x <= range.min {
                return segment.bytes.start;
            }
            if segment.whole {
                let inside = usize::from(segment.bytes.len() > 1);
                let left = x < range.center();
                return if left {
                    segment.bytes.start + inside
                } else {
                    segment.bytes.end - inside
                };
            }
            let nearer = |char: &usize| x < f32::midpoint(self.left(*char), self.right(*char + 1));
            let mut chars = segment.chars.clone();
            let char = chars.find(nearer).unwrap_or(segment.chars.end);
            return if char == segment.chars.end {
                segment.bytes.end
            } else {
                self.row.byte_of(char)
            };
        }
        self.row.bytes.end
    }
}

fn format(style: &ViewerStyle, color: Color32) -> TextFormat {
    let mut format = TextFormat::simple(style.font.clone(), color);
    format.line_height = Some(ROW_HEIGHT);
    format.valign = Align::Center;
    format
}

fn color(style: &ViewerStyle, paint: Paint) -> Color32 {
    match paint {
        Paint::Kind(kind) => style.of(kind),
        Paint::Faint => style.faint,
        Paint::Pill => style.mask_text,
    }
}
