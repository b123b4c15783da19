//! One context: which cluster, which address, whose, until when, and what can be done with it.

use egui::{Color32, Popup, Rect, RichText, Role, Sense, TextEdit, Ui, WidgetInfo, vec2};
use jiff::tz::TimeZone;

use super::{Around, Renaming};
use crate::core::acs::ApiServerEndpoint;
use crate::core::connection::CheckTrouble;
use crate::core::kubeconfig::contexts::{FileContext, Life, SignsIn};
use crate::core::printable::printable;
use crate::core::session::batch::ItemState;
use crate::text::explain::explain;
use crate::text::{Phrases, format};
use crate::ui::access;
use crate::ui::columns::{self, Columns, HEIGHT, Lines};
use crate::ui::theme::{self, tokens};
use crate::ui::widgets::{link, named, rule};
use crate::ui::wish::{CheckWish, ContextsWish, Wish};
use crate::worker::protocol::ContextFile;

/// How much of a cluster's id is shown.
const SHORT_ID: usize = 12;

/// A context, and what is known around it.
pub(super) struct Row<'a> {
    pub(super) file: &'a ContextFile,
    pub(super) context: &'a FileContext,
    pub(super) current: bool,
    pub(super) several_files: bool,
    pub(super) around: &'a Around<'a>,
}

