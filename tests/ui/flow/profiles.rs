//! Profiles that are found: who is signed in at once, what the list offers, what is told of the
//! broken ones, and what is remembered.

use std::fs;
use std::path::PathBuf;
use std::sync::Arc;

use ack_kubeconfig::core::profile::{Source, Variables};
use ack_kubeconfig::core::session::{Settings, ThemeChoice};
use ack_kubeconfig::demo::{self, DemoOptions};
use ack_kubeconfig::ui::Options;
use ack_kubeconfig::worker::load_settings;
use ack_kubeconfig::worker::protocol::Lookup;
use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable as _;
use secrecy::ExposeSecret as _;
use serde_json::{Value, json};

use crate::support::{Service, Window};

/// A home folder with profiles of the aliyun CLI.
pub(crate) struct Home {
    pub(crate) service: Service,
    folder: tempfile::TempDir,
}

impl Home {
    pub(crate) fn new() -> Self {
        Self { service: Service::start(), folder: tempfile::tempdir().unwrap() }
    }

    pub(super) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub(crate) fn config(&self, current: &str, profiles: &[Value]) {
        let config = json!({ "current": current, "profiles": profiles });
        self.write(&config.to_string());
    }

    fn write(&self, config: &str) {
        fs::create_dir_all(self.path(".aliyun")).unwrap();
        // As the aliyun CLI writes: another file, then renamed.
        fs::write(self.path(".aliyun/new"), config).unwrap();
        fs::rename(self.path(".aliyun/new"), self.path(".aliyun/config.json")).unwrap();
    }

    pub(crate) fn ak(&self, name: &str) -> Value {
        let key = self.service.ack.credentials();
        let secret = key.access_key_secret().expose_secret();
        json!({ "name": name, "mode": "AK", "access_key_id": key.access_key_id(),
                "access_key_secret": secret })
    }

    pub(crate) fn role(&self, name: &str) -> Value {
        let mut profile = self.ak(name);
        profile["mode"] = "RamRoleArn".into();
        profile["ram_role_arn"] = self.service.ack.role_arn().into();
        profile["ram_session_name"] = "me".into();
        profile
    }

    pub(crate) fn options(&self) -> Options {
        let ours = |name: &str, value: &str| (name.to_owned(), value.to_owned());
        let sts = self.service.ack.endpoint().as_str();
        let variables = Variables::of([
            ours("ALIBABA_CLOUD_STS_ENDPOINT", sts),
            ours("ALIBABA_CLOUD_ENDPOINT", sts),
        ]);
        let home = Some(self.folder.path().to_owned());
        let lookup = Lookup { variables, home, watch: true, ..Lookup::default() };
        let folder = Some(self.folder.path().to_owned());
        Options { lookup: Some(lookup), endpoint: None, folder, ..self.service.without_key() }
    }
}

/// An ended sign-in of CloudSSO.
pub(crate) fn ended_sso(name: &str) -> Value {
    json!({ "name": name, "mode": "CloudSSO", "cloud_sso_sign_in_url": "https://signin.example.com",
            "cloud_sso_account_id": demo::ACCOUNT_ID, "cloud_sso_access_config": "ac-1",
            "access_key_id": "STS.x", "access_key_secret": "x", "sts_token": "x",
            "sts_expiration": 1_000_000_000 })
}

fn open_list(window: &mut Window) {
    window.click(Role::ComboBox, "Profile");
    window.step();
}

/// The one line of the list that begins like this.
fn line(window: &Window, begin: &str) -> String {
    let options = window.harness.query_all_by_role(Role::ListBoxOption);
    let names: Vec<String> = options
        .filter_map(|node| egui_kittest::kittest::NodeT::accesskit_node(&node).label())
        .collect();
    let mut lines = names.iter().filter(|name| name.starts_with(begin));
    let line = lines.next().unwrap_or_else(|| panic!("{begin}: {names:?}")).clone();
    assert_eq!(lines.next(), None);
    line
}

