//! The document that came: what it is, its views, and what can be done with it.

mod actions;
mod heading;
mod tabs;

use std::path::Path;
use std::sync::Arc;

use egui::{FontId, Frame, Margin, RichText, Ui};
use jiff::Timestamp;

use super::connection;
use super::exchange::{self, ExchangePanel};
use super::overview::OverviewPanel;
use super::save_row::SaveRow;
use super::theme::{self, tokens};
use super::viewer::{self, Viewer, ViewerResponse, ViewerStyle};
use super::widgets::{button, card, small};
use super::wish::Wish;
use crate::core::acs::GetKubeconfig;
use crate::core::connection::Check;
use crate::core::kubeconfig::edit::EditError;
use crate::core::kubeconfig::lines::Lines;
use crate::core::kubeconfig::overview::Overview;
use crate::core::kubeconfig::{KubeconfigText, NotAKubeconfig};
use crate::core::session::{Account, Clipboard, Fetched, Judgement, Opened, Session, Settings};
use crate::text::Phrases;

pub(crate) use tabs::Tab;

/// Lower than this, what is around the view has less room.
const LOW: f32 = 240.0;

/// The state of the result's parts.
#[derive(Default)]
pub(crate) struct ResultPanel {
    viewer: Viewer,
    /// Whether a document that is no kubeconfig is shown all the same.
    show_raw: bool,
    overview: OverviewPanel,
    /// The view that is on show.
    tab: Tab,
    exchange: ExchangePanel,
    pub(crate) save_row: SaveRow,
}

/// Where a document is from.
#[derive(Clone, Copy)]
pub(crate) enum Origin<'a> {
    /// The service sent it.
    Service {
        /// What was asked.
        get: &'a GetKubeconfig,
        /// What came.
        fetched: &'a Fetched,
    },
    /// It was opened, to be looked at.
    File(&'a Path),
}

/// What the panel shows, all of it read-only.
pub(crate) struct Shown<'a> {
    pub(crate) origin: Origin<'a>,
    pub(crate) text: &'a KubeconfigText,
    /// Its lines, as the worker read them.
    pub(crate) lines: &'a Arc<Lines>,
    pub(crate) judgement: &'a Judgement,
    pub(crate) overview: Option<&'a Result<Box<Overview>, EditError>>,
    /// Until when it is valid, as the service says.
    pub(crate) expiration: Option<Timestamp>,
    pub(crate) around: Around<'a>,
    /// Whether it works, as far as that was checked.
    pub(crate) check: Option<&'a Check>,
}

/// What else the panel shows.
#[derive(Clone, Copy)]
pub(crate) struct Around<'a> {
    pub(crate) account: Option<&'a Account>,
    pub(crate) saving: bool,
    pub(crate) clipboard: Clipboard,
    pub(crate) now: Timestamp,
    /// The kubeconfig file that it can be merged into.
    pub(crate) merge_into: Option<&'a str>,
    /// Whether long lines are wrapped.
    pub(crate) wrap: bool,
}

impl<'a> Around<'a> {
    /// As it is now; with no file to merge into.
    pub(crate) fn of(session: &'a Session, now: Timestamp, settings: &Settings) -> Self {
        Self {
            account: session.account.as_ref(),
            saving: session.is_saving(),
            clipboard: session.clipboard,
            now,
            merge_into: None,
            wrap: settings.wrap,
        }
    }
}

impl<'a> Shown<'a> {
    /// A document that the service sent.
    pub(crate) fn fetched(
        (get, fetched): (&'a GetKubeconfig, &'a Fetched),
        around: Around<'a>,
        check: Option<&'a Check>,
    ) -> Self {
        Self {
            origin: Origin::Service { get, fetched },
            text: &fetched.text,
            lines: &fetched.lines,
            judgement: &fetched.judgement,
            overview: fetched.overview.as_ref(),
            expiration: fetched.expiration,
            around,
            check,
        }
    }

    /// A file that was opened.
    pub(crate) fn opened(file: &'a Opened, around: Around<'a>, check: Option<&'a Check>) -> Self {
        Self {
            origin: Origin::File(&file.path),
            text: &file.text,
            lines: &file.lines,
            judgement: &file.judged.judgement,
            overview: file.judged.overview.as_ref(),
            expiration: None,
            around,
            check,
        }
    }

    /// Until when it is valid: the certificate's own date, else what the service said.
    fn valid_until(&self) -> Option<Timestamp> {
        self.judgement.valid_until().or(self.expiration)
    }

    /// Whether it can be asked for again, with another validity.
    pub(crate) fn may_be_asked_for(&self) -> bool {
        matches!(self.origin, Origin::Service { .. })
    }
}

impl ResultPanel {
    /// Forgets what belonged to the last document.
    pub(crate) fn reset(&mut self) {
        let mut exchange = std::mem::take(&mut self.exchange);
        exchange.reset();
        *self = Self { tab: self.tab, exchange, ..Self::default() };
    }

    /// Whether this view is chosen.
    pub(crate) fn shows(&self, tab: Tab) -> bool {
        self.tab == tab
    }

    /// Shows this view, of this document and of those that come.
    pub(crate) fn show(&mut self, tab: Tab) {
        self.tab = tab;
        if tab != Tab::Kubeconfig {
            self.hide_secrets();
        }
    }

    /// Hides what was revealed.
    pub(crate) fn hide_secrets(&mut self) {
        self.viewer.hide_secrets();
    }

    /// The view of the text, which is shown for what is asked of it.
    pub(crate) fn viewer(&mut self) -> &mut Viewer {
        self.tab = Tab::Kubeconfig;
        self.show_raw = true;
        &mut self.viewer
    }

