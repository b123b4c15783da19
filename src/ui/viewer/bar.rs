//! The bar over the text: the field for what is looked for, or for the number of a line.

use egui::accesskit::Live;
use egui::text::{CCursor, CCursorRange};
use egui::{FontId, Frame, Key, Label, Margin, Modifiers, Response, RichText, TextEdit, Ui, vec2};

use super::search::{BarWish, Purpose, Search};
use crate::text::viewer::ViewerWords;
use crate::ui::access::name_field;
use crate::ui::icons;
use crate::ui::theme::{self, tokens};
use crate::ui::widgets::icon_button;

/// How wide the field is at most, and the count beside it, so that no button moves.
const FIELD: f32 = 300.0;
const COUNT: f32 = 96.0;
/// The three buttons, with what is between them.
const BUTTONS: f32 = 3.0 * 38.0;
/// Longer texts are not looked for.
const LONGEST: usize = 200;

/// Draws the bar, if it is open, and returns what the user wishes by it.
pub(super) fn ui(
    ui: &mut Ui,
    search: &mut Search,
    lines: usize,
    words: &ViewerWords,
) -> Option<BarWish> {
    let purpose = search.bar?;
    let bar = Frame::new().fill(tokens(ui).panel).inner_margin(Margin::symmetric(18, 5));
    let shown = bar.show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = 6.0;
            match purpose {
                Purpose::Find => find(ui, search, words),
                Purpose::Line => line(ui, search, lines, words),
            }
        })
    });
    shown.inner.inner
}

fn find(ui: &mut Ui, search: &mut Search, words: &ViewerWords) -> Option<BarWish> {
    let before = search.wanted.clone();
    let width = (ui.available_width() - COUNT - BUTTONS).clamp(80.0, FIELD);
    let response = field(ui, &mut search.wanted, (words.find, words.find), width);
    focus(ui, &response, &search.wanted, &mut search.focus);
    let mut wish = (search.wanted != before).then_some(BarWish::Search);
    if response.has_focus()
        && let Some(forward) = enter(ui)
    {
        wish = Some(BarWish::Step { forward });
    }
    count(ui, search, words);
    for (icon, name, forward) in
        [(icons::ARROW_UP, words.previous, false), (icons::ARROW_DOWN, words.next, true)]
    {
        if icon_button(ui, icon, name).clicked() {
            wish = Some(BarWish::Step { forward });
        }
    }
    wish.or(close(ui, words))
}

fn line(ui: &mut Ui, search: &mut Search, lines: usize, words: &ViewerWords) -> Option<BarWish> {
    let hint = (words.line_of)(lines);
    let response = field(ui, &mut search.line, (words.line, &hint), 160.0);
    focus(ui, &response, &search.line, &mut search.focus);
    let entered = response.has_focus() && enter(ui).is_some();
    let typed = search.line.trim().parse::<usize>().ok();
    let line = typed.map(|line| line.clamp(1, lines.max(1)) - 1);
    let wish = line.filter(|_| entered).map(BarWish::Line);
    wish.or(close(ui, words))
}

fn field(ui: &mut Ui, text: &mut String, (name, hint): (&str, &str), width: f32) -> Response {
    let hint = RichText::new(hint).color(tokens(ui).faint);
    let edit = TextEdit::singleline(text)
        .id(egui::Id::unique("viewer-bar"))
        .font(FontId::monospace(theme::MONO))
        .hint_text(hint)
        .char_limit(LONGEST)
        .margin(Margin::symmetric(9, 5))
        .min_size(vec2(0.0, 28.0))
        .align(egui::Align2::LEFT_CENTER)
        // Enter is for the next match, not for the end of typing.
        .return_key(None)
        .desired_width(width);
    let response = ui.add(edit);
    name_field(ui, &response, name);
    response
}

/// Gives the field the focus when the bar was opened, with the text in it to be typed over.
fn focus(ui: &Ui, response: &Response, text: &str, wanted: &mut bool) {
    if !std::mem::take(wanted) {
        return;
    }
    response.request_focus();
    let mut state = egui::text_edit::TextEditState::load(ui.ctx(), response.id).unwrap_or_default();
    let all = CCursorRange::two(CCursor::new(0), CCursor::new(text.chars().count()));
    state.cursor.set_char_range(Some(all));
    state.store(ui.ctx(), response.id);
}

/// Whether Enter was pressed: forward, or with Shift backward.
fn enter(ui: &Ui) -> Option<bool> {
    ui.input_mut(|input| {
        if input.consume_key(Modifiers::SHIFT, Key::Enter) {
            return Some(false);
        }
        input.consume_key(Modifiers::NONE, Key::Enter).then_some(true)
    })
}

/// Which match it is, of how many. It is read out when it changes.
fn count(ui: &mut Ui, search: &Search, words: &ViewerWords) {
    let found = &search.found;
    let text = if search.wanted.is_empty() {
        String::new()
    } else {
        (words.found)(search.current, found.len(), found.has_more())
    };
    let color = if found.is_empty() { tokens(ui).warning } else { tokens(ui).dim };
    let text = RichText::new(text).size(theme::SMALL).color(color);
    ui.allocate_ui_with_layout(
        vec2(COUNT, 28.0),
        egui::Layout::left_to_right(egui::Align::Center),
        |ui| {
            ui.set_min_width(COUNT);
            let response = ui.add(Label::new(text).truncate().selectable(false));
            ui.ctx().accesskit_node_builder(response.id, |node| node.set_live(Live::Polite));
        },
    );
}

fn close(ui: &mut Ui, words: &ViewerWords) -> Option<BarWish> {
    icon_button(ui, icons::X, words.close).clicked().then_some(BarWish::Close)
}
