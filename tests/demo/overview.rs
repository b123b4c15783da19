//! What is told of a kubeconfig is what openssl and kubectl say of it.

use std::io::Write as _;
use std::process::{Command, Stdio};

use ack_kubeconfig::core::acs::{ApiServerEndpoint, GetKubeconfig, TemporaryDuration};
use ack_kubeconfig::core::kubeconfig::KubeconfigText;
use ack_kubeconfig::core::kubeconfig::overview::{
    Address, Authority, CertificateFacts, Overview, Proof, Warning,
};
use jiff::Timestamp;

use crate::support::{ask, demo, get_kubeconfig, now, parse};

/// What openssl says of a certificate, word for word.
fn openssl(pem: &str, what: &[&str]) -> String {
    let mut command = Command::new("openssl");
    command.args(["x509", "-noout", "-nameopt", "RFC2253"]).args(what);
    command.stdin(Stdio::piped()).stdout(Stdio::piped());
    let mut child = command.spawn().expect("openssl must be installed and in PATH for these tests");
    child.stdin.take().unwrap().write_all(pem.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success(), "openssl x509 {what:?}");
    let text = String::from_utf8(output.stdout).unwrap();
    text.split_once('=').expect("a name and a value").1.trim_end().to_owned()
}

#[track_caller]
fn assert_as_openssl_says(facts: &CertificateFacts, pem: &str) {
    let date = |at: Timestamp| at.strftime("%Y-%m-%d %H:%M:%SZ").to_string();
    for (ours, what) in [
        (facts.serial.clone(), &["-serial"][..]),
        (facts.fingerprint.clone(), &["-fingerprint", "-sha256"]),
        (facts.subject.clone(), &["-subject"]),
        (facts.issuer.clone(), &["-issuer"]),
        (date(facts.not_before), &["-startdate", "-dateopt", "iso_8601"]),
        (date(facts.not_after), &["-enddate", "-dateopt", "iso_8601"]),
    ] {
        assert_eq!(ours, openssl(pem, what), "{what:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn openssl_agrees_on_both_certificates() {
    let demo = demo().await;
    let get = get_kubeconfig(&demo, "prod-payments", ApiServerEndpoint::Public);
    let text = ask(&demo, &get).await.config();
    let parts = parse(&text);
    let overview = Overview::of(&KubeconfigText::new(text)).expect("a kubeconfig");
    let context = &overview.contexts[overview.current.expect("a context in use")];
    assert_as_openssl_says(overview.certificate(context).unwrap(), &parts.certificate_pem);
    let cluster = overview.cluster(context).unwrap();
    let Authority::Certificate(authority) = &cluster.authority else { panic!("{cluster:?}") };
    assert_as_openssl_says(authority, &parts.ca_pem);
}

#[tokio::test(flavor = "multi_thread")]
async fn every_cluster_of_the_demo_account_is_told_without_a_fault() {
    let demo = demo().await;
    for cluster in ["prod-payments", "prod-search", "staging", "edge-sg"] {
        let id = demo.cluster(cluster).unwrap().id.clone();
        let get = GetKubeconfig {
            cluster_id: id.clone(),
            api_server: ApiServerEndpoint::Public,
            duration: TemporaryDuration::from_minutes(60).ok(),
        };
        let text = ask(&demo, &get.to_request()).await.config();
        let overview = Overview::of(&KubeconfigText::new(text)).expect("a kubeconfig");
        let context = &overview.contexts[0];
        let user = overview.user(context).unwrap();
        let certificate = user.certificate.as_ref().unwrap();
        assert_eq!((certificate.key_belongs, context.signed), (Proof::Holds, Proof::Holds));
        assert_eq!(context.cluster_id.as_deref(), Some(id.as_str()));
        assert_eq!(overview.cluster(context).unwrap().address, Address::Loopback);
        let warnings = overview.warnings(context, now(), None);
        let admin = cluster == "staging";
        assert_eq!(warnings, if admin { vec![Warning::Admin] } else { vec![] }, "{cluster}");
    }
}

/// kubectl refuses what is told to be a key of another certificate, and says so itself.
#[tokio::test(flavor = "multi_thread")]
async fn kubectl_refuses_the_pair_that_is_told_not_to_belong_together() {
    let demo = demo().await;
    let get = get_kubeconfig(&demo, "prod-payments", ApiServerEndpoint::Public);
    let [one, other] = [ask(&demo, &get).await.config(), ask(&demo, &get).await.config()];
    let key = |text: &str| text.split("client-key-data: ").nth(1).unwrap().trim().to_owned();
    let mixed = one.replace(&key(&one), &key(&other));

    let overview = Overview::of(&KubeconfigText::new(mixed.clone())).expect("a kubeconfig");
    let warnings = overview.warnings(&overview.contexts[0], now(), None);
    assert!(warnings.contains(&Warning::KeyOfAnother), "{warnings:?}");

    let home = tempfile::tempdir().expect("a directory");
    let file = home.path().join("config");
    std::fs::write(&file, mixed).expect("a file");
    let mut kubectl = Command::new("kubectl");
    kubectl.env_clear().env("HOME", home.path());
    kubectl.env("PATH", std::env::var_os("PATH").unwrap_or_default());
    kubectl.arg("--kubeconfig").arg(&file).arg("version");
    let output = tokio::task::spawn_blocking(move || kubectl.output()).await.unwrap();
    let output = output.expect("kubectl must be installed and in PATH for these tests");
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(!output.status.success() && said.contains("private key does not match"), "{said}");
}
