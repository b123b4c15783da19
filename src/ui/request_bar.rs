//! The line with the cluster id, the endpoint toggle, the validity and the button.

use egui::{ComboBox, FontId, RichText, TextEdit, Ui, vec2};

use super::actions::Action;
use super::theme::{self, tokens};
use super::widgets::{Choice, button, inside_right, label, primary_button, segmented};
use super::{icons, wish::Wish};
use crate::core::acs::{
    ApiServerEndpoint, ClusterId, ClusterIdError, GetKubeconfig, TemporaryDuration,
};
use crate::core::clusters::Entry;
use crate::core::session::Account;
use crate::text::Phrases;

/// The temporary validities on offer, in minutes.
const VALIDITIES: [u64; 7] = [15, 60, 180, 480, 1440, 2880, 4320];

/// Below this width the line breaks into two.
const ONE_LINE: f32 = 640.0;

/// The widths of its parts; the field has the rest.
const TOGGLE: f32 = 132.0;
const VALIDITY: f32 = 118.0;
const BUTTON: f32 = 128.0;
const GAP: f32 = 12.0;

/// The height of the labels.
const LABEL: f32 = 16.0;

/// The fields of the question.
pub(crate) struct RequestBar {
    cluster_id: String,
    api_server: ApiServerEndpoint,
    duration: Option<TemporaryDuration>,
}

/// What else the line shows.
pub(crate) struct Around<'a> {
    /// Whether there are credentials to ask with.
    pub(crate) has_account: bool,
    /// The cluster whose id is filled in, if it is known.
    pub(crate) cluster: Option<&'a Entry>,
    /// Whether requests stay inside the VPC.
    pub(crate) in_vpc: bool,
    /// Since how long a question is under way.
    pub(crate) busy: Option<std::time::Duration>,
}

impl RequestBar {
    /// Begins with this wish.
    pub(crate) fn asking_for(
        api_server: ApiServerEndpoint,
        duration: Option<TemporaryDuration>,
    ) -> Self {
        Self { cluster_id: String::new(), api_server, duration }
    }

    /// The cluster that is filled in, if it can be one.
    pub(crate) fn cluster_id(&self) -> Option<ClusterId> {
        self.parsed().ok()
    }

    /// The question as it stands, if it can be asked. A cluster that is known to have only the
    /// other endpoint is asked for that one.
    pub(crate) fn question(&self, account: Option<&Account>) -> Option<GetKubeconfig> {
        let cluster_id = self.parsed().ok()?;
        let cluster = account.and_then(|account| account.cluster(&cluster_id));
        let api_server =
            cluster.map_or(self.api_server, |cluster| cluster.endpoint_instead_of(self.api_server));
        Some(GetKubeconfig { cluster_id, api_server, duration: self.duration })
    }

    /// Wishes for a kubeconfig that is valid for so long.
    pub(crate) fn pick_duration(&mut self, duration: TemporaryDuration) {
        self.duration = Some(duration);
    }

    /// Wishes for this address of the cluster.
    pub(crate) fn pick_api_server(&mut self, api_server: ApiServerEndpoint) {
        self.api_server = api_server;
    }

    /// Which endpoint is wished, and for how long.
    pub(crate) fn endpoint_and_duration(&self) -> (ApiServerEndpoint, Option<TemporaryDuration>) {
        (self.api_server, self.duration)
    }

    /// Fills a cluster in.
    pub(crate) fn pick(&mut self, id: &ClusterId) {
        id.as_str().clone_into(&mut self.cluster_id);
    }

    /// Fills a cluster in, unless something was typed already.
    pub(crate) fn pick_if_empty(&mut self, id: &ClusterId) {
        if self.cluster_id.trim().is_empty() {
            self.pick(id);
        }
    }

    fn parsed(&self) -> Result<ClusterId, ClusterIdError> {
        ClusterId::parse(&self.cluster_id)
    }

    pub(crate) fn ui(
        &mut self,
        ui: &mut Ui,
        around: &Around<'_>,
        phrases: &Phrases,
    ) -> Option<Wish> {
        let mut wish = None;
        let width = ui.available_width();
        if width >= ONE_LINE {
            ui.horizontal_top(|ui| {
                ui.spacing_mut().item_spacing.x = GAP;
                let field = width - TOGGLE - VALIDITY - BUTTON - 3.0 * GAP;
                wish = column(ui, field, |ui| self.field(ui, around, phrases));
                self.toggle(ui, around, phrases);
                self.validity(ui, phrases);
                wish = wish.take().or(self.button(ui, around, phrases));
            });
        } else {
            wish = column(ui, width, |ui| self.field(ui, around, phrases));
            // In a large type the button has a line of its own.
            let has_room = width >= TOGGLE + VALIDITY + BUTTON + 2.0 * GAP;
            ui.horizontal_top(|ui| {
                ui.spacing_mut().item_spacing.x = GAP;
                self.toggle(ui, around, phrases);
                self.validity(ui, phrases);
                if has_room {
                    wish = wish.take().or(self.button(ui, around, phrases));
                }
            });
            if !has_room {
                wish = wish.take().or(self.get_or_cancel(ui, around, phrases));
            }
        }
        wish
    }

