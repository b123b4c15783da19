//! What can go wrong on the way, on demand: each fault does on the wire what its name says.

use std::time::Duration;

use axum::body::Body;
use hyper::Response;
use hyper::body::Bytes;
use hyper::header::{CONTENT_ENCODING, CONTENT_LENGTH, CONTENT_TYPE, HeaderName, LOCATION};

use super::bodies::{self, Piece};
use super::error::ApiError;

/// A failure that a request meets instead of its answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// An error answer in the gateway's shape.
    Status {
        /// The HTTP status.
        code: u16,
        /// The service's error code, for example `Throttling.User`.
        error_code: String,
        /// The service's message.
        message: String,
        /// `x-acs-retry-after`, in milliseconds.
        retry_after_ms: Option<u64>,
    },
    /// The request is read and never answered.
    SlowHeaders,
    /// The headers come at once, the body a byte at a time, without end.
    SlowBody,
    /// The connection is reset (TCP RST) instead of an answer.
    Reset,
    /// The connection closes when a part of the announced body was sent.
    Truncated,
    /// A JSON answer with a body of so many MiB, its length not announced.
    Oversized(usize),
    /// More than 100 KiB of headers before a small answer.
    OversizedHeaders,
    /// A small gzip body that expands to 1 GiB.
    GzipBomb,
    /// A redirect to this URL.
    Redirect(String),
    /// HTTP 200 with a web page, as a captive portal or a proxy's login gives.
    HtmlPage,
    /// A JSON answer with bytes that are no UTF-8.
    InvalidUtf8,
    /// A JSON answer of so many opening brackets.
    NestedArrays(usize),
    /// HTTP 200 with an error object.
    ErrorWith200,
    /// HTTP 200 with exactly this.
    Body {
        /// The content type.
        content_type: String,
        /// The body.
        bytes: Vec<u8>,
    },
    /// A correct answer to a request for a kubeconfig, with this text in it. Other requests are
    /// answered as ever.
    KubeconfigText(String),
}

/// The connection is to be reset.
#[derive(Debug, thiserror::Error)]
#[error("the connection is reset on purpose")]
pub(super) struct Reset;

const JSON: &str = "application/json;charset=utf-8";
const PAGE: &str = "<!DOCTYPE html>\n<html><head><title>Sign in to the network</title></head>\
    <body><h1>Sign in to the network</h1></body></html>\n";

/// The answer that a fault gives, if it gives one.
pub(super) async fn answer(fault: Fault, request_id: &str) -> Result<Response<Body>, Reset> {
    let response = match fault {
        Fault::Status { code, error_code, message, retry_after_ms } => {
            let error = ApiError::gateway(code, &error_code, message);
            let mut response = with_status(code, error_body(&error, request_id));
            if let Some(milliseconds) = retry_after_ms {
                response
                    .headers_mut()
                    .insert(HeaderName::from_static("x-acs-retry-after"), milliseconds.into());
            }
            response
        }
        Fault::SlowHeaders => std::future::pending().await,
        Fault::SlowBody => json(bodies::trickle(b" ", Duration::from_millis(50))),
        Fault::Reset => return Err(Reset),
        Fault::Truncated => truncated(),
        Fault::Oversized(mebibytes) => json(oversized(mebibytes)),
        Fault::OversizedHeaders => oversized_headers(),
        Fault::GzipBomb => header(json(bodies::gzip_bomb()), CONTENT_ENCODING, "gzip"),
        Fault::Redirect(url) => header(with_status(302, json(Body::empty())), LOCATION, &url),
        Fault::HtmlPage => header(json(Body::from(PAGE)), CONTENT_TYPE, "text/html;charset=utf-8"),
        Fault::InvalidUtf8 => json(Body::from(&b"{\"config\":\"\xff\xfe\xc3\x28\"}"[..])),
        Fault::NestedArrays(depth) => json(Body::from("[".repeat(depth))),
        Fault::ErrorWith200 => {
            let error = ApiError::gateway(200, "InternalError", "The request processing failed.");
            error_body(&error, request_id)
        }
        Fault::Body { content_type, bytes } => {
            header(json(Body::from(bytes)), CONTENT_TYPE, &content_type)
        }
        Fault::KubeconfigText(text) => {
            json(Body::from(serde_json::json!({ "config": text }).to_string()))
        }
    };
    Ok(response)
}

fn json(body: Body) -> Response<Body> {
    header(Response::new(body), CONTENT_TYPE, JSON)
}

fn error_body(error: &ApiError, request_id: &str) -> Response<Body> {
    json(Body::from(error.json(request_id, "cs.aliyuncs.com").to_string()))
}

fn with_status(code: u16, mut response: Response<Body>) -> Response<Body> {
    if let Ok(status) = hyper::StatusCode::from_u16(code) {
        *response.status_mut() = status;
    }
    response
}

/// Sets a header; a value that cannot be sent is left out.
fn header(mut response: Response<Body>, name: HeaderName, value: &str) -> Response<Body> {
    if let Ok(value) = value.parse() {
        response.headers_mut().insert(name, value);
    }
    response
}

fn truncated() -> Response<Body> {
    let start = Bytes::from_static(b"{\"config\":\"\\napiVersion: v1\\nclusters:");
    let pieces = [Piece::Data(start), Piece::Flush, Piece::BreakOff];
    header(json(bodies::scripted(pieces.into_iter())), CONTENT_LENGTH, "4096")
}

fn oversized(mebibytes: usize) -> Body {
    const CHUNK: usize = 64 * 1024;
    let start = std::iter::once(Bytes::from_static(b"{\"config\":\""));
    let chunk = Bytes::from(vec![b'a'; CHUNK]);
    let chunks = std::iter::repeat_n(chunk, mebibytes * (1024 * 1024 / CHUNK));
    let end = std::iter::once(Bytes::from_static(b"\"}"));
    bodies::scripted(start.chain(chunks).chain(end).map(Piece::Data))
}

fn oversized_headers() -> Response<Body> {
    let mut response = json(Body::from("{}"));
    let value = "x".repeat(4096);
    for number in 0..26 {
        let name = HeaderName::try_from(format!("x-demo-padding-{number}"));
        if let Ok(name) = name {
            response = header(response, name, &value);
        }
    }
    response
}
