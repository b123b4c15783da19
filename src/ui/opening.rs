//! Files that are opened to be looked at: dropped onto the window, or chosen; and the view of the
//! text on show.

use std::path::{Path, PathBuf};

use egui::{
    Align2, Color32, Context, FontId, Id, LayerId, Order, Rect, Stroke, StrokeKind, Vec2, vec2,
};

use super::App;
use super::result::{Around, ResultPanel, Shown, Tab};
use super::status_bar::Remark;
use super::theme::{self, Tokens};
use super::wish::{OpenWish, ViewerWish, Wish};
use crate::core::printable::printable;
use crate::core::session::{CheckOf, Opened, RequestId, Settings};
use crate::text::opened::OpenedWords;
use crate::worker::protocol::{Command, InspectError, PathPurpose};

/// How far the frame that says where to drop is from the window's edge, and the size of the card
/// that says so.
const INSIDE: f32 = 10.0;
const CARD: Vec2 = vec2(400.0, 92.0);

impl App {
    /// Whether something is over the page that has to be answered first.
    pub(super) fn has_dialog(&self) -> bool {
        self.change.is_some() || self.over.is_some()
    }

    /// The first of the files that were dropped in this frame; the frame shows where, before that.
    pub(super) fn dropped(&self, ctx: &Context, tokens: &Tokens) -> Option<Wish> {
        if self.has_dialog() {
            return None;
        }
        if ctx.input(|input| !input.raw.hovered_files.is_empty()) {
            drop_here(ctx, tokens, &self.phrases.opened);
        }
        let dropped = |input: &egui::InputState| {
            input.raw.dropped_files.first().map(|file| file.path().to_owned())
        };
        ctx.input(dropped).map(|path| OpenWish::File(path).into())
    }

    pub(super) fn fulfil_open(&mut self, wish: OpenWish, frame: Option<&eframe::Frame>) {
        match wish {
            OpenWish::Choose => {
                let choice = (self.options.open_dialog)(self.phrases.opened.open, frame);
                self.command(Command::AwaitPath(PathPurpose::Open, choice));
            }
            OpenWish::File(path) => self.open_file(path),
            OpenWish::Close => self.close_file(),
        }
    }

    pub(super) fn file_chosen(&mut self, choice: Option<PathBuf>) {
        match choice {
            Some(path) => self.open_file(path),
            None => self.remark = Some(Remark::Bad(self.phrases.opened.nothing_chosen.to_owned())),
        }
    }

    fn open_file(&mut self, path: PathBuf) {
        let id = self.session.open_file();
        self.command(Command::Open(id, path));
    }

    pub(super) fn file_opened(&mut self, id: RequestId, opened: Result<Box<Opened>, InspectError>) {
        if !self.session.opening.hear(id) {
            return;
        }
        match opened {
            Ok(file) => {
                self.remark = None;
                self.close_pages();
                self.opened.reset();
                self.opened.show(Tab::default());
                self.forget_check(CheckOf::Opened);
                self.session.opening.show(file);
            }
            Err(error) => self.remark = Some(Remark::Bad((self.phrases.opened.failed)(&error))),
        }
    }

    /// Shows what was there before the file.
    pub(super) fn close_file(&mut self) {
        if self.session.opening.close() {
            self.opened = ResultPanel::default();
            self.forget_check(CheckOf::Opened);
        }
    }

    /// In the line below: which file is on show, if one is.
    pub(super) fn file_on_show(&self) -> Option<String> {
        let path: &Path = &self.session.opening.shown()?.path;
        let path = printable(&self.shown_path(path));
        Some((self.phrases.opened.status)(&path))
    }

    pub(super) fn opened_file_ui(&mut self, ui: &mut egui::Ui) -> Option<Wish> {
        let file = self.session.opening.shown()?;
        let around = Around::of(&self.session, self.now, &self.options.settings);
        let check = self.session.checks.document(CheckOf::Opened);
        self.opened.ui(ui, &Shown::opened(file, around, check), self.phrases)
    }

    /// The panel whose document is on show.
    pub(super) fn panel_on_show(&mut self) -> &mut ResultPanel {
        match self.session.opening.shown() {
            Some(_) => &mut self.opened,
            None => &mut self.result,
        }
    }

    pub(super) fn fulfil_for_viewer(&mut self, wish: ViewerWish, ctx: &Context) {
        match wish {
            ViewerWish::Find => self.panel_on_show().viewer().find(ctx),
            ViewerWish::FindNext { forward } => {
                self.panel_on_show().viewer().find_next(ctx, forward);
            }
            ViewerWish::GoToLine => self.panel_on_show().viewer().go_to_line(ctx),
            ViewerWish::CloseBar => self.panel_on_show().close_bar(),
            ViewerWish::ToggleWrap => {
                let settings = self.options.settings.clone();
                self.change_settings(Settings { wrap: !settings.wrap, ..settings }, ctx);
            }
        }
    }
}

/// Tells that a file can be let go of here, and what comes of it.
fn drop_here(ctx: &Context, tokens: &Tokens, words: &OpenedWords) {
    let painter = ctx.layer_painter(LayerId::new(Order::Foreground, Id::unique("drop")));
    let window = ctx.content_rect();
    painter.rect_filled(window, 0, tokens.background.gamma_multiply(0.8));
    let line = Stroke::new(2.0, tokens.accent);
    painter.rect_stroke(window.shrink(INSIDE), 10, line, StrokeKind::Inside);
    let card = Rect::from_center_size(window.center(), CARD);
    painter.rect(card, 10, tokens.panel, Stroke::new(1.0, tokens.line), StrokeKind::Inside);
    let write = |below: f32, text: &str, font: FontId, color: Color32| {
        let at = card.center() + vec2(0.0, below);
        painter.text(at, Align2::CENTER_CENTER, text, font, color);
    };
    write(-12.0, words.drop, theme::semibold(theme::HEADING), tokens.text);
    write(14.0, words.drop_hint, FontId::proportional(theme::BODY), tokens.dim);
}
