//! The page about a fault of the program itself.

use ack_kubeconfig::core::session::{Language, ThemeChoice};
use ack_kubeconfig::ui::Options;
use egui::vec2;
use egui_kittest::SnapshotResults;

use super::{in_theme, rest};
use crate::flow::fault::noted;
use crate::support::{SIZE, Window, options};

#[test]
fn a_fault() {
    let small = vec2(720.0, 480.0);
    let mut pictures = SnapshotResults::new();
    for (language, theme, size, called) in [
        (Language::English, ThemeChoice::Dark, SIZE, "fault-dark"),
        (Language::English, ThemeChoice::Light, small, "fault-small-light"),
        (Language::Chinese, ThemeChoice::Light, SIZE, "zh-fault-light"),
        (Language::Chinese, ThemeChoice::Dark, small, "zh-fault-small-dark"),
    ] {
        let options = Options {
            system_language: language,
            faults: Some(noted()),
            folder: Some("/home/me".into()),
            ..in_theme(theme, options())
        };
        let mut window = Window::sized(options, size);
        rest(&mut window);
        window.harness.snapshot(called);
        pictures.extend_harness(&mut window.harness);
    }
}
