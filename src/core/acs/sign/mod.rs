//! Signing a request: a pure function of the request, the key, the time and the nonce.
//!
//! Two schemes, each in a file of its own with the steps that the documentation names kept as
//! separate values, so that a wrong signature shows *which* step is wrong:
//! [`roa`] (HMAC-SHA1, `Authorization: acs …`) and [`acs3`] (ACS3-HMAC-SHA256).

pub mod acs3;
pub mod hash;
pub mod roa;

use jiff::Timestamp;
use secrecy::ExposeSecret;
use serde::{Deserialize, Serialize};

use super::operation::API_VERSION;
use super::{ApiEndpoint, ApiRequest, Credentials, HttpRequest, Prepared, Signing, percent};

/// How a request is signed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Scheme {
    /// The ROA signature, version 1.0, with HMAC-SHA1.
    Roa,
    /// ACS3-HMAC-SHA256, "V3" in the documentation.
    Acs3,
}

impl Scheme {
    /// The one that this is not.
    #[must_use]
    pub fn other(self) -> Self {
        match self {
            Self::Roa => Self::Acs3,
            Self::Acs3 => Self::Roa,
        }
    }
}

/// Which scheme the user wants.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(into = "&'static str", try_from = "String")]
pub enum SchemeChoice {
    /// ROA first, then ACS3 if the service refuses the signature's method or version.
    #[default]
    Auto,
    /// This one and no other.
    Only(Scheme),
}

impl SchemeChoice {
    /// Every choice.
    pub const ALL: [Self; 3] = [Self::Auto, Self::Only(Scheme::Roa), Self::Only(Scheme::Acs3)];

    /// The word for it, as the command line has it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Auto => "auto",
            Self::Only(Scheme::Roa) => "roa",
            Self::Only(Scheme::Acs3) => "acs3",
        }
    }

    /// The scheme of the first request.
    #[must_use]
    pub fn first(self) -> Scheme {
        match self {
            Self::Auto => Scheme::Roa,
            Self::Only(scheme) => scheme,
        }
    }
}

impl From<SchemeChoice> for &'static str {
    fn from(choice: SchemeChoice) -> Self {
        choice.as_str()
    }
}

impl TryFrom<String> for SchemeChoice {
    type Error = &'static str;

    fn try_from(word: String) -> Result<Self, Self::Error> {
        let known = Self::ALL.into_iter().find(|choice| choice.as_str() == word);
        known.ok_or("a signature is auto, roa or acs3")
    }
}

/// What a signature covers, as it goes over the wire.
///
/// Header names are lower case. The query is not encoded, the path is.
#[derive(Clone, Copy)]
pub struct Message<'a> {
    /// The HTTP method, upper case.
    pub method: &'a str,
    /// The percent-encoded path.
    pub path: &'a str,
    /// Names and values of the query, decoded.
    pub query: &'a [(&'a str, &'a str)],
    /// The headers, names in lower case.
    pub headers: &'a [(&'a str, &'a str)],
    /// The body; empty for none.
    pub body: &'a [u8],
}

impl Message<'_> {
    pub(super) fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(candidate, _)| *candidate == name).map(|(_, value)| *value)
    }

    pub(super) fn sorted_query(&self) -> Vec<(&str, &str)> {
        let mut pairs = self.query.to_vec();
        pairs.sort_unstable();
        pairs
    }
}

/// The steps of one signature, in the order in which they are computed.
///
/// The canonical text of the ROA scheme holds the STS token, so `Debug` shows lengths only.
#[derive(Clone, PartialEq, Eq)]
pub struct Signature {
    /// The request in canonical form.
    pub canonical: String,
    /// The text that the HMAC is computed over.
    pub string_to_sign: String,
    /// The HMAC: base64 for ROA, lower-case hex for ACS3.
    pub signature: String,
    /// The value of the `Authorization` header.
    pub authorization: String,
}

impl std::fmt::Debug for Signature {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Signature")
            .field("canonical_bytes", &self.canonical.len())
            .field("string_to_sign_bytes", &self.string_to_sign.len())
            .finish_non_exhaustive()
    }
}

/// A request with its signature.
#[derive(Debug, Clone)]
pub struct SignedRequest {
    /// The request; `authorization` is the last of its headers, and `host` is among them.
    pub http: HttpRequest,
    /// How the signature came about.
    pub signature: Signature,
    /// The scheme that it was signed with.
    pub scheme: Scheme,
}

impl From<SignedRequest> for Prepared {
    fn from(signed: SignedRequest) -> Self {
        let SignedRequest { http, signature, .. } = signed;
        let signing = Signing {
            canonical: signature.canonical.into(),
            string_to_sign: signature.string_to_sign.into(),
            signature: signature.signature.into(),
        };
        Self { http, signing: Some(signing) }
    }
}

