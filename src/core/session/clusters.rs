//! The clusters of the account in use: the list, how far listing has come, and what is chosen.

use std::collections::HashSet;

use jiff::Timestamp;

use super::{Failure, Listing, RequestId};
use crate::core::acs::ClusterId;
use crate::core::clusters::{ClusterList, ClusterPage, Entry, Snapshot};

/// What is known of an account's clusters.
#[derive(Debug, Clone, Default)]
pub struct Clusters {
    /// The list. It stays while it is listed anew.
    pub list: ClusterList,
    /// How far the last listing has come.
    pub listing: ListingState,
    /// Those that are to be fetched together. They stand in the list, which forgets none.
    chosen: HashSet<ClusterId>,
    /// Counts what changed the list, for whoever keeps something made from it.
    revision: u64,
}

/// How far a listing has come.
#[derive(Debug, Clone, Default)]
pub enum ListingState {
    /// Nobody asked yet.
    #[default]
    NotAsked,
    /// It is under way, as the question of this number.
    UnderWay(RequestId),
    /// It came to its end.
    Done(Box<Listing>),
    /// It failed; what came before is in the list.
    Failed(Box<Failure>),
}

impl Clusters {
    /// A listing begins.
    pub fn begin(&mut self, id: RequestId) {
        self.list.begin();
        self.listing = ListingState::UnderWay(id);
    }

    fn is_current(&self, id: RequestId) -> bool {
        matches!(self.listing, ListingState::UnderWay(current) if current == id)
    }

    /// Takes the list of the last start, unless newer things are known already. As all that comes
    /// of a listing, it is dropped if it comes late.
    pub fn cached(&mut self, id: RequestId, snapshot: Snapshot) {
        if self.is_current(id) && self.list.is_empty() {
            self.list = ClusterList::from(snapshot);
            self.list.begin();
            self.revision += 1;
        }
    }

    /// Takes a page.
    pub fn page(&mut self, id: RequestId, page: ClusterPage) {
        if self.is_current(id) {
            self.list.take(page.clusters);
            self.revision += 1;
        }
    }

    /// Takes the end of the listing.
    pub fn listed(&mut self, id: RequestId, outcome: Result<Box<Listing>, Box<Failure>>) {
        if !self.is_current(id) {
            return;
        }
        self.listing = match outcome {
            Ok(listing) => {
                self.list.finish(&listing.scope, listing.at);
                ListingState::Done(listing)
            }
            Err(failure) => ListingState::Failed(failure),
        };
        self.revision += 1;
    }

    /// Whether a listing is under way.
    #[must_use]
    pub fn is_listing(&self) -> bool {
        matches!(self.listing, ListingState::UnderWay(_))
    }

    /// A number that is another whenever the list is another.
    #[must_use]
    pub fn revision(&self) -> u64 {
        self.revision
    }

    /// Whether a cluster is to be fetched with others.
    #[must_use]
    pub fn is_chosen(&self, id: &ClusterId) -> bool {
        self.chosen.contains(id)
    }

    /// Those that are to be fetched together, in the order of the list.
    pub fn chosen(&self) -> impl Iterator<Item = &Entry> {
        self.list.entries().iter().filter(|entry| self.chosen.contains(&entry.cluster.id))
    }

    /// How many are chosen.
    #[must_use]
    pub fn chosen_count(&self) -> usize {
        self.chosen.len()
    }

    /// Chooses a cluster, or takes the choice back.
    pub fn toggle(&mut self, id: &ClusterId) {
        if !self.chosen.remove(id) {
            self.chosen.insert(id.clone());
        }
    }

    /// Chooses all of these, which stand in the list, besides those that are chosen already.
    pub fn choose(&mut self, ids: impl IntoIterator<Item = ClusterId>) {
        self.chosen.extend(ids);
    }

    /// Takes every choice back.
    pub fn choose_none(&mut self) {
        self.chosen.clear();
    }
}

