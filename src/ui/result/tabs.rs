//! The views of a kubeconfig, and the strip from which one is chosen.

use egui::accesskit::Role;
use egui::{FontId, Key, Response, Sense, Stroke, StrokeKind, Ui, UiBuilder, WidgetInfo, vec2};

use crate::text::ResultWords;
use crate::ui::theme::{self, tokens};
use crate::ui::widgets::rule;

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

    /// The key that shows it, together with Ctrl or Cmd.
    pub(crate) fn key(self) -> Key {
        match self {
            Self::Kubeconfig => Key::Num1,
            Self::Overview => Key::Num2,
            Self::Connection => Key::Num3,
            Self::Request => Key::Num4,
        }
    }

    fn name(self, words: &ResultWords) -> &'static str {
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

/// Draws the strip; the tab that was pressed comes back.
pub(super) fn strip(ui: &mut Ui, chosen: Tab, words: &ResultWords) -> Option<Tab> {
    let mut pressed = None;
    ui.add_space(4.0);
    let list = UiBuilder::new().accessibility_role(Role::TabList);
    ui.scope_builder(list, |ui| {
        ui.spacing_mut().item_spacing.x = GAP;
        ui.spacing_mut().interact_size.y = 0.0;
        ui.horizontal(|ui| {
            for each in Tab::ALL {
                let hint = super::keys(ui, each.key().symbol_or_name(), false);
                let response = tab(ui, each.name(words), each == chosen).on_hover_text(hint);
                if response.clicked() {
                    pressed = Some(each);
                }
            }
        });
    });
    // Nothing stands between the tabs and their line.
    let y = ui.cursor().top() - ui.spacing().item_spacing.y;
    rule(ui, y);
    pressed
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
    if response.has_focus() {
        let around = rect.expand2(vec2(6.0, 2.0)).with_max_y(rect.bottom() - 4.0);
        let line = Stroke::new(1.0, tokens.link);
        painter.rect_stroke(around, f32::from(theme::RADIUS), line, StrokeKind::Inside);
    }
    response.widget_info(|| WidgetInfo::labeled(Role::Tab, true, name));
    ui.ctx().accesskit_node_builder(response.id, |node| node.set_selected(chosen));
    response.on_hover_cursor(egui::CursorIcon::PointingHand)
}
