//! Finds what must be masked: values by their key, private keys by their content.
//!
//! No YAML is parsed: a text that no parser takes may hold a key as well. Every `:` and `=` whose
//! word before it names a secret has its value masked, and so has every value that holds the
//! words `PRIVATE KEY`, in clear or in base64. When in doubt, more is masked.

use std::collections::BTreeSet;
use std::ops::Range;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD_NO_PAD;

use super::Secret;
use super::extent::{self, Key, Known, Memory};
use super::source::{Opening, Source, base64_size, is_name};

/// What the keys of secrets end with, in lower case and without punctuation.
const NAMES: [&str; 10] = [
    "token",
    "password",
    "passwd",
    "passphrase",
    "secret",
    "secretkey",
    "accesskey",
    "privatekey",
    "keydata",
    "authorization",
];

/// Those that hold a private key, not another secret.
const KEY_NAMES: [&str; 2] = ["privatekey", "keydata"];

/// The longest word that is read before a colon; only its end counts.
const LONGEST_NAME: usize = 80;

/// A found range, and whether it is a private key.
type Found = (Range<usize>, bool);

/// A search through one text.
pub(super) struct Find<'a> {
    source: Source<'a>,
    memory: Memory,
    found: Vec<Found>,
    /// The end of the quoted text or flow collection that was masked last.
    closed: usize,
    /// How far the value of an outer key reaches: outside of comments, and in them.
    known: [Known; 2],
    /// The line that was looked at last.
    head: Option<Head>,
    /// Where the last private key ends, if one does.
    last_end: Option<usize>,
}

/// The beginning of a line.
#[derive(Clone, Copy)]
struct Head {
    line: usize,
    /// The column of its content.
    column: usize,
    opening: Option<Opening>,
    commented: bool,
}

/// What the last line of a private key begins with.
const END: &str = "-----END";

impl<'a> Find<'a> {
    pub(super) fn new(source: &Source<'a>) -> Self {
        Self {
            source: *source,
            memory: Memory::default(),
            found: Vec::new(),
            closed: 0,
            known: [Known::default(); 2],
            head: None,
            last_end: source.text.rfind(END),
        }
    }

    /// The secrets of the text, in order and apart from each other.
    pub(super) fn run(mut self) -> Vec<Secret> {
        self.by_key();
        self.by_alias();
        let covered = merge(self.found.clone());
        self.by_content(&covered);
        let source = self.source;
        merge(self.found).into_iter().filter_map(|found| describe(&source, found)).collect()
    }

    fn by_key(&mut self) {
        for (colon, byte) in self.source.text.bytes().enumerate() {
            if !matches!(byte, b':' | b'=') || colon < self.closed {
                continue;
            }
            if let Some((start, private_key)) = secret_key(&self.source, colon) {
                let line = self.source.line(self.source.line_of(start));
                let below = self.source.line(self.source.line_of(colon));
                let column = (start - line.start).min(colon - below.start);
                self.mask(Key { start, column, value: colon + 1 }, private_key);
            }
        }
    }

    fn mask(&mut self, key: Key, private_key: bool) {
        let commented = self.head(self.source.line_of(key.value)).commented;
        let known = &mut self.known[usize::from(commented)];
        let extent = extent::value(&self.source, key, &mut self.memory, *known);
        known.add(extent.range.end, key.column);
        self.closed = self.closed.max(extent.closed);
        self.found.push((extent.range, private_key));
    }

    /// `client-key-data: *k` names a value that stands elsewhere, at `&k`.
    fn by_alias(&mut self) {
        let source = self.source;
        let name = |from: usize| {
            let length = source
                .bytes(from..source.text.len())
                .iter()
                .take_while(|byte| is_name(**byte))
                .count();
            &source.text[from..from + length]
        };
        let alias = |(range, _): &Found| {
            (source.byte(range.start) == Some(b'*')).then(|| name(range.start + 1))
        };
        let aliases: BTreeSet<&str> = self.found.iter().filter_map(alias).collect();
        if aliases.is_empty() {
            return;
        }
        // This is a second way through the text.
        (self.closed, self.known) = (0, [Known::default(); 2]);
        for (at, _) in source.text.match_indices('&') {
            if at >= self.closed && aliases.contains(name(at + 1)) {
                let opening = self.head(source.line_of(at)).opening;
                let column = opening.map_or(0, |opening| opening.column);
                self.mask(Key { start: at, column, value: at }, true);
            }
        }
    }

    /// The beginning of a line, which is read once for all that is found on it.
    fn head(&mut self, line: usize) -> Head {
        if let Some(head) = self.head.filter(|head| head.line == line) {
            return head;
        }
        let source = &self.source;
        let column = source.content(line, true) - source.line(line).start;
        let (opening, commented) = (source.opening(line), source.is_comment(line));
        let head = Head { line, column, opening, commented };
        self.head = Some(head);
        head
    }

