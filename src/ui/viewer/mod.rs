//! The YAML viewer: a read-only view of a kubeconfig with line numbers and colours, in which
//! certificates are shortened and private keys masked, and from which the true text is copied.
//!
//! Only the rows in view are laid out. The viewer keeps offsets into the document, never a part
//! of its text; what is masked reaches neither the screen nor the accessibility tree.

mod document;
mod frame;
mod input;
mod layout;
mod row;
mod selection;
mod style;

use egui::scroll_area::ScrollArea;
use egui::{Ui, Vec2, vec2};

use crate::core::kubeconfig::KubeconfigText;

use document::Document;
use frame::Frame;
use input::{Scroll, Wish};
use layout::ROW_HEIGHT;
use selection::Selection;
pub use style::{ViewerResponse, ViewerStyle, ViewerWords};

/// Above the first line and below the last.
const MARGIN: f32 = 10.0;
/// The least width of the line numbers, with the gap to the text.
const GUTTER: f32 = 52.0;
const GUTTER_GAP: f32 = 14.0;

/// The viewer and its state: what is revealed, selected and in view.
#[derive(Default)]
pub struct Viewer {
    document: Option<Document>,
    selection: Selection,
    /// Where the view stands, and how large it is, as of the last frame.
    offset: Vec2,
    size: Vec2,
    /// Where the view is to go in the next frame.
    jump: Option<Vec2>,
    /// The widest row that was laid out, where the estimate was too small.
    widest: f32,
    /// The focus came by the mouse, which needs no frame to show it.
    focused_by_pointer: bool,
}

/// The sizes that follow from the font and the document.
#[derive(Clone, Copy)]
struct Metrics {
    char_width: f32,
    gutter: f32,
    content: Vec2,
}

impl Viewer {
    /// Shows a document in all the space there is. Another document than before is shown from
    /// its top, with its secrets masked.
    pub fn ui(
        &mut self,
        ui: &mut Ui,
        document: &KubeconfigText,
        style: &ViewerStyle,
        words: &ViewerWords,
    ) -> Option<ViewerResponse> {
        let mut shown = self.take(document);
        let id = ui.make_persistent_id("kubeconfig viewer");
        let metrics = self.metrics(ui, &shown, style);
        let mut wishes = Vec::new();
        if ui.memory(|memory| memory.has_focus(id)) {
            ui.memory_mut(|memory| memory.set_focus_lock_filter(id, input::FILTER));
            wishes = input::wishes(ui, page(self.size));
        }
        let mut response = self.grant(ui, &wishes, &shown, metrics, words);

        let mut area = ScrollArea::both()
            .id_salt("kubeconfig viewer")
            .auto_shrink(false)
            .animated(false)
            .content_margin(0);
        if let Some(jump) = self.jump.take() {
            area = area.scroll_offset(jump);
        }
        let output = area.show_viewport(ui, |ui, viewport| {
            let frame = Frame { id, metrics, viewport, style, words };
            frame.show(ui, self, &mut shown)
        });
        self.offset = output.state.clamped_offset();
        self.size = output.inner_rect.size();
        response = response.or(self.grant(ui, &output.inner, &shown, metrics, words));
        if self.jump.is_some() {
            ui.request_repaint();
        }
        self.document = Some(shown);
        response
    }

    /// Forgets the document, and with it the viewer's hold on its secrets.
    pub fn clear(&mut self) {
        *self = Self::default();
    }

    /// The document under view, if it is still the same, or else a new one.
    fn take(&mut self, text: &KubeconfigText) -> Document {
        if let Some(mut document) = self.document.take()
            && document.is(text)
        {
            return document;
        }
        *self = Self { size: self.size, jump: Some(Vec2::ZERO), ..Self::default() };
        Document::new(text.clone())
    }

    fn metrics(&self, ui: &Ui, document: &Document, style: &ViewerStyle) -> Metrics {
        let char_width = ui.fonts_mut(|fonts| fonts.glyph_width(&style.font, '0'));
        let digits = document.lines.len().max(1).ilog10() + 1;
        let gutter = GUTTER.max(float(digits as usize) * char_width + GUTTER_GAP + 8.0);
        let estimate = float(document.columns + 2) * char_width;
        let width = gutter + self.widest.max(if document.columns > 0 { estimate } else { 0.0 });
        let height = float(document.lines.len()) * ROW_HEIGHT + 2.0 * MARGIN;
        Metrics { char_width, gutter, content: vec2(width, height) }
    }

    /// Does what the user wishes.
    fn grant(
        &mut self,
        ui: &Ui,
        wishes: &[Wish],
        document: &Document,
        metrics: Metrics,
        words: &ViewerWords,
    ) -> Option<ViewerResponse> {
        let mut response = None;
        for wish in wishes {
            match *wish {
                Wish::Copy => response = self.copy(ui, document, words).or(response),
                Wish::SelectAll => self.selection = Selection::of(0..document.text().len()),
                Wish::Extend(step) => {
                    self.selection = self.selection.step(step, document, words);
                    self.show_head(document, metrics, words);
                }
                Wish::Scroll(scroll) => self.scroll(scroll, metrics),
            }
        }
        response
    }

    fn copy(&self, ui: &Ui, document: &Document, words: &ViewerWords) -> Option<ViewerResponse> {
        let range = document.snap(self.selection.range(), words);
        let text = document.text();
        let range = text.floor_char_boundary(range.start)..text.ceil_char_boundary(range.end);
        let selected = text.get(range.clone()).filter(|selected| !selected.is_empty())?;
        ui.copy_text(selected.to_owned());
        Some(ViewerResponse::Copied { holds_secret: document.holds_secret(&range) })
    }

    fn scroll(&mut self, scroll: Scroll, metrics: Metrics) {
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
    fn jump_to(&mut self, to: Vec2, metrics: Metrics) {
        let to = to.min(metrics.content - self.size).max(Vec2::ZERO);
        if to != self.jump.unwrap_or(self.offset) {
            self.jump = Some(to);
        }
    }

    /// Scrolls as little as needed to see the moving end of the selection.
    fn show_head(&mut self, document: &Document, metrics: Metrics, words: &ViewerWords) {
        let (line, row) = document.row_at(self.selection.head(), words);
        let top = float(line) * ROW_HEIGHT;
        let left = float(row.char_of(self.selection.head())) * metrics.char_width;
        let seen = self.size - vec2(metrics.gutter, 0.0);
        let offset = self.jump.unwrap_or(self.offset);
        let nearest =
            |offset: f32, from: f32, to: f32, seen: f32| offset.clamp((to - seen).min(from), from);
        let x =
            nearest(offset.x, left - metrics.char_width, left + 2.0 * metrics.char_width, seen.x);
        let y = nearest(offset.y, top, top + ROW_HEIGHT + 2.0 * MARGIN, seen.y);
        self.jump_to(vec2(x, y), metrics);
    }
}

/// How many lines a page of the keyboard has: one of the view stays in sight.
fn page(size: Vec2) -> isize {
    let lines = (size.y / ROW_HEIGHT).floor() - 1.0;
    #[expect(clippy::cast_possible_truncation, reason = "a window has fewer lines than that")]
    let lines = lines.max(1.0) as isize;
    lines
}

#[expect(
    clippy::cast_precision_loss,
    reason = "egui places things by f32; 2^24 is enough for a screen"
)]
fn float(count: usize) -> f32 {
    count as f32
}

#[expect(clippy::cast_precision_loss, reason = "a page has few lines")]
fn signed(count: isize) -> f32 {
    count as f32
}
