//! Checking whether kubeconfigs work: what is asked for and what comes of it.

use std::path::PathBuf;

use crate::core::connection::{CheckId, Step};
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
        let Some((_, fetched)) = self.session.fetched() else { return };
        let source = CheckSource::Document(fetched.text.clone());
        let id = self.session.checks.begin_document();
        self.result.show(Tab::Connection);
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

    /// Another document is on show.
    pub(crate) fn forget_check(&mut self) {
        if let Some(id) = self.session.checks.forget_document() {
            self.command(Command::CancelCheck(id));
        }
    }
}
