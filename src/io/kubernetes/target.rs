//! Where a kubeconfig leads and how it signs in. Reading it runs nothing.

use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use http_body_util::Limited;
use hyper::Response;
use jiff::Timestamp;
use kube::client::{Client, ClientBuilder, ConfigExt as _, DynBody};
use kube::config::{AuthInfo, Config, KubeConfigOptions, Kubeconfig, KubeconfigError};
use percent_encoding::percent_decode_str;
use secrecy::SecretString;
use tokio::runtime::Handle;
use tokio::time::timeout;
use tower::util::MapResponseLayer;
use zeroize::Zeroizing;

use super::{ToCheck, exec};
use crate::core::connection::{CheckTrouble, Runs};
use crate::core::kubeconfig::KubeconfigText;
use crate::core::kubeconfig::check::check;
use crate::core::kubeconfig::contexts::{Life, contexts};

/// How long a connection, and an answer, may take.
pub(super) const CONNECTING: Duration = Duration::from_secs(5);
const ANSWERING: Duration = Duration::from_secs(10);

/// How long the document, and files that it names, may take to be read.
const READING: Duration = Duration::from_secs(10);

/// The largest file with certificates or a key, and the largest answer of a server.
const LARGEST_FILE: u64 = 1024 * 1024;
const LARGEST_ANSWER: usize = 4 * 1024 * 1024;

/// A place to check.
pub(super) struct Target {
    config: Config,
    /// The host and port of the API server.
    pub(super) host: String,
    pub(super) port: u16,
    /// Whether it speaks TLS.
    pub(super) tls: bool,
    /// The proxy on the way.
    pub(super) proxy: Option<Proxy>,
    /// Whether the credentials have ended.
    pub(super) ended: bool,
}

/// A proxy on the way to the server.
pub(super) struct Proxy {
    /// Its kind, as `http`.
    pub(super) scheme: String,
    pub(super) host: String,
    pub(super) port: u16,
    /// What it is told of who asks, if its address names someone.
    pub(super) authorization: Option<SecretString>,
}

impl Target {
    /// Reads where a kubeconfig leads, off the worker's thread: it may be long, and may name files
    /// of a disk that hangs.
    pub(super) async fn of(to_check: ToCheck, now: Timestamp) -> Result<Self, CheckTrouble> {
        apart(move |runtime| Self::read(&to_check, now, runtime)).await
    }

    fn read(to_check: &ToCheck, now: Timestamp, runtime: &Handle) -> Result<Self, CheckTrouble> {
        let config = read(to_check, runtime)?;
        let url = config.cluster_url.clone();
        let host = url.host().unwrap_or_default().trim_matches(['[', ']']).to_owned();
        let tls = url.scheme_str() != Some("http");
        let port = url.port_u16().unwrap_or(if tls { 443 } else { 80 });
        let proxy = config.proxy_url.as_ref().and_then(|url| Proxy::of(&url.to_string()));
        let ended = has_ended(&to_check.text, now);
        Ok(Self { config, host, port, tls, proxy, ended })
    }

    /// How TLS is spoken with the server, by its authority and with the user's certificate.
    pub(super) async fn tls_config(&self) -> Result<rustls::ClientConfig, CheckTrouble> {
        let config = self.config.clone();
        apart(move |_| config.rustls_client_config().map_err(|error| of_kube(&error))).await
    }

    /// The name that the server's certificate must have.
    pub(super) fn server_name(&self) -> &str {
        self.config.tls_server_name.as_deref().unwrap_or(&self.host)
    }

    /// Whether the server's certificate is not looked at.
    pub(super) fn is_unverified(&self) -> bool {
        self.config.accept_invalid_certs
    }

    /// The namespace of the context.
    pub(super) fn namespace(&self) -> &str {
        &self.config.default_namespace
    }

    /// A client, which hears only so much. If a program gives the credentials, it is run for this.
    pub(super) async fn client(&self) -> Result<Client, CheckTrouble> {
        let mut config = self.config.clone();
        if config.auth_info.auth_provider.is_none() && !has_token(&config.auth_info) {
            exec::sign_in(&mut config.auth_info).await?;
        }
        // The client needs a runtime where it is made, and a provider runs its program there.
        let runtime = Handle::current();
        let made = tokio::task::spawn_blocking(move || {
            let _inside = runtime.enter();
            let limited = |answer: Response<Box<DynBody>>| {
                answer.map(|body| Limited::new(body, LARGEST_ANSWER))
            };
            let builder = ClientBuilder::try_from(config)?;
            Ok(builder.with_layer(&MapResponseLayer::new(limited)).build())
        });
        match made.await {
            Ok(client) => client.map_err(|error: kube::Error| of_kube(&error)),
            Err(_) => Err(CheckTrouble::BrokeOff),
        }
    }
}

