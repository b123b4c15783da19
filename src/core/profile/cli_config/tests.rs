//! Every mode of the aliyun CLI, read from the file: what it gives, and what it misses.

use proptest::prelude::{any, proptest};
use secrecy::ExposeSecret as _;
use serde_json::{Value, json};

use super::{CliConfig, PrintedProblem};
use crate::core::acs::CredentialsError;
use crate::core::profile::{
    EcsMetadata, FileProblem, Listed, Mode, Profile, ProfileProblem, Recipe, Role, Variables,
};

const ROLE: &str = "acs:ram::1234567890123456:role/ops";

fn listed_with(variables: &[(&str, &str)], text: &str) -> Vec<Listed> {
    let own = |(name, value): &(&str, &str)| ((*name).to_owned(), (*value).to_owned());
    let variables = Variables::of(variables.iter().map(own));
    CliConfig::read(text).unwrap().listed(None, &variables).collect()
}

fn listed(profiles: &Value) -> Vec<Listed> {
    listed_with(&[], &json!({"current": "a", "profiles": profiles}).to_string())
}

/// The profile of these fields, called `a`.
fn made_with(
    variables: &[(&str, &str)],
    mut fields: Value,
) -> Result<std::sync::Arc<Profile>, ProfileProblem> {
    fields["name"] = json!("a");
    let text = json!({"profiles": [fields]}).to_string();
    listed_with(variables, &text).remove(0).profile
}

fn made(fields: Value) -> Result<std::sync::Arc<Profile>, ProfileProblem> {
    made_with(&[], fields)
}

fn recipe(fields: Value) -> Recipe {
    made(fields).unwrap().recipe.clone()
}

/// A recipe in one line, secrets included.
fn outline(recipe: &Recipe) -> String {
    let key = |key: &crate::core::acs::Credentials| {
        let token = key.security_token().map_or("-", |token| token.expose_secret());
        format!("{}/{}/{token}", key.access_key_id(), key.access_key_secret().expose_secret())
    };
    match recipe {
        Recipe::Key(credentials) => key(credentials),
        Recipe::AssumeRole { base, role } => {
            format!("{} > {} {} {}", outline(base), role.arn, role.session_name, role.seconds)
        }
        Recipe::AssumeRoleWithOidc { provider_arn, token_file, role } => {
            format!("{provider_arn} {} > {}", token_file.display(), role.arn)
        }
        Recipe::EcsMetadata(EcsMetadata { role, address, allow_v1 }) => {
            format!("{} at {address}, v1 {allow_v1}", role.as_deref().unwrap_or("any"))
        }
        Recipe::External(external) => format!("{}: {}", external.profile, external.command),
        Recipe::CredentialsUri(uri) => uri.clone(),
        Recipe::CloudSso(sso) => {
            let token = sso.access_token.as_ref();
            let token = token.map(|(token, end)| format!("{} {end:?}", token.expose_secret()));
            let cached = sso.cached.as_ref();
            let cached = cached.map(|cached| key(&cached.credentials));
            let (url, account) = (&sso.sign_in_url, &sso.account_id);
            format!("{url} {account} {} {token:?} {cached:?}", sso.access_config)
        }
        Recipe::OAuth { profile, cached } => {
            let cached =
                cached.as_ref().map(|cached| (key(&cached.credentials), cached.expiration));
            format!("{profile} {cached:?}")
        }
        Recipe::Keychain(name) => name.clone(),
    }
}

