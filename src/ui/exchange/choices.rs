//! What can be chosen: the part of the exchange, one of several tries, the tool or language.

use egui::accesskit::Role;
use egui::{Button, Color32, ComboBox, FontId, RichText, Ui, WidgetInfo};

use crate::core::acs::record::{Record, Try};
use crate::core::acs::snippets::Form;
use crate::text::exchange::{ExchangePart, ExchangeWords};
use crate::ui::theme::{self, tokens};
use crate::ui::widgets::{Choice, TARGET, button, named, segmented, segmented_width};

pub(super) fn parts(ui: &mut Ui, now: ExchangePart, words: &ExchangeWords) -> Option<ExchangePart> {
    let choice = |value: ExchangePart, name: &'static str| Choice {
        value,
        name,
        hint: (words.part_hint)(value),
        enabled: true,
    };
    let choices = [
        choice(ExchangePart::Sent, words.sent),
        choice(ExchangePart::Answer, words.answer),
        choice(ExchangePart::StringToSign, words.string_to_sign),
    ];
    segmented(ui, now, choices)
}

/// In one row if there is the space for it, else as a list that opens.
pub(super) fn forms(ui: &mut Ui, now: Form, wide: bool, words: &ExchangeWords) -> Option<Form> {
    if wide {
        let hints = Form::ALL.map(|form| (words.same_call)(form.name()));
        let mut number = 0;
        let choices = Form::ALL.map(|value| {
            number += 1;
            Choice { value, name: value.name(), hint: &hints[number - 1], enabled: true }
        });
        return segmented(ui, now, choices);
    }
    let mut chosen = None;
    let list = ComboBox::from_id_salt("tool or language").selected_text(now.name());
    let list = list.width(130.0).show_ui(ui, |ui| {
        for form in Form::ALL {
            if ui.selectable_label(form == now, form.name()).clicked() {
                chosen = Some(form);
            }
        }
    });
    named(&list.response, Role::ComboBox, words.form);
    chosen
}

/// Goes on where the tools and languages, and the button after them, end at the right.
pub(super) fn to_the_right(ui: &mut Ui, words: &ExchangeWords) {
    let copy = ui.painter().layout_no_wrap(
        words.copy.to_owned(),
        FontId::proportional(theme::BODY),
        Color32::PLACEHOLDER,
    );
    let copy = copy.size().x + 2.0 * ui.spacing().button_padding.x + ui.spacing().item_spacing.x;
    let strip = segmented_width(ui, &Form::ALL.map(Form::name));
    ui.add_space((ui.available_width() - strip - copy).max(0.0));
}

pub(super) fn copy(ui: &mut Ui, form: Form, words: &ExchangeWords) -> bool {
    let what = (words.copy_as)(form.name());
    let response = button(ui, words.copy, "", true).on_hover_text(&what);
    named(&response, Role::Button, &what);
    response.clicked()
}

/// One of several tries; the one that was pressed comes back.
pub(super) fn tries(
    ui: &mut Ui,
    record: &Record,
    now: &Try,
    words: &ExchangeWords,
) -> Option<usize> {
    let mut pressed = None;
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().interact_size.y = TARGET;
        ui.spacing_mut().button_padding.x = 8.0;
        for (number, one) in record.tries.iter().enumerate() {
            let name = (words.one_try)(number + 1, &end(one, words));
            let chosen = std::ptr::eq(one, now);
            let text = RichText::new(&name).size(theme::SMALL).color(tokens(ui).text);
            let response = ui.add(Button::selectable(chosen, text));
            response.widget_info(|| WidgetInfo::selected(Role::RadioButton, true, chosen, &name));
            if response.clicked() {
                pressed = Some(number);
            }
        }
    });
    pressed
}

/// How a try ended, in a word: the error code, else the status.
fn end(one: &Try, words: &ExchangeWords) -> String {
    let status = one.answer.as_ref().map(|answer| super::facts::status(answer).to_owned());
    match (&one.trouble, status) {
        (Some(code), Some(_)) => code.clone(),
        (_, Some(status)) => status,
        (_, None) => words.no_answer.trim_end_matches('.').to_owned(),
    }
}
