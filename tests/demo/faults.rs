//! Each fault does on the wire what it says.

use std::io::{ErrorKind, Result};
use std::time::Duration;

use ack_kubeconfig::core::acs::ApiServerEndpoint;
use ack_kubeconfig::demo::{DemoAck, DemoOptions, Fault};
use serde_json::json;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio::time::timeout;

use crate::support::{ask, builder, demo, exchange, get_kubeconfig, list, signed};

/// Long enough that whatever is to come on loopback has come.
const A_WHILE: Duration = Duration::from_millis(300);

async fn with(fault: Fault) -> DemoAck {
    let demo = demo().await;
    demo.push_fault(fault);
    demo
}

/// A connection over which an unsigned request went: faults do not ask who is there.
async fn connect(demo: &DemoAck) -> TcpStream {
    let host = demo.endpoint().host();
    let mut stream = TcpStream::connect(&host).await.expect("a connection");
    let request = format!("GET / HTTP/1.1\r\nhost: {host}\r\nconnection: close\r\n\r\n");
    stream.write_all(request.as_bytes()).await.expect("the request goes out");
    stream
}

/// Everything that comes back until the connection closes.
async fn wire(demo: &DemoAck) -> Result<Vec<u8>> {
    let mut bytes = Vec::new();
    connect(demo).await.read_to_end(&mut bytes).await?;
    Ok(bytes)
}

/// The head of an answer as text, and its body.
fn split(answer: &[u8]) -> (String, &[u8]) {
    let end = answer.windows(4).position(|four| four == b"\r\n\r\n").expect("a whole head");
    (String::from_utf8_lossy(&answer[..end]).into_owned(), &answer[end + 4..])
}

#[tokio::test]
async fn a_status_comes_with_code_and_wait() {
    let demo = with(Fault::Status {
        code: 429,
        error_code: "Throttling.User".to_owned(),
        message: "Request was denied due to user flow control.".to_owned(),
        retry_after_ms: Some(1500),
    })
    .await;
    let answer = ask(&demo, &list()).await;
    assert_eq!(answer.verdict(), (429, "Throttling.User".to_owned()));
    assert_eq!(answer.header("x-acs-retry-after"), "1500");
    assert_eq!(answer.json()["RequestId"], answer.header("x-acs-request-id"));
    assert_eq!(ask(&demo, &list()).await.status, 200, "a pushed fault happens once");
    assert!(demo.requests()[0].accepted, "the signature was right all the same");
}

#[tokio::test]
async fn a_standing_fault_stays_until_it_is_taken_back() {
    let demo = demo().await;
    demo.set_fault(Some(Fault::ErrorWith200));
    for _ in 0..3 {
        assert_eq!(ask(&demo, &list()).await.verdict(), (200, "InternalError".to_owned()));
    }
    demo.set_fault(None);
    assert_eq!(ask(&demo, &list()).await.verdict(), (200, String::new()));
}

#[tokio::test]
async fn slow_headers_never_come_and_end_with_the_demo() {
    let demo = with(Fault::SlowHeaders).await;
    let mut stream = connect(&demo).await;
    let mut byte = [0];
    assert!(timeout(A_WHILE, stream.read(&mut byte)).await.is_err(), "nothing comes");
    drop(demo);
    let read = timeout(Duration::from_secs(10), stream.read(&mut byte)).await;
    assert!(matches!(read, Ok(Ok(0) | Err(_))), "the connection ends with the demo: {read:?}");
}

#[tokio::test]
async fn a_slow_body_trickles() {
    let demo = with(Fault::SlowBody).await;
    let mut stream = connect(&demo).await;
    let mut bytes = Vec::new();
    while !bytes.ends_with(b"1\r\n \r\n1\r\n \r\n") {
        bytes.push(stream.read_u8().await.expect("another byte"));
    }
    assert!(split(&bytes).0.starts_with("HTTP/1.1 200 OK"));
    let rest = timeout(A_WHILE, stream.read_to_end(&mut bytes)).await;
    assert!(rest.is_err(), "it has no end");
}

#[tokio::test]
async fn a_reset_is_a_reset() {
    let demo = with(Fault::Reset).await;
    let error = wire(&demo).await.expect_err("no answer");
    assert_eq!(error.kind(), ErrorKind::ConnectionReset);
}

#[tokio::test]
async fn a_truncated_answer_announces_more_than_it_sends() {
    let demo = with(Fault::Truncated).await;
    let answer = wire(&demo).await.unwrap();
    let (head, body) = split(&answer);
    assert!(head.contains("content-length: 4096"), "{head}");
    assert!(body.starts_with(b"{\"config\":") && body.len() < 4096);
}