impl Proxy {
    fn of(url: &str) -> Option<Self> {
        let url = url::Url::parse(url).ok()?;
        let usual = if url.scheme().starts_with("socks") { 1080 } else { 80 };
        let port = url.port_or_known_default().unwrap_or(usual);
        let host = url.host_str()?.trim_matches(['[', ']']).to_owned();
        let user = Some(url.username()).filter(|user| !user.is_empty());
        let user = user.map(|user| {
            let account = format!("{user}:{}", url.password().unwrap_or_default());
            Zeroizing::new(percent_decode_str(&account).collect::<Vec<u8>>())
        });
        let authorization = user.map(|user| format!("Basic {}", STANDARD.encode(&*user)).into());
        Some(Self { scheme: url.scheme().to_owned(), host, port, authorization })
    }
}

/// Does what may block off the worker's thread, and no longer than that.
async fn apart<T: Send + 'static>(
    job: impl FnOnce(&Handle) -> Result<T, CheckTrouble> + Send + 'static,
) -> Result<T, CheckTrouble> {
    let runtime = Handle::current();
    let done = timeout(READING, tokio::task::spawn_blocking(move || job(&runtime))).await;
    match done {
        Ok(Ok(done)) => done,
        Ok(Err(_)) => Err(CheckTrouble::BrokeOff),
        Err(_) => Err(CheckTrouble::NoAnswer),
    }
}

/// Whether the credentials of the context in use have ended, as far as the document says.
fn has_ended(text: &KubeconfigText, now: Timestamp) -> bool {
    let Ok(held) = contexts(text) else { return false };
    let name = held.current.as_deref();
    let mut found = held.contexts.iter().filter(|context| Some(context.name.as_str()) == name);
    found.next().is_some_and(|context| context.life(now) == Life::Ended)
}

/// Reads the document as kubectl would, once it is known to do no harm.
fn read(to_check: &ToCheck, runtime: &Handle) -> Result<Config, CheckTrouble> {
    let text = &to_check.text;
    check(text).map_err(|why| CheckTrouble::Document(why.to_string()))?;
    // The library's message would quote the text.
    let unreadable = || CheckTrouble::Document("kubectl could not read it".to_owned());
    let kubeconfig = Kubeconfig::from_yaml(text.as_str()).map_err(|_quotes| unreadable())?;
    // The library reads files as soon as it makes a configuration.
    allowed(&kubeconfig, to_check)?;
    let options = KubeConfigOptions::default();
    let read = runtime.block_on(Config::from_custom_kubeconfig(kubeconfig, &options));
    let mut config = read.map_err(|error| match error {
        KubeconfigError::Parse(_) => unreadable(),
        other => CheckTrouble::Document(other.to_string()),
    })?;
    config.connect_timeout = Some(CONNECTING);
    config.read_timeout = Some(ANSWERING);
    config.default_retry = false;
    Ok(config)
}

/// Whether all that the library would do with the context in use is allowed.
fn allowed(kubeconfig: &Kubeconfig, to_check: &ToCheck) -> Result<(), CheckTrouble> {
    let current = kubeconfig.current_context.as_deref();
    let context = kubeconfig.contexts.iter().find(|context| Some(&*context.name) == current);
    let Some(context) = context.and_then(|named| named.context.as_ref()) else { return Ok(()) };
    let users =
        kubeconfig.auth_infos.iter().filter(|user| Some(&user.name) == context.user.as_ref());
    let clusters = kubeconfig.clusters.iter().filter(|named| named.name == context.cluster);
    let mut files: Vec<&str> = clusters
        .filter_map(|named| named.cluster.as_ref())
        .filter(|cluster| cluster.certificate_authority_data.is_none())
        .filter_map(|cluster| cluster.certificate_authority.as_deref())
        .collect();
    for user in users.filter_map(|named| named.auth_info.as_ref()) {
        may_sign_in(user, to_check)?;
        let certificate = user.client_certificate.as_deref();
        files.extend(certificate.filter(|_| user.client_certificate_data.is_none()));
        files.extend(user.client_key.as_deref().filter(|_| user.client_key_data.is_none()));
        if let Some(file) = &user.token_file {
            is_small_file(file)?;
        }
    }
    match files.first() {
        Some(file) if !to_check.may_read => Err(CheckTrouble::WouldRead((*file).to_owned())),
        _ => files.into_iter().try_for_each(is_small_file),
    }
}

