//! The small parts that the panels are made of.

use egui::{
    Align2, Button, Color32, CornerRadius, FontId, Frame, Margin, Modal, ProgressBar, Response,
    RichText, Role, Sense, Stroke, StrokeKind, TextEdit, Ui, WidgetInfo,
    text::{LayoutJob, TextWrapping},
    vec2,
};

use super::access;
use super::icons;
use super::theme::{self, tokens};
use crate::text::Phrases;

/// Whatever is pressed is at least as wide and high, but for a link in a line of text.
pub(crate) const TARGET: f32 = 24.0;

/// The one button that a place is about.
pub(crate) fn primary_button(ui: &mut Ui, text: &str, enabled: bool) -> Response {
    let tokens = tokens(ui);
    let text = RichText::new(text).font(theme::semibold(theme::BODY)).color(tokens.on_accent);
    let button = Button::new(text)
        .fill(tokens.accent)
        .stroke(Stroke::NONE)
        .min_size(vec2(0.0, theme::CONTROL))
        .corner_radius(theme::RADIUS);
    ui.add_enabled(enabled, button)
}

/// How much of a row the button at its end may take.
const AT_THE_END: f32 = 0.6;

/// The button that a row is about, at its right end; the rest of the row comes after. Says whether
/// it was clicked.
pub(crate) fn primary_at_the_end(ui: &mut Ui, text: &str, enabled: bool) -> bool {
    let width = ui.available_width();
    let layout = egui::Layout::right_to_left(egui::Align::Center);
    let right = egui::UiBuilder::new().max_rect(ui.max_rect()).layout(layout);
    let mut inside = ui.new_child(right);
    inside.set_max_width(width * AT_THE_END);
    inside.style_mut().wrap_mode = Some(egui::TextWrapMode::Truncate);
    let clicked = primary_button(&mut inside, text, enabled).clicked();
    let taken = inside.min_rect().width() + 8.0;
    ui.set_max_width((width - taken).max(0.0));
    clicked
}

/// Any other button, with the keys that do the same.
pub(crate) fn button(ui: &mut Ui, text: &str, keys: &str, enabled: bool) -> Response {
    let tokens = tokens(ui);
    let mut button = Button::new(text).min_size(vec2(0.0, theme::CONTROL));
    if !keys.is_empty() {
        button = button.right_text(RichText::new(keys).size(11.0).color(tokens.faint));
    }
    let response = ui.add_enabled(enabled, button);
    named(&response, Role::Button, text);
    response
}

/// The room beside the text of a link.
const LINK_PADDING: f32 = 2.0;

/// How wide a link with this text is.
pub(crate) fn link_width(ui: &Ui, text: &str) -> f32 {
    let font = FontId::proportional(theme::SMALL);
    let galley = ui.painter().layout_no_wrap(text.to_owned(), font, Color32::PLACEHOLDER);
    galley.size().x + 2.0 * LINK_PADDING
}

/// A button that looks like a word in the text.
pub(crate) fn link(ui: &mut Ui, text: &str) -> Response {
    let color = tokens(ui).link;
    let text_shown = RichText::new(text).size(theme::SMALL).color(color);
    let button = Button::new(text_shown).frame(false).min_size(vec2(0.0, 18.0));
    let response = ui.scope(|ui| {
        ui.spacing_mut().button_padding = vec2(LINK_PADDING, 0.0);
        ui.spacing_mut().interact_size.y = 18.0;
        ui.add(button)
    });
    let response = response.inner.on_hover_cursor(egui::CursorIcon::PointingHand);
    named(&response, Role::Link, text);
    response
}

/// A link to a page in the browser.
pub(crate) fn page_link(ui: &mut Ui, text: &str) -> Response {
    let response = link(ui, &format!("{text} {}", icons::ARROW_SQUARE_OUT));
    named(&response, Role::Link, text);
    response
}

/// A square button with an icon; `name` is what it says to a screen reader and on hover.
pub(crate) fn icon_button(ui: &mut Ui, icon: &str, name: &str) -> Response {
    let color = tokens(ui).dim;
    let button =
        Button::new(RichText::new(icon).size(16.0).color(color)).min_size(vec2(32.0, 28.0));
    let response = ui.scope(|ui| {
        ui.spacing_mut().button_padding = vec2(7.0, 2.0);
        ui.add(button)
    });
    let response = response.inner.on_hover_text(name);
    named(&response, Role::Button, name);
    response
}

