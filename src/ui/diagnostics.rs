//! Copying a report of how things are.

use super::App;
use super::status_bar::Remark;
use crate::core::diagnostics::Report;
use crate::core::history::By;
use crate::worker::protocol::{Command, DiagnosticsRequest};

impl App {
    pub(super) fn ask_for_diagnostics(&mut self) {
        let request = DiagnosticsRequest {
            by: Some(By::Window),
            settings: self.options.settings.clone(),
            language: self.options.language.unwrap_or(self.options.language_of_settings()),
            graphics: self.options.graphics.clone(),
            history: self.options.history.clone(),
            kubeconfig: self.options.kubeconfig.clone().unwrap_or_default(),
        };
        self.command(Command::Diagnose(Box::new(request)));
    }

    pub(super) fn hear_diagnostics(&mut self, report: &Report, ctx: &egui::Context) {
        ctx.copy_text(report.text());
        self.remark = Some(Remark::Good(self.phrases.diagnostics.copied.to_owned()));
    }
}
