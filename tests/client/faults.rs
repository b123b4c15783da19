//! Each fault on the wire is a clear, typed error, in bounded time and memory.

use std::time::{Duration, Instant};

use ack_kubeconfig::core::acs::reply::Format;
use ack_kubeconfig::core::acs::{FetchError, Problem, ReplyError, TransportError};
use ack_kubeconfig::core::kubeconfig::{Concern, NotAKubeconfig};
use ack_kubeconfig::core::session::Judgement;
use ack_kubeconfig::demo::Fault;

use super::support::{DEADLINE, Outcome, Rig};

fn reply_error(outcome: Outcome) -> ReplyError {
    match outcome.unwrap_err().error {
        FetchError::Reply(error) => error,
        FetchError::Transport(error) => panic!("no answer came: {error:?}"),
        FetchError::SignIn(error) => panic!("no key came: {error:?}"),
    }
}

#[tokio::test]
async fn a_good_answer_is_a_kubeconfig_with_its_facts() {
    let mut rig = Rig::new().await;
    let question = rig.question();
    let fetched = rig.ask(&question).await.unwrap();
    let summary = fetched.summary().unwrap();
    assert_eq!(summary.concerns, []);
    assert!(summary.server.as_deref().unwrap().starts_with("https://127.0.0.1:"));
    let until = summary.certificate.as_ref().unwrap().not_after;
    assert_eq!(fetched.expiration, Some(until));
    assert!(fetched.request_id.is_some());
    assert_eq!(fetched.exchange.tries, 1);
    assert_eq!(rig.arrived(), 1);
}

#[tokio::test]
async fn a_server_that_never_answers_costs_the_timeout_and_no_more() {
    for fault in [Fault::SlowHeaders, Fault::SlowBody] {
        let mut rig = Rig::new().await;
        rig.demo.set_fault(Some(fault.clone()));
        let mut question = rig.question();
        question.timeout = Duration::from_secs(1);
        let started = Instant::now();
        let error = rig.break_off(&question).await;
        assert!(matches!(error, TransportError::Timeout { seconds: 1 }), "{fault:?}: {error:?}");
        assert!(started.elapsed() < Duration::from_secs(5), "{fault:?}");
        assert_eq!(rig.arrived(), 1, "{fault:?}: no time was left for a second try");
    }
}

#[tokio::test]
async fn a_connection_that_breaks_is_tried_again_and_then_told() {
    for fault in [Fault::Reset, Fault::Truncated] {
        let mut rig = Rig::new().await;
        rig.demo.set_fault(Some(fault.clone()));
        let question = rig.question();
        let failure = rig.fail(&question).await;
        assert_eq!(Problem::of(&failure.error), Problem::Broken, "{fault:?}: {failure:?}");
        assert_eq!(failure.exchange.as_ref().unwrap().tries, 4, "{fault:?}");
        assert_eq!(rig.arrived(), 4, "{fault:?}");
    }
}

#[tokio::test]
async fn an_answer_without_end_is_cut_off_within_bounded_memory() {
    for fault in [Fault::Oversized(64), Fault::GzipBomb] {
        let mut rig = Rig::new().await;
        rig.demo.set_fault(Some(fault.clone()));
        let question = rig.question();
        #[cfg(target_os = "linux")]
        let before = super::support::peak_memory();
        let started = Instant::now();
        let error = rig.break_off(&question).await;
        assert!(matches!(error, TransportError::TooLarge { .. }), "{fault:?}: {error:?}");
        assert!(started.elapsed() < Duration::from_secs(20), "{fault:?}");
        assert_eq!(rig.arrived(), 1, "{fault:?}: asking again would not help");
        // Other tests of this process run at the same time; a gibibyte would still show.
        #[cfg(target_os = "linux")]
        assert!(super::support::peak_memory() - before < 256 * 1024, "{fault:?}");
    }
}

#[tokio::test]
async fn oversized_headers_are_refused() {
    let mut rig = Rig::new().await;
    rig.demo.set_fault(Some(Fault::OversizedHeaders));
    let question = rig.question();
    let error = rig.break_off(&question).await;
    assert!(matches!(error, TransportError::HeadersTooLarge { .. }), "{error:?}");
    assert_eq!(rig.arrived(), 1);
}

