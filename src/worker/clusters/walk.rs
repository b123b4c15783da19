//! Going over the pages of a list that may change meanwhile, until all of it is told.

use std::collections::HashSet;

use tokio::task::JoinSet;

use super::Lister;
use crate::core::acs::ClusterId;
use crate::core::clusters::ClusterPage;
use crate::core::session::Failure;

/// The most pages that are asked for: of a service that never comes to an end, no more is kept.
const MOST_PAGES: usize = 1_000;

/// How often the pages are gone over: when clusters go meanwhile, others move up, perhaps to a page
/// that was read before, and would be missed.
const MOST_LOOKS: usize = 2;

/// The way over the pages of one region, or of all.
pub(super) struct Walk {
    lister: Lister,
    region: Option<String>,
    /// How many pages are asked for at once, after the first.
    at_once: usize,
    /// The clusters that came.
    ids: HashSet<ClusterId>,
    /// How many entries there are, as the service said last.
    total: Option<usize>,
    look: Look,
}

/// One time over the pages.
#[derive(Default)]
struct Look {
    /// How many pages were asked for.
    asked: usize,
    /// How many came.
    came: usize,
    /// How many entries the first page had; the others but the last have as many.
    page_size: usize,
    /// Whether the page that came last had something new in it.
    news: bool,
    /// Whether there are fewer entries than there were.
    shrank: bool,
    unusable: usize,
    swarm: usize,
}

impl Walk {
    pub(super) fn new(lister: Lister, region: Option<String>, at_once: usize) -> Self {
        Self { lister, region, at_once, ids: HashSet::new(), total: None, look: Look::default() }
    }

    /// Goes over all pages, telling of each as it comes.
    pub(super) async fn go(mut self) -> Result<Self, Box<Failure>> {
        for _ in 0..MOST_LOOKS {
            self.look = Look::default();
            self.go_over_all().await?;
            if self.missing() == 0 && !self.look.shrank {
                break;
            }
        }
        Ok(self)
    }

    /// How many clusters the service counts and has not told.
    pub(super) fn missing(&self) -> usize {
        let told = self.ids.len() + self.look.unusable + self.look.swarm;
        self.total.map_or(0, |total| total.saturating_sub(told))
    }

    /// Adds clusters that were told in another way.
    pub(super) fn add(&mut self, ids: HashSet<ClusterId>) {
        self.ids.extend(ids);
    }

    /// The clusters that were told.
    pub(super) fn into_ids(self) -> HashSet<ClusterId> {
        self.ids
    }

    /// How many entries had no usable id.
    pub(super) fn unusable(&self) -> usize {
        self.look.unusable
    }

    /// The first page alone, for it tells how many there are; then several at once.
    async fn go_over_all(&mut self) -> Result<(), Box<Failure>> {
        self.look.asked = 1;
        let first = self.lister.page(self.region.clone(), 1).await?;
        self.look.page_size = first.entries();
        self.note(first).await;
        // Dropped with a failure, which cancels the pages still under way.
        let mut under_way = JoinSet::new();
        loop {
            while under_way.len() < self.at_once && self.look.asked < self.last_page() {
                self.look.asked += 1;
                let (lister, region, page) =
                    (self.lister.clone(), self.region.clone(), self.look.asked);
                under_way.spawn(async move { lister.page(region, page).await });
            }
            match under_way.join_next().await {
                Some(Ok(page)) => self.note(page?).await,
                Some(Err(ended)) => {
                    if let Ok(panic) = ended.try_into_panic() {
                        std::panic::resume_unwind(panic);
                    }
                }
                None => return Ok(()),
            }
        }
    }

    /// The last page that makes sense to ask for, as far as can be told now. Where nobody counts
    /// it is the next one, as long as there is something new.
    fn last_page(&self) -> usize {
        let Look { came, page_size, news, .. } = self.look;
        let last = match self.total {
            _ if page_size == 0 => 1,
            Some(total) => total.div_ceil(page_size),
            None if news => came + 1,
            None => came,
        };
        last.min(MOST_PAGES)
    }

    async fn note(&mut self, mut page: ClusterPage) {
        let shrank = page.total.zip(self.total).is_some_and(|(now, before)| now < before);
        self.total = page.total.or(self.total);
        let before = self.ids.len();
        for cluster in &mut page.clusters {
            self.ids.insert(cluster.id.clone());
            if let (true, Some(region)) = (cluster.region.is_empty(), &self.region) {
                cluster.region.clone_from(region);
            }
        }
        let look = &mut self.look;
        look.came += 1;
        look.shrank |= shrank;
        look.unusable += page.unusable;
        look.swarm += page.swarm;
        look.news = self.ids.len() > before || page.unusable + page.swarm > 0;
        self.lister.tell(page).await;
    }
}
