//! The clusters of the account: found as one types, one clicked to fill its id in, several chosen
//! to be fetched together.

mod head;
mod keys;
mod row;

use egui::{ScrollArea, Ui};

use self::keys::Pressed;
use self::row::{HEIGHT, Row};
use super::focus;
use super::list_keys;
use super::theme;
use super::widgets::{button, filter_field, link, primary_button, rule, small};
use super::wish::{FleetWish, Wish};
use crate::core::acs::ClusterId;
use crate::core::clusters::Filter;
use crate::core::session::{Account, Clusters};
use crate::text::Phrases;
use jiff::Timestamp;

/// What has the focus for the whole list.
const STOP: &str = "cluster-list";

/// The height of what stands under the list.
const FOOT: f32 = 50.0;

/// The panel's own state.
#[derive(Default)]
pub(crate) struct ClustersPanel {
    typed: String,
    filter: Filter,
    /// The places in the list of those that match, and what they were found in.
    matches: Vec<usize>,
    found_in: Option<u64>,
    /// The row from which a range is chosen.
    anchor: Option<usize>,
    /// The row that the keyboard is on.
    cursor: usize,
    /// How far the list is scrolled.
    offset: f32,
}

/// What else the list shows.
pub(crate) struct Around<'a> {
    /// The cluster whose id is filled in.
    pub(crate) picked: Option<&'a ClusterId>,
    /// The time.
    pub(crate) now: Timestamp,
    /// How much room is needed below.
    pub(crate) below: f32,
}

impl ClustersPanel {
    /// Begins with a filter.
    pub(crate) fn filtered_by(typed: String) -> Self {
        Self { filter: Filter::new(&typed), typed, ..Self::default() }
    }

    /// Begins anew, for another account.
    pub(crate) fn reset(&mut self) {
        *self = Self::filtered_by(std::mem::take(&mut self.typed));
    }

    /// The filter, if it finds anything, else an empty one; none, while there is no list.
    pub(crate) fn filter_to_keep(&self, clusters: &Clusters) -> Option<&str> {
        let finds = !self.matches.is_empty();
        (!clusters.list.is_empty()).then_some(if finds { &self.typed } else { "" })
    }

