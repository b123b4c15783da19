//! What a kubeconfig says, for people: where it goes, as whom, until when, and what to beware of.

use base64::Engine as _;
use jiff::Timestamp;
use x509_parser::nom::Parser as _;
use x509_parser::prelude::X509CertificateParser;

use super::Kubeconfig;
use super::model::{Cluster, User};
use crate::core::printable::printable;

/// The context in use, in one look.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Summary {
    /// The name of the context in use.
    pub context: Option<String>,
    /// The URL of its API server.
    pub server: Option<String>,
    /// Its client certificate, as far as it can be read.
    pub certificate: Option<Certificate>,
    /// What to beware of, over all entries.
    pub concerns: Vec<Concern>,
}

/// What a client certificate says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Certificate {
    /// The subject's common name: with ACK the RAM uid.
    pub identity: Option<String>,
    /// The subject's organizations: to Kubernetes, the groups.
    pub groups: Vec<String>,
    /// From when it is valid.
    pub not_before: Timestamp,
    /// Until when it is valid.
    pub not_after: Timestamp,
}

/// Something in a kubeconfig that its user should know of before using it. Names come from the
/// document: they are not trusted, and control characters in them are replaced.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Concern {
    /// The server's certificate would not be checked.
    TlsNotVerified {
        /// The cluster entry.
        cluster: String,
    },
    /// kubectl would run a program.
    RunsProgram {
        /// The user entry.
        user: String,
        /// The program.
        command: String,
    },
    /// An authentication plugin, which may run a program too.
    AuthProvider {
        /// The user entry.
        user: String,
        /// The plugin.
        provider: String,
    },
    /// A path of a file that kubectl would read.
    ReadsFile {
        /// The entry.
        entry: String,
        /// The path.
        path: String,
    },
    /// A server that is no `https://` URL.
    ServerNotHttps {
        /// The cluster entry.
        cluster: String,
        /// What stands there instead.
        server: String,
    },
    /// Names or addresses with control characters in them.
    ControlCharacters,
    /// The context in use names a cluster or user that is not there, or there is none in use.
    Dangling,
}

impl Summary {
    /// Reads the summary off a kubeconfig.
    #[must_use]
    pub fn of(kubeconfig: &Kubeconfig) -> Self {
        let context = kubeconfig.context_in_use();
        let cluster = context.and_then(|entry| kubeconfig.cluster_of(&entry.context));
        let user = context.and_then(|entry| kubeconfig.user_of(&entry.context));
        let mut concerns = Vec::new();
        for entry in &kubeconfig.clusters {
            look_at_cluster(&entry.name, &entry.cluster, &mut concerns);
        }
        for entry in &kubeconfig.users {
            look_at_user(&entry.name, &entry.user, &mut concerns);
        }
        if cluster.is_none() || user.is_none() {
            concerns.push(Concern::Dangling);
        }
        if names_and_addresses(kubeconfig).any(|text| text.chars().any(char::is_control)) {
            concerns.push(Concern::ControlCharacters);
        }
        Self {
            context: context.map(|entry| printable(&entry.name)),
            server: cluster.and_then(|cluster| cluster.server.as_deref()).map(printable),
            certificate: user
                .and_then(|user| user.client_certificate_data.as_deref())
                .and_then(read_certificate),
            concerns,
        }
    }
}

fn look_at_cluster(name: &str, cluster: &Cluster, concerns: &mut Vec<Concern>) {
    if cluster.insecure_skip_tls_verify == Some(true) {
        concerns.push(Concern::TlsNotVerified { cluster: printable(name) });
    }
    if let Some(server) = cluster.server.as_deref()
        && !server.trim_start().to_ascii_lowercase().starts_with("https://")
    {
        concerns
            .push(Concern::ServerNotHttps { cluster: printable(name), server: printable(server) });
    }
    add_files(name, [&cluster.certificate_authority], concerns);
}

fn look_at_user(name: &str, user: &User, concerns: &mut Vec<Concern>) {
    if let Some(exec) = &user.exec {
        let command = printable(&exec.command);
        concerns.push(Concern::RunsProgram { user: printable(name), command });
    }
    if let Some(provider) = &user.auth_provider {
        let provider = printable(&provider.name);
        concerns.push(Concern::AuthProvider { user: printable(name), provider });
    }
    add_files(name, [&user.client_certificate, &user.client_key, &user.token_file], concerns);
}

fn add_files<'a>(
    entry: &str,
    paths: impl IntoIterator<Item = &'a Option<String>>,
    concerns: &mut Vec<Concern>,
) {
    let paths = paths.into_iter().flatten().filter(|path| !path.is_empty());
    concerns.extend(
        paths.map(|path| Concern::ReadsFile { entry: printable(entry), path: printable(path) }),
    );
}

