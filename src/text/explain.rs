//! From an error to a sentence: what happened, what it means, what to do next.

use super::Phrases;
use crate::core::acs::{FetchError, Problem, ReplyError, ServiceError};
use crate::core::kubeconfig::summary::printable;
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
    (phrases.problems)(&Told { problem, failure, service: service_error(failure) })
}

/// The error that the service gave, if that is what failed.
#[must_use]
pub fn service_error(failure: &Failure) -> Option<&ServiceError> {
    match &failure.error {
        FetchError::Reply(ReplyError::Service(error)) => Some(error),
        FetchError::Reply(_) | FetchError::Transport(_) => None,
    }
}

/// The code and HTTP status to quote: `SignatureDoesNotMatch · HTTP 400`.
#[must_use]
pub fn code_and_status(failure: &Failure) -> Option<String> {
    match &failure.error {
        FetchError::Reply(ReplyError::Service(error)) => {
            Some(format!("{} · HTTP {}", printable(&error.code), error.status))
        }
        FetchError::Reply(
            ReplyError::Status { status, .. } | ReplyError::WebPage { status, .. },
        ) => Some(format!("HTTP {status}")),
        FetchError::Reply(_) | FetchError::Transport(_) => None,
    }
}

/// The cause as the library below told it, for details.
#[must_use]
pub fn cause(failure: &Failure) -> String {
    let cause = match &failure.error {
        FetchError::Transport(error) => error.chain(),
        FetchError::Reply(error) => error.to_string(),
    };
    printable(&cause)
}