/// An icon in a line of small text, that is pressed within as much room as a finger needs; it takes
/// no more of the line than it shows.
pub(crate) fn line_icon(ui: &mut Ui, icon: &str, name: &str) -> Response {
    let (shown, _) = ui.allocate_exact_size(vec2(12.0, 18.0), Sense::hover());
    let place = egui::Rect::from_center_size(shown.center(), vec2(TARGET, TARGET));
    let text = RichText::new(icon).size(theme::SMALL).color(tokens(ui).link);
    let mut inside = ui.new_child(egui::UiBuilder::new().max_rect(place));
    inside.spacing_mut().button_padding = vec2(0.0, 0.0);
    inside.spacing_mut().interact_size.y = TARGET;
    let response = inside.add_sized(place.size(), Button::new(text).frame(false));
    named(&response, Role::Button, name);
    response.on_hover_cursor(egui::CursorIcon::PointingHand)
}

/// Gives a widget the name by which screen readers and tests find it.
pub(crate) fn named(response: &Response, kind: Role, name: &str) {
    response.widget_info(|| WidgetInfo::labeled(kind, response.enabled(), name));
}

/// The label above a field.
pub(crate) fn label(ui: &mut Ui, text: &str) -> Response {
    let color = tokens(ui).dim;
    ui.label(RichText::new(text).size(theme::SMALL).color(color))
}

/// A row with something at its right end, as tall as a label.
pub(crate) fn label_row(ui: &mut Ui, left: impl FnOnce(&mut Ui), right: impl FnOnce(&mut Ui)) {
    let size = vec2(ui.available_width(), 18.0);
    ui.allocate_ui_with_layout(size, egui::Layout::left_to_right(egui::Align::Center), |ui| {
        ui.spacing_mut().interact_size.y = 18.0;
        left(ui);
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), right);
    });
}

/// The heading of a section of the side.
pub(crate) fn caption(ui: &mut Ui, text: &str) -> Response {
    let color = tokens(ui).faint;
    ui.label(RichText::new(text).font(theme::semibold(11.0)).color(color))
}

/// A line of small text that wraps.
pub(crate) fn small(ui: &mut Ui, text: &str) -> Response {
    let color = tokens(ui).dim;
    ui.add(egui::Label::new(RichText::new(text).size(theme::SMALL).color(color)).wrap())
}

/// A rounded fact: a word, its value and what follows. It is laid out before it is placed, so
/// that a row of them wraps.
pub(crate) fn chip(ui: &mut Ui, dot: Option<Color32>, parts: [&str; 3]) {
    const MARGIN: f32 = 10.0;
    const GAP: f32 = 4.0;
    let tokens = tokens(ui);
    let widest = (ui.max_rect().width() - 2.0 * MARGIN).max(80.0);
    let fonts = [FontId::proportional(theme::SMALL), theme::semibold(theme::SMALL)];
    let look = [(&fonts[0], tokens.dim), (&fonts[1], tokens.text), (&fonts[0], tokens.dim)];
    let galleys: Vec<_> = parts
        .into_iter()
        .zip(look)
        .filter(|(text, _)| !text.is_empty())
        .map(|(text, (font, color))| {
            let mut job = LayoutJob::simple_singleline(text.to_owned(), font.clone(), color);
            job.wrap = TextWrapping::truncate_at_width(widest * 0.8);
            ui.fonts_mut(|fonts| fonts.layout_job(job))
        })
        .collect();
    let dot_width = if dot.is_some() { 8.0 + GAP } else { 0.0 };
    let texts: f32 = galleys.iter().map(|galley| galley.size().x + GAP).sum();
    let width = (2.0 * MARGIN + dot_width + texts - GAP).min(widest);
    let (rect, response) = ui.allocate_exact_size(vec2(width, 22.0), Sense::hover());
    let line = Stroke::new(1.0, tokens.line);
    let painter = ui.painter();
    painter.rect_stroke(rect, CornerRadius::same(11), line, StrokeKind::Inside);
    let mut x = rect.left() + MARGIN;
    if let Some(color) = dot {
        painter.circle_filled(egui::pos2(x + 4.0, rect.center().y), 4.0, color);
        x += dot_width;
    }
    for galley in galleys {
        let (width, height) = (galley.size().x, galley.size().y);
        painter.galley(egui::pos2(x, rect.center().y - height / 2.0), galley, tokens.text);
        x += width + GAP;
    }
    let name = parts.map(str::trim).join(" ");
    named(&response, Role::Label, name.trim());
}

