//! A folder with a kubeconfig and its backups, and writing to it as the worker does.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::time::Duration;

use ack_kubeconfig::core::kubeconfig::KubeconfigText;
use ack_kubeconfig::io::kubeconfig_file::{
    Act, Backup, Backups, Commit, CommitError, Committed, Deed, Patience, Stamp, UndoError, Undone,
    commit, read, undo,
};
use jiff::Timestamp;

/// Longer than any of our writers holds the lock.
pub(crate) const PATIENCE: Patience<'static> =
    Patience { wait: Duration::from_mins(1), cancelled: &|| false };

/// No waiting at all.
pub(crate) const IMPATIENCE: Patience<'static> =
    Patience { wait: Duration::ZERO, cancelled: &|| false };

/// A folder of its own, gone at the end.
pub(crate) struct Home {
    folder: PathBuf,
    _gone_at_the_end: Option<tempfile::TempDir>,
}

impl Home {
    pub(crate) fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("kube")).unwrap();
        let path = folder.path().canonicalize().unwrap();
        Self { folder: path, _gone_at_the_end: Some(folder) }
    }

    /// One with a kubeconfig of mode 0600.
    pub(crate) fn with(text: &str) -> Self {
        let home = Self::new();
        home.put(text);
        home
    }

    /// One that somebody else made and removes.
    pub(crate) fn of(folder: &Path) -> Self {
        Self { folder: folder.to_owned(), _gone_at_the_end: None }
    }

    pub(crate) fn folder(&self) -> &Path {
        &self.folder
    }

    pub(crate) fn at(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }

    pub(crate) fn config(&self) -> PathBuf {
        self.at("kube/config")
    }

    pub(crate) fn put(&self, text: &str) {
        fs::write(self.config(), text).unwrap();
        self.set_mode("kube/config", 0o600);
    }

    pub(crate) fn text(&self) -> String {
        fs::read_to_string(self.config()).unwrap()
    }

    pub(crate) fn set_mode(&self, name: &str, mode: u32) {
        fs::set_permissions(self.at(name), fs::Permissions::from_mode(mode)).unwrap();
    }

    pub(crate) fn mode(&self, name: &str) -> u32 {
        fs::metadata(self.at(name)).unwrap().permissions().mode() & 0o777
    }

    /// What stands in the folder of the kubeconfig.
    pub(crate) fn names(&self) -> Vec<String> {
        let entries = fs::read_dir(self.at("kube")).unwrap();
        let mut names: Vec<String> =
            entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    pub(crate) fn backups(&self) -> Backups {
        Backups::in_folder(self.at("state/backups"))
    }

    pub(crate) fn list(&self) -> Vec<Backup> {
        self.backups().of(&self.config()).unwrap()
    }

    pub(crate) fn stamp(&self) -> Stamp {
        read(&self.config()).unwrap().stamp
    }

    /// Writes what was planned from a state of the file.
    pub(crate) fn commit_from(
        &self,
        planned_from: &Stamp,
        text: &str,
        patience: &Patience<'_>,
    ) -> Result<Committed, CommitError> {
        let text = KubeconfigText::new(text.to_owned());
        let (path, deed) = (&self.config(), &deed());
        let change = Commit { path, planned_from, text: &text, deed, now: Timestamp::UNIX_EPOCH };
        commit(&change, &self.backups(), patience)
    }

    /// Writes, whatever the file is now.
    pub(crate) fn commit(&self, text: &str) -> Result<Committed, CommitError> {
        self.commit_from(&self.stamp(), text, &PATIENCE)
    }

    /// Plans and writes, and plans again whenever somebody else was there in between.
    pub(crate) fn edit(&self, plan: impl Fn(&str) -> String) {
        let mut reading = read(&self.config()).unwrap();
        loop {
            let text = plan(reading.text.as_str());
            match self.commit_from(&reading.stamp, &text, &PATIENCE) {
                Ok(_) => return,
                Err(CommitError::Changed(now)) => reading = *now,
                Err(error) => panic!("{error:?}"),
            }
        }
    }

    pub(crate) fn undo(&self) -> Result<Undone, UndoError> {
        undo(&self.config(), None, &self.backups(), &PATIENCE)
    }
}

pub(crate) fn deed() -> Deed {
    Deed { act: Act::Merge, contexts: vec!["prod".to_owned()] }
}
