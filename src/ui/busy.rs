//! A question under way: what it waits for, and since when.

use egui::{RichText, Ui};
use jiff::Timestamp;

use super::theme::tokens;
use crate::core::session::{Busy, Progress};
use crate::text::{Phrases, format};

pub(crate) fn ui(ui: &mut Ui, busy: &Busy, now: Timestamp, phrases: &Phrases) {
    let text = waits_for(busy, phrases);
    let tokens = tokens(ui);
    ui.add_space((ui.available_height() / 2.0 - 40.0).max(12.0));
    ui.vertical_centered(|ui| {
        ui.add(egui::Spinner::new().size(24.0).color(tokens.accent));
        ui.label(text);
        let elapsed = phrases.time.tenths(elapsed(busy, now));
        ui.label(RichText::new(elapsed).monospace().color(tokens.dim));
    });
}

/// What a question under way waits for.
pub(crate) fn waits_for(busy: &Busy, phrases: &Phrases) -> String {
    let words = &phrases.result;
    match busy.progress {
        Progress::SigningIn => words.signing_in.to_owned(),
        Progress::Answer { attempt } => (words.waiting)(&busy.question.endpoint.host(), attempt),
        Progress::Pause { next_attempt, wait } => {
            (words.pausing)(next_attempt, format::seconds_up(wait))
        }
    }
}

/// Since how long a question is under way.
pub(crate) fn elapsed(busy: &Busy, now: Timestamp) -> std::time::Duration {
    now.duration_since(busy.since).try_into().unwrap_or_default()
}