/// A dot in a colour that the words beside it say too.
pub(crate) fn state_dot(ui: &mut Ui, color: Color32) {
    let (rect, _) = ui.allocate_exact_size(vec2(8.0, 16.0), Sense::hover());
    ui.painter().circle_filled(rect.center(), 4.0, color);
}

/// The colour of a cluster's state.
pub(crate) fn state_color(ui: &Ui, state: &str) -> Color32 {
    let tokens = tokens(ui);
    match state {
        "running" => tokens.ok,
        "failed" | "delete_failed" | "updating_failed" | "unavailable" => tokens.error,
        "stopped" | "inactive" | "deleted" | "deleting" => tokens.faint,
        _ => tokens.warning,
    }
}

/// One of several choices, with an outline that can be seen.
pub(crate) fn radio<T: PartialEq>(ui: &mut Ui, value: &mut T, choice: T, text: &str) -> Response {
    ui.scope(|ui| {
        outline(ui);
        let text = RichText::new(text).color(tokens(ui).text);
        ui.radio_value(value, choice, text)
    })
    .inner
}

/// A box to tick, with an outline that can be seen.
pub(crate) fn checkbox(ui: &mut Ui, value: &mut bool, text: &str, enabled: bool) -> Response {
    ui.scope(|ui| {
        outline(ui);
        let text = RichText::new(text).size(theme::SMALL).color(tokens(ui).text);
        ui.add_enabled(enabled, egui::Checkbox::new(value, text))
    })
    .inner
}

/// Small controls stand out by their outline alone.
fn outline(ui: &mut Ui) {
    let tokens = tokens(ui);
    ui.spacing_mut().interact_size.y = TARGET;
    ui.spacing_mut().icon_width = 15.0;
    let widgets = &mut ui.visuals_mut().widgets;
    widgets.inactive.bg_stroke = Stroke::new(1.0, tokens.faint);
    widgets.inactive.bg_fill = tokens.background;
    widgets.inactive.fg_stroke = Stroke::new(1.5, tokens.link);
    widgets.hovered.fg_stroke = Stroke::new(1.5, tokens.link);
}

/// One of several choices.
pub(crate) struct Choice<'a, T> {
    pub(crate) value: T,
    pub(crate) name: &'a str,
    pub(crate) hint: &'a str,
    /// Whether it can be chosen.
    pub(crate) enabled: bool,
}

