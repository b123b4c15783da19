//! When it is asked again, how often, and with what.

use std::collections::HashSet;
use std::time::{Duration, Instant};

use ack_kubeconfig::core::acs::{
    Credentials, FetchError, Problem, ReplyError, Scheme, SchemeChoice, TransportError,
};
use ack_kubeconfig::core::session::Progress;
use ack_kubeconfig::demo::{DemoOptions, Fault};
use ack_kubeconfig::worker::Event;
use jiff::SignedDuration;

use super::support::{Rig, typed};
use super::wire::deaf_port;

fn status(code: u16, error_code: &str, retry_after_ms: Option<u64>) -> Fault {
    Fault::Status {
        code,
        error_code: error_code.to_owned(),
        message: "on demand".to_owned(),
        retry_after_ms,
    }
}

fn nonces(rig: &Rig) -> HashSet<String> {
    let requests = rig.demo.requests();
    requests
        .iter()
        .map(|request| request.header("x-acs-signature-nonce").unwrap().to_owned())
        .collect()
}

#[tokio::test]
async fn a_passing_fault_costs_one_more_request_with_a_nonce_of_its_own() {
    for fault in [status(503, "ServiceUnavailable", None), status(500, "InternalError", None)] {
        let mut rig = Rig::new().await;
        rig.demo.push_fault(fault);
        let question = rig.question();
        let fetched = rig.ask(&question).await.unwrap();
        assert_eq!((fetched.exchange.tries, rig.arrived()), (2, 2));
        assert_eq!(nonces(&rig).len(), 2);
    }
}

#[tokio::test]
async fn throttling_waits_as_long_as_the_server_asks() {
    let mut rig = Rig::new().await;
    rig.demo.push_fault(status(429, "Throttling.User", Some(1300)));
    let question = rig.question();
    let started = Instant::now();
    let id = rig.send(&question);
    let mut pauses = Vec::new();
    loop {
        match rig.event().await {
            Event::Progress(_, Progress::Pause { wait, .. }) => pauses.push(wait),
            Event::Finished(of, outcome) if of == id => {
                outcome.unwrap();
                break;
            }
            _ => {}
        }
    }
    assert_eq!(pauses, [Duration::from_millis(1300)]);
    assert!(started.elapsed() >= Duration::from_millis(1300));
    assert_eq!(rig.arrived(), 2);
}

#[tokio::test]
async fn what_will_not_change_is_asked_once() {
    let mut rig = Rig::new().await;
    let mut question = rig.question();
    let id = rig.demo.credentials().access_key_id().to_owned();
    let wrong = Credentials::new(&id, &"not-the-secret".into(), None).unwrap();
    let right = std::mem::replace(&mut question.profile, typed(&wrong));
    let failure = rig.fail(&question).await;
    assert_eq!(Problem::of(&failure.error), Problem::SignatureMismatch);
    assert_eq!(failure.same_string_to_sign, Some(true), "the server signed another text");
    assert_eq!(rig.arrived(), 1);

    question.profile = right;
    question.get.cluster_id = "c00000000000000000000000000000000".parse().unwrap();
    let failure = rig.fail(&question).await;
    assert_eq!(Problem::of(&failure.error), Problem::ClusterNotFound);
    assert_eq!(rig.arrived(), 2);

    let nobody = Credentials::new("LTAI5tNobody", &"nobodys-secret".into(), None).unwrap();
    question.profile = typed(&nobody);
    let failure = rig.fail(&question).await;
    assert_eq!(Problem::of(&failure.error), Problem::UnknownAccessKey);
    assert_eq!(rig.arrived(), 3);
}

#[tokio::test]
async fn nobody_is_asked_more_than_four_times() {
    let mut rig = Rig::new().await;
    rig.demo.set_fault(Some(status(503, "ServiceUnavailable", Some(1))));
    let question = rig.question();
    let failure = rig.fail(&question).await;
    assert_eq!(Problem::of(&failure.error), Problem::ServerTrouble);
    assert_eq!((failure.exchange.unwrap().tries, rig.arrived(), nonces(&rig).len()), (4, 4, 4));
}

#[tokio::test]
async fn a_wait_beyond_the_timeout_is_not_begun() {
    let mut rig = Rig::new().await;
    rig.demo.set_fault(Some(status(429, "Throttling", Some(15_000))));
    let mut question = rig.question();
    question.timeout = Duration::from_secs(2);
    let started = Instant::now();
    let failure = rig.fail(&question).await;
    assert_eq!(Problem::of(&failure.error), Problem::Throttled);
    assert!(started.elapsed() < Duration::from_secs(2));
    assert_eq!(rig.arrived(), 1);
}

#[tokio::test]
async fn a_port_where_nobody_listens_is_no_connection() {
    let mut rig = Rig::new().await;
    let (_held, endpoint) = deaf_port();
    let mut question = rig.question();
    question.endpoint = endpoint;
    question.timeout = Duration::from_secs(5);
    let error = rig.break_off(&question).await;
    assert!(matches!(error, TransportError::Connect { .. }), "{error:?}");
}

#[tokio::test]
async fn a_wrong_clock_is_worked_around_and_told_and_remembered() {
    for (hours, scheme) in [(1, Scheme::Roa), (-1, Scheme::Acs3)] {
        let offset = SignedDuration::from_hours(hours);
        let options = DemoOptions { clock_offset: offset, ..DemoOptions::default() };
        let mut rig = Rig::with(options).await;
        let mut question = rig.question();
        question.scheme = SchemeChoice::Only(scheme);
        let fetched = rig.ask(&question).await.unwrap();
        assert_eq!((fetched.exchange.tries, rig.arrived()), (2, 2));
        let ahead = fetched.exchange.clock_ahead.unwrap();
        assert!((ahead - offset).abs() < SignedDuration::from_secs(10), "{ahead:?}");

        rig.ask(&question).await.unwrap();
        assert_eq!(rig.arrived(), 3, "the second question knew the clock already");
    }
}

#[tokio::test]
async fn auto_goes_to_the_other_scheme_once_and_remembers() {
    let options = DemoOptions { refuse_roa: true, ..DemoOptions::default() };
    let mut rig = Rig::with(options).await;
    let mut question = rig.question();
    let fetched = rig.ask(&question).await.unwrap();
    assert_eq!((fetched.exchange.scheme, rig.arrived()), (Some(Scheme::Acs3), 2));
    rig.ask(&question).await.unwrap();
    assert_eq!(rig.arrived(), 3);

    question.scheme = SchemeChoice::Only(Scheme::Roa);
    let failure = rig.fail(&question).await;
    assert_eq!(Problem::of(&failure.error), Problem::SignatureRefused);
    assert_eq!(rig.arrived(), 4);
}

#[tokio::test]
async fn temporary_keys_work_with_both_schemes_and_say_when_they_ended() {
    let mut rig = Rig::new().await;
    let mut question = rig.question();
    question.profile = typed(&rig.demo.sts_credentials());
    for scheme in [Scheme::Roa, Scheme::Acs3] {
        question.scheme = SchemeChoice::Only(scheme);
        let fetched = rig.ask(&question).await.unwrap();
        assert_eq!(fetched.exchange.scheme, Some(scheme));
    }
    question.profile = typed(&rig.demo.expired_sts_credentials());
    let failure = rig.fail(&question).await;
    assert_eq!(Problem::of(&failure.error), Problem::TokenExpired);
    assert!(matches!(failure.error, FetchError::Reply(ReplyError::Service(_))));
}
