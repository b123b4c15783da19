//! The clusters of the demo account: every state, four regions, Latin and Chinese names.

use crate::core::acs::ClusterId;
use crate::core::clusters::{Cluster, Endpoints};

/// What the caller's certificate may do inside a cluster.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// Everything: the certificate is in the group `system:masters`.
    Masters,
    /// Reading and writing, by a role binding.
    Write,
    /// Reading only, by a role binding.
    Read,
    /// Reading and writing in the cluster's own namespace, nothing outside it.
    OwnNamespace,
    /// Signed in, but no role: not even listing namespaces.
    Nothing,
}

/// A cluster of the demo account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DemoCluster {
    /// The cluster id.
    pub id: ClusterId,
    /// The name that its owner gave it.
    pub name: String,
    /// The region id.
    pub region: String,
    /// The state, in the service's words.
    pub state: String,
    /// `cluster_type`, for example `ManagedKubernetes`.
    pub cluster_type: String,
    /// `cluster_spec`, for example `ack.pro.small`.
    pub spec: String,
    /// `profile`: `Default`, `Edge`, ….
    pub profile: String,
    /// The Kubernetes version, for example `1.34.1-aliyun.1`.
    pub version: String,
    /// How many nodes it has.
    pub nodes: u32,
    /// Whether its API server has a public endpoint.
    pub public: bool,
    /// The public endpoint's URL, empty for none.
    pub public_url: String,
    /// The private endpoint's URL, empty for a cluster without an API server.
    pub private_url: String,
    /// Whether RAM lets the demo identities use it.
    pub permitted: bool,
    /// What the caller may do inside it.
    pub access: Access,
    /// A namespace that is its own, beside Kubernetes' usual ones.
    pub namespace: String,
}

impl DemoCluster {
    /// Whether there is an API server to talk to: not before it is made nor while it is down.
    #[must_use]
    pub fn has_api_server(&self) -> bool {
        matches!(
            self.state.as_str(),
            "running" | "updating" | "upgrading" | "scaling" | "updating_failed" | "draining"
        )
    }

    /// The cluster as whoever lists it knows it.
    #[must_use]
    pub fn listed(&self) -> Cluster {
        let address = |url: &String| Some(url.clone()).filter(|url| !url.is_empty());
        Cluster {
            name: self.name.clone(),
            region: self.region.clone(),
            state: self.state.clone(),
            cluster_type: self.cluster_type.clone(),
            spec: self.spec.clone(),
            profile: self.profile.clone(),
            version: self.version.clone(),
            size: Some(self.nodes),
            endpoints: self.has_api_server().then(|| Endpoints {
                public: address(&self.public_url),
                private: address(&self.private_url),
            }),
            ..Cluster::new(self.id.clone())
        }
    }
}

/// The usual cluster, which the catalogue changes where a cluster differs.
fn cluster(id: &str, name: &str, region: &str, version: &str, nodes: u32) -> DemoCluster {
    DemoCluster {
        id: parse(id),
        name: name.to_owned(),
        region: region.to_owned(),
        state: "running".to_owned(),
        cluster_type: "ManagedKubernetes".to_owned(),
        spec: "ack.standard".to_owned(),
        profile: "Default".to_owned(),
        version: version.to_owned(),
        nodes,
        public: true,
        public_url: String::new(),
        private_url: String::new(),
        permitted: true,
        access: Access::Write,
        namespace: "apps".to_owned(),
    }
}

fn pro(cluster: DemoCluster) -> DemoCluster {
    DemoCluster { spec: "ack.pro.small".to_owned(), ..cluster }
}

fn in_state(cluster: DemoCluster, state: &str) -> DemoCluster {
    DemoCluster { state: state.to_owned(), ..cluster }
}

fn with(cluster: DemoCluster, access: Access, namespace: &str) -> DemoCluster {
    DemoCluster { access, namespace: namespace.to_owned(), ..cluster }
}

