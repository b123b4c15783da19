//! The list of profiles to choose from, and the other ways in.

use egui::text::{LayoutJob, TextFormat};
use egui::{
    ComboBox, FontId, PopupCloseBehavior, RichText, Role, ScrollArea, Sense, Ui, WidgetInfo,
    WidgetText, vec2,
};

use super::super::theme::{self, tokens};
use super::super::widgets::link;
use super::super::{access, focus, icons, wish::Wish};
use crate::core::printable::printable;
use crate::core::profile::{Listed, Source};
use crate::core::session::Session;
use crate::text::Phrases;

/// The height of a row of the list.
const ROW: f32 = 40.0;
/// From so many profiles on there is a field to filter them.
const MANY: usize = 8;
/// How much of the list is seen at once.
const TALL: f32 = 280.0;

/// What the list shows.
#[derive(Default)]
pub(super) struct Picker {
    filter: String,
}

impl Picker {
    pub(super) fn ui(&mut self, ui: &mut Ui, session: &Session, phrases: &Phrases) -> Option<Wish> {
        let words = &phrases.credentials;
        let width = ui.available_width();
        let chosen = session.account.as_ref().map(|account| &account.profile.source);
        let text: WidgetText = match chosen {
            Some(source) => in_two_tones(ui, source, phrases).into(),
            None => words.choose.into(),
        };
        let combo = ComboBox::from_id_salt("profile")
            .width(width)
            .truncate()
            .selected_text(text)
            .close_behavior(PopupCloseBehavior::CloseOnClickOutside);
        let response = combo.show_ui(ui, |ui| {
            ui.set_width(width.max(260.0));
            ui.spacing_mut().item_spacing.y = 0.0;
            let wish = self.list(ui, session, chosen, phrases).or_else(|| actions(ui, phrases));
            if wish.is_some() {
                self.filter.clear();
                ui.close();
            }
            wish
        });
        access::name_combo(&response, words.profile);
        response.inner.flatten()
    }

    fn list(
        &mut self,
        ui: &mut Ui,
        session: &Session,
        chosen: Option<&Source>,
        phrases: &Phrases,
    ) -> Option<Wish> {
        let words = &phrases.credentials;
        let mut listed: Vec<Listed> = session.sources.listed().collect();
        if listed.len() >= MANY {
            let edit = egui::TextEdit::singleline(&mut self.filter)
                .id(egui::Id::unique("profile-filter"))
                .hint_text(words.filter_profiles)
                .margin(egui::Margin::symmetric(9, 6))
                .desired_width(f32::INFINITY);
            let field = ui.add(edit);
            access::name_field(ui, &field, words.filter_profiles);
            ui.add_space(4.0);
            let wanted = self.filter.trim().to_lowercase();
            listed.retain(|listed| {
                one_line(&listed.source, phrases).to_lowercase().contains(&wanted)
            });
        }
        let from_shell = session.sources.from_shell();
        let mut wish = None;
        ScrollArea::vertical().max_height(TALL).show_rows(ui, ROW, listed.len(), |ui, range| {
            for listed in &listed[range] {
                let facts = facts(listed, from_shell, phrases);
                if row(ui, listed, &facts, chosen == Some(&listed.source), phrases) {
                    wish = Some(Wish::Choose(listed.source.clone()));
                }
            }
            focus::follow(ui);
        });
        wish
    }
}

/// The name, and fainter where it is from.
fn in_two_tones(ui: &Ui, source: &Source, phrases: &Phrases) -> LayoutJob {
    let tokens = tokens(ui);
    let mut job = LayoutJob::default();
    let format = |color| TextFormat::simple(FontId::proportional(theme::BODY), color);
    job.append(&(phrases.profiles.unnamed)(source), 0.0, format(tokens.text));
    job.append(&format!("  · {}", (phrases.profiles.kind)(source)), 0.0, format(tokens.faint));
    job
}

/// The name, and where it is from.
fn one_line(source: &Source, phrases: &Phrases) -> String {
    let (name, kind) = ((phrases.profiles.unnamed)(source), (phrases.profiles.kind)(source));
    format!("{name} · {kind}")
}

/// One profile; says whether it was chosen. One that cannot be used says why.
fn row(ui: &mut Ui, listed: &Listed, facts: &str, chosen: bool, phrases: &Phrases) -> bool {
    let tokens = tokens(ui);
    let usable = listed.profile.is_ok();
    let sense = if usable { Sense::click() } else { Sense::focusable_noninteractive() };
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), sense);
    let name = (phrases.profiles.unnamed)(&listed.source);
    let told = format!("{name} {facts}");
    response.widget_info(|| WidgetInfo::labeled(Role::ListBoxOption, usable, &told));
    access::selected(&response, chosen);
    if chosen || (usable && response.hovered()) {
        let fill = if chosen { tokens.selected } else { tokens.raised };
        ui.painter().rect_filled(rect, 6.0, fill);
    }
    let space = egui::UiBuilder::new().max_rect(rect.shrink2(vec2(8.0, 3.0)));
    let mut inside = ui.new_child(space);
    inside.spacing_mut().item_spacing.y = 0.0;
    let line = |text: RichText| egui::Label::new(text).truncate().selectable(false);
    let color = if usable { tokens.text } else { tokens.dim };
    inside.add(line(RichText::new(name).color(color)));
    let color = if usable { tokens.dim } else { tokens.warning };
    inside.add(line(RichText::new(facts).size(theme::SMALL).color(color)));
    if usable {
        return response.clicked();
    }
    response.on_hover_text(facts);
    false
}

/// Where a profile is from, and how it gives a key; or why it cannot.
fn facts(listed: &Listed, from_shell: bool, phrases: &Phrases) -> String {
    if let Err(problem) = &listed.profile {
        return format!("{} {}", icons::WARNING, (phrases.profiles.problem)(problem));
    }
    let kind = (phrases.profiles.kind)(&listed.source);
    let mode = listed.mode.map(|mode| (phrases.profiles.mode)(mode));
    let place = match &listed.source {
        Source::CliProfile { file: Some(file), .. } => {
            printable(&file.file_name().unwrap_or_default().display().to_string())
        }
        source if from_shell && source.is_of_variables() => phrases.profiles.from_shell.to_owned(),
        _ => kind.to_owned(),
    };
    match mode {
        Some(mode) => format!("{place} · {mode}"),
        None => place,
    }
}

/// The other ways in.
fn actions(ui: &mut Ui, phrases: &Phrases) -> Option<Wish> {
    let words = &phrases.credentials;
    let mut wish = None;
    ui.add_space(4.0);
    ui.separator();
    ui.add_space(4.0);
    for (text, what) in [
        (words.add, Wish::EditCredentials),
        (words.import, Wish::Import),
        (words.ask_ecs, Wish::AskEcs),
        (phrases.welcome.demo, Wish::OpenDemo),
    ] {
        ui.horizontal(|ui| {
            ui.spacing_mut().interact_size.y = 22.0;
            ui.add_space(6.0);
            if link(ui, text).clicked() {
                wish = Some(what);
            }
        });
    }
    wish
}
