//! The page of the settings: how one comes and goes, what can be chosen, what is told of the
//! program, and what is found again at the next start.

use std::fs;
use std::path::Path;

use ack_kubeconfig::core::session::{EndpointChoice, Filters, Settings};
use ack_kubeconfig::text::Language;
use ack_kubeconfig::ui::Options;
use ack_kubeconfig::worker::load_settings;
use egui::accesskit::{Role, Toggled};
use egui::{Key, Modifiers};
use egui_kittest::kittest::NodeT as _;

use super::contexts;
use super::history::keeping_in;
use super::merging::merging_into;
use super::profiles::Home;
use crate::support::{Service, Window, options};

const COMMAND: Modifiers = Modifiers::COMMAND;

/// A way to leave the page.
type Leave = fn(&mut Window);

/// A window with settings of its own.
fn keeping(path: &Path, options: Options) -> Options {
    Options { settings_path: Some(path.to_owned()), ..options }
}

fn is_open(window: &Window) -> bool {
    window.has(Role::RadioButton, "Inside the VPC")
}

fn kept(path: &Path) -> Settings {
    load_settings(path).settings
}

#[test]
fn the_page_comes_and_goes_by_its_button_its_keys_and_escape() {
    let mut window = Window::open(options());
    window.press("Settings");
    assert!(is_open(&window));
    let button = window.node(Role::Button, "Settings");
    assert_eq!(button.accesskit_node().data().toggled(), Some(Toggled::True));
    window.press("Settings");
    assert!(!is_open(&window));
    window.key(COMMAND, Key::Comma);
    assert!(is_open(&window));
    window.key(COMMAND, Key::Comma);
    assert!(!is_open(&window));
    window.press("Settings");
    window.key(Modifiers::NONE, Key::Escape);
    assert!(!is_open(&window));
    window.press("Settings");
    window.press("Close");
    assert!(!is_open(&window));
}

/// Requests go elsewhere from the moment on that it is chosen; the clusters of there are listed
/// when the page is left, however that is.
#[test]
fn the_clusters_of_another_endpoint_are_listed_however_the_page_is_left() {
    let ways: [(&str, Leave); 5] = [
        ("Escape", |window| window.key(Modifiers::NONE, Key::Escape)),
        ("another page", |window| window.press("History")),
        ("its button", |window| window.press("Settings")),
        ("a kubeconfig", |window| window.key(COMMAND, Key::Enter)),
        ("the palette", |window| {
            window.key(COMMAND, Key::K);
            window.field("Commands").type_text("history");
            window.step();
            window.key(Modifiers::NONE, Key::Enter);
        }),
    ];
    for (by, leave) in ways {
        let (one, other) = (Service::start(), Service::start());
        let folder = tempfile::tempdir().unwrap();
        let settings = Settings {
            endpoint: EndpointChoice::Address,
            address: Some(one.ack.endpoint().to_string()),
            ..Settings::default()
        };
        let options = Options { endpoint: None, settings, ..one.options() };
        let mut window = Window::open(keeping_in(folder.path(), options));
        window.until_seen("12 in 4 regions");
        window.fill("Cluster ID", &one.id("prod-payments"));
        window.press("Settings");
        window.fill("Address", other.ack.endpoint().as_str());
        window.step();
        let listings = |service: &Service| {
            let asked = service.ack.requests().into_iter();
            asked.filter(|request| request.path() == "/api/v1/clusters").count()
        };
        assert_eq!(listings(&other), 0, "{by}");
        leave(&mut window);
        window.until(by, |window| !is_open(window) && listings(&other) > 0);
    }
}

#[test]
fn everything_is_shown_larger_and_smaller_and_as_usual_by_a_press() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("settings.yaml");
    let mut window = Window::open(keeping(&path, options()));
    window.press("Settings");
    assert!(!window.enabled("The usual size"));
    for (button, shown, zoom) in [
        ("Larger", "110 %", 1.1),
        ("Larger", "120 %", 1.2),
        ("Smaller", "110 %", 1.1),
        ("The usual size", "100 %", 1.0),
    ] {
        window.scroll_to(Role::Button, button);
        window.press(button);
        window.until_seen(shown);
        let now = window.harness.ctx.zoom_factor();
        assert!((now - zoom).abs() < 0.001, "{button}: {now}");
        window.until("the settings", |_| (kept(&path).zoom - zoom).abs() < 0.001);
    }
}

#[test]
fn an_imported_file_is_forgotten_and_whoever_is_signed_in_by_another_stays_so() {
    let home = Home::new();
    home.config("default", &[home.ak("default")]);
    let file = home.path("other.json");
    let theirs = serde_json::json!({ "current": "x", "profiles": [home.ak("theirs")] });
    fs::write(&file, theirs.to_string()).unwrap();
    let path = home.path("settings.yaml");
    let settings = Settings { imported: vec![file.clone()], ..Settings::default() };
    let mut options = keeping(&path, Options { settings, ..home.options() });
    options.lookup.as_mut().unwrap().imported = vec![file];
    let mut window = Window::open(options);
    window.until_seen("RAM user");
    window.press("Settings");
    let forget = window.harness.root().children_recursive().find_map(|node| {
        let name = node.accesskit_node().label().unwrap_or_default();
        (name.starts_with("Forget ") && name.ends_with("other.json")).then_some(name)
    });
    let forget = forget.unwrap();
    window.scroll_to(Role::Link, &forget);
    window.click(Role::Link, &forget);
    window.until("the settings", |_| path.exists() && kept(&path).imported.is_empty());
    assert!(!window.has(Role::Link, &forget));
    window.until_seen("RAM user");
    assert!(!window.sees("no account"));
}

