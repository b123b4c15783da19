//! Who asks: each way in which a key or its token is wrong, and each answer about the cluster.

use ack_kubeconfig::core::acs::{
    Credentials, FetchError, Problem, ReplyError, Scheme, SchemeChoice,
};
use ack_kubeconfig::core::session::{Failure, Question};
use ack_kubeconfig::demo::{Fault, ROLE_ID, USER_ID};
use secrecy::{ExposeSecret as _, SecretString};

use super::support::{Rig, typed};

const BOTH: [Scheme; 2] = [Scheme::Roa, Scheme::Acs3];

fn key(id: &str, token: Option<&str>) -> Credentials {
    let token = token.map(SecretString::from);
    Credentials::new(id, &"not-the-secret".into(), token.as_ref()).unwrap()
}

fn question(rig: &Rig, credentials: &Credentials, scheme: Scheme) -> Question {
    Question { profile: typed(credentials), scheme: SchemeChoice::Only(scheme), ..rig.question() }
}

fn message(failure: &Failure) -> &str {
    match &failure.error {
        FetchError::Reply(ReplyError::Service(error)) => &error.message,
        other => panic!("not the service's error: {other:?}"),
    }
}

#[tokio::test]
async fn the_certificate_belongs_to_whoever_asked() {
    let mut rig = Rig::new().await;
    for scheme in BOTH {
        for (credentials, uid) in
            [(rig.demo.credentials().clone(), USER_ID), (rig.demo.sts_credentials(), ROLE_ID)]
        {
            let asked = question(&rig, &credentials, scheme);
            let fetched = rig.ask(&asked).await.unwrap();
            let certificate = fetched.summary().unwrap().certificate.clone().unwrap();
            assert_eq!(certificate.identity.as_deref(), Some(uid), "{scheme:?}");
        }
    }
    assert!(rig.demo.requests().iter().all(|request| request.accepted));
}

/// The service answers a wrong signature with the text that it signed, and with the ROA scheme
/// that holds the token. [`Rig::ask`] looks for it in everything that is told.
#[tokio::test]
async fn a_token_that_the_service_repeats_is_masked_and_the_texts_are_compared_all_the_same() {
    let mut rig = Rig::new().await;
    let right = rig.demo.sts_credentials();
    let token = right.security_token().unwrap().expose_secret();
    for scheme in BOTH {
        let asked = question(&rig, &key(right.access_key_id(), Some(token)), scheme);
        let failure = rig.fail(&asked).await;
        assert_eq!(Problem::of(&failure.error), Problem::SignatureMismatch);
        assert_eq!(failure.same_string_to_sign, Some(true), "{scheme:?}");
        let masked = message(&failure).contains("x-acs-security-token:••••••••\n");
        assert_eq!(masked, scheme == Scheme::Roa, "{failure:?}");
    }

    for (fault, word) in [
        (
            Fault::Body {
                content_type: "text/html".to_owned(),
                bytes: format!("<html><title>{token}</title></html>").into_bytes(),
            },
            "WebPage",
        ),
        (
            Fault::Status {
                code: 400,
                error_code: format!("Bad.{token}"),
                message: format!("Not {token} nor not-the-secret"),
                retry_after_ms: None,
            },
            "Service",
        ),
    ] {
        rig.demo.push_fault(fault);
        let asked = question(&rig, &key(right.access_key_id(), Some(token)), Scheme::Roa);
        let failure = rig.fail(&asked).await;
        assert!(format!("{failure:?}").contains(word), "{failure:?}");
    }
}

#[tokio::test]
async fn a_request_that_was_changed_on_the_way_is_told_from_a_wrong_secret() {
    let mut rig = Rig::new().await;
    rig.demo.push_fault(Fault::Status {
        code: 400,
        error_code: "SignatureDoesNotMatch".to_owned(),
        message: "It does not match. server string to sign is:GET\nchanged".to_owned(),
        retry_after_ms: None,
    });
    let asked = rig.question();
    assert_eq!(rig.fail(&asked).await.same_string_to_sign, Some(false));
}

#[tokio::test]
async fn every_trouble_with_a_key_has_its_own_name_and_is_asked_once() {
    let mut rig = Rig::new().await;
    let sts = rig.demo.sts_credentials();
    for (credentials, problem) in [
        (rig.demo.inactive_credentials(), Problem::DisabledAccessKey),
        (rig.demo.expired_sts_credentials(), Problem::TokenExpired),
        (key(sts.access_key_id(), Some("AnotherToken")), Problem::TokenInvalid),
        (key(sts.access_key_id(), None), Problem::TokenInvalid),
        (key(rig.demo.credentials().access_key_id(), Some("NoToken")), Problem::TokenInvalid),
    ] {
        for scheme in BOTH {
            let before = rig.arrived();
            let asked = question(&rig, &credentials, scheme);
            let failure = rig.fail(&asked).await;
            assert_eq!(Problem::of(&failure.error), problem, "{scheme:?}");
            assert_eq!(rig.arrived(), before + 1);
        }
    }
}

#[tokio::test]
async fn every_trouble_with_a_cluster_has_its_own_name_and_is_asked_once() {
    let mut rig = Rig::new().await;
    for (name, problem) in [
        ("audit-vault", Problem::NoPermission),
        ("legacy-ci", Problem::ClusterState),
        ("internal-billing", Problem::NoEndpoint),
    ] {
        let before = rig.arrived();
        let mut asked = rig.question();
        asked.get.cluster_id = rig.demo.cluster(name).unwrap().id.clone();
        let failure = rig.fail(&asked).await;
        assert_eq!(Problem::of(&failure.error), problem, "{name}");
        assert_eq!(rig.arrived(), before + 1);
    }
}
