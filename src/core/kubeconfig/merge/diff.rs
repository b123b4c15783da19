//! The difference between two texts of a file, to show: secrets masked, long values shortened.

use std::ops::Range;

use similar::{DiffOp, TextDiff};

use crate::core::kubeconfig::lines::visible::{escape, is_hidden};
use crate::core::kubeconfig::lines::{Lines, Look, Piece};

/// A line of a difference.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DiffLine {
    /// In which of the texts it stands.
    pub side: Side,
    /// Its number in the text after, from 1; of a line that goes, its number before.
    pub number: usize,
    /// What it says.
    pub pieces: Vec<DiffPiece>,
}

/// In which of the texts a line stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// In both.
    Both,
    /// Only before: it goes.
    Before,
    /// Only after: it is new.
    After,
    /// In none: here unchanged lines are left out.
    Gap,
}

/// A piece of a line, without anything secret.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DiffPiece {
    /// The text itself; characters that are not seen are escaped.
    Text(String),
    /// The beginning of a long value.
    Shortened {
        /// The beginning.
        shown: String,
        /// The size of the whole value, decoded.
        decoded_bytes: usize,
    },
    /// A private key, a token or the like, of which nothing is shown.
    Masked {
        /// Whether it is a private key.
        private_key: bool,
        /// Its size, decoded; none on further lines of one that has several.
        decoded_bytes: Option<usize>,
    },
}

/// The lines that differ, with this many around them.
pub(super) fn lines(before: &str, after: &str, around: usize) -> Vec<DiffLine> {
    let (old, new) = (Text::new(before), Text::new(after));
    let (old_lines, new_lines) = (old.lines(), new.lines());
    let diff = TextDiff::from_slices(&old_lines, &new_lines);
    let mut shown = Vec::new();
    let mut next = 0;
    for group in diff.grouped_ops(around) {
        let span = |range: fn(&DiffOp) -> Range<usize>| {
            let all = || group.iter().map(range);
            all().map(|range| range.start).min().unwrap_or(0)
                ..all().map(|range| range.end).max().unwrap_or(0)
        };
        let (old_span, new_span) = (span(DiffOp::old_range), span(DiffOp::new_range));
        if new_span.start > next {
            shown.push(DiffLine { side: Side::Gap, number: next + 1, pieces: Vec::new() });
        }
        next = new_span.end;
        let (old, new) = (old.masked(old_span), new.masked(new_span));
        for op in &group {
            let same = matches!(op, DiffOp::Equal { .. });
            let gone = if same { 0..0 } else { op.old_range() };
            shown.extend(gone.map(|line| old.line(line, Side::Before)));
            let side = if same { Side::Both } else { Side::After };
            shown.extend(op.new_range().map(|line| new.line(line, side)));
        }
    }
    shown
}

/// A text and where its lines begin.
struct Text<'a> {
    text: &'a str,
    starts: Vec<usize>,
}

impl<'a> Text<'a> {
    fn new(text: &'a str) -> Self {
        let breaks = memchr::memchr_iter(b'\n', text.as_bytes());
        let starts = std::iter::once(0).chain(breaks.map(|at| at + 1)).collect();
        Self { text, starts }
    }

    /// The lines, each with its end; there is none after the last line break.
    fn lines(&self) -> Vec<&'a str> {
        let ends = self.starts.iter().skip(1).copied().chain([self.text.len()]);
        let lines = self.starts.iter().zip(ends).map(|(start, end)| &self.text[*start..end]);
        lines.filter(|line| !line.is_empty()).collect()
    }

    /// Masks some lines. What is secret may be told by a line above, so whole entries are looked
    /// at.
    fn masked(&self, lines: Range<usize>) -> Masked<'a> {
        let last = self.starts.len() - 1;
        let mut first = lines.start.min(last);
        while first > 0 && !self.begins_entry(first) {
            first -= 1;
        }
        let mut end = lines.end.min(last);
        while end < last && !self.begins_entry(end) {
            end += 1;
        }
        let to = if end == last { self.text.len() } else { self.starts[end] };
        let text = &self.text[self.starts[first]..to];
        Masked { text, first, lines: Lines::new(text) }
    }

    /// Whether a line begins an entry of the outermost lists, or is a key outside of them.
    fn begins_entry(&self, line: usize) -> bool {
        let text = &self.text[self.starts[line]..];
        let inner = text.trim_start_matches(' ');
        let indent = text.len() - inner.len();
        let key = indent == 0 && text.starts_with(|c: char| c.is_ascii_alphabetic());
        key || (indent <= 2 && inner.starts_with("- "))
    }
}