#[test]
fn where_no_notices_can_be_shown_that_is_said_beside_the_choice() {
    const CHOICE: &str = "Tell me when a context in use is about to end";
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("settings.yaml");
    let mut window = Window::open(keeping(&path, options()));
    window.press("Settings");
    assert!(!window.sees("no message bus"));
    window.scroll_to(Role::CheckBox, CHOICE);
    window.click(Role::CheckBox, CHOICE);
    window.until_seen("This session has no message bus");
    window.until("the settings", |_| path.exists() && kept(&path).notes);
    window.click(Role::CheckBox, CHOICE);
    assert!(!window.sees("no message bus"));
    // At the next start it is asked anew.
    let settings = Settings { notes: true, ..Settings::default() };
    let mut window = Window::open(Options { settings, ..options() });
    window.press("Settings");
    window.until_seen("This session has no message bus");
}

#[test]
fn about_tells_version_files_and_licences() {
    let service = Service::start();
    let folder = tempfile::tempdir().unwrap();
    contexts::write(folder.path(), &contexts::a_file_of_five());
    let options = merging_into(folder.path(), service.options());
    let log = Some(folder.path().join("logs/a.log"));
    let mut window = Window::open(keeping_in(folder.path(), Options { log, ..options }));
    window.until_seen("12 in 4 regions");
    window.key(COMMAND, Key::K);
    window.field("Commands").type_text("about");
    window.step();
    window.key(Modifiers::NONE, Key::Enter);
    assert!(window.sees(&format!("Version {}", env!("CARGO_PKG_VERSION"))), "{}", window.tree());
    for what in ["Settings", "History", "Log", "Backups", "Kubeconfig"] {
        let copy = format!("Copy the path: {what}");
        window.scroll_to(Role::Link, &copy);
        window.click(Role::Link, &copy);
        let copied = window.harness.state_mut().copied.pop().unwrap();
        assert!(Path::new(&copied).is_absolute(), "{what}: {copied}");
    }
    assert!(!window.sees("Permission is hereby granted"));
    let read = "Read the licence MIT (ACK Kubeconfig)";
    window.scroll_to(Role::Link, read);
    window.click(Role::Link, read);
    window.until_seen("Permission is hereby granted");
    window.click(Role::Link, "Put the licence MIT (ACK Kubeconfig) away");
    assert!(!window.sees("Permission is hereby granted"));
    let read = "Read the licence OFL 1.1 (Inter)";
    window.scroll_to(Role::Link, read);
    window.click(Role::Link, read);
    window.until_seen("The Inter Project Authors");
    window.press("To the settings");
    assert!(is_open(&window));
}

#[test]
fn a_folder_that_is_not_there_does_not_open_and_that_is_told() {
    let log = Some("/nonexistent/logs/a.log".into());
    let mut window = Window::open(Options { log, ..options() });
    window.press("Settings");
    window.press("About");
    window.click(Role::Link, "Open the folder: Log");
    window.until_seen("The folder did not open: /nonexistent/logs");
}

#[test]
fn filters_and_wishes_are_found_again_at_the_next_start() {
    let (service, folder) = (Service::start(), tempfile::tempdir().unwrap());
    let path = folder.path().join("settings.yaml");
    contexts::write(folder.path(), &contexts::a_file_of_five());
    let options = |settings| {
        let options = keeping(&path, Options { settings, ..service.options() });
        merging_into(folder.path(), options)
    };
    let mut window = Window::open(options(Settings::default()));
    window.until_seen("12 in 4 regions");
    window.fill("Filter by name, ID or region", "beijing");
    window.until_seen(" of 12");
    window.click(Role::RadioButton, "Private");
    window.harness.state_mut().keep_settings();
    window.until("the settings", |_| path.exists());
    let settings = kept(&path);
    assert_eq!(settings.filters, Filters { clusters: "beijing".to_owned(), ..Filters::default() });

    let mut again = Window::open(options(settings));
    again.until_seen(" of 12");
    let private = again.node(Role::RadioButton, "Private");
    assert_eq!(private.accesskit_node().data().toggled(), Some(Toggled::True));
    again.press("Clear: Filter by name, ID or region");
    again.until_seen("12 in 4 regions");
    again.harness.state_mut().keep_settings();
    again.until("the settings", |_| kept(&path).filters == Filters::default());
}

/// Something pasted into the wrong field is not written down.
#[test]
fn a_filter_that_finds_nothing_is_not_remembered() {
    let (service, folder) = (Service::start(), tempfile::tempdir().unwrap());
    let path = folder.path().join("settings.yaml");
    let mut window = Window::open(keeping(&path, service.options()));
    window.until_seen("12 in 4 regions");
    window.fill("Filter by name, ID or region", "s3cret-of-somebody");
    window.until_seen("0 of 12");
    window.harness.state_mut().keep_settings();
    window.until("the settings", |_| path.exists());
    assert!(!fs::read_to_string(&path).unwrap().contains("s3cret"));
}

/// A list that is not there yet says nothing about the filter.
#[test]
fn a_filter_stays_remembered_while_there_is_nothing_to_find() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("settings.yaml");
    let filters = Filters { clusters: "beijing".to_owned(), ..Filters::default() };
    let settings = Settings { filters: filters.clone(), ..Settings::default() };
    let options = Options { settings, system_language: Language::English, ..options() };
    let mut window = Window::open(keeping(&path, options));
    window.harness.state_mut().keep_settings();
    window.until("the settings", |_| path.exists());
    assert_eq!(kept(&path).filters, filters);
}
