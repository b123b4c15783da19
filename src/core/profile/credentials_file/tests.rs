//! The SDKs' credentials file: what stands there counts to the last character.

use secrecy::ExposeSecret as _;

use super::read;
use crate::core::acs::CredentialsError;
use crate::core::profile::{
    FileProblem, Listed, Mode, ProfileProblem, Recipe, Role, Source, Variables,
};

fn listed(text: &str) -> Vec<Listed> {
    read(text, &Variables::default()).unwrap()
}

fn recipe(text: &str) -> Result<Recipe, ProfileProblem> {
    let profile = listed(&format!("[default]\n{text}")).remove(0).profile?;
    Ok(profile.recipe.clone())
}

fn key(text: &str) -> (String, String, Option<String>) {
    let Ok(Recipe::Key(key)) = recipe(text) else { panic!("no key in {text}") };
    let token = key.security_token().map(|token| token.expose_secret().to_owned());
    (key.access_key_id().to_owned(), key.access_key_secret().expose_secret().to_owned(), token)
}

#[test]
fn nothing_of_a_secret_is_cut_off_or_unescaped() {
    for secret in [
        r"a#b;c\d=e:f",
        "#leading",
        ";leading",
        r"trailing\",
        r"\n\t\x41",
        "=x==",
        ":x",
        "a\"b'c",
        "[x]",
        "\"\"\"",
    ] {
        for (before, after) in [("=", ""), (" = ", ""), (":", ""), ("=\t", " "), ("= ", "  # note")]
        {
            let text = format!(
                "type=sts\naccess_key_id=I\naccess_key_secret{before}{secret}{after}\nsts_token=T"
            );
            let expected = ("I".to_owned(), secret.to_owned(), Some("T".to_owned()));
            assert_eq!(key(&text), expected, "{text}");
        }
    }
}

#[test]
fn a_comment_and_quotes_are_no_part_of_a_value() {
    let text = "type = access_key # the usual\naccess_key_id = \"I\" ; mine\n\
                # access_key_secret = no\n  ; sts_token = no\naccess_key_secret = 'S'";
    assert_eq!(key(text), ("I".to_owned(), "S".to_owned(), None));
    let Ok(Recipe::External(external)) =
        recipe("type=external\nprocess_command = \"a b\" # \"c;d\"")
    else {
        panic!("no program");
    };
    assert_eq!(external.command, "\"a b\" # \"c;d\"");
}

#[test]
fn every_type_becomes_its_mode() {
    let role = "role_arn=acs:ram::1:role/x\nrole_session_name=me";
    let base = "access_key_id=I\naccess_key_secret=S";
    let oidc = "oidc_provider_arn=P\noidc_token_file_path=/run/a b";
    for (text, mode) in [
        (format!("type=access_key\n{base}\nsts_token=T"), Mode::Ak),
        (format!("type=sts\n{base}\nsts_token=T"), Mode::StsToken),
        (format!("type=sts\n{base}\nsecurity_token=T"), Mode::StsToken),
        ("type=ecs_ram_role\nrole_name=R".into(), Mode::EcsRamRole),
        (format!("type=ram_role_arn\n{base}\n{role}"), Mode::RamRoleArn),
        (format!("type=oidc_role_arn\n{oidc}\n{role}"), Mode::Oidc),
        ("type=credentials_uri\ncredentials_uri=https://x.example/".into(), Mode::CredentialsUri),
        ("type=external\nprocess_command=prog".into(), Mode::External),
    ] {
        let listed = listed(&format!("[x]\nlater=1\n{text}\n")).remove(0);
        assert_eq!(listed.mode, Some(mode), "{text}");
        let profile = listed.profile.unwrap();
        assert_eq!((profile.mode, profile.source.name()), (mode, Some("x")));
    }
    assert_eq!(key(&format!("type=access_key\n{base}\nsts_token=T")).2, None);
    assert_eq!(key(&format!("type=sts\n{base}\nsecurity_token=T")).2.as_deref(), Some("T"));
}

