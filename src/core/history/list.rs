//! The list as it lies in a file: one entry a line, in JSON, the newest last.

use super::Entry;

/// So many entries are kept.
pub const KEPT: usize = 200;

/// So many more may lie in the file before it is shortened, so that not each entry costs a
/// rewriting of all.
const SLACK: usize = 50;

/// The longest line that is read; an entry has some hundred bytes.
const LONGEST_LINE: usize = 64 * 1024;

/// What a file holds.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Read {
    /// The last entries, the newest last; at most [`KEPT`].
    pub entries: Vec<Entry>,
    /// How many entries there are before those.
    pub older: usize,
    /// How many lines are no entries.
    pub unreadable: usize,
}

impl Read {
    /// Whether it is time to write only the last ones anew.
    #[must_use]
    pub fn is_too_long(&self) -> bool {
        self.older > SLACK
    }
}

/// Reads a file. What is no entry is counted and passed over.
#[must_use]
pub fn read(bytes: &[u8]) -> Read {
    let mut read = Read::default();
    for line in bytes.split(|byte| *byte == b'\n').filter(|line| !line.is_empty()) {
        let entry = (line.len() <= LONGEST_LINE).then(|| serde_json::from_slice(line).ok());
        match entry.flatten() {
            Some(entry) => read.entries.push(entry),
            None => read.unreadable += 1,
        }
    }
    read.older = read.entries.len().saturating_sub(KEPT);
    read.entries.drain(..read.older);
    read
}

/// Entries as they are added to a file.
#[must_use]
pub fn lines(entries: &[Entry]) -> String {
    // Nothing in an entry is what JSON cannot say.
    let line = |entry: &Entry| serde_json::to_string(entry).ok().map(|line| line + "\n");
    entries.iter().filter_map(line).collect()
}
