//! The failure card: what happened, what it means, what to do next, and what to quote.

use egui::accesskit::Live;
use egui::{RichText, Stroke, Ui};

use super::access;
use super::exchange::{self, ExchangePanel};
use super::theme::{self, tokens};
use super::widgets::{button, card, link, primary_button, rule};
use super::{icons, wish::Wish};
use crate::core::acs::Step;
use crate::core::acs::step::ClockCommand;
use crate::core::printable::printable;
use crate::core::session::{Account, Exchange, Failure, Question};
use crate::text::Phrases;
use crate::text::explain::{self, explain};

/// What is looked at beside the card.
#[derive(Default)]
pub(crate) struct FailurePanel {
    shows_request: bool,
    exchange: ExchangePanel,
}

impl FailurePanel {
    /// Forgets what belonged to the last failure.
    pub(crate) fn reset(&mut self) {
        self.exchange.reset();
    }

    /// The card, and below it what was sent, if it is asked for.
    pub(crate) fn ui(
        &mut self,
        ui: &mut Ui,
        (question, failure): (&Question, &Failure),
        account: Option<&Account>,
        phrases: &Phrases,
    ) -> Option<Wish> {
        let wish = card_ui(ui, question, failure, phrases);
        let exchange = failure.exchange.as_ref();
        let Some(record) = exchange.and_then(|exchange| exchange.record.as_deref()) else {
            return wish;
        };
        let words = &phrases.exchange;
        ui.add_space(6.0);
        let name = if self.shows_request { words.hide } else { words.show };
        if link(ui, name).clicked() {
            self.shows_request = !self.shows_request;
        }
        if !self.shows_request {
            return wish;
        }
        let service = failure.service_error();
        let cluster = account.and_then(|account| account.cluster(&question.get.cluster_id));
        let shown = exchange::Shown {
            get: &question.get,
            record,
            request_id: service.and_then(|error| error.request_id.as_deref()),
            region: cluster.map(|cluster| cluster.region.as_str()),
        };
        wish.or(self.exchange.inline(ui, &shown, phrases))
    }
}

fn card_ui(ui: &mut Ui, question: &Question, failure: &Failure, phrases: &Phrases) -> Option<Wish> {
    let notice = explain(failure, phrases);
    let tokens = tokens(ui);
    let mut wish = None;
    let frame = card(ui)
        .fill(tokens.panel.lerp_to_gamma(tokens.error, 0.06))
        .stroke(Stroke::new(1.0, tokens.error.gamma_multiply(0.6)));
    frame.show(ui, |ui| {
        ui.set_width(ui.available_width());
        let title = RichText::new(&notice.title).font(theme::semibold(15.0)).color(tokens.error);
        access::live(&ui.add(egui::Label::new(title).wrap()), Live::Assertive);
        ui.add(egui::Label::new(RichText::new(&notice.meaning).color(tokens.dim)).wrap());
        ui.add(egui::Label::new(RichText::new(&notice.next).color(tokens.text)).wrap());
        ui.add_space(2.0);
        ui.horizontal_wrapped(|ui| {
            let steps = failure.next_steps(Some(question.into()));
            wish = actions(ui, failure, (&notice, &steps), phrases);
        });
        ui.add_space(4.0);
        for (name, value) in rows(failure, phrases) {
            row(ui, name, &value);
        }
    });
    wish
}

/// The steps that may help, and what there always is: to try again, and to ask others.
fn actions(
    ui: &mut Ui,
    failure: &Failure,
    (notice, steps): (&explain::Notice, &[Step]),
    phrases: &Phrases,
) -> Option<Wish> {
    let words = &phrases.failure;
    let mut wish = None;
    for (place, step) in steps.iter().enumerate() {
        wish = wish.or(step_ui(ui, step, place == 0, phrases));
    }
    let again = match steps {
        [] => primary_button(ui, words.try_again, true),
        _ => button(ui, words.try_again, "", true),
    };
    if again.clicked() {
        wish = Some(Wish::TryAgain);
    }
    if button(ui, words.copy_details, "", true).clicked() {
        wish = Some(Wish::CopyText(details(failure, notice, phrases)));
    }
    if failure.service_error().is_some() && !steps.contains(&Step::LookUp) {
        wish = wish.or(step_ui(ui, &Step::LookUp, false, phrases));
    }
    wish
}

