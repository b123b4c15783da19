//! The list of an account's clusters: put together page by page, and kept while it is refreshed.

use std::collections::{HashMap, HashSet};

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use super::filter::{Filter, Haystack};
use super::{Cluster, Obstacle};
use crate::core::acs::sign::hash::sha256_hex;
use crate::core::acs::{ApiEndpoint, ClusterId};
use crate::core::profile::CallerIdentity;

/// The clusters of an account, sorted by region, then name, then id; each stands in it once.
#[derive(Debug, Clone, Default)]
pub struct ClusterList {
    entries: Vec<Entry>,
    regions: usize,
    as_of: Option<Timestamp>,
    /// What the listing under way has brought so far.
    seen: HashSet<ClusterId>,
}

/// A cluster in the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The cluster, as it was last heard of.
    pub cluster: Cluster,
    /// Whether a later listing did not have it any more: it is gone in the cloud.
    pub gone: bool,
    haystack: Haystack,
}

/// What a listing has looked through: a cluster from there that did not come is gone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Scope {
    /// Every region.
    All,
    /// These regions.
    Regions(Vec<String>),
}

/// A list as it is kept for the next start.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Snapshot {
    /// When it was complete.
    pub as_of: Timestamp,
    /// The clusters, without those that were gone.
    pub clusters: Vec<Cluster>,
}

impl ClusterList {
    /// A listing begins. The list stays as it is until pages come.
    pub fn begin(&mut self) {
        self.seen.clear();
    }

    /// Takes a page of the listing: new clusters are put in their places, known ones are replaced
    /// by what is newer.
    pub fn take(&mut self, clusters: Vec<Cluster>) {
        let newer: HashMap<ClusterId, Cluster> =
            clusters.into_iter().map(|cluster| (cluster.id.clone(), cluster)).collect();
        self.seen.extend(newer.keys().cloned());
        self.entries.retain(|entry| !newer.contains_key(&entry.cluster.id));
        self.entries.extend(newer.into_values().map(Entry::new));
        // The old part is one long run, which the sort takes as it is.
        self.entries.sort_by(|a, b| a.cluster.place().cmp(&b.cluster.place()));
        let regions = self.entries.chunk_by(|a, b| a.cluster.region == b.cluster.region);
        self.regions = regions.count();
    }

    /// The listing is complete: what did not come although it was looked for is gone.
    pub fn finish(&mut self, scope: &Scope, now: Timestamp) {
        for entry in &mut self.entries {
            let Cluster { id, region, .. } = &entry.cluster;
            if scope.covers(region) && !self.seen.contains(id) {
                entry.gone = true;
            }
        }
        self.as_of = Some(now);
        self.seen.clear();
    }

    /// All entries, in order.
    #[must_use]
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// How many regions they are in.
    #[must_use]
    pub fn regions(&self) -> usize {
        self.regions
    }

    /// The entries that a filter lets through, in order.
    pub fn matching<'a>(&'a self, filter: &'a Filter) -> impl Iterator<Item = &'a Entry> {
        self.entries.iter().filter(|entry| filter.matches(&entry.haystack))
    }

    /// The cluster with this id.
    #[must_use]
    pub fn get(&self, id: &ClusterId) -> Option<&Entry> {
        self.entries.iter().find(|entry| entry.cluster.id == *id)
    }

    /// Whether there is nothing in it.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// How long ago it was complete for the last time; `None` if it never was.
    #[must_use]
    pub fn age(&self, now: Timestamp) -> Option<SignedDuration> {
        self.as_of.map(|as_of| now.duration_since(as_of))
    }

    /// The list to be kept for the next start, if it ever was complete.
    #[must_use]
    pub fn snapshot(&self) -> Option<Snapshot> {
        let there = self.entries.iter().filter(|entry| !entry.gone);
        let clusters = there.map(|entry| entry.cluster.clone()).collect();
        Some(Snapshot { as_of: self.as_of?, clusters })
    }
}

impl From<Snapshot> for ClusterList {
    fn from(snapshot: Snapshot) -> Self {
        let mut list = Self { as_of: Some(snapshot.as_of), ..Self::default() };
        list.take(snapshot.clusters);
        list.begin();
        list
    }
}

impl Entry {
    fn new(cluster: Cluster) -> Self {
        Self { haystack: Haystack::of(&cluster), cluster, gone: false }
    }

    /// Whether a filter lets it through.
    #[must_use]
    pub fn matches(&self, filter: &Filter) -> bool {
        filter.matches(&self.haystack)
    }

    /// Why it has no kubeconfig to give, if that is known.
    #[must_use]
    pub fn obstacle(&self) -> Option<Obstacle> {
        if self.gone { Some(Obstacle::Deleted) } else { self.cluster.obstacle() }
    }
}

impl Scope {
    fn covers(&self, region: &str) -> bool {
        match self {
            Self::All => true,
            Self::Regions(regions) => regions.iter().any(|covered| covered == region),
        }
    }
}

impl Cluster {
    /// What the order of the list goes by.
    fn place(&self) -> (&str, &str, &ClusterId) {
        (&self.region, &self.name, &self.id)
    }
}

/// The name of the file in which the list of an identity at an endpoint is kept. It tells neither:
/// it is made of their hash.
#[must_use]
pub fn snapshot_name(identity: &CallerIdentity, endpoint: &ApiEndpoint) -> String {
    let CallerIdentity { account_id, role_id, user_id, principal_id, arn, .. } = identity;
    // A role's ARN and principal change with each session; the role itself does not.
    let who = role_id.as_ref().or(user_id.as_ref()).or(principal_id.as_ref()).unwrap_or(arn);
    let hash = sha256_hex(format!("{account_id}\n{who}\n{endpoint}").as_bytes());
    format!("{}.json", &hash[..32])
}

#[cfg(test)]
mod tests;
