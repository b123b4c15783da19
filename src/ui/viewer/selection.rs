//! What is selected, as byte offsets into the true text, and how keys and clicks move it.

use std::ops::Range;

use super::document::Document;
use crate::text::viewer::ViewerWords;

/// A selection: from where it began to where the user moved its other end. Both may lie within
/// something that is shown as one; [`Document::snap`] decides when it is used.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Selection {
    anchor: usize,
    head: usize,
    /// The column that Up and Down keep, also through shorter lines.
    goal: Option<usize>,
}

/// A step of the moving end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Step {
    /// To the next character, or the one before.
    Char {
        forward: bool,
    },
    /// To the end of the word, or its start.
    Word {
        forward: bool,
    },
    /// Up or down so many rows.
    Lines(isize),
    LineStart,
    LineEnd,
    TextStart,
    TextEnd,
}

impl Selection {
    pub(super) fn at(offset: usize) -> Self {
        Self { anchor: offset, head: offset, goal: None }
    }

    pub(super) fn of(range: Range<usize>) -> Self {
        Self { anchor: range.start, head: range.end, goal: None }
    }

    pub(super) fn head(&self) -> usize {
        self.head
    }

    pub(super) fn range(&self) -> Range<usize> {
        self.anchor.min(self.head)..self.anchor.max(self.head)
    }

    /// The same beginning, another end.
    pub(super) fn to(self, head: usize) -> Self {
        Self { head, goal: None, ..self }
    }

    pub(super) fn step(self, step: Step, document: &Document, words: &ViewerWords) -> Self {
        let row = document.row_at(self.head, words).1;
        let text = document.text();
        match step {
            // A value was masked when its inside was clicked, and is revealed now.
            _ if !text.is_char_boundary(self.head) && row.whole_around(self.head).is_none() => {
                self.to(text.floor_char_boundary(self.head)).step(step, document, words)
            }
            Step::Char { forward } => self.to(next(document, self.head, forward, words)),
            Step::Word { forward } => {
                let mut head = next(document, self.head, forward, words);
                while head > 0 && head < text.len() && is_inside_word(text, head) {
                    let further = next(document, head, forward, words);
                    // The edge of something shown as one ends a word too.
                    if further == head || further.abs_diff(head) > char::MAX.len_utf8() {
                        break;
                    }
                    head = further;
                }
                self.to(head)
            }
            Step::Lines(lines) => {
                let (shown, strip) = document.strip_at(self.head, words);
                let column = || strip.indent + strip.row.char_of(self.head);
                let goal = self.goal.unwrap_or_else(column);
                let last = document.heights.count().saturating_sub(1);
                let to = shown.saturating_add_signed(lines).min(last);
                let head = document.strip_in(to, words).map_or(self.head, |strip| {
                    let head = strip.row.byte_of(goal.saturating_sub(strip.indent));
                    // The end of a row that goes on below is the beginning of the one below.
                    let below = !strip.last && head >= strip.row.bytes.end;
                    if below { text.floor_char_boundary(head.saturating_sub(1)) } else { head }
                });
                Self { head, goal: Some(goal), ..self }
            }
            Step::LineStart => self.to(row.bytes.start),
            Step::LineEnd => self.to(row.bytes.end),
            Step::TextStart => self.to(0),
            Step::TextEnd => self.to(text.len()),
        }
    }
}

/// The word around an offset, or what is shown as one there.
pub(super) fn word_at(document: &Document, offset: usize, words: &ViewerWords) -> Range<usize> {
    let (_, row) = document.row_at(offset, words);
    let Some(segment) = row.segment_at(offset).or_else(|| row.segments.last()) else {
        return offset..offset;
    };
    if segment.whole {
        return segment.bytes.clone();
    }
    let Range { start, end } = segment.bytes.clone();
    let offset = offset.min(end);
    let text = document.text();
    let before: usize =
        text[start..offset].chars().rev().take_while(|c| is_word(*c)).map(char::len_utf8).sum();
    let after: usize =
        text[offset..end].chars().take_while(|c| is_word(*c)).map(char::len_utf8).sum();
    if before + after == 0 {
        let one = text[offset..end].chars().next().map_or(0, char::len_utf8);
        return offset..offset + one;
    }
    offset - before..offset + after
}

/// The line at an offset, with its line break.
pub(super) fn line_at(document: &Document, offset: usize) -> Range<usize> {
    let line = document.lines.line_at(offset);
    let end = document.lines.range(line + 1).start;
    let start = document.lines.range(line).start;
    start..if end > start { end } else { document.text().len() }
}

/// The next place for the end of a selection. What is shown as one is stepped over at once.
fn next(document: &Document, offset: usize, forward: bool, words: &ViewerWords) -> usize {
    let (line, row) = document.row_at(offset, words);
    let text = document.text();
    if forward {
        if offset >= row.bytes.end {
            let below = document.lines.range(line + 1);
            return if line + 1 < document.lines.len() { below.start } else { text.len() };
        }
        let whole = row.segment_at(offset).filter(|segment| segment.whole);
        let one = || text[offset..].chars().next().map_or(0, char::len_utf8);
        return whole.map_or_else(|| offset + one(), |whole| whole.bytes.end);
    }
    let Some(before) = offset.checked_sub(1) else { return 0 };
    if offset <= row.bytes.start {
        return document.lines.range(line.saturating_sub(1)).end;
    }
    if offset > row.bytes.end {
        return row.bytes.end;
    }
    let whole = row.segment_at(before).filter(|segment| segment.whole);
    whole.map_or_else(|| text.floor_char_boundary(before), |whole| whole.bytes.start)
}

fn is_inside_word(text: &str, offset: usize) -> bool {
    let before = text[..offset].chars().next_back();
    let after = text[offset..].chars().next();
    before.is_some_and(is_word) && after.is_some_and(is_word)
}

/// Names and ids of Kubernetes are one word: `2345678901234567-c5b5e80b0b64a4bf`.
fn is_word(character: char) -> bool {
    character.is_alphanumeric() || matches!(character, '_' | '-' | '.')
}