/// The mode, its fields, and the recipe that they make.
fn every_mode() -> Vec<(&'static str, Value, String)> {
    let role = "acs:ram::1234567890123456:role/ops";
    let sso = json!({
        "cloud_sso_sign_in_url": "https://signin-cn-shanghai.alibabacloudsso.com/start/login",
        "cloud_sso_account_id": "123", "cloud_sso_access_config": "ac-1", "access_token": "bearer",
        "cloud_sso_access_token_expire": 1_800_000_000,
    });
    let oidc = json!({
        "oidc_provider_arn": "acs:ram::1:oidc-provider/x", "oidc_token_file": "/run/token",
        "ram_role_arn": role,
    });
    let url = "https://signin-cn-shanghai.alibabacloudsso.com/start/login";
    vec![
        ("AK", json!({"access_key_id": "I", "access_key_secret": "S"}), "I/S/-".into()),
        (
            "StsToken",
            json!({"access_key_id": "I", "access_key_secret": "S", "sts_token": "T"}),
            "I/S/T".into(),
        ),
        (
            "RamRoleArn",
            json!({"access_key_id": "I", "access_key_secret": "S", "ram_role_arn": role}),
            format!("I/S/- > {role} {} 3600", Role::DEFAULT_SESSION_NAME),
        ),
        (
            "EcsRamRole",
            json!({"ram_role_name": "R"}),
            "R at http://100.100.100.200, v1 true".into(),
        ),
        (
            "RamRoleArnWithRoleName",
            json!({"ram_role_name": "R", "ram_role_arn": role, "ram_session_name": "me"}),
            format!("R at http://100.100.100.200, v1 true > {role} me 3600"),
        ),
        ("OIDC", oidc, format!("acs:ram::1:oidc-provider/x /run/token > {role}")),
        ("External", json!({"process_command": "prog 'a b'"}), "a: prog 'a b'".into()),
        (
            "CredentialsURI",
            json!({"credentials_uri": "http://127.0.0.1:7001/key?x=1"}),
            "http://127.0.0.1:7001/key?x=1".into(),
        ),
        (
            "CloudSSO",
            sso,
            format!("{url} 123 ac-1 Some(\"bearer Some(2027-01-15T08:00:00Z)\") None"),
        ),
        (
            "OAuth",
            json!({"access_key_id": "I", "access_key_secret": "S", "sts_token": "T",
                   "sts_expiration": 1_800_000_000}),
            "a Some((\"I/S/T\", Some(2027-01-15T08:00:00Z)))".into(),
        ),
    ]
}

#[test]
fn every_mode_becomes_its_recipe_whatever_the_case_of_its_word() {
    for (mode, fields, expected) in every_mode() {
        for word in [mode.to_owned(), mode.to_lowercase(), mode.to_uppercase()] {
            let mut fields = fields.clone();
            fields["mode"] = json!(word);
            let profile = made(fields).unwrap();
            assert_eq!(outline(&profile.recipe), expected, "{word}");
            assert_eq!(profile.mode.as_str(), mode);
        }
    }
}

#[test]
fn every_mode_names_the_key_that_it_misses() {
    let optional = ["cloud_sso_access_token_expire", "access_token", "ram_session_name"];
    let mut tried = 0;
    for (mode, fields, _) in every_mode() {
        for key in fields.as_object().unwrap().keys() {
            // ECS tells its role itself, and the browser's sign-in may have left no key yet.
            if optional.contains(&key.as_str()) || ["EcsRamRole", "OAuth"].contains(&mode) {
                continue;
            }
            for nothing in [json!(null), json!(""), json!(" ")] {
                let mut fields = fields.clone();
                fields["mode"] = json!(mode);
                fields[key] = nothing;
                let ProfileProblem::Missing(missing) = made(fields).unwrap_err() else {
                    panic!("{mode} without {key}");
                };
                assert_eq!(missing, key, "{mode}");
                tried += 1;
            }
        }
    }
    assert_eq!(tried, 3 * 18);
    assert_eq!(outline(&recipe(json!({"mode": "OAuth"}))), "a None");
    let any = recipe(json!({"mode": "EcsRamRole"}));
    assert_eq!(outline(&any), "any at http://100.100.100.200, v1 true");
}

#[test]
fn what_the_service_does_not_take_is_said() {
    for mode in [Mode::RsaKeyPair, Mode::BearerToken, Mode::Anonymous] {
        let problem = made(json!({"mode": mode.as_str()})).unwrap_err();
        assert_eq!(problem, ProfileProblem::Unsupported(mode));
    }
    assert_eq!(made(json!({"mode": "Magic"})).unwrap_err(), ProfileProblem::UnknownMode);
}

#[test]
fn without_a_mode_the_fields_tell_it_in_the_order_of_the_aliyun_cli() {
    let all = json!({
        "access_key_id": "I", "access_key_secret": "S", "sts_token": "T", "ram_role_arn": ROLE,
        "private_key": "P", "key_pair_name": "K", "ram_role_name": "R", "process_command": "c",
        "oidc_provider_arn": "O", "oidc_token_file": "F", "cloud_sso_sign_in_url": "https://x",
        "bearer_token": "B", "name": "a", "mode": "",
    });
    let mut fields = all;
    for (mode, without) in [
        (Some(Mode::StsToken), "sts_token"),
        (Some(Mode::RamRoleArn), "access_key_secret"),
        (Some(Mode::RsaKeyPair), "key_pair_name"),
        (Some(Mode::EcsRamRole), "ram_role_name"),
        (Some(Mode::External), "process_command"),
        (Some(Mode::Oidc), "ram_role_arn"),
        (Some(Mode::CloudSso), "cloud_sso_sign_in_url"),
        (Some(Mode::BearerToken), "bearer_token"),
        (Some(Mode::Ak), "access_key_id"),
        (None, "name"),
    ] {
        assert_eq!(listed(&json!([fields]))[0].mode, mode, "before {without} goes");
        fields[without] = json!(null);
    }
    assert_eq!(made(json!({})).unwrap_err(), ProfileProblem::Missing("mode"));
    let half = made(json!({"access_key_id": "I"})).unwrap_err();
    assert_eq!(half, ProfileProblem::Missing("access_key_secret"));
}

