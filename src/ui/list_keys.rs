//! A list by keyboard: one stop of the Tab key, in which arrows move a cursor. Rows that are not
//! seen are not there, so that none of them could have the focus itself.

use egui::{EventFilter, Id, Key, Modifiers, Rect, Response, Role, Sense, Ui, WidgetInfo};

/// The list as something that has the focus.
pub(super) fn stop(ui: &Ui, id: &str, place: Rect, name: &str) -> Response {
    let id = Id::unique(id);
    let response = ui.interact(place, id, Sense::focusable_noninteractive());
    response.widget_info(|| WidgetInfo::labeled(Role::ListBox, true, name));
    if response.has_focus() {
        let arrows = EventFilter { vertical_arrows: true, ..EventFilter::default() };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(id, arrows));
    }
    response
}

/// Where a key leads from a row of `count`, of which `page` are seen at once.
pub(super) fn pressed(ui: &Ui, from: usize, count: usize, page: usize) -> Option<usize> {
    let last = count.saturating_sub(1);
    let keys = [
        (Key::ArrowDown, (from + 1).min(last)),
        (Key::ArrowUp, from.saturating_sub(1)),
        (Key::PageDown, (from + page).min(last)),
        (Key::PageUp, from.saturating_sub(page)),
        (Key::Home, 0),
        (Key::End, last),
    ];
    let consumed =
        |(key, to)| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key)).then_some(to);
    keys.into_iter().find_map(consumed)
}
