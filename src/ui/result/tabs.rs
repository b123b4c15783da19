//! The views of a kubeconfig, and the strip from which one is chosen.

use egui::accesskit::Role;
use egui::{FontId, Key, Response, Sense, Stroke, Ui, UiBuilder, WidgetInfo, vec2};

use super::Origin;
use crate::text::viewer::ViewerWords;
use crate::text::{Phrases, ResultWords};
use crate::ui::access;
use crate::ui::actions::Action;
use crate::ui::theme::{self, tokens};
use crate::ui::widgets::{checkbox, link, rule};
use crate::ui::wish::{ViewerWish, Wish};

/// A view of the kubeconfig on show. The one that was chosen stays chosen for the next document.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum Tab {
    /// The document itself.
    #[default]
    Kubeconfig,
    /// What it says, and what to beware of.
    Overview,
    /// Whether it works.
    Connection,
    /// What was sent for it and what came back.
    Request,
}

impl Tab {
    /// Every tab, in the order of the strip.
    pub(crate) const ALL: [Self; 4] =
        [Self::Kubeconfig, Self::Overview, Self::Connection, Self::Request];

    /// The tabs of a file: nothing was sent for it.
    pub(crate) const OF_FILE: [Self; 3] = [Self::Kubeconfig, Self::Overview, Self::Connection];

    /// The tabs of a document.
    pub(super) fn of(origin: Origin<'_>) -> &'static [Self] {
        match origin {
            Origin::Service { .. } => &Self::ALL,
            Origin::File(_) => &Self::OF_FILE,
        }
    }

    /// The key that shows it, together with Ctrl or Cmd.
    pub(crate) fn key(self) -> Key {
        match self {
            Self::Kubeconfig => Key::Num1,
            Self::Overview => Key::Num2,
            Self::Connection => Key::Num3,
            Self::Request => Key::Num4,
        }
    }

    /// What it is called.
    pub(crate) fn name(self, words: &ResultWords) -> &'static str {
        match self {
            Self::Kubeconfig => words.tab_kubeconfig,
            Self::Overview => words.tab_overview,
            Self::Connection => words.tab_connection,
            Self::Request => words.tab_request,
        }
    }
}

/// The space between two tabs, and between a name and the line under it.
const GAP: f32 = 22.0;
const ABOVE_LINE: f32 = 8.0;

/// The strip.
pub(super) struct Strip<'a> {
    pub(super) chosen: Tab,
    pub(super) tabs: &'a [Tab],
    /// Whether long lines are wrapped.
    pub(super) wrap: bool,
}

impl Strip<'_> {
    /// Draws the strip; what was pressed comes back.
    pub(super) fn ui(&self, ui: &mut Ui, phrases: &Phrases) -> Option<Wish> {
        let mut wish = None;
        ui.add_space(4.0);
        let list = UiBuilder::new().accessibility_role(Role::TabList);
        let row = ui.scope_builder(list, |ui| {
            ui.spacing_mut().item_spacing.x = GAP;
            ui.spacing_mut().interact_size.y = 0.0;
            ui.horizontal(|ui| {
                for each in self.tabs {
                    let hint = Action::Show(*each).keys(ui.ctx());
                    let chosen = *each == self.chosen;
                    let response = tab(ui, each.name(&phrases.result), chosen);
                    if response.on_hover_text(hint).clicked() {
                        wish = Some(Wish::ShowTab(*each));
                    }
                }
            });
        });
        if self.chosen == Tab::Kubeconfig {
            // Beside the tabs, without a part in how tall they are.
            let row = row.response.rect;
            let (right, bottom) = (ui.max_rect().right(), row.bottom() - ABOVE_LINE);
            let place = row.with_max_x(right).with_max_y(bottom);
            let right = egui::Layout::right_to_left(egui::Align::Center);
            let mut beside = ui.new_child(UiBuilder::new().max_rect(place).layout(right));
            wish = wish.or(self.of_text(&mut beside, &phrases.viewer));
        }
        // Nothing stands between the tabs and their line.
        let y = ui.cursor().top() - ui.spacing().item_spacing.y;
        rule(ui, y);
        wish
    }

    /// What can be done with the view of the text.
    fn of_text(&self, ui: &mut Ui, words: &ViewerWords) -> Option<Wish> {
        ui.spacing_mut().item_spacing.x = 10.0;
        let mut wrap = self.wrap;
        let keys = Action::Wrap.keys(ui.ctx());
        if checkbox(ui, &mut wrap, words.wrap, true).on_hover_text(keys).clicked() {
            return Some(ViewerWish::ToggleWrap.into());
        }
        let find = link(ui, words.find).on_hover_text(Action::Find.keys(ui.ctx()));
        find.clicked().then(|| ViewerWish::Find.into())
    }
}

/// A tab is as wide as its bold name, so that none moves when another is chosen.
fn tab(ui: &mut Ui, name: &str, chosen: bool) -> Response {
    let tokens = tokens(ui);
    let painter = ui.painter().clone();
    let lay = |font: FontId, color| painter.layout_no_wrap(name.to_owned(), font, color);
    let bold = lay(theme::semibold(theme::BODY), tokens.text);
    let size = vec2(bold.size().x, bold.size().y + ABOVE_LINE);
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    let plain = if response.hovered() { tokens.text } else { tokens.dim };
    let shown = if chosen { bold } else { lay(FontId::proportional(theme::BODY), plain) };
    painter.galley(rect.left_top(), shown, tokens.text);
    if chosen {
        let y = rect.bottom() - 0.5;
        painter.hline(rect.x_range(), y, Stroke::new(2.0, tokens.accent));
    }
    response.widget_info(|| WidgetInfo::labeled(Role::Tab, true, name));
    access::selected(&response, chosen);
    response.on_hover_cursor(egui::CursorIcon::PointingHand)
}
