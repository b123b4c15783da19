//! One cluster of many: how its kubeconfig comes along, and what can be done about it.

use egui::{Color32, Rect, RichText, Role, Sense, Ui, UiBuilder, WidgetInfo, pos2, vec2};
use jiff::{SignedDuration, Timestamp};

use crate::core::acs::ApiServerEndpoint;
use crate::core::printable::printable;
use crate::core::session::Fetched;
use crate::core::session::batch::{Item, ItemState};
use crate::text::Phrases;
use crate::text::explain::explain;
use crate::ui::icons;
use crate::ui::theme::{self, tokens};
use crate::ui::widgets::{cell, link, rule};
use crate::ui::wish::{FleetWish, Wish};

/// The height of a row.
pub(super) const HEIGHT: f32 = 33.0;

/// Where the columns begin, and where the last ends.
pub(super) struct Widths {
    starts: [f32; 5],
    end: f32,
}

/// The room for what can be done.
const ACTIONS: f32 = 112.0;

/// Below this width, region and endpoint give their room to the result.
const NARROW: f32 = 560.0;

impl Widths {
    /// Sign, cluster, region, endpoint and result share what there is.
    pub(super) fn of(width: f32) -> Self {
        let free = (width - 36.0 - ACTIONS).max(200.0);
        let shares = if width < NARROW { [0.0, 0.4, 0.4, 0.4] } else { [0.0, 0.27, 0.44, 0.60] };
        let [cluster, region, endpoint, result] = shares.map(|share| 36.0 + free * share);
        Self { starts: [8.0, cluster, region, endpoint, result], end: width }
    }

    fn cell(&self, row: Rect, column: usize) -> Rect {
        let start = self.starts[column];
        let end = self.starts.get(column + 1).copied().unwrap_or(self.end - ACTIONS);
        let (left, right) = (row.left() + start, row.left() + end - 8.0);
        Rect::from_min_max(pos2(left, row.top()), pos2(right, row.bottom()))
    }

    fn actions(&self, row: Rect) -> Rect {
        let left = row.left() + self.end - ACTIONS;
        Rect::from_min_max(pos2(left, row.top()), row.right_bottom())
    }
}

pub(super) fn heads(ui: &mut Ui, widths: &Widths, heads: [&str; 5]) {
    let (row, _) = ui.allocate_exact_size(vec2(ui.available_width(), 22.0), Sense::hover());
    let color = tokens(ui).faint;
    for (column, head) in heads.into_iter().enumerate() {
        let text = RichText::new(head).font(theme::semibold(11.0)).color(color);
        cell(ui, widths.cell(row, column), text);
    }
}

pub(super) fn ui(
    ui: &mut Ui,
    widths: &Widths,
    item: &Item,
    now: Timestamp,
    phrases: &Phrases,
) -> Option<Wish> {
    let tokens = tokens(ui);
    let (row, response) =
        ui.allocate_exact_size(vec2(ui.available_width(), HEIGHT), Sense::hover());
    let wanted = &item.wanted;
    let id = &wanted.question.get.cluster_id;
    let name = printable(wanted.name.as_deref().unwrap_or(id.as_str()));
    let endpoint = match wanted.question.get.api_server {
        ApiServerEndpoint::Public => phrases.many.public,
        ApiServerEndpoint::Private => phrases.many.private,
    };
    let (sign, sign_color) = sign(ui, &item.state);
    let (result, result_color) = result(ui, &item.state, now, phrases);
    let told = format!("{name}: {result}");
    response.widget_info(|| WidgetInfo::labeled(Role::Row, true, &told));
    let region = printable(wanted.region.as_deref().unwrap_or_default());
    cell(ui, widths.cell(row, 0), RichText::new(sign).color(sign_color));
    let semibold = theme::semibold(theme::BODY);
    cell(ui, widths.cell(row, 1), RichText::new(&name).font(semibold).color(tokens.text));
    cell(ui, widths.cell(row, 2), RichText::new(region).color(tokens.text));
    cell(ui, widths.cell(row, 3), RichText::new(endpoint).color(tokens.text));
    cell(ui, widths.cell(row, 4), RichText::new(result).color(result_color));
    rule(ui, row.bottom() - 1.0);
    actions(ui, widths.actions(row), item, &name, phrases)
}

