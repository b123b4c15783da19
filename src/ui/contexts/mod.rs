//! My contexts: what the user's kubeconfig files hold, until when, what is wrong with them, and
//! what can be done about it.

mod fulfil;
mod head;
mod known;
mod row;
mod table;
mod troubles;

use std::path::{Path, PathBuf};

use egui::accesskit::Live;
use egui::{Frame, Margin, ScrollArea, Ui, vec2};
use jiff::Timestamp;

use self::fulfil::Copying;
use self::known::Known;
pub(crate) use self::troubles::locked;
use super::access;
use super::columns::HEIGHT;
use super::focus;
use super::save_row::SaveRow;
use super::widgets::{rule, small};
use super::wish::{ContextsWish, Wish};
use crate::core::clusters::Filter;
use crate::core::session::{Checks, InUse, Renewal};
use crate::text::{Phrases, format};
use crate::worker::protocol::{ContextsRead, Document};

/// The page's own state.
#[derive(Default)]
pub(crate) struct ContextsPanel {
    open: bool,
    /// What the files hold; none while they are read for the first time.
    known: Option<Known>,
    typed: String,
    /// The places of the contexts that match what was typed.
    matches: Vec<usize>,
    /// The context that is being given another name: its file, its name, what is typed.
    renaming: Option<Renaming>,
    /// Whether every problem is listed.
    all_troubles: bool,
    save_row: SaveRow,
    /// The context that is being saved as a file of its own.
    copying: Option<Copying>,
}

/// A context that is being given another name.
struct Renaming {
    file: PathBuf,
    from: String,
    to: String,
    focus: bool,
}

/// What else the page shows.
pub(crate) struct Around<'a> {
    pub(crate) renewal: Option<&'a Renewal>,
    pub(crate) checks: &'a Checks,
    pub(crate) home: Option<&'a Path>,
    pub(crate) now: Timestamp,
}

impl ContextsPanel {
    /// Begins with a filter.
    pub(crate) fn filtered_by(typed: String) -> Self {
        Self { typed, ..Self::default() }
    }

    /// The filter, if it finds anything, else an empty one; none, while there is nothing to find.
    pub(crate) fn filter_to_keep(&self) -> Option<&str> {
        self.known.as_ref().filter(|known| known.len() > 0)?;
        Some(if self.matches.is_empty() { "" } else { &self.typed })
    }

    /// Whether the page is on show.
    pub(crate) fn is_open(&self) -> bool {
        self.open
    }

    /// Whether Escape is for a part of the page.
    pub(crate) fn has_the_keys(&self) -> bool {
        self.renaming.is_some()
    }

    pub(crate) fn close(&mut self) {
        self.open = false;
        self.renaming = None;
    }

    /// Something else is being saved.
    pub(crate) fn forget_copy(&mut self) {
        self.copying = None;
        self.save_row.close();
    }

    /// Takes what the files hold.
    pub(crate) fn hear(&mut self, read: ContextsRead, home: Option<&Path>) {
        let known = self.known.insert(Known::new(read, home));
        self.matches = known.matching(&Filter::new(&self.typed));
        let gone = |renaming: &Renaming| known.read.find(&renaming.file, &renaming.from).is_none();
        if self.renaming.as_ref().is_some_and(gone) {
            self.renaming = None;
        }
    }

    /// How many contexts there are, and how many of them end soon; none, while nobody knows.
    pub(crate) fn counts(&self, now: Timestamp) -> Option<(usize, usize)> {
        self.known.as_ref().map(|known| (known.len(), known.expiring(now)))
    }

    /// Every context, with its file.
    pub(crate) fn all(&self) -> Vec<(PathBuf, String)> {
        let known = self.known.iter();
        let contexts =
            known.flat_map(|known| (0..known.len()).filter_map(|place| known.get(place)));
        contexts.map(|(file, context)| (file.path.clone(), context.name.clone())).collect()
    }

