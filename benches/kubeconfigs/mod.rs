//! Kubeconfigs as large as one likes, whose certificates are real: reading them costs what it
//! costs users.

use ack_kubeconfig::core::acs::{ApiServerEndpoint, ClusterId};
use ack_kubeconfig::core::kubeconfig::KubeconfigText;
use ack_kubeconfig::core::kubeconfig::merge::{About, Incoming};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use rcgen::{CertificateParams, CustomExtension, DistinguishedName, DnType, KeyPair, SerialNumber};

/// So many certificates take turns.
const CERTIFICATES: u64 = 16;
/// The size of a private key, DER.
const KEY_SIZE: usize = 1192;

/// Makes kubeconfigs.
pub(crate) struct Maker {
    certificates: Vec<String>,
    key: String,
}

impl Maker {
    pub(crate) fn new() -> Self {
        let der: Vec<u8> = (0..KEY_SIZE).map(|at| (at * 37 % 251).to_le_bytes()[0]).collect();
        let certificates = (0..CERTIFICATES).map(certificate).collect();
        Self { certificates, key: STANDARD.encode(pem("RSA PRIVATE KEY", &der)) }
    }

    fn certificate(&self, number: usize) -> &str {
        &self.certificates[number % self.certificates.len()]
    }

    /// A file with so many clusters.
    pub(crate) fn file(&self, contexts: usize) -> KubeconfigText {
        let entry = |number| self.parts(number, &format!("k{number}"), &format!("2345-{number}"));
        joined(0, &(0..contexts).map(entry).collect::<Vec<_>>())
    }

    /// What the service answers for a cluster: as in the file, with another certificate and
    /// address.
    pub(crate) fn incoming(&self, number: usize) -> Incoming {
        let mut parts = self.parts(number + 1, "kubernetes", "2345");
        parts[1] = context(number, "kubernetes", "2345");
        let about = About {
            cluster_id: ClusterId::parse(&id(number)).unwrap_or_else(|error| panic!("{error}")),
            cluster_name: Some(format!("cluster-{number}")),
            region: Some("cn-hangzhou".to_owned()),
            endpoint: ApiServerEndpoint::Private,
            profile: None,
            expiry: None,
            into: None,
        };
        Incoming::read(&joined(number, &[parts]), about).unwrap_or_else(|error| panic!("{error}"))
    }

    /// The entries of a cluster, a context and a user.
    fn parts(&self, number: usize, name: &str, user: &str) -> [String; 3] {
        let cluster = format!(
            "- cluster:\n    certificate-authority-data: {}\n    server: https://10.1.{}.{}:6443\n  name: {name}\n",
            self.certificate(number),
            number / 256,
            number % 256
        );
        let user_entry = format!(
            "- name: \"{user}\"\n  user:\n    client-certificate-data: {}\n    client-key-data: {}\n",
            self.certificate(number / 2),
            self.key
        );
        [cluster, context(number, name, user), user_entry]
    }
}

fn context(number: usize, cluster: &str, user: &str) -> String {
    format!(
        "- context:\n    cluster: {cluster}\n    user: \"{user}\"\n  name: 2345-{}\n",
        id(number)
    )
}

fn joined(current: usize, parts: &[[String; 3]]) -> KubeconfigText {
    let list = |at: usize| parts.iter().map(|part| part[at].as_str()).collect::<String>();
    KubeconfigText::new(format!(
        "apiVersion: v1\nclusters:\n{}contexts:\n{}current-context: 2345-{}\nkind: Config\npreferences: {{}}\nusers:\n{}",
        list(0),
        list(1),
        id(current),
        list(2)
    ))
}

fn id(number: usize) -> String {
    format!("c{number:032x}")
}

/// A certificate of its own, as long as one with an RSA key of 2,048 bits, which the service
/// gives and the library does not make.
fn certificate(number: u64) -> String {
    let mut params = CertificateParams::default();
    params.distinguished_name = DistinguishedName::new();
    params.distinguished_name.push(DnType::OrganizationName, "system:users");
    params.distinguished_name.push(DnType::CommonName, format!("2345678901234567{number:02}"));
    params.serial_number = Some(SerialNumber::from(number));
    params.not_after = rcgen::date_time_ymd(2046, 1, 2);
    let filling = vec![0x5a; 430];
    params.custom_extensions =
        vec![CustomExtension::from_oid_content(&[1, 3, 6, 1, 4, 1, 99_999, 1], filling)];
    let made = KeyPair::generate().and_then(|key| params.self_signed(&key));
    STANDARD.encode(made.expect("a certificate").pem())
}

fn pem(label: &str, der: &[u8]) -> String {
    let text = STANDARD.encode(der);
    let mut lines = format!("-----BEGIN {label}-----\n");
    for start in (0..text.len()).step_by(64) {
        lines.push_str(&text[start..text.len().min(start + 64)]);
        lines.push('\n');
    }
    lines + &format!("-----END {label}-----\n")
}
