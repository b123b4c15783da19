//! The dialog about a change: what it does, the difference, and the button that does it.

use std::path::{Path, PathBuf};

use egui::accesskit::Live;
use egui::{ComboBox, RichText, ScrollArea, Ui, vec2};
use jiff::Timestamp;

use super::asked::Asked;
use super::{diff, entries};
use crate::core::kubeconfig::merge::{Outcome, Plan, Side};
use crate::core::printable::printable;
use crate::text::{Phrases, format};
use crate::ui::access;
use crate::ui::contexts::locked;
use crate::ui::focus;
use crate::ui::theme::{self, tokens};
use crate::ui::widgets::{button, dialog, primary_button, small};
use crate::ui::wish::{FilesWish, Wish};
use crate::worker::protocol::{Act, FileTrouble, LockError, PlanDetail, PlanId, PlannedChange};

/// How wide the dialog is, and what it leaves of a small window.
const WIDTH: f32 = 780.0;
const AROUND: f32 = 72.0;

/// What stands below that, what is around the difference, and how tall that is at the least and at
/// the most.
const FOOTER: f32 = 42.0;
const FRAME: f32 = 20.0;
const DIFFERENCE: [f32; 2] = [80.0, 260.0];

/// What else the dialog shows.
pub(crate) struct Around<'a> {
    /// The user's home folder.
    pub(crate) home: Option<&'a Path>,
    pub(crate) now: Timestamp,
}

/// A change that is being looked at.
pub(crate) struct ChangeDialog {
    /// The number of its plan.
    pub(super) id: PlanId,
    /// What is to be done, with everything that was chosen.
    pub(super) asked: Asked,
    /// What has to be known besides.
    pub(super) notes: Vec<String>,
    /// The files that it can be made in.
    pub(super) files: Vec<PathBuf>,
    /// The last plan. It stays on show while another is made.
    pub(super) planned: Option<Box<PlannedChange>>,
    /// How far it has come.
    pub(super) stage: Stage,
}

/// How far a change has come.
pub(super) enum Stage {
    /// It is being planned.
    Planning,
    /// It can be looked at.
    Planned,
    /// It cannot be made.
    Refused(FileTrouble),
    /// It is being written.
    Writing,
}

impl ChangeDialog {
    pub(super) fn new(id: PlanId, asked: Asked, files: Vec<PathBuf>) -> Self {
        Self { id, asked, notes: Vec::new(), files, planned: None, stage: Stage::Planning }
    }

    pub(crate) fn ui(
        &mut self,
        ctx: &egui::Context,
        around: &Around<'_>,
        phrases: &Phrases,
    ) -> Option<Wish> {
        let home = around.home;
        let room = ctx.content_rect().size() - vec2(AROUND, AROUND);
        let name = self.file().map(|file| format::path(file, home)).unwrap_or_default();
        let name = (phrases.files.heading)(self.asked.act(), &name);
        let modal = dialog(ctx, "change", &name).show(ctx, |ui| {
            ui.set_width(WIDTH.min(room.x));
            ui.spacing_mut().item_spacing.y = 6.0;
            let most = room.y - FOOTER;
            // Whatever there is to read, the buttons below it are seen.
            let scroll = ScrollArea::vertical().id_salt("change").max_height(most);
            let contents = |ui: &mut Ui| {
                let changed = self.contents(ui, most, around, phrases);
                focus::follow(ui);
                changed
            };
            let changed = scroll.min_scrolled_height(most).show(ui, contents).inner;
            ui.add_space(6.0);
            self.footer(ui, home, phrases).or(changed)
        });
        let closed = modal.should_close() && !matches!(self.stage, Stage::Writing);
        modal.inner.or(closed.then(|| FilesWish::Drop.into()))
    }

