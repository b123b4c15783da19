//! What is asked for about the history, and what comes of it.

use crate::core::acs::ClusterId;
use crate::core::session::Settings;
use crate::ui::App;
use crate::ui::status_bar::Remark;
use crate::ui::wish::{HistoryWish, Wish};
use crate::worker::protocol::{Command, HistoryCommand, HistoryTold};

impl App {
    pub(crate) fn fulfil_for_history(&mut self, wish: HistoryWish, ctx: &egui::Context) {
        match wish {
            HistoryWish::Toggle => self.toggle_history(),
            HistoryWish::Keep(on) => {
                self.command(Command::History(HistoryCommand::Want(on)));
                let settings = Settings { history: on, ..self.options.settings.clone() };
                self.fulfil(Wish::Settings(Box::new(settings)), ctx, None);
            }
            HistoryWish::CopyId(id) => {
                ctx.copy_text(id);
                self.remark = Some(Remark::Good(self.phrases.history.copied.to_owned()));
            }
            HistoryWish::Pick(id) => {
                // The file may say anything.
                if let Ok(id) = ClusterId::parse(&id) {
                    self.fulfil(Wish::Pick(id), ctx, None);
                }
            }
            HistoryWish::Clear => self.command(Command::History(HistoryCommand::Clear)),
        }
    }

    fn toggle_history(&mut self) {
        let open = !self.history.open;
        self.close_pages();
        self.history.open = open;
        self.read_history();
    }

    /// Reads what commands have added meanwhile, too.
    pub(crate) fn read_history(&mut self) {
        if self.history.open {
            self.command(Command::History(HistoryCommand::Watch));
        }
    }

    pub(crate) fn hear_of_history(&mut self, told: HistoryTold) {
        self.history.hear(told, self.phrases);
    }

    /// Shows the cluster again, in place of any other page.
    pub(crate) fn close_pages(&mut self) {
        self.contexts.close();
        self.history.close();
        self.leave_settings();
        self.side.close();
    }
}
