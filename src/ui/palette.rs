//! The command palette: every command that can be given now and every cluster, found by typing.

use egui::accesskit::Live;
use egui::{
    Align2, Context, Frame, Id, Key, Label, Margin, Modal, Modifiers, Response, RichText, Role,
    ScrollArea, Sense, TextEdit, Ui, WidgetInfo, vec2,
};

use super::access;
use super::actions::{Action, Standing};
use super::list_keys;
use super::theme::{self, tokens};
use super::widgets::small;
use super::wish::Wish;
use crate::core::clusters::filter::Haystack;
use crate::core::clusters::{Entry, Filter};
use crate::core::printable::printable;
use crate::core::session::Clusters;
use crate::text::Phrases;

/// How wide it is, the height of a row, how many are seen, and how far from the window's top and
/// bottom it is.
const WIDTH: f32 = 560.0;
const ROW: f32 = 34.0;
const SEEN: usize = 10;
const FROM_TOP: f32 = 72.0;
const FROM_BOTTOM: f32 = 48.0;

/// The field has the focus, and tells which row the cursor is on.
const FIELD: &str = "palette-field";

/// An open palette.
#[derive(Default)]
pub(crate) struct Palette {
    typed: String,
    filter: Filter,
    cursor: usize,
    /// The places in the list of the clusters that match, and what they were found in.
    clusters: Vec<usize>,
    found_in: Option<u64>,
}

/// What comes of a frame.
pub(crate) enum Outcome {
    /// It stays.
    Stays,
    /// It is closed.
    Closed,
    /// Something was chosen.
    Chosen(Wish),
}

/// A row: what it is called, what stands behind it, and the keys that do the same.
struct Row<'a> {
    name: &'a str,
    detail: &'a str,
    keys: &'a str,
    under_cursor: bool,
}

impl Palette {
    pub(crate) fn ui(
        &mut self,
        ctx: &Context,
        standing: &Standing,
        clusters: Option<&Clusters>,
        phrases: &Phrases,
    ) -> Outcome {
        let commands: Vec<(Action, String)> = Action::ALL
            .into_iter()
            .filter(|action| *action != Action::Palette && action.is_available(standing))
            .map(|action| (action, action.name(phrases)))
            .filter(|(_, name)| self.filter.matches(&Haystack::of_texts([name.as_str()])))
            .collect();
        self.find(clusters);
        let frame = Frame::popup(&ctx.global_style()).inner_margin(8);
        let area = Modal::default_area(Id::unique("palette"))
            .accessible_name(phrases.actions.palette)
            .anchor(Align2::CENTER_TOP, vec2(0.0, FROM_TOP));
        let modal = Modal::new(Id::unique("palette")).area(area).frame(frame).show(ctx, |ui| {
            ui.set_width(WIDTH.min(ui.ctx().content_rect().width() - 48.0));
            self.field(ui, phrases);
            self.rows(ui, &commands, clusters, phrases)
        });
        match modal.inner {
            Some(wish) => Outcome::Chosen(wish),
            None if modal.should_close() => Outcome::Closed,
            None => Outcome::Stays,
        }
    }

    /// Finds the clusters anew, if the list or what was typed is another. All of them would only
    /// stand in the way of the commands.
    fn find(&mut self, clusters: Option<&Clusters>) {
        let revision = clusters.map(Clusters::revision);
        if self.found_in.is_some() && self.found_in == revision {
            return;
        }
        let entries = clusters.map(|clusters| clusters.list.entries()).unwrap_or_default();
        let matching = entries.iter().enumerate().filter(|(_, entry)| {
            !self.filter.is_empty() && entry.matches(&self.filter) && entry.obstacle().is_none()
        });
        self.clusters = matching.map(|(place, _)| place).collect();
        self.found_in = revision;
    }

    fn field(&mut self, ui: &mut Ui, phrases: &Phrases) {
        let words = &phrases.actions;
        let hint = RichText::new(words.palette_hint).color(tokens(ui).faint);
        let edit = TextEdit::singleline(&mut self.typed)
            .id(Id::unique(FIELD))
            .hint_text(hint)
            .margin(Margin::symmetric(10, 6))
            .min_size(vec2(0.0, theme::CONTROL))
            .align(Align2::LEFT_CENTER)
            .desired_width(f32::INFINITY);
        let field = ui.add(edit);
        access::name_field(ui, &field, words.palette);
        field.request_focus();
        if field.changed() {
            self.filter = Filter::new(&self.typed);
            self.found_in = None;
            self.cursor = 0;
        }
    }