/// Choices side by side, of which one holds; the one that was clicked comes back. Two are at least
/// as wide as a button; of more, each is as wide as its bold name, so that none moves.
pub(crate) fn segmented<T: PartialEq + Copy, const N: usize>(
    ui: &mut Ui,
    now: T,
    choices: [Choice<'_, T>; N],
) -> Option<T> {
    let tokens = tokens(ui);
    let frame = Frame::new()
        .stroke(Stroke::new(1.0, tokens.outline))
        .corner_radius(CornerRadius::same(theme::RADIUS));
    let mut clicked = None;
    frame.show(ui, |ui| {
        ui.spacing_mut().item_spacing.x = 0.0;
        ui.spacing_mut().interact_size.y = theme::CONTROL - 2.0;
        ui.horizontal(|ui| {
            for (index, choice) in choices.into_iter().enumerate() {
                let Choice { value, name, hint, enabled } = choice;
                let chosen = now == value;
                let (fill, color, font) = if chosen {
                    (tokens.selected, tokens.text, theme::semibold(theme::BODY))
                } else {
                    (Color32::TRANSPARENT, tokens.dim, FontId::proportional(theme::BODY))
                };
                let left = if index == 0 { theme::RADIUS } else { 0 };
                let right = if index + 1 == N { theme::RADIUS } else { 0 };
                let corners = CornerRadius { nw: left, sw: left, ne: right, se: right };
                let least = if N == 2 { 64.0 } else { bold_width(ui, name) };
                let button = Button::new(RichText::new(name).font(font).color(color))
                    .fill(fill)
                    .stroke(Stroke::NONE)
                    .corner_radius(corners)
                    .min_size(vec2(least, theme::CONTROL - 2.0));
                let response = ui.add_enabled(enabled, button);
                let response = response.on_hover_text(hint).on_disabled_hover_text(hint);
                let info = || WidgetInfo::selected(Role::RadioButton, enabled, chosen, name);
                response.widget_info(info);
                if response.clicked() {
                    clicked = Some(value);
                }
            }
        });
    });
    clicked
}

/// How wide choices with these names are side by side, with the line around them.
pub(crate) fn segmented_width(ui: &Ui, names: &[&str]) -> f32 {
    names.iter().map(|name| bold_width(ui, name)).sum::<f32>() + 2.0
}

/// How wide a button with this name is when it is chosen.
fn bold_width(ui: &Ui, name: &str) -> f32 {
    let bold = theme::semibold(theme::BODY);
    let galley = ui.painter().layout_no_wrap(name.to_owned(), bold, Color32::PLACEHOLDER);
    galley.size().x + 2.0 * ui.spacing().button_padding.x
}

/// A dialog over everything, with the name by which a screen reader tells of it.
pub(crate) fn dialog(ctx: &egui::Context, id: &str, name: &str) -> Modal {
    let id = egui::Id::unique(id);
    let area = Modal::default_area(id).accessible_name(name);
    Modal::new(id).area(area).frame(Frame::popup(&ctx.global_style()).inner_margin(20))
}

/// How much of something is over, from 0 to 1.
pub(crate) fn progress_bar(ui: &mut Ui, name: &str, part: f32, width: f32) {
    const HEIGHT: f32 = 6.0;
    let tokens = tokens(ui);
    let bar = ProgressBar::new(part).desired_width(width).desired_height(HEIGHT);
    let shown = ui.scope(|ui| {
        ui.visuals_mut().extreme_bg_color = tokens.line;
        ui.add(bar.fill(tokens.accent))
    });
    access::name_field(ui, &shown.inner, name);
}

/// A card: a rounded frame on the panel's colour.
pub(crate) fn card(ui: &Ui) -> Frame {
    let tokens = tokens(ui);
    Frame::new()
        .fill(tokens.panel)
        .stroke(Stroke::new(1.0, tokens.line))
        .corner_radius(CornerRadius::same(10))
        .inner_margin(Margin::same(16))
}

/// The field above a list by which something in it is found, with its name, which is its hint too,
/// and its width. What is typed can be cleared by a press. Says whether something else was typed.
pub(crate) fn filter_field(
    ui: &mut Ui,
    id: &str,
    typed: &mut String,
    (name, width): (&str, f32),
    phrases: &Phrases,
) -> bool {
    let hint = RichText::new(name).color(tokens(ui).faint);
    let has_text = !typed.is_empty();
    let right = if has_text { 28 } else { 9 };
    let edit = TextEdit::singleline(typed)
        .id(egui::Id::unique(id))
        .hint_text(hint)
        .margin(Margin { left: 9, right, top: 6, bottom: 6 })
        .min_size(vec2(0.0, theme::CONTROL))
        .align(Align2::LEFT_CENTER)
        .desired_width(width);
    let field = ui.add(edit);
    access::name_field(ui, &field, name);
    let cleared = has_text && clear(ui, &field, &(phrases.clear_field)(name));
    if cleared {
        typed.clear();
        field.request_focus();
    }
    field.changed() || cleared
}

/// The button inside a field that clears it.
fn clear(ui: &mut Ui, field: &Response, name: &str) -> bool {
    let center = field.rect.right_center() - vec2(15.0, 0.0);
    let place = egui::Rect::from_center_size(center, vec2(TARGET, TARGET));
    let icon = RichText::new(icons::X).size(theme::SMALL).color(tokens(ui).dim);
    let mut inside = ui.new_child(egui::UiBuilder::new().max_rect(place));
    inside.spacing_mut().button_padding = vec2(0.0, 0.0);
    inside.spacing_mut().interact_size.y = TARGET;
    let response = inside.add_sized(place.size(), Button::new(icon).frame(false));
    named(&response, Role::Button, name);
    response.on_hover_text(name).clicked()
}

/// Paints a word inside a field's right edge, where the field does not write.
pub(crate) fn inside_right(ui: &Ui, field: &Response, text: &str, color: Color32) {
    let at = field.rect.right_center() - vec2(10.0, 0.0);
    ui.painter().text(at, Align2::RIGHT_CENTER, text, FontId::proportional(theme::BODY), color);
}

/// A line across.
pub(crate) fn rule(ui: &Ui, y: f32) {
    let line = Stroke::new(1.0, tokens(ui).line);
    ui.painter().hline(ui.max_rect().x_range(), y, line);
}

/// A text in a cell of a table, cut off at its end.
pub(crate) fn cell(ui: &mut Ui, place: egui::Rect, text: RichText) {
    if place.width() <= 0.0 {
        return;
    }
    let layout = egui::Layout::left_to_right(egui::Align::Center);
    let mut inside = ui.new_child(egui::UiBuilder::new().max_rect(place).layout(layout));
    inside.add(egui::Label::new(text).truncate().selectable(false));
}
