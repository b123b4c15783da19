//! A frame of the window with 10,000 clusters listed, beside one with 20; of the page about the
//! user's contexts with 5,000 of them, beside one with 20; and of a document of 100,000 lines, beside
//! one of 20, also wrapped and searched: at rest, and while the list or the text is scrolled. And
//! what a key costs that is typed into a field beside so many clusters.
#![expect(clippy::print_stdout, reason = "a benchmark tells what it measured")]
#![expect(clippy::unwrap_used, reason = "a benchmark that cannot measure says so and ends")]
#![expect(clippy::panic, reason = "a benchmark that cannot measure says so and ends")]
#![expect(clippy::expect_used, reason = "a benchmark that cannot measure says so and ends")]

mod figures;
#[expect(dead_code, reason = "the benchmark of merges uses the rest of it")]
mod kubeconfigs;
#[expect(dead_code, reason = "the tests of the window use the rest of it")]
#[path = "../tests/ui/support.rs"]
mod support;

use std::path::Path;
use std::time::{Duration, Instant};

use ack_kubeconfig::core::session::Settings;
use ack_kubeconfig::demo::{DemoOptions, Fault};
use ack_kubeconfig::ui::Options;
use ack_kubeconfig::worker::protocol::KubeconfigPlace;
use egui::accesskit::Role;
use egui::{Event, Key, Modifiers, MouseWheelUnit, TouchPhase, pos2, vec2};
use egui_kittest::kittest::Queryable as _;
use figures::{median, ms, ratio};
use kubeconfigs::Maker;
use support::{Service, Window};

const FEW: usize = 20;
const MANY: usize = 10_000;
const CONTEXTS: usize = 5_000;
const LINES: usize = 100_000;
/// A kubeconfig of so many lines.
const DOCUMENT: &str = include_str!("../tests/data/demo.kubeconfig");
/// The clusters that every demo account has.
const NAMED: usize = 12;
const FRAMES: usize = 400;

fn main() {
    let [few, many] = [FEW, MANY].map(|count| {
        let options = DemoOptions { extra_clusters: count - NAMED, ..DemoOptions::default() };
        (count, Service::with(options))
    });
    let [mut few, mut many] = [&few, &many].map(|(count, service)| {
        let mut window = Window::open(service.options());
        window.until_seen(&format!("{count} in "));
        window.step();
        // One is picked, and all are chosen, so that all there is to be looked up is.
        window.fill("Cluster ID", service.ack.clusters().last().unwrap().id.as_str());
        window.click(Role::Link, &format!("All {count}"));
        // Over the list.
        window.harness.event(Event::PointerMoved(pos2(150.0, 500.0)));
        window
    });
    println!("a frame of the window, median of {FRAMES}");
    compare("clusters", [FEW, MANY], &mut few, &mut many);
    typing([FEW, MANY], &mut few, &mut many);
    let maker = Maker::new();
    let folder = tempfile::tempdir().expect("a folder");
    let [mut few, mut many] = [FEW, CONTEXTS].map(|count| {
        let file = folder.path().join(count.to_string());
        std::fs::write(&file, maker.file(count).as_str()).expect("a file");
        contexts_of(&file)
    });
    compare("contexts", [FEW, CONTEXTS], &mut few, &mut many);
    for (how, wrap, wanted) in
        [("lines", false, ""), ("wrapped lines", true, ""), ("lines that match", false, "note")]
    {
        let [mut few, mut many] = [0, LINES].map(|count| text_of(count, wrap, wanted));
        compare(how, [FEW, LINES], &mut few, &mut many);
    }
}

/// A window on a kubeconfig with so many more lines, of which every tenth is long.
fn text_of(count: usize, wrap: bool, wanted: &str) -> Window {
    let line = |number| {
        let long = if number % 10 == 0 { "and so on, ".repeat(10) } else { String::new() };
        format!("  note-{number}: value {long}\n")
    };
    let more: String = (0..count).map(line).collect();
    let service = Service::start();
    service.push_fault(Fault::KubeconfigText(format!("{DOCUMENT}notes:\n{more}")));
    let settings = Settings { wrap, ..Settings::default() };
    let mut window = Window::open(Options { settings, ..service.options() });
    window.get(&service.id("prod-payments"));
    if !wanted.is_empty() {
        window.key(Modifiers::COMMAND, Key::F);
        window.field("Find").type_text(wanted);
        window.step();
        window.until_seen("1 of ");
    }
    window.harness.event(Event::PointerMoved(pos2(700.0, 500.0)));
    window.step();
    window
}

