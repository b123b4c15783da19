//! Every cluster of an account: what the service tells of each, and the list that is made of it.
//!
//! [`answer`] reads a page, [`list`] puts pages together and keeps what was known while newer ones
//! come, [`filter`] finds clusters in it as someone types.

pub mod answer;
pub mod cluster;
pub mod filter;
pub mod list;
pub mod obstacle;

pub use answer::{ClusterPage, read_clusters};
pub use cluster::{Cluster, Endpoints, Tag};
pub use filter::Filter;
pub use list::{ClusterList, Entry, Scope, Snapshot, snapshot_name};
pub use obstacle::Obstacle;
