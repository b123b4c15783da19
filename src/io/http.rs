//! One exchange over HTTP: a request out, a raw answer in, within limits.
//!
//! HTTPS with the system's root certificates, or plain HTTP to loopback and to the metadata
//! service of an ECS instance. Redirects are never followed: they would carry the signature
//! elsewhere.

use std::error::Error;
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use jiff::fmt::rfc2822::DateTimeParser;
use reqwest::header::{HeaderMap, HeaderName, HeaderValue};
use secrecy::ExposeSecret as _;

use crate::core::acs::{HttpRequest, RawReply, TransportError};

/// The largest body that is read, after decompression.
pub const MAX_BODY: usize = 4 * 1024 * 1024;
/// The largest headers that are accepted, names and values together.
pub const MAX_HEADERS: usize = 64 * 1024;
/// How long a connection may take to stand, TLS included.
pub const CONNECT_TIMEOUT: Duration = Duration::from_secs(10);

/// The address of the metadata service of an ECS instance.
const METADATA_HOST: &str = "100.100.100.200";

/// The headers that the client puts on every request itself.
pub const ADDED_HEADERS: [(&str, &str); 2] = [
    ("user-agent", concat!("ack-kubeconfig/", env!("CARGO_PKG_VERSION"))),
    ("accept-encoding", "gzip"),
];

/// The headers that may be logged; any other may hold a key or what was made with one.
const PUBLIC_HEADERS: [&str; 5] = ["host", "accept", "date", "content-type", "x-acs-action"];

/// The HTTP clients of this process; each is made when it is first needed.
#[derive(Clone, Default)]
pub struct HttpClient(Arc<Clients>);

#[derive(Default)]
struct Clients {
    /// With the system's proxy and root certificates.
    secure: OnceLock<reqwest::Client>,
    /// For loopback: never through a proxy, and without the cost of reading root certificates.
    loopback: OnceLock<reqwest::Client>,
}

impl HttpClient {
    /// Sends a request and reads the whole answer, which must be there within `limit`.
    ///
    /// Dropping the future cancels the exchange at once.
    ///
    /// # Errors
    /// [`TransportError`], when no whole answer within the limits came.
    pub async fn send(
        &self,
        request: &HttpRequest,
        limit: Duration,
    ) -> Result<RawReply, TransportError> {
        tokio::time::timeout(limit, self.exchange(request))
            .await
            .unwrap_or_else(|_elapsed| Err(TransportError::Timeout { seconds: limit.as_secs() }))
    }

    async fn exchange(&self, request: &HttpRequest) -> Result<RawReply, TransportError> {
        let url = reqwest::Url::parse(request.url.expose_secret()).map_err(setup)?;
        let host = url.host_str().unwrap_or_default().to_owned();
        let client = self.client_for(&url)?;
        let method = reqwest::Method::from_bytes(request.method.as_bytes()).map_err(setup)?;
        let mut builder = client.request(method, url);
        for (name, value) in &request.headers {
            let mut value = HeaderValue::from_str(value.expose_secret()).map_err(setup)?;
            value.set_sensitive(!PUBLIC_HEADERS.contains(name));
            builder = builder.header(HeaderName::from_static(name), value);
        }
        if !request.body.expose_secret().is_empty() {
            builder = builder.body(request.body.expose_secret().to_owned());
        }
        let response = builder.send().await.map_err(|error| classify(error, &host))?;
        read(response).await
    }

    fn client_for(&self, url: &reqwest::Url) -> Result<reqwest::Client, TransportError> {
        let plain = url.scheme() == "http";
        if plain && !may_be_plain(url) {
            let host = url.host_str().unwrap_or_default().to_owned();
            return Err(TransportError::NotSecure { host });
        }
        let slot = if plain { &self.0.loopback } else { &self.0.secure };
        if let Some(client) = slot.get() {
            return Ok(client.clone());
        }
        let client = if plain { loopback_client()? } else { secure_client()? };
        Ok(slot.get_or_init(|| client).clone())
    }
}

/// Plain HTTP is for this machine itself, and for the metadata service of an ECS instance, which
/// speaks nothing else: its address is routed by the hypervisor and never leaves the host.
fn may_be_plain(url: &reqwest::Url) -> bool {
    match url.host_str() {
        Some("localhost" | METADATA_HOST) => true,
        Some(host) => host
            .trim_matches(['[', ']'])
            .parse::<std::net::IpAddr>()
            .is_ok_and(|address| address.is_loopback()),
        None => false,
    }
}

impl std::fmt::Debug for HttpClient {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("HttpClient")
    }
}

