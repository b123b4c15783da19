//! The line at the bottom: how it went, how long it took, and with whom.

use std::path::PathBuf;

use egui::accesskit::Live;
use egui::{Color32, RichText, Ui};
use jiff::Timestamp;

use super::access;
use super::busy;
use super::icons;
use super::theme::{self, tokens};
use super::widgets::{link, named};
use super::wish::{FilesWish, Wish};
use crate::core::printable::printable;
use crate::core::session::{Account, Exchange, Fetch};
use crate::text::Phrases;
use crate::text::explain::explain;

/// A word on what was done last, beside the result.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Remark {
    Good(String),
    Bad(String),
    /// A kubeconfig file was changed, which can be undone.
    Landed {
        text: String,
        file: PathBuf,
        /// When it was written.
        when: Timestamp,
    },
}

/// A clock that is off by less needs no word.
const CLOCK_TOLERANCE: u64 = 60;

/// What is on show.
pub(crate) enum About<'a> {
    /// What was asked, and what came of it.
    Fetch(&'a Fetch),
    /// A file: what is told of it.
    File(&'a str),
}

pub(crate) fn ui(
    ui: &mut Ui,
    about: &About<'_>,
    remark: Option<&Remark>,
    account: Option<&Account>,
    phrases: &Phrases,
) -> Option<Wish> {
    let mut wish = None;
    ui.spacing_mut().interact_size.y = 18.0;
    ui.spacing_mut().item_spacing.x = 14.0;
    let tokens = tokens(ui);
    let small = |text: String| RichText::new(text).size(theme::SMALL);
    ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
        let host = account.map_or_else(
            || phrases.status.no_account.to_owned(),
            |account| account.endpoint.host(),
        );
        ui.label(small(host).color(tokens.dim));
        ui.with_layout(egui::Layout::left_to_right(egui::Align::Center), |ui| match remark {
            Some(Remark::Good(text)) => news(ui, icons::CHECK, text, tokens.ok),
            Some(Remark::Bad(text)) => news(ui, icons::X, text, tokens.error),
            Some(Remark::Landed { text, .. }) => {
                if link(ui, phrases.files.undo).clicked() {
                    wish = Some(FilesWish::Undo.into());
                }
                news(ui, icons::CHECK, text, tokens.ok);
            }
            None => match about {
                About::Fetch(fetch) => outcome(ui, fetch, phrases),
                About::File(file) => news(ui, "", file, tokens.dim),
            },
        });
    });
    wish
}

fn outcome(ui: &mut Ui, fetch: &Fetch, phrases: &Phrases) {
    let words = &phrases.status;
    let tokens = tokens(ui);
    let small = |text: String| RichText::new(text).size(theme::SMALL);
    let request_id = match fetch {
        Fetch::Idle => {
            line(ui, small(words.ready.to_owned()).color(tokens.dim));
            None
        }
        Fetch::Busy(busy) => {
            line(ui, small(busy::waits_for(busy, phrases)).color(tokens.dim));
            None
        }
        Fetch::Done { fetched, .. } => {
            let took = (words.retrieved)(fetched.exchange.elapsed.as_millis());
            news(ui, icons::CHECK, &took, tokens.ok);
            if let Some(text) = wrong_clock(&fetched.exchange, phrases) {
                line(ui, small(text).color(tokens.warning));
            }
            fetched.request_id.clone()
        }
        Fetch::Failed { failure, .. } => {
            let service = failure.service_error();
            let code = service.map(|error| printable(&error.code));
            let text = code.unwrap_or_else(|| explain(failure, phrases).title);
            news(ui, icons::X, &text, tokens.error);
            service.and_then(|error| error.request_id.clone())
        }
    };
    if let Some(id) = request_id {
        ui.scope(|ui| {
            ui.spacing_mut().item_spacing.x = 4.0;
            line(ui, small(words.request_id.to_owned()).color(tokens.dim));
            line(ui, small(printable(&id)).monospace().color(tokens.dim));
        });
    }
}

/// What just came of something, after a sign: it is read out, without the sign.
fn news(ui: &mut Ui, sign: &str, text: &str, color: Color32) {
    let shown = format!("{sign} {text}");
    let shown = RichText::new(shown.trim_start()).size(theme::SMALL).color(color);
    let line = ui.add(egui::Label::new(shown).truncate());
    named(&line, egui::Role::Label, text);
    access::live(&line, Live::Polite);
}

fn line(ui: &mut Ui, text: RichText) {
    ui.add(egui::Label::new(text).truncate());
}

fn wrong_clock(exchange: &Exchange, phrases: &Phrases) -> Option<String> {
    let ahead = exchange.clock_ahead?;
    (ahead.unsigned_abs().as_secs() > CLOCK_TOLERANCE).then(|| {
        (phrases.status.clock_corrected)(&phrases.time.roughly(ahead), ahead.is_positive())
    })
}
