//! What is found, in which order, and what is taken unless the user says otherwise.

use std::path::Path;

use proptest::prelude::{Just, Strategy, any, prop, prop_oneof, proptest};
use serde_json::json;

use super::{CredentialFiles, Discovery, FileText, Findings, Place, discover, files};
use crate::core::acs::Network;
use crate::core::profile::{Family, FileProblem, FileTrouble, ProfileProblem, Source, Variables};

const CONFIG: &str = "/home/me/.aliyun/config.json";
const CREDENTIALS: &str = "/home/me/.alibabacloud/credentials";

fn variables(of: &[(&str, &str)]) -> Variables {
    Variables::of(of.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())))
}

fn file(file: &str, text: Option<&str>) -> FileText {
    FileText { file: file.into(), text: Ok(text.map(Into::into)) }
}

fn found(of: &[(&str, &str)], config: Option<&str>, credentials: Option<&str>) -> Discovery {
    let variables = variables(of);
    let own = files(&variables, Some(Path::new("/home/me")));
    let read = |path: std::path::PathBuf, text| file(path.to_str().unwrap(), text);
    discover(&Findings {
        config: own.config.map(|path| read(path, config)),
        credentials: own.credentials.map(|path| read(path, credentials)),
        variables,
        ..Findings::default()
    })
}

/// The aliyun CLI's file with AK profiles of these names.
fn config(current: &str, names: &[&str]) -> String {
    let profile = |name: &&str| json!({"name": name, "mode": "AK", "access_key_id": "I", "access_key_secret": "S"});
    let profiles: Vec<_> = names.iter().map(profile).collect();
    json!({"current": current, "profiles": profiles}).to_string()
}

/// The credentials file with keys of these names.
fn sections(names: &[&str]) -> String {
    let section =
        |name: &&str| format!("[{name}]\ntype=access_key\naccess_key_id=I\naccess_key_secret=S\n");
    names.iter().map(section).collect()
}

const ENV: &[(&str, &str)] =
    &[("ALIBABA_CLOUD_ACCESS_KEY_ID", "I"), ("ALIBABA_CLOUD_ACCESS_KEY_SECRET", "S")];
const BARE: &[(&str, &str)] = &[("ACCESS_KEY_ID", "I"), ("ACCESS_KEY_SECRET", "S")];
const HALF: &[(&str, &str)] = &[("ALIBABA_CLOUD_ACCESS_KEY_ID", "I")];
const OIDC: &[(&str, &str)] = &[
    ("ALIBABA_CLOUD_OIDC_PROVIDER_ARN", "P"),
    ("ALIBABA_CLOUD_OIDC_TOKEN_FILE", "F"),
    ("ALIBABA_CLOUD_ROLE_ARN", "R"),
];
const ECS: &[(&str, &str)] = &[("ALIBABA_CLOUD_ECS_METADATA", "R")];
const URI: &[(&str, &str)] = &[("ALIBABA_CLOUD_CREDENTIALS_URI", "https://x.example/")];
const NAMED: &[(&str, &str)] = &[("ALIBABA_CLOUD_PROFILE", "b")];

fn cli(name: &str) -> Source {
    Source::CliProfile { name: name.to_owned(), file: None }
}

fn section(name: &str) -> Source {
    Source::CredentialsFile(name.to_owned())
}

/// The variables, the aliyun CLI's file (its current profile and its names), the sections of the
/// credentials file, what is preferred, and which tool or fact that follows.
type Row = (
    &'static [&'static [(&'static str, &'static str)]],
    Option<(&'static str, &'static [&'static str])>,
    &'static [&'static str],
    &'static str,
    &'static str,
);

const AB: Option<(&str, &[&str])> = Some(("a", &["a", "b"]));
const DB: &[&str] = &["default", "b"];