/// Whether the user entry's way to sign in is one that was allowed. Of several ways the library
/// takes one by an order of its own, so a stranger's document may name only one.
fn may_sign_in(user: &AuthInfo, to_check: &ToCheck) -> Result<(), CheckTrouble> {
    let runs = runs(user);
    if runs.is_some() && user.token_file.is_some() && !to_check.may_read {
        return Err(CheckTrouble::TwoWays);
    }
    if let Some(runs) = runs.filter(|_| !to_check.may_run) {
        return Err(CheckTrouble::WouldRun(runs));
    }
    // Its whole content would go to whatever server the document names.
    match user.token_file.as_ref().filter(|_| !to_check.may_send) {
        Some(file) => Err(CheckTrouble::WouldSend(file.clone())),
        None => Ok(()),
    }
}

/// Refuses what would be read for ever, or would fill the memory. What is not there, the library
/// tells.
fn is_small_file(path: &str) -> Result<(), CheckTrouble> {
    match std::fs::metadata(path) {
        Ok(there) if !there.is_file() => {
            Err(CheckTrouble::Document(format!("{path} is not a plain file")))
        }
        Ok(there) if there.len() > LARGEST_FILE => {
            Err(CheckTrouble::Document(format!("{path} is too large")))
        }
        _ => Ok(()),
    }
}

/// Whether the user entry has a way to sign in that goes before a program.
fn has_token(user: &AuthInfo) -> bool {
    let has_password = user.username.is_some() && user.password.is_some();
    has_password || user.token.is_some() || user.token_file.is_some()
}

/// The program that the user entry names, with all that is said about how it is run.
fn runs(user: &AuthInfo) -> Option<Runs> {
    if let Some(provider) = &user.auth_provider {
        let arguments = provider.config.get("cmd-args").map(String::as_str).unwrap_or_default();
        let command = provider.config.get("cmd-path").map(|path| {
            let words = [path.as_str()].into_iter().chain(arguments.split_whitespace());
            Runs::Command(words.map(str::to_owned).collect())
        });
        return Some(command.unwrap_or_else(|| Runs::Provider(provider.name.clone())));
    }
    let exec = user.exec.as_ref()?;
    let variables = exec::variables(exec).map(|(name, value)| format!("{name}={value}"));
    let command = exec.command.iter().chain(exec.args.iter().flatten()).cloned();
    Some(Runs::Command(variables.chain(command).collect()))
}

/// What the library's error means. Its own words are not kept where they would show what a
/// program printed.
pub(super) fn of_kube(error: &kube::Error) -> CheckTrouble {
    use kube::client::AuthError;
    match error {
        kube::Error::Api(status) => match status.code {
            403 => CheckTrouble::Forbidden(status.message.clone()),
            code => CheckTrouble::Status(code, status.message.clone()),
        },
        kube::Error::Auth(error) => CheckTrouble::Program(match error {
            AuthError::AuthExecStart(error) => error.to_string(),
            AuthError::AuthExecRun { out, .. } => out.status.to_string(),
            AuthError::AuthExecParse(_) | AuthError::ExecPluginFailed => {
                "its answer is no ExecCredential".to_owned()
            }
            AuthError::ReadTokenFile(error, path) => format!("{}: {error}", path.display()),
            _ => "it gave none".to_owned(),
        }),
        kube::Error::ProxyProtocolUnsupported { proxy_url }
        | kube::Error::ProxyProtocolDisabled { proxy_url, .. } => {
            CheckTrouble::Proxy(proxy_url.scheme_str().unwrap_or_default().to_owned())
        }
        kube::Error::RustlsTls(error) => CheckTrouble::Document(error.to_string()),
        kube::Error::InferKubeconfig(error) => CheckTrouble::Document(error.to_string()),
        other => super::tls::in_chain(other).unwrap_or(CheckTrouble::BrokeOff),
    }
}

#[cfg(test)]
mod tests;
