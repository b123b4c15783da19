//! The texts that were replaced: the last 20 of each file, with what was done and when.
//!
//! Each is a pair of files, `000017.kubeconfig` and `000017.json`, in a folder of its own for
//! each kubeconfig. The second is written last and tells that the first is whole; where a file was
//! made anew there is no first.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::place::{Place, private_folder};
use super::read::{ContentHash, ReadError, Reading, read};
use super::replace::WriteError;
use crate::core::acs::sign::hash::sha256_hex;
use crate::core::kubeconfig::KubeconfigText;
use crate::io::file::{Existing, SaveError, write_private};
use crate::io::state;

/// So many are kept for each file.
const KEPT: usize = 20;

/// The folder of all backups.
#[derive(Debug, Clone)]
pub struct Backups(PathBuf);

/// What was done to a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Deed {
    /// The kind of change.
    pub act: Act,
    /// The names of the contexts that it concerned.
    pub contexts: Vec<String>,
}

/// A kind of change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Act {
    /// Clusters were merged into the file.
    Merge,
    /// Credentials were renewed in place.
    Renew,
    /// Contexts were removed.
    Remove,
    /// A context got another name.
    Rename,
    /// Another context became the current one.
    Switch,
    /// An older text was restored although others had written since.
    Restore,
}

/// One write, and what it replaced.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Backup {
    /// When it was written.
    pub when: Timestamp,
    /// What was done.
    pub deed: Deed,
    stem: PathBuf,
    record: Record,
}

/// The file beside a backup.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Record {
    version: u32,
    /// The real file, for people who look for it.
    file: String,
    when: String,
    deed: Deed,
    /// What the file held; `None`, when there was no file.
    before: Option<ContentHash>,
    wrote: ContentHash,
}

impl Backups {
    /// Those of this user, in the folder for state where the system has one. `None`, if this user
    /// has no folders at all.
    #[must_use]
    pub fn of_this_user() -> Option<Self> {
        Self::folder_of_this_user().map(Self::in_folder)
    }

    /// The folder of those.
    #[must_use]
    pub fn folder_of_this_user() -> Option<PathBuf> {
        state::folder().map(|folder| folder.join("backups"))
    }

    /// Those in a folder, which need not exist yet.
    #[must_use]
    pub fn in_folder(folder: PathBuf) -> Self {
        Self(folder)
    }

    /// What was written to this file and can be undone, the last first.
    ///
    /// # Errors
    /// [`ReadError`], when the path leads nowhere.
    pub fn of(&self, path: &Path) -> Result<Vec<Backup>, ReadError> {
        Ok(self.of_real(Place::of(path)?.real()))
    }

    pub(super) fn of_real(&self, real: &Path) -> Vec<Backup> {
        let folder = self.folder(real);
        let backup = |number: &u64| Backup::find(folder.join(stem(*number)));
        records(&folder).iter().rev().filter_map(backup).collect()
    }

    /// Keeps what a file holds now, before `wrote` is written to it.
    pub(super) fn keep(
        &self,
        old: &Reading,
        wrote: ContentHash,
        (deed, when): (&Deed, Timestamp),
    ) -> Result<Backup, WriteError> {
        let real = old.stamp.real();
        let folder = self.folder(real);
        private_folder(&folder).map_err(|error| WriteError::of(&folder, error))?;
        let last = names(&folder).iter().filter_map(|name| number(name)).max().unwrap_or(0);
        let backup = Backup {
            when,
            deed: deed.clone(),
            stem: folder.join(stem(last + 1)),
            record: Record {
                version: Record::VERSION,
                file: real.display().to_string(),
                when: when.to_string(),
                deed: deed.clone(),
                before: old.stamp.content().cloned(),
                wrote,
            },
        };
        backup.write(old.existing())?;
        Ok(backup)
    }

    /// Removes all but the last ones of a file, and what dead processes left there. The file must
    /// be locked.
    pub(super) fn prune(&self, real: &Path) {
        let folder = self.folder(real);
        let numbers = records(&folder);
        let kept = &numbers[numbers.len().saturating_sub(KEPT)..];
        for name in names(&folder) {
            if !number(&name).is_some_and(|number| kept.contains(&number)) {
                std::fs::remove_file(folder.join(name)).ok();
            }
        }
    }