#[test]
fn an_ak_profile_ignores_a_token_and_a_role_uses_it() {
    let fields = json!({"access_key_id": "I", "access_key_secret": "S", "sts_token": "T",
                        "ram_role_arn": ROLE});
    for (mode, start) in [("AK", "I/S/-"), ("RamRoleArn", "I/S/T > ")] {
        let mut fields = fields.clone();
        fields["mode"] = json!(mode);
        let outline = outline(&recipe(fields));
        assert!(outline.starts_with(start), "{mode}: {outline}");
    }
}

#[test]
fn a_role_takes_only_what_sts_takes() {
    let role = |key: &str, value: Value| {
        let mut fields = json!({"mode": "RamRoleArn", "access_key_id": "I",
            "access_key_secret": "S", "ram_role_arn": ROLE});
        fields[key] = value;
        made(fields).map(|profile| match &profile.recipe {
            Recipe::AssumeRole { role, .. } => role.clone(),
            other => panic!("{other:?}"),
        })
    };
    for (seconds, read) in [(json!(900), 900), (json!("7200"), 7200), (json!(0), 3600)] {
        assert_eq!(role("expired_seconds", seconds).unwrap().seconds, read);
    }
    for seconds in [json!(899), json!(-1), json!("899"), json!(5_000_000_000_i64)] {
        let problem = role("expired_seconds", seconds).unwrap_err();
        assert_eq!(problem, ProfileProblem::Invalid("expired_seconds"));
    }
    for name in ["x", "a b", "ü2", &"x".repeat(65)] {
        let problem = role("ram_session_name", json!(name)).unwrap_err();
        assert_eq!(problem, ProfileProblem::Invalid("ram_session_name"), "{name}");
    }
    let longest = "a.B@0_-".repeat(9) + "x";
    assert_eq!(role("ram_session_name", json!(longest)).unwrap().session_name, longest);
    assert_eq!(role("external_id", json!("E")).unwrap().external_id.as_deref(), Some("E"));
    assert_eq!(role("policy", json!("{}")).unwrap().policy.as_deref(), Some("{}"));
}

#[test]
fn an_address_is_https_or_this_machine() {
    for (key, mode) in
        [("credentials_uri", "CredentialsURI"), ("cloud_sso_sign_in_url", "CloudSSO")]
    {
        let with = |address: &str| {
            made(json!({"mode": mode, key: address, "cloud_sso_account_id": "1",
                "cloud_sso_access_config": "c"}))
        };
        for address in ["https://x.example/a", "http://localhost:1/a", "http://[::1]/"] {
            assert!(with(address).is_ok(), "{address}");
        }
        for address in ["http://x.example/", "http://10.0.0.1/", "ftp://127.0.0.1/", "x", "https:"]
        {
            assert_eq!(with(address).unwrap_err(), ProfileProblem::Invalid(key), "{address}");
        }
    }
}

#[test]
fn programs_and_addresses_can_be_forbidden() {
    let forbid = [("ALIBABA_CLOUD_DISABLE_EXTERNAL_PROCESS", "1")];
    for fields in [
        json!({"mode": "External", "process_command": "prog"}),
        json!({"mode": "CredentialsURI", "credentials_uri": "https://x.example/"}),
    ] {
        assert_eq!(made_with(&forbid, fields).unwrap_err(), ProfileProblem::Forbidden);
    }
    let other = json!({"mode": "AK", "access_key_id": "I", "access_key_secret": "S"});
    assert!(made_with(&forbid, other).is_ok());
}

