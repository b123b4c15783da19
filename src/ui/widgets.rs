//! The small parts that the panels are made of.

use egui::{
    Align2, Button, Color32, CornerRadius, FontId, Frame, Margin, Response, RichText, Role, Sense,
    Stroke, Ui, WidgetInfo, vec2,
};

use super::theme::{self, tokens};

/// The one button that a place is about.
pub(crate) fn primary_button(ui: &mut Ui, text: &str, enabled: bool) -> Response {
    let tokens = tokens(ui);
    let (fill, color) =
        if enabled { (tokens.accent, tokens.on_accent) } else { (tokens.raised, tokens.faint) };
    let text = RichText::new(text).font(theme::semibold(theme::BODY)).color(color);
    let button = Button::new(text)
        .fill(fill)
        .stroke(Stroke::NONE)
        .min_size(vec2(0.0, theme::CONTROL))
        .corner_radius(theme::RADIUS);
    ui.add_enabled(enabled, button)
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

/// A button that looks like a word in the text.
pub(crate) fn link(ui: &mut Ui, text: &str) -> Response {
    let color = tokens(ui).link;
    let text_shown = RichText::new(text).size(theme::SMALL).color(color);
    let button = Button::new(text_shown).frame(false).min_size(vec2(0.0, 18.0));
    let response = ui.scope(|ui| {
        ui.spacing_mut().button_padding = vec2(2.0, 0.0);
        ui.spacing_mut().interact_size.y = 18.0;
        ui.add(button)
    });
    let response = response.inner.on_hover_cursor(egui::CursorIcon::PointingHand);
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

/// Gives a widget the name by which screen readers and tests find it.
pub(crate) fn named(response: &Response, kind: Role, name: &str) {
    response.widget_info(|| WidgetInfo::labeled(kind, response.enabled(), name));
}

/// The label above a field.
pub(crate) fn label(ui: &mut Ui, text: &str) -> Response {
    let color = tokens(ui).dim;
    ui.label(RichText::new(text).size(theme::SMALL).color(color))
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

/// A rounded fact: a word and its value.
pub(crate) fn chip(ui: &mut Ui, dot: Option<Color32>, word: &str, value: &str, after: &str) {
    let tokens = tokens(ui);
    let frame = Frame::new()
        .stroke(Stroke::new(1.0, tokens.line))
        .corner_radius(CornerRadius::same(11))
        .inner_margin(Margin::symmetric(10, 2));
    frame.show(ui, |ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        ui.spacing_mut().interact_size.y = 16.0;
        ui.horizontal(|ui| {
            if let Some(color) = dot {
                state_dot(ui, color);
            }
            let plain = |text: &str| RichText::new(text).size(theme::SMALL).color(tokens.dim);
            if !word.is_empty() {
                ui.label(plain(word));
            }
            let font = theme::semibold(theme::SMALL);
            if !value.is_empty() {
                let value = RichText::new(value).font(font).color(tokens.text);
                ui.add(egui::Label::new(value).truncate());
            }
            if !after.is_empty() {
                ui.label(plain(after));
            }
        });
    });
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

/// Two choices side by side, of which one holds.
pub(crate) fn segmented<T: PartialEq + Copy>(
    ui: &mut Ui,
    value: &mut T,
    choices: [(T, &str, &str); 2],
) {
    let tokens = tokens(ui);
    let frame = Frame::new()
        .stroke(Stroke::new(1.0, tokens.line))
        .corner_radius(CornerRadius::same(theme::RADIUS));
    frame.show(ui, |ui| {
        ui.spacing_mut().item_spacing.x = 0.0;
        ui.horizontal(|ui| {
            for (index, (choice, name, hint)) in choices.into_iter().enumerate() {
                let chosen = *value == choice;
                let (fill, color, font) = if chosen {
                    (tokens.selected, tokens.text, theme::semibold(theme::BODY))
                } else {
                    (Color32::TRANSPARENT, tokens.dim, FontId::proportional(theme::BODY))
                };
                let r = theme::RADIUS;
                let corners = if index == 0 {
                    CornerRadius { nw: r, sw: r, ne: 0, se: 0 }
                } else {
                    CornerRadius { nw: 0, sw: 0, ne: r, se: r }
                };
                let button = Button::new(RichText::new(name).font(font).color(color))
                    .fill(fill)
                    .stroke(Stroke::NONE)
                    .corner_radius(corners)
                    .min_size(vec2(64.0, theme::CONTROL - 2.0));
                let response = ui.add(button).on_hover_text(hint);
                response
                    .widget_info(|| WidgetInfo::selected(Role::RadioButton, true, chosen, name));
                if response.clicked() {
                    *value = choice;
                }
            }
        });
    });
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
