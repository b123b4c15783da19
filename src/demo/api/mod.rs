//! The API server: takes a request, verifies who asks, and answers as the service does.

mod describe;
mod operations;

use std::sync::Arc;
use std::time::Duration;

use axum::body::Body;
use hyper::header::{CONTENT_TYPE, DATE, HeaderName, HeaderValue};
use hyper::{Request, Response, StatusCode};
use jiff::Timestamp;
use serde_json::Value;

use super::account::Key;
use super::arrived::Arrived;
use super::auth;
use super::clock::{self, Clock};
use super::cluster::Cluster;
use super::error::{self, ApiError};
use super::faults::{self, Fault, Reset};
use super::memory::{Memory, RecordedRequest};

/// The service behind the API endpoint.
pub(super) struct Api {
    pub(super) keys: Vec<Key>,
    pub(super) clusters: Vec<Arc<Cluster>>,
    pub(super) memory: Memory,
    pub(super) clock: Clock,
    pub(super) refuse_roa: bool,
    pub(super) latency: Duration,
}

impl Api {
    /// Answers a request, or tells that its connection is to be reset.
    pub(super) async fn answer(&self, request: Request<Body>) -> Result<Response<Body>, Reset> {
        let now = self.clock.now();
        let request_id = clock::request_id();
        let Some(arrived) = Arrived::read(request).await else {
            let mut response = Response::new(Body::empty());
            *response.status_mut() = StatusCode::PAYLOAD_TOO_LARGE;
            return Ok(sealed(response, now, Some(&request_id)));
        };
        let caller = self.caller(&arrived, now);
        self.memory.record(RecordedRequest {
            time: now,
            method: arrived.method.clone(),
            target: arrived.target.clone(),
            headers: arrived.headers.clone(),
            scheme: auth::scheme(&arrived),
            accepted: caller.is_ok(),
        });
        let fault = self.memory.next_fault(operations::asks_for_kubeconfig(&arrived));
        if !self.latency.is_zero() {
            tokio::time::sleep(self.latency).await;
        }
        let kubeconfig = match fault {
            Some(Fault::KubeconfigText(text)) => Some(text),
            Some(fault) => {
                // What stands between client and service knows nothing of request ids.
                let is_service = !matches!(fault, Fault::HtmlPage | Fault::Redirect(_));
                let response = faults::answer(fault, &request_id).await?;
                let request_id = Some(request_id.as_str()).filter(|_| is_service);
                return Ok(sealed(response, self.clock.now(), request_id));
            }
            None => None,
        };
        let answer = match caller {
            Ok(key) => self.operate(&arrived, key, now, kubeconfig).await,
            Err(error) => Err(error),
        };
        Ok(sealed(rendered(&arrived, answer, &request_id), self.clock.now(), Some(&request_id)))
    }

    fn caller(&self, arrived: &Arrived, now: Timestamp) -> Result<&Key, ApiError> {
        let key = auth::verify(arrived, &self.keys, now, self.refuse_roa)?;
        // The older SDKs send no nonce with an ROA signature, and the service takes that.
        if let Some(nonce) = arrived.header("x-acs-signature-nonce")
            && !self.memory.is_new_nonce(nonce, now)
        {
            return Err(ApiError::gateway(
                400,
                "SignatureNonceUsed",
                "Specified signature nonce was used already.",
            ));
        }
        Ok(key)
    }
}

/// Writes an answer in the form that the request asks for.
fn rendered(
    arrived: &Arrived,
    answer: Result<Value, ApiError>,
    request_id: &str,
) -> Response<Body> {
    let host = arrived.header("host").unwrap_or_default();
    let wants_json = arrived.wants_json();
    let answer = answer.map(|mut value| {
        value["requestId"] = request_id.into();
        value
    });
    let (status, content_type, body) = match answer {
        Ok(value) if wants_json => (200, "application/json;charset=utf-8", value.to_string()),
        Ok(value) => (200, "application/xml", error::to_xml(&value)),
        Err(error) if wants_json => (
            error.status,
            "application/json;charset=utf-8",
            error.json(request_id, host).to_string(),
        ),
        Err(error) => (error.status, "text/xml;charset=utf-8", error.xml(request_id, host)),
    };
    let mut response = Response::new(Body::from(body));
    *response.status_mut() =
        StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static(content_type));
    response
}

/// Adds what every answer has: the server's time, and the request id if the service itself
/// answers.
fn sealed(
    mut response: Response<Body>,
    now: Timestamp,
    request_id: Option<&str>,
) -> Response<Body> {
    let headers = response.headers_mut();
    if let Ok(date) = HeaderValue::try_from(clock::http_date(now)) {
        headers.insert(DATE, date);
    }
    if let Some(Ok(id)) = request_id.map(HeaderValue::from_str) {
        headers.insert(HeaderName::from_static("x-acs-request-id"), id);
    }
    response
}