fn names_and_addresses(kubeconfig: &Kubeconfig) -> impl Iterator<Item = &str> {
    let Kubeconfig { current_context, clusters, contexts, users, .. } = kubeconfig;
    let servers = clusters.iter().filter_map(|entry| entry.cluster.server.as_deref());
    (current_context.as_deref().into_iter())
        .chain(clusters.iter().map(|entry| entry.name.as_str()))
        .chain(contexts.iter().map(|entry| entry.name.as_str()))
        .chain(users.iter().map(|entry| entry.name.as_str()))
        .chain(servers)
}

/// Reads a `client-certificate-data`: base64 of PEM, the first certificate of it.
pub(super) fn read_certificate(data: &str) -> Option<Certificate> {
    let decode = |data: &str| base64::engine::general_purpose::STANDARD.decode(data).ok();
    // Broken into lines it is seldom.
    let pem =
        decode(data).or_else(|| decode(&data.split_ascii_whitespace().collect::<String>()))?;
    let (_, pem) = x509_parser::pem::parse_x509_pem(&pem).ok()?;
    // Whose and until when stands before the extensions.
    let mut parser = X509CertificateParser::new().with_deep_parse_extensions(false);
    let (_, certificate) = parser.parse(&pem.contents).ok()?;
    let subject = certificate.subject();
    let text =
        |value: &x509_parser::x509::AttributeTypeAndValue<'_>| value.as_str().ok().map(printable);
    Some(Certificate {
        identity: subject.iter_common_name().next().and_then(text),
        groups: subject.iter_organization().filter_map(text).collect(),
        not_before: Timestamp::from_second(certificate.validity().not_before.timestamp()).ok()?,
        not_after: Timestamp::from_second(certificate.validity().not_after.timestamp()).ok()?,
    })
}

#[cfg(test)]
mod tests {
    use super::{Concern, Summary};
    use crate::core::kubeconfig::{KubeconfigText, check};
    use base64::Engine as _;

    fn summary(text: &str) -> Summary {
        Summary::of(&check(&KubeconfigText::new(text.to_owned())).unwrap())
    }

    fn document(cluster: &str, user: &str) -> String {
        format!(
            "kind: Config\ncurrent-context: x\ncontexts: [{{name: x, context: {{cluster: k, user: u}}}}]\n\
             clusters: [{{name: k, cluster: {cluster}}}]\nusers: [{{name: u, user: {user}}}]\n"
        )
    }

    #[test]
    fn a_certificate_says_who_and_until_when() {
        let mut parameters = rcgen::CertificateParams::new(Vec::new()).unwrap();
        parameters.distinguished_name = rcgen::DistinguishedName::new();
        parameters.distinguished_name.push(rcgen::DnType::CommonName, "2345678901234567");
        parameters.distinguished_name.push(rcgen::DnType::OrganizationName, "system:users");
        parameters.not_before = rcgen::date_time_ymd(2026, 1, 2);
        parameters.not_after = rcgen::date_time_ymd(2029, 1, 2);
        let key = rcgen::KeyPair::generate().unwrap();
        let pem = parameters.self_signed(&key).unwrap().pem();
        let data = base64::engine::general_purpose::STANDARD.encode(pem);

        let user = format!("{{client-certificate-data: {data}}}");
        let summary = summary(&document("{server: 'https://192.0.2.1:6443'}", &user));
        let certificate = summary.certificate.unwrap();
        assert_eq!(certificate.identity.as_deref(), Some("2345678901234567"));
        assert_eq!(certificate.groups, ["system:users"]);
        assert_eq!(certificate.not_before.to_string(), "2026-01-02T00:00:00Z");
        assert_eq!(certificate.not_after.to_string(), "2029-01-02T00:00:00Z");
        assert_eq!(summary.server.as_deref(), Some("https://192.0.2.1:6443"));
        assert_eq!(summary.concerns, []);
    }

    #[test]
    fn every_danger_is_pointed_out() {
        let text = document(
            "{server: 'http://x', insecure-skip-tls-verify: true, certificate-authority: /ca}",
            "{exec: {command: /bin/sh}, auth-provider: {name: gcp}, client-key: k.pem, tokenFile: t}",
        );
        let reads = |entry: &str, path: &str| Concern::ReadsFile {
            entry: entry.to_owned(),
            path: path.to_owned(),
        };
        assert_eq!(
            summary(&text).concerns,
            [
                Concern::TlsNotVerified { cluster: "k".into() },
                Concern::ServerNotHttps { cluster: "k".into(), server: "http://x".into() },
                reads("k", "/ca"),
                Concern::RunsProgram { user: "u".into(), command: "/bin/sh".into() },
                Concern::AuthProvider { user: "u".into(), provider: "gcp".into() },
                reads("u", "k.pem"),
                reads("u", "t"),
            ]
        );
    }

    #[test]
    fn control_characters_and_dangling_names_are_pointed_out() {
        let text = document("{server: \"https://x\\e[2J\"}", "{}").replace("user: u}", "user: w}");
        let summary = summary(&text);
        assert_eq!(summary.concerns, [Concern::Dangling, Concern::ControlCharacters]);
        assert_eq!(summary.server.as_deref(), Some("https://x\u{25a1}[2J"));
    }
}
