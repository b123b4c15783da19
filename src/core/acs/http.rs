//! A request and an answer as they go over the wire, whoever is asked.

use std::fmt;

use jiff::Timestamp;
use secrecy::{ExposeSecret as _, SecretString};

/// A request that can be sent as it is.
///
/// The address counts as secret: one that is signed in the RPC style carries the STS token.
#[derive(Clone)]
pub struct HttpRequest {
    /// The HTTP method.
    pub method: &'static str,
    /// The whole URL.
    pub url: SecretString,
    /// The headers to send, names in lower case.
    pub headers: Vec<(&'static str, SecretString)>,
    /// The body; empty for none.
    pub body: SecretString,
}

impl HttpRequest {
    /// A request without headers and body.
    #[must_use]
    pub fn new(method: &'static str, url: impl Into<SecretString>) -> Self {
        Self { method, url: url.into(), headers: Vec::new(), body: SecretString::default() }
    }

    /// Whom it goes to: the host, and the port unless it is the protocol's own.
    #[must_use]
    pub fn host(&self) -> String {
        let Ok(url) = url::Url::parse(self.url.expose_secret()) else { return String::new() };
        let host = url.host_str().unwrap_or_default();
        url.port().map_or_else(|| host.to_owned(), |port| format!("{host}:{port}"))
    }

    /// Adds a header.
    #[must_use]
    pub fn header(mut self, name: &'static str, value: impl Into<SecretString>) -> Self {
        self.headers.push((name, value.into()));
        self
    }
}

/// A request to send, and how its signature came about, if it has one.
#[derive(Clone)]
pub struct Prepared {
    /// The request.
    pub http: HttpRequest,
    /// The steps of its signature.
    pub signing: Option<Signing>,
}

/// The steps of a signature: a refused one is understood by comparing them with the server's.
/// With the ROA and RPC styles the first two hold the STS token.
#[derive(Clone)]
pub struct Signing {
    /// The request in canonical form.
    pub canonical: SecretString,
    /// The text that the signature was computed over.
    pub string_to_sign: SecretString,
    /// The signature.
    pub signature: SecretString,
}

impl From<HttpRequest> for Prepared {
    fn from(http: HttpRequest) -> Self {
        Self { http, signing: None }
    }
}

impl fmt::Debug for HttpRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names: Vec<_> = self.headers.iter().map(|(name, _)| name).collect();
        f.debug_struct("HttpRequest")
            .field("method", &self.method)
            .field("headers", &names)
            .finish_non_exhaustive()
    }
}

/// An answer as it came off the wire, within the limits of size and time.
#[derive(Clone, Default)]
pub struct RawReply {
    /// The HTTP status.
    pub status: u16,
    /// Protocol, status and what the status is called: `HTTP/1.1 200 OK`.
    pub status_line: String,
    /// All headers, in the order in which they came.
    pub headers: Vec<(String, String)>,
    /// `Content-Type`.
    pub content_type: Option<String>,
    /// `x-acs-request-id`.
    pub request_id: Option<String>,
    /// `Date`: the server's clock.
    pub date: Option<Timestamp>,
    /// `x-acs-retry-after`, in milliseconds.
    pub retry_after_ms: Option<u64>,
    /// The body.
    pub body: Vec<u8>,
}

impl fmt::Debug for RawReply {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RawReply")
            .field("status", &self.status)
            .field("content_type", &self.content_type)
            .field("request_id", &self.request_id)
            .field("body_bytes", &self.body.len())
            .finish_non_exhaustive()
    }
}