#[test]
fn whoever_uses_the_aliyun_cli_is_signed_in_at_once() {
    let home = Home::new();
    home.config("staging", &[home.ak("default"), home.ak("staging")]);
    let mut window = Window::open(home.options());
    window.until_seen("RAM user");
    for part in ["dev-ops", "LTAI5t••••••••0001 · 1234…3456", "AccessKey"] {
        assert!(window.sees(part), "{part}:\n{}", window.tree());
    }
    assert!(window.sees("staging  · aliyun CLI profile"), "{}", window.tree());
    window.get(&home.service.id("prod-payments"));
    let secret = home.service.ack.credentials().access_key_secret().expose_secret();
    assert!(!window.tree().contains(secret) && !window.painted().contains(secret));
}

#[test]
fn the_list_has_every_profile_and_the_broken_ones_say_why() {
    let home = Home::new();
    let half = json!({ "name": "half", "mode": "AK", "access_key_id": "LTAI5tX" });
    home.config("default", &[home.ak("default"), home.role("acting"), half]);
    let mut window = Window::open(home.options());
    window.until_seen("RAM user");
    open_list(&mut window);
    assert_eq!(line(&window, "default"), "default aliyun CLI profile · AccessKey");
    assert_eq!(line(&window, "acting"), "acting aliyun CLI profile · RAM role");
    assert!(line(&window, "half").ends_with("access_key_secret is missing"));

    let half = line(&window, "half");
    window.click(Role::ListBoxOption, &half);
    assert!(window.sees("default  · aliyun CLI profile"), "a broken profile was taken");
    let acting = line(&window, "acting");
    window.click(Role::ListBoxOption, &acting);
    window.until_seen("ack-operator");
    assert!(window.sees("RAM role · ends in 60 minutes"), "{}", window.tree());
    window.get(&home.service.id("prod-payments"));
    assert!(window.sees(&format!("signed in as {}", demo::ROLE_ID)), "{}", window.tree());
}

#[test]
fn the_profile_used_last_is_begun_with_and_kept_by_its_name() {
    let home = Home::new();
    home.config("default", &[home.ak("default"), home.role("acting")]);
    let path = home.path("settings.yaml");
    let keeping = Options { settings_path: Some(path.clone()), ..home.options() };
    let mut window = Window::open(keeping);
    window.until_seen("RAM user");
    open_list(&mut window);
    let acting = line(&window, "acting");
    window.click(Role::ListBoxOption, &acting);
    window.until("the settings", |_| {
        fs::read_to_string(&path).is_ok_and(|text| text.contains("name: acting"))
    });
    let settings = load_settings(&path).settings;
    let source = Source::CliProfile { name: "acting".to_owned(), file: None };
    assert_eq!(settings.profile, Some(source));
    drop(window);

    let mut again = Window::open(Options { settings, ..home.options() });
    again.until_seen("acting  · aliyun CLI profile");
    // A profile that has gone gives way to the usual one.
    home.config("default", &[home.ak("default")]);
    let gone = Source::CliProfile { name: "acting".to_owned(), file: None };
    let settings = Settings { profile: Some(gone), ..Settings::default() };
    let keeping = Options { settings_path: Some(path.clone()), ..home.options() };
    let mut without = Window::open(Options { settings: settings.clone(), ..keeping });
    without.until_seen("default  · aliyun CLI profile");
    // That one only stands in: the other is still what was chosen.
    without.click(Role::Button, "Theme: as the system");
    without.until("the settings", |_| load_settings(&path).settings.theme == ThemeChoice::Dark);
    assert_eq!(load_settings(&path).settings.profile, settings.profile);
}

#[test]
fn a_profile_that_is_asked_for_by_name_goes_first_and_one_that_is_not_there_is_told() {
    let home = Home::new();
    let half = json!({ "name": "half", "mode": "AK", "access_key_id": "LTAI5tX" });
    home.config("default", &[home.ak("default"), home.role("acting"), half]);
    let named = |name: &str| Options { profile_name: Some(name.to_owned()), ..home.options() };
    let mut window = Window::open(named("acting"));
    window.until_seen("acting  · aliyun CLI profile");
    let mut window = Window::open(named("half"));
    window.until_seen("half cannot be used: access_key_secret is missing");
    let mut window = Window::open(named("nobody"));
    window.until_seen("There is no profile nobody; choose another.");
    assert!(!window.sees("dev-ops"), "another was taken in its place");
    open_list(&mut window);
    assert!(line(&window, "default").contains("AccessKey"));
}

