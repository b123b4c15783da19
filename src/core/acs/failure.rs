//! What can go wrong between a question and its answer, as values.

use std::error::Error;
use std::sync::Arc;

use secrecy::SecretString;

use super::ReplyError;
use super::credentials::mask;
use crate::core::profile::SignInError;

/// The cause of a failure as the library below told it. It is for logs and details, in English.
pub type Cause = Arc<dyn Error + Send + Sync>;

/// Why a question brought no answer.
#[derive(Debug, Clone, thiserror::Error)]
pub enum FetchError {
    /// No whole answer came.
    #[error("the request got no answer")]
    Transport(#[from] TransportError),
    /// An answer came, and it was not what was asked for.
    #[error("the answer is not what was asked for")]
    Reply(#[from] ReplyError),
    /// There was no key to ask with.
    #[error("the profile gave no credentials")]
    SignIn(#[source] Arc<SignInError>),
}

/// Why no whole answer came: a variant for each step at which an exchange can break.
#[derive(Debug, Clone, thiserror::Error)]
pub enum TransportError {
    /// The HTTP client could not be set up, for instance because the system's root certificates
    /// could not be read.
    #[error("the HTTPS client cannot start")]
    Setup(#[source] Cause),
    /// The host's name has no address.
    #[error("the name {host} cannot be resolved")]
    Name {
        /// The host asked for.
        host: String,
        /// What the resolver said.
        #[source]
        source: Cause,
    },
    /// No connection: refused, unreachable, or a proxy that declined.
    #[error("no connection to {host}")]
    Connect {
        /// The host asked for.
        host: String,
        /// What the system said.
        #[source]
        source: Cause,
    },
    /// The TLS handshake failed: most often a certificate that this machine does not trust.
    #[error("no secure connection to {host}")]
    Tls {
        /// The host asked for.
        host: String,
        /// What the TLS library said.
        #[source]
        source: Cause,
    },
    /// The connection broke after it stood: reset, closed early, not HTTP.
    #[error("the connection broke before the answer was whole")]
    Broken(#[source] Cause),
    /// The time was up.
    #[error("no whole answer within {seconds} seconds")]
    Timeout {
        /// The limit that was reached, in whole seconds.
        seconds: u64,
    },
    /// The body is larger than is ever right for a kubeconfig; counted after decompression.
    #[error("the answer is larger than {limit} bytes")]
    TooLarge {
        /// The limit in bytes.
        limit: usize,
    },
    /// The headers are larger than is ever right.
    #[error("the answer's headers are larger than {limit} bytes")]
    HeadersTooLarge {
        /// The limit in bytes.
        limit: usize,
    },
    /// The address is plain HTTP to another machine, where a key would be read along.
    #[error("{host} would be asked without encryption")]
    NotSecure {
        /// The host.
        host: String,
    },
    /// The answer sends the client elsewhere; it is never followed, for it carries a signature.
    #[error("the answer is a redirect to another address, which is not followed")]
    Redirect {
        /// The status code.
        status: u16,
        /// The host it points to, if it names one.
        to: Option<String>,
    },
}

impl FetchError {
    /// Masks the secrets in whatever the answer repeats of the request, so that they are not
    /// shown, logged or quoted to support.
    #[must_use]
    pub fn without_secrets(mut self, secrets: &[&SecretString]) -> Self {
        let texts = match &mut self {
            Self::Reply(ReplyError::Service(error)) => {
                [Some(&mut error.code), Some(&mut error.message), error.request_id.as_mut()]
            }
            Self::Reply(ReplyError::WebPage { title, .. }) => [title.as_mut(), None, None],
            Self::Transport(TransportError::Redirect { to, .. }) => [to.as_mut(), None, None],
            Self::Reply(_) | Self::Transport(_) | Self::SignIn(_) => [None, None, None],
        };
        for text in texts.into_iter().flatten() {
            mask(secrets, text);
        }
        if let Self::Reply(ReplyError::Service(error)) = &mut self
            && let Some(denied) = &mut error.access_denied
        {
            for text in denied.texts_mut() {
                mask(secrets, text);
            }
        }
        self
    }
}

impl TransportError {
    /// The causes below, outermost first, as one line for logs and details.
    #[must_use]
    pub fn chain(&self) -> String {
        self.chain_after(self.to_string())
    }

    /// The causes below, after what is said of this one.
    #[must_use]
    pub fn chain_after(&self, mut line: String) -> String {
        let mut cause = self.source();
        while let Some(error) = cause {
            let text = error.to_string();
            if !line.contains(&text) {
                line.push_str(": ");
                line.push_str(&text);
            }
            cause = error.source();
        }
        line
    }
}
