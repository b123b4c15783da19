//! The file of the history: entries are added at its end, by the window and by commands at the
//! same time, each under a lock that is held for as long as that takes.
//!
//! Nothing is ever written in the middle. When the file has grown too long, or holds what is no
//! entry, it is written anew and renamed; a damaged one is kept beside it under another name.

use std::fs::{File, TryLockError};
use std::io::{ErrorKind, Read as _, Seek as _, SeekFrom, Write as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread::sleep;
use std::time::{Duration, Instant};

use super::file::{Existing, SaveError, private_options, write_private};
use super::state;
use crate::core::history::{Entry, Read, lines, read};

/// The most bytes that are read: a thousand times what a history has.
const MOST_BYTES: u64 = 64 * 1024 * 1024;

/// How long others may be at the file: each of them holds it for the time of one write.
const PATIENCE: Duration = Duration::from_secs(10);
/// How soon it is looked again whether they still are.
const LOOK_AGAIN: Duration = Duration::from_millis(5);

/// The history of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HistoryFile(PathBuf);

/// What a file holds, and what became of it if it was damaged.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Kept {
    /// The last entries, the newest last.
    pub entries: Vec<Entry>,
    /// The damaged file, under the name by which it is kept.
    pub damaged: Option<PathBuf>,
}

/// While it is there, nobody else reads or writes the file.
struct Turn {
    _lock: File,
}

impl HistoryFile {
    /// That of this user, if there is a place for one.
    #[must_use]
    pub fn of_this_user() -> Option<Self> {
        state::usable_folder().map(|folder| Self(folder.join("history.jsonl")))
    }

    /// That in a file, which need not exist yet.
    #[must_use]
    pub fn at(path: PathBuf) -> Self {
        Self(path)
    }

