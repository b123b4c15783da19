//! What the kubeconfig on show holds, in cards: one context at a time.

mod card;
mod contexts;
mod page;
mod place;
mod validity;
mod who;
mod worth_knowing;

use egui::{Frame, Label, Margin, RichText, ScrollArea, Ui, vec2};
use jiff::tz::TimeZone;

use super::focus;
use super::result::Shown;
use super::theme::tokens;
use super::wish::Wish;
use crate::core::kubeconfig::overview::{ContextFacts, Overview};
use crate::text::Phrases;
use crate::text::overview::When;
use contexts::ContextList;

/// From this width on, two cards stand side by side.
const WIDE: f32 = 620.0;

/// The space between two cards.
const GAP: f32 = 12.0;

/// The state of the overview.
#[derive(Default)]
pub(crate) struct OverviewPanel {
    contexts: ContextList,
}

impl OverviewPanel {
    pub(crate) fn ui(&mut self, ui: &mut Ui, shown: &Shown<'_>, phrases: &Phrases) -> Option<Wish> {
        let place = ui.available_rect_before_wrap();
        let stop = page::stop(ui, place, phrases.result.tab_overview);
        let scroll = ScrollArea::vertical().id_salt("overview").auto_shrink(false);
        let around = Frame::new().inner_margin(Margin { left: 18, right: 18, top: 14, bottom: 14 });
        let shown = scroll.show(ui, |ui| {
            if stop.has_focus() {
                page::scroll(ui, place.height());
            }
            let cards = around.show(ui, |ui| match shown.overview {
                Some(Ok(overview)) => self.cards(ui, overview, shown, phrases),
                Some(Err(error)) => {
                    let text = RichText::new((phrases.overview.ambiguous)(error));
                    ui.add(Label::new(text.color(tokens(ui).warning)).wrap());
                    None
                }
                None => None,
            });
            focus::follow(ui);
            cards
        });
        shown.inner.inner
    }

    fn cards(
        &mut self,
        ui: &mut Ui,
        overview: &Overview,
        shown: &Shown<'_>,
        phrases: &Phrases,
    ) -> Option<Wish> {
        ui.spacing_mut().item_spacing = vec2(GAP, GAP);
        let words = &phrases.overview;
        let context = self.contexts.ui(ui, overview, words)?;
        let now = shown.around.now;
        let when = When { time: &phrases.time, now, zone: TimeZone::system() };
        let warnings = overview.warnings(context, now, shown.expiration);
        // What must not be missed comes first, the rest after the facts.
        let urgent = warnings.iter().any(worth_knowing::is_urgent);
        if urgent {
            worth_knowing::ui(ui, &warnings, &when, words);
        }
        who_and_place(ui, overview, context, &when, phrases);
        let (ends, may_ask) = (overview.validity(context), shown.may_be_asked_for());
        let wish = validity::ui(ui, ends, &warnings, &when, may_ask, phrases);
        if !urgent {
            worth_knowing::ui(ui, &warnings, &when, words);
        }
        wish
    }
}

/// The two cards side by side, one as tall as the other, or one under the other.
fn who_and_place(
    ui: &mut Ui,
    overview: &Overview,
    context: &ContextFacts,
    when: &When<'_>,
    phrases: &Phrases,
) {
    let words = &phrases.overview;
    let who = who::rows(ui, overview, context, words);
    let place = place::rows(overview, context, when, words);
    let headings = [words.who.heading, words.place.heading];
    if ui.available_width() < WIDE {
        card::ui(ui, headings[0], &who, who.len());
        card::ui(ui, headings[1], &place, place.len());
        return;
    }
    let tallest = who.len().max(place.len());
    ui.columns(2, |columns| {
        card::ui(&mut columns[0], headings[0], &who, tallest);
        card::ui(&mut columns[1], headings[1], &place, tallest);
    });
}
