//! What becomes of each entry of a merge, with the names that can be changed.

use egui::{Grid, RichText, TextEdit, Ui};

use crate::core::kubeconfig::merge::{Current, EntryPlan, Outcome, Plan};
use crate::core::kubeconfig::summary::printable;
use crate::text::Phrases;
use crate::ui::access;
use crate::ui::theme::{self, tokens};
use crate::ui::widgets::{Choice, segmented};

/// The table. Says whether something was chosen, so that it has to be planned anew.
pub(super) fn ui(
    ui: &mut Ui,
    plan: &Plan,
    name: &mut Option<String>,
    current: &mut Current,
    phrases: &Phrases,
) -> bool {
    let words = &phrases.files;
    let mut changed = false;
    Grid::new("entries").num_columns(3).spacing([24.0, 6.0]).show(ui, |ui| {
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
                .desired_width(220.0);
            let response = ui.add(edit);
            access::name_field(ui, &response, &(words.context_name)(landing.cluster_id.as_str()));
            changed |= response.changed();
            rest(ui, &landing.context, phrases);
            for (entry, kind) in [(&landing.cluster, words.cluster), (&landing.user, words.user)] {
                let text = format!("{} ({kind})", printable(&entry.name));
                cell(ui, text);
                rest(ui, entry, phrases);
            }
        }
        changed |= current_row(ui, plan, current, phrases);
    });
    changed
}

fn cell(ui: &mut Ui, text: String) {
    let text = RichText::new(text).monospace();
    ui.add_sized([240.0, 22.0], egui::Label::new(text).truncate().halign(egui::Align::LEFT));
}

/// What an entry is called by ACK, and what becomes of it.
fn rest(ui: &mut Ui, entry: &EntryPlan, phrases: &Phrases) {
    let words = &phrases.files;
    cell(ui, printable(&entry.received));
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
fn current_row(ui: &mut Ui, plan: &Plan, current: &mut Current, phrases: &Phrases) -> bool {
    let words = &phrases.files;
    let Some(first) = plan.landings.first() else { return false };
    cell(ui, words.current.to_owned());
    cell(ui, printable(plan.current_before.as_deref().unwrap_or_default()));
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
