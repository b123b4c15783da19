//! What the client learns of an endpoint: its clock and its scheme, at once and in odd cases.

use ack_kubeconfig::core::acs::{Problem, Scheme, SchemeChoice};
use ack_kubeconfig::demo::{DemoOptions, Fault};
use jiff::SignedDuration;

use super::support::Rig;

#[tokio::test]
async fn a_clock_that_is_a_little_off_is_only_told() {
    let clock_offset = SignedDuration::from_mins(10);
    let mut rig = Rig::with(DemoOptions { clock_offset, ..DemoOptions::default() }).await;
    let question = rig.question();
    let fetched = rig.ask(&question).await.unwrap();
    assert_eq!(fetched.exchange.tries, 1);
    let ahead = fetched.exchange.clock_ahead.unwrap();
    assert!((ahead - clock_offset).abs() < SignedDuration::from_secs(10), "{ahead:?}");
}

#[tokio::test]
async fn a_clock_that_is_years_off_is_worked_around() {
    for days in [-4_000, 4_000] {
        let clock_offset = SignedDuration::from_hours(24 * days);
        let mut rig = Rig::with(DemoOptions { clock_offset, ..DemoOptions::default() }).await;
        for scheme in [Scheme::Roa, Scheme::Acs3] {
            let mut question = rig.question();
            question.scheme = SchemeChoice::Only(scheme);
            rig.ask(&question).await.unwrap();
        }
        assert_eq!(rig.arrived(), 3);
    }
}

#[tokio::test]
async fn a_server_that_no_date_pleases_is_asked_twice() {
    let mut rig = Rig::new().await;
    rig.demo.set_fault(Some(Fault::Status {
        code: 400,
        error_code: "InvalidTimeStamp.Expired".to_owned(),
        message: "Specified time stamp or date value is expired.".to_owned(),
        retry_after_ms: None,
    }));
    let question = rig.question();
    let failure = rig.fail(&question).await;
    assert_eq!((Problem::of(&failure.error), rig.arrived()), (Problem::Clock, 2));
}

#[tokio::test]
async fn a_wrong_clock_and_a_refused_scheme_are_learned_together() {
    let clock_offset = SignedDuration::from_hours(3);
    let options = DemoOptions { clock_offset, refuse_roa: true, ..DemoOptions::default() };
    let mut rig = Rig::with(options).await;
    let question = rig.question();
    assert_eq!(rig.ask(&question).await.unwrap().exchange.tries, 3);
    assert_eq!(rig.ask(&question).await.unwrap().exchange.tries, 1);
    let schemes: Vec<_> = rig.demo.requests().iter().filter_map(|request| request.scheme).collect();
    assert_eq!(schemes, [Scheme::Roa, Scheme::Acs3, Scheme::Acs3, Scheme::Acs3]);
}

#[tokio::test]
async fn one_endpoint_teaches_nothing_about_another() {
    let options = DemoOptions { refuse_roa: true, ..DemoOptions::default() };
    let (mut rig, other) = (Rig::with(options).await, Rig::new().await);
    let question = rig.question();
    rig.ask(&question).await.unwrap();
    let fetched = rig.ask(&other.question()).await.unwrap();
    assert_eq!((fetched.exchange.scheme, other.arrived()), (Some(Scheme::Roa), 1));
}
