//! The overview of a document as the service gives it, and of a file of 5,000 contexts, each with
//! its own certificates, in time on one core; beside it openssl and kubectl, as whole processes,
//! reading the same. It needs openssl, kubectl and Linux.
#![expect(clippy::print_stdout, reason = "a benchmark tells what it measured")]
#![expect(clippy::unwrap_used, reason = "a benchmark that cannot measure says so and ends")]
#![expect(clippy::expect_used, reason = "a benchmark that cannot measure says so and ends")]

mod figures;

use std::hint::black_box;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use ack_kubeconfig::core::kubeconfig::KubeconfigText;
use ack_kubeconfig::core::kubeconfig::overview::{Overview, Proof};
use ack_kubeconfig::worker;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use figures::{median, ms, ratio};
use rcgen::{
    BasicConstraints, CertificateParams, DistinguishedName, DnType, IsCa, Issuer, KeyPair,
    SerialNumber,
};

const CONTEXTS: usize = 5_000;
/// So many keys take turns; every certificate is another.
const KEYS: usize = 16;

fn main() {
    let rsa: Vec<KeyPair> = (0..KEYS).map(|_| rsa()).collect();
    let ec: Vec<KeyPair> = (0..KEYS).map(|_| KeyPair::generate().expect("a key")).collect();
    for (kind, keys) in [("ECDSA P-256", &ec), ("RSA 2048", &rsa)] {
        let one = document(1, keys);
        assert_holds(&one);
        let times: Vec<Duration> = (0..7).map(|_| time(&one, 500)).collect();
        println!(
            "a document of {} bytes, {kind}: {:.2} ms (wanted: under 2); openssl on its \
             certificate alone: {:.0} times as long",
            one.as_str().len(),
            ms(median(&times)),
            ratio(openssl(&one), median(&times)),
        );
        let many = document(CONTEXTS, keys);
        assert_holds(&many);
        let times: Vec<Duration> = (0..7).map(|_| time(&many, 1)).collect();
        println!(
            "{CONTEXTS} contexts, {:.1} MB, {kind}: {:.0} ms (wanted: under 300); kubectl config \
             get-contexts: {:.1} times as long",
            bytes(&many),
            ms(median(&times)),
            ratio(kubectl(&many), median(&times)),
        );
    }
}

/// From the text to the overview with its warnings for the context in use: once, on the average
/// of so many times. The system counts in milliseconds, so one alone would be too short.
fn time(text: &KubeconfigText, times: u32) -> Duration {
    let began = on_one_core();
    for _ in 0..times {
        let overview = Overview::of(text).expect("a kubeconfig");
        black_box(overview.warnings(&overview.contexts[0], worker::now(), None));
    }
    on_one_core().checked_sub(began).expect("time goes on") / times
}

/// How long this thread has run on a core, whatever else the machine does.
fn on_one_core() -> Duration {
    let stat = std::fs::read_to_string("/proc/thread-self/schedstat").expect("a Linux");
    let nanoseconds = stat.split(' ').next().expect("a number");
    Duration::from_nanos(nanoseconds.parse().expect("a number"))
}

/// What is measured must be done.
fn assert_holds(text: &KubeconfigText) {
    let overview = Overview::of(text).expect("a kubeconfig");
    let user = overview.user(&overview.contexts[0]).expect("a user");
    let belongs = user.certificate.as_ref().expect("a certificate").key_belongs;
    assert_eq!((belongs, overview.contexts[0].signed), (Proof::Holds, Proof::Holds));
    let all = overview.contexts.iter().all(|context| overview.certificate(context).is_some());
    assert!(all, "every certificate is read");
}

fn bytes(text: &KubeconfigText) -> f64 {
    f64::from(u32::try_from(text.as_str().len()).unwrap()) / 1e6
}

/// A file with so many clusters, each with its own authority.
fn document(contexts: usize, keys: &[KeyPair]) -> KubeconfigText {
    let mut lists = [String::new(), String::new(), String::new()];
    let encoded: Vec<String> =
        keys.iter().map(|key| STANDARD.encode(key.serialize_pem())).collect();
    for number in 0..contexts {
        let id = format!("c{number:032x}");
        let key = &keys[number % keys.len()];
        let mut authority = params(&id, "alibaba cloud", number);
        authority.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        let ca = STANDARD.encode(authority.self_signed(key).expect("a certificate").pem());
        let issuer = Issuer::from_params(&authority, key);
        let user = params("234567890123456789", "system:users", number);
        let certificate = user.signed_by(key, &issuer).expect("a certificate").pem();
        let certificate = STANDARD.encode(certificate);
        let entries = [
            format!(
                "- cluster:\n    server: https://10.1.{}.{}:6443\n    certificate-authority-data: {ca}\n  name: k{number}\n",
                number / 256,
                number % 256
            ),
            format!(
                "- context:\n    cluster: k{number}\n    user: \"{number}\"\n  name: 2345-{id}\n"
            ),
            format!(
                "- name: \"{number}\"\n  user:\n    client-certificate-data: {certificate}\n    client-key-data: {}\n",
                encoded[number % keys.len()]
            ),
        ];
        for (list, entry) in lists.iter_mut().zip(entries) {
            list.push_str(&entry);
        }
    }
    let [clusters, contexts, users] = lists;
    KubeconfigText::new(format!(
        "apiVersion: v1\nclusters:\n{clusters}contexts:\n{contexts}current-context: 2345-c{:032x}\nkind: Config\npreferences: {{}}\nusers:\n{users}",
        0
    ))
}

fn params(name: &str, group: &str, number: usize) -> CertificateParams {
    let mut params = CertificateParams::default();
    params.distinguished_name = DistinguishedName::new();
    params.distinguished_name.push(DnType::OrganizationName, group);
    params.distinguished_name.push(DnType::CommonName, name);
    params.serial_number = Some(SerialNumber::from(number as u64 + 1));
    params
}

/// The library makes no RSA keys.
fn rsa() -> KeyPair {
    let mut command = Command::new("openssl");
    command.args(["genpkey", "-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:2048"]);
    let output = command.stderr(Stdio::null()).output().expect("openssl must be installed");
    KeyPair::from_pem(&String::from_utf8(output.stdout).unwrap()).expect("a key")
}

/// openssl telling the same of one certificate.
fn openssl(text: &KubeconfigText) -> Duration {
    let data = text.as_str().split("client-certificate-data: ").nth(1).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("certificate.pem");
    std::fs::write(&file, STANDARD.decode(data.lines().next().unwrap()).unwrap()).unwrap();
    let run = |_| {
        let mut command = Command::new("openssl");
        command.args(["x509", "-noout", "-serial", "-fingerprint", "-sha256", "-dates", "-in"]);
        whole(command.arg(&file))
    };
    median(&(0..20).map(run).collect::<Vec<_>>())
}

/// kubectl listing the contexts of the same file.
fn kubectl(text: &KubeconfigText) -> Duration {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("config");
    std::fs::write(&file, text.as_str()).unwrap();
    let mut command = Command::new("kubectl");
    whole(command.arg("--kubeconfig").arg(&file).args(["config", "get-contexts", "-o", "name"]))
}

/// A process from its start to its end.
fn whole(command: &mut Command) -> Duration {
    let began = Instant::now();
    let output = command.output().expect("it starts");
    assert!(output.status.success(), "{command:?}");
    began.elapsed()
}
