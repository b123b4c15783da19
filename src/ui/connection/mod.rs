//! Whether the kubeconfig on show works: a ladder that fills step by step, what a failure means,
//! and what the user may do in the cluster.

mod fulfil;
mod rights;

use egui::accesskit::Live;
use egui::{Rect, RichText, Role, ScrollArea, Sense, Ui, WidgetInfo, pos2, vec2};

use crate::core::connection::{Check, CheckTrouble, Finding, Rung, binding_for};
use crate::text::Phrases;
use crate::ui::access;
use crate::ui::focus;
use crate::ui::icons;
use crate::ui::theme::{self, tokens};
use crate::ui::widgets::{button, card, cell, primary_button, rule, small};
use crate::ui::wish::{CheckWish, Wish};

/// The height of a rung, the room for its sign, and for its time.
const HEIGHT: f32 = 41.0;
const SIGN: f32 = 34.0;
const TIME: f32 = 80.0;

pub(crate) fn ui(
    ui: &mut Ui,
    check: Option<&Check>,
    server: &str,
    phrases: &Phrases,
) -> Option<Wish> {
    let words = &phrases.connection;
    let margin = egui::Margin { left: 18, right: 18, top: 10, bottom: 10 };
    let scroll = ScrollArea::vertical().id_salt("connection").auto_shrink(false);
    let page = |ui: &mut Ui| {
        let Some(check) = check else {
            small(ui, words.intro);
            ui.add_space(8.0);
            let pressed = primary_button(ui, words.test, true).clicked();
            return pressed.then(|| CheckWish::Document { may_run: false }.into());
        };
        ui.spacing_mut().item_spacing.y = 0.0;
        for rung in Rung::ALL {
            step(ui, check, rung, phrases);
        }
        ui.add_space(12.0);
        let asked = verdict(ui, check, server, phrases);
        if let Some(Ok(Finding::Permission(found))) =
            check.step(Rung::Permission).map(|step| &step.found)
        {
            rights::ui(ui, found, words);
        }
        asked
    };
    let frame = egui::Frame::new().inner_margin(margin);
    let scrolled = |ui: &mut Ui| {
        let asked = frame.show(ui, page).inner;
        focus::follow(ui);
        asked
    };
    scroll.show(ui, scrolled).inner
}

fn step(ui: &mut Ui, check: &Check, rung: Rung, phrases: &Phrases) {
    let (words, tokens) = (&phrases.connection, tokens(ui));
    let (row, response) =
        ui.allocate_exact_size(vec2(ui.available_width(), HEIGHT), Sense::hover());
    let name = (words.rung)(rung);
    let (sign, color, text, took) = match check.step(rung) {
        Some(step) => match &step.found {
            Ok(finding) => (icons::CHECK, tokens.ok, (words.finding)(finding), Some(step.took)),
            Err(trouble) => {
                (icons::X, tokens.error, (words.trouble)(trouble).title, Some(step.took))
            }
        },
        None if check.climbing() == Some(rung) => {
            ("…", tokens.link, words.climbing.to_owned(), None)
        }
        None => ("", tokens.faint, words.not_reached.to_owned(), None),
    };
    let told = format!("{name}: {text}");
    response.widget_info(|| WidgetInfo::labeled(Role::Row, true, &told));
    let center = pos2(row.left() + 11.0, row.center().y);
    ui.painter().circle_filled(center, 11.0, color.gamma_multiply(0.18));
    let font = egui::FontId::proportional(theme::SMALL);
    ui.painter().text(center, egui::Align2::CENTER_CENTER, sign, font, color);
    let title = RichText::new(name).font(theme::semibold(theme::BODY)).color(tokens.text);
    let layout = egui::Layout::left_to_right(egui::Align::Center);
    let place = Rect::from_min_max(
        pos2(row.left() + SIGN, row.top()),
        pos2(row.right() - TIME, row.bottom()),
    );
    let mut inside = ui.new_child(egui::UiBuilder::new().max_rect(place).layout(layout));
    inside.label(title);
    let text = RichText::new(text).size(theme::SMALL).color(tokens.dim);
    inside.add(egui::Label::new(text).truncate());
    if let Some(took) = took {
        let took = RichText::new(phrases.time.measured(took)).size(theme::SMALL).color(tokens.dim);
        let layout = egui::Layout::right_to_left(egui::Align::Center);
        let place = Rect::from_min_max(pos2(place.right(), row.top()), row.right_bottom());
        ui.new_child(egui::UiBuilder::new().max_rect(place).layout(layout)).label(took);
    }
    rule(ui, row.bottom() - 1.0);
}

/// What it comes to, and what can be done.
fn verdict(ui: &mut Ui, check: &Check, server: &str, phrases: &Phrases) -> Option<Wish> {
    let words = &phrases.connection;
    if !check.over {
        return None;
    }
    let mut wish = None;
    let Some(trouble) = check.trouble() else {
        ui.horizontal(|ui| {
            let color = tokens(ui).ok;
            let title = RichText::new(words.works).font(theme::semibold(theme::BODY));
            access::live(&ui.label(title.color(color)), Live::Polite);
            if button(ui, words.test_again, "", true).clicked() {
                wish = Some(CheckWish::Document { may_run: true }.into());
            }
        });
        ui.add_space(12.0);
        return wish;
    };
    let color = tokens(ui).error;
    let notice = (words.trouble)(trouble);
    let outline = egui::Stroke::new(1.0, color.gamma_multiply(0.6));
    card(ui).fill(color.gamma_multiply(0.08)).stroke(outline).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.spacing_mut().item_spacing.y = 6.0;
        let title = RichText::new(notice.title).font(theme::semibold(theme::BODY)).color(color);
        access::live(&ui.add(egui::Label::new(title).wrap()), Live::Assertive);
        for line in [notice.meaning, notice.next] {
            if !line.is_empty() {
                ui.add(egui::Label::new(line).wrap());
            }
        }
        ui.add_space(2.0);
        ui.horizontal_wrapped(|ui| wish = remedies(ui, trouble, server, phrases));
    });
    wish
}

fn remedies(ui: &mut Ui, trouble: &CheckTrouble, server: &str, phrases: &Phrases) -> Option<Wish> {
    let words = &phrases.connection;
    let mut wish = None;
    if let CheckTrouble::NoRole(user) = trouble {
        if button(ui, words.copy_binding, "", true).clicked() {
            wish = Some(Wish::CopyText(binding_for(user)));
        }
        if button(ui, words.copy_message, "", true).clicked() {
            let message = format!("{}\n\n{}", (words.message)(user, server), binding_for(user));
            wish = Some(Wish::CopyText(message));
        }
    }
    let (name, may_run) = match trouble {
        CheckTrouble::WouldRun(_) => (words.run_program, true),
        CheckTrouble::WouldSend(_) => (words.send_file, true),
        _ => (words.test_again, false),
    };
    if button(ui, name, "", true).clicked() {
        wish = Some(CheckWish::Document { may_run }.into());
    }
    wish
}

/// A text of a table, in a column of its row.
fn text_in(ui: &mut Ui, row: Rect, (left, width): (f32, f32), text: RichText) {
    let left = row.left() + left;
    let place = Rect::from_min_max(pos2(left, row.top()), pos2(left + width - 8.0, row.bottom()));
    cell(ui, place, text);
}
