//! What becomes of each entry of a merge, with all that can be chosen: the names, what happens
//! to a name that is another's, and which context is in use afterwards.

use egui::{ComboBox, RichText, ScrollArea, TextEdit, Ui, vec2};

use super::table::{Columns, ROW, inside, name};
use crate::core::kubeconfig::merge::{
    Choices, Collision, Current, EntryPlan, Landing, OnCollision, Outcome, Plan,
};
use crate::core::printable::printable;
use crate::text::Phrases;
use crate::text::files::FilesWords;
use crate::ui::access;
use crate::ui::focus;
use crate::ui::theme::{self, tokens};
use crate::ui::widgets::{Choice, segmented, segmented_width};

/// How many rows there are before the table scrolls.
const MOST_ROWS: u8 = 5;

/// One row of the table: a context, or one of the entries that it names.
enum Row<'a> {
    Context(usize, &'a Landing),
    Entry(&'a str, &'a EntryPlan),
}

/// The table. Says whether something was chosen, so that it has to be planned anew.
pub(super) fn ui(ui: &mut Ui, plan: &Plan, choices: &mut Choices, phrases: &Phrases) -> bool {
    let words = &phrases.files;
    let columns = Columns::of(ui.available_width());
    let rows = rows(plan, words);
    let spacing = std::mem::replace(&mut ui.spacing_mut().item_spacing, vec2(8.0, 0.0));
    ui.add_space(4.0);
    columns.heads(ui, words.heads);
    let mut changed = false;
    let most = ROW * f32::from(MOST_ROWS);
    let scroll = ScrollArea::vertical().id_salt("entries").max_height(most);
    let scroll = scroll.min_scrolled_height(most);
    scroll.auto_shrink([false, true]).show_rows(ui, ROW, rows.len(), |ui, range| {
        for row in &rows[range] {
            match row {
                Row::Context(index, landing) => {
                    changed |= context(ui, &columns, (*index, landing), choices, phrases);
                }
                Row::Entry(kind, plan) => entry(ui, &columns, kind, plan, words),
            }
        }
        focus::follow(ui);
    });
    changed |= current(ui, &columns, plan, &mut choices.current, words);
    ui.add_space(4.0);
    ui.spacing_mut().item_spacing = spacing;
    changed
}

/// Of one document all entries; of several the contexts, and of the rest what has a name that it
/// might not have.
fn rows<'a>(plan: &'a Plan, words: &FilesWords) -> Vec<Row<'a>> {
    let several = plan.landings.len() > 1;
    let mut rows = Vec::new();
    for (index, landing) in plan.landings.iter().enumerate() {
        rows.push(Row::Context(index, landing));
        for (kind, plan) in [(words.cluster, &landing.cluster), (words.user, &landing.user)] {
            if !several || plan.collision.is_some() {
                rows.push(Row::Entry(kind, plan));
            }
        }
    }
    rows
}

fn context(
    ui: &mut Ui,
    columns: &Columns,
    (index, landing): (usize, &Landing),
    choices: &mut Choices,
    phrases: &Phrases,
) -> bool {
    let words = &phrases.files;
    let plan = &landing.context;
    let chosen = choices.each.get(index).cloned().unwrap_or_default();
    let [in_file, from_ack, happens] = columns.row(ui, ROW);
    let id = landing.cluster_id.as_str();
    let mut typed = chosen.name.clone().unwrap_or_else(|| plan.name.clone());
    let edit = TextEdit::singleline(&mut typed)
        .id(egui::Id::unique(("context-name", index)))
        .font(egui::FontId::monospace(theme::MONO))
        .margin(egui::Margin::symmetric(8, 4))
        .align(egui::Align2::LEFT_CENTER);
    let field = ui.put(in_file.shrink2(vec2(0.0, 3.0)), edit);
    access::name_field(ui, &field, &(words.context_name)(id));
    name(ui, from_ack, &printable(&plan.received));
    let mut on_collision = chosen.on_collision;
    inside(ui, happens, |ui| match &plan.collision {
        Some(collision) if collision.in_file => {
            taken(ui, (id, plan), collision, &mut on_collision, words);
        }
        _ => becomes(ui, plan, words),
    });
    if !field.changed() && on_collision == chosen.on_collision {
        return false;
    }
    choices.each.resize_with(choices.each.len().max(index + 1), Default::default);
    choices.each[index].on_collision = on_collision;
    if field.changed() {
        choices.each[index].name = Some(typed);
    }
    true
}

