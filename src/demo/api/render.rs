//! Answers in the form of each service.

use axum::body::Body;
use hyper::header::{CONTENT_TYPE, HeaderValue};
use hyper::{Response, StatusCode};
use serde_json::{Value, json};

use crate::demo::arrived::Arrived;
use crate::demo::error::{self, ApiError};
use crate::demo::metadata::Told;

const JSON: &str = "application/json;charset=utf-8";

/// Writes an answer of ACK in the form that the request asks for.
pub(super) fn ack(
    arrived: &Arrived,
    answer: Result<Value, ApiError>,
    request_id: &str,
) -> Response<Body> {
    let answer = answer.map(|mut value| {
        value["requestId"] = request_id.into();
        value
    });
    match answer {
        Ok(value) if arrived.wants_json() => response(200, JSON, value.to_string()),
        Ok(value) => response(200, "application/xml", error::to_xml(&value)),
        Err(error) => refusal(arrived, &error, arrived.wants_json(), request_id),
    }
}

/// Writes an answer of STS, which goes by the parameter `Format`.
pub(super) fn sts(
    arrived: &Arrived,
    answer: Result<Value, ApiError>,
    request_id: &str,
) -> Response<Body> {
    let wants_json =
        arrived.parameter("Format").is_some_and(|format| format.eq_ignore_ascii_case("json"));
    match answer {
        Ok(mut value) => {
            value["RequestId"] = request_id.into();
            if wants_json {
                return response(200, JSON, value.to_string());
            }
            let root = format!("{}Response", arrived.parameter("Action").unwrap_or_default());
            let body = error::to_xml(&json!({ root: value }));
            response(200, "text/xml;charset=utf-8", body)
        }
        Err(error) => refusal(arrived, &error, wants_json, request_id),
    }
}

fn refusal(
    arrived: &Arrived,
    error: &ApiError,
    wants_json: bool,
    request_id: &str,
) -> Response<Body> {
    let host = arrived.header("host").unwrap_or_default();
    if wants_json {
        return response(error.status, JSON, error.json(request_id, host).to_string());
    }
    response(error.status, "text/xml;charset=utf-8", error.xml(request_id, host))
}

/// Writes an answer of the metadata service; a refusal is a page of its web server.
pub(super) fn metadata(answer: Result<Told, ApiError>) -> Response<Body> {
    match answer {
        Ok(Told::Text(text)) => response(200, "text/plain", text),
        Ok(Told::Json(value)) => response(200, "text/plain", value.to_string()),
        Err(error) => {
            let title = format!("{} - demo", error.status);
            let page = format!("<!DOCTYPE html><html><head><title>{title}</title></head></html>");
            response(error.status, "text/html", page)
        }
    }
}

/// Writes an answer of a credentials URI.
pub(super) fn uri(answer: Result<Value, ApiError>) -> Response<Body> {
    match answer {
        Ok(value) => response(200, JSON, value.to_string()),
        Err(error) => {
            let value = json!({ "Code": error.code, "Message": error.message });
            response(error.status, JSON, value.to_string())
        }
    }
}

/// Writes an answer of CloudSSO, whose errors have names of their own.
pub(super) fn sso(answer: Result<Value, ApiError>, request_id: &str) -> Response<Body> {
    let (status, mut value) = match answer {
        Ok(value) => (200, value),
        Err(error) => {
            (error.status, json!({ "ErrorCode": error.code, "ErrorMessage": error.message }))
        }
    };
    value["RequestId"] = request_id.into();
    response(status, JSON, value.to_string())
}

fn response(status: u16, content_type: &'static str, body: String) -> Response<Body> {
    let mut response = Response::new(Body::from(body));
    *response.status_mut() =
        StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static(content_type));
    response
}
