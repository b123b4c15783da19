//! The next step after a failure: each button of the card does what it says.

use std::sync::Arc;
use std::time::Duration;

use ack_kubeconfig::core::acs::Scheme;
use ack_kubeconfig::core::acs::step::ClockCommand;
use ack_kubeconfig::core::profile::{Places, Profile, Source};
use ack_kubeconfig::core::session::{EndpointChoice, Settings};
use ack_kubeconfig::demo::{DemoOptions, Fault};
use ack_kubeconfig::ui::Options;
use egui::accesskit::Role;
use jiff::SignedDuration;

use crate::support::{Service, Window, status};

/// A window in which this failure is on show.
fn failed(service: &Service, fault: Fault, options: Options) -> Window {
    service.push_fault(fault);
    let mut window = Window::open(options);
    window.ask(&service.id("prod-payments"));
    window.until("the card", |window| window.has(Role::Button, "Copy details"));
    window
}

/// Takes a step, which leads to the document; gives what was asked for.
fn take(window: &mut Window, service: &Service, step: &str) -> String {
    window.press(step);
    window.until_seen("Retrieved in");
    service.targets().pop().unwrap()
}

#[test]
fn a_temporary_kubeconfig_is_got_and_stays_chosen() {
    let service = Service::start();
    let mut window = failed(&service, status(403, "Forbidden.RAM"), service.options());
    let target = take(&mut window, &service, "Get one for 3 hours");
    assert!(target.ends_with("&TemporaryDurationMinutes=180"), "{target}");
    assert!(window.sees("in 3 hours"));
    window.press("Get kubeconfig");
    window.until("the same again", |_| service.targets().len() == 3);
    assert_eq!(service.targets()[2], target);
}

#[test]
fn the_other_address_of_the_cluster_is_got() {
    let service = Service::start();
    let fault = status(400, "ErrorNoPublicEndpoint");
    let mut window = failed(&service, fault, service.options());
    let target = take(&mut window, &service, "Get the private endpoint");
    assert!(target.contains("PrivateIpAddress=true"), "{target}");
    assert!(window.sees("endpoint private"));
}

#[test]
fn a_request_is_signed_by_the_other_scheme() {
    let service = Service::start();
    let mut window = failed(&service, status(400, "MissingDate"), service.options());
    take(&mut window, &service, "Sign with ACS3");
    let requests = service.ack.requests();
    let schemes = requests.iter().filter(|request| request.target.starts_with("/k8s/"));
    let schemes: Vec<_> = schemes.map(|request| request.scheme).collect();
    assert_eq!(schemes, [Some(Scheme::Roa), Some(Scheme::Acs3)]);
}

#[test]
fn a_request_is_waited_for_longer() {
    let latency = Duration::from_millis(1500);
    let service = Service::with(DemoOptions { latency, ..DemoOptions::default() });
    let options = Options { timeout: Duration::from_secs(1), ..service.options() };
    let mut window = Window::open(options);
    window.ask(&service.id("prod-payments"));
    window.until("the card", |window| window.has(Role::Button, "Copy details"));
    take(&mut window, &service, "Wait up to 1 minute");
}

#[test]
fn the_default_endpoint_is_asked_in_place_of_a_chosen_one_and_stays_in_use() {
    let (service, other) = (Service::start(), Service::start());
    let key = service.ack.credentials().clone();
    let endpoint = Some(service.ack.endpoint().clone());
    let places = Places { sts: service.sts().clone(), endpoint, ..Places::default() };
    let profile = Profile { places, ..Profile::of_key(Source::Typed, key) };
    let settings = Settings {
        endpoint: EndpointChoice::Address,
        address: Some(other.ack.endpoint().to_string()),
        ..Settings::default()
    };
    let options =
        Options { endpoint: None, profile: Some(Arc::new(profile)), settings, ..service.options() };
    let mut window = failed(&other, status(404, "InvalidProduct.NotFound"), options);
    assert!(window.sees(&format!("{} does not know this API", other.ack.endpoint().host())));
    take(&mut window, &service, "Use the default API endpoint");
    window.until_seen("12 in 4 regions");
    window.press("Settings");
    assert!(window.sees(&format!("Requests go to {}", service.ack.endpoint().host())));
}

#[test]
fn a_wrong_clock_is_told_with_the_command_that_sets_it() {
    let clock_offset = SignedDuration::from_secs(22 * 60 + 30);
    let service = Service::with(DemoOptions { clock_offset, ..DemoOptions::default() });
    // The service's own time does not help.
    service.push_fault(status(400, "InvalidTimeStamp.Expired"));
    let fault = status(400, "InvalidTimeStamp.Expired");
    let mut window = failed(&service, fault, service.options());
    assert!(window.sees("this computer's clock is 22 min behind"), "{}", window.tree());
    assert!(window.has(Role::Button, "Open the date settings"));
    window.press("Copy command");
    let command = window.harness.state_mut().copied.pop().unwrap();
    assert_eq!(command, ClockCommand::here().command);
}

#[test]
fn an_unknown_code_leads_to_the_error_centre() {
    let service = Service::start();
    let mut window = failed(&service, status(400, "Something.New"), service.options());
    window.press("Open in the error centre");
    let page = window.harness.state_mut().opened.pop().unwrap();
    assert!(page.starts_with("https://error-center.aliyun.com/"));
    assert!(!window.has(Role::Button, "Edit credentials"));
}
