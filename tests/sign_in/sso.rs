//! What the aliyun CLI signed in to: used while it lasts, and then only it can renew it.

use ack_kubeconfig::core::profile::{CloudSso, Mode, Recipe, SignInError};
use ack_kubeconfig::demo::{ACCOUNT_ID, ROLE_ID, SSO_ACCESS_CONFIG, SSO_ACCESS_TOKEN, Service};
use jiff::SignedDuration;

use crate::support::{Rig, kept, now, status, why};

const EXCHANGE: &str = "/cloud-credentials";

/// A profile whose token of the sign-in ends so many seconds from now.
fn sso(rig: &Rig, token_seconds: i64) -> CloudSso {
    let end = now() + SignedDuration::from_secs(token_seconds);
    CloudSso {
        profile: "sso".to_owned(),
        sign_in_url: rig.demo.sso_sign_in_url(),
        account_id: ACCOUNT_ID.to_owned(),
        access_config: SSO_ACCESS_CONFIG.to_owned(),
        access_token: Some((SSO_ACCESS_TOKEN.into(), Some(end))),
        cached: None,
    }
}

fn recipe(sso: &CloudSso) -> Recipe {
    Recipe::CloudSso(Box::new(sso.clone()))
}

#[tokio::test]
async fn a_sign_in_is_exchanged_for_a_key() {
    let mut rig = Rig::new().await;
    let profile = rig.profile(recipe(&sso(&rig, 600)));
    assert_eq!(rig.uid(&profile).await, ROLE_ID);
    assert_eq!(rig.uid(&profile).await, ROLE_ID);
    assert_eq!(rig.arrived_at(EXCHANGE), 1);
}

#[tokio::test]
async fn a_key_that_was_kept_is_used_while_it_lasts() {
    let mut rig = Rig::new().await;
    let mut sso = sso(&rig, -1);
    sso.cached = Some(kept(rig.demo.sts_credentials(), 600));
    let profile = rig.profile(recipe(&sso));
    assert_eq!(rig.uid(&profile).await, ROLE_ID);
    assert_eq!(rig.arrived_at(EXCHANGE), 0);
}

#[tokio::test]
async fn a_key_in_its_last_minutes_is_exchanged_or_else_still_used() {
    let mut rig = Rig::new().await;
    let mut sso = sso(&rig, 600);
    sso.cached = Some(kept(rig.demo.sts_credentials(), 100));
    rig.demo.push_fault_of(Service::CloudSso, status(400, "NoIdea", None));
    assert_eq!(rig.uid(&rig.profile(recipe(&sso))).await, ROLE_ID);
    let first = rig.demo.requests().len();
    assert_eq!(rig.uid(&rig.profile(recipe(&sso))).await, ROLE_ID);
    assert_eq!(rig.arrived_at(EXCHANGE), 2, "{first}");
    sso.access_token = None;
    assert_eq!(rig.uid(&rig.profile(recipe(&sso))).await, ROLE_ID);
    assert_eq!(rig.arrived_at(EXCHANGE), 2);
}

#[tokio::test]
async fn after_an_exchange_that_failed_the_kept_key_is_used_a_while() {
    let mut rig = Rig::new().await;
    let mut sso = sso(&rig, 600);
    sso.cached = Some(kept(rig.demo.sts_credentials(), 100));
    rig.demo.push_fault_of(Service::CloudSso, status(400, "NoIdea", None));
    let profile = rig.profile(recipe(&sso));
    for _ in 0..3 {
        assert_eq!(rig.uid(&profile).await, ROLE_ID);
    }
    assert_eq!(rig.arrived_at(EXCHANGE), 1);
}

#[tokio::test]
async fn a_kept_key_that_is_refused_is_exchanged() {
    let mut rig = Rig::new().await;
    let mut sso = sso(&rig, 600);
    sso.cached = Some(kept(rig.demo.expired_sts_credentials(), 600));
    let profile = rig.profile(recipe(&sso));
    assert_eq!(rig.uid(&profile).await, ROLE_ID);
    assert_eq!(rig.arrived_at(EXCHANGE), 1);
}

#[tokio::test]
async fn a_sign_in_that_ended_is_told_with_the_command_that_renews_it() {
    let mut rig = Rig::new().await;
    let ended = sso(&rig, -60);
    let mut never = ended.clone();
    never.access_token = None;
    let mut revoked = sso(&rig, 600);
    revoked.access_token = Some(("another".into(), None));
    for (sso, has_end, exchanges) in [(&ended, true, 0), (&never, false, 0), (&revoked, true, 1)] {
        let failure = rig.refused(&rig.profile(recipe(sso))).await;
        let SignInError::SignInAgain { profile, mode, ended } = why(&failure) else {
            panic!("{failure:?}")
        };
        assert_eq!((profile.as_str(), *mode), ("sso", Mode::CloudSso));
        assert_eq!(ended.is_some(), has_end);
        let command = why(&failure).renewing_command().unwrap().join(" ");
        assert_eq!(command, "aliyun configure --profile sso --mode CloudSSO");
        assert_eq!(rig.arrived_at(EXCHANGE), exchanges);
    }
}

#[tokio::test]
async fn what_may_not_be_used_is_refused_and_told() {
    let mut rig = Rig::new().await;
    let mut other = sso(&rig, 600);
    "ac-other".clone_into(&mut other.access_config);
    let failure = rig.refused(&rig.profile(recipe(&other))).await;
    assert!(matches!(why(&failure), SignInError::Asked { .. }), "{failure:?}");
    assert!(format!("{failure:?}").contains("NoPermission"));
    "somewhere".clone_into(&mut other.sign_in_url);
    let failure = rig.refused(&rig.profile(recipe(&other))).await;
    assert!(matches!(why(&failure), SignInError::Unusable(_)), "{failure:?}");
}

#[tokio::test]
async fn a_browsers_sign_in_is_used_to_its_end() {
    let mut rig = Rig::new().await;
    let oauth = |seconds| Recipe::OAuth {
        profile: "web".to_owned(),
        cached: Some(kept(rig.demo.sts_credentials(), seconds)),
    };
    let (lasting, ending, ended) = (oauth(600), oauth(60), oauth(-1));
    assert_eq!(rig.uid(&rig.profile(lasting)).await, ROLE_ID);
    assert_eq!(rig.uid(&rig.profile(ending)).await, ROLE_ID);
    let none = Recipe::OAuth { profile: "web".to_owned(), cached: None };
    for (recipe, has_end) in [(ended, true), (none, false)] {
        let failure = rig.refused(&rig.profile(recipe)).await;
        let SignInError::SignInAgain { mode: Mode::OAuth, ended, .. } = why(&failure) else {
            panic!("{failure:?}")
        };
        assert_eq!(ended.is_some(), has_end);
    }
}
