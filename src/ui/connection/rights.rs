//! What the user may do, by namespace.

use egui::{RichText, Role, Sense, Ui, WidgetInfo, vec2};

use super::text_in;
use crate::core::connection::Rights;
use crate::core::printable::printable;
use crate::text::connection::ConnectionWords;
use crate::ui::theme::{self, tokens};
use crate::ui::widgets::rule;

/// The height of a row, and how much of it the question takes.
const HEIGHT: f32 = 33.0;
const QUESTION: f32 = 0.34;

pub(super) fn ui(ui: &mut Ui, rights: &Rights, words: &ConnectionWords) {
    let namespaces = rights.namespaces.iter().map(|name| printable(name));
    let columns: Vec<String> = [words.may_i.to_owned()].into_iter().chain(namespaces).collect();
    heads(ui, &columns);
    for (question, answers) in &rights.table {
        row(ui, &question.to_string(), answers, columns.len(), words);
    }
    ui.add_space(12.0);
    heads(ui, &[words.may_i.to_owned(), words.in_cluster.to_owned()]);
    for (question, answer) in &rights.cluster {
        let question = (words.cluster_question)(*question);
        row(ui, &question, std::slice::from_ref(answer), columns.len(), words);
    }
}

fn place(column: usize, columns: usize, width: f32) -> (f32, f32) {
    let others = u16::try_from(columns.saturating_sub(1).max(1)).unwrap_or(u16::MAX);
    let each = width * (1.0 - QUESTION) / f32::from(others);
    match u16::try_from(column).unwrap_or(u16::MAX) {
        0 => (0.0, width * QUESTION),
        column => (width * QUESTION + each * f32::from(column - 1), each),
    }
}

fn heads(ui: &mut Ui, heads: &[String]) {
    let width = ui.available_width();
    let (row, _) = ui.allocate_exact_size(vec2(width, 24.0), Sense::hover());
    let color = tokens(ui).faint;
    for (column, head) in heads.iter().enumerate() {
        let text = RichText::new(head).font(theme::semibold(11.0)).color(color);
        text_in(ui, row, place(column, heads.len().max(4), width), text);
    }
    rule(ui, row.bottom() - 1.0);
}

fn row(ui: &mut Ui, question: &str, answers: &[bool], columns: usize, words: &ConnectionWords) {
    let width = ui.available_width();
    let (row, response) = ui.allocate_exact_size(vec2(width, HEIGHT), Sense::hover());
    let word = |yes: &bool| if *yes { words.yes } else { words.no };
    let told = answers.iter().map(word).collect::<Vec<_>>().join(", ");
    response.widget_info(|| WidgetInfo::labeled(Role::Row, true, format!("{question}: {told}")));
    let columns = columns.max(4);
    let color = tokens(ui).text;
    text_in(ui, row, place(0, columns, width), RichText::new(question).color(color));
    for (column, yes) in (1..).zip(answers) {
        let color = if *yes { tokens(ui).ok } else { tokens(ui).error };
        text_in(ui, row, place(column, columns, width), RichText::new(word(yes)).color(color));
    }
    rule(ui, row.bottom() - 1.0);
}
