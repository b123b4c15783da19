//! The page about a fault of the program itself: what happened, where, and what to do next.

use egui::{CentralPanel, Frame, Label, Margin, RichText, ScrollArea, Ui};

use super::theme::{self, tokens};
use super::widgets::{button, card, primary_button, small};
use crate::text::Phrases;
use crate::worker::Fault;

/// How wide the page is at most.
const WIDTH: f32 = 560.0;

/// The width of the names of the rows.
const NAMES: f32 = 88.0;

/// About how high it is, so that it stands in the middle.
const HEIGHT: f32 = 320.0;

/// What to do next.
pub(crate) enum Next {
    /// Draw the app again.
    GoOn,
    /// Close the window.
    Close,
}

/// What the page tells of.
#[derive(Default)]
pub(crate) struct FaultPage {
    faults: Vec<Fault>,
    was_drawn: bool,
    was_copied: bool,
}

impl FaultPage {
    /// Tells of these as well.
    pub(crate) fn add(&mut self, faults: Vec<Fault>) {
        self.faults.extend(faults);
    }

    /// Whether what is done in the background is concerned.
    pub(crate) fn in_background(&self) -> bool {
        self.faults.iter().any(|fault| fault.in_background)
    }

    pub(crate) fn ui(&mut self, ui: &mut Ui, log: Option<&str>, phrases: &Phrases) -> Option<Next> {
        let page = Frame::new().fill(tokens(ui).panel).inner_margin(Margin::same(20));
        let shown = CentralPanel::default().frame(page).show(ui, |ui| {
            let free = ui.available_size();
            let width = WIDTH.min(free.x);
            ScrollArea::vertical()
                .show(ui, |ui| {
                    ui.add_space(((free.y - HEIGHT) / 2.0).max(0.0));
                    ui.horizontal_top(|ui| {
                        ui.add_space((free.x - width) / 2.0);
                        ui.vertical(|ui| {
                            ui.set_width(width);
                            self.contents(ui, log, phrases)
                        })
                        .inner
                    })
                    .inner
                })
                .inner
        });
        shown.inner
    }

    fn contents(&mut self, ui: &mut Ui, log: Option<&str>, phrases: &Phrases) -> Option<Next> {
        let words = &phrases.fault;
        let tokens = tokens(ui);
        let heading = RichText::new(words.heading).font(theme::semibold(20.0)).color(tokens.error);
        ui.add(Label::new(heading).wrap());
        ui.add_space(4.0);
        ui.add(Label::new(RichText::new(words.meaning).color(tokens.text)).wrap());
        ui.add_space(8.0);
        card(ui).show(ui, |ui| {
            ui.set_width(ui.available_width());
            for (name, value) in self.rows(log, phrases) {
                row(ui, name, &value);
            }
        });
        ui.add_space(4.0);
        small(ui, words.report);
        ui.add_space(8.0);
        let mut next = None;
        ui.horizontal_wrapped(|ui| {
            let go_on = primary_button(ui, words.go_on, true);
            if !std::mem::replace(&mut self.was_drawn, true) {
                go_on.request_focus();
            }
            if go_on.clicked() {
                next = Some(Next::GoOn);
            }
            if button(ui, words.copy, "", true).clicked() {
                ui.ctx().copy_text(self.report(log, phrases));
                self.was_copied = true;
            }
            if button(ui, words.close, "", true).clicked() {
                next = Some(Next::Close);
            }
            if self.was_copied {
                small(ui, words.copied);
            }
        });
        next
    }

    /// The rows as text, for whoever looks for the fault.
    fn report(&self, log: Option<&str>, phrases: &Phrases) -> String {
        let rows = self.rows(log, phrases);
        rows.iter().map(|(name, value)| (phrases.named)(name, value) + "\n").collect()
    }

    fn rows(&self, log: Option<&str>, phrases: &Phrases) -> Vec<(&'static str, String)> {
        let words = &phrases.fault;
        let place = |fault: &Fault| {
            let place = (phrases.with_remark)(&fault.place, &fault.thread);
            (words.place, place)
        };
        let mut rows: Vec<_> = self.faults.iter().map(place).collect();
        rows.push((words.version, env!("CARGO_PKG_VERSION").to_owned()));
        rows.push((words.log, log.unwrap_or(words.no_log).to_owned()));
        rows
    }
}

fn row(ui: &mut Ui, name: &str, value: &str) {
    let tokens = tokens(ui);
    ui.horizontal_top(|ui| {
        ui.spacing_mut().interact_size.y = 20.0;
        ui.allocate_ui(egui::vec2(NAMES, 20.0), |ui| {
            ui.set_width(NAMES);
            ui.label(RichText::new(name).size(theme::SMALL).color(tokens.dim));
        });
        ui.add(Label::new(RichText::new(value).monospace().color(tokens.text)).wrap());
    });
}
