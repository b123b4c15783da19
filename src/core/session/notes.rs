//! Notes on the desktop that a context in use is about to end: which are due, each once.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::core::kubeconfig::contexts::EXPIRING_WITHIN;

/// So many ends are remembered as told.
const REMEMBERED: usize = 64;

/// The last of so many equal parts of a short life is its end.
const PARTS_OF_LIFE: i32 = 6;

/// The end of a context, by which a note about it is told from others.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ending {
    /// The file, as it is shown.
    pub file: String,
    /// The context's name.
    pub context: String,
    /// When it ends.
    pub end: Timestamp,
}

/// A context in use that has an end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InUse {
    /// Its end.
    pub ending: Ending,
    /// Since when it is good, if that is known.
    pub since: Option<Timestamp>,
    /// Whether it is one of ACK's, which can be renewed here.
    pub is_ack: bool,
}

/// Why no note is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NoNotes {
    /// There is no message bus to send it over.
    #[error("there is no message bus")]
    NoBus,
    /// Nobody on the bus shows notes.
    #[error("nobody on the message bus shows notes")]
    NoService,
    /// It was not taken.
    #[error("the note was not taken")]
    Refused,
}

/// The notes of this window.
#[derive(Debug, Default)]
pub struct Notes {
    /// Those that are on their way or were shown.
    sent: Vec<Ending>,
    /// Why none is shown. Until that is another, none is sent.
    pub trouble: Option<NoNotes>,
}

impl Notes {
    /// The contexts of which it is to be told now, which are taken for sent. `told` are the ends
    /// of which windows before have told.
    pub fn take_due<'a>(
        &mut self,
        in_use: &'a [InUse],
        told: &[Ending],
        now: Timestamp,
    ) -> Vec<&'a InUse> {
        let due = self.waiting(in_use, told).filter(|context| begins(context) <= now);
        let due: Vec<&InUse> = due.collect();
        self.sent.extend(due.iter().map(|context| context.ending.clone()));
        due
    }

    /// When the next is due.
    #[must_use]
    pub fn next(&self, in_use: &[InUse], told: &[Ending]) -> Option<Timestamp> {
        self.waiting(in_use, told).map(begins).min()
    }

    /// Takes note of what came of one; whether it was shown, and is to be remembered in `told`.
    pub fn hear(
        &mut self,
        ending: Ending,
        shown: Result<(), NoNotes>,
        told: &mut Vec<Ending>,
    ) -> bool {
        self.trouble = shown.err();
        if shown.is_err() {
            self.sent.retain(|sent| *sent != ending);
            return false;
        }
        told.push(ending);
        told.drain(..told.len().saturating_sub(REMEMBERED));
        true
    }

    fn waiting<'a>(&self, in_use: &'a [InUse], told: &[Ending]) -> impl Iterator<Item = &'a InUse> {
        let can_be_sent = self.trouble.is_none();
        in_use.iter().filter(move |context| {
            can_be_sent && !told.contains(&context.ending) && !self.sent.contains(&context.ending)
        })
    }
}

/// From when on it is to be told of a context: when it ends soon; whoever has one for hours is told
/// when a sixth of them is left, and not as soon as it is there.
fn begins(context: &InUse) -> Timestamp {
    let end = context.ending.end;
    let life = context.since.map(|since| end.duration_since(since) / PARTS_OF_LIFE);
    let left = life.map_or(EXPIRING_WITHIN, |part| part.min(EXPIRING_WITHIN));
    end.saturating_sub(left).unwrap_or(Timestamp::MIN)
}

#[cfg(test)]
mod tests {
    use super::{Ending, InUse, NoNotes, Notes, REMEMBERED};
    use jiff::{SignedDuration, Timestamp};

    fn now() -> Timestamp {
        "2026-11-24T12:00:00Z".parse().unwrap()
    }

    fn ending_in(hours: i64) -> InUse {
        let end = now() + SignedDuration::from_hours(hours);
        let ending = Ending { file: "~/.kube/config".to_owned(), context: "prod".to_owned(), end };
        InUse { ending, since: None, is_ack: true }
    }

    #[test]
    fn an_end_is_told_of_once_when_it_is_a_week_away_or_nearer_or_over() {
        for (hours, due) in [(-100, true), (1, true), (168, true), (169, false)] {
            let in_use = [ending_in(hours)];
            let mut notes = Notes::default();
            assert_eq!(notes.take_due(&in_use, &[], now()).len(), usize::from(due), "{hours}");
            assert_eq!(notes.take_due(&in_use, &[], now()).len(), 0, "{hours}");
        }
    }

    #[test]
    fn of_what_lasts_hours_it_is_told_near_its_end() {
        for (life, left, due) in
            [(60, 59, false), (60, 11, false), (60, 10, true), (26_280 * 60, 167 * 60, true)]
        {
            let minutes = SignedDuration::from_mins;
            let mut context = ending_in(0);
            context.ending.end = now() + minutes(left);
            context.since = Some(context.ending.end - minutes(life));
            let due_now = Notes::default().take_due(&[context], &[], now()).len();
            assert_eq!(due_now, usize::from(due), "{left} of {life} min");
        }
    }

    #[test]
    fn a_context_that_was_renewed_has_another_end() {
        let mut notes = Notes::default();
        assert_eq!(notes.take_due(&[ending_in(1)], &[], now()).len(), 1);
        assert_eq!(notes.take_due(&[ending_in(2)], &[], now()).len(), 1);
    }

    #[test]
    fn what_was_shown_is_remembered_and_not_told_of_at_the_next_start() {
        let (mut notes, mut told) = (Notes::default(), Vec::new());
        let in_use = [ending_in(1)];
        notes.take_due(&in_use, &told, now());
        assert!(notes.hear(in_use[0].ending.clone(), Ok(()), &mut told));
        assert_eq!(told, [in_use[0].ending.clone()]);
        assert_eq!(Notes::default().take_due(&in_use, &told, now()).len(), 0);
        for hours in 0..200 {
            notes.hear(ending_in(hours).ending, Ok(()), &mut told);
        }
        assert_eq!(told.len(), REMEMBERED);
        assert_eq!(told.last(), Some(&ending_in(199).ending));
    }

    #[test]
    fn what_was_not_shown_waits_until_notes_can_be_shown_and_is_not_remembered() {
        let (mut notes, mut told) = (Notes::default(), Vec::new());
        let in_use = [ending_in(1)];
        notes.take_due(&in_use, &told, now());
        assert!(!notes.hear(in_use[0].ending.clone(), Err(NoNotes::NoService), &mut told));
        assert_eq!((notes.trouble, told.len()), (Some(NoNotes::NoService), 0));
        assert_eq!(notes.take_due(&in_use, &told, now()).len(), 0);
        assert_eq!(notes.next(&in_use, &told), None);
        notes.trouble = None;
        assert_eq!(notes.take_due(&in_use, &told, now()).len(), 1);
    }

    #[test]
    fn the_next_note_is_due_a_week_before_the_nearest_end() {
        let notes = Notes::default();
        let week = SignedDuration::from_hours(7 * 24);
        let in_use = [ending_in(500), ending_in(300)];
        assert_eq!(notes.next(&in_use, &[]), Some(in_use[1].ending.end - week));
        assert_eq!(
            notes.next(&in_use, &[in_use[1].ending.clone()]).unwrap(),
            in_use[0].ending.end - week
        );
        assert_eq!(notes.next(&[], &[]), None);
    }
}
