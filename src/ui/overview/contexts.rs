//! The list of a document's contexts, of which one is on show. Of one alone there is no list.

use egui::{
    Align, Id, Label, Layout, Response, RichText, Role, ScrollArea, Sense, StrokeKind, Ui,
    WidgetInfo, vec2,
};

use super::card;
use crate::core::kubeconfig::overview::{ContextFacts, Overview};
use crate::text::overview::OverviewWords;
use crate::ui::focus;
use crate::ui::theme::{self, tokens};
use crate::ui::{access, list_keys, widgets};

/// What has the focus for the whole list.
const STOP: &str = "context-list";

/// The height of a row, and how many are seen at once.
const ROW: f32 = 24.0;
const SEEN: usize = 5;

/// Which context is on show; none: the one in use.
#[derive(Default)]
pub(super) struct ContextList {
    chosen: Option<usize>,
}

impl ContextList {
    /// Draws the list, and gives the context on show. A document without contexts has none.
    pub(super) fn ui<'a>(
        &mut self,
        ui: &mut Ui,
        overview: &'a Overview,
        words: &OverviewWords,
    ) -> Option<&'a ContextFacts> {
        let count = overview.contexts.len();
        let first = overview.current.unwrap_or_default();
        let before = self.chosen.unwrap_or(first).min(count.checked_sub(1)?);
        self.chosen = Some(before);
        if count > 1 {
            let heading = (words.contexts)(count);
            widgets::card(ui).show(ui, |ui| {
                ui.set_width(ui.available_width());
                ui.spacing_mut().item_spacing = vec2(8.0, 0.0);
                card::heading(ui, &heading);
                self.rows(ui, overview, &heading, words);
            });
        }
        overview.contexts.get(self.chosen.unwrap_or(before))
    }

    fn rows(&mut self, ui: &mut Ui, overview: &Overview, name: &str, words: &OverviewWords) {
        let count = overview.contexts.len();
        let height = (1..=SEEN.min(count)).map(|_| ROW).sum();
        let place = ui.available_rect_before_wrap();
        let seen = place.with_max_y(place.top() + height);
        let stop = list_keys::stop(ui, STOP, seen, name);
        let mut scroll = ScrollArea::vertical().id_salt("contexts").max_height(height);
        if stop.has_focus()
            && let Some(to) = list_keys::pressed(ui, self.chosen.unwrap_or_default(), count, SEEN)
        {
            self.chosen = Some(to);
            let above = to.saturating_sub(SEEN / 2).min(count - SEEN.min(count));
            let above = u16::try_from(above).unwrap_or(u16::MAX);
            scroll = scroll.vertical_scroll_offset(f32::from(above) * ROW);
        }
        scroll.auto_shrink([false, true]).show_rows(ui, ROW, count, |ui, range| {
            for place in range {
                let name = overview.contexts[place].name.as_str();
                let row = Row {
                    name: if name.is_empty() { words.no_name } else { name },
                    is_shown: self.chosen == Some(place),
                    is_in_use: overview.current == Some(place),
                    has_focus: stop.has_focus(),
                };
                if stop.has_focus() && row.is_shown {
                    focus::shown_by_itself(&stop);
                }
                if row.ui(ui, words).clicked() {
                    self.chosen = Some(place);
                    stop.request_focus();
                }
            }
        });
    }
}

/// A row, and how it stands.
struct Row<'a> {
    name: &'a str,
    is_shown: bool,
    is_in_use: bool,
    has_focus: bool,
}

impl Row<'_> {
    fn ui(&self, ui: &mut Ui, words: &OverviewWords) -> Response {
        let tokens = tokens(ui);
        let size = vec2(ui.available_width(), ROW);
        // The list has the focus, not its rows.
        let (rect, response) = ui.allocate_exact_size(size, Sense::CLICK);
        let (is_shown, name) = (self.is_shown, self.name);
        response.widget_info(|| WidgetInfo::labeled(Role::ListBoxOption, true, name));
        access::selected(&response, is_shown);
        let round = f32::from(theme::RADIUS);
        if is_shown || response.hovered() {
            let fill = if is_shown { tokens.selected } else { tokens.raised };
            ui.painter().rect_filled(rect, round, fill);
        }
        if is_shown && self.has_focus {
            access::read_part(ui.ctx(), Id::unique(STOP), &response);
            ui.painter().rect_stroke(rect, round, focus::line(ui), StrokeKind::Inside);
        }
        let inside = egui::UiBuilder::new().max_rect(rect.shrink2(vec2(8.0, 0.0)));
        let mut inside = ui.new_child(inside);
        inside.with_layout(Layout::right_to_left(Align::Center), |ui| {
            if self.is_in_use {
                let word = RichText::new(words.in_use).size(theme::SMALL).color(tokens.dim);
                ui.add(Label::new(word).selectable(false));
            }
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                ui.add(Label::new(RichText::new(name).monospace()).truncate().selectable(false));
            });
        });
        response.on_hover_cursor(egui::CursorIcon::PointingHand)
    }
}
