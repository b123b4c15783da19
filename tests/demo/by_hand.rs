//! Requests signed by hand, from the documentation: nothing of `core::acs::sign` is used here, so
//! that a mistake which the client and the embedded ACK share shows.

use std::fmt::Write as _;

use ack_kubeconfig::core::acs::Credentials;
use ack_kubeconfig::demo::DemoAck;
use base64::Engine as _;
use hmac::{Hmac, KeyInit as _, Mac as _};
use secrecy::{ExposeSecret as _, SecretString};
use sha2::Digest as _;

use crate::support::{Answer, builder, demo, nonce, now, read};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Style {
    Roa,
    Acs3,
}

const STYLES: [Style; 2] = [Style::Roa, Style::Acs3];
/// Sorted by name, as the signatures want it.
type Query<'a> = &'a [(&'a str, &'a str)];

/// A list request and the string that was signed for it.
struct Signed {
    url: String,
    headers: Vec<(&'static str, String)>,
    string_to_sign: String,
}

impl Signed {
    fn new(demo: &DemoAck, style: Style, key: &Credentials, query: Query<'_>) -> Self {
        let path = "/api/v1/clusters";
        let pairs = query.iter().map(|(name, value)| format!("{name}={}", encoded(value)));
        let wire_query = pairs.collect::<Vec<_>>().join("&");
        let mut headers = common_headers(demo, key);
        let (string_to_sign, authorization) = match style {
            Style::Roa => {
                let date = now().strftime("%a, %d %b %Y %H:%M:%S GMT").to_string();
                headers.push(("date", date));
                headers.push(("x-acs-signature-method", "HMAC-SHA1".to_owned()));
                headers.push(("x-acs-signature-version", "1.0".to_owned()));
                sign_roa(path, query, &headers, key)
            }
            Style::Acs3 => {
                let date = now().strftime("%Y-%m-%dT%H:%M:%SZ").to_string();
                headers.push(("x-acs-action", "DescribeClustersV1".to_owned()));
                headers.push(("x-acs-date", date));
                headers.push(("x-acs-content-sha256", hex(&sha2::Sha256::digest(b""))));
                sign_acs3(path, &wire_query, &headers, key)
            }
        };
        headers.push(("authorization", authorization));
        let url = format!("{}{path}?{wire_query}", demo.endpoint());
        Self { url, headers, string_to_sign }
    }

    async fn send(&self) -> Answer {
        let mut request = builder().build().unwrap().get(&self.url);
        for (name, value) in &self.headers {
            request = request.header(*name, value);
        }
        read(request.send().await.unwrap()).await.unwrap()
    }
}

fn common_headers(demo: &DemoAck, key: &Credentials) -> Vec<(&'static str, String)> {
    let mut headers = vec![
        ("host", demo.endpoint().host()),
        ("accept", "application/json".to_owned()),
        ("x-acs-version", "2015-12-15".to_owned()),
        ("x-acs-signature-nonce", nonce()),
    ];
    if let Some(token) = key.security_token() {
        headers.push(("x-acs-security-token", token.expose_secret().to_owned()));
    }
    headers
}

/// The headers that are signed, sorted by name, a line each.
fn signed_headers(headers: &[(&'static str, String)], host: bool) -> (Vec<&'static str>, String) {
    let mut signed: Vec<_> = headers
        .iter()
        .filter(|(name, _)| name.starts_with("x-acs-") || (host && *name == "host"))
        .collect();
    signed.sort_unstable();
    let lines = signed.iter().map(|(name, value)| format!("{name}:{value}\n")).collect();
    (signed.iter().map(|(name, _)| *name).collect(), lines)
}

fn sign_roa(
    path: &str,
    query: Query<'_>,
    headers: &[(&'static str, String)],
    key: &Credentials,
) -> (String, String) {
    let (_, date) = headers.iter().find(|(name, _)| *name == "date").unwrap();
    let (_, lines) = signed_headers(headers, false);
    let pairs = query.iter().map(|(name, value)| format!("{name}={value}"));
    let query = pairs.collect::<Vec<_>>().join("&");
    let text = format!("GET\napplication/json\n\n\n{date}\n{lines}{path}?{query}");
    let secret = key.access_key_secret().expose_secret();
    let mut mac = Hmac::<sha1::Sha1>::new_from_slice(secret.as_bytes()).unwrap();
    mac.update(text.as_bytes());
    let signature = base64::engine::general_purpose::STANDARD.encode(mac.finalize().as_bytes());
    (text, format!("acs {}:{signature}", key.access_key_id()))
}

fn sign_acs3(
    path: &str,
    query: &str,
    headers: &[(&'static str, String)],
    key: &Credentials,
) -> (String, String) {
    let (names, lines) = signed_headers(headers, true);
    let names = names.join(";");
    let body = hex(&sha2::Sha256::digest(b""));
    let canonical = format!("GET\n{path}\n{query}\n{lines}\n{names}\n{body}");
    let text = format!("ACS3-HMAC-SHA256\n{}", hex(&sha2::Sha256::digest(canonical.as_bytes())));
    let secret = key.access_key_secret().expose_secret();
    let mut mac = Hmac::<sha2::Sha256>::new_from_slice(secret.as_bytes()).unwrap();
    mac.update(text.as_bytes());
    let signature = hex(mac.finalize().as_bytes());
    let id = key.access_key_id();
    let header =
        format!("ACS3-HMAC-SHA256 Credential={id},SignedHeaders={names},Signature={signature}");
    (text, header)
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        write!(text, "{byte:02x}").unwrap();
        text
    })
}

pub(crate) fn encoded(text: &str) -> String {
    text.bytes().fold(String::new(), |mut encoded, byte| {
        if byte.is_ascii_alphanumeric() || b"-_.~".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            write!(encoded, "%{byte:02X}").unwrap();
        }
        encoded
    })
}

#[tokio::test]
async fn signatures_made_by_hand_are_accepted_whatever_the_query() {
    let demo = demo().await;
    for style in STYLES {
        for (name, found) in
            [("prod", 2), ("数据湖", 1), ("e 数", 1), ("a+b*c~d/é&=?%20", 0), ("LEGACY", 1)]
        {
            let query = [("name", name), ("page_number", "1"), ("page_size", "5")];
            for key in [demo.credentials().clone(), demo.sts_credentials()] {
                let answer = Signed::new(&demo, style, &key, &query).send().await;
                assert_eq!(answer.status, 200, "{style:?} {name}: {}", answer.text);
                assert_eq!(answer.json()["page_info"]["total_count"], found, "{name}");
            }
        }
    }
    assert!(demo.requests().iter().all(|request| request.accepted));
}

#[tokio::test]
async fn the_servers_string_to_sign_is_the_documented_one() {
    let demo = demo().await;
    let id = demo.credentials().access_key_id();
    let wrong = Credentials::new(id, &SecretString::from("NotTheSecret"), None).unwrap();
    for style in STYLES {
        let query = [("name", "a b&c"), ("page_size", "5")];
        let signed = Signed::new(&demo, style, &wrong, &query);
        let answer = signed.send().await;
        assert_eq!(answer.verdict(), (400, "SignatureDoesNotMatch".to_owned()), "{style:?}");
        let body = answer.json();
        let (_, theirs) = body["Message"].as_str().unwrap().split_once("to sign is:").unwrap();
        assert_eq!(theirs, signed.string_to_sign, "{style:?}");
    }
}
