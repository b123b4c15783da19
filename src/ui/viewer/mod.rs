//! The YAML viewer: a read-only view of a kubeconfig with line numbers and colours, in which
//! certificates are shortened and private keys masked, and from which the true text is copied.
//!
//! Only the rows in view are laid out. The viewer keeps offsets into the document, never a part
//! of its text; what is masked reaches neither the screen nor the accessibility tree.

mod bar;
mod document;
mod frame;
mod heights;
mod input;
mod layout;
mod line;
mod marks;
mod row;
mod scrolling;
mod search;
mod selection;
mod strips;
mod style;

use std::ops::Range;
use std::sync::Arc;
use std::time::Duration;

use egui::scroll_area::{ScrollArea, ScrollAreaOutput};
use egui::{Context, Id, Ui, Vec2, vec2};
use jiff::Timestamp;

use crate::core::kubeconfig::KubeconfigText;
use crate::core::kubeconfig::lines::Lines;

use document::Document;
use frame::Frame;
use input::Wish;
use layout::ROW_HEIGHT;
use search::{BarWish, Purpose, Search};
use selection::Selection;

pub use crate::text::viewer::ViewerWords;
pub use style::{ViewerResponse, ViewerStyle};

/// Above the first line and below the last.
const MARGIN: f32 = 10.0;
/// The least width of the line numbers, with the gap to the text.
const GUTTER: f32 = 52.0;
const GUTTER_GAP: f32 = 14.0;
/// What wrapped lines leave free on their right, for the scroll bar.
const RIGHT: f32 = 14.0;
/// Lines are not wrapped narrower than this, in characters.
const NARROWEST: usize = 20;
/// What is left over of a second is waited for, and a little longer, so that it has passed.
const A_LITTLE: u64 = 20;

/// The viewer and its state: what is revealed, selected, looked for and in view.
#[derive(Default)]
pub struct Viewer {
    document: Option<Document>,
    selection: Selection,
    search: Search,
    /// Where the view stands, and how large it is, as of the last frame.
    offset: Vec2,
    size: Vec2,
    /// Where the view is to go in the next frame.
    jump: Option<Vec2>,
    /// What is to be in view in the next frame.
    target: Option<Range<usize>>,
    /// A step of the search that a key asked for.
    step: Option<bool>,
    /// The bar is to be closed in the next frame.
    closing: bool,
    /// What gets the focus in the next frame: a click elsewhere takes it away in this one.
    focus: Option<Id>,
    /// The widest row that was laid out, where the estimate was too small.
    widest: f32,
    /// The focus came by the mouse, which needs no frame to show it.
    focused_by_pointer: bool,
}

