//! One thing that was done: when, what, to which cluster, with what result, and the ID to quote.

use egui::{Color32, Rect, RichText, Role, Sense, Ui, UiBuilder, WidgetInfo, vec2};
use jiff::tz::TimeZone;

use super::Around;
use crate::core::acs::ApiServerEndpoint;
use crate::core::history::{Entry, Outcome, Subject};
use crate::text::{Phrases, format};
use crate::ui::columns::{self, Columns, HEIGHT, Lines};
use crate::ui::theme::{self, tokens};
use crate::ui::widgets::{link, link_width, named, rule};
use crate::ui::wish::{HistoryWish, Wish};

/// How much of an id is shown.
const SHORT_ID: usize = 13;

/// An entry, and what is known around it.
pub(super) struct Row<'a> {
    pub(super) entry: &'a Entry,
    pub(super) columns: &'a Columns<5>,
    pub(super) around: &'a Around<'a>,
    pub(super) phrases: &'a Phrases,
}

impl Row<'_> {
    pub(super) fn ui(&self, ui: &mut Ui) -> Option<Wish> {
        let size = vec2(ui.available_width(), HEIGHT);
        let (row, response) = ui.allocate_exact_size(size, Sense::hover());
        let told = self.told();
        response.widget_info(|| WidgetInfo::labeled(Role::Row, true, &told));
        response.on_hover_text(&told);
        ui.painter().circle_filled(columns::dot(row), 4.0, self.color(ui));
        for (column, lines) in [self.when(ui), self.what(ui), self.cluster(ui), self.result(ui)]
            .into_iter()
            .enumerate()
        {
            lines.ui(ui, self.columns.cell(row, column));
        }
        rule(ui, row.bottom() - 1.0);
        self.actions(ui, self.columns.cell(row, 4))
    }

    /// All of it in one sentence, with what the columns cut off.
    fn told(&self) -> String {
        let words = &self.phrases.history;
        let mut told = vec![(words.what)(self.entry.what).to_owned()];
        told.extend(self.cluster_name());
        told.extend(self.entry.about.cluster_id.clone());
        told.extend(self.contexts());
        told.extend(self.file());
        told.extend(self.entry.host.clone());
        let (result, detail) = self.outcome();
        told.push(result.to_owned());
        told.extend(Some(detail).filter(|detail| !detail.is_empty()));
        told.push(self.phrases.time.moment(self.entry.at, &TimeZone::system()));
        told.push((words.by)(self.entry.by).to_owned());
        told.join(" · ")
    }

    /// Whether the column of clusters has room, and so has everything else.
    fn is_wide(&self) -> bool {
        self.columns.shows(2)
    }

    fn color(&self, ui: &Ui) -> Color32 {
        let tokens = tokens(ui);
        match self.entry.result {
            Outcome::Done => tokens.ok,
            Outcome::Failed => tokens.error,
            Outcome::Cancelled => tokens.faint,
        }
    }

    fn when(&self, ui: &Ui) -> Lines {
        let Self { entry, around, .. } = self;
        let upper =
            RichText::new(self.phrases.time.relative(entry.at, around.now)).color(tokens(ui).text);
        let time = self.phrases.time.date_or_time(entry.at, around.now, &TimeZone::system());
        let by = (self.phrases.history.by)(entry.by);
        let lower = if self.is_wide() { format!("{time} · {by}") } else { time };
        Lines { upper, lower }
    }

    fn what(&self, ui: &Ui) -> Lines {
        let upper = RichText::new((self.phrases.history.what)(self.entry.what));
        let upper = upper.font(theme::semibold(theme::BODY)).color(tokens(ui).text);
        let cluster = (!self.is_wide()).then(|| self.subject()).flatten();
        let endpoint = match self.entry.about.endpoint {
            Some(ApiServerEndpoint::Public) => Some(self.phrases.many.public.to_owned()),
            Some(ApiServerEndpoint::Private) => Some(self.phrases.many.private.to_owned()),
            None => None,
        };
        let parts = [cluster, self.file().or(endpoint), self.entry.about.profile.clone()];
        Lines { upper, lower: parts.into_iter().flatten().collect::<Vec<_>>().join(" · ") }
    }

    fn cluster(&self, ui: &Ui) -> Lines {
        let id = self.entry.about.cluster_id.as_deref().map(short);
        let (upper, lower) = match (self.subject(), id) {
            (Some(subject), Some(id)) if subject != id => (subject, id),
            (Some(subject), _) => (subject, String::new()),
            (None, _) => (String::new(), String::new()),
        };
        Lines { upper: RichText::new(upper).color(tokens(ui).text), lower }
    }

    /// What it was done to: the cluster by its name, the contexts, or the cluster by its id.
    fn subject(&self) -> Option<String> {
        let id = || self.entry.about.cluster_id.as_deref().map(short);
        self.cluster_name().or_else(|| self.contexts()).or_else(id)
    }

    fn cluster_name(&self) -> Option<String> {
        let Subject { cluster_name, .. } = &self.entry.about;
        cluster_name.clone()
    }

    fn contexts(&self) -> Option<String> {
        Some((self.phrases.history.contexts)(self.entry)).filter(|names| !names.is_empty())
    }

    fn file(&self) -> Option<String> {
        let file = self.entry.file.as_deref()?;
        Some(format::path(std::path::Path::new(file), self.around.home))
    }

    fn result(&self, ui: &Ui) -> Lines {
        let (result, detail) = self.outcome();
        let tokens = tokens(ui);
        let color = match self.entry.result {
            Outcome::Done => tokens.text,
            Outcome::Failed => tokens.error,
            Outcome::Cancelled => tokens.dim,
        };
        Lines { upper: RichText::new(result).color(color), lower: detail }
    }

    /// What came of it, and the code and status to quote.
    fn outcome(&self) -> (&'static str, String) {
        let words = &self.phrases.history;
        let result = self.entry.why.map_or((words.result)(self.entry.result), words.why);
        let status = self.entry.status.map(|status| format!("HTTP {status}"));
        let detail: Vec<String> = self.entry.code.clone().into_iter().chain(status).collect();
        (result, detail.join(" · "))
    }

    /// The request ID, which a click copies, and the way back to the cluster.
    fn actions(&self, ui: &mut Ui, place: Rect) -> Option<Wish> {
        let words = &self.phrases.history;
        let layout = egui::Layout::right_to_left(egui::Align::Center);
        let mut inside = ui.new_child(UiBuilder::new().max_rect(place).layout(layout));
        let ui = &mut inside;
        ui.spacing_mut().item_spacing.x = 8.0;
        let mut wish = None;
        if let Some(id) = self.entry.about.cluster_id.as_ref().filter(|_| self.is_wide()) {
            let response = link(ui, words.pick_again);
            named(&response, Role::Link, &(words.pick)(id));
            if response.clicked() {
                wish = Some(HistoryWish::Pick(id.clone()).into());
            }
        }
        if let Some(id) = &self.entry.request_id {
            ui.with_layout(egui::Layout::left_to_right(egui::Align::Center), |ui| {
                let shown = Some(short(id)).filter(|short| {
                    self.is_wide() && link_width(ui, short) <= ui.available_width()
                });
                let first = || id.split('-').next().unwrap_or_default().to_owned();
                let shown = shown.unwrap_or_else(first);
                let response = link(ui, &shown).on_hover_text(id);
                named(&response, Role::Link, &(words.copy_id)(id));
                if response.clicked() {
                    wish = Some(HistoryWish::CopyId(id.clone()).into());
                }
            });
        }
        wish
    }
}

fn short(id: &str) -> String {
    let short: String = id.chars().take(SHORT_ID).collect();
    if short.len() < id.len() { format!("{short}…") } else { short }
}