#[test]
fn a_file_that_changes_is_read_again() {
    let home = Home::new();
    home.config("default", &[home.ak("default")]);
    let mut window = Window::open(home.options());
    window.until_seen("RAM user");
    home.config("default", &[home.role("default"), home.ak("new one")]);
    window.until_seen("ack-operator");
    open_list(&mut window);
    assert_eq!(line(&window, "new one"), "new one aliyun CLI profile · AccessKey");
}

#[test]
fn a_broken_file_is_told_without_its_content() {
    let home = Home::new();
    home.write("{\n  \"profiles\": [ MARKED");
    let mut window = Window::open(home.options());
    window.until_seen("~/.aliyun/config.json was not read: line 2 is not valid JSON");
    assert!(!window.tree().contains("MARKED"));
}

#[test]
fn with_nothing_found_it_says_where_it_looked() {
    let home = Home::new();
    let mut window = Window::open(home.options());
    window.until_seen(
        "Also looked in: environment, ~/.aliyun/config.json, ~/.alibabacloud/credentials — \
         nothing found.",
    );
}

#[test]
fn an_ended_sign_in_says_which_command_renews_it() {
    let home = Home::new();
    home.config("my sso", &[ended_sso("my sso")]);
    let mut window = Window::open(home.options());
    window.until_seen("The CloudSSO sign-in of profile my sso has ended");
    let command = "aliyun configure --profile 'my sso' --mode CloudSSO";
    assert!(window.sees(command), "{}", window.tree());
    window.click(Role::Link, "Copy command");
    assert_eq!(window.harness.state().copied, [command]);
    // Getting says the same, and asks nobody.
    window.ask(&home.service.id("prod-payments"));
    window.until("the failure", |window| {
        window.harness.query_all_by_label_contains("has ended").count() > 1
    });
    assert!(window.has(Role::Button, "Run in a terminal"), "{}", window.tree());
    assert_eq!(home.service.targets(), Vec::<String>::new());
    // The aliyun CLI has signed in: the window goes on by itself.
    let mut renewed = home.role("my sso");
    renewed["name"] = "my sso".into();
    home.config("my sso", &[renewed]);
    window.until_seen("ack-operator");
}

#[test]
fn an_identity_that_cannot_be_told_does_not_stop_the_kubeconfig() {
    let service = Service::with(DemoOptions::default());
    let lookup = Lookup {
        variables: Variables::of([(
            "ALIBABA_CLOUD_STS_ENDPOINT".to_owned(),
            "http://127.0.0.1:1".to_owned(),
        )]),
        ..Lookup::default()
    };
    let mut window = Window::open(Options { lookup: Some(lookup), ..service.without_key() });
    let key = service.ack.credentials();
    window.fill("AccessKey ID", key.access_key_id());
    window.fill("AccessKey secret", key.access_key_secret().expose_secret());
    window.press("Use these credentials");
    window.until_seen("LTAI5t••••••••0001");
    window.get(&service.id("prod-payments"));
    window.until_seen("STS does not say who this is.");
}

#[test]
fn a_config_json_is_imported_and_forgotten() {
    let home = Home::new();
    let file = home.path("other config.json");
    let config = json!({ "current": "x", "profiles": [home.ak("theirs")] });
    fs::write(&file, config.to_string()).unwrap();
    let settings_path = Some(home.path("settings.yaml"));
    let chosen = file.clone();
    let open_dialog = Arc::new(move |_: &str, _: Option<&eframe::Frame>| {
        let chosen = chosen.clone();
        let choice: ack_kubeconfig::worker::protocol::PathChoice =
            Box::pin(async move { Some(chosen) });
        choice
    });
    let mut window = Window::open(Options { open_dialog, settings_path, ..home.options() });
    window.until_seen("nothing found");
    window.press("Choose file…");
    window.until_seen("Imported 1 profile");
    open_list(&mut window);
    let theirs = line(&window, "theirs");
    assert_eq!(theirs, "theirs other config.json · AccessKey");
    window.click(Role::ListBoxOption, &theirs);
    window.until_seen("RAM user");
    assert_eq!(load_settings(&home.path("settings.yaml")).settings.imported, [file]);

    window.click(Role::Link, "Edit");
    window.click(Role::Link, "Forget this file");
    window.until("nobody signed in", |window| window.sees("no account"));
    window.until("the settings", |_| {
        load_settings(&home.path("settings.yaml")).settings == Settings::default()
    });
}

