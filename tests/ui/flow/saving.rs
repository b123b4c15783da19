//! Landing the document in a file.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;

use ack_kubeconfig::ui::Options;
use ack_kubeconfig::worker::load_settings;
use egui::accesskit::Role;
use egui::{Key, Modifiers};
use secrecy::ExposeSecret as _;

use crate::support::{Service, Window, dialog};

/// A window with a document on show.
fn shown(service: &Service, options: Options) -> Window {
    let mut window = Window::open(options);
    // The list gives the names of files theirs.
    window.until_seen("12 in 4 regions");
    window.get(&service.id("prod-payments"));
    window
}

fn save_to(window: &mut Window, path: &Path) {
    if window.has(Role::Link, "Type a path…") {
        window.click(Role::Link, "Type a path…");
    }
    window.fill("Save to", path.to_str().unwrap());
    window.press("Save");
}

fn mode(path: &Path) -> u32 {
    fs::metadata(path).unwrap().permissions().mode() & 0o777
}

#[test]
fn a_typed_path_gets_the_document_byte_for_byte_for_its_owner_alone() {
    let folder = tempfile::tempdir().unwrap();
    let service = Service::start();
    let options = Options { folder: Some(folder.path().to_owned()), ..service.options() };
    let mut window = shown(&service, options);
    let document = window.document();
    window.click(Role::Link, "Type a path…");
    let suggested = window.field("Save to").value().unwrap();
    let name = format!("prod-payments-{}.kubeconfig", &service.id("prod-payments")[..8]);
    assert_eq!(Path::new(&suggested), folder.path().join(name));

    let path = folder.path().join("my clusters.yaml");
    save_to(&mut window, &path);
    window.until_seen(&format!("Saved to {}", path.display()));
    assert_eq!(fs::read_to_string(&path).unwrap(), document);
    assert_eq!(mode(&path), 0o600);
    window.step();
    assert!(!window.sees("Save to"), "the row stays open after its work");
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "something was left behind");
}

#[test]
fn a_file_that_is_there_is_asked_about() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("config");
    fs::write(&path, "old").unwrap();
    let service = Service::start();
    let mut window = shown(&service, service.options());
    let document = window.document();
    let question = format!("{} already exists.", path.display());

    save_to(&mut window, &path);
    window.until_seen(&question);
    window.press("Cancel");
    assert!(!window.sees(&question));
    assert_eq!(fs::read_to_string(&path).unwrap(), "old");

    save_to(&mut window, &path);
    window.until_seen(&question);
    window.press("Replace it");
    window.until_seen("Saved to");
    assert_eq!(fs::read_to_string(&path).unwrap(), document);
    assert_eq!(mode(&path), 0o600);
}

#[test]
fn the_systems_dialog_chooses_the_path() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("chosen");
    fs::write(&path, "old, and the dialog has asked about it").unwrap();
    let service = Service::start();
    let options = Options { save_dialog: dialog(Some(path.clone())), ..service.options() };
    let mut window = shown(&service, options);
    let document = window.document();
    window.press("Save as…");
    window.until_seen(&format!("Saved to {}", path.display()));
    assert_eq!(fs::read_to_string(&path).unwrap(), document);
    assert_eq!(mode(&path), 0o600);
}

#[test]
fn without_a_dialog_a_path_can_be_typed() {
    let service = Service::start();
    let mut window = shown(&service, service.options());
    window.press("Save as…");
    window.until_seen("Nothing was chosen. If no dialog appeared, type the path here.");
    assert!(!window.field("Save to").value().unwrap_or_default().is_empty());
    window.press("Cancel");
    assert!(!window.sees("Nothing was chosen"));
}

/// A quick click: pressed and let go of between two frames.
#[test]
fn the_field_for_a_path_has_the_focus_after_the_click_that_opens_it() {
    let service = Service::start();
    let mut window = shown(&service, service.options());
    let link = window.node(Role::Link, "Type a path…").rect().center();
    window.harness.input_mut().events.push(egui::Event::PointerMoved(link));
    window.step();
    for pressed in [true, false] {
        let button = egui::PointerButton::Primary;
        let modifiers = Modifiers::NONE;
        let click = egui::Event::PointerButton { pos: link, button, pressed, modifiers };
        window.harness.input_mut().events.push(click);
    }
    window.step();
    assert!(window.field("Save to").is_focused(), "{}", window.tree());
}

#[test]
fn a_file_that_cannot_be_written_is_told_and_nothing_changes() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    fs::write(at("locked"), "old").unwrap();
    fs::set_permissions(at("locked"), fs::Permissions::from_mode(0o400)).unwrap();
    fs::create_dir(at("folder")).unwrap();
    let service = Service::start();
    let mut window = shown(&service, service.options());

    save_to(&mut window, &at("missing/config"));
    window.until_seen("missing does not exist. Create it, or choose another.");
    save_to(&mut window, &at("locked"));
    window.until_seen("already exists.");
    window.press("Replace it");
    window.until_seen("locked is read-only. Choose another name.");
    assert_eq!(fs::read_to_string(at("locked")).unwrap(), "old");
    save_to(&mut window, Path::new("/proc/config"));
    window.until_seen("/proc/config");
    assert!(!window.sees("Saved to"));
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2, "something was left behind");
}

#[test]
fn enter_saves_and_a_new_document_gets_its_own_suggestion() {
    let folder = tempfile::tempdir().unwrap();
    let service = Service::start();
    let options = Options { folder: Some(folder.path().to_owned()), ..service.options() };
    let mut window = shown(&service, options);
    window.click(Role::Link, "Type a path…");
    let first = window.field("Save to").value().unwrap();
    window.field("Save to").focus();
    window.step();
    window.key(Modifiers::NONE, Key::Enter);
    window.until_seen("Saved to");
    assert!(Path::new(&first).exists());

    window.get(&service.id("prod-search"));
    window.until("another document", |_| service.targets().len() == 2);
    window.until_seen("Retrieved in");
    window.click(Role::Link, "Type a path…");
    let second = window.field("Save to").value().unwrap();
    assert!(second.contains("prod-search-"), "{second}");
}

#[test]
fn the_theme_is_kept_and_no_secret_with_it() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("settings.yaml");
    let service = Service::start();
    let options = Options { settings_path: Some(path.clone()), ..service.options() };
    let mut window = shown(&service, options);
    let secret = service.ack.credentials().access_key_secret().expose_secret().to_owned();
    let id = service.ack.credentials().access_key_id().to_owned();
    for (now, next, kept) in [
        ("Theme: as the system", "Theme: dark", "dark"),
        ("Theme: dark", "Theme: light", "light"),
        ("Theme: light", "Theme: as the system", "system"),
    ] {
        window.press(now);
        assert!(window.has(Role::Button, next));
        window.until(kept, |_| fs::read_to_string(&path).is_ok_and(|text| text.contains(kept)));
        let text = fs::read_to_string(&path).unwrap();
        assert!(!text.contains(&secret) && !text.contains(&id) && !text.contains("BEGIN"));
    }
    for (now, dark, kept) in
        [("Theme: as the system", true, "dark"), ("Theme: dark", false, "light")]
    {
        window.press(now);
        window.until(kept, |_| fs::read_to_string(&path).is_ok_and(|text| text.contains(kept)));
        let settings = load_settings(&path);
        let again = Window::open(Options { settings: settings.settings, ..service.options() });
        assert_eq!(again.harness.ctx.global_style().visuals.dark_mode, dark);
        assert!(again.has(Role::Button, &format!("Theme: {kept}")));
    }
}
