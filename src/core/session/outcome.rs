//! What came of a question: a kubeconfig or a failure, and the facts of the exchange.

use std::sync::Arc;
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};

use crate::core::acs::difference::Difference;
use crate::core::acs::{FetchError, Record, ReplyError, Scheme, ServiceError};
use crate::core::kubeconfig::edit::EditError;
use crate::core::kubeconfig::lines::Lines;
use crate::core::kubeconfig::overview::Overview;
use crate::core::kubeconfig::{KubeconfigText, NotAKubeconfig, Summary, check};

/// The facts of an exchange, to show and to quote to support.
#[derive(Debug, Clone)]
pub struct Exchange {
    /// The host that was asked.
    pub host: String,
    /// The scheme of the last signature, if it was one of the CS API's.
    pub scheme: Option<Scheme>,
    /// How often it was asked.
    pub tries: u32,
    /// From the first try's start to the end.
    pub elapsed: Duration,
    /// By how much the server's clock is ahead of this machine's (negative: behind), as far as
    /// an answer told; its resolution is a second.
    pub clock_ahead: Option<SignedDuration>,
    /// What was sent and what came back, of a question to the CS API.
    pub record: Option<Arc<Record>>,
}

/// What a received document was found to be.
#[derive(Debug, Clone)]
pub enum Judgement {
    /// A kubeconfig, and what it says.
    Kubeconfig(Summary),
    /// Something else: it is shown, and not offered for saving without a warning.
    Other(NotAKubeconfig),
}

/// A document, judged.
#[derive(Debug, Clone)]
pub struct Judged {
    /// What it was found to be.
    pub judgement: Judgement,
    /// What it holds, if it is a kubeconfig; an error, if it can be read in more than one way.
    pub overview: Option<Result<Box<Overview>, EditError>>,
}

impl Judged {
    /// Judges a text. A hostile one of some megabytes may take a while.
    #[must_use]
    pub fn of(text: &KubeconfigText) -> Self {
        match check(text) {
            Ok(kubeconfig) => Self {
                judgement: Judgement::Kubeconfig(Summary::of(&kubeconfig)),
                overview: Some(Overview::of(text).map(Box::new)),
            },
            Err(error) => Self { judgement: Judgement::Other(error), overview: None },
        }
    }
}

impl Judgement {
    /// What it says, if it is a kubeconfig.
    #[must_use]
    pub fn summary(&self) -> Option<&Summary> {
        match self {
            Self::Kubeconfig(summary) => Some(summary),
            Self::Other(_) => None,
        }
    }

    /// Until when its certificate is valid.
    #[must_use]
    pub fn valid_until(&self) -> Option<Timestamp> {
        let certificate = self.summary()?.certificate.as_ref();
        certificate.map(|certificate| certificate.not_after)
    }
}

/// A document that the service sent.
#[derive(Debug, Clone)]
pub struct Fetched {
    /// The document, byte for byte.
    pub text: KubeconfigText,
    /// Its lines, to show.
    pub lines: Arc<Lines>,
    /// What it was found to be.
    pub judgement: Judgement,
    /// What it holds, if it is a kubeconfig; an error, if it can be read in more than one way.
    pub overview: Option<Result<Box<Overview>, EditError>>,
    /// Until when its certificate is valid, as the service says.
    pub expiration: Option<Timestamp>,
    /// The id of the request.
    pub request_id: Option<String>,
    /// How the exchange went.
    pub exchange: Exchange,
}

/// A question that brought no document.
#[derive(Debug, Clone)]
pub struct Failure {
    /// What went wrong.
    pub error: FetchError,
    /// For a refused signature: whether the server signed the same text as we, so that only the
    /// secret can differ. `None` when it did not tell.
    pub same_string_to_sign: Option<bool>,
    /// How the exchange went; `None` when nobody was asked.
    pub exchange: Option<Exchange>,
}

impl Failure {
    /// What was answered, be it to the question itself or to the one for a key before it.
    #[must_use]
    pub fn answer(&self) -> Option<&FetchError> {
        match &self.error {
            FetchError::SignIn(error) => error.asked(),
            error @ (FetchError::Reply(_) | FetchError::Transport(_)) => Some(error),
        }
    }

    /// The error that the service gave, if that is what failed.
    #[must_use]
    pub fn service_error(&self) -> Option<&ServiceError> {
        match self.answer()? {
            FetchError::Reply(ReplyError::Service(error)) => Some(&**error),
            FetchError::Reply(_) | FetchError::Transport(_) | FetchError::SignIn(_) => None,
        }
    }

    /// For a refused signature: the first difference between the server's text and ours.
    #[must_use]
    pub fn difference(&self) -> Option<&Difference> {
        self.exchange.as_ref()?.record.as_ref()?.last()?.difference.as_ref()
    }
}

impl Fetched {
    /// The summary, if it is a kubeconfig.
    #[must_use]
    pub fn summary(&self) -> Option<&Summary> {
        self.judgement.summary()
    }

    /// Until when it is valid: the certificate's own date, else what the service said.
    #[must_use]
    pub fn valid_until(&self) -> Option<Timestamp> {
        self.judgement.valid_until().or(self.expiration)
    }
}
