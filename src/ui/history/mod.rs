//! The history: what was asked and written on this machine, with what came of it.

mod fulfil;
mod head;
mod row;
mod table;

use std::path::Path;

use egui::accesskit::Live;
use egui::{Frame, Margin, ScrollArea, Ui, vec2};
use jiff::Timestamp;

use super::access;
use super::columns::HEIGHT;
use super::focus;
use super::widgets::{rule, small};
use super::wish::Wish;
use crate::core::clusters::Filter;
use crate::core::clusters::filter::Haystack;
use crate::core::history::Entry;
use crate::text::Phrases;
use crate::worker::protocol::HistoryTold;

/// The page's own state.
#[derive(Default)]
pub(crate) struct HistoryPanel {
    open: bool,
    /// What was told; none while it is read for the first time.
    known: Option<Known>,
    typed: String,
    /// The places of the entries that match what was typed.
    matches: Vec<usize>,
    /// Whether it is asked if every entry shall go.
    clearing: bool,
}

/// The entries, the newest first, and what each is found by.
struct Known {
    told: HistoryTold,
    haystacks: Vec<Haystack>,
}

/// What else the page shows.
pub(crate) struct Around<'a> {
    /// The file.
    pub(crate) file: &'a Path,
    /// Whether a history is kept.
    pub(crate) on: bool,
    /// Whether the demo account is in use.
    pub(crate) demo: bool,
    pub(crate) home: Option<&'a Path>,
    pub(crate) now: Timestamp,
}

impl HistoryPanel {
    /// Begins with a filter.
    pub(crate) fn filtered_by(typed: String) -> Self {
        Self { typed, ..Self::default() }
    }

    /// The filter, if it finds anything, else an empty one; none, while there is nothing to find.
    pub(crate) fn filter_to_keep(&self) -> Option<&str> {
        let known = !self.entries().is_empty();
        known.then_some(if self.matches.is_empty() { "" } else { &self.typed })
    }

    /// Whether the page is on show.
    pub(crate) fn is_open(&self) -> bool {
        self.open
    }

    pub(crate) fn close(&mut self) {
        self.open = false;
        self.clearing = false;
    }

    /// Takes the history as it is now.
    pub(crate) fn hear(&mut self, mut told: HistoryTold, phrases: &Phrases) {
        told.entries.reverse();
        let haystack = |entry: &Entry| entry.haystack(words(entry, phrases));
        let haystacks = told.entries.iter().map(haystack).collect();
        self.known = Some(Known { told, haystacks });
        self.search();
    }

    fn search(&mut self) {
        let filter = Filter::new(&self.typed);
        let haystacks = self.known.iter().flat_map(|known| &known.haystacks).enumerate();
        let matching = haystacks.filter(|(_, haystack)| filter.matches(haystack));
        self.matches = matching.map(|(place, _)| place).collect();
    }

    fn entries(&self) -> &[Entry] {
        self.known.as_ref().map_or(&[], |known| &known.told.entries)
    }

    pub(crate) fn ui(
        &mut self,
        ui: &mut Ui,
        around: &Around<'_>,
        phrases: &Phrases,
    ) -> Option<Wish> {
        let margin = Margin { left: 18, right: 18, top: 14, bottom: 0 };
        let page = Frame::new().inner_margin(margin);
        page.show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 6.0;
            let wish = self.head(ui, around, phrases);
            wish.or(self.table(ui, around, phrases))
        })
        .inner
    }

    fn table(&self, ui: &mut Ui, around: &Around<'_>, phrases: &Phrases) -> Option<Wish> {
        if self.matches.is_empty() {
            if self.known.is_some() {
                let none = self.entries().is_empty();
                let words = &phrases.history;
                let text = small(ui, if none { words.none } else { words.no_match });
                access::live(&text, Live::Polite);
            }
            return None;
        }
        let columns = table::columns(ui.available_width());
        columns.heads(ui, phrases.history.heads);
        rule(ui, ui.cursor().top());
        ui.add_space(1.0);
        ui.spacing_mut().item_spacing = vec2(0.0, 0.0);
        let mut wish = None;
        let scroll = ScrollArea::vertical().id_salt("history").auto_shrink(false);
        scroll.show_rows(ui, HEIGHT, self.matches.len(), |ui, range| {
            for place in &self.matches[range] {
                let Some(entry) = self.entries().get(*place) else { continue };
                let row = row::Row { entry, columns: &columns, around, phrases };
                wish = wish.take().or(row.ui(ui));
            }
            focus::follow(ui);
        });
        wish
    }
}

/// The words by which people call an entry.
fn words<'a>(entry: &Entry, phrases: &'a Phrases) -> Vec<&'a str> {
    let words = &phrases.history;
    let mut found =
        vec![(words.what)(entry.what), (words.by)(entry.by), (words.result)(entry.result)];
    found.extend(entry.why.map(words.why));
    found
}
