//! Where the settings are kept: one small YAML file in the user's configuration folder.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use super::file::{Existing, SaveError, write_private};
use crate::core::session::Settings;

/// The settings as they were found.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Loaded {
    /// What is remembered; the defaults, where nothing could be read.
    pub settings: Settings,
    /// A file that could not be read, under the name by which it was kept.
    pub kept_aside: Option<PathBuf>,
}

/// The file, if this user has a configuration folder at all.
#[must_use]
pub fn path() -> Option<PathBuf> {
    let folders = directories::ProjectDirs::from("", "", "ack-kubeconfig")?;
    Some(folders.config_dir().join("settings.yaml"))
}

/// Reads the settings. A file that cannot be read is kept under another name and the defaults are
/// used: settings are a convenience, and must never keep the window from opening.
#[must_use]
pub fn load(path: &Path) -> Loaded {
    let text = match std::fs::read_to_string(path) {
        Ok(text) => text,
        Err(error) if error.kind() == ErrorKind::NotFound => return Loaded::default(),
        Err(_unreadable) => return keep_aside(path),
    };
    match serde_yaml::from_str::<Settings>(&text) {
        Ok(settings) if settings.version <= Settings::VERSION => {
            Loaded { settings, kept_aside: None }
        }
        Ok(_) | Err(_) => keep_aside(path),
    }
}

/// This user's settings, for someone who only looks: a file that cannot be read stays where it is.
#[must_use]
pub fn look() -> Settings {
    let text = path().and_then(|path| std::fs::read_to_string(path).ok());
    text.and_then(|text| serde_yaml::from_str(&text).ok()).unwrap_or_default()
}

/// The settings as they lie in their file.
#[must_use]
pub fn text(settings: &Settings) -> String {
    serde_yaml::to_string(settings).unwrap_or_default()
}

/// Whether a history is wanted, as the file says now, or if there is none any more the one that was
/// kept aside. It is looked at more closely than other settings: whoever switched it off must not
/// get one because the file has a fault, or is of a later version.
#[must_use]
pub fn keep_history(path: &Path) -> bool {
    let texts = [path.to_owned(), aside(path)].map(|file| match std::fs::read_to_string(file) {
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        text => text.map(Some),
    });
    match texts {
        [Ok(Some(text)), _] | [Ok(None), Ok(Some(text))] => wants_history(&text),
        [Ok(None), Ok(None)] => Settings::default().history,
        _ => false,
    }
}

fn wants_history(text: &str) -> bool {
    #[derive(serde::Deserialize)]
    struct OnlyThat {
        history: Option<bool>,
    }
    match serde_yaml::from_str(text) {
        Ok(OnlyThat { history }) => history.unwrap_or(Settings::default().history),
        Err(_unreadable) => {
            let mut said = text.lines().filter_map(|line| line.trim().strip_prefix("history:"));
            said.all(|said| said.trim() == "true")
        }
    }
}

fn keep_aside(path: &Path) -> Loaded {
    let settings = Settings { history: keep_history(path), ..Settings::default() };
    let aside = aside(path);
    // Where it cannot be moved it stays, and is written over at the end.
    let kept_aside = std::fs::rename(path, &aside).is_ok().then_some(aside);
    Loaded { settings, kept_aside: kept_aside.or(Some(path.to_owned())) }
}

fn aside(path: &Path) -> PathBuf {
    path.with_extension("yaml.unreadable")
}

/// Writes the settings, whole or not at all.
///
/// # Errors
/// [`SaveError`], when the folder or the file cannot be written.
pub fn save(path: &Path, settings: &Settings) -> Result<(), SaveError> {
    let failed = |source| SaveError::Write { path: path.to_owned(), source };
    let text = serde_yaml::to_string(settings)
        .map_err(|error| failed(io(std::io::Error::other(error))))?;
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder).map_err(|error| failed(io(error)))?;
    }
    write_private(path, text.as_bytes(), Existing::Replace)
}

fn io(error: std::io::Error) -> std::sync::Arc<std::io::Error> {
    std::sync::Arc::new(error)
}

#[cfg(test)]
mod tests {
    use super::{Loaded, keep_history, load, save};
    use crate::core::acs::{Scheme, SchemeChoice};
    use crate::core::profile::{Family, Source};
    use crate::core::session::{EndpointChoice, Settings, ThemeChoice, WindowSize};

    fn settings(profile: Option<Source>) -> Settings {
        Settings {
            theme: ThemeChoice::Light,
            profile,
            endpoint: EndpointChoice::Vpc,
            region: Some("cn-hangzhou".to_owned()),
            signature: SchemeChoice::Only(Scheme::Acs3),
            imported: vec!["/tmp/a config.json".into()],
            window: Some(WindowSize { width: 900.0, height: 600.0 }),
            ..Settings::default()
        }
    }

    #[test]
    fn settings_come_back_whatever_the_profile() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("new/settings.yaml");
        assert_eq!(load(&path), Loaded::default());
        let name = || "no".to_owned();
        for source in [
            None,
            Some(Source::EcsMetadata),
            Some(Source::Environment(Family::Alicloud)),
            Some(Source::CliProfile { name: name(), file: None }),
            Some(Source::CliProfile { name: name(), file: Some("/tmp/x.json".into()) }),
            Some(Source::Keychain(name())),
        ] {
            let settings = settings(source);
            save(&path, &settings).unwrap();
            assert_eq!(load(&path), Loaded { settings, kept_aside: None });
        }
    }

    #[test]
    fn a_file_that_cannot_be_read_or_comes_from_a_later_version_is_kept_aside() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("settings.yaml");
        let aside = folder.path().join("settings.yaml.unreadable");
        for text in ["theme: [", "theme: purple", "version: 2", "signature: none", "- a"] {
            std::fs::write(&path, text).unwrap();
            let loaded = load(&path);
            assert_eq!(loaded.settings, Settings::default(), "{text}");
            assert_eq!(loaded.kept_aside.as_ref(), Some(&aside), "{text}");
            assert_eq!(std::fs::read_to_string(&aside).unwrap(), text);
            assert!(!path.exists());
        }
    }

    #[test]
    fn a_history_that_was_switched_off_stays_off_whatever_is_wrong_with_the_file() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("settings.yaml");
        assert!(keep_history(&path));
        for (text, wanted) in [
            ("", true),
            ("theme: dark\n", true),
            ("theme: [\n", true),
            ("history: true\n", true),
            ("history: false\n", false),
            ("version: 99\nhistory: false\nmore: [1]\n", false),
            ("theme: [\nhistory: false\n", false),
            ("history: no\n", false),
        ] {
            std::fs::write(&path, text).unwrap();
            assert_eq!(keep_history(&path), wanted, "{text:?}");
            assert_eq!(load(&path).settings.history, wanted, "{text:?}");
            assert_eq!(keep_history(&path), wanted, "aside: {text:?}");
            std::fs::remove_file(folder.path().join("settings.yaml.unreadable")).ok();
        }
    }

    #[test]
    fn unknown_and_missing_settings_do_no_harm() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("settings.yaml");
        for text in ["", "colour: blue\n", "theme: dark\n"] {
            std::fs::write(&path, text).unwrap();
            assert_eq!(load(&path).kept_aside, None, "{text:?}");
        }
        assert_eq!(load(&path).settings.theme, ThemeChoice::Dark);
    }
}
