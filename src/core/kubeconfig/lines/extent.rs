//! How far the value of a key reaches, in every style that YAML and JSON have, and in texts
//! that are neither: where that is unclear, the longer reach is taken.

use std::ops::Range;

use super::source::Source;

/// The reach of a value.
#[derive(Clone, Debug)]
pub(super) struct Extent {
    pub(super) range: Range<usize>,
    /// The end of a quoted text or of a flow collection: what is inside is a part of it.
    pub(super) closed: usize,
}

/// A key whose value is looked for.
#[derive(Clone, Copy, Debug)]
pub(super) struct Key {
    /// Where the key begins.
    pub(super) start: usize,
    /// Its column: lines that are deeper belong to it.
    pub(super) column: usize,
    /// The byte after its colon.
    pub(super) value: usize,
}

/// What is open on a line before a certain place; it only moves forward, so that many keys on
/// one long line cost no more than one reading of it.
#[derive(Debug, Default)]
pub(super) struct FlowCursor {
    line: Option<usize>,
    at: usize,
    depth: usize,
    last_closing: Option<usize>,
}

impl FlowCursor {
    /// The last closing bracket of the line, if a flow collection is open at `at`.
    fn open(&mut self, source: &Source<'_>, line: usize, at: usize) -> Option<usize> {
        let range = source.line(line);
        if self.line != Some(line) || at < self.at {
            let closing = |byte: &u8| matches!(byte, b'}' | b']');
            let last = source.bytes(range.clone()).iter().rposition(closing);
            let last_closing = last.map(|last| range.start + last);
            *self = Self { line: Some(line), at: range.start, depth: 0, last_closing };
        }
        while self.at < at {
            match source.byte(self.at) {
                Some(b'"' | b'\'') if source.opens_quote(self.at) => {
                    let end = source.quote_end(self.at);
                    // A quote that closes beyond the key is none: the key was found inside.
                    if end <= at {
                        self.at = end;
                        continue;
                    }
                }
                Some(b'{' | b'[') => self.depth += 1,
                Some(b'}' | b']') => self.depth = self.depth.saturating_sub(1),
                _ => {}
            }
            self.at += 1;
        }
        self.last_closing.filter(|_| self.depth > 0)
    }
}

/// The reach of the value of `key`. `known` is the end of an extent that already covers the
/// value and all the deeper lines: they are not read again.
pub(super) fn value(source: &Source<'_>, key: Key, flow: &mut FlowCursor, known: usize) -> Extent {
    let start = source.skip_blanks(key.value);
    let first = skip_properties(source, start);
    let line = source.line_of(key.value);
    match source.byte(first) {
        Some(b'"' | b'\'') => {
            let closed = source.quote_end(first);
            let end = if is_end(source, closed) {
                closed
            } else {
                rest(source, key, closed, flow, known)
            };
            Extent { range: start..end, closed }
        }
        Some(b'{' | b'[') => {
            let closed = source.flow_end(first);
            Extent { range: start..closed, closed }
        }
        Some(b'|' | b'>') if is_block_header(source, first, line) => {
            let from = source.line(line + 1).start.max(source.line(line).end);
            Extent { range: from..deeper(source, key, line, false, known).max(from), closed: 0 }
        }
        _ => {
            let end = rest(source, key, start, flow, known);
            let closed = if first >= source.line(line).end { below(source, key, first) } else { 0 };
            Extent { range: start..end.max(closed), closed }
        }
    }
}

/// The end of a quoted text or flow collection that begins on one of the next lines, or 0.
fn below(source: &Source<'_>, key: Key, mut at: usize) -> usize {
    let mut line = source.line_of(at);
    while at >= source.line(line).end || source.byte(at) == Some(b'#') {
        line += 1;
        if line >= source.lines.len() {
            return 0;
        }
        at = skip_properties(source, source.skip_blanks(source.line(line).start));
    }
    let range = source.line(line);
    if at - range.start <= key.column && source.key(at, range.end).is_some() {
        return 0;
    }
    match source.byte(at) {
        Some(b'"' | b'\'') => source.quote_end(at),
        Some(b'{' | b'[') => source.flow_end(at),
        _ => 0,
    }
}

/// The end of a plain value that goes on at `from`.
fn rest(source: &Source<'_>, key: Key, from: usize, flow: &mut FlowCursor, known: usize) -> usize {
    let line = source.line_of(from);
    let end = source.line(line).end;
    let open = flow.open(source, line, key.start.max(source.line(line).start));
    if let Some(last) = open.filter(|last| *last >= from) {
        let stop = |byte: &u8| matches!(byte, b',' | b'}' | b']');
        let stop = source.bytes(from..last + 1).iter().position(stop);
        return stop.map_or(end, |stop| from + stop);
    }
    let empty = source.bytes(from..end).iter().all(u8::is_ascii_whitespace);
    deeper(source, key, line, empty, known).max(end)
}

/// The end of the lines after `line` that belong to the value of `key`: those that are deeper,
/// and those that cannot be anything else.
pub(super) fn deeper(
    source: &Source<'_>,
    key: Key,
    line: usize,
    empty: bool,
    known: usize,
) -> usize {
    let commented = source.is_comment(line);
    let mut end = source.line(line).end;
    if key.value < known {
        return end.max(known);
    }
    for index in line + 1..source.lines.len() {
        let range = source.line(index);
        if commented && !source.is_comment(index) {
            break;
        }
        let content = source.content(index, commented);
        // Blank lines and comments end nothing, and hold nothing either.
        if content >= range.end {
            continue;
        }
        let column = content - range.start;
        if column <= key.column {
            if source.byte(content) == Some(b'#') {
                continue;
            }
            if begins_another(source, content, range.end, empty && column == key.column) {
                break;
            }
        }
        end = range.end;
    }
    end
}

/// Whether a line that is not deeper than a key begins something else than its value.
fn begins_another(source: &Source<'_>, content: usize, end: usize, items_belong: bool) -> bool {
    let bytes = source.bytes(content..end);
    let mark = |mark: &[u8]| {
        bytes
            .strip_prefix(mark)
            .is_some_and(|rest| matches!(rest.first(), None | Some(b' ' | b'\t')))
    };
    if mark(b"-") {
        return !items_belong;
    }
    matches!(bytes.first(), Some(b'}' | b']' | b'%'))
        || [&b"---"[..], b"...", b"?", b":"].into_iter().any(mark)
        || source.key(content, end).is_some()
}

/// Steps over anchors and tags.
fn skip_properties(source: &Source<'_>, mut at: usize) -> usize {
    while matches!(source.byte(at), Some(b'&' | b'!')) {
        while source.byte(at).is_some_and(|byte| !byte.is_ascii_whitespace()) {
            at += 1;
        }
        at = source.skip_blanks(at);
    }
    at
}

/// Whether nothing but a separator or a comment follows a closed value.
fn is_end(source: &Source<'_>, at: usize) -> bool {
    let next = source.skip_blanks(at);
    match source.byte(next) {
        None | Some(b'\n' | b'\r' | b',' | b'}' | b']') => true,
        Some(b'#') => next > at,
        Some(_) => false,
    }
}

/// Whether `at` holds the header of a block scalar, such as `|2-`.
fn is_block_header(source: &Source<'_>, at: usize, line: usize) -> bool {
    let end = source.line(line).end;
    let digits = |byte: &&u8| byte.is_ascii_digit() || matches!(byte, b'+' | b'-');
    let after = at + 1 + source.bytes(at + 1..end).iter().take_while(digits).count();
    let next = source.skip_blanks(after);
    next >= end || (next > after && source.byte(next) == Some(b'#'))
}
