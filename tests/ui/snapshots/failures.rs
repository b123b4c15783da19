//! Failure cards with steps to take: a clock to be set, a permission to be asked for.

use ack_kubeconfig::core::session::ThemeChoice;
use ack_kubeconfig::demo::DemoOptions;
use ack_kubeconfig::ui::Options;
use egui::{Vec2, vec2};
use jiff::SignedDuration;

use super::{ROWS, cover_rows, cover_status, in_theme, profile, rest};
use crate::support::{SIZE, Service, Window, status};

/// A window in which this cluster was asked for, in vain.
fn failed(service: &Service, theme: ThemeChoice, size: Vec2, cluster: &str) -> Window {
    let profile = profile(service, service.ack.credentials().clone());
    let options = Options { profile: Some(profile), ..in_theme(theme, service.without_key()) };
    let mut window = Window::sized(options, size);
    window.until_seen("12 in 4 regions");
    window.ask(&service.id(cluster));
    window.until_seen("Copy details");
    rest(&mut window);
    cover_status(&mut window);
    window
}

#[test]
fn a_wrong_clock() {
    let clock_offset = SignedDuration::from_secs(22 * 60 + 30);
    let service = Service::with(DemoOptions { clock_offset, ..DemoOptions::default() });
    for _ in 0..2 {
        service.push_fault(status(400, "InvalidTimeStamp.Expired"));
    }
    let mut window = failed(&service, ThemeChoice::Dark, SIZE, "prod-payments");
    cover_rows(&mut window, ROWS, 480.0);
    window.harness.snapshot("error-clock-dark");
}

#[test]
fn a_missing_permission() {
    let service = Service::start();
    let mut window = failed(&service, ThemeChoice::Light, SIZE, "audit-vault");
    cover_rows(&mut window, ROWS, 320.0);
    window.harness.snapshot("error-permission-light");
}

#[test]
fn a_missing_permission_in_the_smallest_window() {
    let service = Service::start();
    let mut window = failed(&service, ThemeChoice::Dark, vec2(720.0, 480.0), "audit-vault");
    window.harness.snapshot("error-permission-small-dark");
}
