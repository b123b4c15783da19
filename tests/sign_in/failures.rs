//! What is no key is told for what it is, by whom, and without a secret.

use ack_kubeconfig::core::acs::{Credentials, FetchError, Problem, ReplyError};
use ack_kubeconfig::core::profile::{EcsMetadata, Recipe, SignInError, SignInStep};
use ack_kubeconfig::demo::{Fault, Service};
use jiff::SignedDuration;
use serde_json::json;

use crate::support::{Rig, assume, body, now, status, why};

/// The step that failed, and what came instead.
fn asked(error: &SignInError) -> (SignInStep, &ReplyError) {
    match error {
        SignInError::Asked { step, error } => match &**error {
            FetchError::Reply(error) => (*step, error),
            error => panic!("no answer came: {error:?}"),
        },
        error => panic!("nobody was asked: {error:?}"),
    }
}

/// An answer with a key that ends so many seconds from now.
fn key(rig: &Rig, seconds: i64) -> serde_json::Value {
    use secrecy::ExposeSecret as _;
    let key = rig.demo.sts_credentials();
    let end = (now() + SignedDuration::from_secs(seconds)).strftime("%Y-%m-%dT%H:%M:%SZ");
    json!({
        "Code": "Success",
        "AccessKeyId": key.access_key_id(),
        "AccessKeySecret": key.access_key_secret().expose_secret(),
        "SecurityToken": key.security_token().unwrap().expose_secret(),
        "Expiration": end.to_string(),
    })
}

#[tokio::test]
async fn a_refused_role_is_told_with_the_services_code() {
    let mut rig = Rig::new().await;
    for (arn, code) in [
        (rig.demo.chained_role_arn(), "NoPermission"),
        ("acs:ram::1234567890123456:role/gone".to_owned(), "EntityNotExist.Role"),
        ("nonsense".to_owned(), "InvalidParameter.RoleArn"),
    ] {
        let profile = rig.profile(assume(rig.user(), &arn));
        let failure = rig.refused(&profile).await;
        let (step, error) = asked(why(&failure));
        assert_eq!(step, SignInStep::AssumeRole);
        assert!(matches!(error, ReplyError::Service(error) if error.code == code), "{error:?}");
        assert_eq!(Problem::of(&failure.error), Problem::NoKey, "{code}");
        assert_eq!(failure.exchange.unwrap().tries, 1);
    }
}

#[tokio::test]
async fn a_wrong_secret_is_told_and_the_token_is_not() {
    let mut rig = Rig::new().await;
    for right in [rig.demo.credentials().clone(), rig.demo.sts_credentials()] {
        let id = right.access_key_id();
        let wrong = Credentials::new(id, &"not-the-secret".into(), right.security_token());
        let recipe = assume(Recipe::Key(wrong.unwrap()), &rig.demo.role_arn());
        let failure = rig.refused(&rig.profile(recipe)).await;
        assert_eq!(Problem::of(&failure.error), Problem::SignatureMismatch);
        assert_eq!(failure.same_string_to_sign, Some(true), "the server signed another text");
    }
}

#[tokio::test]
async fn a_base_that_gives_no_key_is_what_is_told() {
    let mut rig = Rig::new().await;
    let gone = assume(rig.user(), "acs:ram::1234567890123456:role/gone");
    let profile = rig.profile(assume(gone, &rig.demo.role_arn()));
    let failure = rig.refused(&profile).await;
    assert!(format!("{failure:?}").contains("EntityNotExist.Role"));
    assert_eq!(rig.assumed(), 1);
    let ended = Recipe::Key(rig.demo.expired_sts_credentials());
    let failure = rig.refused(&rig.profile(assume(ended, &rig.demo.role_arn()))).await;
    assert_eq!(Problem::of(&failure.error), Problem::TokenExpired);
}

#[tokio::test]
async fn a_key_that_has_ended_already_is_not_taken() {
    let mut rig = Rig::new().await;
    let profile = rig.profile(Recipe::CredentialsUri(rig.demo.credentials_uri().into()));
    rig.demo.push_fault(body(&key(&rig, -5).to_string()));
    let failure = rig.refused(&profile).await;
    assert!(matches!(why(&failure), SignInError::EndedAlready(_)), "{failure:?}");
    rig.demo.push_fault(body(&key(&rig, 30).to_string()));
    let signed_in = rig.sign_in(&profile).await.unwrap();
    assert!(signed_in.who.is_ok(), "a key that ends soon is a key");
}