    fn contents(
        &mut self,
        ui: &mut Ui,
        height: f32,
        around: &Around<'_>,
        phrases: &Phrases,
    ) -> Option<Wish> {
        let (words, home) = (&phrases.files, around.home);
        let top = ui.cursor().top();
        let mut changed = self.heading(ui, home, phrases);
        if matches!((&self.planned, &self.stage), (None, Stage::Planning)) {
            small(ui, words.planning);
        }
        if let Some(planned) = &self.planned {
            if planned.file_changed {
                ui.colored_label(tokens(ui).warning, phrases.landing.planned_anew);
            }
            let shown = format::path(&planned.file, home);
            for note in &self.notes {
                ui.colored_label(tokens(ui).warning, note);
            }
            small(ui, &summary(&planned.detail, &shown, phrases));
            if let (PlanDetail::Merge(plan), Asked::Merge(request)) =
                (&planned.detail, &mut self.asked)
            {
                changed |= entries::ui(ui, plan, &mut request.choices, phrases);
            }
        }
        if let Stage::Refused(trouble) = &self.stage {
            refused(ui, trouble, around.now, phrases);
        } else if let Some(planned) = &self.planned {
            let [least, most] = DIFFERENCE;
            let used = ui.cursor().top() - top;
            diff::ui(ui, &planned.diff, (height - used - FRAME).clamp(least, most), phrases);
        }
        changed.then(|| FilesWish::PlanAnew.into())
    }

    /// What is done, and to which file; says whether another was chosen.
    fn heading(&mut self, ui: &mut Ui, home: Option<&Path>, phrases: &Phrases) -> bool {
        let words = &phrases.files;
        let shown = self.file().map(|file| format::path(file, home)).unwrap_or_default();
        let heading = RichText::new((words.heading)(self.asked.act(), &shown));
        let heading = egui::Label::new(heading.font(theme::semibold(theme::HEADING))).truncate();
        let Asked::Merge(request) = &mut self.asked else {
            ui.add(heading);
            return false;
        };
        if self.files.len() < 2 || request.act != Act::Merge {
            ui.add(heading);
            return false;
        }
        let before = request.file.clone();
        ui.add(heading);
        ui.horizontal(|ui| {
            small(ui, words.which_file);
            let combo = ComboBox::from_id_salt("file").width(320.0).truncate();
            let combo = combo.selected_text(shown).show_ui(ui, |ui| {
                for file in &self.files {
                    let name = format::path(file, home);
                    ui.selectable_value(&mut request.file, Some(file.clone()), name);
                }
            });
            access::name_combo(&combo, words.which_file);
        });
        request.file != before
    }

    /// The file: the plan's, unless another was chosen since.
    fn file(&self) -> Option<&Path> {
        let planned = self.planned.as_ref().map(|planned| planned.file.as_path());
        self.asked.file().or(planned).or(self.files.first().map(PathBuf::as_path))
    }

