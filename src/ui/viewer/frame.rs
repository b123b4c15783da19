//! One frame of the viewer: the rows in view, the mouse, the buttons, the names for screen
//! readers.

use std::ops::Range;

use egui::{
    Align2, Color32, CursorIcon, Id, Painter, PointerButton, Pos2, Rangef, Rect, Response, Role,
    Sense, Stroke, StrokeKind, Ui, UiBuilder, WidgetInfo, pos2, vec2,
};

use super::document::Document;
use super::input::Wish;
use super::layout::{Button, Laid, ROW_HEIGHT};
use super::row::Row;
use super::selection::{self, Selection};
use super::style::{ViewerStyle, ViewerWords};
use super::{GUTTER_GAP, MARGIN, Metrics, Viewer, float};

/// What a selected line break looks like.
const BREAK_WIDTH: f32 = 6.0;
/// How fast the view follows a pointer that drags beyond its edge.
const FOLLOW: f32 = 12.0;

/// The circumstances of a frame.
pub(super) struct Frame<'a> {
    pub(super) id: Id,
    pub(super) metrics: Metrics,
    /// The part of the content in view.
    pub(super) viewport: Rect,
    pub(super) style: &'a ViewerStyle,
    pub(super) words: &'a ViewerWords,
}

/// Where the view stands on the screen.
#[derive(Clone, Copy)]
struct View {
    /// What is seen, line numbers included.
    clip: Rect,
    /// Where the first line would begin.
    origin: Pos2,
}

impl View {
    fn top(self, line: usize) -> f32 {
        self.origin.y + float(line) * ROW_HEIGHT
    }
}