#[tokio::test]
async fn malformed_answers_are_named() {
    let mut rig = Rig::new().await;
    let uri = rig.profile(Recipe::CredentialsUri(rig.demo.credentials_uri().into()));
    let good = key(&rig, 600);
    let with = |name: &str, value: serde_json::Value| {
        let mut key = good.clone();
        key[name] = value;
        body(&key.to_string())
    };
    let cases = [
        (with("Expiration", "soon".into()), ReplyError::Invalid("Expiration")),
        (with("AccessKeySecret", json!(null)), ReplyError::Lacks("AccessKeySecret")),
        (with("AccessKeyId", 5.into()), ReplyError::Lacks("AccessKeyId")),
        (with("SecurityToken", "a\nb: c".into()), ReplyError::Invalid("key")),
        (body("[1]"), ReplyError::Unreadable(ack_kubeconfig::core::acs::reply::Format::Unknown)),
        (body("{}"), ReplyError::Lacks("AccessKeyId")),
        (Fault::InvalidUtf8, ReplyError::NotText),
    ];
    for (fault, expected) in cases {
        rig.demo.push_fault(fault);
        let failure = rig.refused(&uri).await;
        assert_eq!(asked(why(&failure)), (SignInStep::CredentialsUri, &expected));
        assert_eq!(Problem::of(&failure.error), Problem::NoKey);
    }
    rig.demo.push_fault(with("Code", "Failed".into()));
    let failure = rig.refused(&uri).await;
    let (_, error) = asked(why(&failure));
    assert!(matches!(error, ReplyError::Service(error) if error.code == "Failed"), "{error:?}");
    rig.demo.push_fault(Fault::HtmlPage);
    let failure = rig.refused(&uri).await;
    let (_, error) = asked(why(&failure));
    assert!(matches!(error, ReplyError::WebPage { .. }), "{error:?}");
}

#[tokio::test]
async fn half_a_key_of_sts_is_no_key() {
    let mut rig = Rig::new().await;
    let profile = rig.as_role();
    for part in ["SecurityToken", "Expiration"] {
        let mut half = key(&rig, 600);
        half.as_object_mut().unwrap().remove(part);
        rig.demo.push_fault(body(&json!({ "Credentials": half }).to_string()));
        let failure = rig.refused(&profile).await;
        assert_eq!(asked(why(&failure)), (SignInStep::AssumeRole, &ReplyError::Lacks(part)));
    }
}

#[tokio::test]
async fn an_instance_without_a_role_says_so() {
    let mut rig = Rig::new().await;
    let (role, address) = (None, rig.demo.metadata_address());
    let ecs = EcsMetadata { role, address, allow_v1: true };
    let profile = rig.profile(Recipe::EcsMetadata(ecs.clone()));
    rig.demo.push_fault_of(Service::Metadata, body("token"));
    rig.demo.push_fault_of(Service::Metadata, body("\n"));
    let failure = rig.refused(&profile).await;
    assert_eq!(asked(why(&failure)), (SignInStep::EcsMetadata, &ReplyError::Lacks("role")));
    let other = EcsMetadata { role: Some("other".to_owned()), ..ecs };
    let failure = rig.refused(&rig.profile(Recipe::EcsMetadata(other))).await;
    let missing = ReplyError::Status { status: 404, retry_after_ms: None };
    assert_eq!(asked(why(&failure)), (SignInStep::EcsMetadata, &missing));
}

#[tokio::test]
async fn an_owner_that_stays_unknown_stops_nothing() {
    let mut rig = Rig::new().await;
    let profile = rig.as_role();
    rig.demo.push_fault_of(Service::Sts, status(429, "Throttling", Some(1)));
    assert!(rig.sign_in(&profile).await.unwrap().who.is_ok());
    rig.demo.set_fault_of(Service::Sts, Some(status(400, "NoIdea", None)));
    let signed_in = rig.sign_in(&profile).await.unwrap();
    assert!(signed_in.who.is_err());
    rig.ask(&profile).await.unwrap();
}
