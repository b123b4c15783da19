//! The page about what was done.

use std::path::Path;

use ack_kubeconfig::core::acs::{ApiServerEndpoint, ClusterId, GetKubeconfig};
use ack_kubeconfig::core::history::{By, Entry, Outcome, Subject, What, Why};
use ack_kubeconfig::core::session::ThemeChoice;
use ack_kubeconfig::io::history::HistoryFile;
use ack_kubeconfig::ui::Options;
use egui::Vec2;
use jiff::SignedDuration;

use super::{cover_status, in_theme, profile, rest, that_day};
use crate::flow::history::keeping_in;
use crate::support::{SIZE, Service, Window};

/// What was done on such a day, the oldest first, with the minutes since.
pub(super) fn entries(home: &Path) -> Vec<Entry> {
    let prod = about("c5b5e80b0b64a4bf6939d2d8fbbc5a1f7", Some("prod-payments"), None);
    let edge = about("c7aa10f9e1c5d47bb8be0c2a6f2a3b4c5", Some("edge-sg"), Some("edge"));
    let unknown = about("c91f02d7036e2473aa30f6f3d8f0e0a5c", None, None);
    let asked = |request_id: &str, entry: Entry| Entry {
        file: None,
        host: Some("cs.cn-hangzhou.aliyuncs.com".to_owned()),
        request_id: Some(request_id.to_owned()),
        ..entry
    };
    let config = home.join(".kube/config");
    let at = |minutes, by| (that_day() - SignedDuration::from_mins(minutes), by);
    let wrote = |what, about: &Subject, outcome, when| {
        Entry::of_write(what, about.clone(), &config, outcome, when)
    };
    let named = |name: &str| vec![name.to_owned()];
    let (window, command) = (By::Window, By::CommandLine);
    let mut denied = asked(
        "6BC1F02E-9C44-5D09-8B1A-27D0A9F3E511",
        wrote(What::Get, &unknown, Err(Why::Refused), at(3, window)),
    );
    (denied.code, denied.status) = (Some("StatusForbidden".to_owned()), Some(403));
    let none = Subject::default();
    vec![
        wrote(What::Remove, &none, Ok(()), at(60 * 24 * 9, command))
            .with_contexts(&named("staging")),
        wrote(What::Rename, &none, Err(Why::Locked), at(60 * 26, window))
            .with_contexts(&["edge-sg".to_owned(), "edge".to_owned()]),
        asked(
            "0F3D0C53-2F0C-5B9F-9E55-5C5A4E1B7D3A",
            wrote(What::Credential, &prod, Ok(()), at(200, command)),
        ),
        Entry {
            result: Outcome::Cancelled,
            request_id: None,
            ..asked("", wrote(What::Get, &edge, Ok(()), at(61, window)))
        },
        asked(
            "1C7E4A90-55A1-5E7C-A0C4-3B9A2D6E8F10",
            wrote(What::GetToRenew, &edge, Ok(()), at(12, window)),
        ),
        wrote(What::Renew, &edge, Ok(()), at(11, window)).with_contexts(&named("edge")),
        denied,
        asked(
            "9A2D6E8F-1C7E-5A90-8B1A-55A1A0C43B9A",
            wrote(What::Get, &prod, Ok(()), at(2, window)),
        ),
        wrote(What::Merge, &prod, Ok(()), at(1, window)).with_contexts(&named("prod-payments")),
    ]
}

fn about(id: &str, name: Option<&str>, profile: Option<&str>) -> Subject {
    let get = GetKubeconfig {
        cluster_id: ClusterId::parse(id).unwrap(),
        api_server: ApiServerEndpoint::Public,
        duration: None,
    };
    Subject { profile: profile.map(str::to_owned), ..Subject::of_cluster(&get, name) }
}

/// A window with that history, its page open.
fn opened(service: &Service, home: &Path, theme: ThemeChoice, size: Vec2) -> Window {
    HistoryFile::at(home.join("history.jsonl")).add(&entries(home)).unwrap();
    let options = Options {
        profile: Some(profile(service, service.ack.credentials().clone())),
        folder: Some(home.to_owned()),
        ..in_theme(theme, service.without_key())
    };
    let mut window = Window::sized(keeping_in(home, options), size);
    window.until_seen("12 in 4 regions");
    window.press("History");
    window.until_seen("StatusForbidden");
    window
}

/// Asked whether to clear, with a filter, in a history that is switched off.
#[test]
fn history_about_to_be_cleared() {
    let (service, home) = (Service::start(), tempfile::tempdir().unwrap());
    let mut window = opened(&service, home.path(), ThemeChoice::Dark, SIZE);
    window.click(egui::accesskit::Role::CheckBox, "Keep a history");
    window.fill("Filter by cluster, file, result or request ID", "edge");
    window.press("Clear…");
    rest(&mut window);
    cover_status(&mut window);
    window.harness.snapshot("history-clear-dark");
}
