//! Trouble on the way to a key: throttling, wrong clocks, silence, and addresses that are refused.

use std::time::{Duration, Instant};

use ack_kubeconfig::core::acs::{ApiEndpoint, FetchError, Problem, TransportError};
use ack_kubeconfig::core::profile::{EcsMetadata, Places, Profile, Recipe, SignInError};
use ack_kubeconfig::demo::{DemoOptions, Fault, ROLE_ID, Service};
use jiff::SignedDuration;

use crate::support::{Rig, status, why};

#[tokio::test]
async fn a_throttled_sts_is_asked_again() {
    let mut rig = Rig::new().await;
    rig.demo.push_fault_of(Service::Sts, status(429, "Throttling.User", Some(1)));
    let profile = rig.as_role();
    assert_eq!(rig.uid(&profile).await, ROLE_ID);
    assert_eq!(rig.assumed(), 2);
    let nonces: std::collections::HashSet<_> =
        rig.demo.requests().iter().filter_map(|of| of.parameter("SignatureNonce")).collect();
    assert_eq!(nonces.len(), 2, "each try has a nonce of its own");

    rig.demo.set_fault_of(Service::Sts, Some(status(429, "Throttling.User", Some(1))));
    let failure = rig.refused(&rig.as_role()).await;
    assert_eq!(Problem::of(&failure.error), Problem::Throttled);
    assert_eq!(failure.exchange.unwrap().tries, 4);
}

#[tokio::test]
async fn a_wrong_clock_is_worked_around_for_keys_and_their_ends() {
    for hours in [3, -3] {
        let clock_offset = SignedDuration::from_hours(hours);
        let mut rig = Rig::with(DemoOptions { clock_offset, ..DemoOptions::default() }).await;
        let profile = rig.as_role();
        for _ in 0..2 {
            assert_eq!(rig.uid(&profile).await, ROLE_ID);
            assert_eq!(rig.assumed(), 2, "the first was signed with this machine's time");
        }
        // By the clock of the giver it ends in two minutes, whatever this machine's says.
        rig.demo.set_temporary_lifetime(Some(SignedDuration::from_mins(2)));
        let profile = rig.as_role();
        rig.ask(&profile).await.unwrap();
        rig.ask(&profile).await.unwrap();
        assert_eq!(rig.assumed(), 4, "{hours}");
    }
}

#[tokio::test]
async fn a_port_where_nobody_listens_is_no_connection() {
    let mut rig = Rig::new().await;
    // Bound and not listening: a port that was only let go may be somebody's own a moment later.
    let held = tokio::net::TcpSocket::new_v4().unwrap();
    held.bind("127.0.0.1:0".parse().unwrap()).unwrap();
    let address = held.local_addr().unwrap();
    let uri = format!("http://{address}/credentials");
    let failure = rig.refused(&rig.profile(Recipe::CredentialsUri(uri.into()))).await;
    assert_eq!(Problem::of(&failure.error), Problem::Connect);
    assert_eq!(failure.exchange.unwrap().host, address.to_string());
}

#[tokio::test]
async fn a_silent_metadata_service_is_given_up_after_two_short_tries() {
    let mut rig = Rig::new().await;
    rig.demo.set_fault_of(Service::Metadata, Some(Fault::SlowHeaders));
    let (role, address) = (None, rig.demo.metadata_address());
    let recipe = Recipe::EcsMetadata(EcsMetadata { role, address, allow_v1: true });
    let started = Instant::now();
    let profile = rig.profile(recipe);
    let failure = rig.refused(&profile).await;
    assert_eq!(Problem::of(&failure.error), Problem::Timeout);
    assert!(started.elapsed() < Duration::from_secs(10), "{:?}", started.elapsed());
    assert_eq!(rig.demo.requests().len(), 2);

    let busy = status(503, "ServiceUnavailable", Some(1));
    rig.demo.set_fault_of(Service::Metadata, Some(busy));
    rig.refused(&profile).await;
    assert_eq!(rig.demo.requests().len(), 2 + 2);
}

#[tokio::test]
async fn nobody_else_is_asked_without_encryption() {
    let mut rig = Rig::new().await;
    let uri = "http://192.0.2.1/credentials".to_owned();
    let (role, address) = (None, "http://192.0.2.1".to_owned());
    let ecs = EcsMetadata { role, address, allow_v1: true };
    for recipe in [Recipe::CredentialsUri(uri.into()), Recipe::EcsMetadata(ecs)] {
        let failure = rig.refused(&rig.profile(recipe)).await;
        let SignInError::Asked { error, .. } = why(&failure) else { panic!("{failure:?}") };
        let error = &**error;
        let plain = FetchError::Transport(TransportError::NotSecure { host: "192.0.2.1".into() });
        assert_eq!(error.to_string(), plain.to_string());
        assert!(format!("{error:?}").contains("NotSecure"), "{error:?}");
    }
}

#[tokio::test]
async fn a_redirect_is_not_followed_with_a_key() {
    let mut rig = Rig::new().await;
    let elsewhere = format!("{}/credentials", rig.demo.endpoint());
    rig.demo.push_fault_of(Service::Sts, Fault::Redirect(elsewhere));
    let failure = rig.refused(&rig.as_role()).await;
    assert_eq!(Problem::of(&failure.error), Problem::NoKey);
    assert_eq!(rig.demo.requests().len(), 1);
}

#[tokio::test]
async fn an_sts_that_breaks_off_is_asked_again() {
    let mut rig = Rig::new().await;
    rig.demo.push_fault_of(Service::Sts, Fault::Reset);
    assert_eq!(rig.uid(&rig.as_role()).await, ROLE_ID);
    assert_eq!(rig.assumed(), 2);
}

#[tokio::test]
async fn each_sts_is_asked_at_its_own_place() {
    let mut rig = Rig::new().await;
    let other = Rig::new().await;
    let mut profile = Profile::clone(&rig.as_role());
    profile.places = Places { sts: other.demo.endpoint().clone(), ..Places::default() };
    assert_ne!(profile.places.sts, ApiEndpoint::clone(rig.demo.endpoint()));
    rig.sign_in(&profile.into()).await.unwrap();
    assert_eq!((rig.demo.requests().len(), other.assumed()), (0, 1));
}
