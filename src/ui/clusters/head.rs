//! What stands above the list: how many there are, how old it is, and what is wrong with it.

use egui::accesskit::Live;
use egui::{RichText, Ui};
use jiff::Timestamp;

use crate::core::session::{Clusters, Failure, Listing, ListingState};
use crate::text::Phrases;
use crate::text::explain::explain;
use crate::ui::access;
use crate::ui::actions::Action;
use crate::ui::icons;
use crate::ui::theme::{self, tokens};
use crate::ui::widgets::{caption, label_row, line_icon, small};
use crate::ui::wish::{FleetWish, Wish};

/// Draws it; `matching` is how many clusters match what is typed, if anything is.
pub(super) fn ui(
    ui: &mut Ui,
    clusters: &Clusters,
    matching: Option<usize>,
    (now, phrases): (Timestamp, &Phrases),
) -> Option<Wish> {
    let words = &phrases.clusters;
    let mut wish = None;
    let heading = |ui: &mut Ui| {
        caption(ui, words.heading);
    };
    label_row(ui, heading, |ui| {
        if !clusters.is_listing() && refresh(ui, words.refresh) {
            wish = Some(FleetWish::Refresh.into());
        }
        let count = clusters.list.entries().len();
        let text = match &clusters.listing {
            ListingState::UnderWay(_) if count == 0 => words.listing.to_owned(),
            ListingState::UnderWay(_) => format!("{count} · {}", words.listing),
            _ if count == 0 => String::new(),
            _ => matching.map_or_else(
                || (words.count)(count, clusters.list.regions()),
                |matching| (words.count_matching)(matching, count),
            ),
        };
        let text = RichText::new(text).font(theme::semibold(11.0)).color(tokens(ui).faint);
        let shown = ui.label(text);
        access::live(&shown, Live::Polite);
        if let Some(age) = clusters.list.age(now) {
            shown.on_hover_text((words.as_of)(&phrases.time.distance(age)));
        }
    });
    match &clusters.listing {
        ListingState::Failed(failure) => failed(ui, failure, phrases),
        ListingState::Done(listing) => incomplete(ui, listing, phrases),
        ListingState::NotAsked | ListingState::UnderWay(_) => {}
    }
    if clusters.list.is_empty() && matches!(clusters.listing, ListingState::Done(_)) {
        small(ui, words.none);
    }
    wish
}

fn refresh(ui: &mut Ui, name: &str) -> bool {
    let response = line_icon(ui, icons::ARROW_CLOCKWISE, name);
    let keys = Action::Refresh.keys(ui.ctx());
    response.on_hover_text(format!("{name} · {keys}")).clicked()
}

fn failed(ui: &mut Ui, failure: &Failure, phrases: &Phrases) {
    let notice = explain(failure, phrases);
    let text = format!("{} {}", icons::WARNING, notice.title);
    warn(ui, &text).on_hover_text(format!("{}\n{}", notice.meaning, notice.next));
}

/// What a listing that came to its end did not tell.
fn incomplete(ui: &mut Ui, listing: &Listing, phrases: &Phrases) {
    let words = &phrases.clusters;
    if !listing.failed.is_empty() {
        let regions: Vec<&str> =
            listing.failed.iter().map(|failed| failed.region.as_str()).collect();
        let why = explain(&listing.failed[0].failure, phrases).title;
        warn(ui, &format!("{} {}", icons::WARNING, (words.not_told)(regions.len())))
            .on_hover_text((words.not_listed)(&regions, &why));
    }
    for (count, sentence) in [(listing.unusable, words.unusable), (listing.missing, words.missing)]
    {
        if count > 0 {
            warn(ui, &format!("{} {}", icons::WARNING, sentence(count)));
        }
    }
}

fn warn(ui: &mut Ui, text: &str) -> egui::Response {
    let text = RichText::new(text).size(theme::SMALL).color(tokens(ui).warning);
    let warning = ui.add(egui::Label::new(text).wrap());
    access::live(&warning, Live::Polite);
    warning
}