    fn folder(&self, real: &Path) -> PathBuf {
        let hash = sha256_hex(real.as_os_str().as_encoded_bytes());
        self.0.join(&hash[..16])
    }
}

impl Record {
    const VERSION: u32 = 1;
}

impl Backup {
    /// Whether the write made the file.
    #[must_use]
    pub fn made_the_file(&self) -> bool {
        self.record.before.is_none()
    }

    /// What the write replaced; `None`, if it made the file.
    ///
    /// # Errors
    /// [`ReadError`], when the backup is not as it was written.
    pub fn text(&self) -> Result<Option<KubeconfigText>, ReadError> {
        let Some(before) = &self.record.before else { return Ok(None) };
        let file = self.text_file();
        let reading = read(&file)?;
        match reading.stamp.content() {
            Some(content) if content == before => Ok(Some(reading.text)),
            _ => Err(ReadError::of(&file, std::io::ErrorKind::InvalidData.into())),
        }
    }

    pub(super) fn before(&self) -> Option<&ContentHash> {
        self.record.before.as_ref()
    }

    pub(super) fn wrote(&self) -> &ContentHash {
        &self.record.wrote
    }

    /// Removes both files: the write did not happen, or was undone.
    pub(super) fn forget(&self) {
        for file in [self.record_file(), self.text_file()] {
            std::fs::remove_file(file).ok();
        }
    }

    fn find(stem: PathBuf) -> Option<Self> {
        let json = std::fs::read(stem.with_extension("json")).ok()?;
        let record: Record = serde_json::from_slice(&json).ok()?;
        let when = record.when.parse().ok()?;
        let known = record.version <= Record::VERSION;
        known.then(|| Self { when, deed: record.deed.clone(), stem, record })
    }

    fn write(&self, text: Option<&KubeconfigText>) -> Result<(), WriteError> {
        let write = |file: &Path, bytes: &[u8]| {
            write_private(file, bytes, Existing::Replace).map_err(|error| refused(file, error))
        };
        if let Some(text) = text {
            write(&self.text_file(), text.as_str().as_bytes())?;
        }
        super::reached("old text kept");
        let json = serde_json::to_vec_pretty(&self.record)
            .map_err(|error| WriteError::of(&self.record_file(), error.into()))?;
        write(&self.record_file(), &json)?;
        super::reached("backup made");
        Ok(())
    }

    /// The file that keeps what was replaced; there is none, if the write made the file.
    #[must_use]
    pub fn text_file(&self) -> PathBuf {
        self.stem.with_extension("kubeconfig")
    }

    fn record_file(&self) -> PathBuf {
        self.stem.with_extension("json")
    }
}

fn refused(file: &Path, error: SaveError) -> WriteError {
    match error {
        SaveError::Write { source, .. } => match std::sync::Arc::try_unwrap(source) {
            Ok(source) => WriteError::of(file, source),
            Err(source) => WriteError::Failed { path: file.to_owned(), source },
        },
        SaveError::ReadOnly(_) => WriteError::ReadOnly(file.to_owned()),
        other => WriteError::of(file, std::io::Error::other(other)),
    }
}

/// The numbers of the backups that are whole, the oldest first.
fn records(folder: &Path) -> Vec<u64> {
    let json = |name: &PathBuf| name.extension() == Some(OsStr::new("json"));
    let mut numbers: Vec<u64> =
        names(folder).iter().filter(|name| json(name)).filter_map(|name| number(name)).collect();
    numbers.sort_unstable();
    numbers
}

fn names(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = std::fs::read_dir(folder) else { return Vec::new() };
    entries.flatten().map(|entry| entry.file_name().into()).collect()
}

fn number(name: &Path) -> Option<u64> {
    name.file_stem()?.to_str()?.parse().ok()
}

fn stem(number: u64) -> String {
    format!("{number:06}")
}
