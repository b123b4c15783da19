//! `merge --exec` and `credential`: kubectl gets its key from the program, which keeps it until it
//! ends and asks once for all who want it.

use std::fs;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

use ack_kubeconfig::core::acs::Credentials;
use secrecy::ExposeSecret as _;

use super::landing::{Home, MINE, id, lost, said};
use super::support::{Ack, code, mode, run, text};

/// A person with a cluster in the file whose key kubectl has to ask for.
struct Person {
    ack: Ack,
    home: Home,
}

impl Person {
    fn new() -> Self {
        let person = Self { ack: Ack::start(), home: Home::with(MINE) };
        let output = person.home.ack(&person.ack, &["merge", person.cluster(), "--exec"]);
        assert_eq!(code(&output), 0, "{}", said(&output));
        person
    }

    fn cluster(&self) -> &str {
        id(&self.ack, "prod-payments")
    }

    /// A real kubectl, with credentials in its environment, in which the program's cache is found.
    fn kubectl_as(&self, credentials: &Credentials) -> Command {
        let mut kubectl = Command::new("kubectl");
        kubectl.env_clear().env("PATH", std::env::var_os("PATH").unwrap_or_default());
        kubectl.env("HOME", self.home.0.path());
        kubectl.env("ALIBABA_CLOUD_ACCESS_KEY_ID", credentials.access_key_id());
        let secret = credentials.access_key_secret().expose_secret();
        kubectl.env("ALIBABA_CLOUD_ACCESS_KEY_SECRET", secret);
        kubectl.arg("--kubeconfig").arg(self.home.config());
        kubectl.args(["--context", "prod-payments", "get", "namespaces"]);
        kubectl
    }

    fn kubectl(&self) -> Output {
        run(&mut self.kubectl_as(self.ack.demo.credentials()))
    }

    /// The program asked by hand.
    fn credential(&self, words: &[&str]) -> Output {
        let mut all = vec!["credential", "--cluster-id", self.cluster()];
        all.extend(words);
        self.home.ack(&self.ack, &all)
    }

    /// How many kubeconfigs were asked for since the merge, which asked for one.
    fn asked(&self) -> usize {
        let requests = self.ack.demo.requests();
        requests.iter().filter(|request| request.path().ends_with("/user_config")).count() - 1
    }

    fn kept(&self) -> PathBuf {
        let folder = self.home.0.path().join(".cache/ack-kubeconfig/credentials");
        let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
        let is_key = |path: &PathBuf| path.extension().is_some_and(|end| end == "json");
        let keys: Vec<PathBuf> = entries.filter(is_key).collect();
        assert_eq!(keys.len(), 1, "{keys:?}");
        keys.into_iter().next().unwrap()
    }
}

fn assert_namespaces(output: &Output) {
    assert!(text(&output.stdout).contains("payments"), "{}", said(output));
}

#[test]
fn kubectl_works_through_the_entry_and_the_key_is_asked_for_once() {
    let person = Person::new();
    let merged = person.home.text();
    assert!(!merged.contains("client-key-data"), "{merged}");
    assert_eq!(lost(MINE, &merged), [""; 0]);
    for _ in 0..2 {
        assert_namespaces(&person.kubectl());
        assert_eq!(person.asked(), 1);
    }
    assert_eq!(mode(&person.kept()), 0o600);
    assert_eq!(mode(person.kept().parent().unwrap()), 0o700);
    assert_eq!(person.home.text(), merged);
}

#[test]
fn the_entry_names_program_cluster_and_endpoint_and_no_secret() {
    let person = Person::new();
    let view = person.home.kubectl(&["config", "view", "--raw", "-o", "json"]);
    let view: serde_json::Value = serde_json::from_slice(&view.stdout).unwrap();
    let users = view["users"].as_array().unwrap();
    let exec = users.iter().find_map(|user| user["user"].get("exec")).unwrap();
    let endpoint = person.ack.demo.endpoint().as_str();
    let words = ["credential", "--cluster-id", person.cluster(), "--endpoint", endpoint];
    assert_eq!(exec["args"], serde_json::json!(words));
    let program = fs::canonicalize(env!("CARGO_BIN_EXE_ack-kubeconfig")).unwrap();
    assert_eq!(exec["command"], program.to_str().unwrap());
    assert_eq!(
        (&exec["interactiveMode"], &exec["provideClusterInfo"]),
        (&"Never".into(), &false.into())
    );
    assert!(exec["installHint"].as_str().unwrap().contains("ack-kubeconfig"));
    assert!(exec["env"].is_null(), "{exec}");
}

