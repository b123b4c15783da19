//! The keys that do what the buttons do.

use egui::{InputState, Key, KeyboardShortcut, Modifiers};

use super::result::Tab;
use super::wish::{ContextsWish, FilesWish, FleetWish, OpenWish, ViewerWish, Wish};
use crate::core::session::{Fetch, Session};

const GET: KeyboardShortcut = KeyboardShortcut::new(Modifiers::COMMAND, Key::Enter);
const SAVE_AS: KeyboardShortcut = KeyboardShortcut::new(Modifiers::COMMAND, Key::S);
const COPY: KeyboardShortcut =
    KeyboardShortcut::new(Modifiers::COMMAND.plus(Modifiers::SHIFT), Key::C);
const CANCEL: KeyboardShortcut = KeyboardShortcut::new(Modifiers::NONE, Key::Escape);
const MERGE: KeyboardShortcut = KeyboardShortcut::new(Modifiers::COMMAND, Key::M);
const REFRESH: KeyboardShortcut = KeyboardShortcut::new(Modifiers::NONE, Key::F5);
const OPEN: KeyboardShortcut = KeyboardShortcut::new(Modifiers::COMMAND, Key::O);
const FIND: KeyboardShortcut = KeyboardShortcut::new(Modifiers::COMMAND, Key::F);
const GO_TO_LINE: KeyboardShortcut = KeyboardShortcut::new(Modifiers::COMMAND, Key::G);
const FIND_NEXT: KeyboardShortcut = KeyboardShortcut::new(Modifiers::NONE, Key::F3);
const FIND_PREVIOUS: KeyboardShortcut = KeyboardShortcut::new(Modifiers::SHIFT, Key::F3);
pub(super) const WRAP: KeyboardShortcut = KeyboardShortcut::new(Modifiers::ALT, Key::Z);

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

/// What decides what a key is for.
#[derive(Debug, Clone, Copy)]
pub(super) struct Around {
    pub(super) contexts: Page,
    /// Whether a dialog has to be answered first.
    pub(super) dialog: bool,
    /// Whether the bar over the text is open.
    pub(super) bar: bool,
}

/// The wish that a key pressed now stands for.
pub(super) fn wish(ctx: &egui::Context, session: &Session, around: Around) -> Option<Wish> {
    let popup = egui::Popup::is_any_open(ctx);
    ctx.input_mut(|input| {
        if input.consume_shortcut(&GET) {
            return Some(Wish::Get);
        }
        if input.consume_shortcut(&REFRESH) {
            return Some(FleetWish::Refresh.into());
        }
        if !around.dialog && input.consume_shortcut(&OPEN) {
            return Some(OpenWish::Choose.into());
        }
        if around.contexts == Page::OnTop && !popup && input.consume_shortcut(&CANCEL) {
            return Some(ContextsWish::Toggle.into());
        }
        if around.contexts != Page::Away {
            return None;
        }
        let escapes = !popup && !around.dialog;
        if session.opening.shown().is_some() {
            return of_file(input, around, escapes);
        }
        of_question(input, session, around, escapes)
    })
}

/// While a file is on show.
fn of_file(input: &mut InputState, around: Around, escapes: bool) -> Option<Wish> {
    of_text(input, &Tab::OF_FILE, around, escapes)
        .or_else(|| (escapes && input.consume_shortcut(&CANCEL)).then(|| OpenWish::Close.into()))
}

/// While a question, or what came of it, is on show.
fn of_question(
    input: &mut InputState,
    session: &Session,
    around: Around,
    escapes: bool,
) -> Option<Wish> {
    if matches!(session.fetch, Fetch::Busy(_)) && input.consume_shortcut(&CANCEL) {
        return Some(Wish::Cancel);
    }
    if let Some(batch) = session.batch.as_ref().filter(|_| session.show_batch) {
        let close = if batch.is_over() { FleetWish::CloseMany } else { FleetWish::CancelMany };
        return input.consume_shortcut(&CANCEL).then(|| close.into());
    }
    session.fetched()?;
    if let Some(wish) = of_text(input, &Tab::ALL, around, escapes) {
        return Some(wish);
    }
    if input.consume_shortcut(&MERGE) {
        return Some(FilesWish::Merge.into());
    }
    input.consume_shortcut(&SAVE_AS).then_some(Wish::SaveAs)
}

/// While a document is on show, wherever it is from.
fn of_text(input: &mut InputState, tabs: &[Tab], around: Around, escapes: bool) -> Option<Wish> {
    let pressed = |tab: &&Tab| input.consume_key(Modifiers::COMMAND, tab.key());
    if let Some(tab) = tabs.iter().find(pressed) {
        return Some(Wish::ShowTab(*tab));
    }
    // The longer one first: the shorter would match it too.
    if input.consume_shortcut(&COPY) {
        return Some(Wish::Copy);
    }
    if around.dialog {
        return None;
    }
    if escapes && around.bar && input.consume_shortcut(&CANCEL) {
        return Some(ViewerWish::CloseBar.into());
    }
    let keys = [
        (FIND, ViewerWish::Find),
        (GO_TO_LINE, ViewerWish::GoToLine),
        (FIND_PREVIOUS, ViewerWish::FindNext { forward: false }),
        (FIND_NEXT, ViewerWish::FindNext { forward: true }),
        (WRAP, ViewerWish::ToggleWrap),
    ];
    let mut pressed = keys.into_iter().filter(|(key, _)| input.consume_shortcut(key));
    pressed.next().map(|(_, wish)| wish.into())
}
