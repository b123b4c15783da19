//! Finding in the true text of a document: also in what is shortened, never in what is hidden.

use std::iter::once;
use std::ops::Range;

use memchr::{memchr2_iter, memmem};

/// How many matches are kept. Of more than that it is only known that there are more.
pub const MOST: usize = 100_000;

/// Where something was found, in order and apart from each other.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Matches {
    ranges: Vec<Range<usize>>,
    more: bool,
}

impl Matches {
    /// Finds `wanted` outside of the ranges that are `hidden`, which are in order. Its case counts
    /// only if it has an upper-case letter.
    #[must_use]
    pub fn find(text: &str, wanted: &str, hidden: impl Iterator<Item = Range<usize>>) -> Self {
        let mut found = Self::default();
        if wanted.is_empty() {
            return found;
        }
        let pattern = Pattern::new(wanted);
        let mut from = 0;
        for hidden in hidden.chain(once(text.len()..text.len())) {
            if let Some(seen) = text.get(from..hidden.start) {
                found.take(from, pattern.find_in(seen));
            }
            from = from.max(hidden.end);
        }
        found
    }

    /// Takes what was found in a part of the text that begins at `offset`.
    fn take(&mut self, offset: usize, mut found: Box<dyn Iterator<Item = Range<usize>> + '_>) {
        let room = MOST - self.ranges.len();
        let moved = |range: Range<usize>| range.start + offset..range.end + offset;
        self.ranges.extend(found.by_ref().take(room).map(moved));
        self.more |= found.next().is_some();
    }

    /// How many were found and kept.
    #[must_use]
    pub fn len(&self) -> usize {
        self.ranges.len()
    }

    /// Whether nothing was found.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.ranges.is_empty()
    }

    /// Whether there are more than were kept.
    #[must_use]
    pub fn has_more(&self) -> bool {
        self.more
    }

    /// A match, counted from 0.
    #[must_use]
    pub fn get(&self, index: usize) -> Option<Range<usize>> {
        self.ranges.get(index).cloned()
    }

    /// The first match that begins at an offset or after it, or else the first of all.
    #[must_use]
    pub fn first_from(&self, offset: usize) -> Option<usize> {
        let next = self.ranges.partition_point(|range| range.start < offset);
        (!self.is_empty()).then_some(if next < self.len() { next } else { 0 })
    }

    /// The match after this one, or before it: after the last comes the first.
    #[must_use]
    pub fn neighbour(&self, index: usize, forward: bool) -> Option<usize> {
        let count = self.len();
        let step = if forward { 1 } else { count.checked_sub(1)? };
        (index + step).checked_rem(count)
    }

    /// The matches that have a part in a range.
    #[must_use]
    pub fn touching(&self, range: &Range<usize>) -> &[Range<usize>] {
        let first = self.ranges.partition_point(|found| found.end <= range.start);
        let end = self.ranges.partition_point(|found| found.start < range.end);
        self.ranges.get(first..end).unwrap_or_default()
    }
}