    /// Where it is.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.0
    }

    /// Reads it. Where nobody may write, it is read as it is.
    ///
    /// # Errors
    /// [`SaveError`], when it is there and cannot be read, or is damaged and cannot be put aside.
    pub fn read(&self) -> Result<Kept, SaveError> {
        if !self.0.exists() {
            return Ok(Kept::default());
        }
        let turn = self.turn();
        let read = self.read_now()?;
        if read.unreadable == 0 {
            return Ok(Kept { entries: read.entries, damaged: None });
        }
        turn?;
        let damaged = self.begin_anew(&read.entries)?;
        Ok(Kept { entries: read.entries, damaged: Some(damaged) })
    }

    /// Its entries, for someone who only looks: nothing is put aside or made.
    ///
    /// # Errors
    /// [`SaveError`], when it is there and cannot be read.
    pub fn look(&self) -> Result<Vec<Entry>, SaveError> {
        Ok(self.read_now()?.entries)
    }

    /// Adds entries. Gives the damaged file's new name, if it was damaged.
    ///
    /// # Errors
    /// [`SaveError`]; then the file is as it was.
    pub fn add(&self, entries: &[Entry]) -> Result<Option<PathBuf>, SaveError> {
        state::make_folder_of(&self.0)?;
        let _turn = self.turn()?;
        let read = self.read_now()?;
        let damaged = match read.unreadable {
            0 => None,
            _ => Some(self.begin_anew(&read.entries)?),
        };
        self.append(lines(entries).as_bytes()).map_err(|error| self.failed(error))?;
        if read.is_too_long() {
            self.shorten()?;
        }
        Ok(damaged)
    }

    /// Removes every entry.
    ///
    /// # Errors
    /// [`SaveError`], when they are still there.
    pub fn clear(&self) -> Result<(), SaveError> {
        if !self.0.exists() && !self.damaged().exists() {
            return Ok(());
        }
        let _turn = self.turn()?;
        for file in [&self.0, &self.damaged()] {
            match std::fs::remove_file(file) {
                Err(error) if error.kind() != ErrorKind::NotFound => {
                    return Err(self.failed(error));
                }
                _ => {}
            }
        }
        Ok(())
    }

    fn turn(&self) -> Result<Turn, SaveError> {
        self.turn_within(PATIENCE)
    }

    /// Waits until nobody else is at it, but no longer than that.
    fn turn_within(&self, patience: Duration) -> Result<Turn, SaveError> {
        let lock = private_options().write(true).open(self.0.with_extension("lock"));
        let lock = lock.map_err(|error| self.failed(error))?;
        let deadline = Instant::now() + patience;
        loop {
            match lock.try_lock() {
                Err(TryLockError::WouldBlock) if Instant::now() < deadline => sleep(LOOK_AGAIN),
                Err(TryLockError::WouldBlock) => {
                    return Err(self.failed(ErrorKind::ResourceBusy.into()));
                }
                // Where there are no locks, adding a line is one write all the same.
                Err(TryLockError::Error(error)) if error.kind() != ErrorKind::Unsupported => {
                    return Err(self.failed(error));
                }
                Err(TryLockError::Error(_)) | Ok(()) => return Ok(Turn { _lock: lock }),
            }
        }
    }

    fn read_now(&self) -> Result<Read, SaveError> {
        let mut bytes = Vec::new();
        let file = match File::open(&self.0) {
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Read::default()),
            opened => opened.map_err(|error| self.failed(error))?,
        };
        file.take(MOST_BYTES).read_to_end(&mut bytes).map_err(|error| self.failed(error))?;
        Ok(read(&bytes))
    }

    /// One write at the end; what was written of it by a disk that is full is taken back.
    fn append(&self, bytes: &[u8]) -> std::io::Result<()> {
        let mut file = private_options().append(true).open(&self.0)?;
        let end = file.seek(SeekFrom::End(0))?;
        file.write_all(bytes).inspect_err(|_failed| {
            file.set_len(end).ok();
        })
    }

    fn shorten(&self) -> Result<(), SaveError> {
        let last = self.read_now()?.entries;
        write_private(&self.0, lines(&last).as_bytes(), Existing::Replace)
    }

    /// Puts the file aside, and begins another with what could be read.
    fn begin_anew(&self, entries: &[Entry]) -> Result<PathBuf, SaveError> {
        let damaged = self.damaged();
        std::fs::rename(&self.0, &damaged).map_err(|error| self.failed(error))?;
        write_private(&self.0, lines(entries).as_bytes(), Existing::Replace)?;
        Ok(damaged)
    }

    fn damaged(&self) -> PathBuf {
        self.0.with_extension("jsonl.damaged")
    }

    fn failed(&self, source: std::io::Error) -> SaveError {
        SaveError::Write { path: self.0.clone(), source: Arc::new(source) }
    }
}

#[cfg(test)]
mod tests {
    use super::{HistoryFile, Kept};
    use crate::core::history::{By, Entry, KEPT, Subject, What};
    use jiff::Timestamp;
    use std::path::Path;
    use std::time::Duration;

    fn entry(number: usize) -> Entry {
        let when = (Timestamp::UNIX_EPOCH, By::Window);
        let entry = Entry::of_write(What::Save, Subject::default(), Path::new("x"), Ok(()), when);
        Entry { request_id: Some(number.to_string()), ..entry }
    }

    fn in_folder(folder: &tempfile::TempDir) -> HistoryFile {
        HistoryFile::at(folder.path().join("state/history.jsonl"))
    }