/// What a viewer shows.
#[derive(Clone, Copy)]
pub struct Shown<'a> {
    /// The document.
    pub text: &'a KubeconfigText,
    /// Its lines, if they were read already.
    pub lines: Option<&'a Arc<Lines>>,
    /// What time it is: a revealed secret is hidden again after a while.
    pub now: Timestamp,
    /// Whether long lines go on below.
    pub wrap: bool,
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
        shown: &Shown<'_>,
        style: &ViewerStyle,
        words: &ViewerWords,
    ) -> Option<ViewerResponse> {
        if let Some(focus) = self.focus.take() {
            ui.memory_mut(|memory| memory.request_focus(focus));
        }
        let mut document = self.take(shown);
        document.hide_those_due(shown.now);
        let id = ui.make_persistent_id("kubeconfig viewer");
        self.search(ui, id, &mut document, words);
        let metrics = self.metrics(ui, &mut document, style, shown.wrap, words);
        self.show_target(&document, metrics, words);
        let mut wishes = Vec::new();
        if ui.memory(|memory| memory.has_focus(id)) {
            ui.memory_mut(|memory| memory.set_focus_lock_filter(id, input::FILTER));
            wishes = input::wishes(ui, scrolling::page(self.size));
        }
        let mut response = self.grant(ui, &wishes, &document, metrics, words);

        let frame = |viewport| Frame { id, metrics, viewport, style, words, now: shown.now };
        // A view that goes where there was nothing a frame ago would spring back.
        let outside = ui.spacing().scroll.kinetic;
        ui.spacing_mut().scroll.kinetic.rubber_band = false;
        let output = self
            .area()
            .show_viewport(ui, |ui, viewport| frame(viewport).show(ui, self, &mut document));
        ui.spacing_mut().scroll.kinetic = outside;
        self.offset = output.state.clamped_offset();
        self.size = output.inner_rect.size();
        self.marks(ui, &output, &document, metrics, style);
        response = response.or(self.grant(ui, &output.inner, &document, metrics, words));
        if self.jump.is_some() || self.target.is_some() || self.focus.is_some() {
            ui.request_repaint();
        }
        count_down(ui.ctx(), &document, shown.now);
        self.document = Some(document);
        response
    }

    /// Opens the bar for a text to find.
    pub fn find(&mut self, ctx: &Context) {
        self.search.open(Purpose::Find, ctx.memory(egui::Memory::focused));
    }

    /// Opens the bar for a line to go to.
    pub fn go_to_line(&mut self, ctx: &Context) {
        self.search.open(Purpose::Line, ctx.memory(egui::Memory::focused));
    }

    /// Goes to the next match of what was looked for last, or the one before.
    pub fn find_next(&mut self, ctx: &Context, forward: bool) {
        if self.search.bar != Some(Purpose::Find) {
            self.find(ctx);
        }
        self.step = Some(forward);
    }

    /// Whether the bar is open.
    #[must_use]
    pub fn bar_is_open(&self) -> bool {
        self.search.bar.is_some() && !self.closing
    }

    /// Closes the bar, and gives the focus back to what had it before, or to the text.
    pub fn close_bar(&mut self) {
        self.closing = true;
    }

    /// Hides every secret that was revealed.
    pub fn hide_secrets(&mut self) {
        if let Some(document) = &mut self.document {
            document.hide_all();
        }
    }

    /// The document under view, if it is still the same, or else a new one.
    fn take(&mut self, shown: &Shown<'_>) -> Document {
        if let Some(mut document) = self.document.take()
            && document.is(shown.text)
        {
            return document;
        }
        *self = Self { size: self.size, jump: Some(Vec2::ZERO), ..Self::default() };
        Document::new(shown.text.clone(), shown.lines.cloned())
    }

    /// Draws the bar, and does what the user wishes by it or by a key.
    fn search(&mut self, ui: &mut Ui, id: Id, document: &mut Document, words: &ViewerWords) {
        self.search.refresh(document);
        let asked = self.step.take().map(|forward| BarWish::Step { forward });
        let closing = std::mem::take(&mut self.closing).then_some(BarWish::Close);
        let wish = closing.or(bar::ui(ui, &mut self.search, document.lines.len(), words));
        let at = self.selection.range().start;
        match asked.or(wish) {
            None => {}
            Some(BarWish::Search) => {
                self.search.search(document);
                let found = self.search.step(true, at);
                self.go_to(document, found);
            }
            Some(BarWish::Step { forward }) => {
                let found = self.search.step(forward, at);
                self.go_to(document, found);
            }
            Some(BarWish::Line(line)) => {
                let range = document.lines.range(line);
                self.selection = Selection::of(range.clone());
                self.target = Some(range);
                self.search.close();
                self.focus = Some(id);
            }
            Some(BarWish::Close) => {
                self.focus = self.search.close().or(Some(id));
            }
        }
    }

    /// Selects a match and brings it into view.
    fn go_to(&mut self, document: &mut Document, found: Option<Range<usize>>) {
        let Some(found) = found else { return };
        self.search.unfold(document, &found);
        self.selection = Selection::of(found.clone());
        self.target = Some(found);
    }

    fn metrics(
        &mut self,
        ui: &Ui,
        document: &mut Document,
        style: &ViewerStyle,
        wrap: bool,
        words: &ViewerWords,
    ) -> Metrics {
        let char_width = ui.fonts_mut(|fonts| fonts.glyph_width(&style.font, '0'));
        let digits = document.lines.len().max(1).ilog10() + 1;
        let gutter = GUTTER.max(float(digits as usize) * char_width + GUTTER_GAP + 8.0);
        let view = ui.available_width();
        let columns = whole((view - gutter - RIGHT) / char_width).max(NARROWEST);
        self.wrap_at(wrap.then_some(columns), document, words);
        let estimate = if wrap { 0.0 } else { float(document.columns + 2) * char_width };
        let width = gutter + self.widest.max(if document.columns > 0 { estimate } else { 0.0 });
        let height = float(document.heights.count()) * ROW_HEIGHT + 2.0 * MARGIN;
        let content = vec2(width, height);
        self.jump = self.jump.map(|jump| jump.min(content - self.size).max(Vec2::ZERO));
        Metrics { char_width, gutter, content }
    }

    fn area(&mut self) -> ScrollArea {
        let area = ScrollArea::both()
            .id_salt("kubeconfig viewer")
            .auto_shrink(false)
            // However little room there is, what does not fit is scrolled to.
            .min_scrolled_height(0.0)
            .animated(false)
            .content_margin(0);
        match self.jump.take() {
            Some(jump) => area.scroll_offset(jump),
            None => area,
        }
    }

    fn marks<R>(
        &self,
        ui: &Ui,
        output: &ScrollAreaOutput<R>,
        document: &Document,
        metrics: Metrics,
        style: &ViewerStyle,
    ) {
        if let Some(found) = self.search.marked() {
            let found = (found, self.search.match_at_hand());
            let (view, height) = (output.inner_rect, metrics.content.y);
            marks::paint(ui.painter(), view, height, document, found, style);
        }
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

    /// Copies what is selected. What holds a secret is left to whoever can clear it again.
    fn copy(&self, ui: &Ui, document: &Document, words: &ViewerWords) -> Option<ViewerResponse> {
        let range = document.snap(self.selection.range(), words);
        let text = document.text();
        let range = text.floor_char_boundary(range.start)..text.ceil_char_boundary(range.end);
        let selected = text.get(range.clone()).filter(|selected| !selected.is_empty())?;
        if document.holds_secret(&range) {
            let secret = KubeconfigText::new(selected.to_owned());
            return Some(ViewerResponse::CopySecret(secret));
        }
        ui.copy_text(selected.to_owned());
        Some(ViewerResponse::Copied)
    }
}

/// Draws again when the seconds until a secret is hidden are fewer.
fn count_down(ctx: &Context, document: &Document, now: Timestamp) {
    if let Some(left) = document.first_left(now) {
        let rest = u64::try_from(left.as_millis() % 1000).unwrap_or_default();
        ctx.request_repaint_after(Duration::from_millis(rest.max(30) + A_LITTLE));
    }
}

#[expect(
    clippy::cast_precision_loss,
    reason = "egui places things by f32; 2^24 is enough for a screen"
)]
fn float(count: usize) -> f32 {
    count as f32
}

/// The whole part of a number; of a negative one, 0.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "what is negative or too large ends at the type's ends"
)]
fn whole(number: f32) -> usize {
    number as usize
}