#[test]
fn the_variables_fill_an_address_and_never_a_key() {
    let variables = [
        ("ALIBABA_CLOUD_CREDENTIALS_URI", "https://x.example/key"),
        ("ALIBABA_CLOUD_ACCESS_KEY_ID", "I"),
        ("ALIBABA_CLOUD_ACCESS_KEY_SECRET", "S"),
        ("ALIBABA_CLOUD_SECURITY_TOKEN", "T"),
        ("ALIBABA_CLOUD_IMDSV1_DISABLED", "true"),
        ("ACK_KUBECONFIG_IMDS_ENDPOINT", "http://127.0.0.1:9"),
    ];
    let uri = made_with(&variables, json!({"mode": "CredentialsURI"})).unwrap();
    assert_eq!(outline(&uri.recipe), "https://x.example/key");
    let ecs = made_with(&variables, json!({"mode": "EcsRamRole"})).unwrap();
    assert_eq!(outline(&ecs.recipe), "any at http://127.0.0.1:9, v1 false");
    let key = made_with(&variables, json!({"mode": "AK"})).unwrap_err();
    assert_eq!(key, ProfileProblem::Missing("access_key_id"));
    let own = json!({"mode": "StsToken", "access_key_id": "A", "access_key_secret": "B"});
    assert_eq!(made_with(&variables, own).unwrap_err(), ProfileProblem::Missing("sts_token"));
}

#[test]
fn a_kept_key_counts_only_whole_and_with_its_end() {
    let whole = json!({"mode": "OAuth", "access_key_id": "I", "access_key_secret": "S",
        "sts_token": "T", "sts_expiration": 1_800_000_000});
    for key in ["access_key_id", "access_key_secret", "sts_token", "sts_expiration"] {
        let mut fields = whole.clone();
        fields[key] = json!(null);
        assert_eq!(outline(&recipe(fields)), "a None", "without {key}");
    }
    let mut fields = whole;
    fields["sts_expiration"] = json!(i64::MAX);
    assert_eq!(made(fields).unwrap_err(), ProfileProblem::Invalid("sts_expiration"));
}

#[test]
fn a_wrong_type_is_told_by_its_key() {
    for (key, value, wanted) in [
        ("access_key_secret", json!(12), "text"),
        ("access_key_id", json!({"a": 1}), "text"),
        ("mode", json!([]), "text"),
        ("expired_seconds", json!("soon"), "a number"),
        ("sts_expiration", json!(1.5), "a number"),
        ("expired_seconds", json!(u64::MAX), "a number"),
        ("enable_vpc", json!("yes"), "true or false"),
        ("enable_vpc", json!(1), "true or false"),
    ] {
        let mut fields = json!({"mode": "AK", "access_key_id": "I", "access_key_secret": "S"});
        fields[key] = value;
        assert_eq!(made(fields).unwrap_err(), ProfileProblem::WrongType(key, wanted));
    }
    let listed = listed(&json!([{"name": 7, "mode": "AK"}]));
    assert_eq!(listed[0].source.name(), Some("#1"));
    assert_eq!(listed[0].profile.as_ref().unwrap_err(), &ProfileProblem::WrongType("name", "text"));
    let control = made(json!({"mode": "AK", "access_key_id": "I", "access_key_secret": "a b"}));
    let problem = ProfileProblem::Key(CredentialsError::BadCharacter("AccessKey secret"));
    assert_eq!(control.unwrap_err(), problem);
}

#[test]
fn a_bad_profile_does_not_hide_the_others() {
    let key = json!({"name": "a", "mode": "AK", "access_key_id": "I", "access_key_secret": "S"});
    let mut same = key.clone();
    same["access_key_id"] = json!("J");
    let last = json!({"name": "z", "access_key_id": "I", "access_key_secret": "S"});
    let listed = listed(&json!([key, 3, same, {"mode": "AK"}, null, last]));
    let told: Vec<_> = listed
        .iter()
        .map(|listed| (listed.source.name().unwrap(), listed.profile.as_ref().err().cloned()))
        .collect();
    let no_name = ProfileProblem::Missing("name");
    assert_eq!(
        told,
        [
            ("a", None),
            ("#2", Some(ProfileProblem::NotAnObject)),
            ("a", Some(ProfileProblem::Duplicate)),
            ("#4", Some(no_name)),
            ("#5", Some(ProfileProblem::NotAnObject)),
            ("z", None),
        ]
    );
}