#[tokio::test]
async fn a_redirect_is_not_followed() {
    let elsewhere = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = elsewhere.local_addr().unwrap();
    let mut rig = Rig::new().await;
    rig.demo.set_fault(Some(Fault::Redirect(format!("http://{address}/k8s/x"))));
    let question = rig.question();
    let error = rig.break_off(&question).await;
    let TransportError::Redirect { to, .. } = error else { panic!("{error:?}") };
    assert_eq!(to.as_deref(), Some("127.0.0.1"));
    assert_eq!(rig.arrived(), 1);
    // Whoever had followed would be waiting here to be accepted.
    let nobody = tokio::time::timeout(Duration::ZERO, elsewhere.accept()).await;
    assert!(nobody.is_err(), "somebody followed the redirect");
}

#[tokio::test]
async fn what_is_no_answer_of_the_service_is_named_for_what_it_is() {
    let bytes = |bytes: &[u8]| Fault::Body {
        content_type: "application/json".into(),
        bytes: bytes.to_vec(),
    };
    for (fault, expected) in [
        (
            Fault::HtmlPage,
            ReplyError::WebPage { status: 200, title: Some("Sign in to the network".into()) },
        ),
        (Fault::InvalidUtf8, ReplyError::NotText),
        (Fault::NestedArrays(200_000), ReplyError::Unreadable(Format::Unknown)),
        (bytes(b"<!DOCTYPE x [<!ENTITY a 'b'>]><config>&a;</config>"), ReplyError::DocumentType),
        (bytes(b"{}"), ReplyError::NoKubeconfig),
        (bytes(b""), ReplyError::Unreadable(Format::Unknown)),
    ] {
        let mut rig = Rig::new().await;
        rig.demo.set_fault(Some(fault.clone()));
        let question = rig.question();
        let outcome = rig.ask(&question).await;
        assert_eq!(reply_error(outcome), expected, "{fault:?}");
        assert_eq!(rig.arrived(), 1, "{fault:?}");
    }
}

#[tokio::test]
async fn an_error_under_http_200_is_an_error() {
    let mut rig = Rig::new().await;
    rig.demo.set_fault(Some(Fault::ErrorWith200));
    let question = rig.question();
    let error = reply_error(rig.ask(&question).await);
    assert!(matches!(error, ReplyError::Service(ref error) if error.status == 200), "{error:?}");
}

#[tokio::test]
async fn xml_answers_are_read() {
    let mut rig = Rig::new().await;
    let config = "\napiVersion: v1\nkind: Config\nclusters: [{name: a}]\nusers: [{name: a}]\n\
                  contexts: [{name: a, context: {cluster: a, user: a}}]\n";
    rig.demo.set_fault(Some(Fault::Body {
        content_type: "text/xml;charset=utf-8".into(),
        bytes: format!("<config>{config}</config>").into_bytes(),
    }));
    let question = rig.question();
    let fetched = rig.ask(&question).await.unwrap();
    assert_eq!(fetched.text.as_str(), config);
    assert!(fetched.summary().is_some());
}

#[tokio::test]
async fn a_document_that_is_no_kubeconfig_is_kept_and_told_apart() {
    let bomb = {
        let mut text = "kind: Config\na0: &a0 [x, x, x, x, x, x, x, x, x, x]\n".to_owned();
        for level in 1..20 {
            let previous = format!("*a{}, ", level - 1).repeat(10);
            text.push_str(&format!("a{level}: &a{level} [{previous}]\n"));
        }
        text
    };
    for text in [bomb, format!("a: {}", "[".repeat(200_000)), "kind: Pod\n".to_owned()] {
        let mut rig = Rig::new().await;
        rig.demo.set_fault(Some(Fault::KubeconfigText(text.clone())));
        let question = rig.question();
        let fetched = tokio::time::timeout(DEADLINE, rig.ask(&question)).await.unwrap().unwrap();
        assert_eq!(fetched.text.as_str(), text);
        let Judgement::Other(why) = &fetched.judgement else { panic!("taken for a kubeconfig") };
        assert!(matches!(why, NotAKubeconfig::NotYaml { .. } | NotAKubeconfig::WrongKind));
    }
}

#[tokio::test]
async fn a_kubeconfig_that_would_run_a_program_is_pointed_out() {
    let mut rig = Rig::new().await;
    let text = "kind: Config\ncurrent-context: c\nclusters: [{name: a, cluster: {server: 'https://x'}}]\n\
                contexts: [{name: c, context: {cluster: a, user: u}}]\n\
                users: [{name: u, user: {exec: {command: /bin/touch}}}]\n";
    rig.demo.set_fault(Some(Fault::KubeconfigText(text.into())));
    let question = rig.question();
    let fetched = rig.ask(&question).await.unwrap();
    let runs = Concern::RunsProgram { user: "u".into(), command: "/bin/touch".into() };
    assert_eq!(fetched.summary().unwrap().concerns, [runs]);
}