#[test]
fn of_a_cluster_without_a_public_endpoint_the_entry_gives_a_key() {
    let (ack, home) = (Ack::start(), Home::with(MINE));
    let output = home.ack(&ack, &["merge", id(&ack, "internal-billing"), "--private", "--exec"]);
    assert_eq!(code(&output), 0, "{}", said(&output));
    let view = home.kubectl(&["config", "view", "--raw", "-o", "json"]);
    let view: serde_json::Value = serde_json::from_slice(&view.stdout).unwrap();
    let users = view["users"].as_array().unwrap();
    let exec = users.iter().find_map(|user| user["user"].get("exec")).unwrap();
    let arguments = exec["args"].as_array().unwrap();
    let arguments: Vec<&str> = arguments.iter().map(|word| word.as_str().unwrap()).collect();
    let output = home.ack(&ack, &arguments);
    assert_eq!(code(&output), 0, "{}", said(&output));
    assert!(text(&output.stdout).contains("clientKeyData"), "{arguments:?}");
}

#[test]
fn a_key_that_ends_soon_is_renewed_and_what_is_no_key_is_ignored() {
    let person = Person::new();
    assert_namespaces(&person.kubectl());
    let good = fs::read_to_string(person.kept()).unwrap();
    let answer: serde_json::Value = serde_json::from_str(&good).unwrap();
    let end = answer["status"]["expirationTimestamp"].as_str().unwrap();
    let ended = good.replace(end, "2026-01-01T00:00:00Z");
    for (asked, spoilt) in [ended.as_str(), "", "{}", &good[..good.len() / 2]].iter().enumerate() {
        fs::write(person.kept(), spoilt).unwrap();
        assert_namespaces(&person.kubectl());
        assert_eq!(person.asked(), 2 + asked, "{spoilt}");
        assert_ne!(fs::read_to_string(person.kept()).unwrap(), *spoilt);
    }
    assert_namespaces(&person.kubectl());
    assert_eq!(person.asked(), 5);
}

#[test]
fn of_many_kubectls_at_once_one_asks() {
    let person = Person::new();
    let start = || {
        let mut kubectl = person.kubectl_as(person.ack.demo.credentials());
        kubectl.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap()
    };
    let running: Vec<_> = (0..6).map(|_| start()).collect();
    for kubectl in running {
        assert_namespaces(&kubectl.wait_with_output().unwrap());
    }
    assert_eq!(person.asked(), 1);
}

#[test]
fn another_identity_or_duration_gets_another_key() {
    let person = Person::new();
    let first = person.credential(&[]);
    assert_eq!(code(&first), 0, "{}", said(&first));
    assert_eq!(text(&first.stderr), "");
    assert_eq!(person.credential(&[]).stdout, first.stdout);
    assert_ne!(person.credential(&["--duration", "15m"]).stdout, first.stdout);
    assert_eq!(person.asked(), 2);
    // A key that was kept for one is not given to another, who has no permission here.
    let other = run(&mut person.kubectl_as(&person.ack.demo.inactive_credentials()));
    assert!(!other.status.success(), "{}", said(&other));
}

#[test]
fn it_answers_as_kubectl_asks_and_refuses_what_it_does_not_know() {
    let person = Person::new();
    let asked_for = |version: &str| {
        let mut program = person.home.at_home(person.ack.program());
        let api = format!("client.authentication.k8s.io/{version}");
        let info = serde_json::json!({ "apiVersion": api, "kind": "ExecCredential", "spec": {} });
        program.env("KUBERNETES_EXEC_INFO", info.to_string());
        run(program.args(["credential", "--cluster-id", person.cluster()]))
    };
    for version in ["v1", "v1beta1"] {
        let output = asked_for(version);
        let answer: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
        assert_eq!(answer["apiVersion"], format!("client.authentication.k8s.io/{version}"));
        let status = &answer["status"];
        for (field, begin) in
            [("clientCertificateData", "-----BEGIN CERT"), ("clientKeyData", "-----BEGIN")]
        {
            assert!(status[field].as_str().unwrap().starts_with(begin), "{field}");
        }
    }
    let output = asked_for("v1alpha1");
    assert_eq!((code(&output), text(&output.stdout)), (2, ""), "{}", said(&output));
    assert!(text(&output.stderr).contains("v1beta1"), "{}", said(&output));
}

