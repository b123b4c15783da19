//! The document of a viewer: its text, its lines, and which secrets the user has revealed.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::core::kubeconfig::KubeconfigText;
use crate::core::kubeconfig::lines::{Lines, Look, Piece};

use super::row::{self, Row};
use super::style::ViewerWords;

/// One document under view.
pub(super) struct Document {
    text: KubeconfigText,
    pub(super) lines: Lines,
    revealed: BTreeSet<usize>,
    /// About how many columns the longest line takes, so that the horizontal scroll bar does
    /// not change while the user scrolls down.
    pub(super) columns: usize,
}

impl Document {
    pub(super) fn new(text: KubeconfigText) -> Self {
        let lines = Lines::new(text.as_str());
        let mut new = Self { text, lines, revealed: BTreeSet::new(), columns: 0 };
        new.columns = new.longest();
        new
    }

    /// Whether this is the document. It takes over the given handle, so that the comparison
    /// of the next frame is that of two pointers.
    pub(super) fn is(&mut self, text: &KubeconfigText) -> bool {
        let same = self.text == *text;
        if same {
            self.text = text.clone();
        }
        same
    }

    pub(super) fn text(&self) -> &str {
        self.text.as_str()
    }

    pub(super) fn is_revealed(&self, secret: usize) -> bool {
        self.revealed.contains(&secret)
    }

    pub(super) fn toggle(&mut self, secret: usize) {
        if !self.revealed.remove(&secret) {
            self.revealed.insert(secret);
        }
        self.columns = self.longest();
    }

    /// Whether a secret is in the range, or a part of one.
    pub(super) fn holds_secret(&self, range: &Range<usize>) -> bool {
        let first = self.lines.secrets().partition_point(|secret| secret.range.end <= range.start);
        self.lines.secrets().get(first).is_some_and(|secret| secret.range.start < range.end)
    }

    /// The row of a byte, as it is shown now.
    pub(super) fn row_at(&self, offset: usize, words: &ViewerWords) -> (usize, Row) {
        let line = self.lines.line_at(offset);
        (line, Row::new(self, line, words))
    }

    /// Widens a range that ends within something shown as one to all of it.
    pub(super) fn snap(&self, range: Range<usize>, words: &ViewerWords) -> Range<usize> {
        if range.is_empty() {
            return range;
        }
        let whole = |offset| self.row_at(offset, words).1.whole_around(offset);
        let start = whole(range.start).map_or(range.start, |whole| whole.start);
        let end = whole(range.end).map_or(range.end, |whole| whole.end);
        start..end
    }

    fn longest(&self) -> usize {
        let columns = |piece: &Piece| match piece.look {
            Look::Masked { secret, .. } if self.is_revealed(secret) => {
                self.columns_of(piece, row::LONGEST_REVEALED)
            }
            Look::AsIs => self.columns_of(piece, row::LONGEST),
            // About as long as what stands there instead.
            Look::Shortened { shown_chars, .. } => shown_chars + 14,
            Look::Masked { .. } => 50,
        };
        let line = |line| self.lines.get(line).iter().map(columns).sum::<usize>();
        (0..self.lines.len()).map(line).max().unwrap_or(0).min(row::LONGEST + row::LONGEST_REVEALED)
    }

    fn columns_of(&self, piece: &Piece, most: usize) -> usize {
        // A Chinese character takes two columns, and is three bytes long.
        let column = |character: char| if character < '\u{1100}' { 1 } else { 2 };
        self.text()[piece.range.clone()].chars().take(most).map(column).sum()
    }
}
