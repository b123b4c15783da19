//! A text with its lines, and the small questions that the readers ask about it.

use std::ops::Range;

/// The lines of a text without their line breaks, which are `\n` and `\r\n`.
pub(super) fn split(text: &str) -> Vec<Range<usize>> {
    let mut start = 0;
    text.split_inclusive('\n')
        .map(|line| {
            let bare = line.strip_suffix('\n').unwrap_or(line);
            let bare = if bare.len() < line.len() {
                bare.strip_suffix('\r').unwrap_or(bare)
            } else {
                bare
            };
            let range = start..start + bare.len();
            start += line.len();
            range
        })
        .collect()
}

/// The size of what a base64 text decodes to; `None` if it does not look like base64.
pub(super) fn base64_size(text: &str) -> Option<usize> {
    let digits = text.trim_end_matches('=').len();
    let padding = text.len() - digits;
    let alphabet = text.as_bytes()[..digits]
        .iter()
        .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/'));
    (alphabet && padding <= 2 && digits % 4 != 1)
        .then_some(digits / 4 * 3 + (digits % 4).saturating_sub(1))
}

/// The opening of a line: `- - key: `.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Opening {
    /// The column of the key, or of what follows the last dash.
    pub(super) column: usize,
    /// Where the value begins, in the text.
    pub(super) value: usize,
}

/// A text with its lines.
#[derive(Clone, Copy)]
pub(super) struct Source<'a> {
    pub(super) text: &'a str,
    pub(super) lines: &'a [Range<usize>],
}

impl<'a> Source<'a> {
    pub(super) fn new(text: &'a str, lines: &'a [Range<usize>]) -> Self {
        Self { text, lines }
    }

    pub(super) fn byte(&self, at: usize) -> Option<u8> {
        self.text.as_bytes().get(at).copied()
    }

    /// The bytes of a range, which need not lie on characters.
    pub(super) fn bytes(&self, range: Range<usize>) -> &'a [u8] {
        self.text.as_bytes().get(range).unwrap_or_default()
    }

    pub(super) fn line_of(&self, at: usize) -> usize {
        self.lines.partition_point(|line| line.start <= at).saturating_sub(1)
    }

    /// The range of a line; empty at the end of the text if there is no such line.
    pub(super) fn line(&self, index: usize) -> Range<usize> {
        self.lines.get(index).cloned().unwrap_or(self.text.len()..self.text.len())
    }

    /// The first byte at or after `at` that is no space or tab.
    pub(super) fn skip_blanks(&self, mut at: usize) -> usize {
        while matches!(self.byte(at), Some(b' ' | b'\t')) {
            at += 1;
        }
        at
    }

    /// Whether the line is a comment, all of it.
    pub(super) fn is_comment(&self, line: usize) -> bool {
        self.byte(self.skip_blanks(self.line(line).start)) == Some(b'#')
    }

    /// Where the content of a line begins. In a comment that is kept as one (an entry commented
    /// out) the `#` counts as white space.
    pub(super) fn content(&self, line: usize, commented: bool) -> usize {
        let mut at = self.skip_blanks(self.line(line).start);
        while commented && self.byte(at) == Some(b'#') {
            at = self.skip_blanks(at + 1);
        }
        at
    }

    /// How a line opens, if it opens an entry of a mapping or an item of a sequence.
    pub(super) fn opening(&self, line: usize) -> Option<Opening> {
        let Range { start, end } = self.line(line);
        let mut at = self.content(line, true);
        let mut dashed = None;
        while self.byte(at) == Some(b'-')
            && (at + 1 >= end || matches!(self.byte(at + 1), Some(b' ' | b'\t')))
        {
            // What follows on the next lines belongs to the dash if it is deeper than the dash.
            dashed = Some(Opening { column: at - start, value: (at + 1).min(end) });
            at = self.skip_blanks(at + 1);
        }
        match self.key(at, end) {
            Some(value) => Some(Opening { column: at - start, value }),
            None => dashed,
        }
    }

    /// Where the value of a plain or quoted key at `at` begins. Strict: a key of a kubeconfig
    /// has no spaces, and what is no key may be the rest of a secret.
    pub(super) fn key(&self, at: usize, end: usize) -> Option<usize> {
        let quote = self.byte(at).filter(|byte| matches!(byte, b'"' | b'\''));
        let name = if quote.is_some() { at + 1 } else { at };
        let length = self.bytes(name..end).iter().take_while(|byte| is_name(**byte)).count();
        let mut colon = name + length;
        if let Some(quote) = quote {
            colon = (self.byte(colon) == Some(quote)).then_some(colon + 1)?;
        }
        colon = self.skip_blanks(colon);
        let follows = colon + 1 >= end
            || quote.is_some()
            || matches!(self.byte(colon + 1), Some(b' ' | b'\t'));
        (length > 0 && colon < end && self.byte(colon) == Some(b':') && follows)
            .then_some(colon + 1)
    }

    /// The end of the quoted text that opens at `at`: past its quote, or the end of the text.
    pub(super) fn quote_end(&self, at: usize) -> usize {
        let Some(quote) = self.byte(at) else { return at };
        let mut next = at + 1;
        while let Some(byte) = self.byte(next) {
            let doubled = quote == b'\'' && self.byte(next + 1) == Some(quote);
            match byte {
                b'\\' if quote == b'"' => next += 2,
                _ if byte == quote && doubled => next += 2,
                _ if byte == quote => return next + 1,
                _ => next += 1,
            }
        }
        self.text.len()
    }

    /// The end of the flow collection that opens at `at`: past its bracket, or the end.
    pub(super) fn flow_end(&self, at: usize) -> usize {
        let (mut next, mut depth) = (at, 0_usize);
        while let Some(byte) = self.byte(next) {
            match byte {
                b'"' | b'\'' if self.opens_quote(next) => {
                    next = self.quote_end(next);
                    continue;
                }
                b'{' | b'[' => depth += 1,
                b'}' | b']' => depth -= 1,
                _ => {}
            }
            next += 1;
            if depth == 0 {
                return next;
            }
        }
        self.text.len()
    }

    /// Whether a quote opens a quoted text, and is not an apostrophe within a word.
    pub(super) fn opens_quote(&self, at: usize) -> bool {
        let before = at.checked_sub(1).and_then(|before| self.byte(before));
        before.is_none_or(|byte| matches!(byte, b' ' | b'\t' | b'\n' | b'{' | b'[' | b',' | b':'))
    }
}

/// A character of a simple key.
pub(super) fn is_name(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.' | b'/' | b'$' | b'@' | b'~')
}