fn builder() -> reqwest::ClientBuilder {
    // A second provider cannot be installed, and the first is as good: nothing is lost.
    rustls::crypto::ring::default_provider().install_default().ok();
    reqwest::Client::builder()
        .user_agent(ADDED_HEADERS[0].1)
        .redirect(reqwest::redirect::Policy::none())
        // Our own tries are signed anew each; the library's would repeat date and nonce.
        .retry(reqwest::retry::never())
        .connect_timeout(CONNECT_TIMEOUT)
}

fn secure_client() -> Result<reqwest::Client, TransportError> {
    builder().https_only(true).build().map_err(setup)
}

fn loopback_client() -> Result<reqwest::Client, TransportError> {
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let no_tls = rustls::ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .map_err(setup)?
        .with_root_certificates(rustls::RootCertStore::empty())
        .with_no_client_auth();
    builder().no_proxy().tls_backend_preconfigured(no_tls).build().map_err(setup)
}

async fn read(mut response: reqwest::Response) -> Result<RawReply, TransportError> {
    let status = response.status();
    let headers = response.headers();
    let size: usize = headers.iter().map(|(name, value)| name.as_str().len() + value.len()).sum();
    if size > MAX_HEADERS {
        return Err(TransportError::HeadersTooLarge { limit: MAX_HEADERS });
    }
    if status.is_redirection() {
        let to = text(headers, "location")
            .and_then(|location| reqwest::Url::parse(&location).ok())
            .and_then(|url| url.host_str().map(str::to_owned));
        return Err(TransportError::Redirect { status: status.as_u16(), to });
    }
    let mut reply = RawReply {
        status: status.as_u16(),
        status_line: format!("{:?} {status}", response.version()),
        headers: all(headers),
        content_type: text(headers, "content-type"),
        request_id: text(headers, "x-acs-request-id"),
        date: text(headers, "date")
            .and_then(|date| DateTimeParser::new().parse_timestamp(date).ok()),
        retry_after_ms: text(headers, "x-acs-retry-after").and_then(|text| text.parse().ok()),
        body: Vec::new(),
    };
    while let Some(chunk) = response.chunk().await.map_err(broken)? {
        if reply.body.len() + chunk.len() > MAX_BODY {
            return Err(TransportError::TooLarge { limit: MAX_BODY });
        }
        reply.body.extend_from_slice(&chunk);
    }
    Ok(reply)
}

fn text(headers: &HeaderMap, name: &str) -> Option<String> {
    headers.get(name).and_then(|value| value.to_str().ok()).map(str::to_owned)
}

fn all(headers: &HeaderMap) -> Vec<(String, String)> {
    let lossy = |value: &HeaderValue| String::from_utf8_lossy(value.as_bytes()).into_owned();
    headers.iter().map(|(name, value)| (name.to_string(), lossy(value))).collect()
}

/// Tells at which step an exchange broke.
fn classify(error: reqwest::Error, host: &str) -> TransportError {
    let host = host.to_owned();
    let too_large = chain(&error).any(|cause| {
        cause.downcast_ref::<hyper::Error>().is_some_and(hyper::Error::is_parse_too_large)
    });
    let tls = chain(&error).any(is_tls);
    let name = error.is_dns();
    let timeout = error.is_timeout();
    let connect = error.is_connect();
    let source: Arc<dyn Error + Send + Sync> = Arc::new(error.without_url());
    match () {
        () if too_large => TransportError::HeadersTooLarge { limit: MAX_HEADERS },
        () if tls => TransportError::Tls { host, source },
        () if name => TransportError::Name { host, source },
        () if timeout => TransportError::Timeout { seconds: CONNECT_TIMEOUT.as_secs() },
        () if connect => TransportError::Connect { host, source },
        () => TransportError::Broken(source),
    }
}

/// The causes of an error, itself first.
fn chain<'a>(error: &'a (dyn Error + 'static)) -> impl Iterator<Item = &'a (dyn Error + 'static)> {
    std::iter::successors(Some(error), |error| (**error).source())
}

/// TLS errors travel inside `io::Error`s, even one in another, which do not count them among
/// their sources.
fn is_tls(cause: &(dyn Error + 'static)) -> bool {
    let io = cause.downcast_ref::<std::io::Error>();
    match io.and_then(std::io::Error::get_ref) {
        Some(inner) => is_tls(inner),
        None => cause.is::<rustls::Error>(),
    }
}

fn setup(error: impl Error + Send + Sync + 'static) -> TransportError {
    TransportError::Setup(Arc::new(error))
}

fn broken(error: reqwest::Error) -> TransportError {
    TransportError::Broken(Arc::new(error.without_url()))
}
