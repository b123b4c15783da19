//! Where the settings are kept: one small JSON file in the user's configuration folder.

use std::path::{Path, PathBuf};

use super::file::{Existing, SaveError, write_private};
use crate::core::session::Settings;

/// The file, if this user has a configuration folder at all.
#[must_use]
pub fn path() -> Option<PathBuf> {
    let folders = directories::ProjectDirs::from("", "", "ack-kubeconfig")?;
    Some(folders.config_dir().join("settings.json"))
}

/// Reads the settings. A file that is missing or cannot be read gives the defaults: settings are
/// a convenience, and must never keep the window from opening.
#[must_use]
pub fn load(path: &Path) -> Settings {
    let Ok(text) = std::fs::read_to_string(path) else { return Settings::default() };
    serde_json::from_str(&text).unwrap_or_else(|error| {
        tracing::warn!(%error, "the settings cannot be read, the defaults are used");
        Settings::default()
    })
}

/// The settings of this user, or the defaults.
#[must_use]
pub fn load_or_defaults() -> Settings {
    path().as_deref().map(load).unwrap_or_default()
}

/// Writes the settings, whole or not at all.
///
/// # Errors
/// [`SaveError`], when the folder or the file cannot be written.
pub fn save(path: &Path, settings: &Settings) -> Result<(), SaveError> {
    let failed = |source| SaveError::Write { path: path.to_owned(), source };
    let text = serde_json::to_vec_pretty(settings).map_err(|error| failed(io(error.into())))?;
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder).map_err(|error| failed(io(error)))?;
    }
    write_private(path, &text, Existing::Replace)
}

fn io(error: std::io::Error) -> std::sync::Arc<std::io::Error> {
    std::sync::Arc::new(error)
}

#[cfg(test)]
mod tests {
    use super::{load, save};
    use crate::core::session::{Settings, ThemeChoice, WindowSize};

    #[test]
    fn settings_come_back_and_a_broken_file_gives_the_defaults() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("new/settings.json");
        assert_eq!(load(&path), Settings::default());
        let settings = Settings {
            theme: ThemeChoice::Light,
            window: Some(WindowSize { width: 900.0, height: 600.0 }),
            ..Settings::default()
        };
        save(&path, &settings).unwrap();
        assert_eq!(load(&path), settings);
        std::fs::write(&path, "{").unwrap();
        assert_eq!(load(&path), Settings::default());
    }
}