/// A window on the page about the contexts of a file.
fn contexts_of(file: &Path) -> Window {
    let place = KubeconfigPlace { explicit: Some(file.to_owned()), ..KubeconfigPlace::default() };
    let mut window = Window::open(Options { kubeconfig: Some(place), ..support::options() });
    window.until_seen("My contexts ");
    window.harness.get_by_label_contains("My contexts ").click();
    window.until_seen("Filter by name, cluster or identity");
    window.harness.event(Event::PointerMoved(pos2(700.0, 500.0)));
    window.step();
    window
}

fn compare(of: &str, counts: [usize; 2], few: &mut Window, many: &mut Window) {
    for (what, scrolls) in [("at rest", false), ("scrolling", true)] {
        // In turns, so that whatever else the machine does befalls both.
        let times: Vec<[Duration; 2]> = (0..FRAMES)
            .map(|number| [&mut *few, &mut *many].map(|window| frame(window, scrolls, number)))
            .collect();
        let [few, many] =
            [0, 1].map(|side| median(&times.iter().map(|t| t[side]).collect::<Vec<_>>()));
        println!(
            "  {what:<10} {} {of} {:.3} ms, {} {of} {:.3} ms: {:.2} times as long (wanted: at most \
             1.5)",
            counts[0],
            ms(few),
            counts[1],
            ms(many),
            ratio(many, few),
        );
    }
}

/// A key typed into the filter of the list and into the field of the cluster: the frame that hears
/// it, and the one after that, in which everything has its place again.
fn typing(counts: [usize; 2], few: &mut Window, many: &mut Window) {
    for field in ["Filter by name, ID or region", "Cluster ID"] {
        for window in [&mut *few, &mut *many] {
            window.fill(field, "");
        }
        let times: Vec<[Duration; 2]> = (0..FRAMES)
            .map(|number| [&mut *few, &mut *many].map(|window| key(window, number)))
            .collect();
        let sides = [0, 1].map(|side| times.iter().map(|t| t[side]).collect::<Vec<_>>());
        let [few, many] = [0, 1].map(|side| median(&sides[side]));
        let slowest = sides[1].iter().max().copied().unwrap_or_default();
        println!(
            "  a key in “{field}”, {} clusters {:.3} ms, {} clusters {:.3} ms, the slowest {:.3} ms \
             (wanted: less than 4 ms)",
            counts[0],
            ms(few),
            counts[1],
            ms(many),
            ms(slowest),
        );
    }
}

/// The letters of a name that is there, one by one, then taken back one by one.
fn key(window: &mut Window, number: usize) -> Duration {
    const TYPED: &str = "prod-payments";
    let place = number % (2 * TYPED.len());
    window.harness.event(match TYPED.chars().nth(place) {
        Some(letter) => Event::Text(letter.to_string()),
        None => Event::Key {
            key: Key::Backspace,
            physical_key: None,
            pressed: true,
            repeat: false,
            modifiers: Modifiers::NONE,
        },
    });
    let began = Instant::now();
    window.harness.step();
    window.harness.step();
    began.elapsed()
}

fn frame(window: &mut Window, scrolls: bool, number: usize) -> Duration {
    if scrolls {
        // Down and up again, so that a short list moves as well.
        let rows = if (number / 4).is_multiple_of(2) { -3.0 } else { 3.0 };
        window.harness.event(Event::MouseWheel {
            source: egui::MouseWheelSource::Wheel,
            unit: MouseWheelUnit::Line,
            delta: vec2(0.0, rows),
            phase: TouchPhase::Move,
            modifiers: Modifiers::NONE,
        });
    }
    let began = Instant::now();
    window.harness.step();
    began.elapsed()
}