    /// The field, with what is wrong in it beside its label so that nothing below ever moves.
    fn field(&mut self, ui: &mut Ui, around: &Around<'_>, phrases: &Phrases) -> Option<Wish> {
        let words = &phrases.request;
        let tokens = tokens(ui);
        let parsed = self.parsed();
        let label = above(ui, |ui| {
            let label = label(ui, words.cluster_id);
            let (color, text) = match &parsed {
                Ok(id) if !id.has_usual_form() => (tokens.warning, words.unusual_form.to_owned()),
                Ok(_) => match self.note(ui, around, phrases) {
                    Some(note) => note,
                    None => return label,
                },
                Err(ClusterIdError::Empty) => return label,
                Err(error) => (tokens.error, (words.bad_id)(error)),
            };
            let text = RichText::new(text).size(theme::SMALL).color(color);
            ui.add(egui::Label::new(text).truncate());
            label
        });
        let hint = RichText::new(words.cluster_id_hint).monospace().color(tokens.faint);
        let edit = TextEdit::singleline(&mut self.cluster_id)
            .id(egui::Id::unique("cluster-id"))
            .font(FontId::monospace(theme::MONO))
            .hint_text(hint)
            .margin(egui::Margin { left: 9, right: 28, top: 6, bottom: 6 })
            .min_size(vec2(0.0, theme::CONTROL))
            .align(egui::Align2::LEFT_CENTER)
            .desired_width(f32::INFINITY);
        let response = ui.add(edit).labelled_by(label.id);
        super::access::name_field(ui, &response, words.cluster_id);
        match &parsed {
            Ok(id) if id.has_usual_form() => {
                inside_right(ui, &response, icons::CHECK, tokens.ok);
            }
            Err(ClusterIdError::BadCharacter(_) | ClusterIdError::TooLong(_)) => {
                inside_right(ui, &response, icons::X, tokens.error);
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
        entered.then_some(Wish::Get)
    }

    /// What is to be known of the cluster before anything is asked.
    fn note(
        &self,
        ui: &Ui,
        around: &Around<'_>,
        phrases: &Phrases,
    ) -> Option<(egui::Color32, String)> {
        let tokens = tokens(ui);
        let words = &phrases.clusters;
        let wished = self.api_server;
        let asked = match around.cluster {
            Some(entry) => {
                if let Some(obstacle) = entry.obstacle() {
                    return Some((tokens.warning, (words.obstacle)(obstacle).to_owned()));
                }
                let asked = entry.cluster.endpoint_instead_of(wished);
                if asked != wished {
                    return Some((tokens.warning, (words.other_endpoint)(asked).to_owned()));
                }
                asked
            }
            None => wished,
        };
        let outside = asked == ApiServerEndpoint::Private && !around.in_vpc;
        outside.then(|| (tokens.dim, words.private_only_inside.to_owned()))
    }

    fn toggle(&mut self, ui: &mut Ui, around: &Around<'_>, phrases: &Phrases) {
        let words = &phrases.request;
        let cluster = around.cluster.map(|entry| &entry.cluster);
        let shown = |wished| cluster.map_or(wished, |known| known.endpoint_instead_of(wished));
        let choice = |endpoint, name, hint| {
            let missing = cluster.is_some_and(|known| known.lacks(endpoint));
            let hint = if missing { phrases.clusters.no_such_endpoint } else { hint };
            Choice { value: endpoint, name, hint, enabled: !missing }
        };
        column(ui, TOGGLE, |ui| {
            above(ui, |ui| label(ui, words.endpoint));
            let choices = [
                choice(ApiServerEndpoint::Public, words.public, words.public_hint),
                choice(ApiServerEndpoint::Private, words.private, words.private_hint),
            ];
            if let Some(chosen) = segmented(ui, shown(self.api_server), choices) {
                self.api_server = chosen;
            }
        });
    }

    fn validity(&mut self, ui: &mut Ui, phrases: &Phrases) {
        let words = &phrases.request;
        column(ui, VALIDITY, |ui| {
            above(ui, |ui| label(ui, words.valid_for));
            let now = self.duration.map_or(words.default_validity.to_owned(), words.validity);
            let combo = ComboBox::from_id_salt("validity").width(VALIDITY).selected_text(&now);
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
            super::access::name_field(ui, &response.response, words.valid_for);
        });
    }

    fn button(&self, ui: &mut Ui, around: &Around<'_>, phrases: &Phrases) -> Option<Wish> {
        column(ui, BUTTON, |ui| {
            above(ui, |_nothing| {});
            self.get_or_cancel(ui, around, phrases)
        })
    }

    fn get_or_cancel(&self, ui: &mut Ui, around: &Around<'_>, phrases: &Phrases) -> Option<Wish> {
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

/// A part of the line: as wide as said, a label and a control under it.
fn column<R>(ui: &mut Ui, width: f32, add: impl FnOnce(&mut Ui) -> R) -> R {
    let size = vec2(width, LABEL + 4.0 + theme::CONTROL);
    let layout = egui::Layout::top_down(egui::Align::Min);
    let part = |ui: &mut Ui| {
        ui.set_width(width);
        ui.spacing_mut().item_spacing.y = 4.0;
        add(ui)
    };
    ui.allocate_ui_with_layout(size, layout, part).inner
}

/// The row of the labels, which has one height in every part of the line.
fn above<R>(ui: &mut Ui, add: impl FnOnce(&mut Ui) -> R) -> R {
    let size = vec2(ui.available_width(), LABEL);
    let layout = egui::Layout::left_to_right(egui::Align::Center);
    let row = |ui: &mut Ui| {
        ui.set_min_height(LABEL);
        add(ui)
    };
    ui.allocate_ui_with_layout(size, layout, row).inner
}
