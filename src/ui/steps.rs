//! Taking the next step after a failure: what each button of the failure card does.

use super::App;
use super::status_bar::Remark;
use crate::core::acs::step::ClockCommand;
use crate::core::acs::{SchemeChoice, Step, pages};
use crate::core::session::{EndpointChoice, Settings};
use crate::worker::protocol::{Command, DateSettingsError};

impl App {
    pub(super) fn take_step(&mut self, step: Step, ctx: &egui::Context) {
        match step {
            Step::Run(words) => self.command(Command::RunInTerminal(words)),
            Step::EditCredentials => self.edit_credentials(),
            Step::Temporary(duration) => {
                self.request.pick_duration(duration);
                self.ask_again(|question| question.get.duration = Some(duration));
            }
            Step::ApiServer(api_server) => {
                self.request.pick_api_server(api_server);
                self.ask_again(|question| question.get.api_server = api_server);
            }
            Step::DefaultApiEndpoint => {
                self.use_default_endpoint(ctx);
                self.ask_again(|_same| {});
            }
            Step::Sign(scheme) => {
                self.ask_again(|question| question.scheme = SchemeChoice::Only(scheme));
            }
            Step::Wait(wait) => self.ask_again(|question| question.timeout = wait),
            Step::SetClock => self.command(Command::OpenDateSettings),
            Step::GrantPolicy(policy) => ctx.copy_text(policy),
            Step::LookUp => {
                ctx.open_url(egui::OpenUrl::new_tab(pages::ERROR_CENTRE));
            }
        }
    }

    /// Goes back to the profile's own endpoint, whatever an option or the settings said, and lists
    /// its clusters.
    fn use_default_endpoint(&mut self, ctx: &egui::Context) {
        self.options.endpoint = None;
        let endpoint = EndpointChoice::Automatic;
        self.change_settings(Settings { endpoint, ..self.options.settings.clone() }, ctx);
        if std::mem::take(&mut self.list_after_settings) {
            self.list_clusters();
        }
    }

    pub(super) fn date_settings_opened(&mut self, opened: Result<(), DateSettingsError>) {
        let words = &self.phrases.steps;
        self.remark = Some(match opened {
            Ok(()) => Remark::Good(words.date_settings_opened.to_owned()),
            Err(error) => {
                tracing::debug!(%error, "the date settings did not open");
                Remark::Bad((words.no_date_settings)(ClockCommand::here().command))
            }
        });
    }
}
