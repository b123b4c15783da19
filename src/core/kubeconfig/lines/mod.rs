//! The lines of a kubeconfig as pieces to show: what each is, what is shortened, what is masked.
//!
//! Everything is a byte range into the true text, so no copy of a secret is made here. The text
//! may be anything: the readers below are tolerant, never fail, and mask when in doubt.

mod extent;
pub mod find;
mod secret;
mod source;
#[cfg(test)]
mod tests;
mod token;
pub mod visible;

use std::ops::Range;

use secret::Find;
use source::Source;

/// A scalar without a telling key is shortened above this length, if it looks like base64.
const LONG: usize = 80;
/// The same for the value of a key that ends with `-data`.
const LONG_DATA: usize = 64;
/// How much of a shortened value is shown: in a certificate, just past the PEM header.
const SHOWN: usize = 46;

/// What a piece is, which decides its colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// The key of a mapping.
    Key,
    /// `:`, `-`, `{`, an anchor, a tag, the header of a block scalar.
    Punctuation,
    /// A string.
    Text,
    /// A number, `true`, `false` or `null`.
    Number,
    /// From `#` to the end of the line.
    Comment,
    /// White space and what is none of the others.
    Plain,
}

/// How a piece is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Look {
    /// Its own characters.
    AsIs,
    /// The first characters, `…` and the size.
    Shortened {
        /// How many characters are shown.
        shown_chars: usize,
        /// The size of the decoded value.
        decoded_bytes: usize,
    },
    /// Nothing of it: dots, and on its first line the size.
    Masked {
        /// Which secret of [`Lines::secrets`] it belongs to.
        secret: usize,
        /// Whether this is the secret's first line.
        first: bool,
    },
}

/// A part of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// Where it stands in the true text.
    pub range: Range<usize>,
    /// What it is.
    pub kind: Kind,
    /// How it is shown.
    pub look: Look,
}

/// A value that is masked until the user asks for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Secret {
    /// Where it stands in the true text.
    pub range: Range<usize>,
    /// Whether it is a private key, or else a token, a password or the like.
    pub private_key: bool,
    /// Its size, decoded if it is base64.
    pub decoded_bytes: usize,
}

/// The lines of one text. It is built once and holds no text itself.
#[derive(Clone, Debug, Default)]
pub struct Lines {
    ranges: Vec<Range<usize>>,
    /// The index into `pieces` of each line's first piece, and of the end of the last.
    starts: Vec<usize>,
    pieces: Vec<Piece>,
    secrets: Vec<Secret>,
}

impl Lines {
    /// Reads a text.
    #[must_use]
    pub fn new(text: &str) -> Self {
        let lines = source::split(text);
        let secrets = Find::new(&Source::new(text, &lines)).run();
        let mut built = Self { starts: vec![0], secrets, ..Self::default() };
        let mut scanner = token::Scanner::default();
        let mut tokens = Vec::new();
        let mut secret = 0;
        for line in &lines {
            tokens.clear();
            scanner.line(text, line.clone(), &mut tokens);
            for token in &tokens {
                secret = built.push(text, token, secret);
            }
            built.starts.push(built.pieces.len());
        }
        built.ranges = lines;
        built
    }

    /// How many lines there are; a line break at the end of the text begins no new one.
    #[must_use]
    pub fn len(&self) -> usize {
        self.ranges.len()
    }

    /// Whether the text is empty.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.ranges.is_empty()
    }

    /// The pieces of a line: they cover its bytes in order, without gap or overlap.
    #[must_use]
    pub fn get(&self, line: usize) -> &[Piece] {
        match (self.starts.get(line), self.starts.get(line + 1)) {
            (Some(&start), Some(&end)) => &self.pieces[start..end],
            (_, None) | (None, _) => &[],
        }
    }

    /// Where a line stands in the text, without its line break.
    #[must_use]
    pub fn range(&self, line: usize) -> Range<usize> {
        self.ranges.get(line).cloned().unwrap_or_default()
    }

    /// The line that holds a byte; a line break belongs to the line that it ends.
    #[must_use]
    pub fn line_at(&self, offset: usize) -> usize {
        self.ranges.partition_point(|line| line.start <= offset).saturating_sub(1)
    }

    /// The values that are masked, in order.
    #[must_use]
    pub fn secrets(&self) -> &[Secret] {
        &self.secrets
    }

    /// Cuts a token at the secrets that it touches, the first of which is `next` or later.
    fn push(&mut self, text: &str, token: &token::Token, mut next: usize) -> usize {
        let mut from = token.range.start;
        while let Some(secret) = self.secrets.get(next).map(|secret| secret.range.clone()) {
            if secret.end <= from {
                next += 1;
                continue;
            }
            if secret.start >= token.range.end || from >= token.range.end {
                break;
            }
            self.push_open(text, token, from..secret.start);
            let inside = from.max(secret.start)..secret.end.min(token.range.end);
            from = self.push_masked(text, inside, next);
        }
        self.push_open(text, token, from..token.range.end);
        next
    }

    /// A part of a token that is no secret.
    fn push_open(&mut self, text: &str, token: &token::Token, range: Range<usize>) {
        if range.is_empty() {
            return;
        }
        let whole = range == token.range;
        let look = if whole { shortened(&text[range.clone()], token) } else { Look::AsIs };
        self.pieces.push(Piece { range, kind: token.kind, look });
    }

    /// A part of a token inside a secret. The tokens of one line make one masked piece, but the
    /// white space before it stays, so that the dots stand where the value stood.
    fn push_masked(&mut self, text: &str, range: Range<usize>, secret: usize) -> usize {
        let Range { start, end } = range;
        // Pieces of two lines never touch: the line break is between them.
        if let Some(last) = self.pieces.last_mut()
            && last.range.end == start
            && matches!(last.look, Look::Masked { secret: before, .. } if before == secret)
        {
            last.range.end = end;
            return end;
        }
        let at = end - text[start..end].trim_start().len();
        if start < at {
            self.pieces.push(Piece { range: start..at, kind: Kind::Plain, look: Look::AsIs });
        }
        if at < end {
            let first = self.secrets.get(secret).is_some_and(|secret| secret.range.start == at);
            let look = Look::Masked { secret, first };
            self.pieces.push(Piece { range: at..end, kind: Kind::Text, look });
        }
        end
    }
}

/// How a token that is no secret is shown.
fn shortened(text: &str, token: &token::Token) -> Look {
    if token.kind != Kind::Text || text.len() <= if token.data { LONG_DATA } else { LONG } {
        return Look::AsIs;
    }
    match source::base64_size(text.trim_matches(['"', '\''])) {
        Some(decoded_bytes) => Look::Shortened { shown_chars: SHOWN, decoded_bytes },
        None => Look::AsIs,
    }
}