    #[test]
    fn entries_come_back_from_a_file_for_its_owner_alone() {
        let folder = tempfile::tempdir().unwrap();
        let history = in_folder(&folder);
        assert_eq!(history.read().unwrap(), Kept::default());
        assert!(!history.path().exists(), "reading makes nothing");
        history.add(&[entry(1)]).unwrap();
        history.add(&[entry(2), entry(3)]).unwrap();
        assert_eq!(history.read().unwrap().entries, [entry(1), entry(2), entry(3)]);
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            let mode = |path: &Path| path.metadata().unwrap().permissions().mode() & 0o777;
            assert_eq!(mode(history.path()), 0o600);
            assert_eq!(mode(history.path().parent().unwrap()), 0o700);
        }
        history.clear().unwrap();
        assert!(!history.path().exists());
        history.clear().unwrap();
    }

    #[test]
    fn the_file_does_not_grow_for_ever() {
        let folder = tempfile::tempdir().unwrap();
        let history = in_folder(&folder);
        let mut longest = 0;
        for number in 0..2 * KEPT {
            history.add(&[entry(number)]).unwrap();
            let text = std::fs::read_to_string(history.path()).unwrap();
            longest = longest.max(text.lines().count());
        }
        let last: Vec<Entry> = (KEPT..2 * KEPT).map(entry).collect();
        assert_eq!(history.read().unwrap().entries, last);
        assert!((KEPT..KEPT + 60).contains(&longest), "{longest}");
    }

    /// A process that hangs with the lock must keep nobody's window from closing.
    #[test]
    fn whoever_keeps_the_file_is_not_waited_for_without_end() {
        let folder = tempfile::tempdir().unwrap();
        let history = in_folder(&folder);
        history.add(&[entry(1)]).unwrap();
        let kept = history.turn().unwrap();
        let another = HistoryFile::at(history.path().to_owned());
        let error = another.turn_within(Duration::from_millis(20)).map(drop).unwrap_err();
        assert!(error.to_string().contains("history.jsonl"), "{error}");
        drop(kept);
        another.turn_within(Duration::ZERO).map(drop).unwrap();
    }

    /// Each opens the file for itself, as a process does; the file is shortened again and again.
    #[test]
    fn of_several_who_add_at_once_nobody_loses_an_entry() {
        let folder = tempfile::tempdir().unwrap();
        let history = in_folder(&folder);
        std::thread::scope(|threads| {
            for thread in 0..4 {
                let history = &history;
                threads.spawn(move || {
                    (0..KEPT)
                        .for_each(|it| drop(history.add(&[entry(thread * 1000 + it)]).unwrap()));
                });
            }
        });
        let kept = history.read().unwrap();
        assert_eq!((kept.entries.len(), kept.damaged), (KEPT, None));
        for thread in 0..4 {
            let number =
                |entry: &Entry| entry.request_id.as_ref().unwrap().parse::<usize>().unwrap();
            let its = kept.entries.iter().map(number).filter(|number| number / 1000 == thread);
            let its: Vec<usize> = its.collect();
            let last: Vec<usize> = (0..KEPT).map(|it| thread * 1000 + it).collect();
            assert_eq!(its, last[KEPT - its.len()..], "there is a gap");
        }
    }

    #[test]
    fn a_damaged_file_is_put_aside_and_what_can_be_read_of_it_goes_on() {
        let folder = tempfile::tempdir().unwrap();
        let history = in_folder(&folder);
        let aside = history.path().with_extension("jsonl.damaged");
        for damage in [&b"{\"at\":"[..], b"\xff\xfe\n", b"{}\n", b"[1]\nhello"] {
            history.clear().unwrap();
            history.add(&[entry(1)]).unwrap();
            let good = std::fs::read(history.path()).unwrap();
            let bad = [good.as_slice(), damage].concat();
            std::fs::write(history.path(), &bad).unwrap();
            let kept = history.read().unwrap();
            assert_eq!(kept, Kept { entries: vec![entry(1)], damaged: Some(aside.clone()) });
            assert_eq!(std::fs::read(&aside).unwrap(), bad);
            assert_eq!(history.read().unwrap().damaged, None, "it is told once");

            std::fs::write(history.path(), &bad).unwrap();
            assert_eq!(history.add(&[entry(2)]).unwrap(), Some(aside.clone()));
            assert_eq!(history.read().unwrap().entries, [entry(1), entry(2)]);
        }
    }

    #[test]
    fn what_cannot_be_written_is_an_error_that_names_the_file() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("state"), "a file").unwrap();
        let history = in_folder(&folder);
        assert!(history.add(&[entry(1)]).is_err());
        std::fs::remove_file(folder.path().join("state")).unwrap();
        std::fs::create_dir_all(history.path()).unwrap();
        let error = history.add(&[entry(1)]).unwrap_err().to_string();
        assert!(error.contains("history.jsonl"), "{error}");
    }
}
