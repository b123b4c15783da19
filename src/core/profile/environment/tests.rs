//! The variables, each family by itself.

use secrecy::ExposeSecret as _;

use super::{Listed, Variables, credentials_uri, ecs_profile, ecs_role, keys, oidc};
use crate::core::profile::{EcsMetadata, Family, Mode, ProfileProblem, Recipe, Source};

fn variables(of: &[(&str, &str)]) -> Variables {
    Variables::of(of.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())))
}

/// The key, the secret and the token of a profile, or its problem.
fn told(listed: &Listed) -> String {
    match &listed.profile {
        Err(problem) => problem.to_string(),
        Ok(profile) => match &profile.recipe {
            Recipe::Key(key) => {
                let token = key.security_token().map_or("-", |token| token.expose_secret());
                let secret = key.access_key_secret().expose_secret();
                format!("{}/{secret}/{token}", key.access_key_id())
            }
            other => panic!("{other:?}"),
        },
    }
}

#[test]
fn each_family_is_taken_together() {
    for (of, expected) in [
        (
            &[
                ("ALIBABA_CLOUD_ACCESS_KEY_ID", "I1"),
                ("ALIBABA_CLOUD_ACCESS_KEY_SECRET", " S1\n"),
                ("SECURITY_TOKEN", "foreign"),
                ("ALICLOUD_ACCESS_KEY", "I2"),
                ("ALICLOUD_SECRET_KEY", "S2"),
                ("ALICLOUD_ACCESS_KEY_STS_TOKEN", "T2"),
            ][..],
            &[(Family::AlibabaCloud, "I1/S1/-"), (Family::Alicloud, "I2/S2/T2")][..],
        ),
        (
            &[
                ("ALIBABACLOUD_ACCESS_KEY_ID", "I"),
                ("ACCESS_KEY_ID", "I"),
                ("ACCESS_KEY_SECRET", "S"),
                ("SECURITY_TOKEN", "T"),
            ],
            &[
                (Family::Alibabacloud, "ALIBABACLOUD_ACCESS_KEY_SECRET is missing"),
                (Family::Bare, "I/S/T"),
            ],
        ),
        (&[("ALICLOUD_ACCESS_KEY", "I")], &[(Family::Alicloud, "ALICLOUD_SECRET_KEY is missing")]),
        (
            &[("ALICLOUD_ACCESS_KEY_SECRET", "S")],
            &[(Family::Alicloud, "ALICLOUD_ACCESS_KEY_ID is missing")],
        ),
        (&[("SECURITY_TOKEN", "T"), ("ACCESS_KEY_ID", " ")], &[]),
        (
            &[("ACCESS_KEY_ID", "I"), ("ACCESS_KEY_SECRET", "a b")],
            &[(
                Family::Bare,
                "the AccessKey secret has a character that no key has, perhaps from copying",
            )],
        ),
    ] {
        let listed: Vec<_> = keys(&variables(of)).collect();
        let found: Vec<_> = listed.iter().map(|one| (one.source.clone(), told(one))).collect();
        let wanted: Vec<_> = expected
            .iter()
            .map(|(family, told)| (Source::Environment(*family), (*told).to_owned()))
            .collect();
        assert_eq!(found, wanted, "{of:?}");
    }
}

#[test]
fn a_token_makes_the_mode() {
    let pair = [("ACCESS_KEY_ID", "I"), ("ACCESS_KEY_SECRET", "S"), ("SECURITY_TOKEN", "T")];
    for (of, mode) in [(&pair[..2], Mode::Ak), (&pair[..], Mode::StsToken)] {
        let listed = keys(&variables(of)).next().unwrap();
        assert_eq!((listed.mode, listed.profile.unwrap().mode), (Some(mode), mode));
    }
}

