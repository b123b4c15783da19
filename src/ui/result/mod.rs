//! The document that came: what it is, its views, and what can be done with it.

mod heading;
mod tabs;

use egui::{FontId, Frame, Margin, RichText, Ui};
use jiff::Timestamp;

use super::connection;
use super::exchange::{self, ExchangePanel};
use super::overview::OverviewPanel;
use super::save_row::SaveRow;
use super::theme::{self, tokens};
use super::viewer::{Viewer, ViewerResponse, ViewerStyle, ViewerWords};
use super::widgets::{button, card, link, primary_at_the_end, small};
use super::wish::{CheckWish, FilesWish, Wish};
use crate::core::acs::GetKubeconfig;
use crate::core::connection::Check;
use crate::core::kubeconfig::NotAKubeconfig;
use crate::core::session::{Account, Clipboard, Fetched, Judgement};
use crate::text::Phrases;

pub(crate) use tabs::Tab;

/// Below this width, the row of buttons has its first ones only.
const NARROW: f32 = 640.0;

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

/// What the panel shows, all of it read-only.
pub(crate) struct Shown<'a> {
    pub(crate) get: &'a GetKubeconfig,
    pub(crate) fetched: &'a Fetched,
    pub(crate) account: Option<&'a Account>,
    pub(crate) saving: bool,
    pub(crate) clipboard: Clipboard,
    pub(crate) now: Timestamp,
    /// The kubeconfig file that it can be merged into.
    pub(crate) merge_into: Option<&'a str>,
    /// Whether it works, as far as that was checked.
    pub(crate) check: Option<&'a Check>,
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
    }

    pub(crate) fn ui(&mut self, ui: &mut Ui, shown: &Shown<'_>, phrases: &Phrases) -> Option<Wish> {
        let mut wish = None;
        let is_kubeconfig = shown.fetched.summary().is_some();
        let bar = Frame::new().fill(tokens(ui).panel).inner_margin(Margin::symmetric(18, 10));
        egui::Panel::bottom("actions").frame(bar).show(ui, |ui| {
            wish = self.actions(ui, shown, is_kubeconfig, phrases);
        });
        egui::CentralPanel::default().frame(Frame::new()).show(ui, |ui| {
            let above = Margin { left: 18, right: 18, top: 14, bottom: 0 };
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
                    let server =
                        shown.fetched.summary().and_then(|summary| summary.server.as_deref());
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
        match &shown.fetched.judgement {
            Judgement::Kubeconfig(summary) => {
                heading::heading(ui, shown, summary, phrases);
                let pressed = tabs::strip(ui, self.tab, &phrases.result);
                *wish = wish.take().or(pressed.map(Wish::ShowTab));
                if self.tab == Tab::Kubeconfig {
                    heading::warnings(ui, &summary.concerns, phrases);
                }
                Some(self.tab)
            }
            Judgement::Other(why) => {
                not_a_kubeconfig(ui, why, &mut self.show_raw, phrases);
                self.show_raw.then_some(Tab::Kubeconfig)
            }
        }
    }

    fn document(&mut self, ui: &mut Ui, shown: &Shown<'_>, phrases: &Phrases) -> Option<Wish> {
        let (style, words) = (viewer_style(ui), viewer_words(phrases));
        let done = self.viewer.ui(ui, &shown.fetched.text, &style, &words);
        (done == Some(ViewerResponse::Copied { holds_secret: true }))
            .then_some(Wish::NoteSecretCopied)
    }

    fn request(&mut self, ui: &mut Ui, shown: &Shown<'_>, phrases: &Phrases) -> Option<Wish> {
        let cluster = shown.account.and_then(|account| account.cluster(&shown.get.cluster_id));
        let exchange = exchange::Shown {
            get: shown.get,
            record: shown.fetched.exchange.record.as_deref()?,
            request_id: shown.fetched.request_id.as_deref(),
            region: cluster.map(|cluster| cluster.region.as_str()),
        };
        self.exchange.ui(ui, &exchange, phrases)
    }

    fn actions(
        &mut self,
        ui: &mut Ui,
        shown: &Shown<'_>,
        is_kubeconfig: bool,
        phrases: &Phrases,
    ) -> Option<Wish> {
        let words = &phrases.result;
        let mut wish = None;
        // What has no room in a small window is reached by its tab, and by the dialog's end.
        let narrow = ui.available_width() < NARROW;
        let hint =
            |ui: &Ui, key: &str, shift| if narrow { String::new() } else { keys(ui, key, shift) };
        ui.horizontal(|ui| {
            if let Some(file) = shown.merge_into.filter(|_| is_kubeconfig)
                && primary_at_the_end(ui, &(phrases.files.merge_into)(file), true)
            {
                wish = Some(FilesWish::Merge.into());
            }
            let save = if is_kubeconfig { words.save_as } else { words.save_anyway };
            if button(ui, save, &hint(ui, "S", false), !shown.saving).clicked() {
                wish = Some(Wish::SaveAs);
            }
            let copy = button(ui, words.copy, &hint(ui, "C", true), true);
            if copy.on_hover_text(words.copy_hint).clicked() {
                wish = Some(Wish::Copy);
            }
            if is_kubeconfig && !narrow && button(ui, phrases.connection.test, "", true).clicked() {
                wish = Some(CheckWish::Document { may_run: false }.into());
            }
            if !self.save_row.is_open() && !narrow && link(ui, phrases.save.type_a_path).clicked() {
                self.save_row.open(None);
            }
            let (color, text) = match shown.clipboard {
                Clipboard::Empty => return,
                Clipboard::Holding { until } => {
                    let left = until.duration_since(shown.now).as_secs().max(0);
                    (tokens(ui).warning, (words.copied)(left))
                }
                Clipboard::HoldingForGood => (tokens(ui).warning, words.copied_for_good.to_owned()),
                Clipboard::Cleared => (tokens(ui).dim, words.clipboard_cleared.to_owned()),
                Clipboard::Replaced => (tokens(ui).dim, words.clipboard_replaced.to_owned()),
            };
            let text = RichText::new(text).size(theme::SMALL).color(color);
            ui.add(egui::Label::new(text).truncate());
        });
        wish.or(self.save_row.ui(ui, phrases))
    }
}

/// The shortcut as this system writes it.
fn keys(ui: &Ui, key: &str, shift: bool) -> String {
    let mac = ui.ctx().os() == egui::os::OperatingSystem::Mac;
    match (mac, shift) {
        (true, false) => format!("⌘{key}"),
        (true, true) => format!("⇧⌘{key}"),
        (false, false) => format!("Ctrl+{key}"),
        (false, true) => format!("Ctrl+Shift+{key}"),
    }
}

fn not_a_kubeconfig(ui: &mut Ui, why: &NotAKubeconfig, show_raw: &mut bool, phrases: &Phrases) {
    let words = &phrases.result;
    let color = tokens(ui).warning;
    card(ui).stroke(egui::Stroke::new(1.0, color)).show(ui, |ui| {
        ui.set_width(ui.available_width());
        let title = RichText::new(words.not_a_kubeconfig).font(theme::semibold(15.0)).color(color);
        ui.label(title);
        ui.label((words.why_not)(why));
        small(ui, words.not_a_kubeconfig_meaning);
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
    }
}

fn viewer_words(phrases: &Phrases) -> ViewerWords {
    let words = &phrases.result;
    ViewerWords {
        reveal: words.reveal,
        hide: words.conceal,
        copy: words.copy_selection,
        select_all: words.select_all,
        secret: words.secret_value,
        private_key: words.private_key,
        bytes: words.bytes,
        name: words.viewer,
    }
}
