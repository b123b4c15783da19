//! Many documents being written into a folder: how many are done, and which were there already.

use std::path::{Path, PathBuf};

use super::{BatchId, ItemId};

/// Where saving each document of a batch stands.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Saves {
    folder: Option<PathBuf>,
    batch: Option<BatchId>,
    waiting: usize,
    saved: usize,
    existing: Vec<ItemId>,
    /// The first failure that is not a file that was there already, as a sentence.
    failure: Option<String>,
}

/// What became of one document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Saved {
    /// It is written.
    Written,
    /// A file of its name is there already, and was left alone.
    Exists,
    /// It could not be written.
    Failed(String),
}

impl Saves {
    /// So many documents of a batch are being written into a folder.
    #[must_use]
    pub fn begin(batch: BatchId, folder: PathBuf, count: usize) -> Self {
        Self { folder: Some(folder), batch: Some(batch), waiting: count, ..Self::default() }
    }

    /// Those that were there already are written too, over what is there.
    pub fn replace(&mut self) -> Vec<ItemId> {
        self.waiting = self.existing.len();
        std::mem::take(&mut self.existing)
    }

    /// Those that were there already stay as they are.
    pub fn keep(&mut self) {
        self.existing.clear();
    }

    /// Takes note of one. Says whether it was the last that was waited for.
    pub fn hear(&mut self, batch: BatchId, item: ItemId, saved: Saved) -> bool {
        if self.batch != Some(batch) || self.waiting == 0 {
            return false;
        }
        self.waiting -= 1;
        match saved {
            Saved::Written => self.saved += 1,
            Saved::Exists => self.existing.push(item),
            Saved::Failed(why) => self.failure = self.failure.take().or(Some(why)),
        }
        self.waiting == 0
    }

    /// Whether any is still being written.
    #[must_use]
    pub fn under_way(&self) -> bool {
        self.waiting > 0
    }

    /// The folder, and how many of its files were there already; `None` when none was or all are
    /// not written yet.
    #[must_use]
    pub fn existing(&self) -> Option<(&Path, usize)> {
        let folder = self.folder.as_deref()?;
        (!self.under_way() && !self.existing.is_empty()).then_some((folder, self.existing.len()))
    }

    /// How many were written, and where.
    #[must_use]
    pub fn saved(&self) -> Option<(usize, &Path)> {
        Some((self.saved, self.folder.as_deref()?))
    }

    /// What went wrong first.
    #[must_use]
    pub fn failure(&self) -> Option<&str> {
        self.failure.as_deref()
    }
}

#[cfg(test)]
mod tests {
    use super::{BatchId, ItemId, Saved, Saves};

    #[test]
    fn existing_files_are_asked_about_once_all_others_are_written() {
        let (batch, other) = (BatchId(1), BatchId(2));
        let mut saves = Saves::begin(batch, "folder".into(), 3);
        assert!(!saves.hear(batch, ItemId(1), Saved::Written));
        assert!(!saves.hear(other, ItemId(2), Saved::Written), "of another batch");
        assert!(!saves.hear(batch, ItemId(2), Saved::Exists));
        assert_eq!(saves.existing(), None);
        assert!(saves.hear(batch, ItemId(3), Saved::Failed("full".to_owned())));
        assert_eq!(saves.existing(), Some(("folder".as_ref(), 1)));
        assert_eq!((saves.saved().unwrap().0, saves.failure()), (1, Some("full")));

        assert_eq!(saves.replace(), [ItemId(2)]);
        assert!(saves.under_way() && saves.hear(batch, ItemId(2), Saved::Written));
        assert_eq!((saves.saved().unwrap().0, saves.existing()), (2, None));
    }
}
