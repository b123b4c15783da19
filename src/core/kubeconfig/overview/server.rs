//! Where a cluster entry goes, and what proves that it arrived there.

use ::core::net::IpAddr;

use super::certificate::{CertificateFacts, Chain};
use crate::core::kubeconfig::edit::{NodeId, Tree};
use crate::core::printable::{harmless, printable};

/// What a cluster entry says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClusterFacts {
    /// Its name.
    pub name: String,
    /// The URL of the API server, whole.
    pub server: Option<String>,
    /// What kind of address that is.
    pub address: Address,
    /// What the server's certificate is checked against.
    pub authority: Authority,
    /// Whether the server's certificate is not checked at all (`insecure-skip-tls-verify`).
    pub skips_verification: bool,
    /// The name that the server's certificate is checked for, in place of the URL's.
    pub tls_server_name: Option<String>,
    /// The proxy on the way, without a name and password.
    pub proxy: Option<String>,
}

/// The kind of a server's address, as far as the address alone tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Address {
    /// A number that the Internet routes.
    Public,
    /// A number of a private network, or of one's own link.
    Private,
    /// This very computer.
    Loopback,
    /// A name: where it leads is known only when it is looked up.
    Name,
    /// No URL, or none with a host.
    Unreadable,
}

/// What a server's certificate is checked against.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Authority {
    /// This certificate.
    Certificate(Box<CertificateFacts>),
    /// Something that is no certificate.
    Unreadable,
    /// A file.
    File(String),
    /// The authorities that this computer trusts.
    System,
}

/// The longest address that is shown: a URL is of use only whole.
const LONGEST_URL: usize = 400;

/// Reads a cluster entry, and the certificates that its authority has.
pub(super) fn read(
    tree: &Tree<'_>,
    name: &str,
    body: Option<NodeId>,
) -> (ClusterFacts, Option<Chain>) {
    let text = |key| tree.text_of(body?, key).filter(|text| !text.is_empty());
    let chain = text("certificate-authority-data").map(Chain::read);
    let facts = chain.as_ref().map(|chain| chain.as_ref().and_then(Chain::facts));
    let authority = match (facts, text("certificate-authority")) {
        (Some(Some(facts)), _) => Authority::Certificate(Box::new(facts)),
        (Some(None), _) => Authority::Unreadable,
        (None, Some(path)) => Authority::File(printable(path)),
        (None, None) => Authority::System,
    };
    let server = text("server");
    let facts = ClusterFacts {
        name: printable(name),
        server: server.map(|server| harmless(server, LONGEST_URL)),
        address: server.map_or(Address::Unreadable, Address::of),
        authority,
        skips_verification: text("insecure-skip-tls-verify") == Some("true"),
        tls_server_name: text("tls-server-name").map(printable),
        proxy: text("proxy-url").map(without_password),
    };
    (facts, chain.flatten())
}

impl Address {
    /// The kind of a URL's address.
    pub(in crate::core::kubeconfig) fn of(server: &str) -> Self {
        let Ok(url) = url::Url::parse(server.trim()) else { return Self::Unreadable };
        match url.host() {
            None => Self::Unreadable,
            Some(url::Host::Domain(name)) if name.eq_ignore_ascii_case("localhost") => {
                Self::Loopback
            }
            Some(url::Host::Domain(_)) => Self::Name,
            Some(url::Host::Ipv4(address)) => Self::of_number(address.into()),
            Some(url::Host::Ipv6(address)) => Self::of_number(address.into()),
        }
    }

    /// The kind of a number: public, private or this computer's own. The ranges are those of
    /// RFC 1918, 6598 (which Alibaba Cloud uses inside), 3927, 4193 and 4291.
    #[must_use]
    pub fn of_number(address: IpAddr) -> Self {
        let address = address.to_canonical();
        let private = match address {
            IpAddr::V4(v4) => {
                let [first, second, ..] = v4.octets();
                v4.is_private() || v4.is_link_local() || (first == 100 && second & 0xc0 == 64)
            }
            IpAddr::V6(v6) => v6.is_unique_local() || v6.is_unicast_link_local(),
        };
        match (address.is_loopback(), private) {
            (true, _) => Self::Loopback,
            (false, true) => Self::Private,
            (false, false) => Self::Public,
        }
    }
}

/// A proxy's URL may have a name and password in it, which nobody needs to see.
fn without_password(proxy: &str) -> String {
    match url::Url::parse(proxy) {
        Ok(url) => {
            let port = url.port().map(|port| format!(":{port}")).unwrap_or_default();
            printable(&format!("{}://{}{port}", url.scheme(), url.host_str().unwrap_or_default()))
        }
        Err(_) => "?".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::{Address, without_password};

    #[test]
    fn the_kind_of_an_address_is_told_by_its_range() {
        use Address::{Loopback, Name, Private, Public, Unreadable};
        for (server, kind) in [
            ("https://47.98.12.34:6443", Public),
            ("https://10.1.2.3:6443", Private),
            ("https://172.16.0.1", Private),
            ("https://192.168.0.1", Private),
            ("https://100.100.0.1", Private),
            ("https://100.128.0.1", Public),
            ("https://169.254.1.1", Private),
            ("https://127.0.0.1:6443", Loopback),
            ("https://[::1]:6443", Loopback),
            ("https://localhost:6443", Loopback),
            ("https://[fd00::1]:6443", Private),
            ("https://[fe80::1]", Private),
            ("https://[2408:4000::1]:6443", Public),
            ("https://[::ffff:10.0.0.1]", Private),
            ("https://[::ffff:47.98.12.34]", Public),
            ("https://[::ffff:127.0.0.1]", Loopback),
            ("https://cluster.example.com:6443", Name),
            ("nowhere", Unreadable),
            ("", Unreadable),
        ] {
            assert_eq!(Address::of(server), kind, "{server}");
        }
    }

    #[test]
    fn a_proxy_is_shown_without_its_password() {
        assert_eq!(without_password("http://me:secret@proxy:8080/x"), "http://proxy:8080");
        assert_eq!(without_password("secret"), "?");
    }
}
