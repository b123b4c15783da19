//! The parts of the line: the field for the id and what is to be known of it, the choices, and the
//! button.

use egui::accesskit::{Invalid, Live};
use egui::{Color32, ComboBox, FontId, Id, Response, RichText, TextEdit, Ui, vec2};

use super::{Around, RequestBar};
use crate::core::acs::{ApiServerEndpoint, ClusterIdError, TemporaryDuration};
use crate::text::Phrases;
use crate::ui::access;
use crate::ui::actions::Action;
use crate::ui::icons;
use crate::ui::theme::{self, tokens};
use crate::ui::widgets::{Choice, button, inside_right, primary_button, segmented};
use crate::ui::wish::Wish;

/// The temporary validities on offer, in minutes.
const VALIDITIES: [u64; 7] = [15, 60, 180, 480, 1440, 2880, 4320];

/// What is to be known of the id that is typed.
pub(super) struct Note {
    color: Color32,
    text: String,
    /// Whether it is read out when it comes: not what is so while one is still typing.
    live: bool,
}

impl Note {
    pub(super) fn show(self, ui: &mut Ui) -> Response {
        let text = RichText::new(self.text).size(theme::SMALL).color(self.color);
        let note = ui.add(egui::Label::new(text).truncate());
        if self.live {
            access::live(&note, Live::Polite);
        }
        note
    }
}

impl RequestBar {
    /// The field for the id, and whether Enter was pressed in it.
    pub(super) fn field(
        &mut self,
        ui: &mut Ui,
        label: &Response,
        width: f32,
        phrases: &Phrases,
    ) -> (Response, Option<Wish>) {
        let words = &phrases.request;
        let tokens = tokens(ui);
        let parsed = self.parsed();
        let hint = RichText::new(words.cluster_id_hint).monospace().color(tokens.faint);
        let edit = TextEdit::singleline(&mut self.cluster_id)
            .id(Id::unique("cluster-id"))
            .font(FontId::monospace(theme::MONO))
            .hint_text(hint)
            .margin(egui::Margin { left: 9, right: 28, top: 6, bottom: 6 })
            .min_size(vec2(0.0, theme::CONTROL))
            .align(egui::Align2::LEFT_CENTER)
            .desired_width(width);
        let response = ui.add(edit).labelled_by(label.id);
        access::name_field(ui, &response, words.cluster_id);
        match &parsed {
            Ok(id) if id.has_usual_form() => {
                inside_right(ui, &response, icons::CHECK, tokens.ok);
            }
            Err(ClusterIdError::BadCharacter(_) | ClusterIdError::TooLong(_)) => {
                inside_right(ui, &response, icons::X, tokens.error);
                let invalid = |node: &mut egui::accesskit::Node| node.set_invalid(Invalid::True);
                ui.ctx().accesskit_node_builder(response.id, invalid);
            }
            Ok(_) | Err(ClusterIdError::Empty) => {}
        }
        // What was pasted around the id goes as soon as the id is clear.
        if response.changed()
            && let Ok(id) = self.parsed()
            && id.has_usual_form()
            && self.cluster_id != id.as_str()
        {
            id.as_str().clone_into(&mut self.cluster_id);
        }
        let entered = response.lost_focus() && ui.input(|i| i.key_pressed(egui::Key::Enter));
        (response, entered.then_some(Wish::Get))
    }

    /// What is to be known of what is typed.
    pub(super) fn note(&self, ui: &Ui, around: &Around<'_>, phrases: &Phrases) -> Option<Note> {
        let words = &phrases.request;
        let tokens = tokens(ui);
        match self.parsed() {
            Ok(id) if !id.has_usual_form() => {
                let text = words.unusual_form.to_owned();
                Some(Note { color: tokens.warning, text, live: false })
            }
            Ok(_) => self.about_cluster(ui, around, phrases),
            Err(ClusterIdError::Empty) => None,
            Err(error) => {
                Some(Note { color: tokens.error, text: (words.bad_id)(&error), live: true })
            }
        }
    }

