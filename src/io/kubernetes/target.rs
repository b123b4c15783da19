//! Where a kubeconfig leads and how it signs in. Reading it runs nothing.

use std::time::Duration;

use jiff::Timestamp;
use kube::client::{Client, ConfigExt as _};
use kube::config::{AuthInfo, Config, KubeConfigOptions, Kubeconfig, KubeconfigError};

use super::ToCheck;
use crate::core::connection::{CheckTrouble, Runs};
use crate::core::kubeconfig::KubeconfigText;
use crate::core::kubeconfig::check::check;
use crate::core::kubeconfig::contexts::{Life, contexts};

/// How long a connection, and an answer, may take.
pub(super) const CONNECTING: Duration = Duration::from_secs(5);
const ANSWERING: Duration = Duration::from_secs(10);

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
}

impl Target {
    pub(super) async fn of(to_check: &ToCheck, now: Timestamp) -> Result<Self, CheckTrouble> {
        let config = read(&to_check.text, to_check.context.clone()).await?;
        if let Some(runs) = runs(&config.auth_info).filter(|_| !to_check.may_run) {
            return Err(CheckTrouble::WouldRun(runs));
        }
        // Its whole content would go to whatever server the document names.
        if let Some(file) = config.auth_info.token_file.as_ref().filter(|_| !to_check.may_send) {
            return Err(CheckTrouble::WouldSend(file.clone()));
        }
        let url = config.cluster_url.clone();
        let host = url.host().unwrap_or_default().trim_matches(['[', ']']).to_owned();
        let tls = url.scheme_str() != Some("http");
        let port = url.port_u16().unwrap_or(if tls { 443 } else { 80 });
        let proxy = config.proxy_url.as_ref().and_then(|url| Proxy::of(&url.to_string()));
        let ended = has_ended(&to_check.text, to_check.context.as_deref(), now);
        Ok(Self { config, host, port, tls, proxy, ended })
    }

    /// How TLS is spoken with the server, by its authority and with the user's certificate.
    pub(super) fn tls_config(&self) -> Result<rustls::ClientConfig, CheckTrouble> {
        self.config.rustls_client_config().map_err(|error| of_kube(&error))
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

    /// A client. If a program gives the credentials, it is run for this, which blocks.
    pub(super) async fn client(&self) -> Result<Client, CheckTrouble> {
        let config = self.config.clone();
        // The client needs a runtime where it is made.
        let runtime = tokio::runtime::Handle::current();
        let made = tokio::task::spawn_blocking(move || {
            let _inside = runtime.enter();
            Client::try_from(config)
        });
        match made.await {
            Ok(client) => client.map_err(|error| of_kube(&error)),
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
        Some(Self { scheme: url.scheme().to_owned(), host, port })
    }
}

/// Whether the credentials of a context have ended, as far as the document says.
fn has_ended(text: &KubeconfigText, context: Option<&str>, now: Timestamp) -> bool {
    let Ok(held) = contexts(text) else { return false };
    let name = context.or(held.current.as_deref());
    let mut found = held.contexts.iter().filter(|context| Some(context.name.as_str()) == name);
    found.next().is_some_and(|context| context.life(now) == Life::Ended)
}

/// Reads the document as kubectl would, once it is known to do no harm.
async fn read(text: &KubeconfigText, context: Option<String>) -> Result<Config, CheckTrouble> {
    check(text).map_err(|why| CheckTrouble::Document(why.to_string()))?;
    // The library's message would quote the text.
    let unreadable = || CheckTrouble::Document("kubectl could not read it".to_owned());
    let kubeconfig = Kubeconfig::from_yaml(text.as_str()).map_err(|_quotes| unreadable())?;
    let options = KubeConfigOptions { context, ..KubeConfigOptions::default() };
    let read = Config::from_custom_kubeconfig(kubeconfig, &options).await;
    let mut config = read.map_err(|error| match error {
        KubeconfigError::Parse(_) => unreadable(),
        other => CheckTrouble::Document(other.to_string()),
    })?;
    config.connect_timeout = Some(CONNECTING);
    config.read_timeout = Some(ANSWERING);
    config.default_retry = false;
    Ok(config)
}

/// The program that the user entry names.
fn runs(user: &AuthInfo) -> Option<Runs> {
    if let Some(provider) = &user.auth_provider {
        return Some(Runs::Provider(provider.name.clone()));
    }
    let exec = user.exec.as_ref()?;
    let command = exec.command.iter().chain(exec.args.iter().flatten());
    Some(Runs::Command(command.cloned().collect()))
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
