//! Whether asking again can help, and how.

use std::time::Duration;

use jiff::Timestamp;

use super::{FetchError, ReplyError, Scheme, SchemeChoice, ServiceError, TransportError};

/// How often one question is asked at most.
pub const MAX_TRIES: u32 = 4;

/// The longest wait that is granted to a server's own wish.
pub const MAX_WAIT: Duration = Duration::from_secs(20);

/// What to do after a failed try.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NextTry {
    /// Nothing: the next answer would be the same.
    GiveUp,
    /// Wait as the backoff says, then ask again.
    Backoff,
    /// Wait as long as the server asked for, then ask again.
    After(Duration),
    /// Sign again at once, with the server's time.
    WithClock(Timestamp),
    /// Sign again at once, with the other scheme.
    WithScheme(Scheme),
}

/// Decides what follows a failed try that was signed with `scheme`.
#[must_use]
pub fn next_try(error: &FetchError, choice: SchemeChoice, scheme: Scheme) -> NextTry {
    match error {
        FetchError::Transport(error) => after_transport(error),
        FetchError::Reply(ReplyError::Service(error)) => after_service(error, choice, scheme),
        FetchError::Reply(ReplyError::Status { status, retry_after_ms }) => {
            after_status(*status, *retry_after_ms)
        }
        FetchError::Reply(ReplyError::WebPage { status, .. }) => after_status(*status, None),
        FetchError::Reply(_) | FetchError::SignIn(_) => NextTry::GiveUp,
    }
}

fn after_transport(error: &TransportError) -> NextTry {
    match error {
        TransportError::Name { .. }
        | TransportError::Connect { .. }
        | TransportError::Broken(_)
        | TransportError::Timeout { .. } => NextTry::Backoff,
        TransportError::Setup(_)
        | TransportError::Tls { .. }
        | TransportError::NotSecure { .. }
        | TransportError::TooLarge { .. }
        | TransportError::HeadersTooLarge { .. }
        | TransportError::Redirect { .. } => NextTry::GiveUp,
    }
}

fn after_service(error: &ServiceError, choice: SchemeChoice, scheme: Scheme) -> NextTry {
    let code = error.code.as_str();
    if code.starts_with("InvalidTimeStamp") {
        return error.date.map_or(NextTry::GiveUp, NextTry::WithClock);
    }
    if refuses_scheme(code) {
        return match (choice, scheme) {
            (SchemeChoice::Auto, Scheme::Roa) => NextTry::WithScheme(Scheme::Acs3),
            _ => NextTry::GiveUp,
        };
    }
    // Throttling comes with 400, 429 or 503, depending on which part of the service says it.
    if code.starts_with("Throttling") || code == "SignatureNonceUsed" {
        return wait(error.retry_after_ms);
    }
    after_status(error.status, error.retry_after_ms)
}

/// The codes that mean "not this signature method or version"; a wrong *signature* is none.
/// Their exact names are not documented, so every code that names one of the two counts.
fn refuses_scheme(code: &str) -> bool {
    code.contains("SignatureMethod") || code.contains("SignatureVersion")
}

fn after_status(status: u16, retry_after_ms: Option<u64>) -> NextTry {
    match status {
        408 | 429 | 500..=599 => wait(retry_after_ms),
        _ => NextTry::GiveUp,
    }
}

fn wait(retry_after_ms: Option<u64>) -> NextTry {
    match retry_after_ms {
        Some(milliseconds) => NextTry::After(Duration::from_millis(milliseconds).min(MAX_WAIT)),
        None => NextTry::Backoff,
    }
}

#[cfg(test)]
mod tests {
    use super::{NextTry, next_try};
    use crate::core::acs::{
        FetchError, ReplyError, Scheme, SchemeChoice, ServiceError, TransportError,
    };
    use std::time::Duration;

    fn service(status: u16, code: &str, retry_after_ms: Option<u64>) -> FetchError {
        FetchError::Reply(ReplyError::Service(Box::new(ServiceError {
            status,
            code: code.to_owned(),
            message: String::new(),
            request_id: None,
            retry_after_ms,
            date: Some("2026-11-23T00:00:00Z".parse().unwrap()),
            access_denied: None,
        })))
    }

    fn auto(error: &FetchError) -> NextTry {
        next_try(error, SchemeChoice::Auto, Scheme::Roa)
    }

    #[test]
    fn four_hundreds_that_will_not_change_are_final() {
        for (status, code) in [
            (400, "SignatureDoesNotMatch"),
            (404, "InvalidAccessKeyId.NotFound"),
            (403, "Forbidden.RAM"),
            (404, "ErrorClusterNotFound"),
            (400, "IncompleteSignature"),
        ] {
            assert_eq!(auto(&service(status, code, Some(5))), NextTry::GiveUp, "{code}");
        }
    }

    #[test]
    fn trouble_of_the_server_and_throttling_are_tried_again() {
        for (status, code) in
            [(500, "InternalError"), (503, "ServiceUnavailable"), (400, "Throttling.User")]
        {
            assert_eq!(auto(&service(status, code, None)), NextTry::Backoff, "{code}");
        }
        let wait = NextTry::After(Duration::from_millis(1200));
        assert_eq!(auto(&service(429, "Throttling", Some(1200))), wait);
        let long = NextTry::After(super::MAX_WAIT);
        assert_eq!(auto(&service(429, "Throttling", Some(3_600_000))), long);
        let timeout = TransportError::Timeout { seconds: 1 }.into();
        assert_eq!(auto(&timeout), NextTry::Backoff);
        let redirect = TransportError::Redirect { status: 302, to: None }.into();
        assert_eq!(auto(&redirect), NextTry::GiveUp);
    }

    #[test]
    fn a_wrong_clock_takes_the_servers() {
        let error = service(400, "InvalidTimeStamp.Expired", None);
        assert_eq!(auto(&error), NextTry::WithClock("2026-11-23T00:00:00Z".parse().unwrap()));
    }

    #[test]
    fn only_auto_goes_to_the_other_scheme_and_only_once() {
        let error = service(400, "InvalidSignatureMethod", None);
        assert_eq!(auto(&error), NextTry::WithScheme(Scheme::Acs3));
        assert_eq!(next_try(&error, SchemeChoice::Auto, Scheme::Acs3), NextTry::GiveUp);
        let only = SchemeChoice::Only(Scheme::Roa);
        assert_eq!(next_try(&error, only, Scheme::Roa), NextTry::GiveUp);
    }
}
