//! One cluster of the list.

use egui::accesskit::Toggled;
use egui::{Id, Rect, Response, RichText, Role, Sense, Ui, WidgetInfo, vec2};

use super::STOP;
use super::keys::Pressed;
use crate::core::clusters::{Cluster, Entry};
use crate::core::printable::printable;
use crate::text::Phrases;
use crate::ui::access;
use crate::ui::focus;
use crate::ui::icons;
use crate::ui::theme::{self, tokens};
use crate::ui::widgets::{state_color, state_dot};

/// The height of a row.
pub(super) const HEIGHT: f32 = 48.0;

/// How wide the part is in which a click chooses.
const BOX: f32 = 40.0;

/// A row, and how it stands.
pub(super) struct Row<'a> {
    pub(super) entry: &'a Entry,
    /// Whether its id is filled in.
    pub(super) picked: bool,
    /// Whether it is to be fetched with others.
    pub(super) chosen: bool,
    /// Whether the keyboard's cursor is on it.
    pub(super) cursor: bool,
}

impl Row<'_> {
    pub(super) fn ui(&self, ui: &mut Ui, phrases: &Phrases) -> Option<Pressed> {
        let cluster = &self.entry.cluster;
        let size = vec2(ui.available_width(), HEIGHT);
        // The list has the focus, not its rows.
        let (rect, response) = ui.allocate_exact_size(size, Sense::CLICK);
        let name = printable(&format!("{} {}", cluster.name, cluster.region));
        response.widget_info(|| WidgetInfo::labeled(Role::ListBoxOption, true, &name));
        access::selected(&response, self.picked);
        let toggled = if self.chosen { Toggled::True } else { Toggled::False };
        ui.ctx().accesskit_node_builder(response.id, |node| {
            node.set_toggled(toggled);
            // The state, which the dot has a colour for, too.
            node.set_description(printable(&facts(self.entry, phrases)));
        });
        if self.cursor {
            access::read_part(ui.ctx(), Id::unique(STOP), &response);
        }
        self.paint(ui, rect, &response, phrases);
        let asked = clicked(ui, rect, &response);
        let hint = self.hint(phrases);
        let response = response.on_hover_cursor(egui::CursorIcon::PointingHand);
        if !hint.is_empty() {
            response.on_hover_text(hint);
        }
        asked
    }

    fn paint(&self, ui: &mut Ui, rect: Rect, response: &Response, phrases: &Phrases) {
        let tokens = tokens(ui);
        let back = rect.shrink2(vec2(8.0, 1.0));
        if self.picked || response.hovered() {
            let fill = if self.picked { tokens.selected } else { tokens.raised };
            ui.painter().rect_filled(back, 7.0, fill);
        }
        if self.cursor {
            ui.painter().rect_stroke(back, 7.0, focus::line(ui), egui::StrokeKind::Inside);
        }
        self.paint_box(ui, back);
        let cluster = &self.entry.cluster;
        let usable = !self.entry.gone && self.entry.obstacle().is_none();
        let mut space = back.shrink2(vec2(8.0, 6.0));
        space.max.x -= 26.0;
        let mut inside = ui.new_child(egui::UiBuilder::new().max_rect(space));
        inside.spacing_mut().item_spacing = vec2(9.0, 1.0);
        inside.spacing_mut().interact_size.y = 16.0;
        inside.horizontal_top(|ui| {
            state_dot(ui, state_color(ui, &cluster.state));
            ui.vertical(|ui| {
                let line = |text: RichText| egui::Label::new(text).truncate().selectable(false);
                let color = if usable { tokens.text } else { tokens.dim };
                let name =
                    RichText::new(printable(&cluster.name)).font(theme::semibold(theme::BODY));
                ui.add(line(name.color(color)));
                let facts =
                    RichText::new(printable(&facts(self.entry, phrases))).size(theme::SMALL);
                ui.add(line(facts.color(tokens.dim)));
            });
        });
    }

    fn paint_box(&self, ui: &Ui, back: Rect) {
        let tokens = tokens(ui);
        let center = egui::pos2(back.right() - 15.0, back.top() + 15.0);
        let place = Rect::from_center_size(center, vec2(14.0, 14.0));
        let painter = ui.painter();
        if self.chosen {
            painter.rect_filled(place, 4.0, tokens.accent);
            let font = egui::FontId::proportional(11.0);
            let (anchor, check) = (egui::Align2::CENTER_CENTER, icons::CHECK);
            painter.text(center, anchor, check, font, tokens.on_accent);
        } else {
            let line = egui::Stroke::new(1.0, tokens.faint);
            painter.rect_stroke(place, 4.0, line, egui::StrokeKind::Inside);
        }
    }

    /// Why it has no kubeconfig, and which endpoint it lacks.
    fn hint(&self, phrases: &Phrases) -> String {
        let words = &phrases.clusters;
        let Entry { cluster, gone, .. } = self.entry;
        let mut lines = Vec::new();
        if *gone {
            lines.push(words.gone_hint.to_owned());
        } else if let Some(obstacle) = self.entry.obstacle() {
            lines.push((words.obstacle)(obstacle).to_owned());
        }
        if let Some(endpoints) = &cluster.endpoints {
            let has = [endpoints.public.is_some(), endpoints.private.is_some()];
            lines.push((words.has_endpoints)((words.endpoints)(has)));
        }
        lines.push(cluster.id.to_string());
        lines.join("\n")
    }
}

/// A click picks; on the box or with a key held it chooses.
fn clicked(ui: &Ui, rect: Rect, response: &Response) -> Option<Pressed> {
    if !response.clicked() {
        return None;
    }
    let modifiers = ui.input(|input| input.modifiers);
    let on_box = |place: egui::Pos2| place.x > rect.right() - BOX;
    let on_box = response.interact_pointer_pos().is_some_and(on_box);
    Some(if modifiers.shift {
        Pressed::Range
    } else if modifiers.command || on_box {
        Pressed::Toggle
    } else {
        Pressed::Pick
    })
}

/// Region, edition, version and size; the state where it is not the usual one.
fn facts(entry: &Entry, phrases: &Phrases) -> String {
    let cluster = &entry.cluster;
    let Cluster { region, state, size, .. } = cluster;
    let words = &phrases.clusters;
    let edition = (words.edition)(cluster.edition());
    if entry.gone {
        return format!("{region} · {edition} · {}", words.gone);
    }
    if state != "running" {
        return format!("{region} · {edition} · {}", (words.state)(state));
    }
    let mut parts = vec![region.clone(), edition.to_owned(), cluster.minor_version().to_owned()];
    parts.extend(size.map(phrases.credentials.nodes));
    parts.retain(|part| !part.is_empty());
    parts.join(" · ")
}