/// A name that is another's: what to do about it can be chosen.
fn taken(
    ui: &mut Ui,
    (id, plan): (&str, &EntryPlan),
    collision: &Collision,
    chosen: &mut OnCollision,
    words: &FilesWords,
) {
    let combo = ComboBox::from_id_salt(("collision", id)).width(96.0);
    let shown = combo.selected_text((words.on_collision)(*chosen)).show_ui(ui, |ui| {
        for choice in [OnCollision::Rename, OnCollision::Replace, OnCollision::Skip] {
            ui.selectable_value(chosen, choice, (words.on_collision)(choice));
        }
    });
    access::name_combo(&shown, &(words.name_is_taken)(id));
    let wanted = printable(&collision.wanted);
    let text = (words.taken)(&plan.outcome, &wanted);
    let color = tokens(ui).warning;
    ui.add(egui::Label::new(RichText::new(text).color(color)).truncate());
}

/// What is done with an entry.
fn becomes(ui: &mut Ui, plan: &EntryPlan, words: &FilesWords) {
    let color = match plan.outcome {
        Outcome::Added => tokens(ui).ok,
        Outcome::TakesPlace | Outcome::Skipped => tokens(ui).warning,
        Outcome::Changed(_) | Outcome::Unchanged => tokens(ui).text,
    };
    ui.colored_label(color, (words.outcome)(&plan.outcome));
    let note = match (&plan.collision, &plan.renamed_from) {
        (Some(collision), _) => (words.name_taken)(&printable(&collision.wanted)),
        (None, Some(old)) => (words.was_called)(&printable(old)),
        (None, None) => return,
    };
    let color = tokens(ui).warning;
    ui.add(egui::Label::new(RichText::new(note).color(color)).truncate());
}

fn entry(ui: &mut Ui, columns: &Columns, kind: &str, plan: &EntryPlan, words: &FilesWords) {
    let [in_file, from_ack, happens] = columns.row(ui, ROW);
    name(ui, in_file, &format!("{kind} {}", printable(&plan.name)));
    name(ui, from_ack, &printable(&plan.received));
    inside(ui, happens, |ui| becomes(ui, plan, words));
}

/// The context in use: kept, or one of those that are merged.
fn current(
    ui: &mut Ui,
    columns: &Columns,
    plan: &Plan,
    current: &mut Current,
    words: &FilesWords,
) -> bool {
    let before = *current;
    let [label, now, choice] = columns.row(ui, ROW);
    name(ui, label, words.current);
    name(ui, now, &printable(plan.current_before.as_deref().unwrap_or_default()));
    let switch = |landing: &Landing| (words.switch_to)(&printable(&landing.context.name));
    inside(ui, choice, |ui| match plan.landings.as_slice() {
        [] => {}
        [one] if segmented_width(ui, &[words.keep, &switch(one)]) <= choice.width() => {
            let choices = [(Current::Keep, words.keep), (Current::SwitchTo(0), &switch(one))];
            let choices =
                choices.map(|(value, name)| Choice { value, name, hint: "", enabled: true });
            *current = segmented(ui, *current, choices).unwrap_or(*current);
        }
        several => {
            let text = match *current {
                Current::SwitchTo(index) => several.get(index).map(switch),
                Current::Keep => None,
            };
            let text = text.unwrap_or_else(|| words.keep.to_owned());
            let combo = ComboBox::from_id_salt("current").width(choice.width()).truncate();
            let shown = combo.selected_text(text).show_ui(ui, |ui| {
                ui.selectable_value(current, Current::Keep, words.keep);
                for (index, landing) in several.iter().enumerate() {
                    ui.selectable_value(current, Current::SwitchTo(index), switch(landing));
                }
            });
            access::name_combo(&shown, words.current);
        }
    });
    *current != before
}