impl ListingState {
    /// When what is listed was complete for the last time, if the last listing came to its end.
    #[must_use]
    pub fn done_at(&self) -> Option<Timestamp> {
        match self {
            Self::Done(listing) => Some(listing.at),
            Self::NotAsked | Self::UnderWay(_) | Self::Failed(_) => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Clusters, ListingState, RequestId};
    use crate::core::acs::{ClusterId, TransportError};
    use crate::core::clusters::{Cluster, ClusterPage, Scope, Snapshot};
    use crate::core::session::{Failure, Listing};

    fn id(text: &str) -> ClusterId {
        ClusterId::parse(text).unwrap()
    }

    fn page(ids: &[&str]) -> ClusterPage {
        let clusters = ids.iter().map(|text| Cluster::new(id(text))).collect();
        ClusterPage { clusters, ..ClusterPage::default() }
    }

    fn listing() -> Listing {
        Listing {
            at: "2026-11-24T00:00:00Z".parse().unwrap(),
            scope: Scope::All,
            unusable: 0,
            missing: 0,
            denied: None,
            failed: Vec::new(),
        }
    }

    fn names(clusters: &Clusters) -> Vec<(String, bool)> {
        let entries = clusters.list.entries().iter();
        entries.map(|entry| (entry.cluster.id.to_string(), entry.gone)).collect()
    }

    #[test]
    fn what_a_replaced_listing_brings_is_dropped() {
        let mut clusters = Clusters::default();
        clusters.begin(RequestId(1));
        clusters.begin(RequestId(2));
        clusters.page(RequestId(1), page(&["c1"]));
        clusters.listed(RequestId(1), Ok(Box::new(listing())));
        assert!(clusters.list.is_empty() && clusters.is_listing());
        clusters.page(RequestId(2), page(&["c2"]));
        clusters.listed(RequestId(2), Ok(Box::new(listing())));
        assert_eq!(names(&clusters), [("c2".to_owned(), false)]);
        assert_eq!(clusters.listing.done_at(), Some(listing().at));
    }

    #[test]
    fn the_kept_list_is_on_show_until_pages_come_and_what_is_gone_is_marked() {
        let mut clusters = Clusters::default();
        clusters.begin(RequestId(1));
        let kept = page(&["c1", "c2"]).clusters;
        clusters.cached(RequestId(1), Snapshot { as_of: listing().at, clusters: kept });
        assert_eq!(names(&clusters).len(), 2);
        clusters.page(RequestId(1), page(&["c2"]));
        clusters.listed(RequestId(1), Ok(Box::new(listing())));
        assert_eq!(names(&clusters), [("c1".to_owned(), true), ("c2".to_owned(), false)]);
    }

    #[test]
    fn a_failed_listing_leaves_the_list() {
        let mut clusters = Clusters::default();
        clusters.begin(RequestId(1));
        clusters.page(RequestId(1), page(&["c1"]));
        let failure = Failure {
            error: TransportError::Timeout { seconds: 1 }.into(),
            same_string_to_sign: None,
            exchange: None,
        };
        clusters.listed(RequestId(1), Err(Box::new(failure)));
        assert!(matches!(clusters.listing, ListingState::Failed(_)));
        assert_eq!(names(&clusters).len(), 1);
    }

    #[test]
    fn chosen_clusters_keep_the_order_of_the_list() {
        let mut clusters = Clusters::default();
        clusters.begin(RequestId(1));
        clusters.page(RequestId(1), page(&["c1", "c2", "c3"]));
        clusters.toggle(&id("c3"));
        clusters.choose([id("c1"), id("c3")]);
        let chosen: Vec<_> = clusters.chosen().map(|entry| entry.cluster.id.to_string()).collect();
        assert_eq!((chosen, clusters.chosen_count()), (vec!["c1".into(), "c3".into()], 2));
        clusters.toggle(&id("c3"));
        assert!(!clusters.is_chosen(&id("c3")));
        clusters.choose_none();
        assert_eq!(clusters.chosen_count(), 0);
    }
}
