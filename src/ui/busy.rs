//! A question under way: what it waits for, since when, and for how long at most.

use egui::accesskit::Live;
use egui::{RichText, Ui};
use jiff::Timestamp;

use super::access;
use super::theme::tokens;
use super::widgets::progress_bar;
use crate::core::session::{Busy, Progress};
use crate::text::{Phrases, format};

/// How wide the bar is that shows how much of the time is over.
const WIDTH: f32 = 240.0;

/// Shows it. Nothing moves by itself: the bar and the seconds tell how much time is left until the
/// program gives up.
pub(crate) fn ui(ui: &mut Ui, busy: &Busy, now: Timestamp, phrases: &Phrases) {
    let words = &phrases.result;
    let text = waits_for(busy, phrases);
    let tokens = tokens(ui);
    let (elapsed, most) = (elapsed(busy, now), busy.question.timeout);
    ui.add_space((ui.available_height() / 2.0 - 40.0).max(12.0));
    ui.vertical_centered(|ui| {
        access::live(&ui.label(text), Live::Polite);
        let part = elapsed.as_secs_f32() / most.as_secs_f32().max(1.0);
        progress_bar(ui, words.elapsed, part, WIDTH);
        let told = (words.elapsed_of)(&phrases.time.tenths(elapsed), most.as_secs());
        ui.label(RichText::new(told).monospace().color(tokens.dim));
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
