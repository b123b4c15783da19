//! The dialog about a change: what it does, the difference, and the button that does it.

use std::path::{Path, PathBuf};

use egui::{Id, Modal, RichText, Ui, vec2};

use super::{diff, entries};
use crate::core::kubeconfig::merge::{Outcome, Plan, Side};
use crate::text::{Phrases, format};
use crate::ui::theme::{self, tokens};
use crate::ui::widgets::{button, primary_button, small};
use crate::ui::wish::{FilesWish, Wish};
use crate::worker::protocol::{
    Act, FileTrouble, LockError, MergeRequest, PlanDetail, PlanId, PlannedChange,
};

/// How wide the dialog is, and what it leaves of a small window.
const WIDTH: f32 = 780.0;
const AROUND: f32 = 72.0;

/// A change that is being looked at.
pub(crate) struct ChangeDialog {
    /// The number of its plan.
    pub(super) id: PlanId,
    /// What is to be done.
    pub(super) act: Act,
    /// The file, as long as no plan names it.
    pub(super) file: PathBuf,
    /// What is merged, with everything that was chosen.
    pub(super) request: MergeRequest,
    /// The plan, as far as it has come.
    pub(super) stage: Stage,
    /// The name of the context, while somebody writes it.
    pub(super) name: Option<String>,
}

/// How far a change has come.
pub(super) enum Stage {
    /// It is being planned; the last plan stays on show.
    Planning(Option<Box<PlannedChange>>),
    /// It can be looked at.
    Planned(Box<PlannedChange>),
    /// It cannot be made.
    Refused(FileTrouble),
    /// It is being written.
    Writing(Box<PlannedChange>),
}

impl ChangeDialog {
    pub(crate) fn ui(
        &mut self,
        ctx: &egui::Context,
        home: Option<&Path>,
        phrases: &Phrases,
    ) -> Option<Wish> {
        let frame = egui::Frame::popup(&ctx.global_style()).inner_margin(20);
        let room = ctx.content_rect().size() - vec2(AROUND, AROUND);
        let modal = Modal::new(Id::unique("change")).frame(frame).show(ctx, |ui| {
            ui.set_width(WIDTH.min(room.x));
            ui.spacing_mut().item_spacing.y = 6.0;
            let changed = self.contents(ui, room.y, home, phrases);
            ui.add_space(6.0);
            self.footer(ui, phrases).or(changed)
        });
        let closed = modal.should_close() && !matches!(self.stage, Stage::Writing(_));
        modal.inner.or(closed.then(|| FilesWish::Drop.into()))
    }

    fn contents(
        &mut self,
        ui: &mut Ui,
        height: f32,
        home: Option<&Path>,
        phrases: &Phrases,
    ) -> Option<Wish> {
        let words = &phrases.files;
        let file = format::path(self.file(), home);
        let heading = RichText::new((words.heading)(self.act, &file));
        let heading = heading.font(theme::semibold(theme::HEADING));
        ui.add(egui::Label::new(heading).truncate());
        let planned = match &self.stage {
            Stage::Refused(trouble) => {
                refused(ui, trouble, phrases);
                return None;
            }
            Stage::Planning(None) => {
                small(ui, words.planning);
                return None;
            }
            Stage::Planning(Some(planned)) | Stage::Planned(planned) | Stage::Writing(planned) => {
                planned
            }
        };
        if planned.file_changed {
            ui.colored_label(tokens(ui).warning, phrases.landing.planned_anew);
        }
        let mut wish = None;
        if let PlanDetail::Merge(plan) = &planned.detail {
            let (added, renewed) = counts(plan);
            small(ui, &(words.summary)(added, renewed));
            let current = &mut self.request.choices.current;
            if entries::ui(ui, plan, &mut self.name, current, phrases) {
                wish = Some(FilesWish::PlanAnew.into());
            }
        }
        let room = (height - ui.min_rect().height() - 120.0).clamp(80.0, 260.0);
        diff::ui(ui, &planned.diff, room, phrases);
        wish
    }

    fn file(&self) -> &Path {
        match &self.stage {
            Stage::Planning(Some(planned)) | Stage::Planned(planned) | Stage::Writing(planned) => {
                &planned.file
            }
            Stage::Planning(None) | Stage::Refused(_) => &self.file,
        }
    }

    fn footer(&self, ui: &mut Ui, phrases: &Phrases) -> Option<Wish> {
        let words = &phrases.files;
        let mut wish = None;
        ui.horizontal(|ui| {
            let planned = match &self.stage {
                Stage::Planned(planned) => Some(planned),
                Stage::Planning(_) | Stage::Refused(_) | Stage::Writing(_) => None,
            };
            match &self.stage {
                Stage::Planned(planned) => told(ui, planned, phrases),
                Stage::Writing(_) => drop(small(ui, words.writing)),
                Stage::Planning(_) | Stage::Refused(_) => {}
            }
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                let ready = planned.is_some_and(|planned| planned.changes_anything);
                if primary_button(ui, (words.confirm)(self.act), ready).clicked() {
                    wish = Some(FilesWish::Commit.into());
                }
                if let Some(planned) = planned
                    && button(ui, words.copy_diff, "", ready).clicked()
                {
                    let text = diff::as_text(&planned.diff, &phrases.landing);
                    wish = Some(Wish::CopyText(text));
                }
                if let Stage::Refused(FileTrouble::Lock(LockError::Held(lock))) = &self.stage
                    && button(ui, words.break_lock, "", true).clicked()
                {
                    wish = Some(FilesWish::BreakLock(lock.clone()).into());
                }
                let writing = matches!(self.stage, Stage::Writing(_));
                if button(ui, phrases.save.cancel, "Esc", !writing).clicked() {
                    wish = Some(FilesWish::Drop.into());
                }
            });
        });
        wish
    }
}

/// How much changes.
fn told(ui: &mut Ui, planned: &PlannedChange, phrases: &Phrases) {
    let lines = |side| planned.diff.iter().filter(|line| line.side == side).count();
    if planned.changes_anything {
        small(ui, &(phrases.files.lines)(lines(Side::After), lines(Side::Before)));
    } else {
        small(ui, &(phrases.landing.unchanged)(&planned.file.display().to_string()));
    }
}

fn counts(plan: &Plan) -> (usize, usize) {
    let is_new = |outcome: &Outcome| matches!(outcome, Outcome::Added | Outcome::TakesPlace);
    let contexts = plan.landings.iter().filter(|landing| is_new(&landing.context.outcome));
    let renewed = plan.landings.iter().filter(|landing| landing.found_by.is_some());
    (contexts.count(), renewed.count())
}

fn refused(ui: &mut Ui, trouble: &FileTrouble, phrases: &Phrases) {
    let notice = (phrases.landing.trouble)(trouble);
    ui.colored_label(tokens(ui).error, notice.title);
    for line in [notice.meaning, notice.next] {
        if !line.is_empty() {
            ui.add(egui::Label::new(line).wrap());
        }
    }
}
