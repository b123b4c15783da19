//! Where credentials come from, seen from outside: a home folder with files in it, variables, and
//! what the program makes of them.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use ack_kubeconfig::demo::{
    ACCOUNT_ID, OIDC_PROVIDER_ARN, OIDC_TOKEN, ROLE_ID, SSO_ACCESS_CONFIG, SSO_ACCESS_TOKEN,
    USER_ID,
};
use secrecy::ExposeSecret as _;
use serde_json::{Value, json};

use super::support::{Ack, code, program, run, text};

/// A home folder whose files belong to the aliyun CLI and the SDKs.
struct Home {
    ack: Ack,
    folder: tempfile::TempDir,
}

impl Home {
    fn new() -> Self {
        Self { ack: Ack::start(), folder: tempfile::tempdir().unwrap() }
    }

    fn path(&self) -> &Path {
        self.folder.path()
    }

    fn write(&self, file: &str, text: &str) {
        let path = self.path().join(file);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    fn config(&self, current: &str, profiles: &[Value]) {
        let config = json!({ "current": current, "profiles": profiles });
        self.write(".aliyun/config.json", &config.to_string());
    }

    /// A profile with the key of the demo's RAM user, and these members.
    fn with_key(&self, name: &str, mode: &str, members: &Value) -> Value {
        let key = self.ack.demo.credentials();
        let mut profile = json!({
            "name": name,
            "mode": mode,
            "access_key_id": key.access_key_id(),
            "access_key_secret": key.access_key_secret().expose_secret(),
        });
        for (name, value) in members.as_object().unwrap() {
            profile[name] = value.clone();
        }
        profile
    }

    /// The program in this home; nothing but the embedded services is asked.
    fn program(&self) -> Command {
        let demo = &self.ack.demo;
        let mut program = program();
        program.env("HOME", self.path());
        program.env("ALIBABA_CLOUD_STS_ENDPOINT", demo.endpoint().as_str());
        program.env("ALIBABA_CLOUD_ENDPOINT", demo.endpoint().as_str());
        program.env("ACK_KUBECONFIG_IMDS_ENDPOINT", demo.metadata_address());
        program
    }

    fn whoami(&self, change: impl FnOnce(&mut Command)) -> Value {
        let mut program = self.program();
        program.args(["whoami", "--output", "json"]);
        change(&mut program);
        let output = run(&mut program);
        assert_eq!(code(&output), 0, "{}", text(&output.stderr));
        serde_json::from_slice(&output.stdout).unwrap()
    }

    /// The identity in the kubeconfig that a profile gets.
    fn get_as(&self, profile: &str) -> String {
        let output = run(self.program().args(["get", self.ack.id(), "--profile", profile]));
        assert_eq!(code(&output), 0, "{profile}: {}", text(&output.stderr));
        let config = text(&output.stdout);
        let (_, context) = config.split_once("current-context: ").unwrap();
        context.split('-').next().unwrap().to_owned()
    }
}

fn fails(output: &Output, expected: i32, said: &[&str]) {
    let errors = text(&output.stderr);
    assert_eq!(code(output), expected, "{errors}");
    for part in said {
        assert!(errors.contains(part), "{part} is not in: {errors}");
    }
    assert!(output.stdout.is_empty(), "{}", text(&output.stdout));
}

/// One profile of each mode that gives credentials.
fn every_mode(home: &Home) -> Vec<Value> {
    let demo = &home.ack.demo;
    let role = json!({ "ram_role_arn": demo.role_arn(), "ram_session_name": "me@desk" });
    let temporary = demo.sts_credentials();
    let token = home.path().join("oidc token");
    fs::write(&token, OIDC_TOKEN).unwrap();
    let user = demo.credentials();
    let printed = json!({
        "mode": "AK",
        "access_key_id": user.access_key_id(),
        "access_key_secret": user.access_key_secret().expose_secret(),
    });
    home.write("key.json", &printed.to_string());
    let sts = json!({
        "access_key_id": temporary.access_key_id(),
        "access_key_secret": temporary.access_key_secret().expose_secret(),
        "sts_token": temporary.security_token().unwrap().expose_secret(),
        "sts_expiration": 4_102_444_800_i64,
    });
    let cached = |name: &str, mode: &str| {
        let mut profile = sts.clone();
        profile["name"] = name.into();
        profile["mode"] = mode.into();
        profile
    };
    vec![
        home.with_key("ak", "AK", &json!({})),
        cached("sts", "StsToken"),
        home.with_key("role", "ramrolearn", &role),
        json!({ "name": "chained", "mode": "ChainableRamRoleArn", "source_profile": "ak",
                "ram_role_arn": demo.role_arn(), "ram_session_name": "me" }),
        json!({ "name": "ecs", "mode": "EcsRamRole", "ram_role_name": "" }),
        json!({ "name": "oidc", "mode": "OIDC", "oidc_provider_arn": OIDC_PROVIDER_ARN,
                "oidc_token_file": token, "ram_role_arn": demo.role_arn(),
                "ram_session_name": "me" }),
        json!({ "name": "external", "mode": "External",
                "process_command": format!("cat '{}'", home.path().join("key.json").display()) }),
        json!({ "name": "uri", "mode": "CredentialsURI", "credentials_uri": demo.credentials_uri() }),
        json!({ "name": "sso", "mode": "CloudSSO", "cloud_sso_sign_in_url": demo.sso_sign_in_url(),
                "cloud_sso_account_id": ACCOUNT_ID, "cloud_sso_access_config": SSO_ACCESS_CONFIG,
                "access_token": SSO_ACCESS_TOKEN,
                "cloud_sso_access_token_expire": 4_102_444_800_i64 }),
        cached("oauth", "OAuth"),
    ]
}

#[test]
fn a_profile_of_every_mode_gets_the_kubeconfig_of_its_identity() {
    let home = Home::new();
    home.config("ak", &every_mode(&home));
    for (profile, identity) in [
        ("ak", USER_ID),
        ("sts", ROLE_ID),
        ("role", ROLE_ID),
        ("chained", ROLE_ID),
        ("ecs", ROLE_ID),
        ("oidc", ROLE_ID),
        ("external", USER_ID),
        ("uri", ROLE_ID),
        ("sso", ROLE_ID),
        ("oauth", ROLE_ID),
    ] {
        assert_eq!(home.get_as(profile), identity, "{profile}");
    }
}

#[test]
fn whoami_tells_identity_source_and_mode_and_no_secret() {
    let home = Home::new();
    home.config("role", &every_mode(&home));
    let who = home.whoami(|_| {});
    assert_eq!(who["account_id"], ACCOUNT_ID);
    assert_eq!(who["identity_type"], "AssumedRoleUser");
    assert_eq!(who["name"], "ack-operator");
    assert_eq!(who["role_id"], ROLE_ID);
    assert_eq!(who["source"], json!({ "kind": "aliyun-cli", "name": "role" }));
    assert_eq!(who["mode"], "RamRoleArn");
    assert_eq!(who["temporary"], true);
    assert!(who["expiration"].as_str().unwrap().ends_with('Z'));
    assert_eq!(who["endpoint"], home.ack.demo.endpoint().as_str());

    let who = home.whoami(|program| {
        program.args(["--profile", "ak", "--region", "cn-beijing"]);
    });
    assert_eq!(who["identity_type"], "RAMUser");
    assert_eq!((&who["name"], &who["user_id"]), (&json!("dev-ops"), &json!(USER_ID)));
    assert_eq!(who["access_key_id"], "LTAI5t••••••••0001");
    assert_eq!((&who["temporary"], &who["expiration"]), (&json!(false), &Value::Null));
    assert_eq!(who["endpoint"], "https://cs.cn-beijing.aliyuncs.com");

    let output = run(home.program().args(["whoami", "--profile", "role"]));
    let table = text(&output.stdout);
    for part in
        ["ack-operator (RAM role)", ACCOUNT_ID, "role (aliyun CLI profile)", "in 60 minutes"]
    {
        assert!(table.contains(part), "{part}: {table}");
    }
    let secret = home.ack.demo.credentials().access_key_secret().expose_secret();
    assert!(!table.contains(secret));
}

#[test]
fn variables_stand_before_files_and_a_profile_that_is_named_before_both() {
    let home = Home::new();
    home.config("ak", &every_mode(&home));
    let key = home.ack.demo.sts_credentials();
    let kind = |change: &dyn Fn(&mut Command)| {
        let who = home.whoami(|program| change(program));
        (who["source"]["kind"].clone(), who["source"]["name"].clone())
    };
    let variables = |program: &mut Command| {
        program.env("ALIBABA_CLOUD_ACCESS_KEY_ID", key.access_key_id());
        let secret = key.access_key_secret().expose_secret();
        program.env("ALIBABA_CLOUD_ACCESS_KEY_SECRET", secret);
        let token = key.security_token().unwrap().expose_secret();
        program.env("ALIBABA_CLOUD_SECURITY_TOKEN", token);
    };
    assert_eq!(kind(&|_| {}), (json!("aliyun-cli"), json!("ak")));
    assert_eq!(kind(&variables), (json!("environment"), Value::Null));
    let named = kind(&|program| {
        variables(program);
        program.args(["--profile", "uri"]);
    });
    assert_eq!(named, (json!("aliyun-cli"), json!("uri")));
    let by_variable = kind(&|program| {
        program.env("ALIBABA_CLOUD_PROFILE", "oidc");
    });
    assert_eq!(by_variable, (json!("aliyun-cli"), json!("oidc")));
    // Half of a key is no key, and is told.
    let output = run(home.program().arg("whoami").env("ALIBABA_CLOUD_ACCESS_KEY_ID", "LTAI5tX"));
    assert_eq!(code(&output), 0);
    assert!(text(&output.stderr).contains("ALIBABA_CLOUD_ACCESS_KEY_SECRET"), "{output:?}");
}

#[test]
fn a_section_of_the_credentials_file_is_a_profile_too() {
    let home = Home::new();
    let key = home.ack.demo.credentials();
    let secret = key.access_key_secret().expose_secret();
    home.write(
        ".alibabacloud/credentials",
        &format!(
            "\u{feff}[default]\r\ntype = access_key\r\naccess_key_id = {id}\r\n\
             access_key_secret = {secret}\r\n\r\n[acting]\r\ntype = ram_role_arn\r\n\
             access_key_id = {id}\r\naccess_key_secret = {secret}\r\nrole_arn = {role}\r\n\
             role_session_name = me\r\n",
            id = key.access_key_id(),
            role = home.ack.demo.role_arn(),
        ),
    );
    let who = home.whoami(|_| {});
    assert_eq!(who["source"], json!({ "kind": "credentials-file", "name": "default" }));
    assert_eq!(home.get_as("acting"), ROLE_ID);
}

#[test]
fn with_nothing_found_it_is_told_where_it_was_looked() {
    let folder = tempfile::tempdir().unwrap();
    for command in [&["whoami"][..], &["get", "c5b5"]] {
        let output = run(program().args(command).env("HOME", folder.path()));
        let config = folder.path().join(".aliyun/config.json");
        let credentials = folder.path().join(".alibabacloud/credentials");
        let [config, credentials] = [config, credentials].map(|path| path.display().to_string());
        fails(&output, 3, &["no credentials found", "environment", &config, &credentials]);
    }
}

#[test]
fn an_unknown_profile_lists_the_known_ones() {
    let home = Home::new();
    home.config("ak", &[home.with_key("ak", "AK", &json!({})), json!({"name": "b", "mode": "AK"})]);
    let output = run(home.program().args(["get", home.ack.id(), "--profile", "nobody"]));
    fails(&output, 3, &["there is no profile nobody", "ak, b"]);
}

#[test]
fn what_is_broken_is_told_by_name_and_hides_nothing() {
    let home = Home::new();
    let marked = "MARKED-SECRET";
    let broken = json!({ "name": "half", "mode": "AK", "access_key_secret": marked });
    let typed =
        json!({ "name": "typed", "mode": "AK", "access_key_id": 7, "access_key_secret": marked });
    let rsa =
        json!({ "name": "rsa", "mode": "RsaKeyPair", "private_key": marked, "key_pair_name": "x" });
    home.config("half", &[broken, typed, rsa, home.with_key("ak", "AK", &json!({}))]);
    for (profile, said) in [
        ("half", "access_key_id is missing"),
        ("typed", "access_key_id is not text"),
        ("rsa", "RsaKeyPair is not supported, because"),
    ] {
        let output = run(home.program().args(["whoami", "--profile", profile]));
        fails(&output, 3, &[profile, said]);
        assert!(!text(&output.stderr).contains(marked));
    }
    assert_eq!(home.get_as("ak"), USER_ID);
    // The current profile is the broken one: nothing else is taken in its place unseen.
    let output = run(home.program().arg("whoami"));
    fails(&output, 3, &["half", "access_key_id is missing"]);

    home.write(".aliyun/config.json", &format!("{{\n  \"profiles\": [\n    {marked}\n"));
    let output = run(home.program().arg("whoami"));
    fails(&output, 3, &["config.json", "line 3"]);
    assert!(!text(&output.stderr).contains(marked));
}

#[test]
fn a_profile_says_where_its_requests_go() {
    let home = Home::new();
    let endpoint = home.ack.demo.endpoint().as_str().to_owned();
    let own = json!({ "endpoint": endpoint, "sts_endpoint": endpoint, "region_id": "cn-hangzhou" });
    home.config("ak", &[home.with_key("ak", "AK", &own)]);
    let mut bare = program();
    bare.env("HOME", home.path()).args(["get", home.ack.id()]);
    let output = run(&mut bare);
    assert_eq!(code(&output), 0, "{}", text(&output.stderr));

    let inside =
        json!({ "endpoint_type": "vpc", "region_id": "cn-hangzhou", "sts_endpoint": endpoint });
    home.config("ak", &[home.with_key("ak", "AK", &inside)]);
    let mut bare = program();
    bare.env("HOME", home.path()).args(["whoami", "--output", "json"]);
    let who: Value = serde_json::from_slice(&run(&mut bare).stdout).unwrap();
    assert_eq!(who["endpoint"], "https://cs-anony-vpc.cn-hangzhou.aliyuncs.com");
}

#[test]
fn a_program_that_gives_no_credentials_is_told_with_what_it_said() {
    let home = Home::new();
    let external = |name: &str, command: &str| json!({ "name": name, "mode": "External", "process_command": command });
    home.config(
        "fails",
        &[
            external("fails", "sh -c 'echo \"sign in first\" >&2; exit 4'"),
            external("missing", "no-such-program-anywhere --x"),
            external("nonsense", "echo MARKED-OUTPUT"),
        ],
    );
    for (profile, said) in [
        ("fails", &["exit code 4", "sign in first"][..]),
        ("missing", &["no-such-program-anywhere", "PATH"]),
        ("nonsense", &["not a JSON object"]),
    ] {
        let output = run(home.program().args(["whoami", "--profile", profile]));
        fails(&output, 3, said);
        assert!(!text(&output.stderr).contains("MARKED-OUTPUT"));
    }
    let forbidden = home
        .program()
        .args(["whoami", "--profile", "fails"])
        .env("ALIBABA_CLOUD_DISABLE_EXTERNAL_PROCESS", "1")
        .output()
        .unwrap();
    fails(&forbidden, 3, &["ALIBABA_CLOUD_DISABLE_EXTERNAL_PROCESS"]);
}

#[test]
fn an_ended_sign_in_names_the_command_that_renews_it() {
    let home = Home::new();
    let ended = home.with_key("my sso", "CloudSSO", &json!({
        "sts_token": "x", "sts_expiration": 1_000_000_000, "cloud_sso_sign_in_url": "https://signin.example.com",
        "cloud_sso_account_id": ACCOUNT_ID, "cloud_sso_access_config": SSO_ACCESS_CONFIG,
    }));
    home.config("my sso", &[ended]);
    let output = run(home.program().args(["get", home.ack.id()]));
    fails(&output, 3, &["aliyun configure --profile 'my sso' --mode CloudSSO"]);
}

#[test]
fn a_role_that_may_not_be_assumed_is_no_key_and_an_sts_that_is_away_is_the_network() {
    let home = Home::new();
    let role =
        json!({ "ram_role_arn": home.ack.demo.partner_role_arn(), "ram_session_name": "me" });
    home.config("role", &[home.with_key("role", "RamRoleArn", &role)]);
    let output = run(home.program().arg("whoami"));
    fails(&output, 3, &["NoPermission", "trust policy"]);
    let mut away = home.program();
    away.env("ALIBABA_CLOUD_STS_ENDPOINT", "http://127.0.0.1:1").arg("whoami");
    fails(&run(&mut away), 6, &["127.0.0.1:1"]);
}

#[test]
fn whoever_only_asks_leaves_the_settings_where_they_are() {
    let home = Home::new();
    home.config("own", &[home.with_key("own", "AK", &json!({}))]);
    for settings in ["theme: [", "version: 99\n"] {
        home.write(".config/ack-kubeconfig/settings.yaml", settings);
        let output = run(home.program().arg("whoami"));
        assert_eq!(code(&output), 0, "{}", text(&output.stderr));
        let left = fs::read_to_string(home.path().join(".config/ack-kubeconfig/settings.yaml"));
        assert_eq!(left.unwrap(), settings);
    }
}

#[test]
fn a_profiles_name_commands_no_terminal() {
    let home = Home::new();
    let name = "a\u{1b}[31m\u{202e}b";
    home.config(name, &[home.with_key(name, "AK", &json!({}))]);
    let output = run(home.program().args(["whoami", "--output", "json"]));
    let told = text(&output.stdout);
    assert!(told.contains("a\\u001b[31m\\u202eb"), "{told}");
    let output = run(home.program().args(["whoami", "--profile", "x\u{202e}y"]));
    let told = text(&output.stderr);
    assert!(!told.contains(['\u{1b}', '\u{202e}']) && told.contains("a□[31m□b"), "{told}");
}
