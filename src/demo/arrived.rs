//! A request as it arrived: what the signature covers must be what was really on the wire.

use axum::body::{Body, to_bytes};
use hyper::Request;

use crate::core::acs::sign::Message;

/// No operation here takes a large body; this leaves room to say so instead of cutting it off.
const MAX_BODY: usize = 1024 * 1024;

/// A request, read to its end.
pub(super) struct Arrived {
    pub(super) method: String,
    /// The path as sent, still percent-encoded.
    pub(super) path: String,
    /// Path and query as sent.
    pub(super) target: String,
    query: Vec<(String, String)>,
    /// Names are lower case.
    pub(super) headers: Vec<(String, String)>,
    body: Vec<u8>,
}

impl Arrived {
    /// Reads the body; `None` if it does not come whole or is too large.
    pub(super) async fn read(request: Request<Body>) -> Option<Self> {
        let (head, body) = request.into_parts();
        let body = to_bytes(body, MAX_BODY).await.ok()?;
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        let query = head.uri.query().unwrap_or_default();
        Some(Self {
            method: head.method.as_str().to_owned(),
            path: head.uri.path().to_owned(),
            target: head.uri.path_and_query().map_or_else(String::new, ToString::to_string),
            query: url::form_urlencoded::parse(query.as_bytes()).into_owned().collect(),
            headers: head
                .headers
                .iter()
                .map(|(name, value)| (name.as_str().to_owned(), text(value.as_bytes())))
                .collect(),
            body: body.to_vec(),
        })
    }

    /// The value of a header, by its lower-case name; `None` also if it is empty.
    pub(super) fn header(&self, name: &str) -> Option<&str> {
        let mut headers = self.headers.iter();
        let (_, value) = headers.find(|(candidate, _)| candidate == name)?;
        Some(value.as_str()).filter(|value| !value.is_empty())
    }

    /// The decoded value of a query parameter; `None` also if it is empty.
    pub(super) fn parameter(&self, name: &str) -> Option<&str> {
        let (_, value) = self.query.iter().find(|(candidate, _)| candidate == name)?;
        Some(value.as_str()).filter(|value| !value.is_empty())
    }

    /// Every parameter of the query, and of the body if that is a form, decoded.
    pub(super) fn query_and_form(&self) -> Vec<(String, String)> {
        let mut parameters = self.query.clone();
        let form = "application/x-www-form-urlencoded";
        if self.header("content-type").is_some_and(|kind| kind.starts_with(form)) {
            parameters.extend(url::form_urlencoded::parse(&self.body).into_owned());
        }
        parameters
    }

    /// The pieces of the path between its slashes.
    pub(super) fn segments(&self) -> Vec<&str> {
        self.path.trim_start_matches('/').split('/').collect()
    }

    /// Hands the request to `use_it` in the form that the signatures are computed over.
    pub(super) fn with_message<T>(&self, use_it: impl FnOnce(&Message<'_>) -> T) -> T {
        let query: Vec<(&str, &str)> =
            self.query.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        let headers: Vec<(&str, &str)> =
            self.headers.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        use_it(&Message {
            method: &self.method,
            path: &self.path,
            query: &query,
            headers: &headers,
            body: &self.body,
        })
    }

    /// Whether the answer is to be JSON: the service gives XML to those who do not ask for it.
    pub(super) fn wants_json(&self) -> bool {
        self.header("accept")
            .is_some_and(|accept| accept.contains("json") || accept.contains("*/*"))
    }
}
