//! Fetched documents to merge, and what kubectl and `PyYAML` see in a file.

use std::path::Path;
use std::process::Command;

use ack_kubeconfig::core::acs::{ApiServerEndpoint, ClusterId};
use ack_kubeconfig::core::kubeconfig::KubeconfigText;
use ack_kubeconfig::core::kubeconfig::merge::{About, Choices, Incoming, Plan, plan};
use base64::Engine as _;
use serde_json::Value;

pub(crate) const UID: &str = "234567890123456789";
pub(crate) const PROD: &str = "c5b5e80b0b64a4bf6939d2d8fbbc5a1f7";
pub(crate) const STAGING: &str = "c9f02aaaaaaaaaaaaaaaaaaaaaaaaaaaa";

/// A kubeconfig as the service writes it, and where its parts are from.
#[derive(Clone)]
pub(crate) struct Fetched {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) region: &'static str,
    pub(crate) endpoint: ApiServerEndpoint,
    pub(crate) uid: String,
    /// Which of its certificates it is.
    pub(crate) round: u32,
    pub(crate) into: Option<String>,
}

impl Fetched {
    pub(crate) fn new(id: &str, name: &str) -> Self {
        Self {
            id: id.to_owned(),
            name: name.to_owned(),
            region: "cn-hangzhou",
            endpoint: ApiServerEndpoint::Public,
            uid: UID.to_owned(),
            round: 1,
            into: None,
        }
    }

    pub(crate) fn private(self) -> Self {
        Self { endpoint: ApiServerEndpoint::Private, ..self }
    }

    pub(crate) fn server(&self) -> String {
        let [a, b] = [self.id.as_bytes()[1], self.id.as_bytes()[2]];
        match self.endpoint {
            ApiServerEndpoint::Public => format!("https://47.1.{a}.{b}:6443"),
            ApiServerEndpoint::Private => format!("https://192.168.{a}.{b}:6443"),
        }
    }

    pub(crate) fn authority(&self) -> String {
        encoded(&format!("CA-{}", &self.id[..8]))
    }

    pub(crate) fn certificate(&self) -> String {
        encoded(&format!("CERTIFICATE {} {} {}", self.id, self.uid, self.round))
    }

    pub(crate) fn key(&self) -> String {
        encoded(&format!("KEY {} {} {}", self.id, self.uid, self.round))
    }

    pub(crate) fn document(&self) -> String {
        let Self { id, uid, .. } = self;
        format!(
            "\napiVersion: v1\nclusters:\n- cluster:\n    server: {}\n    \
             certificate-authority-data: {}\n  name: kubernetes\ncontexts:\n- context:\n    \
             cluster: kubernetes\n    user: \"{uid}\"\n  name: {uid}-{id}\n\
             current-context: {uid}-{id}\nkind: Config\npreferences: {{}}\nusers:\n- name: \
             \"{uid}\"\n  user:\n    client-certificate-data: {}\n    client-key-data: {}\n",
            self.server(),
            self.authority(),
            self.certificate(),
            self.key()
        )
    }

    pub(crate) fn incoming(&self) -> Incoming {
        let about = About {
            cluster_id: ClusterId::parse(&self.id).unwrap(),
            cluster_name: Some(self.name.clone()),
            region: Some(self.region.to_owned()),
            endpoint: self.endpoint,
            profile: Some("dev".to_owned()),
            expiry: None,
            into: self.into.clone(),
        };
        Incoming::read(&text(&self.document()), about).unwrap()
    }
}

fn encoded(part: &str) -> String {
    base64::engine::general_purpose::STANDARD.encode(part)
}

pub(crate) fn text(text: &str) -> KubeconfigText {
    KubeconfigText::new(text.to_owned())
}

/// Plans with the default choices.
#[track_caller]
pub(crate) fn planned(before: &str, fetched: &[Fetched]) -> Plan {
    planned_as(before, fetched, &Choices::default())
}

#[track_caller]
pub(crate) fn planned_as(before: &str, fetched: &[Fetched], choices: &Choices) -> Plan {
    let incoming: Vec<_> = fetched.iter().map(Fetched::incoming).collect();
    plan(Some(&text(before)), &incoming, choices).unwrap()
}

/// A file in a folder of its own.
pub(crate) fn file(text: &str) -> (tempfile::TempDir, std::path::PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("config");
    std::fs::write(&path, text).unwrap();
    (folder, path)
}

/// What kubectl reads in a text, or what it says against it.
pub(crate) fn kubectl(text: &str) -> Result<Value, String> {
    let (_folder, path) = file(text);
    let output = kubectl_with(&path, &["config", "view", "--raw", "-o", "json"]);
    output.map(|json| serde_json::from_slice(&json).expect("JSON"))
}

pub(crate) fn kubectl_with(path: &Path, arguments: &[&str]) -> Result<Vec<u8>, String> {
    let mut command = Command::new("kubectl");
    command.env_clear().env("HOME", path.parent().unwrap());
    command.env("PATH", std::env::var_os("PATH").unwrap_or_default());
    let output = command.arg("--kubeconfig").arg(path).args(arguments).output();
    let output = output.expect("kubectl must be installed and in PATH for these tests");
    let errors = String::from_utf8_lossy(&output.stderr).into_owned();
    if output.status.success() { Ok(output.stdout) } else { Err(errors) }
}

/// What `PyYAML`, a reader of YAML 1.1, reads in a text.
pub(crate) fn pyyaml(text: &str) -> Value {
    let (_folder, path) = file(text);
    let program = "import json, sys, yaml\n\
                   print(json.dumps(yaml.safe_load(open(sys.argv[1], encoding='utf-8-sig')), default=str))";
    let output = Command::new("/usr/bin/python3").args(["-c", program]).arg(path).output();
    let output = output.expect("python3 must be installed for these tests");
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "python3-yaml must be installed for these tests: {errors}");
    serde_json::from_slice(&output.stdout).expect("JSON")
}

/// The content of the entry of a name in one of the lists.
#[track_caller]
pub(crate) fn entry<'v>(file: &'v Value, list: &str, name: &str) -> &'v Value {
    let entries = file[list].as_array().unwrap_or_else(|| panic!("{list} is no list"));
    let found = entries.iter().find(|entry| entry["name"] == name);
    let key = list.strip_suffix('s').unwrap();
    &found.unwrap_or_else(|| panic!("no {name} in {list}: {entries:?}"))[key]
}