    /// What is to be known of the cluster before anything is asked.
    fn about_cluster(&self, ui: &Ui, around: &Around<'_>, phrases: &Phrases) -> Option<Note> {
        let tokens = tokens(ui);
        let words = &phrases.clusters;
        let wished = self.api_server;
        let note = |color, text: &str| Some(Note { color, text: text.to_owned(), live: true });
        let asked = match around.cluster {
            Some(entry) => {
                if let Some(obstacle) = entry.obstacle() {
                    return note(tokens.warning, (words.obstacle)(obstacle));
                }
                let asked = entry.cluster.endpoint_instead_of(wished);
                if asked != wished {
                    return note(tokens.warning, (words.other_endpoint)(asked));
                }
                asked
            }
            None => wished,
        };
        let outside = asked == ApiServerEndpoint::Private && !around.in_vpc;
        outside.then(|| note(tokens.dim, words.private_only_inside)).flatten()
    }

    pub(super) fn toggle(&mut self, ui: &mut Ui, around: &Around<'_>, phrases: &Phrases) {
        let words = &phrases.request;
        let cluster = around.cluster.map(|entry| &entry.cluster);
        let shown = |wished| cluster.map_or(wished, |known| known.endpoint_instead_of(wished));
        let choice = |endpoint, name, hint| {
            let missing = cluster.is_some_and(|known| known.lacks(endpoint));
            let hint = if missing { phrases.clusters.no_such_endpoint } else { hint };
            Choice { value: endpoint, name, hint, enabled: !missing }
        };
        let choices = [
            choice(ApiServerEndpoint::Public, words.public, words.public_hint),
            choice(ApiServerEndpoint::Private, words.private, words.private_hint),
        ];
        if let Some(chosen) = segmented(ui, shown(self.api_server), choices) {
            self.api_server = chosen;
        }
    }

    pub(super) fn validity(&mut self, ui: &mut Ui, width: f32, phrases: &Phrases) {
        let words = &phrases.request;
        let now = self.duration.map_or(words.default_validity.to_owned(), words.validity);
        let combo = ComboBox::from_id_salt("validity").width(width).selected_text(&now);
        let chosen = tokens(ui).text;
        let response = combo.show_ui(ui, |ui| {
            ui.visuals_mut().selection.stroke.color = chosen;
            let default = words.default_validity;
            ui.selectable_value(&mut self.duration, None, default)
                .on_hover_text(words.default_validity_hint);
            for minutes in VALIDITIES {
                let Ok(duration) = TemporaryDuration::from_minutes(minutes) else { continue };
                let text = (words.validity)(duration);
                ui.selectable_value(&mut self.duration, Some(duration), text);
            }
        });
        access::name_combo(&response, words.valid_for);
    }

    /// Gets the kubeconfig; while it is asked for, cancels that.
    pub(super) fn button(
        &self,
        ui: &mut Ui,
        around: &Around<'_>,
        phrases: &Phrases,
    ) -> Option<Wish> {
        let words = &phrases.request;
        if let Some(elapsed) = around.busy {
            let elapsed = phrases.time.tenths(elapsed);
            let cancel =
                ui.vertical_centered_justified(|ui| button(ui, words.cancel, &elapsed, true)).inner;
            return cancel.clicked().then_some(Wish::Cancel);
        }
        let missing = if !around.has_account {
            Some(words.needs_credentials)
        } else if self.parsed().is_err() {
            Some(words.needs_cluster_id)
        } else {
            None
        };
        let get = ui
            .vertical_centered_justified(|ui| primary_button(ui, words.get, missing.is_none()))
            .inner;
        match missing {
            Some(missing) => get.on_disabled_hover_text(missing).clicked(),
            None => get.on_hover_text(Action::Get.keys(ui.ctx())).clicked(),
        }
        .then_some(Wish::Get)
    }
}
