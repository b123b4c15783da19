//! Clusters and their list, in English.

use crate::core::acs::ApiServerEndpoint;
use crate::core::clusters::Obstacle;
use crate::text::clusters::{ClusterWords, ColumnWords};

pub(super) const CLUSTERS: ClusterWords = ClusterWords {
    obstacle,
    state: |state| state,
    edition: |edition| edition,
    heading: "CLUSTERS",
    side: "Credentials and clusters",
    refresh: "Refresh",
    listing: "listing…",
    count: |count, regions| {
        let regions =
            if regions == 1 { "1 region".to_owned() } else { format!("{regions} regions") };
        format!("{count} in {regions}")
    },
    count_matching: |matching, count| format!("{matching} of {count}"),
    as_of: |age| format!("As listed {age} ago"),
    filter: "Filter by name, ID or region",
    no_match: "No cluster matches.",
    not_told: |regions| match regions {
        1 => "One region is not listed.".to_owned(),
        regions => format!("{regions} regions are not listed."),
    },
    gone: "gone",
    gone_hint: "This cluster was listed before and is not any more: it was deleted, or hidden from \
                this identity.",
    has_endpoints: |endpoints| format!("Endpoints: {endpoints}"),
    no_such_endpoint: "This cluster has no such endpoint",
    other_endpoint: |asked| match asked {
        ApiServerEndpoint::Private => "No public endpoint: the private one is asked for",
        ApiServerEndpoint::Public => "No private endpoint: the public one is asked for",
    },
    private_only_inside: "A private address answers only inside the VPC",
    choose_several: "Select several to fetch them all at once",
    choose_all: |count| format!("All {count}"),
    choose_none: "Clear",
    get_many: |count| match count {
        1 => "Get 1 kubeconfig".to_owned(),
        count => format!("Get {count} kubeconfigs"),
    },
    columns: ColumnWords {
        name: "NAME",
        id: "ID",
        region: "REGION",
        state: "STATE",
        edition: "EDITION",
        version: "VERSION",
        nodes: "NODES",
        endpoints: "ENDPOINTS",
    },
    endpoints: |[public, private]| match (public, private) {
        (true, true) => "public, private",
        (true, false) => "public",
        (false, true) => "private",
        (false, false) => "none",
    },
    none: "There are no clusters that these credentials may see.",
    unusable: |count| match count {
        1 => "one cluster has no usable ID and is not listed".to_owned(),
        count => format!("{count} clusters have no usable ID and are not listed"),
    },
    missing: |count| {
        format!("the service counts {count} more than it told: the list may not be complete")
    },
    one_by_one: |why| {
        format!(
            "the clusters of all regions together were not told ({why}): the regions were asked \
             one by one"
        )
    },
    not_listed: |regions, why| format!("not listed: {} ({why})", regions.join(", ")),
};

fn obstacle(obstacle: Obstacle) -> &'static str {
    match obstacle {
        Obstacle::BeingCreated => "The cluster is being created: it has no kubeconfig yet.",
        Obstacle::NotCreated => "Creating the cluster failed: it has no kubeconfig.",
        Obstacle::NotCreatedInTime => {
            "Creating the cluster took too long and was given up: it has no kubeconfig."
        }
        Obstacle::NotConnected => {
            "The cluster is registered but was never connected: it has no kubeconfig yet."
        }
        Obstacle::Disconnected => {
            "The registered cluster has lost its connection: there is no kubeconfig until it is \
             back."
        }
        Obstacle::Unavailable => "The cluster is unavailable: it has no kubeconfig now.",
        Obstacle::BeingDeleted => "The cluster is being deleted: it has no kubeconfig any more.",
        Obstacle::Deleted => "The cluster is deleted: it has no kubeconfig any more.",
        Obstacle::NotDeleted => {
            "Deleting the cluster failed half-way: it has no kubeconfig any more."
        }
    }
}
