//! What is wrong with the user's files, with a button where the program can mend it.

use egui::{RichText, Ui};
use jiff::Timestamp;

use super::Around;
use super::known::Known;
use crate::core::printable::printable;
use crate::text::{Phrases, format};
use crate::ui::icons;
use crate::ui::theme::{self, tokens};
use crate::ui::widgets::link;
use crate::ui::wish::{ContextsWish, FilesWish, Wish};
use crate::worker::protocol::{Access, ContextFile, Holder, SeenLock};

/// How many are listed before the rest is only counted.
const MOST: usize = 3;

/// A line: what is wrong, and what can be done.
struct Trouble {
    text: String,
    /// Whether it is in the way of everything.
    bad: bool,
    mend: Option<(&'static str, Wish)>,
}

pub(super) fn ui(
    ui: &mut Ui,
    known: &Known,
    all: &mut bool,
    around: &Around<'_>,
    phrases: &Phrases,
) -> Option<Wish> {
    let mut troubles = Vec::new();
    if let Some(trouble) = known.read.trouble {
        let notice = (phrases.landing.trouble)(&trouble.into());
        let text = (phrases.sentences)(&notice.title, &notice.next);
        troubles.push(Trouble::new(text, true));
    }
    let several = known.read.files.len() > 1;
    for file in &known.read.files {
        let name = several.then(|| format::path(&file.path, around.home));
        let begin = name.map(|name| format!("{name}: ")).unwrap_or_default();
        let of_file = of_file(file, around.now, phrases).into_iter();
        troubles.extend(
            of_file.map(|trouble| Trouble { text: format!("{begin}{}", trouble.text), ..trouble }),
        );
    }
    let count = troubles.len();
    let shown = if *all { count } else { MOST };
    let mut wish = None;
    for trouble in troubles.into_iter().take(shown) {
        wish = wish.take().or(line(ui, trouble));
    }
    if count > shown && link(ui, &(phrases.contexts.more_problems)(count - shown)).clicked() {
        *all = true;
    }
    wish
}

/// What is wrong with a file, the worst first.
fn of_file(file: &ContextFile, now: Timestamp, phrases: &Phrases) -> Vec<Trouble> {
    let words = &phrases.landing;
    let mut troubles = Vec::new();
    if let Err(trouble) = &file.contents {
        let notice = (words.trouble)(trouble);
        let text = (phrases.sentences)(&notice.title, &notice.next);
        troubles.push(Trouble::new(text, true));
    }
    if let Some(access) = file.access.filter(Access::is_loose) {
        let wish = ContextsWish::MakePrivate(file.path.clone()).into();
        let mend = Some((phrases.contexts.make_private, wish));
        troubles.push(Trouble { mend, ..Trouble::new((words.loose)(access.mode), false) });
    }
    // One of this program's own is at work, and soon done.
    let left = |lock: &&SeenLock| !matches!(lock.holder, Holder::ThisProgram(_));
    if let Some(lock) = file.lock.as_ref().filter(left) {
        let mend = Some((phrases.files.break_lock, FilesWish::BreakLock(lock.clone()).into()));
        let text = locked(lock, now, phrases);
        troubles.push(Trouble { mend, ..Trouble::new(text, false) });
    }
    let problems = file.contents.iter().flat_map(|contents| &contents.problems);
    troubles.extend(problems.map(|problem| Trouble::new((words.problem)(problem), false)));
    troubles
}

/// Who has a lock, and since when.
pub(crate) fn locked(lock: &SeenLock, now: Timestamp, phrases: &Phrases) -> String {
    let since = lock.since.and_then(|since| Timestamp::try_from(since).ok());
    let age = since.map(|since| phrases.time.relative(since, now));
    let path = printable(&lock.path.display().to_string());
    (phrases.landing.locked)(&path, age.as_deref(), lock.owner)
}

impl Trouble {
    fn new(text: String, bad: bool) -> Self {
        Self { text, bad, mend: None }
    }
}

fn line(ui: &mut Ui, trouble: Trouble) -> Option<Wish> {
    let tokens = tokens(ui);
    let color = if trouble.bad { tokens.error } else { tokens.warning };
    let mut wish = None;
    ui.horizontal(|ui| {
        ui.spacing_mut().interact_size.y = 18.0;
        ui.label(RichText::new(icons::WARNING).color(color));
        if let Some((text, mend)) = trouble.mend
            && link(ui, text).clicked()
        {
            wish = Some(mend);
        }
        let text = RichText::new(trouble.text).size(theme::SMALL).color(color);
        ui.add(egui::Label::new(text).truncate());
    });
    wish
}
