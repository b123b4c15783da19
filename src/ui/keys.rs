//! The keys that do what the buttons do.

use egui::{Key, KeyboardShortcut, Modifiers};

use super::wish::Wish;
use crate::core::session::{Fetch, Session};

const GET: KeyboardShortcut = KeyboardShortcut::new(Modifiers::COMMAND, Key::Enter);
const SAVE_AS: KeyboardShortcut = KeyboardShortcut::new(Modifiers::COMMAND, Key::S);
const COPY: KeyboardShortcut =
    KeyboardShortcut::new(Modifiers::COMMAND.plus(Modifiers::SHIFT), Key::C);
const CANCEL: KeyboardShortcut = KeyboardShortcut::new(Modifiers::NONE, Key::Escape);

/// The wish that a key pressed now stands for.
pub(super) fn wish(ctx: &egui::Context, session: &Session) -> Option<Wish> {
    let busy = matches!(session.fetch, Fetch::Busy(_));
    let done = session.fetched().is_some();
    ctx.input_mut(|input| {
        if input.consume_shortcut(&GET) {
            return Some(Wish::Get);
        }
        if busy && input.consume_shortcut(&CANCEL) {
            return Some(Wish::Cancel);
        }
        // The longer one first: the shorter would match it too.
        if done && input.consume_shortcut(&COPY) {
            return Some(Wish::Copy);
        }
        (done && input.consume_shortcut(&SAVE_AS)).then_some(Wish::SaveAs)
    })
}
