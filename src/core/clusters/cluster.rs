//! A cluster, as far as a list tells of it.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::Obstacle;
use crate::core::acs::{ApiServerEndpoint, ClusterId};

/// A cluster. A text that the service did not tell is empty; its words are kept as they are, also
/// those that are not known here.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cluster {
    /// Its id.
    pub id: ClusterId,
    /// Its name.
    pub name: String,
    /// Its region's id.
    pub region: String,
    /// Its state: `running`, `deleting`, ….
    pub state: String,
    /// Its type: `ManagedKubernetes`, `Kubernetes` for a dedicated one, `ExternalKubernetes` for a
    /// registered one, ….
    pub cluster_type: String,
    /// Its specification: `ack.standard`, `ack.pro.small`, ….
    pub spec: String,
    /// Its profile: `Default`, `Edge`, `Serverless`, `Lingjun`, ….
    pub profile: String,
    /// Its Kubernetes version, such as `1.34.1-aliyun.1`.
    pub version: String,
    /// The version that it can be upgraded to.
    pub next_version: Option<String>,
    /// How many nodes it has.
    pub size: Option<u32>,
    /// Its tags, in the service's order.
    pub tags: Vec<Tag>,
    /// The id of its VPC.
    pub vpc_id: Option<String>,
    /// The id of its resource group.
    pub resource_group: Option<String>,
    /// When it was created.
    pub created: Option<Timestamp>,
    /// Whether it is protected from being deleted.
    pub deletion_protection: Option<bool>,
    /// The addresses of its API server; `None` while they are not known.
    pub endpoints: Option<Endpoints>,
}

/// A tag.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tag {
    /// Its key.
    pub key: String,
    /// Its value, which may be empty.
    pub value: String,
}

/// The addresses of an API server; one that is missing does not exist.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Endpoints {
    /// The one on the Internet.
    pub public: Option<String>,
    /// The one inside the VPC.
    pub private: Option<String>,
}

impl Cluster {
    /// A cluster of which no more than the id is known.
    #[must_use]
    pub fn new(id: ClusterId) -> Self {
        Self {
            id,
            name: String::new(),
            region: String::new(),
            state: String::new(),
            cluster_type: String::new(),
            spec: String::new(),
            profile: String::new(),
            version: String::new(),
            next_version: None,
            size: None,
            tags: Vec::new(),
            vpc_id: None,
            resource_group: None,
            created: None,
            deletion_protection: None,
            endpoints: None,
        }
    }

    /// Its edition as the console calls it; the service's own word, where that is not known here.
    #[must_use]
    pub fn edition(&self) -> &str {
        let Self { cluster_type, spec, profile, .. } = self;
        match (cluster_type.as_str(), profile.as_str()) {
            ("ExternalKubernetes", _) => "Registered",
            ("Ask", _) | (_, "Serverless") => "Serverless",
            ("Kubernetes", "" | "Default") => "Dedicated",
            ("" | "ManagedKubernetes", "" | "Default") => match spec.as_str() {
                "ack.standard" => "Standard",
                "" if !cluster_type.is_empty() => "Standard",
                spec if spec.starts_with("ack.pro") => "Pro",
                spec => spec,
            },
            (cluster_type, "" | "Default") => cluster_type,
            (_, profile) => profile,
        }
    }

    /// Major and minor of its version: `1.34` of `1.34.1-aliyun.1`.
    #[must_use]
    pub fn minor_version(&self) -> &str {
        let mut dots = self.version.match_indices('.');
        match dots.nth(1) {
            Some((end, _)) => &self.version[..end],
            None => &self.version,
        }
    }

    /// The endpoint to ask for when `wished` is: the other one, if only that exists.
    #[must_use]
    pub fn endpoint_instead_of(&self, wished: ApiServerEndpoint) -> ApiServerEndpoint {
        if self.lacks(wished) && !self.lacks(wished.other()) { wished.other() } else { wished }
    }

    /// Why it has no kubeconfig to give, if its state says so.
    #[must_use]
    pub fn obstacle(&self) -> Option<Obstacle> {
        Obstacle::of(&self.state)
    }

    /// Whether it is known to have no such address.
    #[must_use]
    pub fn lacks(&self, endpoint: ApiServerEndpoint) -> bool {
        self.endpoints.as_ref().is_some_and(|endpoints| endpoints.of(endpoint).is_none())
    }
}

impl Endpoints {
    /// One of the two.
    #[must_use]
    pub fn of(&self, endpoint: ApiServerEndpoint) -> Option<&str> {
        match endpoint {
            ApiServerEndpoint::Public => self.public.as_deref(),
            ApiServerEndpoint::Private => self.private.as_deref(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Cluster, Endpoints};
    use crate::core::acs::{ApiServerEndpoint, ClusterId};

    fn cluster() -> Cluster {
        Cluster::new(ClusterId::parse("c1").unwrap())
    }

    #[test]
    fn the_edition_is_the_consoles_or_else_the_services_word() {
        for (cluster_type, spec, profile, edition) in [
            ("ManagedKubernetes", "ack.pro.small", "Default", "Pro"),
            ("ManagedKubernetes", "ack.pro.4xlarge", "", "Pro"),
            ("ManagedKubernetes", "ack.standard", "Default", "Standard"),
            ("ManagedKubernetes", "", "Default", "Standard"),
            ("ManagedKubernetes", "ack.ultra", "Default", "ack.ultra"),
            ("ManagedKubernetes", "ack.pro.small", "Edge", "Edge"),
            ("ManagedKubernetes", "ack.standard", "Serverless", "Serverless"),
            ("Ask", "", "", "Serverless"),
            ("Kubernetes", "", "Default", "Dedicated"),
            ("ExternalKubernetes", "", "Default", "Registered"),
            ("Quantum", "", "Default", "Quantum"),
            ("ManagedKubernetes", "", "Quantum", "Quantum"),
            ("", "", "", ""),
        ] {
            let cluster = Cluster {
                cluster_type: cluster_type.to_owned(),
                spec: spec.to_owned(),
                profile: profile.to_owned(),
                ..cluster()
            };
            assert_eq!(cluster.edition(), edition, "{cluster_type} {spec} {profile}");
        }
    }

    #[test]
    fn the_minor_version_ends_before_the_second_dot() {
        for (version, minor) in [("1.34.1-aliyun.1", "1.34"), ("1.34", "1.34"), ("", "")] {
            assert_eq!(Cluster { version: version.to_owned(), ..cluster() }.minor_version(), minor);
        }
    }

    #[test]
    fn an_address_is_missing_only_where_that_is_known() {
        let private = Endpoints { public: None, private: Some("https://10.0.0.1:6443".to_owned()) };
        let known = Cluster { endpoints: Some(private), ..cluster() };
        assert!(known.lacks(ApiServerEndpoint::Public) && !known.lacks(ApiServerEndpoint::Private));
        assert!(!cluster().lacks(ApiServerEndpoint::Public));
    }
}
