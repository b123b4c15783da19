//! Telling on the desktop that a context in use is about to end, for whoever wants that.

use std::time::Duration;

use jiff::tz::TimeZone;

use super::App;
use crate::core::printable::printable;
use crate::core::session::{Ending, InUse, NoNotes};
use crate::worker::protocol::{Command, Note};

impl App {
    /// Tells of what is due now.
    pub(super) fn tell_of_ends(&mut self) {
        if !self.options.settings.notes {
            return;
        }
        let (in_use, told) = (self.contexts.in_use(), &self.options.settings.told);
        let due = self.session.notes.take_due(in_use, told, self.now);
        let due: Vec<(Note, Ending)> =
            due.into_iter().map(|context| (self.note(context), context.ending.clone())).collect();
        for (note, ending) in due {
            self.command(Command::Show(self.options.desktop.clone(), note, ending));
        }
    }

    /// What is said of a context that ends.
    fn note(&self, context: &InUse) -> Note {
        let (words, time) = (&self.phrases.notes, &self.phrases.time);
        let Ending { file, context: name, end } = &context.ending;
        let (name, file) = (printable(name), printable(file));
        let (far, date) =
            (time.relative(*end, self.now), time.date_or_time(*end, self.now, &TimeZone::system()));
        let (title, mut body) = if *end > self.now {
            ((words.ends)(&name, &far), (words.good_until)(&file, &date))
        } else {
            ((words.ended)(&name, &far), (words.refused_since)(&file, &date))
        };
        if context.is_ack {
            body = format!("{body} {}", words.renew);
        }
        Note { title, body }
    }

    /// When the next note is due.
    pub(super) fn notes_countdown(&self) -> Option<Duration> {
        let settings = &self.options.settings;
        let next = self.session.notes.next(self.contexts.in_use(), &settings.told);
        let next = next.filter(|_| settings.notes)?;
        Duration::try_from(next.duration_since(self.now)).ok()
    }

    /// Asks whether the desktop shows notes.
    pub(super) fn ask_for_notes(&mut self) {
        self.command(Command::AskForNotes(self.options.desktop.clone()));
    }

    /// What was shown is remembered, so that nobody is told twice.
    pub(super) fn note_shown(&mut self, ending: Ending, shown: Result<(), NoNotes>) {
        if self.session.notes.hear(ending, shown, &mut self.options.settings.told) {
            self.keep_settings(None);
        }
    }
}
