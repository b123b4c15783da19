//! Telling people on stderr how it goes.

use std::io::{IsTerminal as _, Write as _};

use super::args::Shared;
use super::exit::Exit;
use crate::core::acs::Step;
use crate::core::printable::printable;
use crate::core::profile::Source;
use crate::core::session::{Asked, Failure, Progress};
use crate::text::explain::{self, explain};
use crate::text::{Phrases, format};
use crate::worker;
use crate::worker::protocol::FileTrouble;

/// Says things on stderr, in the chosen language.
pub(super) struct Teller {
    pub(super) phrases: &'static Phrases,
    talkative: bool,
}

impl Teller {
    pub(super) fn new(shared: &Shared) -> Self {
        let language = shared.chosen_language().unwrap_or_else(worker::language);
        let talkative = shared.verbose || std::io::stderr().is_terminal();
        Self { phrases: Phrases::of(language), talkative }
    }

    /// A line on stderr. If nobody can read it, nobody misses it.
    #[expect(clippy::unused_self, reason = "a teller tells, whatever it needs for that")]
    pub(super) fn line(&self, text: &str) {
        writeln!(std::io::stderr(), "{text}").ok();
    }

    /// A line that only a person needs who watches.
    pub(super) fn aside(&self, text: &str) {
        if self.talkative {
            self.line(text);
        }
    }

    pub(super) fn error(&self, text: &str) {
        self.line(&(self.phrases.named)(self.phrases.cli.error, text));
    }

    pub(super) fn warning(&self, text: &str) {
        self.line(&(self.phrases.named)(self.phrases.cli.warning, text));
    }

    /// A text from outside, in which nothing commands the terminal.
    #[expect(clippy::unused_self, reason = "what a teller tells is safe")]
    pub(super) fn safe(&self, text: &str) -> String {
        printable(text)
    }

    /// What a source is called, with its place.
    pub(super) fn source(&self, source: &Source) -> String {
        let words = &self.phrases.profiles;
        let (name, kind) = ((words.unnamed)(source), (words.kind)(source));
        match source {
            Source::CliProfile { file: Some(file), .. } => {
                let file = printable(&file.display().to_string());
                (self.phrases.with_remark)(&name, &format!("{kind}, {file}"))
            }
            _ => (self.phrases.with_remark)(&name, kind),
        }
    }

    /// What a question to this host waits for, beyond its first answer.
    pub(super) fn progress(&self, host: &str, progress: Progress) {
        let words = &self.phrases.result;
        match progress {
            Progress::Answer { attempt } if attempt > 1 => {
                self.aside(&(words.waiting)(host, attempt));
            }
            Progress::Pause { next_attempt, wait } => {
                self.aside(&(words.pausing)(next_attempt, format::seconds_up(wait)));
            }
            Progress::SigningIn | Progress::Answer { .. } => {}
        }
    }

    /// A failed question: what happened, what it means, what to do, and what to quote.
    pub(super) fn failure(&self, failure: &Failure, asked: Option<Asked<'_>>) {
        self.failed(None, failure, asked);
    }

    /// The same, of one of many.
    pub(super) fn failure_of(&self, name: &str, failure: &Failure, asked: Asked<'_>) {
        self.failed(Some(name), failure, Some(asked));
    }

    /// A kubeconfig file that was left as it is: why, and what to do. Gives the exit code.
    pub(super) fn trouble(&self, trouble: &FileTrouble) -> Exit {
        let notice = (self.phrases.landing.trouble)(trouble);
        self.error(&notice.title);
        self.line(&format!("  {}", notice.meaning));
        self.line(&format!("  {}", notice.next));
        Exit::of_file(trouble)
    }

    fn failed(&self, of: Option<&str>, failure: &Failure, asked: Option<Asked<'_>>) {
        let (notice, named) = (explain(failure, self.phrases), self.phrases.named);
        match of {
            Some(name) => self.error(&named(name, &notice.title)),
            None => self.error(&notice.title),
        }
        self.line(&format!("  {}", notice.meaning));
        self.line(&format!("  {}", notice.next));
        let steps = failure.next_steps(asked);
        let words = &self.phrases.steps;
        for command in steps.iter().filter_map(words.command) {
            self.line(&format!("  {}", named(words.next, &command)));
        }
        for (name, value) in self.details(failure) {
            self.line(&format!("  {}", named(name, &value)));
        }
        for step in &steps {
            if let Step::GrantPolicy(policy) = step {
                self.line(&format!("  {}", named(words.policy, "").trim_end()));
                policy.lines().for_each(|line| self.line(&format!("  {line}")));
            }
        }
    }

    /// What to quote, as far as it is known.
    fn details(&self, failure: &Failure) -> Vec<(&'static str, String)> {
        let words = &self.phrases.failure;
        let service = failure.service_error();
        let mut details = Vec::new();
        details.extend(explain::code_and_status(failure).map(|code| (words.code, code)));
        match service {
            Some(error) => {
                details.push((words.message, printable(&error.message)));
                let id = error.request_id.as_deref();
                details.extend(id.map(|id| (words.request_id, printable(id))));
            }
            None => details.push((words.cause, explain::cause(failure, self.phrases))),
        }
        details.extend(explain::denial(failure, words));
        let exchange = failure.exchange.as_ref();
        details.extend(exchange.map(|exchange| (words.sent_to, exchange.host.clone())));
        details
    }
}
