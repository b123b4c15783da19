//! What was sent, what came back, and the same call in the words of other tools.

mod choices;
mod facts;
mod wire;

use egui::{CornerRadius, Frame, Label, Margin, RichText, ScrollArea, Stroke, Ui, vec2};

use super::focus;
use super::theme::{self, tokens};
use super::wish::Wish;
use crate::core::acs::GetKubeconfig;
use crate::core::acs::record::{Record, Try};
use crate::core::acs::snippets::{Call, Form};
use crate::text::Phrases;
use crate::text::exchange::{ExchangePart, ExchangeWords};

/// From this width on the choices stand in one row.
const WIDE: f32 = 760.0;
/// From this height on the call in other words is scrolled in its box.
const TALLEST: f32 = 196.0;
/// And it is no shorter than this, however little space there is.
const SHORTEST: f32 = 112.0;

/// What is looked at.
#[derive(Default)]
pub(crate) struct ExchangePanel {
    part: ExchangePart,
    form: Form,
    /// Which try, unless it is the last.
    number: Option<usize>,
}

/// What the panel shows, all of it read-only.
pub(crate) struct Shown<'a> {
    pub(crate) get: &'a GetKubeconfig,
    pub(crate) record: &'a Record,
    /// The id of the request, as the answer's body tells it.
    pub(crate) request_id: Option<&'a str>,
    /// The cluster's region, if it is known.
    pub(crate) region: Option<&'a str>,
}

impl ExchangePanel {
    /// Forgets which try was looked at: the next record has others.
    pub(crate) fn reset(&mut self) {
        self.number = None;
    }

    /// Fills the space there is.
    pub(crate) fn ui(&mut self, ui: &mut Ui, shown: &Shown<'_>, phrases: &Phrases) -> Option<Wish> {
        let scroll = ScrollArea::vertical().id_salt("exchange").auto_shrink(false);
        let scrolled = scroll.show(ui, |ui| {
            let sides = Frame::new().inner_margin(Margin::symmetric(18, 12));
            let wish = sides.show(ui, |ui| self.inline(ui, shown, phrases)).inner;
            focus::follow(ui);
            wish
        });
        scrolled.inner
    }

    /// The same in a place that scrolls already.
    pub(crate) fn inline(
        &mut self,
        ui: &mut Ui,
        shown: &Shown<'_>,
        phrases: &Phrases,
    ) -> Option<Wish> {
        let one = self.chosen(shown.record)?;
        let wish = self.contents(ui, shown, one, &phrases.exchange);
        wish.or(facts::ui(ui, shown, one, phrases))
    }

    /// The try that is looked at.
    fn chosen<'r>(&self, record: &'r Record) -> Option<&'r Try> {
        self.number.and_then(|number| record.tries.get(number)).or(record.last())
    }

    fn contents(
        &mut self,
        ui: &mut Ui,
        shown: &Shown<'_>,
        one: &Try,
        words: &ExchangeWords,
    ) -> Option<Wish> {
        let call = Call {
            get: shown.get,
            endpoint: &shown.record.endpoint,
            scheme: one.sent.scheme,
            region: shown.region,
        };
        ui.spacing_mut().item_spacing.y = 10.0;
        let wide = ui.available_width() >= WIDE;
        let mut copied = false;
        ui.horizontal(|ui| {
            self.part = choices::parts(ui, self.part, words).unwrap_or(self.part);
            if wide {
                choices::to_the_right(ui, words);
                copied = self.forms(ui, words, wide);
            }
        });
        if shown.record.tries.len() > 1 {
            self.number = choices::tries(ui, shown.record, one, words).or(self.number);
        }
        wire::ui(ui, self.part, one, &shown.record.endpoint, words);
        if !wide {
            ui.horizontal(|ui| copied = self.forms(ui, words, wide));
        }
        let text = self.form.write(&call);
        snippet(ui, self.form, &text, words);
        copied.then_some(Wish::CopyText(text))
    }

    /// The choice of the tool or language; whether its text is to be copied.
    fn forms(&mut self, ui: &mut Ui, words: &ExchangeWords, wide: bool) -> bool {
        let before = self.form;
        self.form = choices::forms(ui, before, wide, words).unwrap_or(before);
        choices::copy(ui, before, words)
    }
}

/// The call in the words of a tool or language.
fn snippet(ui: &mut Ui, form: Form, text: &str, words: &ExchangeWords) {
    let tokens = tokens(ui);
    let key = match form {
        Form::AliyunCli => words.key_from_cli,
        _ => words.key_from_variables,
    };
    let line = vec2(ui.available_width(), 18.0);
    ui.allocate_ui_with_layout(line, egui::Layout::left_to_right(egui::Align::Center), |ui| {
        ui.spacing_mut().interact_size.y = 18.0;
        let heading = RichText::new((words.same_call)(form.name()));
        ui.label(heading.font(theme::semibold(theme::BODY)).color(tokens.text));
        let key = RichText::new(key).size(theme::SMALL).color(tokens.dim);
        ui.add(Label::new(key).truncate());
    });
    text_box(ui, |ui| {
        let code = RichText::new(text.trim_end()).monospace().color(tokens.text);
        let scroll = ScrollArea::both().id_salt(form).auto_shrink([false, true]);
        let scroll = scroll.max_height(TALLEST).min_scrolled_height(SHORTEST);
        scroll.show(ui, |ui| ui.add(Label::new(code).extend()));
    });
}

/// A frame around text as it is.
fn text_box<R>(ui: &mut Ui, contents: impl FnOnce(&mut Ui) -> R) -> R {
    let frame = Frame::new()
        .stroke(Stroke::new(1.0, tokens(ui).line))
        .corner_radius(CornerRadius::same(8))
        .inner_margin(Margin::symmetric(12, 9));
    let framed = frame.show(ui, |ui| {
        ui.set_width(ui.available_width());
        contents(ui)
    });
    framed.inner
}
