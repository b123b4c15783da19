//! The lists of clusters as they were last seen, a file for each identity. They hold no secrets,
//! but tell how an account is built: they are for the owner alone.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::SystemTime;

use serde::{Deserialize, Serialize};

use super::file::{Existing, SaveError, write_private};
use crate::core::clusters::Snapshot;

/// The form of the files; those of another are ignored, and written anew.
const VERSION: u32 = 1;

/// The most bytes of a file: some fifty thousand clusters.
const MOST_BYTES: u64 = 32 * 1024 * 1024;

/// The most files; the oldest give way.
const MOST_FILES: usize = 32;

#[derive(Serialize, Deserialize)]
struct Kept<S> {
    version: u32,
    #[serde(flatten)]
    snapshot: S,
}

/// The folder of the lists, if this user has a folder for what can be had again.
#[must_use]
pub fn folder() -> Option<PathBuf> {
    let folders = directories::ProjectDirs::from("", "", "ack-kubeconfig")?;
    Some(folders.cache_dir().join("clusters"))
}

/// The list in a file; `None` for one that is not there, too large, or not of this form.
#[must_use]
pub fn load(path: &Path) -> Option<Snapshot> {
    if path.metadata().ok()?.len() > MOST_BYTES {
        return None;
    }
    let kept: Kept<Snapshot> = serde_json::from_slice(&std::fs::read(path).ok()?).ok()?;
    (kept.version == VERSION).then_some(kept.snapshot)
}

/// Writes a list, whole or not at all, for its owner alone. One that is too large to be read
/// again is not kept.
///
/// # Errors
/// [`SaveError`], when the folder or the file cannot be written.
pub fn save(path: &Path, snapshot: &Snapshot) -> Result<(), SaveError> {
    let failed = |source| SaveError::Write { path: path.to_owned(), source: Arc::new(source) };
    let text = serde_json::to_vec(&Kept { version: VERSION, snapshot })
        .map_err(|error| failed(std::io::Error::other(error)))?;
    if text.len() as u64 > MOST_BYTES {
        return Ok(());
    }
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder).map_err(failed)?;
    }
    write_private(path, &text, Existing::Replace)?;
    path.parent().into_iter().for_each(make_room);
    Ok(())
}

/// Removes the oldest files beyond the most. What cannot be removed is left.
fn make_room(folder: &Path) {
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    let is_list = |path: &Path| path.extension().is_some_and(|extension| extension == "json");
    let paths = entries.flatten().map(|entry| entry.path()).filter(|path| is_list(path));
    let written = |path: &Path| path.metadata().and_then(|metadata| metadata.modified());
    let mut lists: Vec<(SystemTime, PathBuf)> =
        paths.filter_map(|path| Some((written(&path).ok()?, path))).collect();
    lists.sort_by(|newer, older| older.cmp(newer));
    for (_, path) in lists.into_iter().skip(MOST_FILES) {
        std::fs::remove_file(path).ok();
    }
}

#[cfg(test)]
mod tests {
    use super::{MOST_BYTES, MOST_FILES, Path, SystemTime, load, save};
    use crate::core::clusters::{Cluster, Endpoints, Snapshot, Tag};
    use std::time::Duration;

    fn snapshot() -> Snapshot {
        let cluster = Cluster {
            name: "订单中心".to_owned(),
            size: Some(3),
            tags: vec![Tag { key: "team".to_owned(), value: "orders".to_owned() }],
            created: Some("2025-03-18T01:30:00Z".parse().unwrap()),
            endpoints: Some(Endpoints { public: None, private: Some("https://10.0.0.1".into()) }),
            ..Cluster::new("c1".parse().unwrap())
        };
        Snapshot { as_of: "2026-11-24T12:00:00Z".parse().unwrap(), clusters: vec![cluster] }
    }

    #[test]
    fn a_list_comes_back_and_is_for_its_owner_alone() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("new/folder/a.json");
        assert_eq!(load(&path), None);
        save(&path, &snapshot()).unwrap();
        assert_eq!(load(&path), Some(snapshot()));
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            assert_eq!(path.metadata().unwrap().permissions().mode() & 0o777, 0o600);
        }
    }

    #[test]
    fn what_cannot_be_read_is_ignored_and_written_anew() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.json");
        save(&path, &snapshot()).unwrap();
        let good = std::fs::read_to_string(&path).unwrap();
        let half = &good[..good.len() / 2];
        let later = good.replace("\"version\":1", "\"version\":2");
        let bad_id = good.replace("\"c1\"", "\"../c1\"");
        for text in ["", "[]", "{\"version\":1}", half, &later, &bad_id] {
            std::fs::write(&path, text).unwrap();
            assert_eq!(load(&path), None, "{text}");
            save(&path, &snapshot()).unwrap();
            assert_eq!(load(&path), Some(snapshot()));
        }
        let file = std::fs::File::create(&path).unwrap();
        file.set_len(MOST_BYTES + 1).unwrap();
        assert_eq!(load(&path), None);
    }

    fn write_at(path: &Path, seconds: u64) {
        let file = std::fs::File::create(path).unwrap();
        file.set_modified(SystemTime::UNIX_EPOCH + Duration::from_secs(seconds)).unwrap();
    }

    #[test]
    fn the_oldest_lists_give_way_and_other_files_stay() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        for number in 0..MOST_FILES as u64 {
            write_at(&at(&format!("{number}.json")), 1_000 + number);
        }
        write_at(&at("other"), 1);
        save(&at("new.json"), &snapshot()).unwrap();
        assert!(!at("0.json").exists() && at("1.json").exists());
        assert!(at("new.json").exists() && at("other").exists());
    }
}