impl Frame<'_> {
    /// Draws the rows in view and returns what the user wishes.
    pub(super) fn show(
        &self,
        ui: &mut Ui,
        viewer: &mut Viewer,
        document: &mut Document,
    ) -> Vec<Wish> {
        ui.set_min_size(self.metrics.content);
        let clip = ui.clip_rect();
        let origin = ui.max_rect().min + vec2(self.metrics.gutter, MARGIN);
        let view = View { clip, origin };
        let response = ui.interact(clip, self.id, Sense::click_and_drag());
        response.widget_info(|| WidgetInfo::labeled(Role::Document, true, self.words.name));
        let mut wishes = Vec::new();
        self.pointer(ui, &response, view, viewer, document);
        self.menu(&response, viewer, document, &mut wishes);

        let code = clip.with_min_x((clip.left() + self.metrics.gutter).min(clip.right()));
        let builder = UiBuilder::new().max_rect(code).accessibility_parent(self.id);
        let mut rows = ui.new_child(builder);
        rows.set_clip_rect(code);
        let selected = document.snap(viewer.selection.range(), self.words);
        let mut toggled = None;
        for line in self.visible(document) {
            let laid = self.lay(ui.painter(), document, line);
            viewer.widest = viewer.widest.max(laid.width());
            let at = pos2(view.origin.x, view.top(line));
            self.number(ui.painter(), clip, at.y, line);
            self.pills(rows.painter(), at, &laid);
            self.selection(rows.painter(), at, &laid, &selected, document);
            toggled = self.row(&rows, at, line, &laid).or(toggled);
        }
        if let Some(secret) = toggled {
            document.toggle(secret);
            ui.request_repaint();
        }
        self.focus(ui, &response, clip, viewer);
        wishes
    }

    /// The lines in view.
    fn visible(&self, document: &Document) -> Range<usize> {
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "neither negative nor as large as a usize"
        )]
        let line = |y: f32| (y / ROW_HEIGHT).max(0.0) as usize;
        let last = document.lines.len();
        let first = line((self.viewport.top() - MARGIN).floor());
        let end = line((self.viewport.bottom() - MARGIN).ceil()) + 1;
        first.min(last)..end.min(last)
    }

    fn lay(&self, painter: &Painter, document: &Document, line: usize) -> Laid {
        Laid::new(Row::new(document, line, self.words), painter, self.style, self.words)
    }

    /// The byte of the document at a place on the screen.
    fn hit(&self, ui: &Ui, view: View, document: &Document, pos: Pos2) -> usize {
        let line = ((pos.y - view.origin.y) / ROW_HEIGHT).floor();
        if line < 0.0 {
            return 0;
        }
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "not negative, and cut to the number of lines"
        )]
        let line = line as usize;
        if line >= document.lines.len() {
            return document.text().len();
        }
        self.lay(ui.painter(), document, line).hit(pos.x - view.origin.x)
    }

    fn pointer(
        &self,
        ui: &Ui,
        response: &Response,
        view: View,
        viewer: &mut Viewer,
        document: &Document,
    ) {
        if response.hovered() {
            ui.set_cursor_icon(CursorIcon::Text);
        }
        let Some(pos) = response.interact_pointer_pos() else { return };
        let (pressed, shift) = ui.input(|input| {
            (input.pointer.button_pressed(PointerButton::Primary), input.modifiers.shift)
        });
        let down = response.is_pointer_button_down_on();
        if pressed && down {
            response.request_focus();
            viewer.focused_by_pointer = true;
            let hit = self.hit(ui, view, document, pos);
            viewer.selection = if shift { viewer.selection.to(hit) } else { Selection::at(hit) };
        } else if response.dragged_by(PointerButton::Primary) {
            viewer.selection = viewer.selection.to(self.hit(ui, view, document, pos));
            self.follow(ui, view.clip, pos, viewer);
        }
        if response.triple_clicked() {
            let hit = self.hit(ui, view, document, pos);
            viewer.selection = Selection::of(selection::line_at(document, hit));
        } else if response.double_clicked() {
            let hit = self.hit(ui, view, document, pos);
            viewer.selection = Selection::of(selection::word_at(document, hit, self.words));
        }
    }

    /// Scrolls towards a pointer that drags outside of the view.
    fn follow(&self, ui: &Ui, clip: Rect, pos: Pos2, viewer: &mut Viewer) {
        let beyond = pos - clip.with_min_x(clip.left() + self.metrics.gutter).clamp(pos);
        let seconds = ui.input(|input| input.stable_dt).min(0.1);
        if beyond.length() > 0.0 {
            viewer.jump_to(viewer.offset + beyond * FOLLOW * seconds, self.metrics);
        }
    }

    fn menu(
        &self,
        response: &Response,
        viewer: &Viewer,
        document: &Document,
        wishes: &mut Vec<Wish>,
    ) {
        let copies = !document.snap(viewer.selection.range(), self.words).is_empty();
        response.context_menu(|ui| {
            if ui.add_enabled(copies, egui::Button::new(self.words.copy)).clicked() {
                wishes.push(Wish::Copy);
                ui.close();
            }
            if ui.button(self.words.select_all).clicked() {
                wishes.push(Wish::SelectAll);
                ui.close();
            }
        });
    }

    fn number(&self, painter: &Painter, clip: Rect, top: f32, line: usize) {
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

    /// Paints what is selected of a row, before its text.
    fn selection(
        &self,
        painter: &Painter,
        at: Pos2,
        laid: &Laid,
        selected: &Range<usize>,
        document: &Document,
    ) {
        if selected.is_empty() {
            return;
        }
        let bytes = &laid.row.bytes;
        let text = laid.selected(selected.start, selected.end);
        let goes_on = selected.start <= bytes.end
            && selected.end > bytes.end
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

    /// Paints a row, names it, and says whether one of its buttons was clicked.
    fn row(&self, ui: &Ui, at: Pos2, line: usize, laid: &Laid) -> Option<usize> {
        let rect = Rect::from_min_size(at, vec2(laid.width().max(1.0), ROW_HEIGHT));
        let label = ui.interact(rect, self.id.with(("line", line)), Sense::hover());
        label.widget_info(|| WidgetInfo::labeled(Role::Label, true, &laid.row.shown));
        ui.painter().galley(at, laid.galley.clone(), self.style.text);
        let clicked = |button: &&Button| self.button(ui, at, button);
        // Every button is drawn; no more than one is clicked.
        let clicked: Vec<_> = laid.buttons.iter().filter(clicked).collect();
        clicked.first().map(|button| button.secret)
    }

    /// Whether the button was clicked.
    fn button(&self, ui: &Ui, at: Pos2, button: &Button) -> bool {
        let rect =
            Rect::from_x_y_ranges(button.x, Rangef::new(0.0, ROW_HEIGHT)).translate(at.to_vec2());
        let response = ui.interact(rect, self.id.with(("reveal", button.secret)), Sense::click());
        response.widget_info(|| WidgetInfo::labeled(Role::Button, true, button.label));
        let line = Stroke::new(1.0, self.style.link);
        if response.hovered() {
            ui.set_cursor_icon(CursorIcon::PointingHand);
            ui.painter().hline(rect.x_range(), rect.bottom() - 3.0, line);
        }
        if response.has_focus() {
            let around = rect.expand2(vec2(2.0, -1.0));
            ui.painter().rect_stroke(
                around,
                3,
                Stroke::new(1.0, self.style.link),
                StrokeKind::Inside,
            );
        }
        ui.painter().galley(rect.min, button.galley.clone(), Color32::PLACEHOLDER);
        response.clicked()
    }

    fn focus(&self, ui: &Ui, response: &Response, clip: Rect, viewer: &mut Viewer) {
        if !response.has_focus() {
            viewer.focused_by_pointer = false;
        } else if !viewer.focused_by_pointer {
            let stroke = Stroke::new(1.0, self.style.link);
            ui.painter().rect_stroke(clip.shrink(1.0), 3, stroke, StrokeKind::Inside);
        }
    }
}
