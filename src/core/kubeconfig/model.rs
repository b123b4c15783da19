//! The parts of a kubeconfig that are read, in kubectl's words.
//!
//! This model is for looking only: nothing is ever written from it, so what it does not name is
//! not lost. Secret values are read as [`SecretString`], and `Debug` shows none.

use secrecy::SecretString;
use serde::Deserialize;

/// A kubeconfig, `kind: Config`.
#[derive(Debug, Default, Deserialize)]
#[serde(default, rename_all = "kebab-case")]
pub struct Kubeconfig {
    /// Must be `Config`.
    pub kind: Option<String>,
    /// The name of the context in use.
    pub current_context: Option<String>,
    /// Where clusters are and how they prove themselves.
    pub clusters: Vec<NamedCluster>,
    /// Which user goes to which cluster.
    pub contexts: Vec<NamedContext>,
    /// How to sign in.
    pub users: Vec<NamedUser>,
}

/// An entry of `clusters`.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct NamedCluster {
    /// Its name.
    pub name: String,
    /// What it says.
    pub cluster: Cluster,
}

/// Where a cluster is.
#[derive(Debug, Default, Deserialize)]
#[serde(default, rename_all = "kebab-case")]
pub struct Cluster {
    /// The URL of the API server.
    pub server: Option<String>,
    /// The CA's certificate, PEM in base64.
    pub certificate_authority_data: Option<String>,
    /// A file with the CA's certificate.
    pub certificate_authority: Option<String>,
    /// Switches the check of the server's certificate off.
    pub insecure_skip_tls_verify: Option<bool>,
}

/// An entry of `contexts`.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct NamedContext {
    /// Its name.
    pub name: String,
    /// What it says.
    pub context: Context,
}

/// Which user goes to which cluster.
#[derive(Debug, Default, Deserialize)]
#[serde(default, rename_all = "kebab-case")]
pub struct Context {
    /// The name of a cluster entry.
    pub cluster: Option<String>,
    /// The name of a user entry.
    pub user: Option<String>,
    /// The namespace to work in.
    pub namespace: Option<String>,
}

/// An entry of `users`.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct NamedUser {
    /// Its name.
    pub name: String,
    /// What it says.
    pub user: User,
}

/// How to sign in.
#[derive(Debug, Default, Deserialize)]
#[serde(default, rename_all = "kebab-case")]
pub struct User {
    /// The client certificate, PEM in base64.
    pub client_certificate_data: Option<String>,
    /// A file with the client certificate.
    pub client_certificate: Option<String>,
    /// Its private key, PEM in base64.
    pub client_key_data: Option<SecretString>,
    /// A file with the private key.
    pub client_key: Option<String>,
    /// A bearer token.
    pub token: Option<SecretString>,
    /// A file with a bearer token.
    #[serde(rename = "tokenFile")]
    pub token_file: Option<String>,
    /// A program that gives credentials.
    pub exec: Option<Exec>,
    /// An authentication plugin of old.
    pub auth_provider: Option<AuthProvider>,
}

/// A program that kubectl would run.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Exec {
    /// The program.
    pub command: String,
}

/// An authentication plugin of old.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct AuthProvider {
    /// Its name.
    pub name: String,
}

impl Kubeconfig {
    /// The context entry in use, or the only one there is.
    #[must_use]
    pub fn context_in_use(&self) -> Option<&NamedContext> {
        let wanted = self.current_context.as_deref().filter(|name| !name.is_empty());
        match (wanted, self.contexts.as_slice()) {
            (Some(name), contexts) => contexts.iter().find(|context| context.name == name),
            (None, [only]) => Some(only),
            (None, _) => None,
        }
    }

    /// The cluster entry that a context names.
    #[must_use]
    pub fn cluster_of(&self, context: &Context) -> Option<&Cluster> {
        let name = context.cluster.as_deref()?;
        self.clusters.iter().find(|entry| entry.name == name).map(|entry| &entry.cluster)
    }

    /// The user entry that a context names.
    #[must_use]
    pub fn user_of(&self, context: &Context) -> Option<&User> {
        let name = context.user.as_deref()?;
        self.users.iter().find(|entry| entry.name == name).map(|entry| &entry.user)
    }
}