#[rustfmt::skip]
const PRECEDENCE: [Row; 22] = [
    (&[], None, &[], "nothing", "none is guessed"),
    (&[ENV, OIDC, ECS, URI], AB, DB, "key of AlibabaCloud",
        "credentials-go: the environment's key beats all (for the aliyun CLI the file does)"),
    (&[BARE, OIDC], AB, &[], "key of Bare", "aliyun CLI: a key without a prefix is one too"),
    (&[BARE, ENV], None, &[], "key of AlibabaCloud", "aliyun CLI: ALIBABA_CLOUD_ first"),
    (&[HALF, BARE], None, &[], "key of Bare", "5.2: families are not mixed, half a pair is none"),
    (&[OIDC, ECS, URI], AB, DB, "OIDC", "credentials-go: after the key, before the files"),
    (&[ECS, URI], AB, DB, "profile a", "credentials-go: current, before the credentials file"),
    (&[NAMED], AB, DB, "profile b", "both: ALIBABA_CLOUD_PROFILE before current"),
    (&[&[("ALIBABACLOUD_PROFILE", "b")]], AB, &[], "profile b", "aliyun CLI: this variable too"),
    (&[&[("ALICLOUD_PROFILE", "b")]], AB, &[], "profile b", "aliyun CLI: this variable too"),
    (&[], Some(("b", &["a", "b"])), DB, "profile b", "both: current need not be the first"),
    (&[], Some(("", &["x", "default"])), &[], "profile default", "aliyun CLI: no current"),
    (&[], Some(("gone", &["x"])), DB, "section default",
        "credentials-go: a profile that is not there does not end the chain"),
    (&[], Some(("", &[])), DB, "section default", "credentials-go: nor does an empty file"),
    (&[ECS, URI], None, DB, "section default", "credentials-go: files before addresses"),
    (&[NAMED, ECS], None, DB, "section b", "credentials-go: ALIBABA_CLOUD_PROFILE"),
    (&[NAMED, ECS], None, &["default"], "ECS", "credentials-go: the named section or none"),
    (&[&[("ALIBABA_CLOUD_CLI_PROFILE_DISABLED", "true")]], AB, DB, "section default",
        "credentials-go: does not read the aliyun CLI's file"),
    (&[&[("ALIBABA_CLOUD_IGNORE_PROFILE", "TRUE")]], AB, DB, "section default", "aliyun CLI"),
    (&[&[("ALIBABACLOUD_IGNORE_PROFILE", "TRUE")]], AB, DB, "section default", "aliyun CLI"),
    (&[ECS, URI], None, &[], "ECS", "credentials-go: before the credentials URI"),
    (&[URI], None, &[], "URI", "credentials-go: last"),
];