#[test]
fn the_file_is_read_with_what_editors_and_later_versions_add() {
    let text = "\u{feff}{\r\n\t\"current\": \"a\",\r\n\t\"meta_path\": \"\",\r\n\t\"later\": \
                {\"x\": [1, {}]},\r\n\t\"profiles\": [{\"name\": \" a \", \"mode\": \"AK\", \
                \"access_key_id\": \"I\", \"access_key_secret\": \"\\u0053\", \
                \"verified\": true, \"retry_timeout\": 0, \"later\": {\"x\": null}}]\r\n}\r\n";
    let listed = listed_with(&[], text);
    assert_eq!(listed[0].source.name(), Some("a"));
    assert_eq!(outline(&listed[0].profile.as_ref().unwrap().recipe), "I/S/-");
    assert_eq!(CliConfig::read(text).unwrap().current.as_deref(), Some("a"));
}

#[test]
fn a_file_that_holds_no_profiles_says_what_it_is() {
    let read = |text: &str| CliConfig::read(text).map(|config| config.entries.len());
    let malformed = |line| Err(FileProblem::Malformed { format: "JSON", line });
    for (text, result) in [
        ("", malformed(1)),
        ("{\n\"profiles\": [\n  {\"access_key_secret\": \"SECRET\"", malformed(3)),
        ("{\r\n\r\nx", malformed(3)),
        ("{\"profiles\": []}", Ok(0)),
        ("{\"profiles\": null}", Ok(0)),
        ("{}", Err(FileProblem::NoProfiles)),
        ("[]", Err(FileProblem::NoProfiles)),
        ("\"text\"", Err(FileProblem::NoProfiles)),
        ("{\"profiles\": {\"a\": {}}}", Err(FileProblem::NoProfiles)),
    ] {
        assert_eq!(read(text), result, "{text:?}");
    }
    let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
    assert_eq!(read(&deep), malformed(1));
}

/// A profile that assumes a role with what another gives.
fn chained(name: &str, source: &str) -> Value {
    json!({"name": name, "mode": "ChainableRamRoleArn", "source_profile": source,
        "ram_role_arn": ROLE, "ram_session_name": name})
}

fn problem_of(listed: &[Listed], name: &str) -> ProfileProblem {
    let listed = listed.iter().find(|listed| listed.source.name() == Some(name)).unwrap();
    listed.profile.as_ref().unwrap_err().clone()
}

#[test]
fn a_chain_starts_at_its_far_end_wherever_that_stands_in_the_file() {
    let base = json!({"name": "base", "mode": "AK", "access_key_id": "I",
        "access_key_secret": "S"});
    let listed = listed(&json!([chained("outer", "inner"), chained("inner", "base"), base]));
    let outer = listed[0].profile.as_ref().unwrap();
    let expected = format!("I/S/- > {ROLE} inner 3600 > {ROLE} outer 3600");
    assert_eq!(outline(&outer.recipe), expected);
}

#[test]
fn a_chain_that_leads_nowhere_says_where_it_breaks() {
    let broken = json!({"name": "broken", "mode": "AK", "access_key_id": "I"});
    let listed = listed(&json!([
        chained("self", "self"), chained("a", "b"), chained("b", "c"), chained("c", "b"),
        chained("lost", "nobody"), chained("near", "broken"), chained("far", "near"), broken,
        {"name": "none", "mode": "ChainableRamRoleArn", "ram_role_arn": ROLE},
        {"name": "n", "mode": "ChainableRamRoleArn", "source_profile": "t"}, chained("o", "t"), 5,
    ]));
    let circle = |names: [&str; 3]| ProfileProblem::Circle(names.map(str::to_owned).into());
    assert_eq!(problem_of(&listed, "self"), ProfileProblem::Circle(vec!["self".into(); 2]));
    assert_eq!(problem_of(&listed, "a"), circle(["b", "c", "b"]));
    assert_eq!(problem_of(&listed, "c"), circle(["c", "b", "c"]));
    assert_eq!(problem_of(&listed, "lost"), ProfileProblem::NoSourceProfile("nobody".into()));
    let problem = Box::new(ProfileProblem::Missing("access_key_secret"));
    let at_base = ProfileProblem::SourceProfile { name: "broken".into(), problem };
    assert_eq!(problem_of(&listed, "near"), at_base);
    assert_eq!(problem_of(&listed, "far"), at_base);
    assert_eq!(problem_of(&listed, "none"), ProfileProblem::Missing("source_profile"));
}

#[test]
fn a_long_row_of_roles_ends_without_ending_the_stack() {
    let many = 20_000;
    let profiles = (0..many).map(|n| chained(&n.to_string(), &(n + 1).to_string()));
    let listed = listed(&Value::Array(profiles.collect()));
    assert_eq!(problem_of(&listed, "0"), ProfileProblem::ChainTooLong(16));
    let last = (many - 1).to_string();
    assert_eq!(problem_of(&listed, &last), ProfileProblem::NoSourceProfile(many.to_string()));
}

