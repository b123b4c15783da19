//! The list by keyboard: what its keys ask of the row under the cursor.

use egui::{Key, Modifiers, Ui};

use super::row::HEIGHT;
use crate::ui::list_keys;

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

/// Moves the cursor among `count` rows, and tells what was pressed besides.
pub(super) fn read(ui: &Ui, cursor: &mut usize, count: usize) -> (bool, Option<Pressed>) {
    // How many rows are seen at once; no window is thousands of rows tall.
    let rows = (1..1000).take_while(|row: &u16| f32::from(*row) * HEIGHT <= ui.available_height());
    let page = rows.count().max(1);
    *cursor = (*cursor).min(count.saturating_sub(1));
    let asked = ui.input_mut(|input| {
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
        key(Modifiers::NONE, Key::Enter).then_some(Pressed::Pick)
    });
    let moved = list_keys::pressed(ui, *cursor, count, page).filter(|to| to != cursor);
    *cursor = moved.unwrap_or(*cursor);
    (moved.is_some(), asked.filter(|_| count > 0))
}
