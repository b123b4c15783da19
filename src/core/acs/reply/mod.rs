//! Reading an answer: JSON or XML, a kubeconfig or an error, or something else entirely.

mod answer;
mod json;
mod page;
mod xml;

use std::fmt;

use jiff::Timestamp;

use super::AccessDenied;
use super::http::RawReply;
use crate::core::kubeconfig::KubeconfigText;

pub(crate) use answer::Answer;

/// The answer of `DescribeClusterUserKubeconfig`.
#[derive(Debug, Clone)]
pub struct KubeconfigReply {
    /// The kubeconfig, byte for byte.
    pub config: KubeconfigText,
    /// Until when its certificate is valid, as the service says; older services do not say.
    pub expiration: Option<Timestamp>,
    /// The id of the request, to quote to support.
    pub request_id: Option<String>,
}

/// An error that the service reported, in either of its two shapes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ServiceError {
    /// The HTTP status.
    pub status: u16,
    /// The error code, such as `SignatureDoesNotMatch`.
    pub code: String,
    /// The message, as it came.
    pub message: String,
    /// The id of the request, to quote to support.
    pub request_id: Option<String>,
    /// How long the service asks to wait before the next request, in milliseconds.
    pub retry_after_ms: Option<u64>,
    /// The server's clock, when it answered.
    pub date: Option<Timestamp>,
    /// Why access was denied, if that is what it is about and RAM said so.
    pub access_denied: Option<Box<AccessDenied>>,
}

impl ServiceError {
    /// The RAM action that was denied: as RAM says, or else as the message does.
    #[must_use]
    pub fn denied_action(&self) -> Option<&str> {
        let told = self.access_denied.as_ref().map(|denied| denied.action.as_str());
        let mut words = self.message.split(|c: char| !c.is_ascii_alphanumeric() && c != ':');
        let named = || words.find(|word| word.len() > 3 && word.starts_with("cs:"));
        told.filter(|action| !action.is_empty()).or_else(named)
    }

    /// The string to sign that the server computed, which a `SignatureDoesNotMatch` ends with.
    #[must_use]
    pub fn server_string_to_sign(&self) -> Option<&str> {
        let (_, text) = self.message.split_once("server string to sign is:")?;
        Some(text)
    }
}

/// Why an answer is not what was asked for.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ReplyError {
    /// The service refused, and said why.
    #[error("the service answered {} (HTTP {})", .0.code, .0.status)]
    Service(Box<ServiceError>),
    /// A web page: a proxy's, a captive portal's, or a wrong address.
    #[error("a web page came instead of an answer of the service (HTTP {status})")]
    WebPage {
        /// The HTTP status.
        status: u16,
        /// The page's title, if it has one.
        title: Option<String>,
    },
    /// A status that means failure, without an error that could be read.
    #[error("the service failed without saying why (HTTP {status})")]
    Status {
        /// The HTTP status.
        status: u16,
        /// How long the service asks to wait before the next request, in milliseconds.
        retry_after_ms: Option<u64>,
    },
    /// The body is not UTF-8.
    #[error("the answer is not valid text")]
    NotText,
    /// Neither JSON nor XML, or broken in the middle.
    #[error("the answer cannot be read as {0}")]
    Unreadable(Format),
    /// An XML answer with a document type, which is never processed.
    #[error("the answer declares a document type, which is never processed")]
    DocumentType,
    /// A well-formed answer without something that it must have.
    #[error("the answer holds no {0}")]
    Lacks(&'static str),
    /// A well-formed answer in which something cannot be what it should be.
    #[error("the {0} of the answer is not valid")]
    Invalid(&'static str),
    /// A well-formed answer without a kubeconfig in it.
    #[error("the answer holds no kubeconfig")]
    NoKubeconfig,
}

/// What an answer was taken for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// JSON.
    Json,
    /// XML.
    Xml,
    /// Neither begins like it.
    Unknown,
}

impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Json => "JSON",
            Self::Xml => "XML",
            Self::Unknown => "JSON or XML",
        })
    }
}

/// Reads the answer to [`GetKubeconfig`](super::GetKubeconfig).
///
/// # Errors
/// [`ReplyError`], whatever the answer is instead of a kubeconfig.
pub fn read_kubeconfig(reply: RawReply) -> Result<KubeconfigReply, ReplyError> {
    let mut answer = Answer::read(reply, None)?;
    let config = answer.take("config").filter(|_| answer.succeeded());
    let Some(config) = config else { return Err(answer.into_error(ReplyError::NoKubeconfig)) };
    let expiration = answer.take("expiration").and_then(|text| text.parse().ok());
    let request_id = answer.request_id();
    Ok(KubeconfigReply { config: KubeconfigText::new(config), expiration, request_id })
}

#[cfg(test)]
mod tests;