fn understood(defaults: Value, printed: &str) -> Result<(String, Option<i64>), PrintedProblem> {
    let mut fields = defaults;
    fields["mode"] = json!("External");
    fields["process_command"] = json!("prog");
    let Recipe::External(external) = recipe(fields) else { panic!("no external") };
    let printed = external.understand(printed)?;
    Ok((outline(&printed.recipe), printed.expiration.map(jiff::Timestamp::as_second)))
}

#[test]
fn what_a_program_prints_lies_over_the_profile_and_its_key_is_not_mixed() {
    // A key of an earlier time, in the profile that names the program.
    let profile = json!({"access_key_id": "OLD", "access_key_secret": "OLD", "sts_token": "OLD",
        "sts_expiration": 5, "ram_role_arn": ROLE, "ram_session_name": "me"});
    let role = format!("I/S/- > {ROLE} me 3600");
    for (printed, outline, expiration) in [
        (r#"{"mode":"AK","access_key_id":"I","access_key_secret":"S"}"#, "I/S/-", None),
        (r#"{"access_key_id":"I","access_key_secret":"S"}"#, "I/S/-", None),
        (r#"{"access_key_id":"I","access_key_secret":"S","sts_token":"T"}"#, "I/S/T", None),
        (
            r#"{"mode":"ststoken","access_key_id":"I","access_key_secret":"S","sts_token":"T",
                "expiration":"2027-01-15T08:00:00Z"}"#,
            "I/S/T",
            Some(1_800_000_000),
        ),
        (
            "\u{feff}{\"access_key_id\":\"I\",\"access_key_secret\":\"S\",\r\n\"expiration\":\
             1800000000}\n",
            "I/S/-",
            Some(1_800_000_000),
        ),
        (
            r#"{"access_key_id":"I","access_key_secret":"S","expiration":"1800000000"}"#,
            "I/S/-",
            Some(1_800_000_000),
        ),
        (r#"{"access_key_id":"I","access_key_secret":"S","expiration":""}"#, "I/S/-", None),
        (r#"{"mode":"RamRoleArn","access_key_id":"I","access_key_secret":"S"}"#, &role, None),
    ] {
        let understood = understood(profile.clone(), printed).unwrap();
        assert_eq!(understood, (outline.to_owned(), expiration), "{printed}");
    }
}

#[test]
fn what_a_program_prints_in_vain_is_told_apart() {
    let missing = |key| PrintedProblem::Unusable(ProfileProblem::Missing(key));
    for (printed, problem) in [
        ("", PrintedProblem::NotJson),
        ("Enter MFA code:", PrintedProblem::NotJson),
        ("[]", PrintedProblem::NotJson),
        ("{} trailing", PrintedProblem::NotJson),
        (r#"{"mode":"External","process_command":"prog"}"#, PrintedProblem::Nested),
        (r#"{"mode":"external"}"#, PrintedProblem::Nested),
        ("{}", missing("access_key_id")),
        (
            r#"{"mode":"StsToken","access_key_id":"I","access_key_secret":"S"}"#,
            missing("sts_token"),
        ),
        (
            r#"{"mode":"EcsRamRole"}"#,
            PrintedProblem::Unusable(ProfileProblem::Unsupported(Mode::EcsRamRole)),
        ),
        (
            r#"{"access_key_id":"I","access_key_secret":"S","expiration":"tomorrow"}"#,
            PrintedProblem::Unusable(ProfileProblem::Invalid("expiration")),
        ),
        (
            r#"{"access_key_id":["SECRET"]}"#,
            PrintedProblem::Unusable(ProfileProblem::WrongType("access_key_id", "text")),
        ),
    ] {
        let defaults = json!({"access_key_id": "OLD", "sts_token": "OLD"});
        assert_eq!(understood(defaults, printed).unwrap_err(), problem, "{printed}");
    }
}

proptest! {
    #[test]
    fn no_text_makes_the_reader_panic(bytes in any::<Vec<u8>>()) {
        let text = String::from_utf8_lossy(&bytes);
        drop(CliConfig::read(&text));
        let inside = format!("{{\"profiles\": [{text}, {{\"name\": \"{text}\"}}]}}");
        drop(CliConfig::read(&inside));
    }
}
