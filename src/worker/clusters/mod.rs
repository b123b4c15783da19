//! Listing the clusters of an account: first what is kept of the last time, then every page that
//! the service tells, all regions together or, where that is denied, one by one.

mod regions;
mod walk;

use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

use super::asker::{Asker, Asking};
use super::desk::blocking;
use super::events::{EventSender, Listener};
use super::{Event, clock};
use crate::core::acs::{FetchError, ListClusters, Problem, ReplyError};
use crate::core::clusters::{Cluster, ClusterList, ClusterPage, Scope, Snapshot, read_clusters};
use crate::core::session::{ClusterQuery, Failure, Listing, RequestId};
use crate::io::cluster_cache;
use regions::Regions;
use walk::Walk;

/// How many requests are under way at once.
const AT_ONCE: usize = 4;

/// A listing under way, shared by the tasks that ask for its pages.
#[derive(Clone)]
struct Lister {
    asker: Asker,
    id: RequestId,
    query: Arc<ClusterQuery>,
    events: EventSender,
    /// All that came so far, where it is to be kept.
    collected: Option<Arc<Mutex<Vec<Cluster>>>>,
}

/// Lists, and tells what comes of it.
pub(super) async fn list(asker: Asker, id: RequestId, query: ClusterQuery, events: EventSender) {
    let cache = query.cache.clone();
    let collected = cache.is_some().then(Arc::default);
    let lister = Lister { asker, id, query: Arc::new(query), events: events.clone(), collected };
    let kept = match cache.clone() {
        Some(file) => blocking(move || cluster_cache::load(&file)).await.flatten(),
        None => None,
    };
    if let Some(kept) = &kept {
        events.send(Event::ClustersCached(id, Box::new(kept.clone()))).await;
    }
    let listing = lister.everything().await;
    if let (Ok(listing), Some(file)) = (&listing, cache) {
        keep(file, kept, lister.collected(), listing).await;
    }
    events.send(Event::ClustersListed(id, listing.map(Box::new))).await;
}

impl Lister {
    /// All regions together, if the service tells them like that; else one by one.
    async fn everything(&self) -> Result<Listing, Box<Failure>> {
        let regions = self.query.regions_to_ask();
        match Walk::new(self.clone(), None, AT_ONCE).go().await {
            Ok(walk) if walk.missing() == 0 || regions.is_empty() => Ok(listing(&walk)),
            Ok(mut walk) => {
                let asked = Regions::ask(self, regions).await;
                walk.add(asked.ids);
                Ok(Listing { failed: asked.failed, ..listing(&walk) })
            }
            Err(failure) if !regions.is_empty() && regions_may_be_told(&failure) => {
                Regions::ask(self, regions).await.instead_of_all(failure)
            }
            Err(failure) => Err(failure),
        }
    }

    /// A page of the clusters of a region, or of all.
    async fn page(&self, region: Option<String>, page: usize) -> Result<ClusterPage, Box<Failure>> {
        let ClusterQuery { profile, endpoint, scheme, timeout, .. } = self.query.as_ref();
        let asking = Asking { profile, endpoint, scheme: *scheme, timeout: *timeout, gate: None };
        let request = ListClusters { region, page }.to_request();
        let listener = Listener::new(self.id, &self.events);
        let (page, _exchange) = self.asker.ask(asking, &request, read_clusters, &listener).await?;
        Ok(page)
    }

    /// Tells of a page, and collects it.
    async fn tell(&self, page: ClusterPage) {
        if let Some(collected) = &self.collected {
            let mut collected = collected.lock().unwrap_or_else(PoisonError::into_inner);
            collected.extend(page.clusters.iter().cloned());
        }
        self.events.send(Event::ClustersPage(self.id, Box::new(page))).await;
    }

    fn collected(&self) -> Vec<Cluster> {
        let collected = self.collected.as_ref();
        let take = |all: &Arc<Mutex<Vec<Cluster>>>| {
            std::mem::take(&mut *all.lock().unwrap_or_else(PoisonError::into_inner))
        };
        collected.map(take).unwrap_or_default()
    }
}

/// The listing of all regions together. Where some clusters were counted and not told, a cluster
/// that did not come need not be gone.
fn listing(walk: &Walk) -> Listing {
    let missing = walk.missing();
    Listing {
        at: clock::now(),
        scope: if missing == 0 { Scope::All } else { Scope::Regions(Vec::new()) },
        unusable: walk.unusable(),
        missing,
        denied: None,
        failed: Vec::new(),
    }
}

/// Whether the regions may be told one by one although all together are not: that is denied, not
/// known at this endpoint, or answered with something else.
fn regions_may_be_told(failure: &Failure) -> bool {
    match &failure.error {
        FetchError::Reply(ReplyError::Lacks(_)) => true,
        FetchError::Reply(ReplyError::Service(error)) => match Problem::of(&failure.error) {
            Problem::WrongEndpoint | Problem::OtherCode => error.status == 404,
            problem => problem.is_about_permission(),
        },
        FetchError::Reply(_) | FetchError::Transport(_) | FetchError::SignIn(_) => false,
    }
}

/// Keeps the list for the next start: what came, and what was kept of regions that were not
/// looked through.
async fn keep(file: PathBuf, kept: Option<Snapshot>, came: Vec<Cluster>, listing: &Listing) {
    let (scope, at) = (listing.scope.clone(), listing.at);
    let write = move || {
        let mut list = kept.map(ClusterList::from).unwrap_or_default();
        list.begin();
        list.take(came);
        list.finish(&scope, at);
        list.snapshot().map_or(Ok(()), |snapshot| cluster_cache::save(&file, &snapshot))
    };
    if let Some(Err(error)) = blocking(write).await {
        tracing::warn!(%error, "the list of clusters was not kept");
    }
}
