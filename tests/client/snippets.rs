//! What the program makes of a call for other tools is run: the script with curl, and the code with
//! the official SDKs for Python and TypeScript, against the embedded ACK.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::process::Output;

use ack_kubeconfig::core::acs::sign::hash;
use ack_kubeconfig::core::acs::snippets::{Call, Form};
use ack_kubeconfig::core::acs::{
    ApiServerEndpoint, Credentials, Scheme, SchemeChoice, TemporaryDuration,
};
use ack_kubeconfig::core::session::Question;
use secrecy::{ExposeSecret, SecretString};
use tokio::process::Command;
use tokio::time::timeout;

use super::support::{DEADLINE, Rig, typed};

/// Where `./test` puts the SDKs.
fn tools() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("target/tools")
}

/// A program of an SDK's surroundings, which must be there.
fn tool(path: &str) -> PathBuf {
    let path = tools().join(path);
    assert!(path.exists(), "missing: {}; ./test puts it there", path.display());
    path
}

/// Asks by the worker, and gives the same call in another form.
async fn asked(rig: &mut Rig, question: &Question, form: Form) -> String {
    let fetched = rig.ask(question).await.unwrap();
    let record = fetched.exchange.record.as_ref().unwrap();
    let scheme = record.last().unwrap().sent.scheme;
    let call = Call { get: &question.get, endpoint: &record.endpoint, scheme, region: None };
    form.write(&call)
}

/// A command with nothing of this process's surroundings but the key.
fn with_key(program: impl AsRef<std::ffi::OsStr>, key: &Credentials) -> Command {
    let mut command = Command::new(program);
    command.env_clear().env("PATH", std::env::var_os("PATH").unwrap()).kill_on_drop(true);
    command.env("ALIBABA_CLOUD_ACCESS_KEY_ID", key.access_key_id());
    command.env("ALIBABA_CLOUD_ACCESS_KEY_SECRET", key.access_key_secret().expose_secret());
    let token = key.security_token().map(ExposeSecret::expose_secret);
    command.envs(token.map(|token| ("ALIBABA_CLOUD_SECURITY_TOKEN", token)));
    command
}

async fn run(command: &mut Command) -> Output {
    timeout(DEADLINE, command.output()).await.unwrap().unwrap()
}

async fn printed(command: &mut Command) -> String {
    let output = run(command).await;
    let told = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{told}{}", String::from_utf8_lossy(&output.stdout));
    String::from_utf8(output.stdout).unwrap()
}

/// Both kinds of key that the embedded ACK knows.
fn keys(rig: &Rig) -> [Credentials; 2] {
    [rig.demo.credentials().clone(), rig.demo.sts_credentials()]
}

/// The last two requests asked for the same, and both were accepted.
fn hold_same_call(rig: &Rig, config: &str) {
    let requests = rig.demo.requests();
    let [ours, theirs] = requests.last_chunk().unwrap();
    assert!(ours.accepted && theirs.accepted);
    assert_eq!(ours.path(), theirs.path());
    for name in ["PrivateIpAddress", "TemporaryDurationMinutes"] {
        // The SDK for Python writes `True`.
        let value = theirs.parameter(name).map(|value| value.to_lowercase());
        assert_eq!(ours.parameter(name), value, "{name}");
    }
    assert!(config.contains(rig.demo.clusters()[0].id.as_str()), "no kubeconfig: {config}");
}

fn temporary(mut question: Question) -> Question {
    question.get.api_server = ApiServerEndpoint::Private;
    question.get.duration = Some(TemporaryDuration::from_minutes(90).unwrap());
    question
}

#[tokio::test]
async fn the_script_with_curl_gets_the_same_by_both_schemes_and_with_both_kinds_of_key() {
    let mut rig = Rig::new().await;
    for scheme in [Scheme::Roa, Scheme::Acs3] {
        for key in keys(&rig) {
            let choice = SchemeChoice::Only(scheme);
            let question =
                Question { profile: typed(&key), scheme: choice, ..temporary(rig.question()) };
            let script = asked(&mut rig, &question, Form::Curl).await;
            let answer = printed(with_key("sh", &key).args(["-c", &script])).await;
            let answer: serde_json::Value = serde_json::from_str(&answer).unwrap();
            hold_same_call(&rig, answer["config"].as_str().unwrap());
            assert_eq!(rig.demo.requests().last().unwrap().scheme, Some(scheme));
        }
    }
}

#[tokio::test]
async fn the_script_with_curl_fails_when_the_service_refuses_and_shows_what_it_says() {
    let mut rig = Rig::new().await;
    let question = rig.question();
    let script = asked(&mut rig, &question, Form::Curl).await;
    let id = rig.demo.credentials().access_key_id();
    let wrong = Credentials::new(id, &SecretString::from("Wrong"), None).unwrap();
    let output = run(with_key("sh", &wrong).args(["-c", &script])).await;
    assert_eq!(output.status.code(), Some(22));
    assert!(String::from_utf8_lossy(&output.stdout).contains("SignatureDoesNotMatch"));
    let without =
        run(Command::new("sh").args(["-c", &script]).env_clear().env("PATH", "/usr/bin:/bin"))
            .await;
    assert!(!without.status.success());
    assert!(String::from_utf8_lossy(&without.stderr).contains("ALIBABA_CLOUD_ACCESS_KEY_ID"));
}

