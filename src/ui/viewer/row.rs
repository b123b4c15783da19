//! One line as it is shown: its characters, and which bytes of the true text each stands for.

use std::ops::Range;

use crate::core::kubeconfig::lines::{Kind, Look, Piece, visible};

use super::document::Document;
use crate::text::viewer::ViewerWords;

/// The longest line that is shown whole, in characters.
pub(super) const LONGEST: usize = 2_000;
/// The longest revealed value that is shown whole: an RSA key of 8,192 bits is well below.
pub(super) const LONGEST_REVEALED: usize = 16_000;

const DOTS: &str = "••••••••";

/// How a segment is painted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Paint {
    Kind(Kind),
    /// What stands for something else: `…`, an escape, a size.
    Faint,
    /// Dots on a background.
    Pill,
}

/// A button that stands at a segment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Knob {
    /// Shows a secret of this number.
    Reveal(usize),
    /// Hides it again.
    Hide(usize),
    /// Shows all of the shortened value that begins at this byte, and has so many bytes.
    Unfold(usize, usize),
    /// Shortens it again.
    Fold(usize),
}

/// Some characters of a row.
#[derive(Clone, Debug)]
pub(super) struct Segment {
    /// The bytes of the true text that it stands for; none for a size.
    pub(super) bytes: Range<usize>,
    /// Its characters in the row.
    pub(super) chars: Range<usize>,
    /// Its bytes in [`Row::shown`].
    pub(super) shown: Range<usize>,
    /// Whether it is selected as a whole or not at all. If not, it shows its own characters.
    pub(super) whole: bool,
    pub(super) paint: Paint,
    /// The button that stands at it.
    pub(super) knob: Option<Knob>,
}

/// A line as it is shown.
#[derive(Debug, Default)]
pub(super) struct Row {
    pub(super) shown: String,
    pub(super) segments: Vec<Segment>,
    /// The bytes of the line.
    pub(super) bytes: Range<usize>,
    chars: usize,
    /// Where the row is cut; a revealed value does not count.
    limit: usize,
}

impl Row {
    /// A row to which segments are added.
    pub(super) fn empty(bytes: Range<usize>) -> Self {
        Self { bytes, limit: LONGEST, ..Self::default() }
    }

    pub(super) fn new(document: &Document, line: usize, words: &ViewerWords) -> Self {
        let bytes = document.lines.range(line);
        let mut row = Self::empty(bytes);
        for piece in document.lines.get(line) {
            if row.chars >= row.limit {
                row.cut(piece.range.start);
                break;
            }
            if !row.piece(document, piece, words) {
                break;
            }
        }
        row
    }

    /// Adds a piece; says whether the row goes on.
    fn piece(&mut self, document: &Document, piece: &Piece, words: &ViewerWords) -> bool {
        let text = &document.text()[piece.range.clone()];
        let bytes = piece.range.clone();
        match piece.look {
            Look::AsIs => self.as_is(text, piece, self.limit, None),
            Look::Shortened { .. } if document.is_unfolded(bytes.start) => {
                self.whole_value(text, piece, Some(Knob::Fold(bytes.start)))
            }
            Look::Shortened { shown_chars, decoded_bytes } => {
                let mut shown: String = text.chars().take(shown_chars).collect();
                shown.push('…');
                let Range { start, end } = bytes;
                self.push(&shown, bytes, true, Paint::Kind(piece.kind));
                self.push(" ", end..end, true, Paint::Faint);
                self.push(&(words.bytes)(decoded_bytes), end..end, true, Paint::Faint);
                self.put_at_last(Some(Knob::Unfold(start, decoded_bytes)));
                true
            }
            Look::Masked { secret, first } if document.is_revealed(secret) => {
                self.whole_value(text, piece, first.then_some(Knob::Hide(secret)))
            }
            Look::Masked { secret, first } => {
                let size = document.lines.secrets().get(secret).filter(|_| first);
                let size = size.map_or_else(String::new, |secret| {
                    let size = if secret.private_key { words.private_key } else { words.secret };
                    format!(" {}", size(secret.decoded_bytes))
                });
                self.push(&format!("{DOTS}{size}"), bytes, true, Paint::Pill);
                self.put_at_last(first.then_some(Knob::Reveal(secret)));
                true
            }
        }
    }

