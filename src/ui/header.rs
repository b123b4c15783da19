//! The line at the top: the name, and the choices about the window itself.

use egui::text::{LayoutJob, TextFormat};
use egui::{Button, FontId, Response, RichText, Ui, WidgetText, vec2};

use super::actions::Page;
use super::icons;
use super::theme::{self, tokens};
use super::widgets::icon_button;
use super::wish::{ContextsWish, HistoryWish, OpenWish, SettingsWish, Wish};
use crate::core::session::ThemeChoice;
use crate::text::Phrases;

/// The logo, as the icon has it.
pub(crate) static LOGO: &[u8] = include_bytes!("../../assets/icon-64.png");

/// What the line shows.
pub(crate) struct Around<'a> {
    pub(crate) logo: Option<&'a egui::TextureHandle>,
    /// In a narrow window, where the side is a page: whether that is on show.
    pub(crate) side: Option<bool>,
    pub(crate) theme: ThemeChoice,
    /// How many contexts the user has, and how many of them end soon.
    pub(crate) contexts: Option<(usize, usize)>,
    /// Whether there is a history.
    pub(crate) history: bool,
    /// The page on show.
    pub(crate) page: Page,
}

pub(crate) fn ui(ui: &mut Ui, around: &Around<'_>, phrases: &Phrases) -> Option<Wish> {
    let mut wish = None;
    ui.horizontal_centered(|ui| {
        ui.spacing_mut().item_spacing.x = 10.0;
        // In a narrow window its room is for what can be pressed.
        if let Some(logo) = around.logo.filter(|_| around.side.is_none()) {
            let image = egui::Image::new(logo).fit_to_exact_size(vec2(22.0, 22.0));
            ui.add(image.alt_text(phrases.title));
        }
        if let Some(open) = around.side {
            let text = format!("{}  {}", icons::LIST, phrases.clusters.side);
            if page_button(ui, text, open, phrases.clusters.side) {
                wish = Some(Wish::ToggleSide);
            }
        } else {
            ui.label(RichText::new(phrases.title).font(theme::semibold(14.0)));
        }
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            let icon = match around.theme {
                ThemeChoice::System => icons::CIRCLE_HALF,
                ThemeChoice::Dark => icons::MOON,
                ThemeChoice::Light => icons::SUN,
            };
            if settings(ui, around.page == Page::Settings, phrases) {
                wish = Some(SettingsWish::Toggle.into());
            }
            if icon_button(ui, icon, (phrases.status.theme)(around.theme)).clicked() {
                wish = Some(Wish::NextTheme);
            }
            let open = icon_button(ui, icons::FOLDER_OPEN, phrases.opened.open);
            if open.on_hover_text(phrases.opened.open_hint).clicked() {
                wish = Some(OpenWish::Choose.into());
            }
            if around.history && history(ui, around, phrases) {
                wish = Some(HistoryWish::Toggle.into());
            }
            if let Some(counts) = around.contexts
                && contexts(ui, counts, around, phrases)
            {
                wish = Some(ContextsWish::Toggle.into());
            }
        });
    });
    wish
}

/// The button to the page about the user's contexts; it says how many end soon.
fn contexts(
    ui: &mut Ui,
    (count, expiring): (usize, usize),
    around: &Around<'_>,
    phrases: &Phrases,
) -> bool {
    let (words, tokens) = (&phrases.contexts, tokens(ui));
    let open = around.page == Page::Contexts;
    let plain = |color| TextFormat::simple(FontId::proportional(theme::BODY), color);
    let mut text = LayoutJob::default();
    let color = if open { tokens.text } else { tokens.dim };
    text.append(&format!("{} · {count}", words.heading), 0.0, plain(color));
    let ending = (words.expiring)(expiring);
    if expiring > 0 && around.side.is_some() {
        text.append(&format!("{} {expiring}", icons::WARNING), 8.0, plain(tokens.warning));
    } else if expiring > 0 {
        text.append("\u{25cf} ", 8.0, plain(tokens.warning));
        text.append(&ending, 0.0, plain(tokens.warning));
    }
    let name = if expiring > 0 {
        format!("{} {count}, {ending}", words.heading)
    } else {
        format!("{} {count}", words.heading)
    };
    page_button(ui, text, open, &name)
}

/// The button to the page about what was done; an icon in a narrow window.
fn history(ui: &mut Ui, around: &Around<'_>, phrases: &Phrases) -> bool {
    let (name, tokens) = (phrases.history.heading, tokens(ui));
    let open = around.page == Page::History;
    let color = if open { tokens.text } else { tokens.dim };
    if around.side.is_none() {
        return page_button(ui, RichText::new(name).color(color), open, name);
    }
    ui.scope(|ui| {
        ui.spacing_mut().button_padding = vec2(7.0, 2.0);
        let icon = RichText::new(icons::CLOCK).size(16.0).color(color);
        page_button(ui, icon, open, name)
    })
    .inner
}

/// The button to the settings.
fn settings(ui: &mut Ui, open: bool, phrases: &Phrases) -> bool {
    let (name, tokens) = (phrases.settings.heading, tokens(ui));
    let color = if open { tokens.text } else { tokens.dim };
    let icon = RichText::new(icons::GEAR).size(16.0).color(color);
    let fill = if open { tokens.selected } else { tokens.raised };
    let button = Button::new(icon).fill(fill).min_size(vec2(32.0, 28.0));
    let shown = ui.scope(|ui| {
        ui.spacing_mut().button_padding = vec2(7.0, 2.0);
        ui.add(button)
    });
    page_named(&shown.inner, open, name);
    shown.inner.on_hover_text(name).clicked()
}

/// A button to a page, which is on show or not.
fn page_button(ui: &mut Ui, text: impl Into<WidgetText>, open: bool, name: &str) -> bool {
    let fill = if open { tokens(ui).selected } else { egui::Color32::TRANSPARENT };
    let button = Button::new(text.into()).fill(fill).min_size(vec2(32.0, 28.0));
    let response = ui.add(button);
    page_named(&response, open, name);
    response.on_hover_text(name).clicked()
}

/// Tells which page a button is to, and whether it is on show.
fn page_named(response: &Response, open: bool, name: &str) {
    response.widget_info(|| egui::WidgetInfo::selected(egui::Role::Button, true, open, name));
}
