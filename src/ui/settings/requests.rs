//! Where requests go, and how they are signed.

use egui::{ComboBox, Id, RichText, TextEdit, Ui};

use super::Around;
use super::parts::{choice, next, side_by_side};
use crate::core::acs::region::{self, REGIONS};
use crate::core::acs::{ApiEndpoint, ApiEndpointError, SchemeChoice};
use crate::core::session::{EndpointChoice, Settings};
use crate::text::settings::SettingsWords;
use crate::ui::access;
use crate::ui::theme::{self, tokens};
use crate::ui::widgets::{radio, small};

const ENDPOINTS: [EndpointChoice; 4] = [
    EndpointChoice::Automatic,
    EndpointChoice::Public,
    EndpointChoice::Vpc,
    EndpointChoice::Address,
];

/// How far what belongs to a choice stands inside.
const INDENT: f32 = 19.0;

/// The widths of fields.
const REGION: f32 = 150.0;
const ADDRESS: f32 = 360.0;

pub(super) fn ui(ui: &mut Ui, settings: &mut Settings, around: &Around<'_>, words: &SettingsWords) {
    choice(ui, words.endpoint, words.endpoint_purpose, |ui| {
        // Its spacing is its own.
        ui.scope(|ui| endpoint(ui, settings, words));
    });
    if let Some(host) = around.host {
        let mut text = (words.asked)(host);
        if around.options.endpoint.is_some() {
            text = format!("{text}, {}", words.by_option);
        }
        ui.add_space(4.0);
        ui.label(RichText::new(text).size(theme::SMALL).color(tokens(ui).text));
    }
    next(ui);
    choice(ui, words.signature, words.signature_meaning, |ui| {
        side_by_side(ui, |ui| {
            for scheme in SchemeChoice::ALL {
                radio(ui, &mut settings.signature, scheme, (words.signature_choice)(scheme));
            }
        });
    });
}

fn endpoint(ui: &mut Ui, settings: &mut Settings, words: &SettingsWords) {
    ui.visuals_mut().indent_has_left_vline = false;
    ui.spacing_mut().indent = INDENT;
    for choice in ENDPOINTS {
        ui.spacing_mut().item_spacing.y = 0.0;
        radio(ui, &mut settings.endpoint, choice, (words.endpoint_choice)(choice));
        ui.indent(("meaning", words.endpoint), |ui| {
            small(ui, (words.endpoint_meaning)(choice));
            ui.spacing_mut().item_spacing.y = 4.0;
            match choice {
                _ if settings.endpoint != choice => {}
                EndpointChoice::Automatic => {}
                EndpointChoice::Public | EndpointChoice::Vpc => region(ui, settings, words),
                EndpointChoice::Address => address(ui, settings, words),
            }
        });
        ui.add_space(4.0);
    }
}

/// A region from the list, or one that is typed.
fn region(ui: &mut Ui, settings: &mut Settings, words: &SettingsWords) {
    let mut typed = settings.region.clone().unwrap_or_default();
    ui.horizontal_wrapped(|ui| {
        field(ui, words.region, "region", &mut typed, ("cn-hangzhou", REGION));
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
    let hint = "https://cs.cn-hangzhou.aliyuncs.com";
    let width = ADDRESS.min(ui.available_width() - 20.0);
    field(ui, words.address, "address", &mut typed, (hint, width));
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

/// A field for an address or a region, with its hint and its width.
fn field(ui: &mut Ui, name: &str, id: &str, text: &mut String, (hint, width): (&str, f32)) {
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
