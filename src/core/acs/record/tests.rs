//! What a record keeps, and what it must not keep.

use std::time::Duration;

use secrecy::{ExposeSecret as _, SecretString};

use super::{MOST_TRIES, Record, Recorder};
use crate::core::acs::{
    ApiEndpoint, ApiServerEndpoint, ClusterId, Credentials, FetchError, GetKubeconfig, Prepared,
    RawReply, ReplyError, Scheme, ServiceError, TransportError, sign,
};

const ID: &str = "LTAI5tExampleKey0001";
const SECRET: &str = "The/Secret+";
const TOKEN: &str = "The/Token=";

fn key() -> Credentials {
    Credentials::new(ID, &SECRET.into(), Some(&SecretString::from(TOKEN))).unwrap()
}

fn prepared(scheme: Scheme) -> Prepared {
    let get = GetKubeconfig {
        cluster_id: ClusterId::parse("c5b5").unwrap(),
        api_server: ApiServerEndpoint::Public,
        duration: None,
    };
    let now = "2026-11-23T22:20:00Z".parse().unwrap();
    sign::sign(&get.to_request(), &ApiEndpoint::default(), &key(), scheme, now, "nonce-1").into()
}

fn reply(headers: &[(&str, &str)]) -> RawReply {
    let headers = headers.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
    RawReply {
        status: 200,
        status_line: "HTTP/1.1 200 OK".to_owned(),
        headers: headers.collect(),
        request_id: Some("7D5B".to_owned()),
        body: b"{}".to_vec(),
        ..RawReply::default()
    }
}

fn record(scheme: Scheme, answers: &[Option<RawReply>]) -> Record {
    let key = key();
    let mut recorder = Recorder::new(&ApiEndpoint::default(), &key);
    let at = "2026-11-23T22:20:01Z".parse().unwrap();
    for answer in answers {
        let outcome = (answer.as_ref(), Duration::from_millis(182));
        recorder.note(&prepared(scheme), (scheme, at), &[("user-agent", "us")], outcome);
    }
    recorder.record().clone()
}

fn service(code: &str, message: &str) -> FetchError {
    FetchError::Reply(ReplyError::Service(Box::new(ServiceError {
        status: 400,
        code: code.to_owned(),
        message: message.to_owned(),
        request_id: None,
        retry_after_ms: None,
        date: None,
        access_denied: None,
    })))
}

#[test]
fn the_request_is_kept_with_its_headers_and_the_steps_of_its_signature() {
    let record = record(Scheme::Roa, &[Some(reply(&[("x-acs-request-id", "7D5B")]))]);
    let sent = &record.tries[0].sent;
    assert_eq!(sent.method, "GET");
    assert_eq!(sent.url, "https://cs.aliyuncs.com/k8s/c5b5/user_config?PrivateIpAddress=false");
    let header = |name: &str| sent.headers.iter().find(|(is, _)| is == name).unwrap().1.as_str();
    assert_eq!(header("host"), "cs.aliyuncs.com");
    assert_eq!(header("authorization"), "acs LTAI5t••••••••0001:••••••••");
    assert_eq!(header("x-acs-security-token"), "••••••••");
    assert_eq!(header("user-agent"), "us");
    assert!(sent.string_to_sign.starts_with("GET\napplication/json\n\n\nMon, 23 Nov 2026"));
    assert!(sent.string_to_sign.ends_with(&sent.canonical));
    assert!(sent.canonical.contains("\nx-acs-security-token:••••••••\n"));
    let answer = record.last().unwrap().answer.as_ref().unwrap();
    assert_eq!((answer.body_bytes, answer.request_id.as_deref()), (2, Some("7D5B")));
}

#[test]
fn nothing_secret_is_kept_whichever_the_scheme_and_whatever_the_answer_repeats() {
    for scheme in [Scheme::Roa, Scheme::Acs3] {
        let signature = prepared(scheme).signing.unwrap().signature;
        let repeating = format!("{ID} {SECRET} {TOKEN} {}", signature.expose_secret());
        let repeating = reply(&[("x-echo", &repeating), ("set-cookie", "session=MARKED")]);
        let shown = format!("{:?}", record(scheme, &[Some(repeating)]));
        for secret in [ID, SECRET, TOKEN, signature.expose_secret(), "MARKED"] {
            assert!(!shown.contains(secret), "{scheme:?} keeps {secret}");
        }
        assert!(shown.contains("x-echo") && shown.contains("set-cookie"), "{shown}");
    }
}

#[test]
fn an_answers_header_stays_on_its_line() {
    let record = record(Scheme::Roa, &[Some(reply(&[("x-a", "b\u{1b}[2J\u{202e}c")]))]);
    let answer = record.tries[0].answer.as_ref().unwrap();
    assert_eq!(answer.headers[0].1, "b\u{25a1}[2J\u{25a1}c");
}

#[test]
fn what_was_wrong_is_kept_without_the_secrets_that_it_repeats() {
    let key = key();
    for (error, kept) in [
        (service("Throttling", ""), "Throttling"),
        (service(&format!("Odd{TOKEN}"), ""), "Odd••••••••"),
        (TransportError::Timeout { seconds: 3 }.into(), "no whole answer within 3 seconds"),
    ] {
        let mut recorder = Recorder::new(&ApiEndpoint::default(), &key);
        let (request, at) = (prepared(Scheme::Acs3), "2026-11-23T22:20:01Z".parse().unwrap());
        recorder.note(&request, (Scheme::Acs3, at), &[], (None, Duration::ZERO));
        recorder.note_trouble(&error, &request);
        assert_eq!(recorder.record().last().unwrap().trouble.as_deref(), Some(kept));
    }
}

/// The service tells the text that it signed, with what became of the token in it.
#[test]
fn of_a_token_that_was_changed_nothing_is_kept() {
    let (key, request) = (key(), prepared(Scheme::Roa));
    let ours = request.signing.as_ref().unwrap().string_to_sign.expose_secret();
    for changed in [
        ours.replace(TOKEN, "The/Tok"),
        ours.replace("/k8s/c5b5", "X-Acs-Security-Token:The/Tok/k8s/c5b5"),
    ] {
        let message = format!("It does not match. server string to sign is:{changed}");
        let mut recorder = Recorder::new(&ApiEndpoint::default(), &key);
        let at = "2026-11-23T22:20:01Z".parse().unwrap();
        recorder.note(&request, (Scheme::Roa, at), &[], (None, Duration::ZERO));
        recorder.note_trouble(&service("SignatureDoesNotMatch", &message), &request);
        let difference = recorder.record().last().unwrap().difference.clone().unwrap();
        assert_eq!(difference.theirs.as_deref(), Some("••••••••"), "{difference:?}");
        assert!(!format!("{:?}", recorder.record()).contains("The/Tok"));
    }
}

#[test]
fn of_many_tries_the_last_are_kept() {
    let answers: Vec<_> = (0..MOST_TRIES + 3).map(|_| None).chain([Some(reply(&[]))]).collect();
    let mut late = record(Scheme::Roa, &answers);
    assert_eq!(late.tries.len(), MOST_TRIES);
    assert!(late.last().unwrap().answer.is_some());

    late.tries.truncate(1);
    late.put_before(&record(Scheme::Acs3, &[None, None]));
    let schemes: Vec<_> = late.tries.iter().map(|one| one.sent.scheme).collect();
    assert_eq!(schemes, [Scheme::Acs3, Scheme::Acs3, Scheme::Roa]);
}
