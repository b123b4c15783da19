//! Looking around on this machine for a report of how things are.

use std::path::{Path, PathBuf};

use super::history::Keeping;
use super::protocol::KubeconfigPlace;
use crate::core::acs::ApiEndpoint;
use crate::core::diagnostics::{Place, Report};
use crate::core::history::By;
use crate::core::session::{Filters, Language, Settings};
use crate::io::history::HistoryFile;
use crate::io::log_file::LogFile;
use crate::io::{cluster_cache, credential_cache, environment, settings, state, system};

/// So many lines of the log are told.
const LOG_LINES: usize = 80;

/// What only the asking side knows.
#[derive(Debug, Clone, Default)]
pub struct DiagnosticsRequest {
    /// Which face of the program asks.
    pub by: Option<By>,
    /// The settings as they are now.
    pub settings: Settings,
    /// The language.
    pub language: Language,
    /// What draws the window.
    pub graphics: Option<String>,
    /// The history, if one is kept.
    pub history: Option<Keeping>,
    /// Where the user's kubeconfig files are.
    pub kubeconfig: KubeconfigPlace,
}

/// Looks around.
#[must_use]
pub fn diagnose(request: &DiagnosticsRequest) -> Report {
    let log = LogFile::of_this_user();
    let history = request.history.as_ref();
    let entries = history.and_then(|keeping| keeping.file.look().ok()).unwrap_or_default();
    Report {
        version: env!("CARGO_PKG_VERSION").to_owned(),
        by: request.by,
        system: system::name(),
        desktop: system::desktop(),
        graphics: request.graphics.clone(),
        language: request.language,
        settings: settings::text(&without_a_typed_secret(&request.settings)),
        places: places(request, log.as_ref()),
        history: history.is_some_and(Keeping::is_on),
        entries,
        log: log.map(|log| log.tail(LOG_LINES)).unwrap_or_default(),
        home: environment::home().map(|home| home.display().to_string()),
    }
}

/// An address that is none may hold whatever was typed or pasted; what lists are filtered by, and
/// of which contexts was told, is nobody's business.
fn without_a_typed_secret(settings: &Settings) -> Settings {
    let address = settings.address.as_deref().map(|typed| match ApiEndpoint::parse(typed) {
        Ok(endpoint) => endpoint.to_string(),
        Err(error) => format!("({error})"),
    });
    let (filters, told) = (Filters::default(), Vec::new());
    Settings { address, told, filters, ..settings.clone() }
}

fn places(request: &DiagnosticsRequest, log: Option<&LogFile>) -> Vec<Place> {
    let history = request.history.as_ref().map(|keeping| keeping.file.clone());
    let history = history.or_else(HistoryFile::of_this_user);
    let own: [(&'static str, Option<PathBuf>); 6] = [
        ("settings", settings::path()),
        ("history", history.map(|file| file.path().to_owned())),
        ("log", log.map(|log| log.path().to_owned())),
        ("backups", state::folder().map(|folder| folder.join("backups"))),
        ("clusters (cache)", cluster_cache::folder()),
        ("keys for kubectl", credential_cache::folder()),
    ];
    let own = own.into_iter().filter_map(|(role, path)| Some((role, path?)));
    let files = request.kubeconfig.files().map(|files| files.all().to_vec()).unwrap_or_default();
    let files = files.into_iter().map(|file| ("kubeconfig", file));
    own.chain(files).map(|(role, path)| place(role, &path)).collect()
}

fn place(role: &'static str, path: &Path) -> Place {
    let there = system::look(path).map(|look| {
        let mode = look.mode.map(|mode| format!("mode {mode:04o}"));
        let size = look.bytes.map_or("folder".to_owned(), |bytes| format!("{bytes} bytes"));
        mode.into_iter().chain([size]).collect::<Vec<_>>().join(", ")
    });
    Place { role, path: path.display().to_string(), there }
}
