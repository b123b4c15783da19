//! The log in a file: small, for the owner alone, written by every process of the program.
//!
//! An event is one write of one line at the end of the file, so those of several processes stand
//! side by side. When the file is full it is renamed and another begun; of those before two are
//! kept. A log that cannot be written is no reason to stop: the event is lost.
//!
//! Nothing in a line commands a terminal or looks like another line, whatever the event says.

use std::fs::File;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use tracing::{Level, Metadata};
use tracing_subscriber::fmt::MakeWriter;

use super::file::private_options;
use super::state;
use crate::core::kubeconfig::lines::visible::{escape, is_hidden};

/// A file has at most so many bytes, but for the line that finds it full.
const MOST_BYTES: u64 = 1024 * 1024;

/// So many files are kept besides the one that is written to.
const OLDER: usize = 2;

/// The longest line, in characters.
const LONGEST_LINE: usize = 4_000;

/// Whether only warnings and errors are written: what else the log tells is a history of its own.
static QUIET: AtomicBool = AtomicBool::new(false);

/// Says whether only warnings and errors are written, from now on.
pub fn keep_quiet(quiet: bool) {
    QUIET.store(quiet, Ordering::Relaxed);
}

/// A log file, and those before it.
#[derive(Debug, Clone)]
pub struct LogFile(Arc<Log>);

#[derive(Debug)]
struct Log {
    path: PathBuf,
    most_bytes: u64,
    open: Mutex<Option<File>>,
}

impl LogFile {
    /// That of this user, if there is a place for one.
    #[must_use]
    pub fn of_this_user() -> Option<Self> {
        state::usable_folder().map(|folder| Self::at(folder.join("logs/ack-kubeconfig.log")))
    }

    /// That at a path, which need not exist yet.
    #[must_use]
    pub fn at(path: PathBuf) -> Self {
        Self::with_most(path, MOST_BYTES)
    }

    fn with_most(path: PathBuf, most_bytes: u64) -> Self {
        Self(Arc::new(Log { path, most_bytes, open: Mutex::new(None) }))
    }

    /// Where it is.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.0.path
    }

    /// The last so many lines, from the file before if need be.
    #[must_use]
    pub fn tail(&self, lines: usize) -> Vec<String> {
        let mut found: Vec<String> = Vec::new();
        for number in 0..=OLDER {
            let Ok(bytes) = std::fs::read(self.0.older(number)) else { continue };
            let text = String::from_utf8_lossy(&bytes);
            let missing = lines.saturating_sub(found.len());
            let last: Vec<&str> = text.lines().rev().take(missing).collect();
            found.extend(last.into_iter().map(str::to_owned));
        }
        found.reverse();
        found
    }
}

impl Log {
    /// The file so many before the one that is written to.
    fn older(&self, number: usize) -> PathBuf {
        let mut name = self.path.clone().into_os_string();
        if number > 0 {
            name.push(format!(".{number}"));
        }
        name.into()
    }

    fn write(&self, line: &str) -> std::io::Result<()> {
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        // What this process has open may have been renamed by another, and is full then, too.
        let full = match &*open {
            Some(file) => file.metadata()?.len() >= self.most_bytes,
            None => true,
        };
        if full {
            *open = None;
            self.make_room()?;
        }
        let file = match &mut *open {
            Some(file) => file,
            closed => closed.insert(private_options().append(true).open(&self.path)?),
        };
        file.write_all(line.as_bytes())
    }

    /// Renames a full file, unless another process has done so or does it now.
    fn make_room(&self) -> std::io::Result<()> {
        state::make_folder_of(&self.path).map_err(std::io::Error::other)?;
        let is_full = || self.path.metadata().is_ok_and(|now| now.len() >= self.most_bytes);
        if !is_full() {
            return Ok(());
        }
        let lock = private_options().write(true).open(self.path.with_extension("lock"))?;
        if lock.try_lock().is_err() || !is_full() {
            return Ok(());
        }
        for number in (0..OLDER).rev() {
            std::fs::rename(self.older(number), self.older(number + 1)).ok();
        }
        Ok(())
    }
}

