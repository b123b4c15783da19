//! The list by keyboard: one stop of the Tab key, in which arrows move a cursor. Rows that are not
//! seen are not there, so that none of them could have the focus itself.

use egui::{EventFilter, Id, Key, Modifiers, Rect, Response, Role, Sense, Ui, WidgetInfo};

use super::row::HEIGHT;

/// What was asked of the row under the cursor.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Pressed {
    /// To fill its id in.
    Pick,
    /// To choose it, or to take the choice back.
    Toggle,
    /// To choose all from the one that was chosen last to this one.
    Range,
    /// To choose all that match.
    All,
}

/// The list as something that has the focus.
pub(super) fn stop(ui: &Ui, place: Rect, name: &str) -> Response {
    let id = Id::unique("cluster-list");
    let response = ui.interact(place, id, Sense::focusable_noninteractive());
    response.widget_info(|| WidgetInfo::labeled(Role::ListBox, true, name));
    if response.has_focus() {
        let arrows = EventFilter { vertical_arrows: true, ..EventFilter::default() };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(id, arrows));
    }
    response
}

/// Moves the cursor among `count` rows, and tells what was pressed besides.
pub(super) fn read(ui: &Ui, cursor: &mut usize, count: usize) -> (bool, Option<Pressed>) {
    // How many rows are seen at once; no window is thousands of rows tall.
    let rows = (1..1000).take_while(|row: &u16| f32::from(*row) * HEIGHT <= ui.available_height());
    let page = rows.count().max(1);
    let last = count.saturating_sub(1);
    *cursor = (*cursor).min(last);
    let before = *cursor;
    let pressed = ui.input_mut(|input| {
        let mut key = |modifiers, key| input.consume_key(modifiers, key);
        // The longer ones first: the shorter would match them too.
        if key(Modifiers::SHIFT, Key::Space) {
            return Some(Pressed::Range);
        }
        if key(Modifiers::COMMAND, Key::A) {
            return Some(Pressed::All);
        }
        if key(Modifiers::NONE, Key::Space) {
            return Some(Pressed::Toggle);
        }
        if key(Modifiers::NONE, Key::Enter) {
            return Some(Pressed::Pick);
        }
        for (arrow, to) in [
            (Key::ArrowDown, (before + 1).min(last)),
            (Key::ArrowUp, before.saturating_sub(1)),
            (Key::PageDown, (before + page).min(last)),
            (Key::PageUp, before.saturating_sub(page)),
            (Key::Home, 0),
            (Key::End, last),
        ] {
            if key(Modifiers::NONE, arrow) {
                *cursor = to;
            }
        }
        None
    });
    (*cursor != before, pressed.filter(|_| count > 0))
}
