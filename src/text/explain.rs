//! From an error to a sentence: what happened, what it means, what to do next.

use std::error::Error;

use super::{FailureWords, Phrases};
use crate::core::acs::{FetchError, Problem, ReplyError, ServiceError};
use crate::core::printable::printable;
use crate::core::session::Failure;

/// A failure as it is shown and told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// What happened.
    pub title: String,
    /// What it means, and that nothing was lost.
    pub meaning: String,
    /// What to do next.
    pub next: String,
}

impl Notice {
    /// What happened, what it means, what to do next.
    pub(super) fn new(
        title: impl Into<String>,
        meaning: impl Into<String>,
        next: impl Into<String>,
    ) -> Self {
        Self { title: title.into(), meaning: meaning.into(), next: next.into() }
    }
}

/// What the phrases of a language are made from: the problem, and the details that a sentence
/// may name.
pub struct Told<'a> {
    /// The problem.
    pub problem: Problem,
    /// The failure it was found in.
    pub failure: &'a Failure,
    /// The service's own error, if it gave one.
    pub service: Option<&'a ServiceError>,
}

/// Explains a failure in the language of the phrases.
#[must_use]
pub fn explain(failure: &Failure, phrases: &Phrases) -> Notice {
    let problem = Problem::of(&failure.error);
    if let (Problem::NoKey, FetchError::SignIn(error)) = (problem, &failure.error) {
        return (phrases.profiles.sign_in)(error);
    }
    (phrases.problems)(&Told { problem, failure, service: failure.service_error() })
}

/// The code and HTTP status to quote: `SignatureDoesNotMatch · HTTP 400`.
#[must_use]
pub fn code_and_status(failure: &Failure) -> Option<String> {
    match failure.answer()? {
        FetchError::Reply(ReplyError::Service(error)) => {
            Some(format!("{} · HTTP {}", printable(&error.code), error.status))
        }
        FetchError::Reply(
            ReplyError::Status { status, .. } | ReplyError::WebPage { status, .. },
        ) => Some(format!("HTTP {status}")),
        FetchError::Reply(_) | FetchError::Transport(_) | FetchError::SignIn(_) => None,
    }
}

/// RAM's account of why access was denied, as rows.
#[must_use]
pub fn denial(failure: &Failure, words: &FailureWords) -> Vec<(&'static str, String)> {
    let service = failure.service_error();
    let Some(denied) = service.and_then(|error| error.access_denied.as_deref()) else {
        return Vec::new();
    };
    let rows = [
        (words.action, printable(&denied.action)),
        (words.denied_to, (words.principal)(denied)),
        (words.denied_by, (words.policy)(denied)),
    ];
    rows.into_iter().filter(|(_, value)| !value.is_empty()).collect()
}

/// The cause, and those below it as libraries told them, for details.
#[must_use]
pub fn cause(failure: &Failure, phrases: &Phrases) -> String {
    let words = &phrases.failure;
    let cause = match (failure.answer(), &failure.error) {
        (Some(FetchError::Transport(error)), _) => error.chain_after((words.unanswered)(error)),
        (Some(FetchError::Reply(error)), _) => (words.unread)(error),
        (_, error) => chain(error),
    };
    printable(&cause)
}

/// An error with its causes, outermost first.
fn chain(error: &(dyn Error + 'static)) -> String {
    let mut line = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        line.push_str(&format!(": {error}"));
        cause = error.source();
    }
    line
}
