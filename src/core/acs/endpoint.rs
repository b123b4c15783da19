//! Where requests go (the API endpoint), and which address of the cluster they ask for.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::region::CENTRAL_ONLY;

/// Which address of the cluster's API server the kubeconfig names.
///
/// The service's parameter is the boolean `PrivateIpAddress`; other tools have sent its
/// opposite by mistake, so here it is a word.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize,
)]
#[serde(rename_all = "lowercase")]
pub enum ApiServerEndpoint {
    /// The address on the Internet.
    #[default]
    Public,
    /// The address inside the cluster's VPC.
    Private,
}

impl ApiServerEndpoint {
    /// The one that this is not.
    #[must_use]
    pub fn other(self) -> Self {
        match self {
            Self::Public => Self::Private,
            Self::Private => Self::Public,
        }
    }
}

/// Which way requests to the API go.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Network {
    /// Over the Internet.
    #[default]
    Internet,
    /// Inside the VPC, from a machine that is in it or connected to it.
    Vpc,
}

/// The base URL of the ACK API: HTTPS, or plain HTTP to a loopback address only.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct ApiEndpoint(url::Url);

/// Why a text is no API endpoint.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ApiEndpointError {
    /// It cannot be read as a URL with a host.
    #[error("not a URL with a host, write it like https://cs.cn-hangzhou.aliyuncs.com")]
    NotAUrl,
    /// A plain HTTP address that is not loopback, or another protocol.
    #[error("only https:// is used, and http:// only to this machine itself")]
    NotSecure,
    /// It has a user, a path, a query or a fragment.
    #[error("an API endpoint is only a protocol, a host and perhaps a port")]
    MoreThanAHost,
    /// A region id with something other than lower-case letters, digits and hyphens.
    #[error("a region ID has only lower-case letters, digits and hyphens, like cn-hangzhou")]
    BadRegion,
}

impl ApiEndpoint {
    /// The central endpoint, which knows the clusters of all regions.
    pub const CENTRAL: &'static str = "https://cs.aliyuncs.com";

    /// Reads an endpoint; without a protocol it is HTTPS.
    ///
    /// # Errors
    /// [`ApiEndpointError`], above all for plain HTTP to another machine.
    pub fn parse(text: &str) -> Result<Self, ApiEndpointError> {
        let text = text.trim();
        let with_protocol =
            if text.contains("://") { text.to_owned() } else { format!("https://{text}") };
        let url =
            url::Url::parse(&with_protocol).map_err(|_unreadable| ApiEndpointError::NotAUrl)?;
        if url.host_str().is_none_or(str::is_empty) {
            return Err(ApiEndpointError::NotAUrl);
        }
        if !is_secure(&url) {
            return Err(ApiEndpointError::NotSecure);
        }
        let bare = url.username().is_empty()
            && url.password().is_none()
            && url.path() == "/"
            && url.query().is_none()
            && url.fragment().is_none();
        if bare { Ok(Self(url)) } else { Err(ApiEndpointError::MoreThanAHost) }
    }

    /// The public endpoint of a region, `https://cs.{region}.aliyuncs.com`; the central one for
    /// the few regions that have none of their own.
    ///
    /// # Errors
    /// [`ApiEndpointError::BadRegion`], when the text could not be a region id.
    pub fn of_region(region: &str) -> Result<Self, ApiEndpointError> {
        let region = region.trim();
        let usual = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        if region.is_empty() || !region.chars().all(usual) {
            return Err(ApiEndpointError::BadRegion);
        }
        if CENTRAL_ONLY.contains(&region) {
            return Ok(Self::default());
        }
        Self::parse(&format!("https://cs.{region}.aliyuncs.com"))
    }

    /// The endpoint of a region inside the VPC, `https://cs-anony-vpc.{region}.aliyuncs.com`.
    ///
    /// # Errors
    /// [`ApiEndpointError::BadRegion`], when the text could not be a region id.
    pub fn of_region_in_vpc(region: &str) -> Result<Self, ApiEndpointError> {
        Self::of_region(region)?;
        Self::parse(&format!("https://cs-anony-vpc.{}.aliyuncs.com", region.trim()))
    }