#[test]
fn without_the_service_a_kept_key_serves_until_its_end_and_then_the_failure_is_told() {
    let person = Person::new();
    assert_eq!(code(&person.credential(&[])), 0);
    let good = fs::read_to_string(person.kept()).unwrap();
    let answer: serde_json::Value = serde_json::from_str(&good).unwrap();
    let end = answer["status"]["expirationTimestamp"].as_str().unwrap();
    let soon = ack_kubeconfig::worker::now() + jiff::SignedDuration::from_secs(120);
    fs::write(person.kept(), good.replace(end, &soon.to_string())).unwrap();
    let refused = [ack_kubeconfig::demo::Fault::ErrorWith200; 1];
    person.ack.demo.set_fault(refused.into_iter().next());
    let output = person.credential(&[]);
    assert_eq!(code(&output), 0, "{}", said(&output));
    assert!(text(&output.stderr).contains("will soon end"), "{}", said(&output));
    fs::write(person.kept(), good.replace(end, "2026-01-01T00:00:00Z")).unwrap();
    let output = person.credential(&[]);
    assert_ne!(code(&output), 0, "{}", said(&output));
    assert_eq!(text(&output.stdout), "");
}

#[test]
fn where_nothing_can_be_kept_each_call_asks() {
    let person = Person::new();
    fs::write(person.home.0.path().join(".cache"), "a file").unwrap();
    for asked in 1..3 {
        assert_namespaces(&person.kubectl());
        assert_eq!(person.asked(), asked);
    }
}

#[test]
fn a_dry_run_shows_the_entry_and_the_same_merge_again_changes_nothing() {
    let person = Person::new();
    let merged = person.home.text();
    let output = person.home.ack(&person.ack, &["merge", person.cluster(), "--exec"]);
    assert!(text(&output.stderr).contains("nothing to change"), "{}", said(&output));
    assert_eq!(person.home.text(), merged);

    let staging = id(&person.ack, "staging");
    let output = person.home.ack(&person.ack, &["merge", staging, "--exec", "--dry-run"]);
    for line in ["+    exec:", "+      provideClusterInfo: false", "+      - credential"] {
        assert!(text(&output.stdout).lines().any(|shown| shown == line), "{}", said(&output));
    }
    assert!(!text(&output.stdout).contains("client-key-data"), "{}", said(&output));
    // kubectl could not ask a demo that has ended.
    assert_eq!(code(&person.home.offline(&["merge", staging, "--exec", "--demo"])), 2);
    assert_eq!(person.home.text(), merged);
}

#[test]
fn it_is_listed_without_being_run_and_is_not_renewed_into_a_key() {
    let person = Person::new();
    let output = person.home.offline(&["contexts", "--output", "json"]);
    let listed: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let context = listed["contexts"]
        .as_array()
        .unwrap()
        .iter()
        .find(|context| context["name"] == "prod-payments");
    let context = context.unwrap();
    assert_eq!(
        (&context["signs_in"], &context["expires"]),
        (&"program".into(), &serde_json::Value::Null)
    );
    assert_eq!(context["cluster_id"], person.cluster());
    let merged = person.home.text();
    let output = person.home.ack(&person.ack, &["renew", "prod-payments"]);
    assert_eq!(code(&output), 0, "{}", said(&output));
    assert!(text(&output.stderr).contains("nothing to renew"), "{}", said(&output));
    assert_eq!((person.home.text(), person.asked()), (merged, 0));
}

#[test]
fn no_secret_is_said() {
    let person = Person::new();
    let output = person.credential(&["-v"]);
    let answer: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let key = answer["status"]["clientKeyData"].as_str().unwrap();
    let line = key.lines().nth(1).unwrap();
    let secret = person.ack.demo.credentials().access_key_secret().expose_secret().to_owned();
    for secret in [line, &secret] {
        assert!(!text(&output.stderr).contains(secret), "{}", text(&output.stderr));
    }
    assert!(!fs::read_to_string(person.kept()).unwrap().contains(&secret));
}