    /// Adds a value that the user wants to see whole; it does not count to the row's length.
    fn whole_value(&mut self, text: &str, piece: &Piece, knob: Option<Knob>) -> bool {
        let before = self.chars;
        let goes_on = self.as_is(text, piece, before + LONGEST_REVEALED, knob);
        self.limit += self.chars - before;
        goes_on
    }

    fn put_at_last(&mut self, knob: Option<Knob>) {
        if let Some(last) = self.segments.last_mut() {
            last.knob = knob;
        }
    }

    /// Adds a text with its own characters, those that are not to be seen escaped. The row is
    /// cut at `limit` characters.
    fn as_is(&mut self, text: &str, piece: &Piece, limit: usize, knob: Option<Knob>) -> bool {
        let before = self.segments.len();
        let offset = piece.range.start;
        let paint = Paint::Kind(piece.kind);
        let mut from = 0;
        let mut count = self.chars;
        let mut cut = None;
        for (at, character) in text.char_indices() {
            if count >= limit {
                cut = Some(at);
                break;
            }
            count += 1;
            if visible::is_hidden(character) {
                let end = at + character.len_utf8();
                self.push(&text[from..at], offset + from..offset + at, false, paint);
                self.push(
                    &visible::escape(character),
                    offset + at..offset + end,
                    true,
                    Paint::Faint,
                );
                count = self.chars;
                from = end;
            }
        }
        let end = cut.unwrap_or(text.len());
        self.push(&text[from..end], offset + from..offset + end, false, paint);
        if let Some(first) = self.segments.get_mut(before) {
            first.knob = knob;
        }
        if let Some(cut) = cut {
            self.cut(offset + cut);
        }
        cut.is_none()
    }

    /// Ends the row: what follows of the line is one `…`.
    fn cut(&mut self, from: usize) {
        self.push("…", from..self.bytes.end, true, Paint::Faint);
    }

    pub(super) fn push(&mut self, shown: &str, bytes: Range<usize>, whole: bool, paint: Paint) {
        if shown.is_empty() {
            return;
        }
        let chars = self.chars..self.chars + shown.chars().count();
        let start = self.shown.len();
        self.shown.push_str(shown);
        self.chars = chars.end;
        let shown = start..self.shown.len();
        self.segments.push(Segment { bytes, chars, shown, whole, paint, knob: None });
    }

    /// The bytes shown as one around an offset strictly within them.
    pub(super) fn whole_around(&self, offset: usize) -> Option<Range<usize>> {
        let around = |segment: &&Segment| {
            segment.whole && segment.bytes.start < offset && offset < segment.bytes.end
        };
        self.segments.iter().find(around).map(|segment| segment.bytes.clone())
    }

    /// The segment whose bytes hold `offset`.
    pub(super) fn segment_at(&self, offset: usize) -> Option<&Segment> {
        self.segments.iter().find(|segment| segment.bytes.contains(&offset))
    }

    /// The character of the row at which a byte of the line is shown.
    pub(super) fn char_of(&self, offset: usize) -> usize {
        let Some(segment) = self.segment_at(offset) else {
            let last = self.segments.iter().rev().find(|segment| !segment.bytes.is_empty());
            return last.map_or(0, |last| last.chars.end);
        };
        if segment.whole {
            return segment.chars.start;
        }
        let before = self
            .shown_of(segment)
            .char_indices()
            .take_while(|(at, _)| segment.bytes.start + at < offset);
        segment.chars.start + before.count()
    }

    /// The byte of the line that a place between characters stands for, never within a whole.
    pub(super) fn byte_of(&self, char: usize) -> usize {
        let Some(segment) = self.segments.iter().find(|segment| char < segment.chars.end) else {
            return self.bytes.end;
        };
        if segment.whole {
            return segment.bytes.start;
        }
        let shown = self.shown_of(segment);
        let at = shown.char_indices().nth(char.saturating_sub(segment.chars.start));
        segment.bytes.start + at.map_or(shown.len(), |(at, _)| at)
    }

    /// Whether a button stands in the row.
    pub(super) fn has_knob(&self) -> bool {
        self.segments.iter().any(|segment| segment.knob.is_some())
    }

    /// The characters of a segment.
    pub(super) fn shown_of(&self, segment: &Segment) -> &str {
        &self.shown[segment.shown.clone()]
    }
}
