//! One frame of the viewer: the lines in view, the mouse, and what the buttons do.

use std::ops::Range;

use egui::{
    CursorIcon, Id, PointerButton, Pos2, Rect, Response, Role, Sense, Stroke, StrokeKind, Ui,
    UiBuilder, WidgetInfo, vec2,
};

use jiff::Timestamp;

use super::document::Document;
use super::input::Wish;
use super::layout::ROW_HEIGHT;
use super::line::Selected;
use super::row::Knob;
use super::selection::{self, Selection};
use super::style::ViewerStyle;
use super::{MARGIN, Metrics, Viewer, ViewerWords, float, whole};
use crate::ui::focus;

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
    pub(super) now: Timestamp,
}

/// Where the view stands on the screen.
#[derive(Clone, Copy)]
pub(super) struct View {
    /// What is seen, line numbers included.
    clip: Rect,
    /// Where the first line would begin.
    pub(super) origin: Pos2,
}

impl View {
    pub(super) fn top(self, row: usize) -> f32 {
        self.origin.y + float(row) * ROW_HEIGHT
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
        let at_hand = viewer.search.marked().and_then(|_| viewer.search.match_at_hand());
        let selected = Selected { range: selected, at_hand };
        let mut pressed = None;
        for line in document.heights.lines_in(self.rows_in_view()) {
            self.number(ui.painter(), clip, view.top(document.heights.top(line)), line);
            let found = viewer.search.marked();
            let shown = self.line(&rows, view, line, document, found, &selected);
            viewer.widest = viewer.widest.max(shown.width);
            pressed = shown.pressed.or(pressed);
        }
        if let Some(knob) = pressed {
            self.turn(knob, document);
            ui.request_repaint();
        }
        self.focus(ui, &response, clip, viewer);
        wishes
    }

    /// The rows in view.
    pub(super) fn rows_in_view(&self) -> Range<usize> {
        let row = |y: f32| whole((y / ROW_HEIGHT).max(0.0));
        let first = row((self.viewport.top() - MARGIN).floor());
        first..row((self.viewport.bottom() - MARGIN).ceil()) + 1
    }

    /// Does what a button is for.
    fn turn(&self, knob: Knob, document: &mut Document) {
        match knob {
            Knob::Reveal(secret) => document.reveal(secret, self.now),
            Knob::Hide(secret) => document.hide(secret),
            Knob::Unfold(start, _) => {
                document.set_unfolded(start, true);
            }
            Knob::Fold(start) => {
                document.set_unfolded(start, false);
            }
        }
    }

    /// The byte of the document at a place on the screen.
    fn hit(&self, ui: &Ui, view: View, document: &Document, pos: Pos2) -> usize {
        let row = (pos.y - view.origin.y) / ROW_HEIGHT;
        if row < 0.0 {
            return 0;
        }
        let row = whole(row);
        if row >= document.heights.count() {
            return document.text().len();
        }
        let Some(strip) = document.strip_in(row, self.words) else {
            return document.text().len();
        };
        let x = pos.x - view.origin.x - self.indent(&strip);
        self.lay(ui.painter(), document, strip).hit(x)
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

    fn focus(&self, ui: &Ui, response: &Response, clip: Rect, viewer: &mut Viewer) {
        if !response.has_focus() {
            viewer.focused_by_pointer = false;
            return;
        }
        focus::shown_by_itself(response);
        if !viewer.focused_by_pointer {
            let line = Stroke::new(2.0, self.style.link);
            ui.painter().rect_stroke(clip.shrink(1.0), 3, line, StrokeKind::Inside);
        }
    }
}