    fn rows(
        &mut self,
        ui: &mut Ui,
        commands: &[(Action, String)],
        clusters: Option<&Clusters>,
        phrases: &Phrases,
    ) -> Option<Wish> {
        let count = commands.len() + self.clusters.len();
        if count == 0 {
            ui.add_space(6.0);
            access::live(&small(ui, phrases.actions.nothing), Live::Polite);
            return None;
        }
        self.cursor = self.cursor.min(count - 1);
        let moved = list_keys::pressed(ui, self.cursor, count, SEEN);
        self.cursor = moved.unwrap_or(self.cursor);
        let entered = ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Enter));
        let entries = clusters.map(|clusters| clusters.list.entries()).unwrap_or_default();
        let mut chosen = entered.then_some(self.cursor);
        ui.add_space(6.0);
        ui.spacing_mut().item_spacing.y = 0.0;
        let room = ui.ctx().content_rect().bottom() - ui.cursor().top() - FROM_BOTTOM;
        let most = room.min(ROW * SEEN_HIGH);
        let mut scroll = ScrollArea::vertical().id_salt("found").max_height(most);
        if moved.is_some() {
            let above = u16::try_from(self.cursor.saturating_sub(SEEN / 2)).unwrap_or(u16::MAX);
            scroll = scroll.vertical_scroll_offset(f32::from(above) * ROW);
        }
        scroll.auto_shrink([false, true]).show_rows(ui, ROW, count, |ui, range| {
            for place in range {
                let under_cursor = place == self.cursor;
                let response = if let Some((action, name)) = commands.get(place) {
                    let keys = action.keys(ui.ctx());
                    Row { name, detail: "", keys: &keys, under_cursor }.ui(ui)
                } else {
                    let entry = &entries[self.clusters[place - commands.len()]];
                    cluster(ui, entry, under_cursor, phrases)
                };
                if response.clicked() {
                    chosen = Some(place);
                }
            }
        });
        let chosen = chosen?;
        Some(match commands.get(chosen) {
            Some((action, _)) => action.wish(),
            None => Wish::Pick(entries[self.clusters[chosen - commands.len()]].cluster.id.clone()),
        })
    }
}

/// [`SEEN`] as a height is counted.
const SEEN_HIGH: f32 = 10.0;

fn cluster(ui: &mut Ui, entry: &Entry, under_cursor: bool, phrases: &Phrases) -> Response {
    let cluster = &entry.cluster;
    let name = format!("{} {}", phrases.actions.cluster, printable(&cluster.name));
    let detail = format!("{} · {}", printable(&cluster.region), cluster.id.as_str());
    Row { name: &name, detail: &detail, keys: "", under_cursor }.ui(ui)
}

impl Row<'_> {
    fn ui(&self, ui: &mut Ui) -> Response {
        let tokens = tokens(ui);
        let (rect, response) =
            ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::CLICK);
        let told = [self.name, self.detail].join(" ");
        response.widget_info(|| WidgetInfo::labeled(Role::ListBoxOption, true, told.trim()));
        access::selected(&response, self.under_cursor);
        if self.under_cursor {
            access::read_part(ui.ctx(), Id::unique(FIELD), &response);
        }
        if self.under_cursor || response.hovered() {
            let fill = if self.under_cursor { tokens.selected } else { tokens.raised };
            ui.painter().rect_filled(rect, f32::from(theme::RADIUS), fill);
        }
        let inside = rect.shrink2(vec2(10.0, 0.0));
        let layout = egui::Layout::right_to_left(egui::Align::Center);
        let mut inside = ui.new_child(egui::UiBuilder::new().max_rect(inside).layout(layout));
        let quiet = |text: &str| RichText::new(text).size(theme::SMALL).color(tokens.dim);
        inside.add(Label::new(quiet(self.keys)).selectable(false));
        let layout = egui::Layout::left_to_right(egui::Align::Center);
        inside.with_layout(layout, |ui| {
            ui.add(Label::new(RichText::new(self.name).color(tokens.text)).selectable(false));
            ui.add(Label::new(quiet(self.detail)).truncate().selectable(false));
        });
        response.on_hover_cursor(egui::CursorIcon::PointingHand)
    }
}