#[test]
fn a_role_by_oidc_needs_all_its_variables() {
    let all = [
        ("ALIBABA_CLOUD_OIDC_PROVIDER_ARN", "P"),
        ("ALIBABA_CLOUD_OIDC_TOKEN_FILE", "/run/token"),
        ("ALIBABA_CLOUD_ROLE_ARN", "R"),
    ];
    let listed = oidc(&variables(&all)).unwrap();
    let profile = listed.profile.unwrap();
    let Recipe::AssumeRoleWithOidc { provider_arn, token_file, role } = &profile.recipe else {
        panic!("{profile:?}");
    };
    assert_eq!((provider_arn.as_str(), role.arn.as_str()), ("P", "R"));
    assert_eq!(
        (token_file.to_str(), role.session_name.as_str()),
        (Some("/run/token"), "ack-kubeconfig")
    );
    for missing in 0..3 {
        let mut some = all.to_vec();
        let (name, _) = some.remove(missing);
        let problem = oidc(&variables(&some)).unwrap().profile.unwrap_err();
        assert_eq!(problem, ProfileProblem::Missing(name));
    }
    assert!(oidc(&variables(&all[2..])).is_none(), "a role alone says nothing of OIDC");
    let other = ("ALIBABACLOUD_ROLE_ARN", "R");
    let problem = oidc(&variables(&[all[0], all[1], other])).unwrap().profile.unwrap_err();
    assert_eq!(problem, ProfileProblem::Missing("ALIBABA_CLOUD_ROLE_ARN"), "families mix");
    let name = ("ALIBABA_CLOUD_ROLE_SESSION_NAME", "a b");
    let problem = oidc(&variables(&[all[0], all[1], all[2], name])).unwrap().profile.unwrap_err();
    assert_eq!(problem, ProfileProblem::Invalid(name.0));
}

#[test]
fn a_credentials_uri_is_listed_with_what_is_wrong() {
    const URI: &str = "ALIBABA_CLOUD_CREDENTIALS_URI";
    let listed = |of: &[(&str, &str)]| credentials_uri(&variables(of)).map(|one| one.profile);
    assert!(listed(&[]).is_none());
    let profile = listed(&[(URI, "http://127.0.0.1:1/x")]).unwrap().unwrap();
    assert!(
        matches!(&profile.recipe, Recipe::CredentialsUri(uri) if uri == "http://127.0.0.1:1/x")
    );
    let problem = listed(&[(URI, "http://x.example")]).unwrap().unwrap_err();
    assert_eq!(problem, ProfileProblem::Invalid(URI));
    let forbid = ("ALIBABA_CLOUD_DISABLE_EXTERNAL_PROCESS", "TRUE");
    let problem = listed(&[(URI, "https://x.example"), forbid]).unwrap().unwrap_err();
    assert_eq!(problem, ProfileProblem::Forbidden);
}

#[test]
fn the_metadata_service_is_listed_only_when_a_variable_names_a_role() {
    const ROLE: (&str, &str) = ("ALIBABA_CLOUD_ECS_METADATA", "R");
    const ENDPOINT: &str = "ACK_KUBECONFIG_IMDS_ENDPOINT";
    let disabled = ("ALIBABA_CLOUD_ECS_METADATA_DISABLED", "true");
    assert!(ecs_role(&variables(&[])).is_none());
    assert!(ecs_role(&variables(&[ROLE, disabled])).is_none());
    let metadata = |listed: Listed| match &listed.profile.unwrap().recipe {
        Recipe::EcsMetadata(metadata) => metadata.clone(),
        other => panic!("{other:?}"),
    };
    let own = EcsMetadata {
        role: Some("R".into()),
        address: EcsMetadata::ADDRESS.into(),
        allow_v1: true,
    };
    assert_eq!(metadata(ecs_role(&variables(&[ROLE])).unwrap()), own);
    // Someone who asks for it gets it without the variable.
    assert_eq!(metadata(ecs_profile(&variables(&[disabled]))), EcsMetadata { role: None, ..own });
    let of = [ROLE, (ENDPOINT, "http://127.0.0.1:8/"), ("ALIBABA_CLOUD_IMDSV1_DISABLED", "1")];
    let elsewhere = metadata(ecs_role(&variables(&of)).unwrap());
    assert_eq!((elsewhere.address.as_str(), elsewhere.allow_v1), ("http://127.0.0.1:8", false));
    for bad in ["http://100.100.100.201", "ftp://127.0.0.1", "http://127.0.0.1/path"] {
        let problem = ecs_role(&variables(&[ROLE, (ENDPOINT, bad)])).unwrap().profile.unwrap_err();
        assert_eq!(problem, ProfileProblem::Invalid(ENDPOINT), "{bad}");
    }
}