    pub(crate) fn ui(
        &mut self,
        ui: &mut Ui,
        account: &Account,
        around: &Around<'_>,
        phrases: &Phrases,
    ) -> Option<Wish> {
        let clusters = &account.clusters;
        self.find(clusters);
        let margin = egui::Margin { left: 14, right: 14, top: 12, bottom: 6 };
        let head = egui::Frame::new().inner_margin(margin).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 6.0;
            self.find(clusters);
            let matching = (!self.filter.is_empty()).then_some(self.matches.len());
            let wish = head::ui(ui, clusters, matching, (around.now, phrases));
            if !clusters.list.is_empty() {
                self.filter_field(ui, phrases);
            }
            wish
        });
        self.find(clusters);
        let room = (ui.available_height() - FOOT - around.below).max(HEIGHT);
        let list = ui.allocate_ui(egui::vec2(ui.available_width(), room), |ui| {
            ui.set_min_height(room);
            self.rows(ui, clusters, around, phrases)
        });
        let foot = self.foot(ui, clusters, phrases);
        head.inner.or(list.inner).or(foot)
    }

    fn filter_field(&mut self, ui: &mut Ui, phrases: &Phrases) {
        let look = (phrases.clusters.filter, f32::INFINITY);
        if filter_field(ui, "cluster-filter", &mut self.typed, look, phrases) {
            // How many match is told above.
            ui.ctx().request_repaint();
            self.filter = Filter::new(&self.typed);
            self.found_in = None;
            self.anchor = None;
            self.cursor = 0;
            // How many match is told above.
            ui.ctx().request_repaint();
        }
    }

    /// Finds anew, if the list or the filter is another.
    fn find(&mut self, clusters: &Clusters) {
        if self.found_in == Some(clusters.revision()) {
            return;
        }
        let entries = clusters.list.entries().iter().enumerate();
        let matching = entries.filter(|(_, entry)| entry.matches(&self.filter));
        self.matches = matching.map(|(place, _)| place).collect();
        self.found_in = Some(clusters.revision());
    }

    fn rows(
        &mut self,
        ui: &mut Ui,
        clusters: &Clusters,
        around: &Around<'_>,
        phrases: &Phrases,
    ) -> Option<Wish> {
        let words = &phrases.clusters;
        if self.matches.is_empty() && !self.filter.is_empty() && !clusters.list.is_empty() {
            let margin = egui::Margin::symmetric(14, 6);
            egui::Frame::new().inner_margin(margin).show(ui, |ui| small(ui, words.no_match));
        }
        let stop = list_keys::stop(ui, STOP, ui.available_rect_before_wrap(), words.heading);
        let mut scroll = ScrollArea::vertical().id_salt("clusters").auto_shrink(false);
        let mut asked = None;
        if stop.has_focus() {
            let (moved, pressed) = keys::read(ui, &mut self.cursor, self.matches.len());
            asked = pressed.map(|pressed| (self.cursor, pressed));
            if moved {
                scroll = scroll.vertical_scroll_offset(self.offset_to_see(ui.available_height()));
            }
        }
        ui.spacing_mut().item_spacing.y = 0.0;
        let shown = scroll.show_rows(ui, HEIGHT, self.matches.len(), |ui, range| {
            for place in range {
                let entry = &clusters.list.entries()[self.matches[place]];
                let row = Row {
                    entry,
                    picked: around.picked == Some(&entry.cluster.id),
                    chosen: clusters.is_chosen(&entry.cluster.id),
                    cursor: stop.has_focus() && self.cursor == place,
                };
                if row.cursor {
                    focus::shown_by_itself(&stop);
                }
                if let Some(clicked) = row.ui(ui, phrases) {
                    stop.request_focus();
                    self.cursor = place;
                    asked = Some((place, clicked));
                }
            }
        });
        self.offset = shown.state.clamped_offset().y;
        let (place, pressed) = asked?;
        self.wish(clusters, place, pressed)
    }

    /// How far to scroll, at the least, for the cursor to be seen.
    fn offset_to_see(&self, height: f32) -> f32 {
        let rows = |count: usize| HEIGHT * f32::from(u16::try_from(count).unwrap_or(u16::MAX));
        let (top, bottom) = (rows(self.cursor), rows(self.cursor + 1));
        self.offset.clamp((bottom - height).max(0.0), top.max((bottom - height).max(0.0)))
    }

    fn wish(&mut self, clusters: &Clusters, place: usize, pressed: Pressed) -> Option<Wish> {
        let entry = clusters.list.entries().get(*self.matches.get(place)?)?;
        let id = entry.cluster.id.clone();
        Some(match pressed {
            Pressed::Pick => Wish::Pick(id),
            Pressed::Toggle => {
                self.anchor = Some(place);
                FleetWish::ToggleCluster(id).into()
            }
            Pressed::Range => {
                let from = self.anchor.unwrap_or(place);
                let range = from.min(place)..=from.max(place);
                choose(clusters, range.filter_map(|place| self.matches.get(place).copied()))
            }
            Pressed::All => choose(clusters, self.matches.iter().copied()),
        })
    }

    /// What can be done with several.
    fn foot(&mut self, ui: &mut Ui, clusters: &Clusters, phrases: &Phrases) -> Option<Wish> {
        let words = &phrases.clusters;
        if clusters.list.is_empty() {
            return None;
        }
        rule(ui, ui.cursor().top());
        let mut wish = None;
        let count = clusters.chosen_count();
        let margin = egui::Margin { left: 14, right: 14, top: 7, bottom: 6 };
        egui::Frame::new().inner_margin(margin).show(ui, |ui| {
            ui.horizontal(|ui| {
                if count == 0 {
                    let all = (words.choose_all)(self.matches.len());
                    let [right, left] = [egui::Layout::right_to_left, egui::Layout::left_to_right];
                    ui.with_layout(right(egui::Align::Center), |ui| {
                        if !self.matches.is_empty() && link(ui, &all).clicked() {
                            wish = Some(choose(clusters, self.matches.iter().copied()));
                        }
                        ui.with_layout(left(egui::Align::Center), |ui| {
                            let text = egui::RichText::new(words.choose_several);
                            let text = text.size(theme::SMALL).color(theme::tokens(ui).dim);
                            ui.add(egui::Label::new(text).truncate());
                        });
                    });
                } else {
                    if primary_button(ui, &(words.get_many)(count), true).clicked() {
                        wish = Some(FleetWish::GetMany.into());
                    }
                    if button(ui, words.choose_none, "", true).clicked() {
                        wish = Some(FleetWish::ChooseNoCluster.into());
                    }
                }
            });
        });
        wish
    }
}

/// The wish to choose the clusters at these places of the list.
fn choose(clusters: &Clusters, places: impl Iterator<Item = usize>) -> Wish {
    let entries = clusters.list.entries();
    FleetWish::ChooseClusters(places.map(|place| entries[place].cluster.id.clone()).collect())
        .into()
}
