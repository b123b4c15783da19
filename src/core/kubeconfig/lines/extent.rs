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

/// How far a text is masked already, by the value of a key in this column or of one further out.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Known {
    end: usize,
    column: usize,
}

impl Known {
    /// Takes note of the reach of a key's value.
    pub(super) fn add(&mut self, end: usize, column: usize) {
        if end > self.end {
            *self = Self { end, column };
        } else if end == self.end {
            self.column = self.column.min(column);
        }
    }
}

/// What was read for the keys before, so that many of them cost no more than one reading: a text
/// is made by whoever wants it to be slow, too.
#[derive(Debug, Default)]
pub(super) struct Memory {
    flow: FlowCursor,
    below: Below,
    /// Anchors and tags, one after the other.
    properties: Range<usize>,
}

impl Memory {
    /// Steps over anchors and tags.
    fn skip_properties(&mut self, source: &Source<'_>, at: usize) -> usize {
        if !matches!(source.byte(at), Some(b'&' | b'!')) {
            return at;
        }
        if !self.properties.contains(&at) {
            self.properties = at..skip_properties(source, at);
        }
        self.properties.end
    }
}

/// What is open on a line before a certain place; it only moves forward.
#[derive(Debug, Default)]
struct FlowCursor {
    line: Option<usize>,
    at: usize,
    depth: usize,
    last_closing: Option<usize>,
    /// A place, and the separator or bracket that comes next.
    stop: (usize, usize),
}

/// The first line with content after others, and what begins there.
#[derive(Debug, Default)]
struct Below {
    /// The lines without content, and the one before them.
    lines: Range<usize>,
    column: usize,
    is_key: bool,
    /// The end of the quoted text or flow collection that begins there, or 0.
    closed: usize,
}

impl FlowCursor {
    /// The last closing bracket of the line, if a flow collection is open at `at`.
    fn open(&mut self, source: &Source<'_>, line: usize, at: usize) -> Option<usize> {
        let range = source.line(line);
        if self.line != Some(line) || at < self.at {
            let closing = |byte: &u8| matches!(byte, b'}' | b']');
            let last = source.bytes(range.clone()).iter().rposition(closing);
            let last_closing = last.map(|last| range.start + last);
            let (line, at) = (Some(line), range.start);
            *self = Self { line, at, last_closing, ..Self::default() };
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

    /// The first separator or closing bracket from `at` on, up to the `last` one.
    fn stop(&mut self, source: &Source<'_>, at: usize, last: usize) -> usize {
        let (from, stop) = self.stop;
        if !(from..=stop).contains(&at) {
            let ends = |byte: &u8| matches!(byte, b',' | b'}' | b']');
            let length = source.bytes(at..last).iter().position(ends);
            self.stop = (at, length.map_or(last, |length| at + length));
        }
        self.stop.1
    }
}

/// The reach of the value of `key`. What is `known` to be masked is not read again.
pub(super) fn value(source: &Source<'_>, key: Key, memory: &mut Memory, known: Known) -> Extent {
    let start = source.skip_blanks(key.value);
    let first = memory.skip_properties(source, start);
    let line = source.line_of(key.value);
    match source.byte(first) {
        Some(b'"' | b'\'') => {
            let closed = source.quote_end(first);
            let end = if is_end(source, closed) {
                closed
            } else {
                rest(source, key, closed, memory, known)
            };
            Extent { range: start..end, closed }
        }
        Some(b'{' | b'[') => {
            let closed = source.flow_end(first);
            Extent { range: start..closed, closed }
        }
        Some(b'|' | b'>') if is_block_header(source, first, line) => {
            let from = source.line(line + 1).start.max(source.line(line).end);
            let end = deeper(source, key, line, false, known).max(from);
            Extent { range: from..end, closed: 0 }
        }
        _ => {
            let end = rest(source, key, start, memory, known);
            let is_empty = first >= source.line(line).end;
            let closed = if is_empty { memory.below.closed(source, key, line) } else { 0 };
            Extent { range: start..end.max(closed), closed }
        }
    }
}

impl Below {
    /// The end of a quoted text or flow collection that begins on one of the lines after `line`
    /// and is the value of `key`, or 0.
    fn closed(&mut self, source: &Source<'_>, key: Key, line: usize) -> usize {
        if !self.lines.contains(&line) {
            *self = Self::read(source, line);
        }
        if self.is_key && self.column <= key.column { 0 } else { self.closed }
    }

    fn read(source: &Source<'_>, line: usize) -> Self {
        let content = |line| skip_properties(source, source.content(line, false));
        let is_empty = |line: &usize| {
            let at = content(*line);
            at >= source.line(*line).end || source.byte(at) == Some(b'#')
        };
        let next = (line + 1..source.lines.len()).find(|line| !is_empty(line));
        let Some(next) = next else {
            return Self { lines: line..source.lines.len(), ..Self::default() };
        };
        let (at, range) = (content(next), source.line(next));
        let closed = match source.byte(at) {
            Some(b'"' | b'\'') => source.quote_end(at),
            Some(b'{' | b'[') => source.flow_end(at),
            _ => 0,
        };
        let is_key = closed > 0 && source.key(at, range.end).is_some();
        Self { lines: line..next, column: at - range.start, is_key, closed }
    }
}

/// The end of a plain value that goes on at `from`.
fn rest(source: &Source<'_>, key: Key, from: usize, memory: &mut Memory, known: Known) -> usize {
    let line = source.line_of(from);
    let end = source.line(line).end;
    let open = memory.flow.open(source, line, key.start.max(source.line(line).start));
    if let Some(last) = open.filter(|last| *last >= from) {
        return memory.flow.stop(source, from, last);
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
    known: Known,
) -> usize {
    let mut end = source.line(line).end;
    let mut next = line + 1;
    if key.value < known.end {
        end = end.max(known.end);
        if key.column >= known.column {
            return end;
        }
        // What did not end the value of a key further in does not end this one's.
        next = source.line_of(known.end - 1) + 1;
    }
    let commented = source.is_comment(line);
    for index in next..source.lines.len() {
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
