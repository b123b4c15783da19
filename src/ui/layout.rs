//! Where things stand: header, side, request line, contents, status.

use egui::{CentralPanel, Frame, Margin, Panel, Ui};

use super::request_bar::Around;
use super::result::Shown;
use super::theme::tokens;
use super::widgets::rule;
use super::wish::Wish;
use super::{App, busy, clusters, failure, header, keys, settings, status_bar, welcome};
use crate::core::session::Fetch;

/// The width of the side, and what it gives up in a small window.
const SIDE: f32 = 292.0;
const SIDE_SMALL: f32 = 248.0;
const SMALL_WINDOW: f32 = 900.0;

impl App {
    /// Draws the window, and then does what was asked for.
    pub fn ui(&mut self, ui: &mut Ui, frame: Option<&eframe::Frame>) {
        let mut wish = keys::wish(ui.ctx(), &self.session);
        let fill = tokens(ui).panel;
        let plain = Frame::new().fill(fill);
        let small = ui.available_width() < SMALL_WINDOW;

        let bar = plain.inner_margin(Margin::symmetric(14, 0));
        Panel::top("header").exact_size(44.0).frame(bar).show(ui, |ui| {
            let theme = self.options.settings.theme;
            wish = wish.take().or(header::ui(ui, self.logo.as_ref(), theme, self.phrases));
        });
        Panel::bottom("status").exact_size(27.0).frame(bar).show(ui, |ui| {
            let account = self.session.account.as_ref();
            let remark = self.remark.as_ref();
            status_bar::ui(ui, &self.session.fetch, remark, account, self.phrases);
        });
        let width = if small { SIDE_SMALL } else { SIDE };
        Panel::left("side").exact_size(width).resizable(false).frame(plain).show(ui, |ui| {
            wish = wish.take().or(self.side(ui));
        });
        let line = plain.inner_margin(Margin { left: 18, right: 18, top: 12, bottom: 12 });
        Panel::top("request").frame(line).show(ui, |ui| {
            let around = Around {
                has_account: self.session.account.is_some(),
                busy: match &self.session.fetch {
                    Fetch::Busy(busy) => Some(busy::elapsed(busy, self.now)),
                    Fetch::Idle | Fetch::Done { .. } | Fetch::Failed { .. } => None,
                },
            };
            wish = wish.take().or(self.request.ui(ui, &around, self.phrases));
        });
        let contents = Frame::new().fill(ui.visuals().panel_fill);
        CentralPanel::default().frame(contents).show(ui, |ui| {
            wish = wish.take().or(self.contents(ui));
        });
        if self.settings_open {
            wish = wish.take().or(self.settings(ui.ctx()));
        }
        if let Some(wish) = wish {
            self.fulfil(wish, &ui.ctx().clone(), frame);
            ui.ctx().request_repaint();
        }
    }

    fn settings(&self, ctx: &egui::Context) -> Option<Wish> {
        let account = self.session.account.as_ref();
        let host = account.map(|account| account.endpoint.host());
        let by_option = self.options.endpoint.is_some();
        let around = settings::Around { host: host.as_deref(), by_option };
        settings::ui(ctx, &self.options.settings, &around, self.phrases)
    }

    fn side(&mut self, ui: &mut Ui) -> Option<Wish> {
        let section = Frame::new().inner_margin(Margin::symmetric(14, 12));
        let credentials = section
            .show(ui, |ui| {
                ui.set_width(ui.available_width());
                self.credentials.ui(ui, &self.session, self.now, self.phrases)
            })
            .inner;
        rule(ui, ui.cursor().top());
        let account = self.session.account.as_ref();
        let listed = account.filter(|account| !account.clusters.is_empty());
        let picked = listed.and_then(|account| {
            let chosen = self.request.question().map(|get| get.cluster_id);
            clusters::ui(ui, account, chosen.as_ref(), self.phrases)
        });
        credentials.or(picked)
    }

    fn contents(&mut self, ui: &mut Ui) -> Option<Wish> {
        let padded = Frame::new().inner_margin(Margin::symmetric(18, 22));
        match &self.session.fetch {
            Fetch::Idle => welcome::ui(ui, self.session.account.as_ref(), self.phrases),
            Fetch::Busy(question) => {
                busy::ui(ui, question, self.now, self.phrases);
                None
            }
            Fetch::Failed { failure, .. } => {
                let scroll = egui::ScrollArea::vertical().id_salt("failure");
                scroll
                    .show(ui, |ui| {
                        padded.show(ui, |ui| failure::ui(ui, failure, self.phrases)).inner
                    })
                    .inner
            }
            Fetch::Done { get, fetched } => {
                let shown = Shown {
                    get,
                    fetched,
                    account: self.session.account.as_ref(),
                    saving: self.session.is_saving(),
                    clipboard: self.session.clipboard,
                    now: self.now,
                };
                self.result.ui(ui, &shown, self.phrases)
            }
        }
    }
}