#[test]
fn a_role_has_its_policy_whole_and_the_time_of_the_sdks() {
    let text = "type=ram_role_arn\naccess_key_id=I\naccess_key_secret=S\nrole_arn=R\n\
                policy={\"Version\": \"1\", \"a\": [\"b # c\"]}";
    let Ok(Recipe::AssumeRole { role, .. }) = recipe(text) else { panic!("no role") };
    assert_eq!(role.policy.as_deref(), Some("{\"Version\": \"1\", \"a\": [\"b # c\"]}"));
    assert_eq!((role.arn.as_str(), role.seconds), ("R", Role::DEFAULT_SECONDS));
}

#[test]
fn what_is_missing_is_told_in_the_words_of_the_file() {
    let missing = ProfileProblem::Missing;
    let base = "access_key_id=I\naccess_key_secret=S";
    let role = format!("type=ram_role_arn\n{base}");
    let oidc = "type=oidc_role_arn\noidc_provider_arn=P";
    for (text, problem) in [
        ("", missing("type")),
        ("type=", missing("type")),
        ("type=magic", ProfileProblem::UnknownMode),
        ("type=bearer", ProfileProblem::Unsupported(Mode::BearerToken)),
        ("type=rsa_key_pair", ProfileProblem::Unsupported(Mode::RsaKeyPair)),
        ("type=access_key\naccess_key_id=I", missing("access_key_secret")),
        ("type=access_key\naccess_key_secret=I", missing("access_key_id")),
        (&format!("type=sts\n{base}"), missing("sts_token")),
        (&role, missing("role_arn")),
        (
            &format!("{role}\nrole_arn=R\nrole_session_name=x"),
            ProfileProblem::Invalid("role_session_name"),
        ),
        (oidc, missing("oidc_token_file_path")),
        ("type=credentials_uri", missing("credentials_uri")),
        ("type=external", missing("process_command")),
        (
            "type=access_key\naccess_key_id=I\naccess_key_secret=a b",
            ProfileProblem::Key(CredentialsError::BadCharacter("AccessKey secret")),
        ),
    ] {
        assert_eq!(recipe(text).unwrap_err(), problem, "{text}");
    }
}

#[test]
fn sections_keep_their_order_and_a_second_of_a_name_is_told() {
    let text = "\u{feff}# mine\r\n[b]\r\ntype = access_key\r\naccess_key_id = I\r\n\
                access_key_secret = S\r\n\r\n [ a ] ; note\r\ntype=access_key\r\n[b]\r\n";
    let listed = listed(text);
    let told: Vec<_> = listed
        .iter()
        .map(|listed| (listed.source.clone(), listed.profile.as_ref().err().cloned()))
        .collect();
    let section = |name: &str| Source::CredentialsFile(name.to_owned());
    let missing = ProfileProblem::Missing("access_key_id");
    assert_eq!(
        told,
        [
            (section("b"), None),
            (section("a"), Some(missing)),
            (section("b"), Some(ProfileProblem::Duplicate)),
        ]
    );
}

#[test]
fn a_line_that_is_none_is_told_by_its_place() {
    let malformed = |line| Some(FileProblem::Malformed { format: "INI", line });
    for (text, problem) in [
        ("[a]\r\ntype=sts\r\nSECRET\r\n", malformed(3)),
        ("[a\n", malformed(1)),
        ("\n[]\n", malformed(2)),
        ("[a] b\n", malformed(1)),
        ("[a]\n=x\n", malformed(2)),
        ("type=sts\n", Some(FileProblem::NoProfiles)),
        ("", None),
        ("# nothing\n\n", None),
        ("[a]", None),
    ] {
        assert_eq!(read(text, &Variables::default()).err(), problem, "{text:?}");
    }
}

proptest::proptest! {
    #[test]
    fn no_text_makes_the_reader_panic(text in "(\\[|\\]|=|:|#|;|\"|'|\\\\|type|sts|a|é| |\r|\n)*") {
        drop(read(&text, &Variables::default()));
    }
}
