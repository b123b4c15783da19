//! The line with the cluster id, the endpoint toggle, the validity and the button.

mod parts;

use egui::{Ui, vec2};

use super::access;
use super::theme;
use super::widgets::label;
use super::wish::Wish;
use crate::core::acs::{
    ApiServerEndpoint, ClusterId, ClusterIdError, GetKubeconfig, TemporaryDuration,
};
use crate::core::clusters::Entry;
use crate::core::session::Account;
use crate::text::Phrases;

/// Below this width the line breaks into two.
const ONE_LINE: f32 = 640.0;

/// The widths of its parts; the field has the rest.
const TOGGLE: f32 = 132.0;
const VALIDITY: f32 = 118.0;
const BUTTON: f32 = 128.0;
const GAP: f32 = 12.0;

/// In a low window labels stand before what they name, from this width on; then the field is as
/// wide as an id.
const BESIDE: f32 = 536.0;
const ID: f32 = 290.0;
const VALIDITY_BESIDE: f32 = 96.0;

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
    /// Whether the window is low.
    pub(crate) low: bool,
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
        let width = ui.available_width();
        if around.low && width >= BESIDE {
            return self.labels_before(ui, around, phrases);
        }
        let mut wish = None;
        if width >= ONE_LINE {
            ui.horizontal_top(|ui| {
                ui.spacing_mut().item_spacing.x = GAP;
                let field = width - TOGGLE - VALIDITY - BUTTON - 3.0 * GAP;
                wish = self.field_below(ui, field, around, phrases);
                self.choices_below(ui, around, phrases);
                wish = wish.take().or(self.button_below(ui, around, phrases));
            });
            return wish;
        }
        wish = self.field_below(ui, width, around, phrases);
        // In a large type the button has a line of its own.
        let has_room = width >= TOGGLE + VALIDITY + BUTTON + 2.0 * GAP;
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = GAP;
            self.choices_below(ui, around, phrases);
            if has_room {
                wish = wish.take().or(self.button_below(ui, around, phrases));
            }
        });
        if !has_room {
            wish = wish.take().or(self.button(ui, around, phrases));
        }
        wish
    }

    /// The line where each label stands before what it names.
    fn labels_before(
        &mut self,
        ui: &mut Ui,
        around: &Around<'_>,
        phrases: &Phrases,
    ) -> Option<Wish> {
        let words = &phrases.request;
        let field = ui.horizontal(|ui| {
            let label = label(ui, words.cluster_id);
            let note = self.note(ui, around, phrases);
            let (field, entered) = self.field(ui, &label, ID, phrases);
            if let Some(note) = note {
                access::describe(&field, &note.show(ui));
            }
            entered
        });
        let others = ui.horizontal(|ui| {
            label(ui, words.endpoint);
            self.toggle(ui, around, phrases);
            label(ui, words.valid_for);
            self.validity(ui, VALIDITY_BESIDE, phrases);
            let place = ui.available_rect_before_wrap();
            let place = place.with_min_x(place.right() - BUTTON);
            let mut end = ui.new_child(egui::UiBuilder::new().max_rect(place));
            self.button(&mut end, around, phrases)
        });
        field.inner.or(others.inner)
    }

    /// The field under its label. What is wrong in it stands beside the label, so that nothing
    /// below ever moves.
    fn field_below(
        &mut self,
        ui: &mut Ui,
        width: f32,
        around: &Around<'_>,
        phrases: &Phrases,
    ) -> Option<Wish> {
        column(ui, width, |ui| {
            let (label, note) = above(ui, |ui| {
                let label = label(ui, phrases.request.cluster_id);
                let note = self.note(ui, around, phrases);
                (label, note.map(|note| note.show(ui)))
            });
            let (field, entered) = self.field(ui, &label, f32::INFINITY, phrases);
            if let Some(note) = note {
                access::describe(&field, &note);
            }
            entered
        })
    }

    /// The choices under their labels.
    fn choices_below(&mut self, ui: &mut Ui, around: &Around<'_>, phrases: &Phrases) {
        let words = &phrases.request;
        column(ui, TOGGLE, |ui| {
            above(ui, |ui| label(ui, words.endpoint));
            self.toggle(ui, around, phrases);
        });
        column(ui, VALIDITY, |ui| {
            above(ui, |ui| label(ui, words.valid_for));
            self.validity(ui, VALIDITY, phrases);
        });
    }

    /// The button, as far down as what has a label.
    fn button_below(&self, ui: &mut Ui, around: &Around<'_>, phrases: &Phrases) -> Option<Wish> {
        column(ui, BUTTON, |ui| {
            above(ui, |_nothing| {});
            self.button(ui, around, phrases)
        })
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
