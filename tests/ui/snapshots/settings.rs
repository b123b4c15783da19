//! Pictures of the settings and of what is told of the program, in both languages.

use std::path::PathBuf;

use ack_kubeconfig::core::history::By;
use ack_kubeconfig::core::session::{EndpointChoice, Language, Settings, ThemeChoice};
use ack_kubeconfig::text::Phrases;
use ack_kubeconfig::ui::Options;
use ack_kubeconfig::worker::Keeping;
use ack_kubeconfig::worker::protocol::KubeconfigPlace;
use egui::accesskit::Role;
use egui::{Vec2, vec2};
use egui_kittest::SnapshotResults;
use egui_kittest::kittest::{NodeT as _, Queryable as _};

use super::{SIZE, cover_status, in_theme, rest};
use crate::snapshots::chinese::is_english;
use crate::support::{Window, options};

/// The smallest window.
const SMALL: Vec2 = vec2(720.0, 480.0);

/// What a picture shows: language, theme, size, and what it is called.
const PICTURES: [(Language, ThemeChoice, Vec2, &str); 4] = [
    (Language::English, ThemeChoice::Dark, SIZE, "dark"),
    (Language::English, ThemeChoice::Light, SMALL, "small-light"),
    (Language::Chinese, ThemeChoice::Light, SIZE, "zh-light"),
    (Language::Chinese, ThemeChoice::Dark, SMALL, "zh-small-dark"),
];

/// A window of somebody's, on nobody's computer.
fn window(language: Language, theme: ThemeChoice, size: Vec2) -> Window {
    let home = PathBuf::from("/home/me");
    let state = home.join(".local/state/ack-kubeconfig");
    let options = Options { system_language: language, ..in_theme(theme, options()) };
    let settings = Settings {
        endpoint: EndpointChoice::Vpc,
        region: Some("cn-hangzhou".to_owned()),
        imported: vec![home.join("Downloads/config.json")],
        ..options.settings.clone()
    };
    let keeping = Keeping {
        file: ack_kubeconfig::io::history::HistoryFile::at(state.join("history.jsonl")),
        settings: None,
        by: By::Window,
    };
    let kubeconfig = KubeconfigPlace {
        home: Some(home.clone()),
        backups: Some(state.join("backups")),
        ..KubeconfigPlace::default()
    };
    let mut window = Window::sized(
        Options {
            settings,
            settings_path: Some(home.join(".config/ack-kubeconfig/settings.yaml")),
            history: Some(keeping),
            kubeconfig: Some(kubeconfig),
            graphics: Some("OpenGL 4.5".to_owned()),
            cluster_cache: Some(home.join(".cache/ack-kubeconfig/clusters")),
            credential_cache: Some(home.join(".cache/ack-kubeconfig/credentials")),
            log: Some(state.join("logs/ack-kubeconfig.log")),
            folder: Some(home),
            ..options
        },
        size,
    );
    let phrases = Phrases::of(language);
    window.until_seen((phrases.contexts.heading).trim());
    window.press(phrases.settings.heading);
    window
}

/// Takes a picture, in which no English is left if it is Chinese.
fn take(window: &mut Window, called: &str, pictures: &mut SnapshotResults) {
    rest(window);
    // The text of a licence is nobody's to translate.
    if called.contains("zh-") && !called.contains("licence") {
        let painted = window.painted();
        let english: Vec<&str> = painted.lines().filter(|line| is_english(line)).collect();
        assert!(english.is_empty(), "{called} has English left: {english:#?}");
    }
    cover_status(window);
    window.harness.snapshot(called);
    pictures.extend_harness(&mut window.harness);
}

/// The page from its top, and what follows further down.
#[test]
fn every_choice() {
    let mut pictures = SnapshotResults::new();
    for (language, theme, size, called) in PICTURES {
        let mut window = window(language, theme, size);
        take(&mut window, &format!("settings-{called}"), &mut pictures);
        let words = &Phrases::of(language).settings;
        for (below, lowest) in [("middle", words.ends), ("end", words.remembered)] {
            window.harness.get_by_label(lowest).scroll_to_me();
            window.step();
            take(&mut window, &format!("settings-{below}-{called}"), &mut pictures);
        }
    }
}

#[test]
fn what_is_told_of_the_program() {
    let mut pictures = SnapshotResults::new();
    for (language, theme, size, called) in PICTURES {
        let mut window = window(language, theme, size);
        let words = &Phrases::of(language).about;
        window.press(words.button);
        cover_version(&mut window);
        take(&mut window, &format!("about-{called}"), &mut pictures);
        let read = (words.read)("OFL 1.1 (Inter)");
        window.scroll_to(Role::Link, &read);
        window.click(Role::Link, &read);
        window.scroll_to(Role::Link, &(words.put_away)("OFL 1.1 (Inter)"));
        take(&mut window, &format!("about-licence-{called}"), &mut pictures);
    }
}

/// Covers for which processor this is built.
fn cover_version(window: &mut Window) {
    let version = format!("{} ·", env!("CARGO_PKG_VERSION"));
    let told = window.harness.root().children_recursive().find(|node| {
        let node = node.accesskit_node();
        node.role() == Role::Label && node.value().is_some_and(|told| told.contains(&version))
    });
    let place = told.unwrap().rect();
    window.harness.mask(place.expand(2.0));
}