/// Signs `request` for `endpoint` with the key, at the time `now`, with a `nonce` that was never
/// used before.
#[must_use]
pub fn sign(
    request: &ApiRequest,
    endpoint: &ApiEndpoint,
    credentials: &Credentials,
    scheme: Scheme,
    now: Timestamp,
    nonce: &str,
) -> SignedRequest {
    let host = endpoint.host();
    let token = credentials.security_token().map(ExposeSecret::expose_secret);
    let mut headers: Vec<(&'static str, String)> = vec![
        ("host", host),
        ("accept", "application/json".to_owned()),
        ("x-acs-action", request.action.to_owned()),
        ("x-acs-version", API_VERSION.to_owned()),
        ("x-acs-signature-nonce", nonce.to_owned()),
    ];
    headers.extend(match scheme {
        Scheme::Roa => roa::headers(now),
        Scheme::Acs3 => acs3::headers(now, b""),
    });
    if let Some(token) = token {
        headers.push(("x-acs-accesskey-id", credentials.access_key_id().to_owned()));
        headers.push(("x-acs-security-token", token.to_owned()));
    }

    let query: Vec<(&str, &str)> = request.query.iter().map(|(n, v)| (*n, v.as_str())).collect();
    let borrowed: Vec<(&str, &str)> = headers.iter().map(|(n, v)| (*n, v.as_str())).collect();
    let message = Message {
        method: request.method,
        path: &request.path,
        query: &query,
        headers: &borrowed,
        body: b"",
    };
    let signature = match scheme {
        Scheme::Roa => roa::sign(&message, credentials),
        Scheme::Acs3 => acs3::sign(&message, &acs3::headers_to_sign(&message), credentials),
    };

    let mut url = format!("{endpoint}{}", request.path);
    if !query.is_empty() {
        url.push('?');
        url.push_str(&percent::encode_query(query.iter().copied()));
    }
    let mut http = HttpRequest::new(request.method, url);
    for (name, value) in headers {
        http = http.header(name, value);
    }
    let http = http.header("authorization", signature.authorization.as_str());
    SignedRequest { http, signature, scheme }
}

#[cfg(test)]
mod tests {
    use super::{ApiEndpoint, Credentials, Scheme, sign};
    use crate::core::acs::{ApiServerEndpoint, ClusterId, GetKubeconfig};
    use secrecy::{ExposeSecret as _, SecretString};

    fn signed(scheme: Scheme, token: Option<&str>) -> super::SignedRequest {
        let token = token.map(SecretString::from);
        let key = Credentials::new("LTAI5tExampleKey0001", &"TheSecret".into(), token.as_ref());
        let get = GetKubeconfig {
            cluster_id: ClusterId::parse("c5b5").unwrap(),
            api_server: ApiServerEndpoint::Private,
            duration: None,
        };
        let now = "2025-11-24T16:00:00.7Z".parse().unwrap();
        let endpoint = ApiEndpoint::default();
        sign(&get.to_request(), &endpoint, &key.unwrap(), scheme, now, "nonce-1")
    }

    fn header<'a>(request: &'a super::SignedRequest, name: &str) -> Option<&'a str> {
        let found = request.http.headers.iter().find(|(candidate, _)| *candidate == name);
        found.map(|(_, value)| value.expose_secret())
    }

    #[test]
    fn roa_names_method_version_and_date() {
        let request = signed(Scheme::Roa, None);
        assert_eq!(
            request.http.url.expose_secret(),
            "https://cs.aliyuncs.com/k8s/c5b5/user_config?PrivateIpAddress=true"
        );
        assert_eq!(header(&request, "date"), Some("Mon, 24 Nov 2025 16:00:00 GMT"));
        assert_eq!(header(&request, "x-acs-signature-method"), Some("HMAC-SHA1"));
        assert_eq!(header(&request, "x-acs-signature-version"), Some("1.0"));
        assert_eq!(header(&request, "x-acs-action"), Some("DescribeClusterUserKubeconfig"));
        assert_eq!(header(&request, "accept"), Some("application/json"));
        assert_eq!(header(&request, "x-acs-date"), None);
        assert!(
            header(&request, "authorization").unwrap().starts_with("acs LTAI5tExampleKey0001:")
        );
    }

    #[test]
    fn acs3_has_its_own_date_and_no_other() {
        let request = signed(Scheme::Acs3, None);
        assert_eq!(header(&request, "x-acs-date"), Some("2025-11-24T16:00:00Z"));
        assert_eq!(header(&request, "date"), None);
        assert!(header(&request, "authorization").unwrap().starts_with(
            "ACS3-HMAC-SHA256 Credential=LTAI5tExampleKey0001,SignedHeaders=host;x-acs-action;\
                 x-acs-content-sha256;x-acs-date;x-acs-signature-nonce;x-acs-version,Signature="
        ));
    }

    #[test]
    fn a_token_is_sent_and_signed_by_both_schemes() {
        for scheme in [Scheme::Roa, Scheme::Acs3] {
            let request = signed(scheme, Some("TheToken"));
            assert_eq!(header(&request, "x-acs-security-token"), Some("TheToken"));
            assert!(request.signature.canonical.contains("x-acs-security-token:TheToken\n"));
            let shown = format!("{request:?} {:?}", request.signature);
            assert!(!shown.contains("TheToken") && !shown.contains("TheSecret"), "{shown}");
        }
    }
}
