//! The body of a review, as JSON or as Kubernetes' protobuf, which a newer kubectl sends.

use axum::extract::{FromRequest, Request};
use axum::http::StatusCode;
use axum::response::Response;
use hyper::body::Bytes;
use hyper::header::CONTENT_TYPE;
use serde_json::{Value, json};

use super::routes::failure;

/// A `SelfSubjectAccessReview`, `SelfSubjectRulesReview` or another without a spec, as JSON.
pub(super) struct Review(pub(super) Value);

impl<S: Send + Sync> FromRequest<S> for Review {
    type Rejection = Response;

    async fn from_request(request: Request, state: &S) -> Result<Self, Response> {
        let content_type = request.headers().get(CONTENT_TYPE);
        let kind = content_type.and_then(|value| value.to_str().ok()).unwrap_or_default();
        let is_protobuf = kind.starts_with("application/vnd.kubernetes.protobuf");
        if !is_protobuf && !kind.starts_with("application/json") {
            let status = StatusCode::UNSUPPORTED_MEDIA_TYPE;
            let message = "the body of the request was in an unknown format";
            return Err(failure(status, "UnsupportedMediaType", message));
        }
        let body = Bytes::from_request(request, state).await.unwrap_or_default();
        let review =
            if is_protobuf { from_protobuf(&body) } else { serde_json::from_slice(&body).ok() };
        review.filter(Value::is_object).map(Self).ok_or_else(|| {
            failure(StatusCode::BAD_REQUEST, "BadRequest", "the body of the request is no review")
        })
    }
}

/// Reads the envelope (`k8s`, a zero, then `Unknown`) and the review in it.
///
/// The numbers are those of `k8s.io/apimachinery/pkg/runtime/generated.proto` and
/// `k8s.io/api/authorization/v1/generated.proto`.
fn from_protobuf(body: &[u8]) -> Option<Value> {
    let unknown = body.strip_prefix(b"k8s\0")?;
    let kind = field(field(unknown, 1)?, 2)?;
    let spec = field(unknown, 2).and_then(|review| field(review, 2)).unwrap_or_default();
    let text = |message: &[u8], number| {
        let value = field(message, number).unwrap_or_default();
        String::from_utf8_lossy(value).into_owned()
    };
    if kind != b"SelfSubjectAccessReview" {
        return Some(json!({ "spec": { "namespace": text(spec, 1) } }));
    }
    let Some(resource) = field(spec, 1) else { return Some(json!({ "spec": {} })) };
    Some(json!({
        "spec": {
            "resourceAttributes": {
                "namespace": text(resource, 1),
                "verb": text(resource, 2),
                "group": text(resource, 3),
                "version": text(resource, 4),
                "resource": text(resource, 5),
                "subresource": text(resource, 6),
                "name": text(resource, 7),
            },
        },
    }))
}

/// The bytes of the first length-delimited field with this number: a text or a message.
fn field(mut message: &[u8], number: u64) -> Option<&[u8]> {
    loop {
        let tag = varint(&mut message)?;
        match tag & 7 {
            0 => {
                varint(&mut message)?;
            }
            2 => {
                let length = usize::try_from(varint(&mut message)?).ok()?;
                let (value, rest) = message.split_at_checked(length)?;
                if tag >> 3 == number {
                    return Some(value);
                }
                message = rest;
            }
            // No message here has fields of a fixed width.
            _ => return None,
        }
    }
}

fn varint(bytes: &mut &[u8]) -> Option<u64> {
    let mut value = 0;
    for shift in (0..64).step_by(7) {
        let (byte, rest) = bytes.split_first()?;
        *bytes = rest;
        value |= u64::from(byte & 0x7f) << shift;
        if byte & 0x80 == 0 {
            return Some(value);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::from_protobuf;

    /// A length-delimited field.
    fn message(number: u8, parts: &[&[u8]]) -> Vec<u8> {
        let content = parts.concat();
        let mut bytes = vec![number << 3 | 2, u8::try_from(content.len()).unwrap()];
        bytes.extend(content);
        bytes
    }

    fn envelope(kind: &[u8], spec: &[u8]) -> Vec<u8> {
        let kind = message(1, &[&message(1, &[b"authorization.k8s.io/v1"]), &message(2, &[kind])]);
        let review = message(2, &[&message(1, &[]), &message(2, &[spec])]);
        [b"k8s\0".as_slice(), &kind, &review].concat()
    }

    #[test]
    fn reads_the_reviews_of_kubectl() {
        let resource = message(
            1,
            &[&message(1, &[b"search"]), &message(2, &[b"list"]), &message(5, &[b"pods"])],
        );
        let review = from_protobuf(&envelope(b"SelfSubjectAccessReview", &resource)).unwrap();
        let attributes = &review["spec"]["resourceAttributes"];
        assert_eq!(attributes["namespace"], "search");
        assert_eq!(
            (&attributes["verb"], &attributes["resource"]),
            (&"list".into(), &"pods".into())
        );

        let spec = message(1, &[b"default"]);
        let review = from_protobuf(&envelope(b"SelfSubjectRulesReview", &spec)).unwrap();
        assert_eq!(review["spec"]["namespace"], "default");
    }

    #[test]
    fn whatever_is_cut_short_is_no_review_or_an_empty_one() {
        let whole = envelope(b"SelfSubjectAccessReview", &message(1, &[&message(2, &[b"get"])]));
        for length in 0..whole.len() {
            let review = from_protobuf(&whole[..length]);
            assert!(review.is_none_or(|review| review["spec"].is_object()), "{length}");
        }
        assert_eq!(from_protobuf(b"{}"), None);
    }
}
