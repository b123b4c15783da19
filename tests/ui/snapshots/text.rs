//! Pictures of the text on show: searched, revealed, wrapped; and of a file that was opened.

use ack_kubeconfig::core::session::{Settings, ThemeChoice};
use ack_kubeconfig::demo::Fault;
use ack_kubeconfig::ui::Options;
use egui::accesskit::Role;
use egui::{HoveredFile, Key, Modifiers, Vec2, vec2};
use egui_kittest::SnapshotResults;

use super::{DOCUMENT, THEMES, cover_status, in_theme, profile, rest, with_document};
use crate::flow::opening::drop_file;
use crate::support::{SIZE, Service, Window, options};

const SMALL: Vec2 = vec2(720.0, 480.0);

pub(super) fn picture(pictures: &mut SnapshotResults, window: &mut Window, name: &str) {
    // The cursor of a field blinks.
    window.harness.ctx.all_styles_mut(|style| style.visuals.text_cursor.blink = false);
    window.harness.remove_cursor();
    window.harness.run_steps(3);
    cover_status(window);
    window.harness.snapshot(name);
    pictures.extend_harness(&mut window.harness);
}

/// Marks at every place of a long document, and one shortened value shown whole.
#[test]
fn a_search_in_a_long_document() {
    let mut pictures = SnapshotResults::new();
    let lines = (0..400).map(|line| format!("  note-{line}: {}\n", ["a", "needle"][line % 7 / 6]));
    let text = format!("{DOCUMENT}extra:\n{}", lines.collect::<String>());
    let service = Service::start();
    service.ack.push_fault(Fault::KubeconfigText(text));
    let profile = Some(profile(&service, service.ack.credentials().clone()));
    let options = in_theme(ThemeChoice::Dark, service.without_key());
    let mut window = Window::open(Options { profile, ..options });
    window.until_seen("12 in 4 regions");
    window.get(&service.id("prod-payments"));
    window.press("Show all 684 bytes");
    window.key(Modifiers::COMMAND, Key::F);
    window.field("Find").type_text("needle");
    window.step();
    for _ in 0..20 {
        window.key(Modifiers::NONE, Key::Enter);
    }
    picture(&mut pictures, &mut window, "find-long-dark");
}

#[test]
fn a_revealed_key_in_wrapped_lines() {
    let mut pictures = SnapshotResults::new();
    for (theme, called) in THEMES {
        let mut window = with_document(theme, SIZE);
        window.press("Reveal");
        picture(&mut pictures, &mut window, &format!("revealed-{called}"));
        window.press("Show all 652 bytes");
        window.click(Role::CheckBox, "Wrap");
        picture(&mut pictures, &mut window, &format!("wrapped-{called}"));
        let settings = Settings { theme, wrap: true, ..Settings::default() };
        let mut window = wrapped(settings, SMALL);
        picture(&mut pictures, &mut window, &format!("wrapped-small-{called}"));
    }
}

fn wrapped(settings: Settings, size: Vec2) -> Window {
    let service = Service::start();
    service.ack.push_fault(Fault::KubeconfigText(DOCUMENT.to_owned()));
    let profile = Some(profile(&service, service.ack.credentials().clone()));
    let options = in_theme(settings.theme, service.without_key());
    let mut window = Window::sized(Options { profile, settings, ..options }, size);
    window.until_seen("12 in 4 regions");
    window.get(&service.id("prod-payments"));
    window.node(Role::Document, "Kubeconfig text").focus();
    window.key(Modifiers::NONE, Key::PageDown);
    rest(&mut window);
    window
}

#[test]
fn a_file() {
    let mut pictures = SnapshotResults::new();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("theirs.yaml");
    std::fs::write(&path, super::hostile()).unwrap();
    for (theme, called) in THEMES {
        for (size, size_called) in [(SIZE, ""), (SMALL, "-small")] {
            let options = in_theme(theme, options());
            let options = Options { folder: Some(folder.path().to_owned()), ..options };
            let mut window = Window::sized(options, size);
            window.until_seen("nothing found");
            let hovered = HoveredFile { path: Some(path.clone()), ..HoveredFile::default() };
            window.harness.input_mut().hovered_files.push(hovered);
            if size == SIZE {
                picture(&mut pictures, &mut window, &format!("drop-{called}"));
            }
            window.harness.input_mut().hovered_files.clear();
            drop_file(&mut window, &path);
            window.until_seen("opened from a file");
            rest(&mut window);
            window.harness.snapshot(format!("opened{size_called}-{called}"));
            pictures.extend_harness(&mut window.harness);
        }
    }
}
