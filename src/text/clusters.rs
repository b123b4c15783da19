//! The phrases about clusters and their list.

use crate::core::clusters::Obstacle;

/// Clusters and their list.
pub struct ClusterWords {
    /// Why a cluster has no kubeconfig to give: a sentence.
    pub obstacle: fn(Obstacle) -> &'static str,
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