    fn footer(&self, ui: &mut Ui, home: Option<&Path>, phrases: &Phrases) -> Option<Wish> {
        let mut wish = None;
        ui.horizontal(|ui| {
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                wish = self.buttons(ui, phrases);
                ui.with_layout(egui::Layout::left_to_right(egui::Align::Center), |ui| {
                    let text = match (&self.stage, &self.planned) {
                        (Stage::Planned, Some(planned)) => {
                            told(planned, &self.asked, home, phrases)
                        }
                        (Stage::Writing, _) => phrases.files.writing.to_owned(),
                        _ => return,
                    };
                    let text = RichText::new(text).size(theme::SMALL).color(tokens(ui).dim);
                    access::live(&ui.add(egui::Label::new(text).truncate()), Live::Polite);
                });
            });
        });
        wish
    }

    /// The buttons, from right to left.
    fn buttons(&self, ui: &mut Ui, phrases: &Phrases) -> Option<Wish> {
        let words = &phrases.files;
        let mut wish = None;
        let mut offer = |clicked: bool, what: Wish| {
            if clicked {
                wish = Some(what);
            }
        };
        if let Stage::Refused(trouble) = &self.stage {
            let again = primary_button(ui, words.plan_again, true).clicked();
            offer(again, FilesWish::PlanAnew.into());
            if let FileTrouble::Lock(LockError::Held(lock)) = trouble {
                let broken = button(ui, words.break_lock, "", true).clicked();
                offer(broken, FilesWish::BreakLock(lock.clone()).into());
            }
        } else {
            let planned = self.planned.as_ref().filter(|_| matches!(self.stage, Stage::Planned));
            let ready = planned.is_some_and(|planned| planned.changes_anything);
            let confirm = (words.confirm)(self.asked.act(), self.replaces());
            offer(primary_button(ui, confirm, ready).clicked(), FilesWish::Commit.into());
            if let Some(planned) = planned {
                let copied = button(ui, words.copy_diff, "", ready).clicked();
                let text = || diff::as_text(&planned.diff, &phrases.landing);
                if copied {
                    offer(true, Wish::CopyText(text()));
                }
            }
        }
        let writing = matches!(self.stage, Stage::Writing);
        offer(button(ui, phrases.save.cancel, "Esc", !writing).clicked(), FilesWish::Drop.into());
        wish
    }

    /// Whether somebody else's context goes.
    fn replaces(&self) -> bool {
        let detail = self.planned.as_ref().map(|planned| &planned.detail);
        let Some(PlanDetail::Merge(plan)) = detail else { return false };
        plan.landings.iter().any(|landing| landing.context.outcome == Outcome::TakesPlace)
    }
}

/// What a change comes to, and that the rest stays.
fn summary(detail: &PlanDetail, file: &str, phrases: &Phrases) -> String {
    let words = &phrases.files;
    let does = match detail {
        PlanDetail::Merge(plan) => {
            let (added, renewed) = counts(plan);
            (words.summary)(added, renewed)
        }
        PlanDetail::Remove { clusters, users, was_current } => {
            let names = |names: &[String]| -> Vec<String> {
                names.iter().map(|name| printable(name)).collect()
            };
            (words.removes)(&names(clusters), &names(users), *was_current)
        }
        PlanDetail::Edit => String::new(),
        PlanDetail::Restore => return (phrases.landing.undo_refused)(file),
    };
    if does.is_empty() { words.rest_stays.to_owned() } else { (words.and_the_rest)(&does) }
}

/// How much changes, and where the old text is kept.
fn told(planned: &PlannedChange, asked: &Asked, home: Option<&Path>, phrases: &Phrases) -> String {
    let lines = |side| planned.diff.iter().filter(|line| line.side == side).count();
    if !planned.changes_anything {
        return (phrases.landing.unchanged)(&format::path(&planned.file, home));
    }
    let lines = (phrases.files.lines)(lines(Side::After), lines(Side::Before));
    match asked.backups().filter(|_| planned.exists) {
        Some(folder) => {
            format!("{lines} · {}", (phrases.files.backup_in)(&format::path(folder, home)))
        }
        None => lines,
    }
}

/// How many contexts are new, and how many are there and renewed.
fn counts(plan: &Plan) -> (usize, usize) {
    let is_new = |outcome: &Outcome| matches!(outcome, Outcome::Added | Outcome::TakesPlace);
    let contexts = plan.landings.iter().filter(|landing| is_new(&landing.context.outcome));
    let renewed = plan.landings.iter().filter(|landing| landing.found_by.is_some());
    (contexts.count(), renewed.count())
}

fn refused(ui: &mut Ui, trouble: &FileTrouble, now: Timestamp, phrases: &Phrases) {
    let notice = (phrases.landing.trouble)(trouble);
    let color = tokens(ui).error;
    access::live(&ui.colored_label(color, notice.title), Live::Assertive);
    let who = match trouble {
        FileTrouble::Lock(LockError::Held(lock)) => locked(lock, now, phrases),
        _ => String::new(),
    };
    for line in [who, notice.meaning, notice.next] {
        if !line.is_empty() {
            ui.add(egui::Label::new(line).wrap());
        }
    }
}