#[tokio::test]
async fn an_oversized_body_is_as_large_as_it_says() {
    let demo = with(Fault::Oversized(6)).await;
    let answer = ask(&demo, &list()).await;
    assert_eq!(answer.header("content-length"), "", "its length is not announced");
    assert_eq!(answer.config().len(), 6 * 1024 * 1024);
}

#[tokio::test]
async fn oversized_headers_are_more_than_a_hundred_kib() {
    let demo = with(Fault::OversizedHeaders).await;
    let answer = wire(&demo).await.unwrap();
    let (head, body) = split(&answer);
    assert!(head.len() > 100 * 1024, "{}", head.len());
    assert_eq!(body, b"{}");
}

#[tokio::test]
async fn a_gzip_bomb_is_small_and_expands_to_a_gib() {
    let demo = demo().await;
    demo.set_fault(Some(Fault::GzipBomb));
    let answer = wire(&demo).await.unwrap();
    let (head, body) = split(&answer);
    assert!(head.contains("content-encoding: gzip"), "{head}");
    assert!(body.len() < 1_200_000, "{}", body.len());

    let client = builder().build().unwrap();
    let mut response = client.get(demo.endpoint().as_str()).send().await.unwrap();
    let mut expanded = 0;
    while let Some(chunk) = response.chunk().await.expect("valid gzip, to its checksum") {
        assert!(chunk.first() == Some(&b' ') && chunk.last() == Some(&b' '));
        expanded += chunk.len();
    }
    assert_eq!(expanded, 1 << 30);
}

#[tokio::test]
async fn a_redirect_points_elsewhere_and_is_not_the_services() {
    let demo = with(Fault::Redirect("https://elsewhere.example/login".to_owned())).await;
    let answer = ask(&demo, &list()).await;
    assert_eq!(answer.status, 302);
    assert_eq!(answer.header("location"), "https://elsewhere.example/login");
    assert_eq!(answer.header("x-acs-request-id"), "");
}

#[tokio::test]
async fn a_web_page_comes_as_success() {
    let demo = with(Fault::HtmlPage).await;
    let answer = ask(&demo, &list()).await;
    assert_eq!((answer.status, answer.header("content-type")), (200, "text/html;charset=utf-8"));
    assert!(answer.text.starts_with("<!DOCTYPE html>"));
}

#[tokio::test]
async fn bodies_that_are_no_text_or_too_deep_come_as_they_are() {
    let demo = with(Fault::InvalidUtf8).await;
    let answer = wire(&demo).await.unwrap();
    assert!(std::str::from_utf8(split(&answer).1).is_err());

    demo.push_fault(Fault::NestedArrays(200_000));
    let answer = ask(&demo, &list()).await;
    assert_eq!(answer.text.len(), 200_000);
    assert!(answer.text.bytes().all(|byte| byte == b'['));

    let bytes = b"anything \x00\xff".to_vec();
    demo.push_fault(Fault::Body { content_type: "text/x-odd".to_owned(), bytes: bytes.clone() });
    let answer = wire(&demo).await.unwrap();
    let (head, body) = split(&answer);
    assert!(head.contains("content-type: text/x-odd"), "{head}");
    assert_eq!(body, bytes);
}

#[tokio::test]
async fn a_kubeconfig_text_is_given_to_a_request_that_is_right() {
    let demo = demo().await;
    let get = get_kubeconfig(&demo, "staging", ApiServerEndpoint::Public);
    let text = "apiVersion: v1\nusers: [{name: x, user: {exec: {command: rm}}}]\n";
    demo.set_fault(Some(Fault::KubeconfigText(text.to_owned())));
    assert_eq!(ask(&demo, &get).await.config(), text);
    assert_eq!(ask(&demo, &list()).await.json()["page_info"]["total_count"], json!(12));

    let mut unsigned = signed(&demo, &get, demo.credentials(), super::support::SCHEMES[0]);
    unsigned.http.headers.retain(|(name, _)| *name != "authorization");
    let answer = exchange(&unsigned).await.unwrap();
    assert_eq!(answer.verdict(), (400, "MissingAuthorization".to_owned()));
}

#[tokio::test]
async fn latency_holds_an_answer_back() {
    let options = DemoOptions { latency: Duration::from_hours(1), ..DemoOptions::default() };
    let demo = DemoAck::start(options).await.unwrap();
    let mut stream = connect(&demo).await;
    assert!(timeout(A_WHILE, stream.read_u8()).await.is_err(), "the answer is not there yet");
    assert_eq!(demo.requests().len(), 1, "but the request is");
}
