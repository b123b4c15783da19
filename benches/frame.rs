//! A frame of the window with 10,000 clusters listed, beside one with 20: at rest, and while the
//! list is scrolled.
#![expect(clippy::print_stdout, reason = "a benchmark tells what it measured")]
#![expect(clippy::unwrap_used, reason = "a benchmark that cannot measure says so and ends")]
#![expect(clippy::expect_used, reason = "a benchmark that cannot measure says so and ends")]

mod figures;
#[expect(dead_code, reason = "the tests of the window use the rest of it")]
#[path = "../tests/ui/support.rs"]
mod support;

use std::time::{Duration, Instant};

use ack_kubeconfig::demo::DemoOptions;
use egui::accesskit::Role;
use egui::{Event, Modifiers, MouseWheelUnit, TouchPhase, pos2, vec2};
use figures::{median, ms, ratio};
use support::{Service, Window};

const FEW: usize = 20;
const MANY: usize = 10_000;
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
    for (what, scrolls) in [("at rest", false), ("scrolling", true)] {
        // In turns, so that whatever else the machine does befalls both.
        let times: Vec<[Duration; 2]> = (0..FRAMES)
            .map(|number| [&mut few, &mut many].map(|window| frame(window, scrolls, number)))
            .collect();
        let [few, many] =
            [0, 1].map(|side| median(&times.iter().map(|t| t[side]).collect::<Vec<_>>()));
        println!(
            "  {what:<10} {FEW} clusters {:.3} ms, {MANY} clusters {:.3} ms: {:.2} times as long \
             (wanted: at most 1.5)",
            ms(few),
            ms(many),
            ratio(many, few),
        );
    }
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
