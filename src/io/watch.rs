//! Noticing that files change, by their folders: a file that is written anew is another file.

use std::collections::BTreeSet;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use notify::event::{AccessKind, AccessMode};
use notify::{EventKind, RecursiveMode, Watcher as _};
use tokio::sync::Notify;

/// Watches the folders of some files, as long as it is kept.
pub struct Watch {
    _watcher: notify::RecommendedWatcher,
}

impl Watch {
    /// Begins to watch, and lets `changed` know of whatever may concern one of the files from now
    /// on. A folder that is not there is not watched; a link is followed, and watched as well.
    /// `None`, when the system has nothing to watch with.
    #[must_use]
    pub fn of<'a>(files: impl IntoIterator<Item = &'a Path>, changed: Arc<Notify>) -> Option<Self> {
        let files: Vec<PathBuf> = files.into_iter().flat_map(with_target).collect();
        let name = |file: &PathBuf| file.file_name().map(ToOwned::to_owned);
        let names: BTreeSet<OsString> = files.iter().filter_map(name).collect();
        let folders: BTreeSet<&Path> = files.iter().filter_map(|file| file.parent()).collect();
        let watcher = notify::recommended_watcher(move |event: notify::Result<notify::Event>| {
            if event.map_or(true, |event| concerns(&event, &names)) {
                changed.notify_one();
            }
        });
        let mut watcher = watcher.map_err(|error| tracing::warn!(%error, "no watching")).ok()?;
        for folder in folders {
            if let Err(error) = watcher.watch(folder, RecursiveMode::NonRecursive) {
                tracing::debug!(%error, "a folder is not watched");
            }
        }
        Some(Self { _watcher: watcher })
    }
}

/// The file, and what it is a link to.
fn with_target(file: &Path) -> impl Iterator<Item = PathBuf> {
    let target = file.canonicalize().ok().filter(|target| target != file);
    std::iter::once(file.to_owned()).chain(target)
}

/// Whether an event may mean that one of the files is another now. That someone reads it, as we
/// do ourselves, does not.
fn concerns(event: &notify::Event, names: &BTreeSet<OsString>) -> bool {
    let is_change = match event.kind {
        EventKind::Access(kind) => kind == AccessKind::Close(AccessMode::Write),
        _ => true,
    };
    let is_ours = |path: &PathBuf| path.file_name().is_some_and(|name| names.contains(name));
    // One without paths tells that events were lost.
    is_change && (event.paths.is_empty() || event.paths.iter().any(is_ours))
}

impl std::fmt::Debug for Watch {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Watch")
    }
}

#[cfg(test)]
mod tests {
    use super::{Watch, concerns};
    use notify::event::{AccessKind, AccessMode};
    use notify::{Event, EventKind};
    use std::path::Path;
    use std::sync::Arc;
    use std::time::Duration;
    use tokio::sync::Notify;
    use tokio::time::timeout;

    const PATIENCE: Duration = Duration::from_mins(1);

    fn watch(files: &[&Path]) -> (Watch, Arc<Notify>) {
        let changed = Arc::new(Notify::new());
        (Watch::of(files.iter().copied(), Arc::clone(&changed)).unwrap(), changed)
    }

    async fn assert_noticed(changed: &Notify, what: &str) {
        timeout(PATIENCE, changed.notified()).await.expect(what);
    }

    #[tokio::test]
    async fn whatever_makes_a_file_another_is_noticed() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("config.json");
        let other = folder.path().join("other");
        for change in ["made", "written", "removed", "renamed to"] {
            if change == "renamed to" {
                std::fs::write(&other, "x").unwrap();
            }
            let (_watch, changed) = watch(&[&file]);
            match change {
                "made" | "written" => std::fs::write(&file, "x").unwrap(),
                "removed" => std::fs::remove_file(&file).unwrap(),
                _ => std::fs::rename(&other, &file).unwrap(),
            }
            assert_noticed(&changed, change).await;
        }
    }

    #[cfg(unix)]
    #[tokio::test]
    async fn a_link_is_watched_where_it_leads() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        std::fs::create_dir(at("dotfiles")).unwrap();
        std::fs::write(at("dotfiles/aliyun.json"), "x").unwrap();
        std::os::unix::fs::symlink("dotfiles/aliyun.json", at("config.json")).unwrap();
        let (_watch, changed) = watch(&[&at("config.json"), &at("missing/file")]);
        std::fs::write(at("dotfiles/aliyun.json"), "y").unwrap();
        assert_noticed(&changed, "the link's target").await;
    }

    #[test]
    fn reading_and_the_neighbours_do_not_matter() {
        let concerned = |kind, path: &str| {
            let event = Event::new(kind).add_path(path.into());
            concerns(&event, &["config.json".into()].into())
        };
        let closed = |mode| EventKind::Access(AccessKind::Close(mode));
        assert!(concerned(EventKind::Any, "/home/.aliyun/config.json"));
        assert!(concerned(closed(AccessMode::Write), "/home/.aliyun/config.json"));
        assert!(!concerned(closed(AccessMode::Read), "/home/.aliyun/config.json"));
        let opened = EventKind::Access(AccessKind::Open(AccessMode::Any));
        assert!(!concerned(opened, "/home/.aliyun/config.json"));
        assert!(!concerned(EventKind::Any, "/home/.aliyun/config.json.lock"));
        // What tells that events were lost concerns every file.
        assert!(concerns(&Event::new(EventKind::Other), &["config.json".into()].into()));
    }
}
