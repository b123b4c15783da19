//! What to beware of in a context, in plain words.

use egui::{Label, RichText, Ui, vec2};

use super::card;
use crate::core::kubeconfig::overview::{Level, Warning};
use crate::text::overview::{OverviewWords, When};
use crate::ui::theme::{self, tokens};
use crate::ui::widgets;

/// Draws the card.
pub(super) fn ui(ui: &mut Ui, warnings: &[Warning], when: &When<'_>, words: &OverviewWords) {
    widgets::card(ui).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.spacing_mut().item_spacing = vec2(8.0, 6.0);
        card::heading(ui, words.worth_knowing);
        for warning in warnings {
            line(ui, Some(warning.level()), &(words.warning)(warning, when));
        }
        if !warnings.iter().any(runs_or_trusts) {
            line(ui, None, words.nothing_runs);
        }
    });
}

/// Whether it must not be missed.
pub(super) fn is_urgent(warning: &Warning) -> bool {
    warning.level() == Level::Bad || matches!(warning, Warning::RunsProgram(_))
}

/// Whether the good word on programs, files and TLS would be wrong.
fn runs_or_trusts(warning: &Warning) -> bool {
    matches!(
        warning,
        Warning::Dangling
            | Warning::TlsNotVerified
            | Warning::NotHttps
            | Warning::AuthorityUnreadable
            | Warning::RunsProgram(_)
            | Warning::Plugin(_)
            | Warning::ReadsFiles(_)
    )
}

fn line(ui: &mut Ui, level: Option<Level>, text: &str) {
    let tokens = tokens(ui);
    let color = match level {
        Some(Level::Bad) => tokens.error,
        Some(Level::Mind) => tokens.warning,
        Some(Level::Note) => tokens.faint,
        None => tokens.ok,
    };
    ui.spacing_mut().interact_size.y = 16.0;
    ui.horizontal_top(|ui| {
        widgets::state_dot(ui, color);
        let text = RichText::new(text).size(theme::SMALL).color(tokens.dim);
        ui.add(Label::new(text).wrap());
    });
}