/// Writes one event.
pub struct Line(Option<LogFile>);

impl MakeWriter<'_> for LogFile {
    type Writer = Line;

    fn make_writer(&self) -> Line {
        Line(Some(self.clone()))
    }

    fn make_writer_for(&self, event: &Metadata<'_>) -> Line {
        let wanted = !QUIET.load(Ordering::Relaxed) || *event.level() <= Level::WARN;
        Line(wanted.then(|| self.clone()))
    }
}

impl Write for Line {
    /// Takes an event whole, which is how they come.
    fn write(&mut self, event: &[u8]) -> std::io::Result<usize> {
        if let Some(LogFile(log)) = &self.0 {
            // Where it cannot be written nobody could be told, either.
            log.write(&line(&String::from_utf8_lossy(event))).ok();
        }
        Ok(event.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// An event as one line.
fn line(event: &str) -> String {
    let mut line = String::with_capacity(event.len() + 1);
    for character in event.trim_end().chars().take(LONGEST_LINE) {
        if is_hidden(character) {
            line.push_str(&escape(character));
        } else {
            line.push(character);
        }
    }
    line + "\n"
}

#[cfg(test)]
mod tests {
    use super::{LONGEST_LINE, LogFile, line};
    use std::io::Write as _;
    use tracing_subscriber::fmt::MakeWriter as _;

    fn write(log: &LogFile, text: &str) {
        log.make_writer().write_all(text.as_bytes()).unwrap();
    }

    #[test]
    fn an_event_is_one_harmless_line() {
        assert_eq!(
            line("a\u{1b}[31m\r\nWARN b\u{202e}集\n"),
            "a\\u{1b}[31m\\u{d}\\u{a}WARN b\\u{202e}集\n"
        );
        assert_eq!(line(&"x".repeat(2 * LONGEST_LINE)).len(), LONGEST_LINE + 1);
    }

    #[test]
    fn a_full_file_gives_way_and_two_older_ones_are_kept() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("new/logs/a.log");
        let log = LogFile::with_most(path.clone(), 100);
        for number in 0..100 {
            write(&log, &format!("event {number:03} ......\n"));
        }
        let mut names: Vec<_> = std::fs::read_dir(path.parent().unwrap())
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        assert_eq!(names, ["a.lock", "a.log", "a.log.1", "a.log.2"]);
        for name in ["a.log", "a.log.1", "a.log.2"] {
            let metadata = path.with_file_name(name).metadata().unwrap();
            assert!(metadata.len() < 120, "{name}: {}", metadata.len());
            #[cfg(unix)]
            {
                use std::os::unix::fs::PermissionsExt as _;
                assert_eq!(metadata.permissions().mode() & 0o777, 0o600);
            }
        }
        let tail = log.tail(8);
        let last: Vec<String> =
            (92..100).map(|number| format!("event {number:03} ......")).collect();
        assert_eq!(tail, last);
    }

    /// Two processes have a file open each by itself.
    #[test]
    fn whoever_finds_its_file_renamed_goes_on_in_the_new_one() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.log");
        let logs = [0, 1].map(|_| LogFile::with_most(path.clone(), 100));
        for number in 0..12 {
            write(&logs[number % 2], &format!("event {number:03} ......\n"));
        }
        let all: Vec<String> = (0..12).map(|number| format!("event {number:03} ......")).collect();
        assert_eq!(logs[0].tail(100), all);
    }

    #[test]
    fn a_log_that_cannot_be_written_stops_nobody() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("file");
        std::fs::write(&path, "").unwrap();
        let log = LogFile::at(path.join("a.log"));
        write(&log, "lost\n");
        assert_eq!(log.tail(1), Vec::<String>::new());
    }
}
