//! One line on the screen: its rows, what is marked in them, its buttons, and its name for screen
//! readers.

use std::ops::Range;

use egui::{
    Align2, Color32, CursorIcon, Painter, Pos2, Rangef, Rect, Role, Sense, Stroke, StrokeKind, Ui,
    WidgetInfo, pos2, vec2,
};

use super::document::Document;
use super::frame::{Frame, View};
use super::layout::{Button, Laid, ROW_HEIGHT};
use super::row::Knob;
use super::strips::Strip;
use super::{GUTTER_GAP, float};
use crate::core::kubeconfig::lines::find::Matches;

/// What a selected line break looks like.
const BREAK_WIDTH: f32 = 6.0;
/// Of more matches in one row, the rest is not marked there.
const MOST_FOUND: usize = 2_000;

/// What is selected, and the match that the user is at.
pub(super) struct Selected {
    pub(super) range: Range<usize>,
    pub(super) at_hand: Option<Range<usize>>,
}

/// What came of showing a line.
pub(super) struct ShownLine {
    pub(super) width: f32,
    pub(super) pressed: Option<Knob>,
}

impl Frame<'_> {
    /// Paints a line and names it, as far as it is in view.
    pub(super) fn line(
        &self,
        ui: &Ui,
        view: View,
        line: usize,
        document: &Document,
        found: Option<&Matches>,
        selected: &Selected,
    ) -> ShownLine {
        let strips = document.strips(line, self.words);
        let (top, count) = (document.heights.top(line), strips.len());
        let name: String = strips.iter().map(|strip| strip.row.shown.as_str()).collect();
        let in_view = self.rows_in_view();
        let rows = (top..).zip(strips).filter(|(row, _)| in_view.contains(row));
        let rows = rows.map(|(row, strip)| {
            let at = pos2(view.origin.x + self.indent(&strip), view.top(row));
            (at, strip.last, self.lay(ui.painter(), document, strip))
        });
        let rows: Vec<_> = rows.collect();
        let width = rows.iter().map(|(at, _, laid)| at.x - view.origin.x + laid.width());
        let width = width.fold(1.0, f32::max);
        let size = vec2(width, float(count) * ROW_HEIGHT);
        let rect = Rect::from_min_size(pos2(view.origin.x, view.top(top)), size);
        let label = ui.interact(rect, self.id.with(("line", line)), Sense::hover());
        label.widget_info(|| WidgetInfo::labeled(Role::Label, true, &name));
        let mut pressed = None;
        for (at, last, laid) in &rows {
            self.pills(ui.painter(), *at, laid);
            self.found(ui.painter(), *at, laid, found, selected);
            self.selection(ui.painter(), *at, laid, *last, selected, document);
            ui.painter().galley(*at, laid.galley.clone(), self.style.text);
            pressed = self.buttons(ui, *at, laid).or(pressed);
        }
        ShownLine { width, pressed }
    }

    pub(super) fn indent(&self, strip: &Strip) -> f32 {
        float(strip.indent) * self.metrics.char_width
    }

    pub(super) fn lay(&self, painter: &Painter, document: &Document, strip: Strip) -> Laid {
        let name = |knob| self.written(knob, document);
        Laid::new(strip.row, painter, self.style, name)
    }

    /// What is written on a button; that of some is a part of the line.
    fn written(&self, knob: Knob, document: &Document) -> Option<String> {
        Some(match knob {
            Knob::Reveal(_) => self.words.reveal.to_owned(),
            Knob::Hide(secret) => {
                let left = document.left(secret, self.now).as_millis();
                let seconds = i64::try_from((left + 999) / 1000).unwrap_or_default();
                (self.words.hide_in)(seconds)
            }
            Knob::Fold(_) => self.words.fold.to_owned(),
            Knob::Unfold(..) => return None,
        })
    }

    pub(super) fn number(&self, painter: &Painter, clip: Rect, top: f32, line: usize) {
        let right = clip.left() + self.metrics.gutter - GUTTER_GAP;
        let at = pos2(right, top + ROW_HEIGHT / 2.0);
        let number = (line + 1).to_string();
        painter.text(at, Align2::RIGHT_CENTER, number, self.style.font.clone(), self.style.faint);
    }

    fn pills(&self, painter: &Painter, at: Pos2, laid: &Laid) {
        for pill in &laid.pills {
            let rect = Rect::from_x_y_ranges(*pill, Rangef::new(1.0, ROW_HEIGHT - 1.0));
            painter.rect_filled(rect.translate(at.to_vec2()), 4, self.style.mask_background);
        }
    }

    /// Paints what was found in a row, before what is selected.
    fn found(
        &self,
        painter: &Painter,
        at: Pos2,
        laid: &Laid,
        found: Option<&Matches>,
        selected: &Selected,
    ) {
        let here = found.map(|found| found.touching(&laid.row.bytes)).unwrap_or_default();
        for found in here.iter().take(MOST_FOUND) {
            let Some(x) = laid.selected(found.start, found.end) else { continue };
            let rect = Rect::from_x_y_ranges(x, Rangef::new(1.0, ROW_HEIGHT - 1.0))
                .translate(at.to_vec2());
            painter.rect_filled(rect, 2, self.style.found);
            if selected.at_hand.as_ref() == Some(found) {
                let line = Stroke::new(1.0, self.style.link);
                painter.rect_stroke(rect.expand(1.0), 2, line, StrokeKind::Inside);
            }
        }
    }

    /// Paints what is selected of a row, before its text.
    fn selection(
        &self,
        painter: &Painter,
        at: Pos2,
        laid: &Laid,
        last: bool,
        selected: &Selected,
        document: &Document,
    ) {
        let range = &selected.range;
        // The match at hand is selected too, and painted as what it is.
        if range.is_empty() || selected.at_hand.as_ref() == Some(range) {
            return;
        }
        let bytes = &laid.row.bytes;
        let text = laid.selected(range.start, range.end);
        let goes_on = last
            && range.start <= bytes.end
            && range.end > bytes.end
            && bytes.end < document.text().len();
        let end = text.map_or_else(
            || if bytes.is_empty() { 0.0 } else { laid.galley.size().x },
            |text| text.max,
        );
        let line_break = goes_on.then(|| Rangef::new(end, end + BREAK_WIDTH));
        for x in text.into_iter().chain(line_break) {
            let rect =
                Rect::from_x_y_ranges(x, Rangef::new(0.0, ROW_HEIGHT)).translate(at.to_vec2());
            painter.rect_filled(rect, 0, self.style.selection);
        }
    }

    /// Draws the buttons of a row; the one that was clicked comes back.
    fn buttons(&self, ui: &Ui, at: Pos2, laid: &Laid) -> Option<Knob> {
        let clicked = |button: &&Button| self.button(ui, at, button);
        // Every button is drawn; no more than one is clicked.
        let clicked: Vec<_> = laid.buttons.iter().filter(clicked).collect();
        clicked.first().map(|button| button.knob)
    }

    /// Whether the button was clicked.
    fn button(&self, ui: &Ui, at: Pos2, button: &Button) -> bool {
        let rect =
            Rect::from_x_y_ranges(button.x, Rangef::new(0.0, ROW_HEIGHT)).translate(at.to_vec2());
        let (place, name) = match button.knob {
            Knob::Reveal(secret) => (("reveal", secret), self.words.reveal.to_owned()),
            Knob::Hide(secret) => (("reveal", secret), self.words.hide.to_owned()),
            Knob::Unfold(start, bytes) => (("fold", start), (self.words.unfold)(bytes)),
            Knob::Fold(start) => (("fold", start), self.words.fold.to_owned()),
        };
        let response = ui.interact(rect, self.id.with(place), Sense::click());
        response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
        let color = if button.galley.is_some() { self.style.link } else { self.style.faint };
        if response.gained_focus() {
            ui.scroll_to_rect(rect, None);
        }
        if response.hovered() {
            ui.set_cursor_icon(CursorIcon::PointingHand);
            let line = Stroke::new(1.0, color);
            ui.painter().hline(rect.x_range(), rect.bottom() - 3.0, line);
        }
        if let Some(galley) = &button.galley {
            ui.painter().galley(rect.min, galley.clone(), Color32::PLACEHOLDER);
        }
        response.clicked()
    }
}