impl Row<'_> {
    pub(super) fn ui(
        &self,
        ui: &mut Ui,
        columns: &Columns<6>,
        renaming: &mut Option<Renaming>,
        phrases: &Phrases,
    ) -> Option<Wish> {
        let size = vec2(ui.available_width(), HEIGHT);
        let (row, response) = ui.allocate_exact_size(size, Sense::hover());
        let name = printable(&self.context.name);
        let (end, color) = self.end(ui, phrases);
        let why = self.why_broken(phrases);
        let told = (phrases.named)(&name, &end);
        let told = match &why {
            Some(why) => (phrases.sentences)(&told, why),
            None => told,
        };
        response.widget_info(|| WidgetInfo::labeled(Role::Row, true, &told));
        if let Some(why) = why {
            response.on_hover_text(why);
        }
        ui.painter().circle_filled(columns::dot(row), 4.0, self.dot(ui));
        let place = columns.cell(row, 0);
        let mut wish = None;
        match renaming.as_mut().filter(|renaming| self.is_renamed(renaming)) {
            Some(_) => wish = rename_field(ui, place, renaming, phrases),
            None => self.name(ui, &name, phrases).ui(ui, place),
        }
        self.cluster(ui, phrases).ui(ui, columns.cell(row, 1));
        self.endpoint(ui, phrases).ui(ui, columns.cell(row, 2));
        self.identity(ui, phrases).ui(ui, columns.cell(row, 3));
        let date = self
            .context
            .expiry
            .map(|expiry| phrases.time.date_or_time(expiry, self.around.now, &TimeZone::system()));
        let end = Lines { upper: RichText::new(end).color(color), lower: date.unwrap_or_default() };
        end.ui(ui, columns.cell(row, 4));
        rule(ui, row.bottom() - 1.0);
        wish.or(self.actions(ui, columns.cell(row, 5), &name, renaming, phrases))
    }

    fn is_renamed(&self, renaming: &Renaming) -> bool {
        renaming.file == self.file.path && renaming.from == self.context.name
    }

    /// Whether a program gives the credentials, so that nothing in the file is to be renewed.
    fn asks_each_time(&self) -> bool {
        matches!(self.context.signs_in, SignsIn::Program(_))
    }

    fn dot(&self, ui: &Ui) -> Color32 {
        let tokens = tokens(ui);
        match self.context.life(self.around.now) {
            Life::Ended => tokens.error,
            Life::Ending => tokens.warning,
            Life::Good if self.context.mark.is_some() => tokens.ok,
            Life::Good | Life::Unknown => tokens.faint,
        }
    }

    fn name(&self, ui: &Ui, name: &str, phrases: &Phrases) -> Lines {
        let upper = RichText::new(name).font(theme::semibold(theme::BODY)).color(tokens(ui).text);
        let mut lower = Vec::new();
        if self.current {
            lower.push(phrases.contexts.current.to_owned());
        }
        lower.extend(self.context.namespace.as_deref().map(printable));
        if self.several_files {
            lower.push(format::path(&self.file.path, self.around.home));
        }
        Lines { upper, lower: lower.join(" · ") }
    }

    fn cluster(&self, ui: &Ui, phrases: &Phrases) -> Lines {
        let tokens = tokens(ui);
        let Some(mark) = &self.context.mark else {
            let upper = RichText::new(phrases.contexts.not_ack).color(tokens.faint);
            return Lines { upper, lower: String::new() };
        };
        let id = mark.cluster_id.as_str();
        let short: String = id.chars().take(SHORT_ID).collect();
        let short = if short.len() < id.len() { format!("{short}…") } else { short };
        let (upper, lower) = match &mark.region {
            Some(region) => (printable(region), short),
            None => (short, String::new()),
        };
        Lines { upper: RichText::new(upper).color(tokens.text), lower }
    }

    fn endpoint(&self, ui: &Ui, phrases: &Phrases) -> Lines {
        let server = printable(self.context.server.as_deref().unwrap_or_default());
        let server = server.trim_start_matches("https://").to_owned();
        let kind = match self.context.endpoint {
            Some(ApiServerEndpoint::Public) => phrases.many.public,
            Some(ApiServerEndpoint::Private) => phrases.many.private,
            None => "",
        };
        let known = self.context.mark.is_some() && !kind.is_empty();
        let (upper, lower) =
            if known { (kind.to_owned(), server) } else { (server, String::new()) };
        let (found, color) = self.found(ui, phrases);
        let upper = if found.is_empty() { upper } else { format!("{upper} · {found}") };
        Lines { upper: RichText::new(upper).color(color), lower }
    }

    /// What came of checking it.
    fn found(&self, ui: &Ui, phrases: &Phrases) -> (String, Color32) {
        let (words, tokens) = (&phrases.connection, tokens(ui));
        let check = self.around.checks.of_context(&self.file.path, &self.context.name);
        let Some(check) = check else { return (String::new(), tokens.text) };
        match (check.trouble(), check.round_trip()) {
            (Some(CheckTrouble::WouldRun(_)), _) => (words.not_run.to_owned(), tokens.warning),
            (Some(_), _) => (words.broken.to_owned(), tokens.error),
            (None, Some(took)) if check.over => (phrases.time.measured(took), tokens.text),
            (None, _) => (words.checking.to_owned(), tokens.link),
        }
    }

    /// Why it does not work, and what to do.
    fn why_broken(&self, phrases: &Phrases) -> Option<String> {
        let check = self.around.checks.of_context(&self.file.path, &self.context.name)?;
        let notice = (phrases.connection.trouble)(check.trouble()?);
        let lines = [notice.title, notice.meaning, notice.next];
        Some(lines.into_iter().filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n"))
    }

    fn identity(&self, ui: &Ui, phrases: &Phrases) -> Lines {
        let color = tokens(ui).text;
        let signs_in = (phrases.landing.signs_in)(&self.context.signs_in);
        let (upper, lower) = match &self.context.identity {
            Some(identity) if self.context.signs_in == SignsIn::Certificate => {
                (printable(identity), String::new())
            }
            Some(identity) => (printable(identity), signs_in),
            None => (signs_in, String::new()),
        };
        Lines { upper: RichText::new(upper).color(color), lower }
    }

    /// Until when it is good; while it is renewed, how far that has come.
    fn end(&self, ui: &Ui, phrases: &Phrases) -> (String, Color32) {
        let (words, tokens) = (&phrases.contexts, tokens(ui));
        let renewal = self.around.renewal;
        let state = renewal.and_then(|all| all.state_of(&self.file.path, &self.context.name));
        match state {
            Some(ItemState::Waiting | ItemState::Asking { .. } | ItemState::Pausing { .. }) => {
                return (words.renewing.to_owned(), tokens.link);
            }
            Some(ItemState::Failed(failure)) => {
                return (explain(failure, phrases).title, tokens.error);
            }
            Some(ItemState::Done(_) | ItemState::Cancelled) | None => {}
        }
        if self.context.mark.is_some() && self.asks_each_time() {
            return (words.on_use.to_owned(), tokens.text);
        }
        let Some(expiry) = self.context.expiry else {
            return (words.no_expiry.to_owned(), tokens.dim);
        };
        let distance = phrases.time.relative(expiry, self.around.now);
        match self.context.life(self.around.now) {
            Life::Ended => ((words.expired)(&distance), tokens.error),
            Life::Ending => (distance, tokens.warning),
            Life::Good | Life::Unknown => (distance, tokens.text),
        }
    }

    fn actions(
        &self,
        ui: &mut Ui,
        place: Rect,
        name: &str,
        renaming: &mut Option<Renaming>,
        phrases: &Phrases,
    ) -> Option<Wish> {
        let words = &phrases.contexts;
        let layout = egui::Layout::left_to_right(egui::Align::Center);
        let mut inside = ui.new_child(egui::UiBuilder::new().max_rect(place).layout(layout));
        let ui = &mut inside;
        ui.spacing_mut().item_spacing.x = 10.0;
        let mut wish = None;
        let target = || (self.file.path.clone(), self.context.name.clone());
        if self.context.mark.is_some() && !self.asks_each_time() {
            let urgent = matches!(self.context.life(self.around.now), Life::Ending | Life::Ended);
            let text = if urgent { words.renew_now } else { words.renew };
            let renewing = self.around.renewal.is_some_and(|renewal| !renewal.is_over());
            let response = ui.add_enabled_ui(!renewing, |ui| link(ui, text)).inner;
            named(&response, Role::Link, &format!("{text}: {name}"));
            if response.clicked() {
                let (file, context) = target();
                wish = Some(ContextsWish::Renew(file, context).into());
            }
        }
        let more = link(ui, words.more);
        named(&more, Role::Link, &format!("{}: {name}", words.more));
        let menu = Popup::menu(&more).accessible_name(format!("{}: {name}", words.more));
        let open = menu.is_open();
        ui.ctx().accesskit_node_builder(more.id, |node| node.set_expanded(open));
        menu.show(|ui| {
            let offer = |ui: &mut Ui, text: &str, ready: bool| {
                ui.add_enabled(ready, egui::Button::new(text)).clicked().then(target)
            };
            if let Some((file, context)) = offer(ui, words.put_in_use, !self.current) {
                wish = Some(ContextsWish::PutInUse(file, context).into());
            }
            if let Some((file, context)) = offer(ui, phrases.connection.test, true) {
                wish = Some(CheckWish::Context { file, context }.into());
            }
            if let Some((file, from)) = offer(ui, words.rename, true) {
                *renaming = Some(Renaming { to: from.clone(), file, from, focus: true });
            }
            if let Some((file, context)) = offer(ui, words.save_copy, true) {
                wish = Some(ContextsWish::SaveCopy(file, context).into());
            }
            if let Some((file, context)) = offer(ui, words.remove, true) {
                wish = Some(ContextsWish::Remove(file, context).into());
            }
        });
        wish
    }
}

/// The field for a new name. Enter asks for it, Escape gives up.
fn rename_field(
    ui: &mut Ui,
    place: Rect,
    renaming: &mut Option<Renaming>,
    phrases: &Phrases,
) -> Option<Wish> {
    let Renaming { file, from, to, focus } = renaming.as_mut()?;
    let edit = TextEdit::singleline(to)
        .id(egui::Id::unique("rename-context"))
        .font(egui::FontId::monospace(theme::MONO))
        .margin(egui::Margin::symmetric(8, 4))
        .align(egui::Align2::LEFT_CENTER);
    let field = ui.put(Rect::from_center_size(place.center(), vec2(place.width(), 28.0)), edit);
    access::name_field(ui, &field, &(phrases.contexts.new_name)(&printable(from)));
    if std::mem::take(focus) {
        field.request_focus();
        return None;
    }
    if !field.lost_focus() {
        return None;
    }
    let entered = ui.input(|input| input.key_pressed(egui::Key::Enter));
    let asked = entered && !to.trim().is_empty() && to.trim() != from;
    let wish = asked.then(|| {
        let (file, from, to) = (file.clone(), from.clone(), to.trim().to_owned());
        ContextsWish::Rename { file, from, to }.into()
    });
    *renaming = None;
    wish
}
