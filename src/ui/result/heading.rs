//! What is above the views of a document: its name, its facts, and what to beware of.

use egui::{RichText, Ui};
use jiff::tz::TimeZone;

use super::{Origin, Shown};
use crate::core::acs::ApiServerEndpoint;
use crate::core::clusters::Cluster;
use crate::core::kubeconfig::{Concern, Summary};
use crate::core::printable::printable;
use crate::text::Phrases;
use crate::ui::icons;
use crate::ui::theme::{self, tokens};
use crate::ui::widgets::{chip, state_color};

/// How many warnings are listed before the rest is only counted; and where there is little room.
const MOST_CONCERNS: usize = 4;
const FEW_CONCERNS: usize = 1;

/// Lower than this there is little room, and lower than that hardly any.
const LOW: f32 = 300.0;
const LOWEST: f32 = 190.0;

/// How much room there is over the view.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Room {
    /// For everything.
    All,
    /// For the facts, and the first of the warnings.
    Facts,
    /// For the name alone: the window is the smallest, or something is looked for in the text.
    Name,
}

impl Room {
    /// The room in a part of the window that is so tall.
    pub(super) fn of(height: f32, searching: bool) -> Self {
        match (height, searching) {
            (LOW.., _) => Self::All,
            (LOWEST.., false) => Self::Facts,
            _ => Self::Name,
        }
    }
}

/// Name, server and the facts as chips.
pub(super) fn heading(
    ui: &mut Ui,
    shown: &Shown<'_>,
    summary: &Summary,
    room: Room,
    phrases: &Phrases,
) {
    let tokens = tokens(ui);
    ui.horizontal(|ui| {
        let name = RichText::new(name(shown)).heading();
        ui.add(egui::Label::new(name).truncate());
        let server = summary.server.as_deref().unwrap_or_default();
        let server = RichText::new(server).monospace().color(tokens.dim);
        ui.add(egui::Label::new(server).truncate());
    });
    if room != Room::Name {
        facts(ui, shown, summary, phrases);
    }
}

/// What the document is called: after its cluster, or as its file.
fn name(shown: &Shown<'_>) -> String {
    match shown.origin {
        Origin::Service { get, .. } => {
            let name = cluster(shown).map(|cluster| printable(&cluster.name));
            name.unwrap_or_else(|| get.cluster_id.to_string())
        }
        Origin::File(path) => {
            let name = path.file_name().unwrap_or(path.as_os_str());
            printable(&name.to_string_lossy())
        }
    }
}

/// The cluster of a document that was fetched, if it is in the list.
fn cluster<'a>(shown: &Shown<'a>) -> Option<&'a Cluster> {
    match shown.origin {
        Origin::Service { get, .. } => shown.around.account?.cluster(&get.cluster_id),
        Origin::File(_) => None,
    }
}

/// The facts as chips. Their spacing is set before the row is made: it decides how tall it is.
fn facts(ui: &mut Ui, shown: &Shown<'_>, summary: &Summary, phrases: &Phrases) {
    let words = &phrases.result;
    let now = shown.around.now;
    let outside = ui.spacing().clone();
    ui.spacing_mut().item_spacing = egui::vec2(7.0, 6.0);
    ui.spacing_mut().interact_size.y = 22.0;
    ui.horizontal_wrapped(|ui| {
        origin(ui, shown, phrases);
        if let Some(until) = shown.valid_until() {
            let date = phrases.time.date_or_time(until, now, &TimeZone::system());
            let word = if until < now { words.expired } else { words.expires };
            let relative = format!("· {}", phrases.time.relative(until, now));
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

/// Where the document is from.
fn origin(ui: &mut Ui, shown: &Shown<'_>, phrases: &Phrases) {
    match shown.origin {
        Origin::Service { get, .. } => {
            if let Some(cluster) = cluster(shown) {
                let state = (phrases.clusters.state)(&cluster.state);
                chip(ui, Some(state_color(ui, &cluster.state)), [state, "", ""]);
            }
            let endpoint = match get.api_server {
                ApiServerEndpoint::Public => phrases.request.public,
                ApiServerEndpoint::Private => phrases.request.private,
            };
            chip(ui, None, [phrases.result.endpoint, &endpoint.to_lowercase(), ""]);
        }
        Origin::File(_) => chip(ui, Some(tokens(ui).warning), ["", phrases.opened.chip, ""]),
    }
}

/// What to beware of, over the document.
pub(super) fn warnings(ui: &mut Ui, concerns: &[Concern], room: Room, phrases: &Phrases) {
    let most = if room == Room::All { MOST_CONCERNS } else { FEW_CONCERNS };
    let color = tokens(ui).warning;
    let line = |ui: &mut Ui, text: String| {
        ui.horizontal_top(|ui| {
            ui.label(RichText::new(icons::WARNING).color(color));
            let text = egui::Label::new(RichText::new(text).size(theme::SMALL).color(color));
            ui.add(if room == Room::All { text.wrap() } else { text.truncate() });
        });
    };
    for concern in concerns.iter().take(most) {
        line(ui, (phrases.concern.sentence)(concern));
    }
    if concerns.len() > most {
        line(ui, (phrases.concern.more)(concerns.len() - most));
    }
}
