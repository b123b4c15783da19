//! The clusters that are known without asking: click one to fill its id in.

use egui::{RichText, Role, ScrollArea, Sense, Ui, WidgetInfo, vec2};

use super::theme::{self, tokens};
use super::widgets::{caption, small, state_color, state_dot};
use super::wish::Wish;
use crate::core::acs::ClusterId;
use crate::core::clusters::Cluster;
use crate::core::session::Account;
use crate::text::Phrases;

pub(crate) fn ui(
    ui: &mut Ui,
    account: &Account,
    chosen: Option<&ClusterId>,
    phrases: &Phrases,
) -> Option<Wish> {
    let mut wish = None;
    let words = &phrases.credentials;
    egui::Frame::new().inner_margin(egui::Margin { left: 14, right: 14, top: 12, bottom: 0 }).show(
        ui,
        |ui| {
            caption(ui, words.clusters);
            small(ui, words.clusters_note);
        },
    );
    ScrollArea::vertical().id_salt("clusters").auto_shrink(false).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        for cluster in &account.clusters {
            if row(ui, cluster, chosen == Some(&cluster.id), phrases) {
                wish = Some(Wish::Pick(cluster.id.clone()));
            }
        }
    });
    wish
}

/// One cluster; says whether it was clicked.
fn row(ui: &mut Ui, cluster: &Cluster, chosen: bool, phrases: &Phrases) -> bool {
    let width = ui.available_width();
    let (rect, response) = ui.allocate_exact_size(vec2(width, 48.0), Sense::click());
    let name = format!("{} {}", cluster.name, cluster.region);
    response.widget_info(|| WidgetInfo::selected(Role::ListBoxOption, true, chosen, &name));
    let tokens = tokens(ui);
    let back = rect.shrink2(vec2(8.0, 1.0));
    if chosen || response.hovered() {
        let fill = if chosen { tokens.selected } else { tokens.raised };
        ui.painter().rect_filled(back, 7.0, fill);
    }
    if response.has_focus() {
        let line = egui::Stroke::new(1.5, tokens.link);
        ui.painter().rect_stroke(back, 7.0, line, egui::StrokeKind::Inside);
    }
    inside_of(ui, back, |ui| {
        ui.spacing_mut().item_spacing = vec2(9.0, 1.0);
        ui.spacing_mut().interact_size.y = 16.0;
        ui.horizontal_top(|ui| {
            state_dot(ui, state_color(ui, &cluster.state));
            ui.vertical(|ui| {
                let line = |text: RichText| egui::Label::new(text).truncate().selectable(false);
                ui.add(line(RichText::new(&cluster.name).font(theme::semibold(theme::BODY))));
                let facts = RichText::new(facts(cluster, phrases)).size(theme::SMALL);
                ui.add(line(facts.color(tokens.dim)));
            });
        });
    });
    response.on_hover_cursor(egui::CursorIcon::PointingHand).clicked()
}

/// Draws on space that is allocated already.
fn inside_of(ui: &mut Ui, rect: egui::Rect, add: impl FnOnce(&mut Ui)) {
    let space = egui::UiBuilder::new().max_rect(rect.shrink2(vec2(8.0, 6.0)));
    add(&mut ui.new_child(space));
}

/// Region, edition, version and size; the state where it is not the usual one.
fn facts(cluster: &Cluster, phrases: &Phrases) -> String {
    let Cluster { region, state, size, .. } = cluster;
    let mut facts = vec![region.clone(), cluster.edition().to_owned()];
    if state == "running" {
        facts.push(cluster.minor_version().to_owned());
        facts.extend(size.map(phrases.credentials.nodes));
    } else {
        facts.push(state.clone());
    }
    facts.join(" · ")
}