/// What is looked for.
enum Pattern<'a> {
    /// These very bytes.
    Exact(Box<memmem::Finder<'a>>),
    /// These ASCII letters in either case.
    AnyCase(&'a [u8]),
    /// These characters, which are in lower case, in either case.
    Folded(Vec<char>),
}

impl<'a> Pattern<'a> {
    fn new(wanted: &'a str) -> Self {
        if wanted.chars().any(char::is_uppercase) {
            Self::Exact(Box::new(memmem::Finder::new(wanted)))
        } else if wanted.is_ascii() {
            Self::AnyCase(wanted.as_bytes())
        } else {
            Self::Folded(wanted.chars().flat_map(char::to_lowercase).collect())
        }
    }

    fn find_in<'t>(&'t self, text: &'t str) -> Box<dyn Iterator<Item = Range<usize>> + 't> {
        match self {
            Self::Exact(finder) => {
                let length = finder.needle().len();
                Box::new(finder.find_iter(text.as_bytes()).map(move |at| at..at + length))
            }
            Self::AnyCase(wanted) => {
                let Some(first) = wanted.first() else { return Box::new(std::iter::empty()) };
                let starts = memchr2_iter(*first, first.to_ascii_uppercase(), text.as_bytes());
                Box::new(apart(starts.filter_map(|at| {
                    let end = at + wanted.len();
                    let same = text.as_bytes().get(at..end)?.eq_ignore_ascii_case(wanted);
                    same.then_some(at..end)
                })))
            }
            Self::Folded(wanted) => Box::new(apart(text.char_indices().filter_map(|(at, _)| {
                reads_as(&text[at..], wanted).map(|length| at..at + length)
            }))),
        }
    }
}

/// Without those that begin within one before.
fn apart(found: impl Iterator<Item = Range<usize>>) -> impl Iterator<Item = Range<usize>> {
    let mut end = 0;
    found.filter(move |range| {
        let apart = range.start >= end;
        if apart {
            end = range.end;
        }
        apart
    })
}

/// How many bytes at the start of a text read as `wanted`, in either case.
fn reads_as(text: &str, wanted: &[char]) -> Option<usize> {
    let mut left = wanted;
    for (at, character) in text.char_indices() {
        for lower in character.to_lowercase() {
            left = left.strip_prefix(&[lower])?;
        }
        if left.is_empty() {
            return Some(at + character.len_utf8());
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::{MOST, Matches};
    use proptest::prelude::*;
    use std::iter;
    use std::ops::Range;

    /// The first byte and the end of each match.
    fn ends(found: &[Range<usize>]) -> Vec<(usize, usize)> {
        found.iter().map(|range| (range.start, range.end)).collect()
    }

    fn find(text: &str, wanted: &str) -> Vec<(usize, usize)> {
        ends(&Matches::find(text, wanted, iter::empty()).ranges)
    }

    #[test]
    fn the_case_counts_only_if_an_upper_case_letter_is_typed() {
        let text = "Server server SERVER";
        assert_eq!(find(text, "server"), [(0, 6), (7, 13), (14, 20)]);
        assert_eq!(find(text, "Server"), [(0, 6)]);
        assert_eq!(find(text, "SERVER"), [(14, 20)]);
        assert_eq!(find("Ünï ünÏ", "ünï"), [(0, 5), (6, 11)]);
        assert_eq!(find("订单中心 订单", "订单"), [(0, 6), (13, 19)]);
        assert!(find(text, "").is_empty() && find(text, "x").is_empty());
    }

    #[test]
    fn matches_are_apart_from_each_other() {
        assert_eq!(find("aaaaa", "aa"), [(0, 2), (2, 4)]);
        assert_eq!(find("ééé", "éé"), [(0, 4)]);
        assert_eq!(find("AAAA", "AA"), [(0, 2), (2, 4)]);
    }

    #[test]
    fn what_is_hidden_is_not_found_nor_what_reaches_into_it() {
        let text = "key: key key";
        let hidden = |ranges: &[(usize, usize)]| {
            let ranges = ranges.iter().map(|(start, end)| *start..*end);
            ends(&Matches::find(text, "key", ranges).ranges)
        };
        assert_eq!(hidden(&[]), [(0, 3), (5, 8), (9, 12)]);
        assert_eq!(hidden(&[(5, 8)]), [(0, 3), (9, 12)]);
        assert_eq!(hidden(&[(6, 10)]), [(0, 3)]);
        assert!(hidden(&[(0, 12)]).is_empty());
    }

    #[test]
    fn one_leads_to_the_next_and_the_last_to_the_first() {
        let found = Matches::find("a.a.a", "a", iter::empty());
        assert_eq!(found.neighbour(0, true), Some(1));
        assert_eq!(found.neighbour(2, true), Some(0));
        assert_eq!(found.neighbour(0, false), Some(2));
        assert_eq!([0, 1, 4, 5].map(|from| found.first_from(from)), [0, 1, 2, 0].map(Some));
        assert_eq!(ends(found.touching(&(1..4))), [(2, 3)]);
        assert_eq!(found.touching(&(0..5)).len(), 3);
        let nothing = Matches::default();
        assert_eq!((nothing.first_from(0), nothing.neighbour(0, false)), (None, None));
    }

    #[test]
    fn of_very_many_it_is_known_that_there_are_more() {
        let found = Matches::find(&"a".repeat(MOST), "a", iter::empty());
        assert_eq!((found.len(), found.has_more()), (MOST, false));
        let found = Matches::find(&"a".repeat(MOST + 1), "a", iter::once(3..4));
        assert_eq!((found.len(), found.has_more()), (MOST, false));
        let found = Matches::find(&"a".repeat(MOST + 2), "a", iter::once(3..4));
        assert_eq!((found.len(), found.has_more()), (MOST, true));
    }

    proptest! {
        /// Whatever is looked for in whatever text: what is found reads as it, and none is missed.
        #[test]
        fn all_and_only_what_reads_as_it_is_found(
            text in "[aAbßéÉ集 ]{0,40}", wanted in "[abéé集]{1,3}",
        ) {
            let found = find(&text, &wanted);
            for (start, end) in &found {
                prop_assert_eq!(text[*start..*end].to_lowercase(), wanted.to_lowercase());
            }
            let plain = text.to_lowercase();
            prop_assert_eq!(found.len(), plain.matches(&wanted).count());
        }
    }
}
