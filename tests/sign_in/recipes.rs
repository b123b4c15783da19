//! Every way to a key leads to a kubeconfig of whoever it makes of its user.

use ack_kubeconfig::core::profile::{EcsMetadata, IdentityKind, Recipe, Role};
use ack_kubeconfig::demo::{
    CHAINED_ROLE_ID, DemoOptions, EXTERNAL_ID, MetadataProtocol, OIDC_PROVIDER_ARN, OIDC_TOKEN,
    PARTNER_ROLE_ID, ROLE_ID, USER_ID,
};
use jiff::SignedDuration;

use crate::support::{Rig, assume, now, role, why};

/// Signs in and asks for a kubeconfig: both are the role's.
async fn leads_to(rig: &mut Rig, recipe: Recipe, role_id: &str) {
    let profile = rig.profile(recipe);
    let signed_in = rig.sign_in(&profile).await.unwrap();
    assert!(signed_in.key.temporary);
    let left = signed_in.key.expiration.expect("an end").duration_since(now());
    assert!(left > SignedDuration::from_mins(50), "{left}");
    let who = signed_in.who.unwrap();
    assert_eq!((who.kind, who.role_id.as_deref()), (IdentityKind::AssumedRole, Some(role_id)));
    assert_eq!(rig.uid(&profile).await, role_id);
}

fn ecs(rig: &Rig, role: Option<&str>, allow_v1: bool) -> Recipe {
    let address = rig.demo.metadata_address();
    Recipe::EcsMetadata(EcsMetadata { role: role.map(str::to_owned), address, allow_v1 })
}

#[tokio::test]
async fn a_key_at_hand_is_used_as_it_is() {
    let mut rig = Rig::new().await;
    let profile = rig.profile(rig.user());
    let signed_in = rig.sign_in(&profile).await.unwrap();
    assert!(!signed_in.key.temporary && signed_in.key.expiration.is_none());
    let who = signed_in.who.unwrap();
    assert_eq!((who.name(), who.kind.clone()), (Some("dev-ops"), IdentityKind::RamUser));
    assert_eq!(rig.uid(&profile).await, USER_ID);
}

