//! Why something failed, in the few words that a line of the history has room for.

use serde::{Deserialize, Serialize};

use crate::core::acs::{FetchError, ReplyError, TransportError};

/// Why something failed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Why {
    /// The service refused, with a code of its own.
    Refused,
    /// Something answered that is not the service.
    NotTheService,
    /// The answer holds no kubeconfig.
    NotAKubeconfig,
    /// The profile gave no key.
    NoKey,
    /// The host's name cannot be resolved.
    NoSuchHost,
    /// No connection, or none that is secure.
    NoConnection,
    /// The connection broke.
    Broken,
    /// It took too long.
    Timeout,
    /// A file is there already.
    Exists,
    /// The file may not be written.
    NotAllowed,
    /// The disk is full.
    DiskFull,
    /// Another program has the lock.
    Locked,
    /// The file was changed by others.
    Changed,
    /// The file cannot be edited safely.
    NotEditable,
    /// There was nothing to undo.
    NothingToUndo,
    /// The file could not be written, for another reason.
    NotWritten,
    /// Something else, or what a later version of this program tells.
    #[serde(other)]
    Other,
}

/// What a failed question tells.
pub(super) struct Told<'a> {
    pub(super) why: Why,
    pub(super) code: Option<&'a str>,
    pub(super) status: Option<u16>,
    pub(super) request_id: Option<&'a str>,
}

/// What is told of a failure: of one on the way to the key, as of one after it.
pub(super) fn of(error: &FetchError) -> Told<'_> {
    let plain = |why| Told { why, code: None, status: None, request_id: None };
    match error {
        FetchError::Transport(error) => plain(of_transport(error)),
        FetchError::Reply(ReplyError::Service(error)) => Told {
            why: Why::Refused,
            code: Some(&error.code),
            status: Some(error.status),
            request_id: error.request_id.as_deref(),
        },
        FetchError::Reply(
            ReplyError::Status { status, .. } | ReplyError::WebPage { status, .. },
        ) => Told { status: Some(*status), ..plain(Why::NotTheService) },
        FetchError::Reply(_) => plain(Why::NotTheService),
        FetchError::SignIn(error) => match error.asked() {
            Some(asked) => Told { why: Why::NoKey, ..of(asked) },
            None => plain(Why::NoKey),
        },
    }
}

fn of_transport(error: &TransportError) -> Why {
    match error {
        TransportError::Name { .. } => Why::NoSuchHost,
        TransportError::Connect { .. }
        | TransportError::Tls { .. }
        | TransportError::NotSecure { .. }
        | TransportError::Setup(_) => Why::NoConnection,
        TransportError::Broken(_) => Why::Broken,
        TransportError::Timeout { .. } => Why::Timeout,
        TransportError::TooLarge { .. }
        | TransportError::HeadersTooLarge { .. }
        | TransportError::Redirect { .. } => Why::NotTheService,
    }
}