    /// The value of the `Host` header: the host, and the port unless it is the protocol's own.
    #[must_use]
    pub fn host(&self) -> String {
        let host = self.0.host_str().unwrap_or_default();
        match self.0.port() {
            Some(port) => format!("{host}:{port}"),
            None => host.to_owned(),
        }
    }

    /// The base URL, without a slash at the end.
    #[must_use]
    pub fn as_str(&self) -> &str {
        self.0.as_str().trim_end_matches('/')
    }
}

impl Default for ApiEndpoint {
    #[expect(clippy::expect_used, reason = "a constant, read by a test")]
    fn default() -> Self {
        Self::parse(Self::CENTRAL).expect("the central endpoint is a valid endpoint")
    }
}

impl fmt::Display for ApiEndpoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Debug for ApiEndpoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ApiEndpoint({self})")
    }
}

impl std::str::FromStr for ApiEndpoint {
    type Err = ApiEndpointError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::parse(text)
    }
}

/// Whether a URL may be asked with a secret: HTTPS, or plain HTTP to this machine itself.
#[must_use]
pub fn is_secure(url: &url::Url) -> bool {
    match url.scheme() {
        "https" => true,
        "http" => is_loopback(url),
        _ => false,
    }
}

/// A loopback address by number, or the name `localhost` itself; names that only end in it do
/// not count, because a resolver may send them anywhere.
fn is_loopback(url: &url::Url) -> bool {
    match url.host() {
        Some(url::Host::Ipv4(address)) => address.is_loopback(),
        Some(url::Host::Ipv6(address)) => address.is_loopback(),
        Some(url::Host::Domain(name)) => name == "localhost",
        None => false,
    }
}

#[cfg(test)]
mod tests {
    use super::{ApiEndpoint, ApiEndpointError};

    #[test]
    fn reads_endpoints_and_gives_the_host_header() {
        for (text, base, host) in [
            ("cs.aliyuncs.com", "https://cs.aliyuncs.com", "cs.aliyuncs.com"),
            (
                "https://cs.cn-beijing.aliyuncs.com/",
                "https://cs.cn-beijing.aliyuncs.com",
                "cs.cn-beijing.aliyuncs.com",
            ),
            ("https://example.com:8443", "https://example.com:8443", "example.com:8443"),
            ("http://127.0.0.1:9000", "http://127.0.0.1:9000", "127.0.0.1:9000"),
            ("http://localhost:9000", "http://localhost:9000", "localhost:9000"),
            ("http://[::1]:9000", "http://[::1]:9000", "[::1]:9000"),
        ] {
            let endpoint = ApiEndpoint::parse(text).unwrap();
            assert_eq!((endpoint.as_str(), endpoint.host().as_str()), (base, host));
        }
        assert_eq!(ApiEndpoint::default().as_str(), ApiEndpoint::CENTRAL);
        let region = ApiEndpoint::of_region("cn-hangzhou").unwrap();
        assert_eq!(region.as_str(), "https://cs.cn-hangzhou.aliyuncs.com");
    }

    #[test]
    fn refuses_plain_http_to_other_machines_and_anything_beyond_a_host() {
        for (text, error) in [
            ("http://cs.aliyuncs.com", ApiEndpointError::NotSecure),
            ("http://localhost.example.com", ApiEndpointError::NotSecure),
            ("http://192.168.0.1", ApiEndpointError::NotSecure),
            ("ftp://127.0.0.1", ApiEndpointError::NotSecure),
            ("https://user@cs.aliyuncs.com", ApiEndpointError::MoreThanAHost),
            ("https://cs.aliyuncs.com/path", ApiEndpointError::MoreThanAHost),
            ("https://cs.aliyuncs.com?x=1", ApiEndpointError::MoreThanAHost),
            ("", ApiEndpointError::NotAUrl),
            ("https://", ApiEndpointError::NotAUrl),
        ] {
            assert_eq!(ApiEndpoint::parse(text), Err(error), "{text:?}");
        }
        for region in ["", "cn/../x", "evil.example.com#", "CN-Hangzhou"] {
            assert_eq!(
                ApiEndpoint::of_region(region),
                Err(ApiEndpointError::BadRegion),
                "{region}"
            );
        }
    }
}