#[tokio::test]
async fn a_role_is_assumed_with_its_session_and_policy() {
    let mut rig = Rig::new().await;
    let base = Box::new(rig.user());
    let policy = Some(r#"{"Version":"1","Statement":[]}"#.to_owned());
    let session_name = "me@laptop".to_owned();
    let role = Role { session_name, seconds: 7200, policy, ..role(&rig.demo.role_arn()) };
    let recipe = Recipe::AssumeRole { base, role };
    leads_to(&mut rig, recipe.clone(), ROLE_ID).await;
    let who = rig.sign_in(&rig.profile(recipe)).await.unwrap().who.unwrap();
    assert_eq!(who.arn, "acs:ram::1234567890123456:assumed-role/ack-operator/me@laptop");
}

#[tokio::test]
async fn a_temporary_key_may_assume_a_role_too() {
    let mut rig = Rig::new().await;
    let base = Recipe::Key(rig.demo.sts_credentials());
    let recipe = assume(base, &rig.demo.chained_role_arn());
    leads_to(&mut rig, recipe, CHAINED_ROLE_ID).await;
}

#[tokio::test]
async fn roles_are_assumed_one_after_the_other() {
    let mut rig = Rig::new().await;
    let first = assume(rig.user(), &rig.demo.role_arn());
    let recipe = assume(first, &rig.demo.chained_role_arn());
    leads_to(&mut rig, recipe, CHAINED_ROLE_ID).await;
}

#[tokio::test]
async fn an_external_id_is_given_to_whoever_wants_it() {
    let mut rig = Rig::new().await;
    let base = Box::new(rig.user());
    let external_id = Some(EXTERNAL_ID.to_owned());
    let role = Role { external_id, ..role(&rig.demo.partner_role_arn()) };
    leads_to(&mut rig, Recipe::AssumeRole { base, role }, PARTNER_ROLE_ID).await;
}

#[tokio::test]
async fn an_oidc_token_is_read_anew_each_time() {
    let mut rig = Rig::new().await;
    let folder = tempfile::tempdir().unwrap();
    let token_file = folder.path().join("token");
    let recipe = Recipe::AssumeRoleWithOidc {
        provider_arn: OIDC_PROVIDER_ARN.to_owned(),
        token_file: token_file.clone(),
        role: role(&rig.demo.role_arn()),
    };
    let profile = rig.profile(recipe.clone());
    let missing = rig.refused(&profile).await;
    let kind = std::io::ErrorKind::NotFound;
    assert!(why(&missing).to_string().contains(token_file.to_str().unwrap()));
    assert!(format!("{missing:?}").contains(&format!("{kind:?}")), "{missing:?}");
    std::fs::write(&token_file, "an.old.token").unwrap();
    let old = rig.refused(&profile).await;
    assert!(why(&old).asked().is_some());
    std::fs::write(&token_file, format!("{OIDC_TOKEN}\n")).unwrap();
    assert_eq!(rig.uid(&profile).await, ROLE_ID);
    leads_to(&mut rig, recipe, ROLE_ID).await;
    let requests = rig.demo.requests();
    assert!(!requests.iter().any(|request| request.target.contains("eyJ")), "it is in an address");
}

#[tokio::test]
async fn an_instance_is_asked_for_its_role_in_whichever_protocol_it_speaks() {
    for (metadata, tokens) in [
        (MetadataProtocol::Both, 1),
        (MetadataProtocol::TokensOnly, 1),
        (MetadataProtocol::NoTokens, 1),
    ] {
        let mut rig = Rig::with(DemoOptions { metadata, ..DemoOptions::default() }).await;
        let recipe = ecs(&rig, None, true);
        leads_to(&mut rig, recipe, ROLE_ID).await;
        assert_eq!(rig.arrived_at("/latest/api/token"), tokens);
        let keys = "/latest/meta-data/ram/security-credentials/";
        assert_eq!(rig.arrived_at(keys), 1);
        let key = rig.demo.requests().into_iter().find(|of| of.path().ends_with("ack-operator"));
        let with_token = key.unwrap().header("x-aliyun-ecs-metadata-token").is_some();
        assert_eq!(with_token, metadata != MetadataProtocol::NoTokens, "{metadata:?}");
    }
}

#[tokio::test]
async fn a_role_that_is_named_is_not_asked_for() {
    let mut rig = Rig::new().await;
    let recipe = ecs(&rig, Some("ack-operator"), true);
    leads_to(&mut rig, recipe, ROLE_ID).await;
    assert_eq!(rig.arrived_at("/latest/meta-data/ram/security-credentials/"), 0);
}

#[tokio::test]
async fn the_older_protocol_is_not_used_when_it_is_forbidden() {
    let metadata = MetadataProtocol::NoTokens;
    let mut rig = Rig::with(DemoOptions { metadata, ..DemoOptions::default() }).await;
    let profile = rig.profile(ecs(&rig, None, false));
    rig.refused(&profile).await;
    assert_eq!(rig.demo.requests().len(), 1, "nobody was asked but for a token");
}

#[tokio::test]
async fn the_role_of_an_instance_leads_to_another() {
    let mut rig = Rig::new().await;
    let recipe = assume(ecs(&rig, None, true), &rig.demo.chained_role_arn());
    leads_to(&mut rig, recipe, CHAINED_ROLE_ID).await;
}

#[tokio::test]
async fn a_credentials_uri_gives_a_key() {
    let mut rig = Rig::new().await;
    let recipe = Recipe::CredentialsUri(rig.demo.credentials_uri().into());
    leads_to(&mut rig, recipe, ROLE_ID).await;
}