    /// Whether the bar over the text is open, and seen.
    pub(crate) fn bar_is_open(&self) -> bool {
        self.tab == Tab::Kubeconfig && self.viewer.bar_is_open()
    }

    /// Closes it.
    pub(crate) fn close_bar(&mut self) {
        self.viewer.close_bar();
    }

    pub(crate) fn ui(&mut self, ui: &mut Ui, shown: &Shown<'_>, phrases: &Phrases) -> Option<Wish> {
        let mut wish = None;
        let low = ui.available_height() < LOW;
        let margin = Margin::symmetric(18, if low { 6 } else { 10 });
        let bar = Frame::new().fill(tokens(ui).panel).inner_margin(margin);
        egui::Panel::bottom("actions").frame(bar).show(ui, |ui| {
            wish = actions::ui(ui, shown, &mut self.save_row, phrases);
        });
        egui::CentralPanel::default().frame(Frame::new()).show(ui, |ui| {
            let above = Margin { left: 18, right: 18, top: if low { 6 } else { 14 }, bottom: 0 };
            let above = Frame::new().inner_margin(above);
            ui.spacing_mut().item_spacing.y = 0.0;
            let view = above.show(ui, |ui| {
                ui.spacing_mut().item_spacing.y = 8.0;
                self.above(ui, shown, phrases, &mut wish)
            });
            match view.inner {
                Some(Tab::Kubeconfig) => wish = wish.take().or(self.document(ui, shown, phrases)),
                Some(Tab::Overview) => wish = wish.take().or(self.overview.ui(ui, shown, phrases)),
                Some(Tab::Connection) => {
                    let summary = shown.judgement.summary();
                    let server = summary.and_then(|summary| summary.server.as_deref());
                    let server = server.unwrap_or_default();
                    wish = wish.take().or(connection::ui(ui, shown.check, server, phrases));
                }
                Some(Tab::Request) => wish = wish.take().or(self.request(ui, shown, phrases)),
                None => {}
            }
        });
        wish
    }

    /// What stands over the view, and which view there is to see.
    fn above(
        &mut self,
        ui: &mut Ui,
        shown: &Shown<'_>,
        phrases: &Phrases,
        wish: &mut Option<Wish>,
    ) -> Option<Tab> {
        match shown.judgement {
            Judgement::Kubeconfig(summary) => {
                let room = heading::Room::of(ui.available_height(), self.bar_is_open());
                heading::heading(ui, shown, summary, room, phrases);
                let strip = tabs::Strip {
                    chosen: self.tab,
                    tabs: Tab::of(shown.origin),
                    wrap: shown.around.wrap,
                };
                *wish = wish.take().or(strip.ui(ui, phrases));
                if self.tab == Tab::Kubeconfig {
                    heading::warnings(ui, &summary.concerns, room, phrases);
                }
                Some(self.tab)
            }
            Judgement::Other(why) => {
                let meaning = match shown.origin {
                    Origin::Service { .. } => phrases.result.not_a_kubeconfig_meaning,
                    Origin::File(_) => phrases.opened.not_a_kubeconfig_meaning,
                };
                not_a_kubeconfig(ui, why, meaning, &mut self.show_raw, phrases);
                self.show_raw.then_some(Tab::Kubeconfig)
            }
        }
    }

    fn document(&mut self, ui: &mut Ui, shown: &Shown<'_>, phrases: &Phrases) -> Option<Wish> {
        let style = viewer_style(ui);
        let Shown { text, lines, around, .. } = *shown;
        let view = viewer::Shown { text, lines: Some(lines), now: around.now, wrap: around.wrap };
        match self.viewer.ui(ui, &view, &style, &phrases.viewer)? {
            ViewerResponse::CopySecret(secret) => Some(Wish::CopySecret(secret)),
            ViewerResponse::Copied => None,
        }
    }

    fn request(&mut self, ui: &mut Ui, shown: &Shown<'_>, phrases: &Phrases) -> Option<Wish> {
        let Origin::Service { get, fetched } = shown.origin else { return None };
        let cluster = shown.around.account.and_then(|account| account.cluster(&get.cluster_id));
        let exchange = exchange::Shown {
            get,
            record: fetched.exchange.record.as_deref()?,
            request_id: fetched.request_id.as_deref(),
            region: cluster.map(|cluster| cluster.region.as_str()),
        };
        self.exchange.ui(ui, &exchange, phrases)
    }
}

fn not_a_kubeconfig(
    ui: &mut Ui,
    why: &NotAKubeconfig,
    meaning: &str,
    show_raw: &mut bool,
    phrases: &Phrases,
) {
    let words = &phrases.result;
    let color = tokens(ui).warning;
    card(ui).stroke(egui::Stroke::new(1.0, color)).show(ui, |ui| {
        ui.set_width(ui.available_width());
        let title = RichText::new(words.not_a_kubeconfig).font(theme::semibold(15.0)).color(color);
        ui.label(title);
        ui.label((words.why_not)(why));
        small(ui, meaning);
        if !*show_raw && button(ui, words.show_raw, "", true).clicked() {
            *show_raw = true;
        }
    });
    ui.add_space(6.0);
}

fn viewer_style(ui: &Ui) -> ViewerStyle {
    let tokens = tokens(ui);
    ViewerStyle {
        font: FontId::monospace(theme::CODE),
        key: tokens.key,
        text: tokens.text,
        string: tokens.string,
        number: tokens.number,
        punctuation: tokens.faint,
        comment: tokens.faint,
        faint: tokens.faint,
        mask_background: tokens.raised,
        mask_text: tokens.dim,
        link: tokens.link,
        selection: tokens.selection,
        found: tokens.found,
    }
}
