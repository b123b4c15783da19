//! The side: credentials and clusters. Where the window is too narrow to have it beside the rest, it
//! is a page of its own, behind a button of the header.

use egui::{CentralPanel, Frame, Margin, Panel, ScrollArea, Ui};

use super::focus;
use super::theme::tokens;
use super::widgets::{link, rule};
use super::wish::{FleetWish, Wish};
use super::{App, clusters};

/// Its width, and what it gives up in a small window.
const WIDTH: f32 = 292.0;
const WIDTH_SMALL: f32 = 248.0;
const SMALL_WINDOW: f32 = 900.0;

/// A narrower window has no room for it beside the rest.
const NARROW_WINDOW: f32 = 720.0;

/// The height of the way back to many at once.
const BACKGROUND: f32 = 28.0;

/// Whether the side is beside the rest or a page of its own.
#[derive(Default)]
pub(super) struct Side {
    folded: bool,
    open: bool,
}

impl Side {
    /// Takes the width of the window, in each frame.
    pub(super) fn fold(&mut self, width: f32) {
        self.folded = width < NARROW_WINDOW;
        self.open &= self.folded;
    }

    /// Where it is a page: whether that is on show.
    pub(super) fn as_page(&self) -> Option<bool> {
        self.folded.then_some(self.open)
    }

    /// Whether it is on show as a page.
    pub(super) fn is_on_show(&self) -> bool {
        self.folded && self.open
    }

    pub(super) fn close(&mut self) {
        self.open = false;
    }
}

impl App {
    /// Shows the side where it is a page, or what was there before.
    pub(super) fn toggle_side(&mut self) {
        let open = !self.side.open;
        self.close_pages();
        self.side.open = open;
    }

    /// Opens the fields for another key, wherever they are.
    pub(super) fn edit_credentials(&mut self) {
        self.credentials.edit();
        if self.side.folded {
            self.close_pages();
            self.side.open = true;
        }
    }

    /// The side beside the rest, where there is room.
    pub(super) fn side_panel(&mut self, ui: &mut Ui) -> Option<Wish> {
        if self.side.folded {
            return None;
        }
        let small = ui.available_width() < SMALL_WINDOW;
        let width = if small { WIDTH_SMALL } else { WIDTH };
        let plain = Frame::new().fill(tokens(ui).panel);
        let panel = Panel::left("side").exact_size(width).resizable(false).frame(plain);
        let both = |ui: &mut Ui| {
            let credentials = self.credentials_ui(ui);
            rule(ui, ui.cursor().top());
            credentials.or(self.clusters_ui(ui))
        };
        panel.show(ui, both).inner
    }

    /// The side as a page: the credentials, and beside them the clusters.
    pub(super) fn side_page(&mut self, ui: &mut Ui) -> Option<Wish> {
        let plain = Frame::new().fill(tokens(ui).panel);
        let page = CentralPanel::default().frame(plain);
        if !self.shows_clusters() {
            return page.show(ui, |ui| self.credentials_ui(ui)).inner;
        }
        let scroll = ScrollArea::vertical().id_salt("side").auto_shrink(false);
        let panel = Panel::left("side").exact_size(WIDTH_SMALL).resizable(false).frame(plain);
        let credentials = |ui: &mut Ui| {
            let wish = self.credentials_ui(ui);
            focus::follow(ui);
            wish
        };
        let credentials = panel.show(ui, |ui| scroll.show(ui, credentials).inner).inner;
        credentials.or(page.show(ui, |ui| self.clusters_ui(ui)).inner)
    }

    fn credentials_ui(&mut self, ui: &mut Ui) -> Option<Wish> {
        let section = Frame::new().inner_margin(Margin::symmetric(14, 12));
        let credentials = |ui: &mut Ui| {
            ui.set_width(ui.available_width());
            self.credentials.ui(ui, &self.session, self.now, self.phrases)
        };
        section.show(ui, credentials).inner
    }

    /// Whether there are clusters to choose from: not while another key is typed.
    fn shows_clusters(&self) -> bool {
        self.session.account.is_some() && !self.credentials.is_editing()
    }

    fn clusters_ui(&mut self, ui: &mut Ui) -> Option<Wish> {
        if !self.shows_clusters() {
            return None;
        }
        let account = self.session.account.as_ref()?;
        let picked = self.request.cluster_id();
        let hidden = self.session.batch.is_some() && !self.session.show_batch;
        let below = if hidden { BACKGROUND } else { 0.0 };
        let around = clusters::Around { picked: picked.as_ref(), now: self.now, below };
        let asked = self.clusters.ui(ui, account, &around, self.phrases);
        asked.or(self.batch_in_the_background(ui))
    }

    /// The way back to many at once, while something else is on show.
    fn batch_in_the_background(&self, ui: &mut Ui) -> Option<Wish> {
        let batch = self.session.batch.as_ref().filter(|_| !self.session.show_batch)?;
        let counts = batch.counts();
        let text = (self.phrases.many.in_background)(counts.done, batch.items.len());
        let margin = Margin { left: 12, right: 14, top: 0, bottom: 6 };
        let link = |ui: &mut Ui| link(ui, &text).clicked();
        Frame::new().inner_margin(margin).show(ui, link).inner.then(|| FleetWish::ShowMany.into())
    }
}
