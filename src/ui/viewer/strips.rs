//! A line that is wrapped: cut into strips, one under the other, each as wide as the view.

use super::row::{Knob, Paint, Row, Segment};
use crate::text::viewer::ViewerWords;

/// Around the name of a button there is about as much room as this many characters take.
const AROUND_KNOB: usize = 2;
/// The strips after the first begin this much deeper than the line.
const DEEPER: usize = 2;

/// A part of a line that is shown as a row.
#[derive(Debug)]
pub(super) struct Strip {
    pub(super) row: Row,
    /// How many characters it is indented by.
    pub(super) indent: usize,
    /// Whether the line ends with it.
    pub(super) last: bool,
}

/// How many columns a character takes.
pub(super) fn columns_of(character: char) -> usize {
    match character {
        // As egui lays it out.
        '\t' => 4,
        _ if character < '\u{1100}' => 1,
        _ => 2,
    }
}

/// The strips of a line; a line that is not wrapped, or is short enough, is one.
pub(super) fn cut(row: Row, columns: Option<usize>, words: &ViewerWords) -> Vec<Strip> {
    match columns {
        Some(columns) if width(&row, words) > columns => {
            Cutter::new(&row, columns).run(&row, words)
        }
        Some(_) | None => vec![Strip { row, indent: 0, last: true }],
    }
}

fn width(row: &Row, words: &ViewerWords) -> usize {
    let segment = |segment: &Segment| width_of(row, segment) + beside(segment, words);
    row.segments.iter().map(segment).sum()
}

fn width_of(row: &Row, segment: &Segment) -> usize {
    row.shown_of(segment).chars().map(columns_of).sum()
}

/// What stands at a segment besides its text: its button, the edges of its background.
fn beside(segment: &Segment, words: &ViewerWords) -> usize {
    let knob = match segment.knob {
        Some(Knob::Reveal(_)) => words.reveal.chars().count() + AROUND_KNOB,
        // With the seconds that it counts down.
        Some(Knob::Hide(_)) => (words.hide_in)(99).chars().count() + AROUND_KNOB,
        Some(Knob::Fold(_)) => words.fold.chars().count() + AROUND_KNOB,
        Some(Knob::Unfold(..)) | None => 0,
    };
    knob + if segment.paint == Paint::Pill { AROUND_KNOB } else { 0 }
}

/// A line that is being cut.
struct Cutter {
    strips: Vec<Strip>,
    row: Row,
    /// How many columns the strip at hand has taken.
    used: usize,
    columns: usize,
    /// The indent of the strips after the first.
    deeper: usize,
}

impl Cutter {
    fn new(row: &Row, columns: usize) -> Self {
        let depth = row.shown.chars().take_while(|character| *character == ' ').count();
        let deeper = (depth + DEEPER).min(columns / 2);
        let first = Row::empty(row.bytes.clone());
        Self { strips: Vec::new(), row: first, used: 0, columns, deeper }
    }

    fn run(mut self, row: &Row, words: &ViewerWords) -> Vec<Strip> {
        for segment in &row.segments {
            let (shown, beside) = (row.shown_of(segment), beside(segment, words));
            if segment.whole {
                if self.used > 0 && self.used + width_of(row, segment) + beside > self.room() {
                    self.next(segment.bytes.start);
                }
                self.take(segment, 0, shown, segment.knob);
                self.used += beside;
            } else {
                self.used += beside;
                self.text(segment, shown);
            }
        }
        let indent = self.indent();
        self.strips.push(Strip { row: self.row, indent, last: true });
        self.strips
    }

    /// Adds a text, in as many strips as it takes.
    fn text(&mut self, segment: &Segment, shown: &str) {
        let (mut from, mut knob) = (0, segment.knob);
        while from < shown.len() {
            let rest = &shown[from..];
            let length = fitting(rest, self.room().saturating_sub(self.used), self.used == 0);
            if length > 0 {
                self.take(segment, from, &rest[..length], knob.take());
            }
            from += length;
            if from < shown.len() {
                self.next(segment.bytes.start + from);
            }
        }
    }

    /// Adds a part of a segment that begins at its byte `from`.
    fn take(&mut self, segment: &Segment, from: usize, shown: &str, knob: Option<Knob>) {
        let bytes = if segment.whole {
            segment.bytes.clone()
        } else {
            let start = segment.bytes.start + from;
            start..start + shown.len()
        };
        self.row.push(shown, bytes, segment.whole, segment.paint);
        if let Some(last) = self.row.segments.last_mut() {
            last.knob = knob;
        }
        self.used += shown.chars().map(columns_of).sum::<usize>();
    }

    /// Begins the next strip, with the byte `at`.
    fn next(&mut self, at: usize) {
        let indent = self.indent();
        let next = Row::empty(at..self.row.bytes.end);
        let mut row = std::mem::replace(&mut self.row, next);
        row.bytes.end = at;
        self.strips.push(Strip { row, indent, last: false });
        self.used = 0;
    }

    fn indent(&self) -> usize {
        if self.strips.is_empty() { 0 } else { self.deeper }
    }

    fn room(&self) -> usize {
        (self.columns - self.indent()).max(1)
    }
}

/// How many bytes of a text fit into so many columns: to the last space, if that is not far. An
/// empty strip takes at least one character.
fn fitting(text: &str, room: usize, empty: bool) -> usize {
    let mut used = 0;
    let beyond = text.char_indices().find(|(_, character)| {
        used += columns_of(*character);
        used > room
    });
    let Some((end, character)) = beyond else { return text.len() };
    if end == 0 {
        return if empty { character.len_utf8() } else { 0 };
    }
    match text[..end].rfind(' ') {
        Some(space) if space >= end / 2 => space + 1,
        Some(_) | None => end,
    }
}
