//! Finding in the document, and going to a line: what is looked for, and where the user is in it.

use std::ops::Range;

use egui::Id;

use super::document::Document;
use crate::core::kubeconfig::lines::find::Matches;

/// What the bar over the text is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Purpose {
    Find,
    Line,
}

/// What the user wishes by the bar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum BarWish {
    /// Something else is looked for.
    Search,
    /// The next match, or the one before.
    Step { forward: bool },
    /// A line, counted from 0.
    Line(usize),
    /// Nothing more.
    Close,
}

/// The search, also while its bar is closed: the next match is a key away.
#[derive(Default)]
pub(super) struct Search {
    pub(super) bar: Option<Purpose>,
    pub(super) wanted: String,
    pub(super) line: String,
    pub(super) found: Matches,
    /// Which match the user is at.
    pub(super) current: Option<usize>,
    /// What was typed is to be typed over.
    pub(super) focus: bool,
    /// What had the focus before the bar.
    before: Option<Id>,
    /// The revision of the document that was searched.
    revision: u64,
    /// The shortened value that is shown whole because the match is in it.
    unfolded: Option<usize>,
}

impl Search {
    /// Opens the bar; `focused` has the focus now.
    pub(super) fn open(&mut self, purpose: Purpose, focused: Option<Id>) {
        if self.bar.is_none() {
            self.before = focused;
        }
        self.bar = Some(purpose);
        self.focus = true;
    }

    /// Closes the bar, and gives what had the focus before. The search itself stays.
    pub(super) fn close(&mut self) -> Option<Id> {
        self.bar = None;
        self.before.take()
    }

    /// Searches anew if something was revealed or hidden since. The user stays at the match.
    pub(super) fn refresh(&mut self, document: &Document) {
        if self.revision != document.revision {
            let at = self.match_at_hand();
            self.search(document);
            let same = |index: &usize| self.found.get(*index) == at;
            self.current = at.as_ref().and_then(|at| self.found.first_from(at.start)).filter(same);
        }
    }

    /// Searches for what is wanted now.
    pub(super) fn search(&mut self, document: &Document) {
        self.revision = document.revision;
        self.found = document.find(&self.wanted);
        self.current = None;
    }

    /// Goes to the next match or the one before, from the match at hand or else from an offset.
    pub(super) fn step(&mut self, forward: bool, from: usize) -> Option<Range<usize>> {
        let next = match self.current {
            Some(current) => self.found.neighbour(current, forward),
            None if forward => self.found.first_from(from),
            None => {
                let after = self.found.first_from(from);
                after.and_then(|after| self.found.neighbour(after, false))
            }
        };
        self.current = next;
        self.match_at_hand()
    }

    /// The match that the user is at.
    pub(super) fn match_at_hand(&self) -> Option<Range<usize>> {
        self.found.get(self.current?)
    }

    /// Shows the shortened value whole that a match is in, and shortens the one before again.
    pub(super) fn unfold(&mut self, document: &mut Document, found: &Range<usize>) {
        let start = document.shortened_at(found.start);
        if start == self.unfolded {
            return;
        }
        if let Some(before) = self.unfolded.take() {
            document.set_unfolded(before, false);
        }
        self.unfolded = start.filter(|start| document.set_unfolded(*start, true));
    }

    /// What is marked in the text: nothing, unless the bar is open.
    pub(super) fn marked(&self) -> Option<&Matches> {
        (self.bar == Some(Purpose::Find) && !self.found.is_empty()).then_some(&self.found)
    }
}
