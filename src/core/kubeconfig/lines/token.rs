//! The colours of YAML and JSON, line by line. A mistake here is a wrong colour and nothing more.

use std::ops::Range;

use super::Kind;

/// A run of bytes of one kind.
#[derive(Clone, Debug)]
pub(super) struct Token {
    pub(super) range: Range<usize>,
    pub(super) kind: Kind,
    /// Whether this is the value of a key that ends with `-data`.
    pub(super) data: bool,
}

/// What goes on from line to line.
#[derive(Debug, Default)]
pub(super) struct Scanner {
    /// In a block scalar: the column of its key. Deeper lines are text.
    block: Option<usize>,
    /// In a quoted text that did not end on its line: the quote.
    quote: Option<u8>,
    /// How many flow collections are open.
    depth: usize,
}

/// One line under work.
struct Line<'a, 'o> {
    bytes: &'a [u8],
    /// Where the line begins in the text.
    offset: usize,
    at: usize,
    /// The column of the last key or dash, to which a block scalar would belong.
    column: usize,
    data: bool,
    out: &'o mut Vec<Token>,
}

impl Line<'_, '_> {
    fn peek(&self, ahead: usize) -> Option<u8> {
        self.bytes.get(self.at + ahead).copied()
    }

    fn push(&mut self, end: usize, kind: Kind) {
        if end > self.at {
            let range = self.offset + self.at..self.offset + end;
            self.out.push(Token { range, kind, data: self.data });
            self.at = end;
        }
    }

    /// Whether the byte `ahead` is white space or the end of the line.
    fn is_gap(&self, ahead: usize) -> bool {
        self.peek(ahead).is_none_or(|byte| byte.is_ascii_whitespace())
    }

    fn find(&self, from: usize, stop: impl Fn(u8) -> bool) -> usize {
        let rest = self.bytes.get(from..).unwrap_or_default();
        rest.iter().position(|byte| stop(*byte)).map_or(self.bytes.len(), |found| from + found)
    }
}

impl Scanner {
    /// Appends the tokens of a line: they cover it in order, without gap or overlap.
    pub(super) fn line(&mut self, text: &str, range: Range<usize>, out: &mut Vec<Token>) {
        let offset = range.start;
        let bytes = &text.as_bytes()[range];
        let mut line = Line { bytes, offset, at: 0, column: 0, data: false, out };
        let content = line.find(0, |byte| !matches!(byte, b' ' | b'\t'));
        line.push(content, Kind::Plain);
        if let Some(column) = self.block {
            if content >= bytes.len() || content > column {
                line.push(bytes.len(), Kind::Text);
                return;
            }
            self.block = None;
        }
        if let Some(quote) = self.quote.take() {
            self.quoted(&mut line, quote, 0);
        }
        while let Some(byte) = line.peek(0) {
            self.token(&mut line, byte);
        }
    }

    fn token(&mut self, line: &mut Line<'_, '_>, byte: u8) {
        let end = line.bytes.len();
        match byte {
            b' ' | b'\t' => {
                line.push(line.find(line.at, |byte| !matches!(byte, b' ' | b'\t')), Kind::Plain);
            }
            b'#' if line.at == 0 || matches!(line.bytes[line.at - 1], b' ' | b'\t') => {
                line.push(end, Kind::Comment);
            }
            b'-' | b'?' | b':' if line.is_gap(1) => {
                line.column = if byte == b':' { line.column } else { line.at };
                line.push(line.at + 1, Kind::Punctuation);
            }
            b'-' | b'.' if line.at == 0 && matches!(line.bytes, b"---" | b"...") => {
                line.push(end, Kind::Punctuation);
            }
            b'{' | b'[' => {
                self.depth += 1;
                line.push(line.at + 1, Kind::Punctuation);
            }
            b'}' | b']' => {
                self.depth = self.depth.saturating_sub(1);
                line.push(line.at + 1, Kind::Punctuation);
            }
            b',' => line.push(line.at + 1, Kind::Punctuation),
            b':' if self.depth > 0 => line.push(line.at + 1, Kind::Punctuation),
            b'&' | b'*' | b'!' => line
                .push(line.find(line.at + 1, |byte| byte.is_ascii_whitespace()), Kind::Punctuation),
            b'|' | b'>' if self.depth == 0 => {
                self.block = Some(line.column);
                line.push(
                    line.find(line.at + 1, |byte| byte.is_ascii_whitespace()),
                    Kind::Punctuation,
                );
            }
            b'"' | b'\'' => self.quoted(line, byte, 1),
            _ => self.plain(line),
        }
    }

    /// A quoted text from here (`opened` bytes of it are its quote) to its end or that of the line.
    fn quoted(&mut self, line: &mut Line<'_, '_>, quote: u8, opened: usize) {
        let mut end = line.at + opened;
        loop {
            match line.bytes.get(end) {
                None => {
                    self.quote = Some(quote);
                    break;
                }
                Some(b'\\') if quote == b'"' => end += 2,
                Some(byte)
                    if *byte == quote
                        && quote == b'\''
                        && line.bytes.get(end + 1) == Some(&quote) =>
                {
                    end += 2;
                }
                Some(byte) if *byte == quote => {
                    end += 1;
                    break;
                }
                Some(_) => end += 1,
            }
        }
        let end = end.min(line.bytes.len());
        let colon = line.find(end, |byte| !matches!(byte, b' ' | b'\t'));
        let is_key = self.quote.is_none() && line.bytes.get(colon) == Some(&b':');
        if is_key {
            key(line, end, colon);
        } else {
            line.push(end, Kind::Text);
        }
    }

    /// A plain scalar or key.
    fn plain(&mut self, line: &mut Line<'_, '_>) {
        let in_flow = self.depth > 0;
        let mut end = line.at + 1;
        while let Some(&byte) = line.bytes.get(end) {
            let gap = line.bytes.get(end + 1).is_none_or(u8::is_ascii_whitespace);
            let stop = match byte {
                b':' => gap,
                b'#' => matches!(line.bytes[end - 1], b' ' | b'\t'),
                b',' | b'{' | b'}' | b'[' | b']' => in_flow,
                _ => false,
            };
            if stop {
                break;
            }
            end += 1;
        }
        let colon = end;
        let trimmed = line.bytes[line.at..end].trim_ascii_end().len();
        let end = line.at + trimmed.max(1);
        if line.bytes.get(colon) == Some(&b':') {
            key(line, end, colon);
        } else {
            let kind = if is_number(&line.bytes[line.at..end]) { Kind::Number } else { Kind::Text };
            line.push(end, kind);
        }
    }
}

/// A key, what blanks follow it, and its colon.
fn key(line: &mut Line<'_, '_>, end: usize, colon: usize) {
    let name = line.bytes[line.at..end].trim_ascii_end();
    let is_data = name.strip_suffix(b"\"").unwrap_or(name).ends_with(b"-data");
    line.data = false;
    line.column = line.at;
    line.push(end, Kind::Key);
    line.push(colon, Kind::Plain);
    line.push(colon + 1, Kind::Punctuation);
    line.data = is_data;
}

/// Whether a plain scalar is a number, a truth value or null.
fn is_number(bytes: &[u8]) -> bool {
    if matches!(bytes, b"true" | b"false" | b"null" | b"~") {
        return true;
    }
    let signed = bytes.strip_prefix(b"-").unwrap_or(bytes);
    let whole = |part: &[u8]| !part.is_empty() && part.iter().all(u8::is_ascii_digit);
    let mut parts = signed.splitn(2, |byte| *byte == b'.');
    parts.all(whole)
}
