//! Checking whether kubeconfigs work: what is asked for and what comes of it.

use std::path::PathBuf;

use crate::core::connection::{CheckId, Step};
use crate::core::session::CheckOf;
use crate::ui::App;
use crate::ui::result::Tab;
use crate::ui::wish::CheckWish;
use crate::worker::protocol::{CheckRequest, CheckSource, Command};

impl App {
    pub(crate) fn fulfil_check(&mut self, wish: CheckWish) {
        match wish {
            CheckWish::Document { may_run } => self.check_document(may_run),
            CheckWish::Context { file, context } => self.check_context(file, context),
            CheckWish::AllContexts => {
                for (file, context) in self.contexts.all() {
                    self.check_context(file, context);
                }
            }
        }
    }

    fn check_document(&mut self, may_run: bool) {
        let Some(text) = self.session.text_on_show() else { return };
        let source = CheckSource::Document(text.clone());
        let of = match self.session.opening.shown() {
            Some(_) => CheckOf::Opened,
            None => CheckOf::Fetched,
        };
        let id = self.session.checks.begin_document(of);
        self.panel_on_show().show(Tab::Connection);
        self.command(Command::Check(id, CheckRequest { source, may_run }));
    }

    /// Checks a context; a program that it names is not run.
    fn check_context(&mut self, file: PathBuf, context: String) {
        let id = self.session.checks.begin_context(file.clone(), context.clone());
        let source = CheckSource::Context(file, context);
        self.command(Command::Check(id, CheckRequest { source, may_run: false }));
    }

    pub(crate) fn checked(&mut self, id: CheckId, step: Step) {
        self.session.checks.hear(id, step);
    }

    /// Another document took its place.
    pub(crate) fn forget_check(&mut self, of: CheckOf) {
        if let Some(id) = self.session.checks.forget_document(of) {
            self.command(Command::CancelCheck(id));
        }
    }
}
