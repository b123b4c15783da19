//! The account that questions are asked for, and its clusters as far as they are known.

use crate::core::acs::{ApiEndpoint, ClusterId, Credentials};

/// A set of credentials in use, and where it leads.
#[derive(Debug, Clone)]
pub struct Account {
    /// The key.
    pub credentials: Credentials,
    /// Where its requests go.
    pub endpoint: ApiEndpoint,
    /// Where it was found.
    pub source: Source,
    /// The clusters that are known without asking the service.
    pub clusters: Vec<KnownCluster>,
}

/// Where credentials were found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Source {
    /// Typed into the window.
    Typed,
    /// The environment variables.
    Environment,
    /// The embedded demo account.
    Demo,
}

/// A cluster as a list shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownCluster {
    /// Its id.
    pub id: ClusterId,
    /// Its name.
    pub name: String,
    /// Its region's id.
    pub region: String,
    /// Its state, in the service's word.
    pub state: String,
    /// Its edition, such as `Pro`.
    pub edition: String,
    /// Its Kubernetes version, such as `1.34.1-aliyun.1`.
    pub version: String,
    /// How many nodes it has.
    pub nodes: u32,
}

impl Account {
    /// The cluster with this id, if it is known.
    #[must_use]
    pub fn cluster(&self, id: &ClusterId) -> Option<&KnownCluster> {
        self.clusters.iter().find(|cluster| cluster.id == *id)
    }
}

impl KnownCluster {
    /// Major and minor of its version: `1.34` of `1.34.1-aliyun.1`.
    #[must_use]
    pub fn minor_version(&self) -> &str {
        let mut dots = self.version.match_indices('.');
        match dots.nth(1) {
            Some((end, _)) => &self.version[..end],
            None => &self.version,
        }
    }
}

/// The edition of a cluster as the console calls it, from its `cluster_spec` and `profile`.
#[must_use]
pub fn edition(spec: &str, profile: &str) -> &'static str {
    match profile {
        "Edge" => "Edge",
        "Serverless" => "Serverless",
        "Lingjun" => "Lingjun",
        _ if spec.starts_with("ack.pro") => "Pro",
        _ => "Standard",
    }
}