#[test]
fn a_file_that_holds_nothing_is_not_imported() {
    let home = Home::new();
    let file = home.path("x.json");
    fs::write(&file, "[1, 2]").unwrap();
    let open_dialog = Arc::new(move |_: &str, _: Option<&eframe::Frame>| {
        let file = file.clone();
        let choice: ack_kubeconfig::worker::protocol::PathChoice =
            Box::pin(async move { Some(file) });
        choice
    });
    let settings_path = Some(home.path("settings.yaml"));
    let mut window = Window::open(Options { open_dialog, settings_path, ..home.options() });
    window.until_seen("nothing found");
    window.press("Choose file…");
    window.until_seen("x.json was not read: it holds no profiles");
    window.until("the settings", |_| {
        load_settings(&home.path("settings.yaml")).settings == Settings::default()
    });
}

#[test]
fn many_profiles_are_filtered_as_one_types() {
    let home = Home::new();
    let profiles: Vec<Value> = (0..500).map(|n| home.ak(&format!("team-{n}"))).collect();
    home.config("team-7", &profiles);
    let mut window = Window::open(home.options());
    window.until_seen("RAM user");
    open_list(&mut window);
    window.fill("Filter profiles", "TEAM-431");
    let found = line(&window, "team-");
    assert_eq!(found, "team-431 aliyun CLI profile · AccessKey");
    window.click(Role::ListBoxOption, &found);
    window.until_seen("team-431  · aliyun CLI profile");
    window.key(Modifiers::NONE, Key::Escape);
}

#[test]
fn settings_send_requests_elsewhere_at_once() {
    let home = Home::new();
    home.config("default", &[home.ak("default")]);
    let settings_path = Some(home.path("settings.yaml"));
    let mut window = Window::open(Options { settings_path, ..home.options() });
    window.until_seen("RAM user");
    window.press("Settings");
    window.click(Role::RadioButton, "Inside the VPC");
    window.fill("Region", "cn-beijing");
    window.until_seen("Requests go to cs-anony-vpc.cn-beijing.aliyuncs.com");
    window.scroll_to(Role::RadioButton, "Another address");
    window.click(Role::RadioButton, "Another address");
    window.fill("Address", "http://example.com");
    window.until_seen("Only https://, and http:// only to this computer");
    let endpoint = home.service.ack.endpoint().as_str().to_owned();
    window.fill("Address", &endpoint);
    window.until_seen(&format!("Requests go to {}", home.service.ack.endpoint().host()));
    window.scroll_to(Role::RadioButton, "ACS3 (HMAC-SHA256)");
    window.click(Role::RadioButton, "ACS3 (HMAC-SHA256)");
    let listings = || {
        let asked = home.service.ack.requests().into_iter();
        asked.filter(|request| request.path() == "/api/v1/clusters").count()
    };
    window.step();
    let before = listings();
    window.press("Close");
    assert!(!window.sees("Requests go to"));
    window.until("the clusters there", |_| listings() > before);
    window.get(&home.service.id("prod-payments"));
    let asked = home.service.ack.requests();
    let asked = asked.iter().find(|request| request.path().starts_with("/k8s/")).unwrap();
    assert_eq!(asked.scheme, Some(ack_kubeconfig::core::acs::Scheme::Acs3));
    window.until("the settings", |_| {
        let kept = load_settings(&home.path("settings.yaml")).settings;
        kept.address.as_deref() == Some(&endpoint) && kept.region.as_deref() == Some("cn-beijing")
    });
}