fn word(source: &Source) -> String {
    match source {
        Source::Environment(family) => format!("key of {family:?}"),
        Source::EnvironmentOidc => "OIDC".into(),
        Source::CliProfile { name, .. } => format!("profile {name}"),
        Source::CredentialsFile(name) => format!("section {name}"),
        Source::EcsMetadata => "ECS".into(),
        Source::CredentialsUri => "URI".into(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn precedence_is_that_of_the_official_tools() {
    for (of, cli, names, expected, follows) in PRECEDENCE {
        let cli = cli.map(|(current, names)| config(current, names));
        let discovery = found(&of.concat(), cli.as_deref(), Some(&sections(names)));
        let preferred = discovery.preferred().map(|profile| word(&profile.source));
        assert_eq!(preferred.as_deref().unwrap_or("nothing"), expected, "{of:?}: {follows}");
    }
}

#[test]
fn what_stands_before_the_preferred_one_is_told() {
    let broken = r#"{"current": "a", "profiles": [{"name": "a", "mode": "Magic"}]}"#;
    let discovery = found(HALF, Some(broken), Some(&sections(&["default"])));
    let skipped: Vec<_> = discovery.skipped().map(|listed| listed.source.clone()).collect();
    assert_eq!(skipped, [Source::Environment(Family::AlibabaCloud), cli("a")]);
}

#[test]
fn all_is_listed_in_the_order_offered() {
    let imported = "/home/me/work.json";
    let all = [ENV, BARE, OIDC, ECS, URI].concat();
    let discovery = discover(&Findings {
        variables: variables(&all),
        from_shell: true,
        config: Some(file(CONFIG, Some(&config("a", &["b", "a"])))),
        credentials: Some(file(CREDENTIALS, Some(&sections(&["default", "a"])))),
        imported: vec![file(imported, Some(&config("", &["a"])))],
    });
    let sources: Vec<_> = discovery.listed.iter().map(|listed| listed.source.clone()).collect();
    let from_elsewhere = Source::CliProfile { name: "a".into(), file: Some(imported.into()) };
    let expected = [
        Source::Environment(Family::AlibabaCloud),
        Source::Environment(Family::Bare),
        Source::EnvironmentOidc,
        cli("b"),
        cli("a"),
        section("default"),
        section("a"),
        Source::CredentialsUri,
        Source::EcsMetadata,
        from_elsewhere,
    ];
    assert_eq!(sources, expected);
    let files = [CONFIG, CREDENTIALS, imported].map(|file| Place::File(file.into()));
    assert_eq!(discovery.looked[0], Place::Environment);
    assert_eq!(discovery.looked[1..], files);
    assert!(discovery.from_shell && discovery.troubles.is_empty());
}

#[test]
fn a_broken_file_is_told_and_hides_nothing() {
    let discovery = discover(&Findings {
        config: Some(file(CONFIG, Some("{\n\"profiles\": SECRET"))),
        credentials: Some(file(CREDENTIALS, Some(&sections(&["default"])))),
        imported: vec![
            file("/gone.json", None),
            FileText { file: "/x".into(), text: Err(FileProblem::NoPermission) },
        ],
        ..Findings::default()
    });
    let trouble = |file: &str, problem| FileTrouble { file: file.into(), problem };
    let malformed = FileProblem::Malformed { format: "JSON", line: 2 };
    assert_eq!(
        discovery.troubles,
        [
            trouble(CONFIG, malformed),
            trouble("/gone.json", FileProblem::Missing),
            trouble("/x", FileProblem::NoPermission),
        ]
    );
    assert_eq!(discovery.preferred().unwrap().source, section("default"));
}

#[test]
fn a_file_that_a_variable_names_must_be_there() {
    let named = [
        ("ALIBABA_CLOUD_CONFIG_FILE", "/c.json"),
        ("ALIBABA_CLOUD_CREDENTIALS_FILE", "/credentials"),
    ];
    let missing = |file: &str| FileTrouble { file: file.into(), problem: FileProblem::Missing };
    let troubles = found(&named, None, None).troubles;
    assert_eq!(troubles, [missing("/c.json"), missing("/credentials")]);
    assert_eq!(found(&[], None, None).troubles, []);
}

#[test]
fn the_files_are_those_of_the_home_folder_or_the_variables() {
    let files = |of: &[(&str, &str)], home: Option<&str>| {
        let CredentialFiles { config, credentials } = files(&variables(of), home.map(Path::new));
        let text = |file: Option<std::path::PathBuf>| file.map(|file| file.display().to_string());
        (text(config), text(credentials))
    };
    let some = |file: &str| Some(file.to_owned());
    let config = ("ALIBABA_CLOUD_CONFIG_FILE", "/c");
    let credentials = ("ALIBABA_CLOUD_CREDENTIALS_FILE", "/i");
    assert_eq!(files(&[], Some("/home/me")), (some(CONFIG), some(CREDENTIALS)));
    assert_eq!(files(&[config, credentials], Some("/home/me")), (some("/c"), some("/i")));
    assert_eq!(files(&[], None), (None, None));
    assert_eq!(files(&[config], None), (some("/c"), None));
    let off = ("ALIBABA_CLOUD_CLI_PROFILE_DISABLED", "true");
    assert_eq!(files(&[config, off], Some("/home/me")), (None, some(CREDENTIALS)));
    let on = ("ALIBABA_CLOUD_CLI_PROFILE_DISABLED", "false");
    assert_eq!(files(&[on], Some("/home/me")).0, some(CONFIG));
}

/// Where a profile with these fields sends its requests: STS, region, endpoint, inside the VPC.
fn places(of: &[(&str, &str)], fields: &[(&str, &str)]) -> Result<String, ProfileProblem> {
    let mut profile =
        json!({"name": "a", "mode": "AK", "access_key_id": "I", "access_key_secret": "S"});
    for (key, value) in fields {
        profile[*key] = if *value == "true" { json!(true) } else { json!(value) };
    }
    let text = json!({"current": "a", "profiles": [profile]}).to_string();
    let listed = found(of, Some(&text), None).listed.remove(0);
    let places = listed.profile?.places.clone();
    let endpoint = places.endpoint.map_or("-".to_owned(), |endpoint| endpoint.to_string());
    let region = places.region.unwrap_or_else(|| "-".to_owned());
    let network = if places.network == Network::Vpc { "vpc" } else { "internet" };
    Ok(format!("{} {region} {endpoint} {network}", places.sts))
}

const STS_ENDPOINT: &str = "ALIBABA_CLOUD_STS_ENDPOINT";
const STS_REGION: &str = "ALIBABA_CLOUD_STS_REGION";

#[test]
fn requests_go_where_the_profile_says_and_else_where_the_variables_say() {
    let central = "https://sts.aliyuncs.com";
    for (of, fields, expected) in [
        (&[][..], &[][..], format!("{central} - - internet")),
        (
            &[("REGION", "cn-beijing")],
            &[("region_id", "cn-shanghai"), ("endpoint", "cs.cn-shanghai.aliyuncs.com")],
            format!("{central} cn-shanghai https://cs.cn-shanghai.aliyuncs.com internet"),
        ),
        (
            &[("REGION", "cn-beijing"), ("ALIBABA_CLOUD_REGION_ID", "cn-hongkong")],
            &[("region_id", "")],
            format!("{central} cn-hongkong - internet"),
        ),
        (
            &[("REGION", "eu-west-1"), ("REGION_ID", "the other provider's")],
            &[],
            format!("{central} eu-west-1 - internet"),
        ),
        (
            &[("CS_ENDPOINT", "http://127.0.0.1:1"), ("ACK_RAM_TOOL_CS_ENDPOINT", "x.example")],
            &[],
            format!("{central} - http://127.0.0.1:1 internet"),
        ),
        (
            &[("ALIBABA_CLOUD_ENDPOINT", "y.example"), ("CS_ENDPOINT", "x.example")],
            &[],
            format!("{central} - https://y.example internet"),
        ),
        (&[], &[("endpoint_type", "VPC")], format!("{central} - - vpc")),
        (&[], &[("enable_vpc", "true")], format!("{central} - - vpc")),
        (
            &[],
            &[("enable_vpc", "true"), ("endpoint_type", "public")],
            format!("{central} - - internet"),
        ),
        (&[("ALIBABA_CLOUD_ENDPOINT_TYPE", "vpc")], &[], format!("{central} - - vpc")),
        (
            &[("ALIBABA_CLOUD_ENDPOINT_TYPE", "vpc")],
            &[("endpoint_type", "public")],
            format!("{central} - - internet"),
        ),
        (
            &[(STS_ENDPOINT, "http://127.0.0.1:2")],
            &[("sts_endpoint", "http://localhost:3"), ("sts_region", "cn-beijing")],
            "http://localhost:3 - - internet".into(),
        ),
        (
            &[(STS_ENDPOINT, "http://127.0.0.1:2")],
            &[("sts_region", "cn-beijing")],
            "http://127.0.0.1:2 - - internet".into(),
        ),
        (
            &[(STS_REGION, "cn-shanghai")],
            &[("sts_region", "cn-beijing")],
            "https://sts.cn-beijing.aliyuncs.com - - internet".into(),
        ),
        (
            &[(STS_REGION, "cn-shanghai"), ("ALIBABA_CLOUD_VPC_ENDPOINT_ENABLED", "true")],
            &[],
            "https://sts-vpc.cn-shanghai.aliyuncs.com - - internet".into(),
        ),
        (
            &[],
            &[("sts_region", "cn-hangzhou-finance"), ("endpoint_type", "vpc")],
            "https://sts-vpc.cn-hangzhou.aliyuncs.com - - vpc".into(),
        ),
        (&[], &[("region_id", "cn-beijing")], format!("{central} cn-beijing - internet")),
    ] {
        assert_eq!(places(of, fields), Ok(expected), "{of:?} {fields:?}");
    }
}

#[test]
fn a_place_that_is_not_valid_is_told_by_its_key() {
    for key in ["region_id", "sts_region"] {
        for bad in ["CN-Hangzhou", "cn/../x", "evil.example.com#", "-cn", "cn-", "1", "a b"] {
            assert_eq!(places(&[], &[(key, bad)]), Err(ProfileProblem::Invalid(key)), "{bad}");
        }
    }
    for key in ["endpoint", "sts_endpoint"] {
        for bad in ["http://cs.aliyuncs.com", "https://x.example/path", "ftp://127.0.0.1"] {
            assert_eq!(places(&[], &[(key, bad)]), Err(ProfileProblem::Invalid(key)), "{bad}");
        }
    }
    for name in ["ALIBABA_CLOUD_REGION_ID", STS_REGION, STS_ENDPOINT, "CS_ENDPOINT"] {
        let problem = ProfileProblem::Invalid(name);
        assert_eq!(places(&[(name, "a b")], &[]), Err(problem.clone()));
        let discovery = found(&[(name, "a b"), ("ALIBABA_CLOUD_ENDPOINT_TYPE", "vpc")], None, None);
        assert_eq!(discovery.places_problem, Some(problem), "{name}");
        assert_eq!(discovery.places.network, Network::Vpc, "the others count");
    }
}

#[test]
fn a_key_at_hand_goes_where_the_variables_say() {
    let of = [("REGION_ID", "cn-beijing"), (STS_ENDPOINT, "http://127.0.0.1:2")];
    let discovery = found(&of, None, None);
    assert_eq!(discovery.places.region.as_deref(), Some("cn-beijing"));
    assert_eq!(discovery.places.sts.as_str(), "http://127.0.0.1:2");
    assert_eq!(discovery.places_problem, None);
}

#[test]
fn five_hundred_profiles_in_chains_are_all_found() {
    let profile = |n: usize| match n % 5 {
        0 => json!({"name": n.to_string(), "access_key_id": "I", "access_key_secret": "S"}),
        _ => json!({"name": n.to_string(), "mode": "ChainableRamRoleArn",
            "source_profile": (n - 1).to_string(), "ram_role_arn": "R"}),
    };
    // The last first, so that each chain leads forward through the file.
    let profiles: Vec<_> = (0..500).rev().map(profile).collect();
    let text = json!({"current": "499", "profiles": profiles}).to_string();
    let discovery = found(&[], Some(&text), None);
    assert_eq!(discovery.listed.iter().filter(|listed| listed.profile.is_ok()).count(), 500);
    assert_eq!(discovery.preferred().unwrap().source, cli("499"));
}

const MARK: &str = "MARKED";

/// A text that may stand where a secret stands.
fn secret() -> impl Strategy<Value = serde_json::Value> {
    prop_oneof![
        Just(json!(MARK)),
        Just(json!(format!("{MARK} with\u{200b}space"))),
        Just(json!([MARK])),
        Just(json!({ MARK: MARK })),
        any::<i64>().prop_map(|number| json!(number)),
        Just(json!(null)),
    ]
}

fn mode() -> impl Strategy<Value = serde_json::Value> {
    let words = crate::core::profile::Mode::ALL.map(|mode| json!(mode.as_str()));
    prop_oneof![prop::sample::select(words.to_vec()), Just(json!(null)), Just(json!(7))]
}

const SECRETS: [&str; 8] = [
    "access_key_secret",
    "sts_token",
    "access_token",
    "private_key",
    "bearer_token",
    "oauth_refresh_token",
    "later",
    "process_command",
];

fn hold_nothing(discovery: &Discovery) {
    let mut told = format!("{discovery:?} {discovery:#?}");
    for listed in &discovery.listed {
        if let Err(problem) = &listed.profile {
            told += &problem.to_string();
        }
    }
    for trouble in &discovery.troubles {
        told += &trouble.problem.to_string();
    }
    assert!(!told.contains(MARK), "a secret is told");
}

proptest! {
    #[test]
    fn nothing_that_is_told_holds_a_secret(
        mode in mode(),
        secrets in prop::collection::vec(secret(), SECRETS.len()),
        cut in 0_usize..2000,
    ) {
        let mut profile = json!({
            "name": "a", "mode": mode, "access_key_id": "LTAI5tExampleKey0001", "key_pair_name": "k",
            "sts_expiration": 1_800_000_000, "ram_role_arn": "R", "source_profile": "a",
            "ram_role_name": "R", "credentials_uri": "https://x.example/",
            "oidc_provider_arn": "P", "oidc_token_file": "F", "cloud_sso_sign_in_url":
            "https://x.example/", "cloud_sso_account_id": "1", "cloud_sso_access_config": "c",
        });
        for (key, secret) in SECRETS.iter().zip(secrets) {
            profile[*key] = secret;
        }
        let mut text = json!({"current": "a", "profiles": [profile, MARK]}).to_string();
        let section = format!("[a]\ntype=sts\naccess_key_id=I\naccess_key_secret={MARK}\nsts_token={MARK}\n");
        let of = [
            ("ACCESS_KEY_ID", "I"), ("ACCESS_KEY_SECRET", MARK), ("SECURITY_TOKEN", MARK),
            ("ALICLOUD_SECRET_KEY", MARK),
        ];
        hold_nothing(&found(&of, Some(&text), Some(&format!("{section}{MARK}"))));
        // A file that was cut off in the middle.
        text.truncate(text.floor_char_boundary(cut));
        hold_nothing(&found(&of, Some(&text), Some(&section)));
    }
}
