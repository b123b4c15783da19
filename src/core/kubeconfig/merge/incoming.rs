//! A fetched kubeconfig, as far as it goes into a file.

use std::fmt;

use jiff::Timestamp;
use secrecy::{ExposeSecret as _, SecretString};

use crate::core::acs::{ApiServerEndpoint, ClusterId};
use crate::core::kubeconfig::check::NotAKubeconfig;
use crate::core::kubeconfig::model::{Cluster, User};
use crate::core::kubeconfig::summary::{Concern, Summary};
use crate::core::kubeconfig::{Kubeconfig, KubeconfigText, check};

/// What is known of a fetched kubeconfig besides its text. Nothing of it is secret.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct About {
    /// The cluster.
    pub cluster_id: ClusterId,
    /// Its name, if it was listed.
    pub cluster_name: Option<String>,
    /// Its region, if it is known.
    pub region: Option<String>,
    /// Which address of the API server was asked for.
    pub endpoint: ApiServerEndpoint,
    /// The profile that it was fetched with, for renewing it with the same.
    pub profile: Option<String>,
    /// Until when it is valid, as the service says.
    pub expiry: Option<Timestamp>,
    /// The name of the context that it is to renew, whosever and of whichever endpoint that is.
    pub into: Option<String>,
}

/// Why a fetched kubeconfig is not merged. It can still be shown and saved as it is.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum IncomingError {
    /// It is no kubeconfig.
    #[error("what was fetched is no kubeconfig: {0}")]
    NotAKubeconfig(#[from] NotAKubeconfig),
    /// It holds what the service never sends: kubectl would run a program, read a file, or not
    /// check a certificate. From a fetched document that is not believed.
    #[error("what was fetched holds what must not get into a file unasked")]
    Concerns(Vec<Concern>),
    /// It has no server, or no certificate with key and no token.
    #[error("what was fetched has no server or no credentials")]
    Incomplete,
}

/// A fetched kubeconfig that may be merged.
#[derive(Clone)]
pub struct Incoming {
    pub(super) about: About,
    /// Whose it is: with ACK the RAM uid, which is what it calls the user entry.
    pub(super) identity: String,
    /// What the fetched context, cluster and user were called.
    pub(super) received: [String; 3],
    pub(super) server: String,
    pub(super) authority: Option<String>,
    pub(super) namespace: Option<String>,
    pub(super) credentials: Credentials,
    pub(super) expiry: Option<Timestamp>,
}

/// What a user entry signs in with.
#[derive(Clone)]
pub(super) enum Credentials {
    Certificate { certificate: String, key: SecretString },
    Token(SecretString),
}

impl Incoming {
    /// Takes over what a fetched kubeconfig says about its context in use.
    ///
    /// # Errors
    /// [`IncomingError`], if it is no kubeconfig or should not be merged.
    pub fn read(text: &KubeconfigText, about: About) -> Result<Self, IncomingError> {
        let kubeconfig = check(text)?;
        let summary = Summary::of(&kubeconfig);
        let (named, cluster, user) = parts(&kubeconfig).ok_or(IncomingError::Incomplete)?;
        if !summary.concerns.is_empty() {
            return Err(IncomingError::Concerns(summary.concerns));
        }
        let context = &named.context;
        let name = |name: &Option<String>| name.clone().unwrap_or_default();
        let received = [named.name.clone(), name(&context.cluster), name(&context.user)];
        let expiry = about.expiry.or(summary.certificate.map(|certificate| certificate.not_after));
        Ok(Self {
            identity: identity(&received[2]),
            received,
            server: cluster.server.clone().ok_or(IncomingError::Incomplete)?,
            authority: cluster.certificate_authority_data.clone(),
            namespace: context.namespace.clone(),
            credentials: credentials(user).ok_or(IncomingError::Incomplete)?,
            expiry,
            about,
        })
    }

    /// What is known of it besides its text.
    #[must_use]
    pub fn about(&self) -> &About {
        &self.about
    }

    /// Whose it is: the RAM uid.
    #[must_use]
    pub fn identity(&self) -> &str {
        &self.identity
    }
}

impl fmt::Debug for Incoming {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Incoming({} of {})", self.about.cluster_id, self.identity)
    }
}

fn parts(
    kubeconfig: &Kubeconfig,
) -> Option<(&crate::core::kubeconfig::model::NamedContext, &Cluster, &User)> {
    let named = kubeconfig.context_in_use()?;
    let cluster = kubeconfig.cluster_of(&named.context)?;
    Some((named, cluster, kubeconfig.user_of(&named.context)?))
}

fn credentials(user: &User) -> Option<Credentials> {
    let filled = |text: &SecretString| !text.expose_secret().is_empty();
    match (&user.client_certificate_data, &user.client_key_data, &user.token) {
        (Some(certificate), Some(key), _) if !certificate.is_empty() && filled(key) => {
            Some(Credentials::Certificate { certificate: certificate.clone(), key: key.clone() })
        }
        (_, _, Some(token)) if filled(token) => Some(Credentials::Token(token.clone())),
        _ => None,
    }
}

/// The user's name as a piece of other names.
fn identity(user: &str) -> String {
    let usual = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.' | '@');
    let name: String = user.chars().take(64).map(|c| if usual(c) { c } else { '-' }).collect();
    if name.is_empty() { "user".to_owned() } else { name }
}
