//! The overview by keyboard: one stop of the Tab key, in which it scrolls.

use egui::accesskit::Role;
use egui::{EventFilter, Id, Key, Modifiers, Rect, Response, Sense, StrokeKind, Ui};
use egui::{WidgetInfo, vec2};

use crate::ui::focus;

/// How far an arrow scrolls.
const STEP: f32 = 40.0;

/// Farther than any overview is long.
const TO_THE_END: f32 = 100_000.0;

/// The place of the overview as something that has the focus.
pub(super) fn stop(ui: &Ui, place: Rect, name: &str) -> Response {
    let id = Id::unique("overview-page");
    let response = ui.interact(place, id, Sense::focusable_noninteractive());
    response.widget_info(|| WidgetInfo::labeled(Role::TabPanel, true, name));
    if response.has_focus() {
        let arrows = EventFilter { vertical_arrows: true, ..EventFilter::default() };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(id, arrows));
        focus::shown_by_itself(&response);
        ui.painter().rect_stroke(place.shrink(3.0), 8.0, focus::line(ui), StrokeKind::Inside);
    }
    response
}

/// Scrolls as the keys say, inside of what scrolls; a page is so tall.
pub(super) fn scroll(ui: &Ui, page: f32) {
    for (key, by) in [
        (Key::ArrowDown, STEP),
        (Key::ArrowUp, -STEP),
        (Key::PageDown, page),
        (Key::PageUp, -page),
        (Key::End, TO_THE_END),
        (Key::Home, -TO_THE_END),
    ] {
        if ui.input_mut(|input| input.consume_key(Modifiers::NONE, key)) {
            ui.scroll_with_delta(vec2(0.0, -by));
        }
    }
}
