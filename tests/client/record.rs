//! What is kept of an exchange is what went over the wire, of each try, and nothing secret.

use std::time::Duration;

use ack_kubeconfig::core::acs::record::Record;
use ack_kubeconfig::core::acs::{Credentials, Scheme, SchemeChoice};
use ack_kubeconfig::core::session::Question;
use ack_kubeconfig::demo::{DemoOptions, Fault, RecordedRequest};
use secrecy::ExposeSecret as _;

use super::support::{Outcome, Rig, typed};
use super::wire::deaf_port;

fn record(outcome: &Outcome) -> Record {
    let exchange = match outcome {
        Ok(fetched) => Some(&fetched.exchange),
        Err(failure) => failure.exchange.as_ref(),
    };
    exchange.and_then(|exchange| exchange.record.as_deref()).expect("a record").clone()
}

/// The headers that arrived, sorted, with the signature, the token and the id masked.
fn arrived(request: &RecordedRequest, key: &Credentials) -> Vec<(String, String)> {
    let mask = |text: &str, secret: &str| text.replace(secret, "••••••••");
    let headers = request.headers.iter().map(|(name, value)| {
        let mut value = value.replace(key.access_key_id(), &key.masked_access_key_id());
        if let Some(token) = key.security_token() {
            value = mask(&value, token.expose_secret());
        }
        if name == "authorization" {
            let (_, signature) = value.split_once("Signature=").or(value.split_once(':')).unwrap();
            value = mask(&value, signature);
        }
        (name.clone(), value)
    });
    let mut headers: Vec<_> = headers.collect();
    headers.sort();
    headers
}

#[tokio::test]
async fn the_record_has_the_headers_that_arrived_with_the_secrets_masked() {
    for scheme in [Scheme::Roa, Scheme::Acs3] {
        let mut rig = Rig::new().await;
        let key = rig.demo.sts_credentials();
        let question =
            Question { profile: typed(&key), scheme: SchemeChoice::Only(scheme), ..rig.question() };
        let outcome = rig.ask(&question).await;
        let record = record(&outcome);
        let [one] = &record.tries[..] else { panic!("{record:?}") };
        let requests = rig.demo.requests();
        let mut ours = one.sent.headers.clone();
        ours.sort();
        assert_eq!(ours, arrived(&requests[0], &key), "{scheme:?}");
        let base = rig.demo.endpoint();
        assert_eq!(one.sent.url, format!("{base}{}", requests[0].target));
        assert_eq!((one.sent.scheme, &record.endpoint), (scheme, base));
        assert!(one.sent.canonical.contains("x-acs-security-token:••••••••\n"));

        let answer = one.answer.as_ref().unwrap();
        assert_eq!(answer.status_line, "HTTP/1.1 200 OK");
        assert!(answer.body_bytes > outcome.unwrap().text.as_str().len());
        assert!(answer.headers.iter().any(|(name, _)| name == "content-type"));
        assert!(one.trouble.is_none() && one.took > Duration::ZERO);
        let shown = format!("{record:?}");
        assert!(!shown.contains(key.access_key_id()), "the AccessKey ID is masked");
    }
}

#[tokio::test]
async fn of_several_tries_each_is_kept_with_what_was_wrong_with_it() {
    let mut rig = Rig::with(DemoOptions { refuse_roa: true, ..DemoOptions::default() }).await;
    rig.demo.push_fault(Fault::Status {
        code: 503,
        error_code: "ServiceUnavailable".to_owned(),
        message: "on demand".to_owned(),
        retry_after_ms: Some(1),
    });
    let question = rig.question();
    let record = record(&rig.ask(&question).await);
    let told: Vec<_> = record
        .tries
        .iter()
        .map(|one| (one.sent.scheme, one.answer.is_some(), one.trouble.clone()))
        .collect();
    let [
        (Scheme::Roa, true, Some(first)),
        (Scheme::Roa, true, Some(second)),
        (Scheme::Acs3, true, None),
    ] = &told[..]
    else {
        panic!("{told:?}")
    };
    assert_eq!(first, "ServiceUnavailable");
    assert!(second.contains("SignatureMethod") || second.contains("SignatureVersion"), "{second}");
    assert_eq!(rig.arrived(), 3);
}

#[tokio::test]
async fn a_failure_carries_its_record_with_or_without_an_answer() {
    let mut rig = Rig::new().await;
    let mut question = rig.question();
    question.get.cluster_id = "c00000000000000000000000000000000".parse().unwrap();
    let refused = record(&rig.ask(&question).await);
    let last = refused.last().unwrap();
    assert_eq!(last.trouble.as_deref(), Some("ErrorClusterNotFound"));
    assert_eq!(last.answer.as_ref().unwrap().status_line, "HTTP/1.1 404 Not Found");

    let (_port, endpoint) = deaf_port();
    let question = Question { endpoint, timeout: Duration::from_millis(100), ..rig.question() };
    let silent = record(&rig.ask(&question).await);
    let last = silent.last().unwrap();
    assert!(last.answer.is_none());
    assert!(last.trouble.as_deref().unwrap().starts_with("no connection to 127.0.0.1"));
}