fn sign(ui: &Ui, state: &ItemState) -> (&'static str, Color32) {
    let tokens = tokens(ui);
    match state {
        ItemState::Done(_) => (icons::CHECK, tokens.ok),
        ItemState::Failed(_) => (icons::X, tokens.error),
        ItemState::Cancelled => ("–", tokens.dim),
        ItemState::Waiting => ("", tokens.dim),
        ItemState::Asking { .. } | ItemState::Pausing { .. } => ("…", tokens.link),
    }
}

fn result(ui: &Ui, state: &ItemState, now: Timestamp, phrases: &Phrases) -> (String, Color32) {
    let tokens = tokens(ui);
    let words = &phrases.many;
    match state {
        ItemState::Done(fetched) => (came(fetched, now, phrases), tokens.text),
        ItemState::Failed(failure) => (explain(failure, phrases).title, tokens.error),
        ItemState::Cancelled => (words.was_cancelled.to_owned(), tokens.dim),
        ItemState::Waiting => (words.in_line.to_owned(), tokens.dim),
        ItemState::Asking { attempt: 1 } => (words.asking.to_owned(), tokens.dim),
        ItemState::Asking { attempt } => ((words.asking_again)(*attempt), tokens.dim),
        ItemState::Pausing { until, slowed_down } => {
            let left = until.duration_since(now).max(SignedDuration::ZERO);
            let left = phrases.time.tenths(left.unsigned_abs());
            let sentence = if *slowed_down { words.slowed } else { words.pausing };
            (sentence(&left), tokens.dim)
        }
    }
}

/// Until when the document that came is good, or that it is none.
fn came(fetched: &Fetched, now: Timestamp, phrases: &Phrases) -> String {
    match (fetched.summary(), fetched.valid_until()) {
        (None, _) => phrases.result.not_a_kubeconfig.to_owned(),
        (Some(_), None) => phrases.many.came.to_owned(),
        (Some(_), Some(until)) => (phrases.many.expires)(&phrases.time.relative(until, now)),
    }
}

fn actions(ui: &mut Ui, place: Rect, item: &Item, name: &str, phrases: &Phrases) -> Option<Wish> {
    let words = &phrases.many;
    let mut inside = ui.new_child(
        UiBuilder::new().max_rect(place).layout(egui::Layout::left_to_right(egui::Align::Center)),
    );
    let ui = &mut inside;
    ui.spacing_mut().item_spacing.x = 8.0;
    let mut wish = None;
    let mut offer = |ui: &mut Ui, text: &str, what: Wish| {
        let response = link(ui, text);
        let told = format!("{text}: {name}");
        crate::ui::widgets::named(&response, Role::Link, &told);
        if response.clicked() {
            wish = Some(what);
        }
    };
    match &item.state {
        ItemState::Done(fetched) => {
            offer(ui, words.show, FleetWish::ShowItem(item.id).into());
            let took = phrases.time.milliseconds(fetched.exchange.elapsed);
            let color = tokens(ui).dim;
            ui.label(RichText::new(took).size(theme::SMALL).color(color));
        }
        ItemState::Failed(_) => {
            offer(ui, words.why, FleetWish::ShowItem(item.id).into());
            offer(ui, words.retry_one, FleetWish::RetryItem(item.id).into());
        }
        ItemState::Cancelled => offer(ui, words.retry_one, FleetWish::RetryItem(item.id).into()),
        ItemState::Waiting | ItemState::Asking { .. } | ItemState::Pausing { .. } => {
            offer(ui, words.skip, FleetWish::SkipItem(item.id).into());
        }
    }
    wish
}
