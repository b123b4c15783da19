//! What the keyboard asks of a viewer that has the focus.

#![expect(
    clippy::wildcard_enum_match_arm,
    reason = "of a hundred keys a dozen mean something here"
)]

use egui::{Event, EventFilter, Key, Modifiers, Ui};

use super::selection::Step;

/// The arrows belong to the viewer while it has the focus; Tab and Escape do not.
pub(super) const FILTER: EventFilter =
    EventFilter { tab: false, horizontal_arrows: true, vertical_arrows: true, escape: false };

/// One wish.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Wish {
    Copy,
    SelectAll,
    /// Move the end of the selection.
    Extend(Step),
    /// Scroll, the selection stays.
    Scroll(Scroll),
}

/// A way to scroll.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Scroll {
    Lines(isize),
    Columns(isize),
    Top,
    Bottom,
}

/// The wishes of this frame, in order. `page` is how many lines a page has.
pub(super) fn wishes(ui: &Ui, page: isize) -> Vec<Wish> {
    let wish = |event: &Event| match event {
        Event::Copy => Some(Wish::Copy),
        Event::Key { key, pressed: true, modifiers, .. } => key_wish(*key, *modifiers, page),
        _ => None,
    };
    ui.input(|input| input.filtered_events(&FILTER).iter().filter_map(wish).collect())
}

fn key_wish(key: Key, modifiers: Modifiers, page: isize) -> Option<Wish> {
    // A real Ctrl+C arrives as `Event::Copy`; a synthetic one may come as the key that it is.
    if modifiers.command_only() && key == Key::C {
        return Some(Wish::Copy);
    }
    if modifiers.command_only() && key == Key::A {
        return Some(Wish::SelectAll);
    }
    if modifiers.alt {
        return None;
    }
    let by_word = modifiers.command || modifiers.ctrl;
    if modifiers.shift {
        return step(key, by_word, page).map(Wish::Extend);
    }
    // Ctrl+Home is Home: there is no cursor whose line it could be about.
    let scroll = match key {
        Key::Home => Scroll::Top,
        Key::End => Scroll::Bottom,
        Key::ArrowUp => Scroll::Lines(-1),
        Key::ArrowDown => Scroll::Lines(1),
        Key::PageUp => Scroll::Lines(-page),
        Key::PageDown => Scroll::Lines(page),
        Key::ArrowLeft => Scroll::Columns(-4),
        Key::ArrowRight => Scroll::Columns(4),
        _ => return None,
    };
    Some(Wish::Scroll(scroll))
}

fn step(key: Key, by_word: bool, page: isize) -> Option<Step> {
    let step = match key {
        Key::ArrowLeft | Key::ArrowRight => {
            let forward = key == Key::ArrowRight;
            if by_word { Step::Word { forward } } else { Step::Char { forward } }
        }
        Key::ArrowUp => Step::Lines(-1),
        Key::ArrowDown => Step::Lines(1),
        Key::PageUp => Step::Lines(-page),
        Key::PageDown => Step::Lines(page),
        Key::Home if by_word => Step::TextStart,
        Key::End if by_word => Step::TextEnd,
        Key::Home => Step::LineStart,
        Key::End => Step::LineEnd,
        _ => return None,
    };
    Some(step)
}
