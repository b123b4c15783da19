//! Reading an answer: JSON or XML, a kubeconfig or an error, or something else entirely.

mod json;
mod xml;

use std::fmt;

use jiff::Timestamp;

use super::http::RawReply;
use crate::core::kubeconfig::KubeconfigText;

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
}

impl ServiceError {
    /// The string to sign that the server computed, which a `SignatureDoesNotMatch` ends with.
    #[must_use]
    pub fn server_string_to_sign(&self) -> Option<&str> {
        let (_, text) = self.message.split_once("server string to sign is:")?;
        Some(text)
    }
}

/// Why an answer is not a kubeconfig.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ReplyError {
    /// The service refused, and said why.
    #[error("the service answered {} (HTTP {})", .0.code, .0.status)]
    Service(ServiceError),
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

/// The members that matter, whichever format and shape they came in.
#[derive(Default)]
struct Members {
    config: Option<String>,
    expiration: Option<String>,
    code: Option<String>,
    message: Option<String>,
    request_id: Option<String>,
}

impl Members {
    /// The member that a name of either error shape (`Code`, `code`) or of the answer stands for.
    fn slot(&mut self, name: &str) -> Option<&mut Option<String>> {
        match name {
            "config" => Some(&mut self.config),
            "expiration" => Some(&mut self.expiration),
            "Code" | "code" => Some(&mut self.code),
            "Message" | "message" => Some(&mut self.message),
            "RequestId" | "requestId" | "requestid" | "request_id" => Some(&mut self.request_id),
            _ => None,
        }
    }

    fn set(&mut self, name: &str, value: String) {
        if let Some(slot) = self.slot(name)
            && slot.is_none()
        {
            *slot = Some(value);
        }
    }
}

/// Reads the answer to [`GetKubeconfig`](super::GetKubeconfig).
///
/// The format is told by the first character and not by `Content-Type`: the service, proxies and
/// portals between all get that header wrong at times.
///
/// # Errors
/// [`ReplyError`], whatever the answer is instead of a kubeconfig.
pub fn read_kubeconfig(reply: RawReply) -> Result<KubeconfigReply, ReplyError> {
    let RawReply { status, request_id, date, retry_after_ms, body, .. } = reply;
    let succeeded = (200..300).contains(&status);
    let text = String::from_utf8(body).map_err(|_not_utf8| {
        if succeeded { ReplyError::NotText } else { ReplyError::Status { status, retry_after_ms } }
    })?;
    let members = match read_members(&text, status) {
        Ok(members) => members,
        Err(ReplyError::Unreadable(_)) if !succeeded => {
            return Err(ReplyError::Status { status, retry_after_ms });
        }
        Err(error) => return Err(error),
    };
    let request_id = members.request_id.or(request_id);
    if succeeded && let Some(config) = members.config.filter(|config| !config.trim().is_empty()) {
        let expiration = members.expiration.and_then(|text| text.parse().ok());
        return Ok(KubeconfigReply { config: KubeconfigText::new(config), expiration, request_id });
    }
    match members.code.filter(|code| !code.is_empty()) {
        Some(code) => Err(ReplyError::Service(ServiceError {
            status,
            code,
            message: members.message.unwrap_or_default(),
            request_id,
            retry_after_ms,
            date,
        })),
        None if succeeded => Err(ReplyError::NoKubeconfig),
        None => Err(ReplyError::Status { status, retry_after_ms }),
    }
}

fn read_members(text: &str, status: u16) -> Result<Members, ReplyError> {
    let start = text.trim_start_matches(['\u{feff}', ' ', '\t', '\r', '\n']);
    if start.starts_with('{') {
        return json::read(start);
    }
    if !start.starts_with('<') {
        return Err(ReplyError::Unreadable(Format::Unknown));
    }
    if is_web_page(start) {
        return Err(ReplyError::WebPage { status, title: page_title(start) });
    }
    xml::read(start)
}

fn is_web_page(start: &str) -> bool {
    let head: String = start.chars().take(512).collect::<String>().to_ascii_lowercase();
    head.contains("<!doctype html") || head.contains("<html") || head.contains("<head")
}

/// The title of a page, shortened, without anything that could trick a terminal.
fn page_title(page: &str) -> Option<String> {
    let lower = page.to_ascii_lowercase();
    let start = lower.find("<title")?;
    let start = start + lower[start..].find('>')? + 1;
    let end = start + lower[start..].find("</title")?;
    let title: String = page[start..end].chars().filter(|c| !c.is_control()).take(80).collect();
    Some(title.trim().to_owned()).filter(|title| !title.is_empty())
}

#[cfg(test)]
mod tests;
