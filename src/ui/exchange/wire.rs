//! A request, an answer and the steps of a signature as text, with what is masked set apart.

use egui::text::{LayoutJob, TextFormat};
use egui::{Color32, FontId, Label, Ui};

use super::text_box;
use crate::core::acs::ApiEndpoint;
use crate::core::acs::record::Try;
use crate::text::exchange::{ExchangePart, ExchangeWords};
use crate::ui::theme::{self, tokens};
use crate::ui::widgets::label;

/// What stands for what is not shown.
const MASK: &str = "••••••••";

/// The distance from line to line.
const LINE: f32 = 18.0;

pub(super) fn ui(
    ui: &mut Ui,
    part: ExchangePart,
    one: &Try,
    endpoint: &ApiEndpoint,
    words: &ExchangeWords,
) {
    match (part, &one.answer) {
        (ExchangePart::Sent, _) => {
            let mut text = Text::new(ui);
            let target = one.sent.url.strip_prefix(endpoint.as_str()).unwrap_or(&one.sent.url);
            text.pair(one.sent.method, " ", target);
            text.headers(&one.sent.headers);
            text.show(ui);
        }
        (ExchangePart::Answer, Some(answer)) => {
            let mut text = Text::new(ui);
            let (protocol, status) = answer.status_line.split_once(' ').unwrap_or_default();
            text.pair(protocol, " ", status);
            text.headers(&answer.headers);
            text.show(ui);
        }
        (ExchangePart::Answer, None) => {
            let mut text = Text::new(ui);
            text.line(words.no_answer);
            text.lines(one.trouble.as_deref().unwrap_or_default());
            text.show(ui);
        }
        (ExchangePart::StringToSign, _) => {
            for (name, lines) in [
                (words.canonical, &one.sent.canonical),
                (words.string_to_sign, &one.sent.string_to_sign),
            ] {
                label(ui, name);
                let mut text = Text::new(ui);
                text.lines(lines);
                text.show(ui);
            }
        }
    }
}

/// Text in the making.
struct Text {
    job: LayoutJob,
    name: Color32,
    value: Color32,
    mask: (Color32, Color32),
}

impl Text {
    fn new(ui: &Ui) -> Self {
        let tokens = tokens(ui);
        Self {
            job: LayoutJob::default(),
            name: tokens.key,
            value: tokens.text,
            mask: (tokens.dim, tokens.raised),
        }
    }

    fn headers(&mut self, headers: &[(String, String)]) {
        for (name, value) in headers {
            self.pair(name, ": ", value);
        }
    }

    fn pair(&mut self, name: &str, between: &str, value: &str) {
        self.begin_line();
        self.add(name, self.name, Color32::TRANSPARENT);
        self.add(between, self.value, Color32::TRANSPARENT);
        self.masked(value);
    }

    fn lines(&mut self, text: &str) {
        for line in text.split('\n') {
            self.line(line);
        }
    }

    fn line(&mut self, text: &str) {
        self.begin_line();
        self.masked(text);
    }

    fn begin_line(&mut self) {
        if !self.job.text.is_empty() {
            self.add("\n", self.value, Color32::TRANSPARENT);
        }
    }

    fn masked(&mut self, text: &str) {
        // One at the end stands for all of something, one before that for the middle of an id.
        let (text, hidden) = match text.strip_suffix(MASK) {
            Some(text) => (text, MASK),
            None => (text, ""),
        };
        self.add(text, self.value, Color32::TRANSPARENT);
        self.add(hidden, self.mask.0, self.mask.1);
    }

    fn add(&mut self, text: &str, color: Color32, background: Color32) {
        let format = TextFormat {
            font_id: FontId::monospace(theme::MONO),
            color,
            background,
            line_height: Some(LINE),
            ..TextFormat::default()
        };
        self.job.append(text, 0.0, format);
    }

    fn show(mut self, ui: &mut Ui) {
        self.job.wrap.break_anywhere = true;
        text_box(ui, |ui| ui.add(Label::new(self.job).wrap()));
    }
}
