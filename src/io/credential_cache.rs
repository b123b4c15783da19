//! The keys that kubectl was given, kept until they end so that not each of its calls asks the
//! service: one file for each, for the owner alone, and a lock for each, so that of several calls
//! at the same time one asks and the others wait for what it gets.

use std::fs::{File, TryLockError};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};
use zeroize::Zeroizing;

use super::file::{Existing, SaveError, make_private_folder, private_options, write_private};
use crate::core::acs::sign::hash::sha256_hex;
use crate::core::kubeconfig::exec::{ApiVersion, ExecKey};

/// The most bytes of a file; a key has some four thousand.
const MOST_BYTES: u64 = 64 * 1024;

/// The service gives no key for longer than three days: what was written before that has ended.
const LONGEST_KEY: SignedDuration = SignedDuration::from_hours(3 * 24);

/// The place of one key.
#[derive(Debug, Clone)]
pub struct KeptKey {
    file: PathBuf,
}

/// While it is there, no other process gets the same key.
#[derive(Debug)]
pub struct Turn {
    _lock: File,
}

/// The folder of the keys, if this user has a folder for what can be had again.
#[must_use]
pub fn folder() -> Option<PathBuf> {
    let folders = directories::ProjectDirs::from("", "", "ack-kubeconfig")?;
    Some(folders.cache_dir().join("credentials"))
}

impl KeptKey {
    /// The place of the key that these words tell from all others. Nothing of them is written.
    #[must_use]
    pub fn of(folder: &Path, words: &[&str]) -> Self {
        let words = words.join("\n");
        Self { file: folder.join(format!("{}.json", &sha256_hex(words.as_bytes())[..32])) }
    }

    /// The key; none, if there is none or it cannot be read.
    #[must_use]
    pub fn load(&self) -> Option<ExecKey> {
        let metadata = std::fs::symlink_metadata(&self.file).ok()?;
        if !metadata.is_file() || metadata.len() > MOST_BYTES {
            return None;
        }
        ExecKey::read(&Zeroizing::new(std::fs::read(&self.file).ok()?))
    }

    /// Keeps a key, whole or not at all, and removes those that have long ended.
    ///
    /// # Errors
    /// [`SaveError`], when the file cannot be written.
    pub fn save(&self, key: &ExecKey, now: Timestamp) -> Result<(), SaveError> {
        write_private(&self.file, key.answer(ApiVersion::V1).as_bytes(), Existing::Replace)?;
        let remove_ended = |folder| remove_ended(folder, now);
        self.file.parent().into_iter().for_each(remove_ended);
        Ok(())
    }

    /// Takes the turn, if nobody has it.
    ///
    /// # Errors
    /// [`SaveError`], when there can be no lock here.
    pub fn try_turn(&self) -> Result<Option<Turn>, SaveError> {
        let path = self.file.with_extension("lock");
        let failed = |source| SaveError::Write { path: path.clone(), source: Arc::new(source) };
        if let Some(folder) = path.parent() {
            folder.parent().map_or(Ok(()), std::fs::create_dir_all).map_err(failed)?;
            make_private_folder(folder)?;
        }
        let lock = private_options().write(true).open(&path).map_err(failed)?;
        match lock.try_lock() {
            Ok(()) => Ok(Some(Turn { _lock: lock })),
            Err(TryLockError::WouldBlock) => Ok(None),
            Err(TryLockError::Error(error)) => Err(failed(error)),
        }
    }
}

/// Removes keys that have ended, whosever they were. What cannot be removed is left.
fn remove_ended(folder: &Path, now: Timestamp) {
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    for entry in entries.flatten() {
        let path = entry.path();
        let is_key = path.extension().is_some_and(|extension| extension == "json");
        let written = entry.metadata().and_then(|metadata| metadata.modified());
        let written = written.ok().and_then(|at| Timestamp::try_from(at).ok());
        let age = written.map(|written| now.duration_since(written));
        if is_key && age.is_some_and(|age| age > LONGEST_KEY) {
            std::fs::remove_file(path).ok();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{KeptKey, LONGEST_KEY, MOST_BYTES};
    use crate::core::kubeconfig::exec::{ApiVersion, ExecKey};
    use jiff::Timestamp;
    use std::time::{Duration, SystemTime};

    const ANSWER: &str = "{\"apiVersion\":\"client.authentication.k8s.io/v1\",\"kind\":\"ExecCredential\",\"status\":{\"expirationTimestamp\":\"2026-11-24T12:00:00Z\",\"token\":\"t\"}}";

    #[test]
    fn a_key_comes_back_under_its_own_words_only() {
        let folder = tempfile::tempdir().unwrap();
        let (a, b) = (KeptKey::of(folder.path(), &["a"]), KeptKey::of(folder.path(), &["b"]));
        let key = ExecKey::read(ANSWER.as_bytes()).unwrap();
        a.save(&key, Timestamp::UNIX_EPOCH).unwrap();
        assert_eq!(a.load().unwrap().answer(ApiVersion::V1).trim_end(), ANSWER);
        assert!(b.load().is_none());
        std::fs::File::create(&a.file).unwrap().set_len(MOST_BYTES + 1).unwrap();
        assert!(a.load().is_none());
    }

    #[test]
    fn one_at_a_time_has_the_turn() {
        let folder = tempfile::tempdir().unwrap();
        let kept = KeptKey::of(&folder.path().join("new"), &["a"]);
        let turn = kept.try_turn().unwrap();
        assert!(turn.is_some());
        assert!(kept.try_turn().unwrap().is_none());
        drop(turn);
        assert!(kept.try_turn().unwrap().is_some());
    }

    #[test]
    fn keys_that_have_ended_go_when_another_is_kept() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        let now: Timestamp = "2026-11-24T12:00:00Z".parse().unwrap();
        for name in ["old.json", "old.lock", "new.json"] {
            let file = std::fs::File::create(at(name)).unwrap();
            let age = if name.starts_with("old") { LONGEST_KEY * 2 } else { LONGEST_KEY / 2 };
            let written = u64::try_from((now - age).as_second()).unwrap();
            file.set_modified(SystemTime::UNIX_EPOCH + Duration::from_secs(written)).unwrap();
        }
        let key = ExecKey::read(ANSWER.as_bytes()).unwrap();
        KeptKey::of(folder.path(), &["a"]).save(&key, now).unwrap();
        assert!(!at("old.json").exists() && at("old.lock").exists() && at("new.json").exists());
    }
}
