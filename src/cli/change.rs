//! A change of a kubeconfig file: planned, shown, written, told.

use super::exit::Exit;
use super::print::print;
use super::work::Work;
use crate::core::kubeconfig::merge::{DiffLine, DiffPiece, Outcome, Side};
use crate::text::landing::LandingWords;
use crate::worker::protocol::{
    Access, Landed, LandingCommand, LandingEvent, PlanDetail, PlanId, PlannedChange,
};

/// How often a change is planned anew, because others write at the same time.
const MOST_PLANS: u32 = 20;

/// The number of the plan. One follows another.
pub(super) const PLAN: PlanId = PlanId(1);

/// Whether a change is made, or only shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mode {
    Write,
    DryRun,
}

impl Mode {
    pub(super) fn of(dry_run: bool) -> Self {
        if dry_run { Self::DryRun } else { Self::Write }
    }
}

/// Makes a change: asks for the plan by the command, shows it, and has it written.
pub(super) async fn make(command: LandingCommand, mode: Mode, work: &mut Work<'_>) -> Exit {
    match try_to_make(command, mode, work).await {
        Ok(exit) | Err(exit) => exit,
    }
}

async fn try_to_make(
    command: LandingCommand,
    mode: Mode,
    work: &mut Work<'_>,
) -> Result<Exit, Exit> {
    work.send(command)?;
    let mut plans = 0;
    loop {
        let planned = match work.hear().await? {
            LandingEvent::Planned(_, Ok(planned)) => planned,
            LandingEvent::Landed(_, Ok(landed)) => {
                tell_landed(&landed, work);
                return Ok(Exit::Done);
            }
            LandingEvent::Planned(_, Err(trouble)) | LandingEvent::Landed(_, Err(trouble)) => {
                return Err(work.teller.trouble(&trouble));
            }
            _ => continue,
        };
        tell_planned(&planned, work);
        if !planned.changes_anything {
            return Ok(Exit::Done);
        }
        let diff = diff_text(&planned.diff, &work.teller.phrases.landing);
        if mode == Mode::DryRun {
            return Ok(print(&diff));
        }
        work.teller.line(diff.trim_end());
        plans += 1;
        // Once it was sent, what came of it is heard: "nothing was written" must be true.
        if plans > MOST_PLANS {
            work.teller.error(work.teller.phrases.landing.never_still);
            return Err(Exit::File);
        }
        work.send(LandingCommand::CommitPlan(PLAN))?;
    }
}

fn tell_planned(planned: &PlannedChange, work: &Work<'_>) {
    let (teller, words) = (work.teller, &work.teller.phrases.landing);
    if planned.file_changed {
        teller.line(words.planned_anew);
    }
    if !planned.changes_anything {
        teller.line(&(words.unchanged)(&teller.safe(&planned.file.display().to_string())));
    }
    match &planned.detail {
        PlanDetail::Merge(plan) => {
            let contexts = plan.landings.iter().map(|landing| &landing.context);
            for context in contexts.filter(|context| context.outcome == Outcome::Added) {
                if let Some(collision) = &context.collision {
                    let (name, wanted) =
                        (teller.safe(&context.name), teller.safe(&collision.wanted));
                    teller.warning(&(words.renamed)(&name, &wanted));
                }
            }
            if plan.current_before != plan.current_after
                && let Some(current) = &plan.current_after
            {
                teller.line(&(words.switched)(&teller.safe(current)));
            }
        }
        PlanDetail::Remove { was_current: true, .. } => teller.warning(words.none_in_use),
        PlanDetail::Remove { .. } | PlanDetail::Edit | PlanDetail::Restore => {}
    }
}

fn tell_landed(landed: &Landed, work: &Work<'_>) {
    let (teller, words) = (work.teller, &work.teller.phrases.landing);
    let file = teller.safe(&landed.file.display().to_string());
    teller.line(&(words.landed)(landed.deed.act, &landed.deed.contexts, &file));
    if let Some(backup) = &landed.backup {
        let kept = teller.safe(&backup.text_file().display().to_string());
        teller.line(&(words.undo_hint)((!backup.made_the_file()).then_some(kept.as_str())));
    }
    if let Some(access) = landed.access.filter(Access::is_loose) {
        teller.warning(&(teller.phrases.named)(&file, &(words.loose)(access.mode)));
    }
}

/// A difference as text: nothing secret is in its pieces, and nothing that commands a terminal.
pub(super) fn diff_text(diff: &[DiffLine], words: &LandingWords) -> String {
    diff.iter().map(|line| diff_line(line, words) + "\n").collect()
}

fn diff_line(line: &DiffLine, words: &LandingWords) -> String {
    let mark = match line.side {
        Side::Both => ' ',
        Side::Before => '-',
        Side::After => '+',
        Side::Gap => return words.gap.to_owned(),
    };
    let piece = |piece: &DiffPiece| match piece {
        DiffPiece::Text(text) => text.clone(),
        DiffPiece::Shortened { shown, decoded_bytes } => {
            format!("{shown}{}", (words.shortened)(*decoded_bytes))
        }
        DiffPiece::Masked { private_key, decoded_bytes } => {
            (words.masked)(*private_key, *decoded_bytes)
        }
    };
    let text: String = line.pieces.iter().map(piece).collect();
    format!("{mark}{}", text.trim_end())
}
