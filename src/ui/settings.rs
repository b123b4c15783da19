//! The settings: looks, where requests go and how they are signed.

use egui::{ComboBox, Id, Modal, RichText, ScrollArea, TextEdit, Ui};

use super::access;
use super::focus;
use super::theme::{self, tokens};
use super::widgets::{button, radio, small};
use super::wish::Wish;
use crate::core::acs::region::{self, REGIONS};
use crate::core::acs::{ApiEndpoint, ApiEndpointError, SchemeChoice};
use crate::core::session::{EndpointChoice, Language, Settings, ThemeChoice};
use crate::text::{Phrases, SettingsWords};

/// How wide the dialog is.
const WIDTH: f32 = 440.0;

const ENDPOINTS: [EndpointChoice; 4] = [
    EndpointChoice::Automatic,
    EndpointChoice::Public,
    EndpointChoice::Vpc,
    EndpointChoice::Address,
];

/// What the dialog shows besides the settings.
pub(crate) struct Around<'a> {
    /// The host that is asked with the settings as they are; `None` without an account.
    pub(crate) host: Option<&'a str>,
    /// Whether an option of the command line chose the endpoint.
    pub(crate) by_option: bool,
}

/// The dialog. Every change is a wish at once; there is nothing to confirm.
pub(crate) fn ui(
    ctx: &egui::Context,
    settings: &Settings,
    around: &Around<'_>,
    phrases: &Phrases,
) -> Option<Wish> {
    let words = &phrases.settings;
    let mut wish = None;
    let frame = egui::Frame::popup(&ctx.global_style()).inner_margin(20);
    let modal = Modal::new(Id::unique("settings")).frame(frame).show(ctx, |ui| {
        ui.set_width(WIDTH);
        ui.label(RichText::new(words.heading).font(theme::semibold(theme::HEADING)));
        let mut changed = settings.clone();
        let most = ui.ctx().content_rect().height() - 160.0;
        ScrollArea::vertical().max_height(most).show(ui, |ui| {
            ui.set_width(WIDTH);
            looks(ui, &mut changed, phrases);
            ui.add_space(6.0);
            endpoint(ui, &mut changed, around, words);
            ui.add_space(6.0);
            signature(ui, &mut changed, words);
            focus::follow(ui);
        });
        ui.add_space(6.0);
        let close = ui
            .horizontal(|ui| {
                let close = button(ui, words.close, "Esc", true).clicked();
                let copy = button(ui, phrases.diagnostics.copy, "", true);
                if copy.on_hover_text(phrases.diagnostics.meaning).clicked() {
                    wish = Some(Wish::CopyDiagnostics);
                }
                close
            })
            .inner;
        if changed != *settings {
            wish = Some(Wish::Settings(Box::new(changed)));
        }
        close
    });
    let closed = modal.should_close() || modal.inner;
    wish.or(closed.then_some(Wish::ToggleSettings))
}

fn looks(ui: &mut Ui, settings: &mut Settings, phrases: &Phrases) {
    let words = &phrases.settings;
    heading(ui, words.language);
    ui.horizontal_wrapped(|ui| {
        for language in [None, Some(Language::English), Some(Language::Chinese)] {
            radio(ui, &mut settings.language, language, (words.language_choice)(language));
        }
    });
    ui.add_space(6.0);
    heading(ui, words.theme);
    ui.horizontal_wrapped(|ui| {
        for theme in [ThemeChoice::System, ThemeChoice::Dark, ThemeChoice::Light] {
            radio(ui, &mut settings.theme, theme, (words.theme_choice)(theme));
        }
    });
}

fn endpoint(ui: &mut Ui, settings: &mut Settings, around: &Around<'_>, words: &SettingsWords) {
    heading(ui, words.endpoint);
    ui.spacing_mut().interact_size.y = 22.0;
    for choice in ENDPOINTS {
        radio(ui, &mut settings.endpoint, choice, (words.endpoint_choice)(choice));
        if settings.endpoint == choice {
            ui.indent(("meaning", words.endpoint), |ui| {
                small(ui, (words.endpoint_meaning)(choice));
                match choice {
                    EndpointChoice::Automatic => {}
                    EndpointChoice::Public | EndpointChoice::Vpc => region(ui, settings, words),
                    EndpointChoice::Address => address(ui, settings, words),
                }
            });
        }
    }
    if let Some(host) = around.host {
        let mut text = (words.asked)(host);
        if around.by_option {
            text = format!("{text}, {}", words.by_option);
        }
        small(ui, &text);
    }
}

/// A region from the list, or one that is typed.
fn region(ui: &mut Ui, settings: &mut Settings, words: &SettingsWords) {
    let mut typed = settings.region.clone().unwrap_or_default();
    ui.horizontal(|ui| {
        field(ui, words.region, "region", &mut typed, "cn-hangzhou", 180.0);
        let chosen = region::find(&typed).map_or(words.no_region, words.region_name);
        let combo = ComboBox::from_id_salt("regions").width(200.0).truncate();
        let response = combo.selected_text(chosen).show_ui(ui, |ui| {
            let none = ui.selectable_label(typed.is_empty(), words.no_region);
            if none.clicked() {
                typed.clear();
            }
            for region in REGIONS {
                let name = format!("{} · {}", (words.region_name)(region), region.id);
                if ui.selectable_label(typed == region.id, name).clicked() {
                    region.id.clone_into(&mut typed);
                }
            }
        });
        access::name_field(ui, &response.response, words.region);
    });
    settings.region = Some(typed.trim().to_owned()).filter(|region| !region.is_empty());
    let checked = settings.region.as_deref().map(ApiEndpoint::of_region);
    wrong(ui, checked.and_then(Result::err), words);
}

fn address(ui: &mut Ui, settings: &mut Settings, words: &SettingsWords) {
    let mut typed = settings.address.clone().unwrap_or_default();
    field(
        ui,
        words.address,
        "address",
        &mut typed,
        "https://cs.cn-hangzhou.aliyuncs.com",
        WIDTH - 40.0,
    );
    settings.address = Some(typed).filter(|address| !address.trim().is_empty());
    let checked = settings.address.as_deref().map(ApiEndpoint::parse);
    wrong(ui, checked.and_then(Result::err), words);
}

fn wrong(ui: &mut Ui, error: Option<ApiEndpointError>, words: &SettingsWords) {
    if let Some(error) = error {
        let text = RichText::new((words.bad_endpoint)(&error)).size(theme::SMALL);
        ui.colored_label(tokens(ui).error, text);
    }
}

fn signature(ui: &mut Ui, settings: &mut Settings, words: &SettingsWords) {
    heading(ui, words.signature);
    ui.horizontal_wrapped(|ui| {
        for scheme in SchemeChoice::ALL {
            radio(ui, &mut settings.signature, scheme, (words.signature_choice)(scheme));
        }
    });
}

fn field(ui: &mut Ui, name: &str, id: &str, text: &mut String, hint: &str, width: f32) {
    let hint = RichText::new(hint).monospace().color(tokens(ui).faint);
    let edit = TextEdit::singleline(text)
        .id(Id::unique(("settings", id)))
        .font(egui::FontId::monospace(theme::MONO))
        .hint_text(hint)
        .margin(egui::Margin::symmetric(9, 6))
        .desired_width(width);
    let response = ui.add(edit);
    access::name_field(ui, &response, name);
}

fn heading(ui: &mut Ui, text: &str) {
    ui.label(RichText::new(text).font(theme::semibold(theme::BODY)));
}
