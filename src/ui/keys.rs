//! The keys that do what the buttons do.

use egui::{Key, KeyboardShortcut, Modifiers};

use super::result::Tab;
use super::wish::{ContextsWish, FilesWish, FleetWish, Wish};
use crate::core::session::{Fetch, Session};

const GET: KeyboardShortcut = KeyboardShortcut::new(Modifiers::COMMAND, Key::Enter);
const SAVE_AS: KeyboardShortcut = KeyboardShortcut::new(Modifiers::COMMAND, Key::S);
const COPY: KeyboardShortcut =
    KeyboardShortcut::new(Modifiers::COMMAND.plus(Modifiers::SHIFT), Key::C);
const CANCEL: KeyboardShortcut = KeyboardShortcut::new(Modifiers::NONE, Key::Escape);
const MERGE: KeyboardShortcut = KeyboardShortcut::new(Modifiers::COMMAND, Key::M);
const REFRESH: KeyboardShortcut = KeyboardShortcut::new(Modifiers::NONE, Key::F5);

/// How the page about the user's contexts stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Page {
    /// It is not on show.
    Away,
    /// It is on show, and nothing over it.
    OnTop,
    /// Something over it, or a field in it, has the keys.
    Below,
}

/// The wish that a key pressed now stands for.
pub(super) fn wish(ctx: &egui::Context, session: &Session, contexts: Page) -> Option<Wish> {
    let busy = matches!(session.fetch, Fetch::Busy(_));
    let done = session.fetched().is_some() && !session.show_batch && contexts == Page::Away;
    let popup = egui::Popup::is_any_open(ctx);
    ctx.input_mut(|input| {
        if input.consume_shortcut(&GET) {
            return Some(Wish::Get);
        }
        if input.consume_shortcut(&REFRESH) {
            return Some(FleetWish::Refresh.into());
        }
        if contexts == Page::OnTop && !popup && input.consume_shortcut(&CANCEL) {
            return Some(ContextsWish::Toggle.into());
        }
        if contexts != Page::Away {
            return None;
        }
        if busy && input.consume_shortcut(&CANCEL) {
            return Some(Wish::Cancel);
        }
        if let Some(batch) = session.batch.as_ref().filter(|_| session.show_batch)
            && input.consume_shortcut(&CANCEL)
        {
            return Some(if batch.is_over() {
                FleetWish::CloseMany.into()
            } else {
                FleetWish::CancelMany.into()
            });
        }
        if done
            && let Some(tab) =
                Tab::ALL.into_iter().find(|tab| input.consume_key(Modifiers::COMMAND, tab.key()))
        {
            return Some(Wish::ShowTab(tab));
        }
        // The longer one first: the shorter would match it too.
        if done && input.consume_shortcut(&COPY) {
            return Some(Wish::Copy);
        }
        if done && input.consume_shortcut(&MERGE) {
            return Some(FilesWish::Merge.into());
        }
        (done && input.consume_shortcut(&SAVE_AS)).then_some(Wish::SaveAs)
    })
}
