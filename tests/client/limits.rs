//! Where the limits lie, and what goes beyond them in ways that the embedded ACK does not know.

use std::collections::HashSet;
use std::time::Duration;

use ack_kubeconfig::core::acs::reply::Format;
use ack_kubeconfig::core::acs::{FetchError, Problem, ReplyError, TransportError};
use ack_kubeconfig::demo::Fault;
use ack_kubeconfig::io::http::MAX_BODY;

use super::support::Rig;
use super::wire::{Parrot, Port};

fn json(text: impl Into<Vec<u8>>) -> Fault {
    Fault::Body { content_type: "application/json".to_owned(), bytes: text.into() }
}

#[tokio::test]
async fn the_largest_body_is_read_and_one_byte_more_is_not() {
    let mut rig = Rig::new().await;
    let room = MAX_BODY - r#"{"config":""}"#.len();
    let question = rig.question();
    for size in [room, room + 1] {
        let text = "a".repeat(size);
        rig.demo.push_fault(json(format!(r#"{{"config":"{text}"}}"#)));
        match rig.ask(&question).await {
            Ok(fetched) => assert!(size == room && fetched.text.as_str() == text),
            Err(failure) => {
                let TransportError::TooLarge { limit } = transport(failure.error) else {
                    panic!("another failure")
                };
                assert_eq!((size, limit), (room + 1, MAX_BODY));
            }
        }
    }
}

fn transport(error: FetchError) -> TransportError {
    match error {
        FetchError::Transport(error) => error,
        FetchError::Reply(error) => panic!("an answer came: {error:?}"),
        FetchError::SignIn(error) => panic!("no key came: {error:?}"),
    }
}

/// One endless header, and headers without number: more than the library below takes in.
#[tokio::test]
async fn headers_beyond_every_measure_are_refused_once() {
    let mut rig = Rig::new().await;
    let endless = format!("HTTP/1.1 200 OK\r\nx: {}\r\n\r\n", "x".repeat(4 * 1024 * 1024));
    let many = format!("HTTP/1.1 200 OK\r\n{}\r\n", "x: y\r\n".repeat(20_000));
    for bytes in [endless, many] {
        let server = Parrot::saying(bytes).await;
        let mut question = rig.question();
        question.endpoint = server.endpoint.clone();
        let error = rig.break_off(&question).await;
        assert!(matches!(error, TransportError::HeadersTooLarge { .. }), "{error:?}");
        assert_eq!(server.served(), 1, "the next answer would be as large");
    }
}

#[tokio::test]
async fn no_kind_of_redirect_is_followed() {
    let mut rig = Rig::new().await;
    let elsewhere = Port::open().await;
    for status in ["301 Moved", "302 Found", "303 See Other", "307 Temporary", "308 Permanent"] {
        let server = Parrot::saying(format!(
            "HTTP/1.1 {status}\r\nlocation: {}/x\r\ncontent-length: 0\r\n\r\n",
            elsewhere.endpoint
        ));
        let server = server.await;
        let mut question = rig.question();
        question.endpoint = server.endpoint.clone();
        let error = rig.break_off(&question).await;
        assert!(matches!(error, TransportError::Redirect { .. }), "{status}: {error:?}");
        assert_eq!(server.served(), 1, "{status}");
    }
    assert!(!elsewhere.somebody_knocks(), "somebody followed a redirect");
}

#[tokio::test]
async fn what_does_not_speak_http_is_a_broken_connection() {
    let mut rig = Rig::new().await;
    for bytes in ["", "SSH-2.0-OpenSSH_9.6\r\n", "HTTP/1.1 200 OK\r\ncontent-length: -1\r\n\r\n"] {
        let server = Parrot::saying(bytes).await;
        let mut question = rig.question();
        question.endpoint = server.endpoint.clone();
        question.timeout = Duration::from_secs(1);
        let failure = rig.fail(&question).await;
        assert_eq!(Problem::of(&failure.error), Problem::Broken, "{bytes:?}: {failure:?}");
    }
}

#[tokio::test]
async fn depth_without_measure_is_refused_in_every_format_and_place() {
    let mut rig = Rig::new().await;
    let question = rig.question();
    for (body, format) in [
        (format!("{{\"config\":{}", "[".repeat(200_000)), Format::Json),
        (format!("{{\"unknown\":{}", "[".repeat(200_000)), Format::Json),
        (r#"{"a":"#.repeat(200_000), Format::Json),
        ("<config>".repeat(200_000), Format::Xml),
    ] {
        rig.demo.push_fault(json(body));
        let failure = rig.fail(&question).await;
        let FetchError::Reply(ReplyError::Unreadable(read_as)) = failure.error else {
            panic!("{failure:?}")
        };
        assert_eq!(read_as, format);
    }
    // In the document, a level for each line, which no bracket and no line of dashes tells.
    let mut blocks = "kind: Config\nclusters:\n".to_owned();
    for level in 1..2_000 {
        blocks.push_str(&format!("{}a:\n", " ".repeat(level)));
    }
    rig.demo.push_fault(Fault::KubeconfigText(blocks.clone()));
    let fetched = rig.ask(&question).await.unwrap();
    assert!(fetched.summary().is_none());
    assert_eq!(fetched.text.as_str(), blocks);
}

/// A connection kept from the last question must not be tried again by the library below, which
/// would send the same date and nonce twice.
#[tokio::test]
async fn a_kept_connection_that_breaks_repeats_no_signature() {
    let mut rig = Rig::new().await;
    let question = rig.question();
    rig.ask(&question).await.unwrap();
    rig.demo.push_fault(Fault::Reset);
    assert_eq!(rig.ask(&question).await.unwrap().exchange.tries, 2);
    let requests = rig.demo.requests();
    let nonces: HashSet<_> =
        requests.iter().map(|request| request.header("x-acs-signature-nonce")).collect();
    assert_eq!((requests.len(), nonces.len()), (3, 3));
}

#[tokio::test]
async fn a_server_that_hangs_once_leaves_time_for_another_try() {
    let mut rig = Rig::new().await;
    rig.demo.push_fault(Fault::SlowHeaders);
    let question = rig.question();
    assert_eq!(rig.ask(&question).await.unwrap().exchange.tries, 2);
}

#[tokio::test]
async fn all_tries_together_keep_to_the_time() {
    let mut rig = Rig::new().await;
    for _ in 0..2 {
        rig.demo.push_fault(Fault::Status {
            code: 503,
            error_code: "ServiceUnavailable".to_owned(),
            message: String::new(),
            retry_after_ms: Some(600),
        });
    }
    rig.demo.set_fault(Some(Fault::SlowHeaders));
    let mut question = rig.question();
    question.timeout = Duration::from_secs(2);
    let failure = rig.fail(&question).await;
    assert_eq!(Problem::of(&failure.error), Problem::Timeout);
    assert!(failure.exchange.as_ref().unwrap().elapsed < Duration::from_secs(6), "{failure:?}");
    assert_eq!(rig.arrived(), 3);
}
