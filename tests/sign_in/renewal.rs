//! Keys are held while they last, renewed before they end, and by one task for all who wait.

use std::sync::Arc;

use ack_kubeconfig::core::acs::Problem;
use ack_kubeconfig::core::profile::Profile;
use ack_kubeconfig::demo::{ROLE_ID, Service};
use ack_kubeconfig::worker::Client;
use jiff::SignedDuration;

use crate::support::{Rig, status};

/// So many questions at once.
const CROWD: usize = 20;

/// Asks a crowd of questions at once through the library; nobody fails.
async fn crowd(rig: &Rig, client: &Client, profile: &Arc<Profile>) {
    let mut asking = tokio::task::JoinSet::new();
    for _ in 0..CROWD {
        let (client, question) = (client.clone(), rig.question(profile));
        asking.spawn(async move { client.get(&question).await });
    }
    while let Some(answer) = asking.join_next().await {
        answer.unwrap().unwrap();
    }
}

#[tokio::test]
async fn a_crowd_of_questions_assumes_the_role_once() {
    let rig = Rig::new().await;
    crowd(&rig, &Client::default(), &rig.as_role()).await;
    assert_eq!(rig.assumed(), 1);
}

#[tokio::test]
async fn a_crowd_with_a_key_that_has_ended_renews_it_once() {
    let rig = Rig::new().await;
    rig.demo.set_temporary_lifetime(Some(SignedDuration::from_mins(10)));
    let (client, profile) = (Client::default(), rig.as_role());
    client.get(&rig.question(&profile)).await.unwrap();
    // The client's clock still says that the key lasts; within the window nobody corrects it.
    rig.demo.set_clock_offset(SignedDuration::from_mins(11));
    crowd(&rig, &client, &profile).await;
    assert_eq!(rig.assumed(), 2);
}

#[tokio::test]
async fn a_key_is_renewed_three_minutes_before_its_end() {
    let mut rig = Rig::new().await;
    let profile = rig.as_role();
    rig.demo.set_temporary_lifetime(Some(SignedDuration::from_mins(3)));
    for asked in 1..=3 {
        rig.ask(&profile).await.unwrap();
        assert_eq!(rig.assumed(), asked, "it ends too soon to be held");
    }
    rig.demo.set_temporary_lifetime(Some(SignedDuration::from_mins(5)));
    for _ in 0..3 {
        rig.ask(&profile).await.unwrap();
        assert_eq!(rig.assumed(), 4, "it is held");
    }
    rig.sign_in(&profile).await.unwrap();
    assert_eq!(rig.assumed(), 4, "by whoever asks");
}

#[tokio::test]
async fn each_reading_of_a_profile_has_a_key_of_its_own() {
    let mut rig = Rig::new().await;
    for asked in 1..=2 {
        let profile = rig.as_role();
        rig.ask(&profile).await.unwrap();
        assert_eq!(rig.assumed(), asked);
    }
}

#[tokio::test]
async fn a_key_that_the_service_forgot_is_renewed() {
    let mut rig = Rig::new().await;
    let profile = rig.as_role();
    assert_eq!(rig.uid(&profile).await, ROLE_ID);
    rig.demo.forget_temporary_keys();
    assert_eq!(rig.uid(&profile).await, ROLE_ID);
    assert_eq!(rig.assumed(), 2);
}

#[tokio::test]
async fn a_key_is_renewed_once_and_not_for_ever() {
    let mut rig = Rig::new().await;
    let ended = status(400, "InvalidSecurityToken.Expired", None);
    rig.demo.set_fault_of(Service::Ack, Some(ended));
    let failure = rig.ask(&rig.as_role()).await.unwrap_err();
    assert_eq!(Problem::of(&failure.error), Problem::TokenExpired);
    let asked = rig.demo.requests().len() - rig.assumed();
    assert_eq!((rig.assumed(), asked), (2, 2));
    let record = failure.exchange.unwrap().record.unwrap();
    let nonce = |number: usize| &record.tries[number].sent.canonical;
    assert_eq!(record.tries.len(), 2, "what was sent with each of the keys");
    assert_ne!(nonce(0), nonce(1));
}

#[tokio::test]
async fn the_old_key_is_used_when_it_cannot_be_renewed_before_its_end() {
    let mut rig = Rig::new().await;
    let profile = rig.as_role();
    rig.demo.set_temporary_lifetime(Some(SignedDuration::from_mins(2)));
    assert_eq!(rig.uid(&profile).await, ROLE_ID);
    rig.demo.set_fault_of(Service::Sts, Some(status(503, "ServiceUnavailable", Some(1))));
    assert_eq!(rig.uid(&profile).await, ROLE_ID);
    let tries = rig.assumed();
    assert_eq!(tries, 1 + 4);
    assert_eq!(rig.uid(&profile).await, ROLE_ID);
    assert_eq!(rig.assumed(), tries, "a renewal that failed is not tried again at once");
}

#[tokio::test]
async fn an_old_key_that_was_refused_is_not_used_again() {
    let mut rig = Rig::new().await;
    let profile = rig.as_role();
    rig.ask(&profile).await.unwrap();
    rig.demo.forget_temporary_keys();
    rig.demo.set_fault_of(Service::Sts, Some(status(400, "NoIdea", None)));
    let failure = rig.ask(&profile).await.unwrap_err();
    assert_eq!(Problem::of(&failure.error), Problem::NoKey);
    rig.demo.set_fault_of(Service::Sts, None);
    assert_eq!(rig.uid(&profile).await, ROLE_ID);
}
