//! What the kubeconfig on show says, in cards.

use egui::{Frame, Grid, Label, Margin, RichText, ScrollArea, Ui};

use super::result::Shown;
use super::theme::{self, tokens};
use super::widgets::card;
use crate::text::Phrases;

/// Draws the overview.
pub(super) fn ui(ui: &mut Ui, shown: &Shown<'_>, phrases: &Phrases) {
    let Some(summary) = shown.fetched.summary() else { return };
    let words = &phrases.overview;
    let certificate = summary.certificate.as_ref();
    let identity = certificate.and_then(|certificate| certificate.identity.clone());
    let groups = certificate.map(|certificate| certificate.groups.join(", "));
    ScrollArea::vertical().id_salt("overview").auto_shrink(false).show(ui, |ui| {
        Frame::new().inner_margin(Margin::symmetric(18, 14)).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 12.0;
            facts(ui, words.who, &[(words.identity, identity), (words.groups, groups)]);
            facts(ui, words.place, &[(words.server, summary.server.clone())]);
        });
    });
}

/// A card with a name and its facts; of those that are not known nothing is said.
fn facts(ui: &mut Ui, name: &str, rows: &[(&str, Option<String>)]) {
    card(ui).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.label(RichText::new(name).font(theme::semibold(theme::BODY)));
        Grid::new(name).num_columns(2).min_col_width(110.0).show(ui, |ui| {
            for (name, value) in rows {
                let Some(value) = value else { continue };
                ui.label(RichText::new(*name).color(tokens(ui).dim));
                ui.add(Label::new(RichText::new(value).monospace()).truncate());
                ui.end_row();
            }
        });
    });
}