    /// Looks for the words `PRIVATE KEY` outside of what is covered already.
    fn by_content(&mut self, covered: &[Found]) {
        let needles = needles();
        let bytes = self.source.text.as_bytes();
        let begins = |byte: u8| needles.iter().any(|needle| needle.first() == Some(&byte));
        let begins: Vec<bool> = (0..=u8::MAX).map(begins).collect();
        let (mut at, mut floor, mut next) = (0, 0, 0);
        while let Some(&byte) = bytes.get(at) {
            if let Some((range, _)) = covered.get(next)
                && range.start <= at
            {
                floor = floor.max(range.end);
                at = at.max(range.end);
                next += 1;
                continue;
            }
            let mut tried = needles.iter().filter(|_| begins[usize::from(byte)]);
            at = match tried.find_map(|needle| match_at(bytes, at, needle)) {
                Some(end) => {
                    floor = floor.max(self.mask_around(at..end, floor));
                    floor.max(end)
                }
                None => at + 1,
            };
        }
    }

    /// Masks the value that holds `hit`, and returns its end. Before `floor` all is masked
    /// already, or holds no secret.
    fn mask_around(&mut self, hit: Range<usize>, floor: usize) -> usize {
        let source = self.source;
        let line = source.line_of(hit.start);
        let from = source.line(line).start.max(floor);
        let head = self.head(line);
        if head.opening.is_some_and(|opening| hit.end <= opening.value) {
            return hit.end;
        }
        let key = self.owner(head, hit.start, floor);
        let mut range = match quote_around(&source, from, hit.start) {
            Some(quoted) => quoted,
            None => extent::value(&source, key, &mut self.memory, Known::default()).range,
        };
        if range.start > hit.start || range.end < hit.end {
            let last = source.line_of(hit.end);
            range.start = range.start.min(from);
            let end = extent::deeper(&source, key, last, false, Known::default());
            range.end = end.max(hit.end);
        }
        range.end = range.end.max(self.pem_end(hit.start).unwrap_or(0));
        let end = range.end;
        self.found.push((range, true));
        end
    }

    /// The key, or the item of a sequence, whose value `at` is in.
    fn owner(&self, head: Head, at: usize, floor: usize) -> Key {
        let source = &self.source;
        let Head { line, column: own, opening, commented } = head;
        let content = source.line(line).start + own;
        if commented && opening.is_none() {
            return Key { start: content, column: 0, value: content };
        }
        for index in (0..=line).rev() {
            let range = source.line(index);
            if range.end < floor {
                break;
            }
            let opening = if index == line { opening } else { source.opening(index) };
            let Some(opening) = opening else { continue };
            let reaches = if index == line {
                opening.value <= at
            } else {
                opening.column < own || opening.column == 0
            };
            if reaches {
                let start = range.start + opening.column;
                return Key {
                    start: start.min(opening.value),
                    column: opening.column,
                    value: opening.value,
                };
            }
        }
        let start = source.line(line).start;
        Key { start, column: 0, value: start }
    }

    /// The end of the PEM block whose `BEGIN` line holds `at`.
    fn pem_end(&self, at: usize) -> Option<usize> {
        const HEADER: usize = 40;
        let source = &self.source;
        let before = source.bytes(at.saturating_sub(HEADER)..at);
        let begins = before.windows(5).any(|word| word == b"BEGIN");
        (begins && self.last_end.is_some_and(|last| at <= last)).then_some(())?;
        let end = at + source.text.get(at..)?.find(END)?;
        Some(source.line(source.line_of(end)).end)
    }
}

/// The quoted text around `at`, if one opens between `from` and `at` on one line.
fn quote_around(source: &Source<'_>, from: usize, at: usize) -> Option<Range<usize>> {
    let mut next = from;
    while next < at {
        let quote = matches!(source.byte(next), Some(b'"' | b'\'')) && source.opens_quote(next);
        let end = if quote { source.quote_end(next) } else { next + 1 };
        if end > at {
            return Some(next..end);
        }
        next = end;
    }
    None
}

/// The key before a colon, if it names a secret: where it begins, and whether of a private key.
fn secret_key(source: &Source<'_>, colon: usize) -> Option<(usize, bool)> {
    let mut end = colon;
    let mut quoted = false;
    while let Some(before) = end.checked_sub(1).and_then(|at| source.byte(at)) {
        match before {
            b'"' | b'\'' | b'\\' => quoted = true,
            b'\n' => end = before_comments(source, end - 1) + 1,
            _ if before.is_ascii_whitespace() => {}
            _ => break,
        }
        end -= 1;
    }
    let length = source
        .bytes(end.saturating_sub(LONGEST_NAME)..end)
        .iter()
        .rev()
        .take_while(|byte| is_name(**byte))
        .count();
    let start = end - length;
    let word: String = source
        .bytes(start..end)
        .iter()
        .filter(|byte| byte.is_ascii_alphanumeric())
        .map(|byte| char::from(byte.to_ascii_lowercase()))
        .collect();
    let word = word.strip_suffix('s').unwrap_or(&word);
    let named = |names: &[&str]| names.iter().any(|name| word.ends_with(name));
    // A key written with escapes (`"tok\u0065n"`) may be any key.
    let escaped = quoted && length > 0 && start > 0 && source.byte(start - 1) == Some(b'\\');
    let of_variable = word == "value" && names_a_secret(source, start, colon);
    (named(&NAMES) || escaped || of_variable).then(|| (start, named(&KEY_NAMES)))
}

