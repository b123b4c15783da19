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
            CheckWish::Context { file, context } => self.check_contexts(vec![(file, context)]),
            CheckWish::AllContexts => {
                if !self.contexts.is_open() {
                    self.toggle_contexts();
                }
                self.check_contexts(self.contexts.all());
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

    /// Checks contexts; a program that one names is not run.
    fn check_contexts(&mut self, contexts: Vec<(PathBuf, String)>) {
        let check = |(file, context): (PathBuf, String)| {
            let id = self.session.checks.begin_context(file.clone(), context.clone());
            let source = CheckSource::Context(file, context);
            (id, CheckRequest { source, may_run: false })
        };
        let checks = contexts.into_iter().map(check).collect();
        self.command(Command::CheckMany(checks));
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
