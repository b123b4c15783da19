//! What becomes of each entry of a merge, with the names that can be changed.

use egui::{Grid, RichText, Role, Sense, TextEdit, Ui, vec2};

use crate::core::kubeconfig::merge::{Current, EntryPlan, Outcome, Plan};
use crate::core::kubeconfig::summary::printable;
use crate::text::Phrases;
use crate::ui::access;
use crate::ui::theme::{self, tokens};
use crate::ui::widgets::{Choice, cell, named, segmented};

/// The height of a row, the room between columns, and what the choices need.
const ROW: f32 = 26.0;
const GAP: f32 = 18.0;
const CHOICES: f32 = 330.0;

/// The least room for a name.
const LEAST: f32 = 110.0;

/// The table. Says whether something was chosen, so that it has to be planned anew.
pub(super) fn ui(
    ui: &mut Ui,
    plan: &Plan,
    name: &mut Option<String>,
    current: &mut Current,
    phrases: &Phrases,
) -> bool {
    let words = &phrases.files;
    let width = ((ui.available_width() - CHOICES) / 2.0 - GAP).max(LEAST);
    let mut changed = false;
    Grid::new("entries").num_columns(3).spacing([GAP, 4.0]).show(ui, |ui| {
        for head in words.heads {
            let color = tokens(ui).faint;
            ui.label(RichText::new(head).font(theme::semibold(11.0)).color(color));
        }
        ui.end_row();
        for landing in &plan.landings {
            let typed = name.get_or_insert_with(|| landing.context.name.clone());
            let edit = TextEdit::singleline(typed)
                .id(egui::Id::unique(("context-name", landing.cluster_id.as_str())))
                .font(egui::FontId::monospace(theme::MONO))
                .margin(egui::Margin::symmetric(8, 4))
                .min_size(vec2(0.0, ROW))
                .align(egui::Align2::LEFT_CENTER)
                .desired_width(width - 16.0);
            let response = ui.add(edit);
            access::name_field(ui, &response, &(words.context_name)(landing.cluster_id.as_str()));
            changed |= response.changed();
            rest(ui, width, &landing.context, phrases);
            for (entry, kind) in [(&landing.cluster, words.cluster), (&landing.user, words.user)] {
                let text = format!("{} ({kind})", printable(&entry.name));
                name_cell(ui, width, text);
                rest(ui, width, entry, phrases);
            }
        }
        changed |= current_row(ui, width, plan, current, phrases);
    });
    changed
}

/// A name in a column of its own.
fn name_cell(ui: &mut Ui, width: f32, text: String) {
    let (place, response) = ui.allocate_exact_size(vec2(width, ROW), Sense::hover());
    named(&response, Role::Label, &text);
    cell(ui, place, RichText::new(text).monospace());
}

/// What an entry is called by ACK, and what becomes of it.
fn rest(ui: &mut Ui, width: f32, entry: &EntryPlan, phrases: &Phrases) {
    let words = &phrases.files;
    name_cell(ui, width, printable(&entry.received));
    let color = match entry.outcome {
        Outcome::Added => tokens(ui).ok,
        Outcome::TakesPlace | Outcome::Skipped => tokens(ui).warning,
        Outcome::Changed(_) | Outcome::Unchanged => tokens(ui).text,
    };
    ui.horizontal(|ui| {
        ui.colored_label(color, (words.outcome)(&entry.outcome));
        if let Some(collision) = &entry.collision {
            let taken = (words.name_taken)(&printable(&collision.wanted));
            ui.colored_label(tokens(ui).warning, taken);
        }
    });
    ui.end_row();
}

/// The context in use: kept, or the first of those that are merged.
fn current_row(
    ui: &mut Ui,
    width: f32,
    plan: &Plan,
    current: &mut Current,
    phrases: &Phrases,
) -> bool {
    let words = &phrases.files;
    let Some(first) = plan.landings.first() else { return false };
    name_cell(ui, width, words.current.to_owned());
    let before = printable(plan.current_before.as_deref().unwrap_or_default());
    name_cell(ui, width, before);
    let switch = (words.switch_to)(&printable(&first.context.name));
    let choices = [
        Choice { value: Current::Keep, name: words.keep, hint: "", enabled: true },
        Choice { value: Current::SwitchTo(0), name: &switch, hint: "", enabled: true },
    ];
    let chosen = segmented(ui, *current, choices).filter(|chosen| chosen != current);
    ui.end_row();
    if let Some(chosen) = chosen {
        *current = chosen;
    }
    chosen.is_some()
}
