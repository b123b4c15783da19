//! Pictures of what stands over everything: the commands, and the sheet of shortcuts.

use ack_kubeconfig::core::session::ThemeChoice;
use ack_kubeconfig::text::Language;
use ack_kubeconfig::ui::Options;
use egui::{Event, Key, Modifiers, vec2};
use egui_kittest::SnapshotResults;

use super::text::picture;
use super::{THEMES, in_theme, with_document};
use crate::support::{SIZE, Window, options};

#[test]
fn the_palette() {
    let mut pictures = SnapshotResults::new();
    for (theme, called) in THEMES {
        for (size, size_called) in [(SIZE, ""), (vec2(720.0, 480.0), "-small")] {
            let mut window = with_document(theme, size);
            window.key(Modifiers::COMMAND, Key::K);
            if size == SIZE {
                window.harness.event(Event::Text("o".to_owned()));
            }
            window.step();
            window.key(Modifiers::NONE, Key::ArrowDown);
            picture(&mut pictures, &mut window, &format!("palette{size_called}-{called}"));
        }
    }
}

#[test]
fn the_sheet_of_shortcuts() {
    let mut pictures = SnapshotResults::new();
    for (system_language, theme, size, called) in [
        (Language::English, ThemeChoice::Dark, SIZE, "shortcuts-dark"),
        (Language::English, ThemeChoice::Light, vec2(720.0, 480.0), "shortcuts-small-light"),
        (Language::Chinese, ThemeChoice::Light, SIZE, "zh-shortcuts-light"),
    ] {
        // What was looked through is told behind the sheet, sooner or later.
        let options = Options { system_language, lookup: None, ..in_theme(theme, options()) };
        let mut window = Window::sized(options, size);
        window.key(Modifiers::SHIFT, Key::Questionmark);
        picture(&mut pictures, &mut window, called);
    }
}
