//! The document that came: what it is, the viewer, and what can be done with it.

use egui::{FontId, Frame, Margin, RichText, Ui};
use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::icons;
use super::save_row::SaveRow;
use super::theme::{self, tokens};
use super::viewer::{Viewer, ViewerResponse, ViewerStyle, ViewerWords};
use super::widgets::{button, card, chip, link, primary_at_the_end, rule, small, state_color};
use super::wish::{FilesWish, Wish};
use crate::core::acs::{ApiServerEndpoint, GetKubeconfig};
use crate::core::clusters::Cluster;
use crate::core::kubeconfig::{Concern, NotAKubeconfig, Summary};
use crate::core::session::{Account, Clipboard, Fetched, Judgement};
use crate::text::{Phrases, format};

/// How many warnings are listed before the rest is only counted.
const MOST_CONCERNS: usize = 4;

/// The state of the result's parts.
#[derive(Default)]
pub(crate) struct ResultPanel {
    viewer: Viewer,
    /// Whether a document that is no kubeconfig is shown all the same.
    show_raw: bool,
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
}

impl ResultPanel {
    /// Forgets what belonged to the last document.
    pub(crate) fn reset(&mut self) {
        *self = Self::default();
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
            let visible = above.show(ui, |ui| {
                ui.spacing_mut().item_spacing.y = 8.0;
                match &shown.fetched.judgement {
                    Judgement::Kubeconfig(summary) => {
                        heading(ui, shown, summary, phrases);
                        warnings(ui, &summary.concerns, phrases);
                        true
                    }
                    Judgement::Other(why) => {
                        not_a_kubeconfig(ui, why, &mut self.show_raw, phrases);
                        self.show_raw
                    }
                }
            });
            let visible = visible.inner;
            if visible {
                let (style, words) = (viewer_style(ui), viewer_words(phrases));
                let done = self.viewer.ui(ui, &shown.fetched.text, &style, &words);
                if done == Some(ViewerResponse::Copied { holds_secret: true }) {
                    wish = Some(Wish::NoteSecretCopied);
                }
            }
        });
        wish
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
        ui.horizontal(|ui| {
            if let Some(file) = shown.merge_into.filter(|_| is_kubeconfig)
                && primary_at_the_end(ui, &(phrases.files.merge_into)(file), true)
            {
                wish = Some(FilesWish::Merge.into());
            }
            let save = if is_kubeconfig { words.save_as } else { words.save_anyway };
            if button(ui, save, &keys(ui, "S", false), !shown.saving).clicked() {
                wish = Some(Wish::SaveAs);
            }
            let copy = button(ui, words.copy, &keys(ui, "C", true), true);
            if copy.on_hover_text(words.copy_hint).clicked() {
                wish = Some(Wish::Copy);
            }
            if !self.save_row.is_open() && link(ui, phrases.save.type_a_path).clicked() {
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

/// Name, server and the facts as chips, then the tab.
fn heading(ui: &mut Ui, shown: &Shown<'_>, summary: &Summary, phrases: &Phrases) {
    let words = &phrases.result;
    let tokens = tokens(ui);
    let cluster = shown.account.and_then(|account| account.cluster(&shown.get.cluster_id));
    ui.horizontal(|ui| {
        let name = cluster.map_or(shown.get.cluster_id.as_str(), |cluster| cluster.name.as_str());
        ui.add(egui::Label::new(RichText::new(name).heading()).truncate());
        let server = summary.server.as_deref().unwrap_or_default();
        let server = RichText::new(server).monospace().color(tokens.dim);
        ui.add(egui::Label::new(server).truncate());
    });
    facts(ui, shown, summary, cluster, phrases);
    tab(ui, words.tab_kubeconfig);
}

/// The facts as chips. Their spacing is set before the row is made: it decides how tall it is.
fn facts(
    ui: &mut Ui,
    shown: &Shown<'_>,
    summary: &Summary,
    cluster: Option<&Cluster>,
    phrases: &Phrases,
) {
    let words = &phrases.result;
    let outside = ui.spacing().clone();
    ui.spacing_mut().item_spacing = egui::vec2(7.0, 6.0);
    ui.spacing_mut().interact_size.y = 22.0;
    ui.horizontal_wrapped(|ui| {
        if let Some(cluster) = cluster {
            chip(ui, Some(state_color(ui, &cluster.state)), [&cluster.state, "", ""]);
        }
        let endpoint = match shown.get.api_server {
            ApiServerEndpoint::Public => phrases.request.public,
            ApiServerEndpoint::Private => phrases.request.private,
        };
        chip(ui, None, [words.endpoint, &endpoint.to_lowercase(), ""]);
        if let Some(until) = shown.fetched.valid_until() {
            let date = format::date_or_time(until, shown.now, &TimeZone::system());
            let word = if until < shown.now { words.expired } else { words.expires };
            let relative = format!("· {}", format::relative(until, shown.now));
            chip(ui, None, [word, &date, &relative]);
        }
        if let Some(certificate) = &summary.certificate {
            if let Some(identity) = &certificate.identity {
                chip(ui, None, [words.signed_in_as, identity, ""]);
            }
            if !certificate.groups.is_empty() {
                chip(ui, None, [words.groups, &certificate.groups.join(", "), ""]);
            }
        }
    });
    *ui.spacing_mut() = outside;
}

/// The tab over the viewer. The other views of a kubeconfig will stand beside it.
fn tab(ui: &mut Ui, name: &str) {
    let tokens = tokens(ui);
    ui.add_space(2.0);
    let text = RichText::new(name).font(theme::semibold(theme::BODY)).color(tokens.text);
    let tab = ui.add(egui::Label::new(text).selectable(false)).rect;
    ui.add_space(2.0);
    let y = ui.cursor().top();
    rule(ui, y);
    let underline = egui::Stroke::new(2.0, tokens.accent);
    ui.painter().hline(tab.x_range(), y - 1.0, underline);
}

fn warnings(ui: &mut Ui, concerns: &[Concern], phrases: &Phrases) {
    let color = tokens(ui).warning;
    let line = |ui: &mut Ui, text: String| {
        ui.horizontal_top(|ui| {
            ui.label(RichText::new(icons::WARNING).color(color));
            ui.add(egui::Label::new(RichText::new(text).size(theme::SMALL).color(color)).wrap());
        });
    };
    for concern in concerns.iter().take(MOST_CONCERNS) {
        line(ui, (phrases.concern.sentence)(concern));
    }
    if concerns.len() > MOST_CONCERNS {
        line(ui, (phrases.concern.more)(concerns.len() - MOST_CONCERNS));
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