/// Lines with their secrets found.
struct Masked<'a> {
    text: &'a str,
    /// The number of the first line in the whole text.
    first: usize,
    lines: Lines,
}

impl Masked<'_> {
    fn line(&self, line: usize, side: Side) -> DiffLine {
        let pieces = self.lines.get(line - self.first).iter().map(|piece| self.piece(piece));
        DiffLine { side, number: line + 1, pieces: pieces.collect() }
    }

    fn piece(&self, piece: &Piece) -> DiffPiece {
        let text = &self.text[piece.range.clone()];
        match piece.look {
            Look::AsIs => DiffPiece::Text(visible(text)),
            Look::Shortened { shown_chars, decoded_bytes } => {
                let shown: String = text.chars().take(shown_chars).collect();
                DiffPiece::Shortened { shown: visible(&shown), decoded_bytes }
            }
            Look::Masked { secret, first } => {
                let secret = self.lines.secrets().get(secret);
                DiffPiece::Masked {
                    private_key: secret.is_some_and(|secret| secret.private_key),
                    decoded_bytes: secret.filter(|_| first).map(|secret| secret.decoded_bytes),
                }
            }
        }
    }
}

fn visible(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    for c in text.chars() {
        if is_hidden(c) { shown.push_str(&escape(c)) } else { shown.push(c) }
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::{DiffLine, DiffPiece, Side, lines};

    fn told(line: &DiffLine) -> String {
        let mark = match line.side {
            Side::Both => ' ',
            Side::Before => '-',
            Side::After => '+',
            Side::Gap => return "…".to_owned(),
        };
        let piece = |piece: &DiffPiece| match piece {
            DiffPiece::Text(text) => text.clone(),
            DiffPiece::Shortened { shown, decoded_bytes } => format!("{shown}…({decoded_bytes})"),
            DiffPiece::Masked { private_key, decoded_bytes } => {
                format!("<{private_key} {decoded_bytes:?}>")
            }
        };
        format!("{mark}{}", line.pieces.iter().map(piece).collect::<String>())
    }

    #[test]
    fn only_the_lines_around_a_change_are_shown() {
        let before: String = (0..20).map(|line| format!("k{line}: {line}\n")).collect();
        let after = before.replace("k9: 9", "k9: nine");
        let shown: Vec<_> = lines(&before, &after, 1).iter().map(told).collect();
        assert_eq!(shown, ["…", " k8: 8", "-k9: 9", "+k9: nine", " k10: 10"]);
        assert_eq!(lines(&before, &before, 3), []);
        assert_eq!(lines(&before, &after, 1)[1].number, 9);
    }

    #[test]
    fn a_secret_is_masked_also_if_its_key_is_far_above() {
        let lines_of_key: String = (0..30).map(|line| format!("      MARKED{line:02}\n")).collect();
        let before = format!("users:\n- name: u\n  user:\n    token: |\n{lines_of_key}");
        let after = before.replace("MARKED29", "MARKEDxx");
        let shown = lines(&before, &after, 2);
        assert_eq!(shown.iter().filter(|line| line.side == Side::After).count(), 1);
        let all: String = shown.iter().map(told).collect();
        assert!(!all.contains("MARKED"), "{all}");
    }

    #[test]
    fn hidden_characters_are_escaped_and_certificates_shortened() {
        let data = "LS0tLS1CRUdJTiBDRVJUSUZJQ0FURS0tLS0t".repeat(9);
        let after = format!("name: \"a\u{202e}b\"\nclient-certificate-data: {data}\n");
        let shown: Vec<_> = lines("", &after, 3).iter().map(told).collect();
        assert_eq!(shown[0], "+name: \"a\\u{202e}b\"");
        assert!(shown[1].ends_with("…(243)") && shown[1].len() < 90, "{}", shown[1]);
    }
}