/// The button that takes a step; the first is the one that the card is about.
fn step_ui(ui: &mut Ui, step: &Step, is_first: bool, phrases: &Phrases) -> Option<Wish> {
    let words = &phrases.steps;
    let name = (words.button)(step);
    let leads_out = if *step == Step::LookUp { icons::ARROW_SQUARE_OUT } else { "" };
    let mut response =
        if is_first { primary_button(ui, &name, true) } else { button(ui, &name, leads_out, true) };
    if let Some(hint) = (words.hint)(step) {
        response = response.on_hover_text(hint);
    }
    if *step == Step::SetClock {
        let command = ClockCommand::here().command;
        let copy = button(ui, words.copy_command, "", true).on_hover_text(command);
        if copy.clicked() {
            return Some(Wish::CopyText(command.to_owned()));
        }
    }
    response.clicked().then(|| Wish::TakeStep(step.clone()))
}

/// All of it as text, to paste into a ticket. Nothing secret is in it.
fn details(failure: &Failure, notice: &explain::Notice, phrases: &Phrases) -> String {
    let mut text = format!("{}\n{}\n{}\n", notice.title, notice.meaning, notice.next);
    for (name, value) in rows(failure, phrases) {
        text.push_str(&(phrases.named)(name, &value));
        text.push('\n');
    }
    text
}

/// What to quote to support, as far as it is known.
fn rows(failure: &Failure, phrases: &Phrases) -> Vec<(&'static str, String)> {
    let words = &phrases.failure;
    let service = failure.service_error();
    let mut rows = Vec::new();
    rows.extend(explain::code_and_status(failure).map(|code| (words.code, code)));
    match service {
        Some(error) => {
            rows.extend(error.request_id.as_deref().map(|id| (words.request_id, printable(id))));
        }
        None => rows.push((words.cause, explain::cause(failure, phrases))),
    }
    rows.extend(explain::denial(failure, words));
    if let Some(exchange) = &failure.exchange {
        rows.push((words.sent_to, sent_to(exchange, phrases)));
        if exchange.tries > 1 {
            rows.push((words.tries, exchange.tries.to_string()));
        }
    }
    match failure.same_string_to_sign {
        Some(true) => rows.push((words.string_to_sign, words.same_string.to_owned())),
        Some(false) => {
            let what = failure.difference().map(words.differs);
            rows.push((
                words.string_to_sign,
                what.unwrap_or_else(|| words.other_string.to_owned()),
            ));
        }
        None => {
            let message = service.map(|error| printable(&error.message));
            let message = message.filter(|message| !message.is_empty());
            rows.extend(message.map(|message| (words.message, message)));
        }
    }
    rows
}

/// The host, and what its answer told about this computer's clock.
fn sent_to(exchange: &Exchange, phrases: &Phrases) -> String {
    let words = &phrases.failure;
    let host = &exchange.host;
    match exchange.clock_ahead {
        None => host.clone(),
        // `Date` has whole seconds, and the answer took its time.
        Some(ahead) if ahead.unsigned_abs().as_secs() < 5 => {
            format!("{host} · {}", words.clock_right)
        }
        Some(ahead) => {
            format!(
                "{host} · {}",
                (words.clock_off)(&phrases.time.roughly(ahead), ahead.is_positive())
            )
        }
    }
}

fn row(ui: &mut Ui, name: &str, value: &str) {
    let tokens = tokens(ui);
    let top = ui.cursor().top();
    rule(ui, top);
    ui.add_space(4.0);
    ui.horizontal_top(|ui| {
        ui.spacing_mut().interact_size.y = 18.0;
        let width = 130.0;
        ui.allocate_ui(egui::vec2(width, 18.0), |ui| {
            ui.set_width(width);
            ui.label(RichText::new(name).size(theme::SMALL).color(tokens.dim));
        });
        ui.add(egui::Label::new(RichText::new(value).monospace().color(tokens.text)).wrap());
    });
}
