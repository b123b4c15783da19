//! The sheet of shortcuts: every key that does something, and what.

use egui::{Context, Key, KeyboardShortcut, Modifiers, RichText, Ui};

use super::actions::{Action, written};
use super::result::Tab;
use super::theme::{self, tokens};
use super::widgets::{button, caption, dialog};
use crate::text::Phrases;

/// How wide it is, and how much of it the keys take.
const WIDTH: f32 = 480.0;
const KEYS: f32 = 210.0;

/// What it leaves of a small window.
const AROUND: f32 = 72.0;

/// The height of a row.
const ROW: f32 = 22.0;

const EVERYWHERE: [Action; 6] = [
    Action::Get,
    Action::Refresh,
    Action::Open,
    Action::Palette,
    Action::Settings,
    Action::Shortcuts,
];

const DOCUMENT: [Action; 12] = [
    Action::Merge,
    Action::SaveAs,
    Action::Copy,
    Action::Show(Tab::Kubeconfig),
    Action::Show(Tab::Overview),
    Action::Show(Tab::Connection),
    Action::Show(Tab::Request),
    Action::Find,
    Action::FindNext,
    Action::FindPrevious,
    Action::GoToLine,
    Action::Wrap,
];

/// The sheet; whether it is closed.
pub(crate) fn ui(ctx: &Context, phrases: &Phrases) -> bool {
    let words = &phrases.actions;
    let modal = dialog(ctx, "shortcuts", words.shortcuts).show(ctx, |ui| {
        let width = WIDTH.min(ui.ctx().content_rect().width() - AROUND);
        ui.set_width(width);
        ui.label(RichText::new(words.shortcuts).font(theme::semibold(theme::HEADING)));
        let most = ui.ctx().content_rect().height() - 160.0;
        egui::ScrollArea::vertical().max_height(most).show(ui, |ui| {
            ui.set_width(width);
            ui.spacing_mut().item_spacing.y = 0.0;
            ui.spacing_mut().interact_size.y = ROW;
            ui.add_space(6.0);
            caption(ui, words.everywhere);
            commands(ui, &EVERYWHERE, phrases);
            for (keys, what) in everywhere(ui.ctx(), phrases) {
                row(ui, &keys, what);
            }
            ui.add_space(10.0);
            caption(ui, words.document);
            commands(ui, &DOCUMENT, phrases);
            ui.add_space(10.0);
            caption(ui, words.lists);
            for (keys, what) in lists(ui.ctx(), phrases) {
                row(ui, &keys, what);
            }
        });
        ui.add_space(6.0);
        button(ui, words.close, "Esc", true).clicked()
    });
    modal.should_close() || modal.inner
}

fn commands(ui: &mut Ui, actions: &[Action], phrases: &Phrases) {
    for action in actions {
        row(ui, &action.keys(ui.ctx()), &action.name(phrases));
    }
}

/// Keys that are no commands: they act on what has the focus.
fn everywhere(ctx: &Context, phrases: &Phrases) -> [(String, &'static str); 4] {
    let words = &phrases.actions;
    let keys = |modifiers, all: &[Key]| keys(ctx, modifiers, all);
    [
        (
            [keys(Modifiers::NONE, &[Key::Tab]), keys(Modifiers::SHIFT, &[Key::Tab])].join("  "),
            words.next_control,
        ),
        (keys(Modifiers::NONE, &[Key::Escape]), words.close_or_cancel),
        (keys(Modifiers::COMMAND, &[Key::Plus, Key::Minus]), words.zoom),
        (keys(Modifiers::COMMAND, &[Key::Num0]), words.zoom_reset),
    ]
}

fn lists(ctx: &Context, phrases: &Phrases) -> [(String, &'static str); 6] {
    let words = &phrases.actions;
    let keys = |modifiers, all: &[Key]| keys(ctx, modifiers, all);
    let moves = [Key::ArrowUp, Key::ArrowDown, Key::PageUp, Key::PageDown];
    [
        (keys(Modifiers::NONE, &moves), words.move_in_list),
        (keys(Modifiers::NONE, &[Key::Home, Key::End]), words.to_the_ends),
        (keys(Modifiers::NONE, &[Key::Enter]), words.pick),
        (keys(Modifiers::NONE, &[Key::Space]), words.choose),
        (keys(Modifiers::SHIFT, &[Key::Space]), words.choose_range),
        (keys(Modifiers::COMMAND, &[Key::A]), words.choose_all),
    ]
}

/// Keys as this system writes them.
fn keys(ctx: &Context, modifiers: Modifiers, all: &[Key]) -> String {
    let format = |key: &Key| written(ctx, KeyboardShortcut::new(modifiers, *key));
    all.iter().map(format).collect::<Vec<_>>().join("  ")
}

fn row(ui: &mut Ui, keys: &str, what: &str) {
    let color = tokens(ui).dim;
    ui.horizontal(|ui| {
        ui.allocate_ui(egui::vec2(KEYS, ROW), |ui| {
            ui.set_width(KEYS);
            ui.label(RichText::new(keys).color(color));
        });
        ui.label(what);
    });
}

#[cfg(test)]
mod tests {
    use super::{Action, DOCUMENT, EVERYWHERE, KeyboardShortcut};

    #[test]
    fn every_command_with_keys_is_on_the_sheet() {
        for action in Action::ALL.into_iter().filter(|action| action.shortcut().is_some()) {
            assert!(EVERYWHERE.contains(&action) || DOCUMENT.contains(&action), "{action:?}");
        }
    }

    #[test]
    fn no_keys_stand_for_two_commands() {
        let keys: Vec<_> = Action::ALL.into_iter().filter_map(Action::shortcut).collect();
        for (at, one) in keys.iter().enumerate() {
            let same_key = |other: &&KeyboardShortcut| other.logical_key == one.logical_key;
            for other in keys[at + 1..].iter().filter(same_key) {
                // The one that is looked for first must not be taken for the other.
                assert!(!other.modifiers.matches_logically(one.modifiers), "{one:?} {other:?}");
            }
        }
    }
}