/// Keys shorter than the hash's block, as long, and longer, which are hashed first.
#[tokio::test]
async fn the_scripts_hmac_is_that_of_the_rfc_for_keys_of_every_length() {
    let mut rig = Rig::new().await;
    let question = rig.question();
    let script = asked(&mut rig, &question, Form::Curl).await;
    let (_, functions) = script.split_once("\nhex()").unwrap();
    let (functions, _) = functions.split_once("\nheaders=").unwrap();
    for length in [1, 63, 64, 65, 200] {
        let key = "K%\\".chars().cycle().take(length).collect::<String>();
        let sums = format!(
            "secret=$1\nhex(){functions}\nprintf %s text | hmac sha1 | hex\n\
             echo\nprintf %s text | hmac sha256 | hex"
        );
        let sums = printed(Command::new("bash").args(["-c", &sums, "bash", &key])).await;
        let (key, text) = (key.as_bytes(), b"text");
        let expected = [&hash::hmac_sha1(key, text)[..], &hash::hmac_sha256(key, text)[..]];
        assert_eq!(sums, expected.map(hash::hex).join("\n"), "{length}");
    }
}

/// Programs under their own names that write down how they were called, and do their work.
fn listening_programs(folder: &Path) -> PathBuf {
    let log = folder.join("calls");
    for name in ["curl", "openssl", "od", "tr", "sort", "cut", "paste", "date"] {
        let wrapper = format!(
            "#!/bin/sh\nprintf '%s\\n' \"{name} $*\" >>'{}'\nPATH=/usr/bin:/bin exec {name} \"$@\"\n",
            log.display()
        );
        let file = folder.join(name);
        fs::write(&file, wrapper).unwrap();
        fs::set_permissions(&file, fs::Permissions::from_mode(0o755)).unwrap();
    }
    log
}

#[tokio::test]
async fn the_script_with_curl_has_no_secret_on_a_command_line() {
    let mut rig = Rig::new().await;
    let key = rig.demo.sts_credentials();
    let folder = tempfile::tempdir().unwrap();
    let log = listening_programs(folder.path());
    for scheme in [Scheme::Roa, Scheme::Acs3] {
        let choice = SchemeChoice::Only(scheme);
        let question = Question { profile: typed(&key), scheme: choice, ..rig.question() };
        let script = asked(&mut rig, &question, Form::Curl).await;
        let path = format!("{}:/usr/bin:/bin", folder.path().display());
        printed(with_key("sh", &key).args(["-c", &script]).env("PATH", path)).await;
    }
    let calls = fs::read_to_string(log).unwrap();
    assert_eq!(calls.lines().filter(|call| call.starts_with("curl ")).count(), 2, "{calls}");
    let authorization =
        rig.demo.requests().last().unwrap().header("authorization").unwrap().to_owned();
    let signature = authorization.rsplit('=').next().unwrap();
    let secrets = key.secrets().into_iter().map(ExposeSecret::expose_secret);
    for secret in secrets.chain([signature]) {
        assert!(!calls.contains(secret), "a secret is on a command line");
    }
}

#[tokio::test]
async fn the_code_for_python_gets_the_same_with_the_official_sdk() {
    let python = tool("sdk-python/bin/python");
    let mut rig = Rig::new().await;
    for key in keys(&rig) {
        for question in [rig.question(), temporary(rig.question())] {
            let question = Question { profile: typed(&key), ..question };
            let code = asked(&mut rig, &question, Form::Python).await;
            let config = printed(with_key(&python, &key).args(["-c", &code])).await;
            hold_same_call(&rig, &config);
        }
    }
}

#[tokio::test]
async fn the_code_for_typescript_gets_the_same_with_the_official_sdk() {
    let compiler = tool("sdk-typescript/node_modules/.bin/tsc");
    let folder = tempfile::tempdir_in(tool("sdk-typescript")).unwrap();
    let mut rig = Rig::new().await;
    let mut files = Vec::new();
    for question in [rig.question(), temporary(rig.question())] {
        let file = folder.path().join(format!("get{}.ts", files.len()));
        fs::write(&file, asked(&mut rig, &question, Form::TypeScript).await).unwrap();
        files.push((question, file));
    }
    let mut compile = Command::new(compiler);
    compile.args(["--strict", "--module", "commonjs", "--target", "es2022", "--types", "node"]);
    compile.args(["--esModuleInterop", "--skipLibCheck"]).args(files.iter().map(|(_, file)| file));
    printed(compile.current_dir(folder.path())).await;
    for (key, (question, file)) in keys(&rig).into_iter().zip(files) {
        rig.ask(&question).await.unwrap();
        let config = printed(with_key("node", &key).arg(file.with_extension("js"))).await;
        hold_same_call(&rig, &config);
    }
}