/// The twelve clusters that every demo account has, in the order in which they are listed.
pub(super) fn named() -> Vec<DemoCluster> {
    let hangzhou = "cn-hangzhou";
    let shanghai = "cn-shanghai";
    let beijing = "cn-beijing";
    let singapore = "ap-southeast-1";
    let v134 = "1.34.1-aliyun.1";
    let v133 = "1.33.3-aliyun.1";
    let v132 = "1.32.7-aliyun.1";

    let payments =
        pro(cluster("c5b5e80b0b64a4bf6939d2d8fbbc5a1f7", "prod-payments", hangzhou, v134, 24));
    let search =
        pro(cluster("c0b22164f1ce94d3a8f5e7b9d2c6a4e18", "prod-search", hangzhou, v134, 41));
    let staging = cluster("c91f02d7a35b84e60b1c8f9e7d6a5243b", "staging", shanghai, v133, 6);
    let lake =
        pro(cluster("c3e8d5a1f70b24c9683fa2b7e9d1c4056", "data-lake 数据湖", beijing, v134, 88));
    let edge = cluster("c7aa10e94d2b64f5c8e3b1f6a9d072c35", "edge-sg", singapore, v132, 9);
    let legacy =
        cluster("c1d4f7b2e60a94c58b3e5d8f1a7c20964", "legacy-ci", hangzhou, "1.20.11-aliyun.1", 0);
    let billing =
        pro(cluster("c6f2a9c4e81d74b03a5d7e9f1b8c3206d", "internal-billing", shanghai, v133, 12));
    let orders = pro(cluster("c8c1b3f5d702e4a69b4d6f8a0c2e5713f", "订单中心", hangzhou, v134, 32));
    let sandbox = cluster("c2a7e4d9b15f60c83e6b8d0f2a4c7915e", "sandbox-tmp", beijing, v132, 1);
    let batch = cluster("c4d9f1a6c38b52e07a1c3e5f7b9d2406a", "batch-night", beijing, v133, 0);
    let vault = pro(cluster("cb5e7d2f9a14c60835f1b3d7e9a2c4068", "audit-vault", shanghai, v134, 5));
    let trial = cluster("cd3f8b1e6a70c2945b9e1d3f5a7c80264", "trial-sg", singapore, v134, 0);

    vec![
        with(payments, Access::Write, "payments"),
        with(search, Access::OwnNamespace, "search"),
        with(staging, Access::Masters, "preview"),
        with(in_state(lake, "updating"), Access::Read, "lake"),
        DemoCluster { profile: "Edge".to_owned(), ..with(edge, Access::Nothing, "gateways") },
        in_state(legacy, "failed"),
        DemoCluster { public: false, ..with(billing, Access::Write, "billing") },
        with(orders, Access::Write, "orders"),
        in_state(sandbox, "deleting"),
        in_state(batch, "stopped"),
        DemoCluster { permitted: false, ..vault },
        in_state(trial, "initial"),
    ]
}

/// Further clusters for those who want many. They give kubeconfigs like the others; nobody
/// answers at these addresses.
pub(super) fn extra(count: usize) -> impl Iterator<Item = DemoCluster> {
    let regions = ["cn-hangzhou", "cn-shanghai", "cn-beijing", "ap-southeast-1"];
    (0..count).map(move |number| {
        let region = regions[number % regions.len()];
        let id = format!("ce{number:031x}");
        let name = format!("fleet-{number:04}");
        let mut cluster = cluster(&id, &name, region, "1.34.1-aliyun.1", 3);
        // 203.0.113.0/24 is set aside for documentation: no machine has an address of it.
        cluster.public_url = format!("https://203.0.113.{}:6443", number % 254 + 1);
        cluster.private_url = private_url(number + 100);
        cluster
    })
}

/// The private address of the cluster at this place in the list.
pub(super) fn private_url(number: usize) -> String {
    format!("https://192.168.{}.10:6443", number % 256)
}

#[expect(clippy::expect_used, reason = "constants, read by a test")]
fn parse(id: &str) -> ClusterId {
    ClusterId::parse(id).expect("the demo ids are well formed")
}

#[cfg(test)]
mod tests {
    use super::{extra, named};
    use std::collections::HashSet;

    #[test]
    fn ids_and_names_are_unique_and_of_the_usual_form() {
        let clusters: Vec<_> = named().into_iter().chain(extra(300)).collect();
        assert!(clusters.iter().all(|cluster| cluster.id.has_usual_form()));
        let ids: HashSet<_> = clusters.iter().map(|cluster| cluster.id.as_str()).collect();
        let names: HashSet<_> = clusters.iter().map(|cluster| cluster.name.as_str()).collect();
        assert_eq!((ids.len(), names.len()), (312, 312));
    }

    #[test]
    fn four_regions_and_every_kind_of_trouble() {
        let clusters = named();
        let regions: HashSet<_> = clusters.iter().map(|cluster| &cluster.region).collect();
        assert_eq!((clusters.len(), regions.len()), (12, 4));
        assert!(clusters.iter().any(|c| !c.public && c.has_api_server()));
        assert!(clusters.iter().any(|c| !c.permitted && c.has_api_server()));
        assert!(clusters.iter().any(|c| c.name.chars().all(|letter| !letter.is_ascii())));
        for state in ["running", "updating", "failed", "deleting", "stopped", "initial"] {
            assert!(clusters.iter().any(|cluster| cluster.state == state), "{state}");
        }
    }
}