/// The end of what stands before the line break at `at`, comments left out: between an explicit
/// key (`? token`) and its colon on the next line there may be some.
fn before_comments(source: &Source<'_>, at: usize) -> usize {
    let line = source.line(source.line_of(at));
    let comment =
        source.bytes(line.clone()).windows(2).position(|pair| pair == b" #" || pair == b"\t#");
    match comment {
        Some(comment) => line.start + comment,
        None if source.byte(line.start) == Some(b'#') => line.start,
        None => at,
    }
}

/// Whether `value:` is that of an environment variable with a telling name, which may stand
/// before or after it: `- name: SECRET_KEY` and below it `value: …`.
fn names_a_secret(source: &Source<'_>, start: usize, colon: usize) -> bool {
    const NEAR: usize = 400;
    let line = source.line_of(start);
    let from = source.line(line.saturating_sub(1)).start.max(start.saturating_sub(NEAR));
    let to = source.line(line + 1).end.min(colon + NEAR);
    let near = String::from_utf8_lossy(source.bytes(from..to)).to_ascii_lowercase();
    let telling = ["secret", "token", "passw", "private", "credential", "access_key", "accesskey"];
    near.contains("name") && telling.iter().any(|word| near.contains(word))
}

/// What the words look like: in clear, in base64 at each of its three shifts, and in base64 of
/// base64 (a kubeconfig inside a Secret). All without white space, which is skipped.
fn needles() -> Vec<Vec<u8>> {
    let shifted = |word: &[u8], shift: usize| {
        let mut padded = vec![0; shift];
        padded.extend_from_slice(word);
        let encoded = STANDARD_NO_PAD.encode(&padded).into_bytes();
        // The characters that the bytes before and after have a part in are left out.
        let from = (shift * 8).div_ceil(6);
        encoded[from..padded.len() * 8 / 6].to_vec()
    };
    let base64 = |word: &[u8]| (0..3).map(|shift| shifted(word, shift)).collect::<Vec<_>>();
    let once = base64(b"PRIVATE KEY");
    let mut all: Vec<_> = once.iter().flat_map(|word| base64(word)).collect();
    all.extend(base64(b"client-key-data"));
    all.extend(once);
    all.push(b"PRIVATEKEY".to_vec());
    all
}

/// The end of `needle` in `bytes` from `at`, with white space, line folding and the marks around
/// pieces of a string left out.
fn match_at(bytes: &[u8], at: usize, needle: &[u8]) -> Option<usize> {
    let mut next = at;
    for (index, wanted) in needle.iter().enumerate() {
        while index > 0 && bytes.get(next) != Some(wanted) {
            next += match (bytes.get(next)?, bytes.get(next + 1)) {
                (b'\\', Some(b'n' | b'r' | b't')) => 2,
                (b' ' | b'\t' | b'\r' | b'\n' | b'\\' | b'"' | b'\'' | b',' | b'#' | b'-', _) => 1,
                _ => return None,
            };
        }
        if bytes.get(next) != Some(wanted) {
            return None;
        }
        next += 1;
    }
    Some(next)
}

/// Sorts ranges and joins those that overlap.
fn merge(mut found: Vec<Found>) -> Vec<Found> {
    found.sort_by_key(|(range, _)| (range.start, range.end));
    let mut merged: Vec<Found> = Vec::new();
    for (range, private_key) in found {
        match merged.last_mut() {
            Some((last, both)) if range.start < last.end => {
                last.end = last.end.max(range.end);
                *both |= private_key;
            }
            Some(_) | None => merged.push((range, private_key)),
        }
    }
    merged
}

/// A found range without the white space around it; nothing if nothing is left.
fn describe(source: &Source<'_>, (range, private_key): Found) -> Option<Secret> {
    let (start, end) =
        (source.text.floor_char_boundary(range.start), source.text.ceil_char_boundary(range.end));
    let (range, text) = (start..end, source.text.get(start..end)?);
    let start = range.start + text.len() - text.trim_start().len();
    let range = start..range.start + text.trim_end().len();
    let text = source.text.get(range.clone())?.trim_matches(['"', '\'']);
    if text.is_empty() {
        return None;
    }
    let compact: String = text.split_whitespace().collect();
    let decoded_bytes = base64_size(&compact).unwrap_or(text.len());
    Some(Secret { range, private_key, decoded_bytes })
}
