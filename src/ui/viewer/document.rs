//! The document of a viewer: its text, its lines, and what of it the user wants to see whole.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};

use super::heights::Heights;
use super::row::{self, Row};
use super::strips::{self, Strip, columns_of};
use crate::core::kubeconfig::KubeconfigText;
use crate::core::kubeconfig::lines::find::Matches;
use crate::core::kubeconfig::lines::{Lines, Look, Piece, visible};
use crate::text::viewer::ViewerWords;

/// How long a secret stays revealed.
pub(super) const REVEALED_FOR: SignedDuration = SignedDuration::from_secs(30);

/// One document under view.
pub(super) struct Document {
    text: KubeconfigText,
    pub(super) lines: Arc<Lines>,
    /// The secrets that are revealed, each with when it is masked again.
    revealed: BTreeMap<usize, Timestamp>,
    /// Where the values begin that are not shortened.
    unfolded: BTreeSet<usize>,
    /// About how many columns the longest line takes, so that the horizontal scroll bar does
    /// not change while the user scrolls down.
    pub(super) columns: usize,
    pub(super) heights: Heights,
    /// Counts how often something was revealed or hidden.
    pub(super) revision: u64,
}

impl Document {
    pub(super) fn new(text: KubeconfigText, lines: Option<Arc<Lines>>) -> Self {
        let mut new = Self {
            lines: lines.unwrap_or_else(|| Arc::new(Lines::new(text.as_str()))),
            text,
            revealed: BTreeMap::new(),
            unfolded: BTreeSet::new(),
            columns: 0,
            heights: Heights::default(),
            revision: 0,
        };
        new.columns = new.longest();
        let count = new.lines.len();
        new.heights.measure(None, count, |_| 1);
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
        self.revealed.contains_key(&secret)
    }

    pub(super) fn is_unfolded(&self, start: usize) -> bool {
        self.unfolded.contains(&start)
    }

    pub(super) fn reveal(&mut self, secret: usize, now: Timestamp) {
        let until = now.checked_add(REVEALED_FOR).unwrap_or(Timestamp::MAX);
        self.revealed.insert(secret, until);
        self.secrets_changed();
    }

    pub(super) fn hide(&mut self, secret: usize) {
        self.revealed.remove(&secret);
        self.secrets_changed();
    }

    /// Hides every secret whose time is up.
    pub(super) fn hide_those_due(&mut self, now: Timestamp) {
        let before = self.revealed.len();
        self.revealed.retain(|_, until| *until > now);
        if self.revealed.len() < before {
            self.secrets_changed();
        }
    }

    /// Hides every secret.
    pub(super) fn hide_all(&mut self) {
        self.hide_those_due(Timestamp::MAX);
    }

    /// How long a secret stays revealed.
    pub(super) fn left(&self, secret: usize, now: Timestamp) -> SignedDuration {
        self.revealed.get(&secret).map_or(SignedDuration::ZERO, |until| until.duration_since(now))
    }

    /// How long the first of those that are revealed stays so.
    pub(super) fn first_left(&self, now: Timestamp) -> Option<SignedDuration> {
        self.revealed.values().min().map(|until| until.duration_since(now))
    }

    /// Shows a shortened value whole, or shortens it again. Says whether that changed anything.
    pub(super) fn set_unfolded(&mut self, start: usize, unfolded: bool) -> bool {
        let changed =
            if unfolded { self.unfolded.insert(start) } else { self.unfolded.remove(&start) };
        if changed {
            self.changed();
        }
        changed
    }

    /// The beginning of the shortened value that holds a byte, also while it is shown whole.
    pub(super) fn shortened_at(&self, offset: usize) -> Option<usize> {
        let mut pieces = self.lines.get(self.lines.line_at(offset)).iter();
        let piece = pieces.find(|piece| piece.range.contains(&offset))?;
        matches!(piece.look, Look::Shortened { .. }).then_some(piece.range.start)
    }

    fn secrets_changed(&mut self) {
        self.revision += 1;
        self.changed();
    }

    fn changed(&mut self) {
        self.columns = self.longest();
        self.heights.forget();
    }

    /// Finds a text in all that is not hidden.
    pub(super) fn find(&self, wanted: &str) -> Matches {
        let secrets = self.lines.secrets().iter().enumerate();
        let hidden = secrets.filter(|(secret, _)| !self.is_revealed(*secret));
        Matches::find(self.text(), wanted, hidden.map(|(_, secret)| secret.range.clone()))
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

    /// A line as the rows in which it is shown now.
    pub(super) fn strips(&self, line: usize, words: &ViewerWords) -> Vec<Strip> {
        strips::cut(Row::new(self, line, words), self.heights.columns(), words)
    }

    /// The row that holds a byte, counted from the first of the document, and its strip.
    pub(super) fn strip_at(&self, offset: usize, words: &ViewerWords) -> (usize, Strip) {
        let line = self.lines.line_at(offset);
        let mut strips = self.strips(line, words);
        let holds = |strip: &Strip| offset < strip.row.bytes.end || strip.last;
        let index = strips.iter().position(holds).unwrap_or_default();
        (self.heights.top(line) + index, strips.swap_remove(index))
    }

    /// The strip that is shown as a row, counted from the first of the document.
    pub(super) fn strip_in(&self, row: usize, words: &ViewerWords) -> Option<Strip> {
        let line = self.heights.line_at(row);
        let inside = row - self.heights.top(line);
        self.strips(line, words).into_iter().nth(inside)
    }

    /// Wraps lines that are longer than so many columns, or none. Says whether rows moved.
    pub(super) fn wrap_at(&mut self, columns: Option<usize>, words: &ViewerWords) -> bool {
        if self.heights.are_for(columns, self.lines.len()) {
            return false;
        }
        let mut heights = std::mem::take(&mut self.heights);
        heights.measure(columns, self.lines.len(), |line| self.rows_of(line, columns, words));
        self.heights = heights;
        true
    }

    /// How many rows a line takes. Most are short, and shown as they are: of those no row is made.
    fn rows_of(&self, line: usize, columns: Option<usize>, words: &ViewerWords) -> usize {
        let pieces = self.lines.get(line);
        let short = columns.is_none_or(|columns| {
            let plain = |piece: &Piece| piece.look == Look::AsIs;
            let text = &self.text()[self.lines.range(line)];
            let wide = || text.chars().map(columns_of).sum::<usize>();
            // What is hidden is shown as an escape, which is longer.
            let escaped = || text.chars().any(visible::is_hidden);
            pieces.iter().all(plain) && wide() <= columns && !escaped()
        });
        if short { 1 } else { strips::cut(Row::new(self, line, words), columns, words).len() }
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
            Look::Shortened { .. } if self.is_unfolded(piece.range.start) => {
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
        self.text()[piece.range.clone()].chars().take(most).map(columns_of).sum()
    }
}
