//! The facts below: when and how it was sent, what the answer was, and where to look things up.

use egui::{Label, RichText, Ui, vec2};
use jiff::tz::TimeZone;

use super::Shown;
use crate::core::acs::pages;
use crate::core::acs::record::{Answered, Try};
use crate::core::printable::printable;
use crate::text::Phrases;
use crate::text::exchange::ExchangeWords;
use crate::ui::theme::{self, tokens};
use crate::ui::widgets::page_link;
use crate::ui::wish::Wish;

/// The width of the names.
const NAMES: f32 = 96.0;

pub(super) fn ui(ui: &mut Ui, shown: &Shown<'_>, one: &Try, phrases: &Phrases) -> Option<Wish> {
    let words = &phrases.exchange;
    ui.add_space(2.0);
    ui.spacing_mut().item_spacing.y = 5.0;
    ui.spacing_mut().interact_size.y = 18.0;
    let host = shown.record.endpoint.as_str();
    let at = phrases.time.moment(one.sent.at, &TimeZone::system());
    text(ui, words.sent_fact, &format!("{at} · {host} · {}", (words.scheme)(one.sent.scheme)));
    text(ui, words.answer_fact, &answer(one, phrases));
    let is_last = shown.record.last().is_some_and(|last| std::ptr::eq(last, one));
    let own = one.answer.as_ref().and_then(|answer| answer.request_id.as_deref());
    if let Some(id) = own.or(shown.request_id.filter(|_| is_last)) {
        let id = RichText::new(printable(id)).monospace().color(tokens(ui).text);
        row(ui, words.request_id, |ui| ui.add(Label::new(id).truncate()));
    }
    row(ui, words.look_up, |ui| links(ui, shown, words))
}

fn links(ui: &mut Ui, shown: &Shown<'_>, words: &ExchangeWords) -> Option<Wish> {
    let action = shown.get.to_request().action;
    let mut wish = None;
    for (name, page) in [
        (words.explorer, pages::explorer(action)),
        (words.sdk, pages::SDK.to_owned()),
        (words.error_centre, pages::ERROR_CENTRE.to_owned()),
    ] {
        if page_link(ui, name).on_hover_text(&page).clicked() {
            wish = Some(Wish::OpenPage(page));
        }
    }
    wish
}

/// `200 OK · 5,214 bytes · 182 ms · HTTP/1.1`, or why there is none.
fn answer(one: &Try, phrases: &Phrases) -> String {
    let words = &phrases.exchange;
    let took = phrases.time.milliseconds(one.took);
    let trouble = one.trouble.as_deref();
    match &one.answer {
        Some(answer) => {
            let bytes = (words.bytes)(answer.body_bytes);
            let protocol = answer.status_line.split(' ').next();
            let parts = [Some(status(answer)), trouble, Some(&bytes), Some(&took), protocol];
            parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
        }
        None => format!("{} · {took}", trouble.unwrap_or(words.no_answer)),
    }
}

/// `200 OK`.
pub(super) fn status(answer: &Answered) -> &str {
    answer.status_line.split_once(' ').map_or(answer.status_line.as_str(), |(_, status)| status)
}

fn text(ui: &mut Ui, name: &str, value: &str) {
    let value = RichText::new(value).color(tokens(ui).text);
    row(ui, name, |ui| ui.add(Label::new(value).truncate().show_tooltip_when_elided(true)));
}

fn row<R>(ui: &mut Ui, name: &str, value: impl FnOnce(&mut Ui) -> R) -> R {
    let dim = tokens(ui).dim;
    ui.horizontal(|ui| {
        ui.allocate_ui(vec2(NAMES, 18.0), |ui| {
            ui.set_width(NAMES);
            ui.label(RichText::new(name).size(theme::BODY).color(dim));
        });
        value(ui)
    })
    .inner
}
