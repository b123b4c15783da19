//! A plain HTTP client that signs, or does not, as each test wants it.

use std::sync::OnceLock;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use ack_kubeconfig::core::acs::operation::ApiRequest;
use ack_kubeconfig::core::acs::sign::{Scheme, SignedRequest, sign};
use ack_kubeconfig::core::acs::{ApiServerEndpoint, Credentials, GetKubeconfig};
use ack_kubeconfig::demo::{DemoAck, DemoOptions};
use jiff::Timestamp;
use reqwest::header::{HeaderMap, HeaderName, HeaderValue};
use secrecy::{ExposeSecret as _, SecretString};
use serde_json::Value;

/// How long an answer may take to be there whole.
const DEADLINE: Duration = Duration::from_mins(1);

pub(crate) const SCHEMES: [Scheme; 2] = [Scheme::Roa, Scheme::Acs3];

/// An answer, read to its end.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) headers: HeaderMap,
    pub(crate) text: String,
}

impl Answer {
    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.text).unwrap_or_else(|error| panic!("{error}: {}", self.text))
    }

    /// The error code, in whichever shape.
    pub(crate) fn code(&self) -> String {
        let json = self.json();
        let code = json["Code"].as_str().or(json["code"].as_str());
        code.unwrap_or_default().to_owned()
    }

    /// Status and error code.
    pub(crate) fn verdict(&self) -> (u16, String) {
        (self.status, self.code())
    }

    #[track_caller]
    pub(crate) fn config(&self) -> String {
        assert_eq!(self.status, 200, "{}", self.text);
        self.json()["config"].as_str().expect("a config").to_owned()
    }
}

pub(crate) async fn demo() -> DemoAck {
    DemoAck::start(DemoOptions::default()).await.expect("the demo starts")
}

pub(crate) fn nonce() -> String {
    static NEXT: AtomicU64 = AtomicU64::new(1);
    format!("test-nonce-{}", NEXT.fetch_add(1, Ordering::Relaxed))
}

#[expect(clippy::disallowed_methods, reason = "the demo's clock runs, so must the test's")]
pub(crate) fn now() -> Timestamp {
    Timestamp::now()
}

pub(crate) fn request(
    method: &'static str,
    action: &'static str,
    path: &str,
    query: &[(&'static str, &str)],
) -> ApiRequest {
    let query = query.iter().map(|&(name, value)| (name, value.to_owned())).collect();
    ApiRequest { method, action, path: path.to_owned(), query }
}

pub(crate) fn get_kubeconfig(
    demo: &DemoAck,
    name: &str,
    api_server: ApiServerEndpoint,
) -> ApiRequest {
    let cluster = demo.cluster(name).expect("a cluster of this name");
    GetKubeconfig { cluster_id: cluster.id.clone(), api_server, duration: None }.to_request()
}

/// Any request that every key may send.
pub(crate) fn list() -> ApiRequest {
    request("GET", "DescribeClustersV1", "/api/v1/clusters", &[])
}

pub(crate) fn signed(
    demo: &DemoAck,
    request: &ApiRequest,
    credentials: &Credentials,
    scheme: Scheme,
) -> SignedRequest {
    sign(request, demo.endpoint(), credentials, scheme, demo.now(), &nonce())
}

/// Sends a request as the RAM user, signed with ROA.
pub(crate) async fn ask(demo: &DemoAck, request: &ApiRequest) -> Answer {
    send(&signed(demo, request, demo.credentials(), Scheme::Roa)).await
}

/// Sends a signed request as it is.
pub(crate) async fn send(request: &SignedRequest) -> Answer {
    exchange(request).await.expect("a whole answer")
}

pub(crate) async fn exchange(request: &SignedRequest) -> reqwest::Result<Answer> {
    let method = request.http.method.parse().unwrap();
    let mut builder = client().request(method, request.http.url.expose_secret());
    for (name, value) in &request.http.headers {
        let value = HeaderValue::from_str(value.expose_secret()).unwrap();
        builder = builder.header(HeaderName::from_static(name), value);
    }
    read(builder.send().await?).await
}

pub(crate) async fn read(response: reqwest::Response) -> reqwest::Result<Answer> {
    let (status, headers) = (response.status().as_u16(), response.headers().clone());
    Ok(Answer { status, headers, text: response.text().await? })
}

/// A client that takes no proxy and follows no redirect, for loopback HTTP.
fn client() -> reqwest::Client {
    builder().build().expect("a client")
}

pub(crate) fn builder() -> reqwest::ClientBuilder {
    static PROVIDER: OnceLock<()> = OnceLock::new();
    PROVIDER.get_or_init(|| {
        rustls::crypto::ring::default_provider().install_default().ok();
    });
    reqwest::Client::builder()
        .no_proxy()
        .redirect(reqwest::redirect::Policy::none())
        .timeout(DEADLINE)
}

/// Replaces a header of a request that is signed already, or takes it away.
pub(crate) fn with_header(
    mut request: SignedRequest,
    name: &'static str,
    value: Option<&str>,
) -> SignedRequest {
    request.http.headers.retain(|(candidate, _)| *candidate != name);
    request.http.headers.extend(value.map(|value| (name, SecretString::from(value))));
    request
}

/// The document's parts that the tests look at.
pub(crate) struct Kubeconfig {
    pub(crate) server: String,
    pub(crate) ca_pem: String,
    pub(crate) certificate_pem: String,
    pub(crate) key_pem: String,
    pub(crate) context: String,
    pub(crate) user: String,
}

pub(crate) fn parse(text: &str) -> Kubeconfig {
    use base64::Engine as _;
    let document: serde_yaml::Value = serde_yaml::from_str(text).expect("YAML");
    let string = |value: &serde_yaml::Value| value.as_str().expect("a string").to_owned();
    let decode = |value: &serde_yaml::Value| {
        let bytes = base64::engine::general_purpose::STANDARD.decode(string(value)).unwrap();
        String::from_utf8(bytes).unwrap()
    };
    let cluster = &document["clusters"][0]["cluster"];
    let user = &document["users"][0]["user"];
    Kubeconfig {
        server: string(&cluster["server"]),
        ca_pem: decode(&cluster["certificate-authority-data"]),
        certificate_pem: decode(&user["client-certificate-data"]),
        key_pem: decode(&user["client-key-data"]),
        context: string(&document["current-context"]),
        user: string(&document["users"][0]["name"]),
    }
}
