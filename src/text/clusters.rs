//! The phrases about clusters and their list.

use crate::core::acs::ApiServerEndpoint;
use crate::core::clusters::Obstacle;

/// Clusters and their list.
pub struct ClusterWords {
    /// Why a cluster has no kubeconfig to give: a sentence.
    pub obstacle: fn(Obstacle) -> &'static str,
    /// What the service's word for a state is called.
    pub state: fn(&str) -> &str,
    /// What an edition is called, which is given as the English console has it.
    pub edition: fn(&str) -> &str,
    /// Heading of the list.
    pub heading: &'static str,
    /// Button: the page of the credentials and the clusters, in a narrow window.
    pub side: &'static str,
    /// Button.
    pub refresh: &'static str,
    /// While they are being listed.
    pub listing: &'static str,
    /// How many there are, in how many regions.
    pub count: fn(usize, usize) -> String,
    /// How many of all match what was typed.
    pub count_matching: fn(usize, usize) -> String,
    /// How old the list is.
    pub as_of: fn(&str) -> String,
    /// Field.
    pub filter: &'static str,
    /// Nothing matches.
    pub no_match: &'static str,
    /// So many regions were not told.
    pub not_told: fn(usize) -> String,
    /// In place of the state of a cluster that is not there any more.
    pub gone: &'static str,
    /// Explains it.
    pub gone_hint: &'static str,
    /// Which endpoints a cluster has, as a sentence.
    pub has_endpoints: fn(&str) -> String,
    /// Explains an endpoint that cannot be chosen.
    pub no_such_endpoint: &'static str,
    /// The endpoint that is asked for, since there is no other.
    pub other_endpoint: fn(ApiServerEndpoint) -> &'static str,
    /// About a private address.
    pub private_only_inside: &'static str,
    /// Under the list.
    pub choose_several: &'static str,
    /// Link: chooses so many.
    pub choose_all: fn(usize) -> String,
    /// Button.
    pub choose_none: &'static str,
    /// Button: gets so many.
    pub get_many: fn(usize) -> String,
    /// The heads of the table's columns.
    pub columns: ColumnWords,
    /// Which endpoints a cluster has: whether a public one, whether a private one.
    pub endpoints: fn([bool; 2]) -> &'static str,
    /// The account has no clusters.
    pub none: &'static str,
    /// So many entries had no usable id.
    pub unusable: fn(usize) -> String,
    /// So many clusters are counted and not told.
    pub missing: fn(usize) -> String,
    /// Why the regions had to be asked one by one.
    pub one_by_one: fn(&str) -> String,
    /// The regions that are not listed, and why.
    pub not_listed: fn(&[&str], &str) -> String,
}

/// The heads of the table's columns.
pub struct ColumnWords {
    /// The name.
    pub name: &'static str,
    /// The id.
    pub id: &'static str,
    /// The region.
    pub region: &'static str,
    /// The state.
    pub state: &'static str,
    /// The edition.
    pub edition: &'static str,
    /// The Kubernetes version.
    pub version: &'static str,
    /// How many nodes there are.
    pub nodes: &'static str,
    /// Which endpoints there are.
    pub endpoints: &'static str,
}