    /// Fetched documents by the file that each goes to, as far as the files are known.
    pub(crate) fn by_file(
        &self,
        documents: Vec<Document>,
    ) -> Vec<(Option<PathBuf>, Vec<Document>)> {
        match &self.known {
            Some(known) => known.read.by_file(documents),
            None => vec![(None, documents)],
        }
    }

    /// The file that new contexts go to, as far as the files are known.
    pub(crate) fn for_new(&self) -> Option<&Path> {
        self.known.as_ref()?.read.for_new.as_deref()
    }

    /// The files, that for new contexts first.
    pub(crate) fn files(&self) -> Vec<PathBuf> {
        let known = self.known.iter().flat_map(|known| &known.read.files);
        let others = known.map(|file| file.path.as_path());
        let others = others.filter(|file| Some(*file) != self.for_new());
        self.for_new().into_iter().chain(others).map(Path::to_owned).collect()
    }

    /// The contexts in use that have an end.
    pub(crate) fn in_use(&self) -> &[InUse] {
        self.known.as_ref().map_or(&[], |known| &known.in_use)
    }

    /// When those counts are others by themselves.
    pub(crate) fn next_change(&self, now: Timestamp) -> Option<Timestamp> {
        self.known.as_ref()?.next_expiring(now)
    }

    pub(crate) fn ui(
        &mut self,
        ui: &mut Ui,
        around: &Around<'_>,
        phrases: &Phrases,
    ) -> Option<Wish> {
        let margin = Margin { left: 18, right: 18, top: 14, bottom: 0 };
        let page = Frame::new().inner_margin(margin);
        let mut wish = self.save_bar(ui, phrases);
        page.show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 6.0;
            wish = wish.take().or(self.head(ui, around, phrases));
            let Some(known) = &self.known else {
                small(ui, phrases.contexts.reading);
                return;
            };
            wish = wish.take().or(troubles::ui(ui, known, &mut self.all_troubles, around, phrases));
            wish = wish.take().or(self.table(ui, around, phrases));
        });
        wish
    }

    /// The path of a copy, typed where the desktop has no dialog.
    fn save_bar(&mut self, ui: &mut Ui, phrases: &Phrases) -> Option<Wish> {
        if !self.save_row.is_open() {
            return None;
        }
        let fill = super::theme::tokens(ui).panel;
        let bar = Frame::new().fill(fill).inner_margin(Margin::symmetric(18, 10));
        let shown = egui::Panel::bottom("save-context").frame(bar);
        let typed = shown.show(ui, |ui| self.save_row.ui(ui, phrases)).inner?;
        Some(match typed {
            Wish::SaveTo(path, existing) => ContextsWish::SaveCopyTo(path, existing).into(),
            other => other,
        })
    }

    fn table(&mut self, ui: &mut Ui, around: &Around<'_>, phrases: &Phrases) -> Option<Wish> {
        let words = &phrases.contexts;
        let known = self.known.as_ref()?;
        if self.matches.is_empty() {
            let file = known.read.for_new.as_deref().map(|file| format::path(file, around.home));
            let readable = known.read.files.iter().all(|file| file.contents.is_ok());
            if known.len() > 0 {
                access::live(&small(ui, words.no_match), Live::Polite);
            } else if let Some(file) = file.filter(|_| readable) {
                small(ui, &(words.none)(&file));
            }
            return None;
        }
        let columns = table::columns(ui.available_width());
        columns.heads(ui, words.heads);
        rule(ui, ui.cursor().top());
        ui.add_space(1.0);
        ui.spacing_mut().item_spacing = vec2(0.0, 0.0);
        let mut wish = None;
        let scroll = ScrollArea::vertical().id_salt("contexts").auto_shrink(false);
        scroll.show_rows(ui, HEIGHT, self.matches.len(), |ui, range| {
            for place in &self.matches[range] {
                let Some((file, context)) = known.get(*place) else { continue };
                let row = row::Row {
                    file,
                    context,
                    current: known.is_current(context),
                    several_files: known.read.files.len() > 1,
                    around,
                };
                wish = wish.take().or(row.ui(ui, &columns, &mut self.renaming, phrases));
            }
            focus::follow(ui);
        });
        wish
    }
}
