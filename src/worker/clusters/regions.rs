//! Asking region by region, several at once. One that fails is told, and does not stop the others.

use std::collections::HashSet;

use tokio::task::JoinSet;

use super::walk::Walk;
use super::{AT_ONCE, Lister};
use crate::core::acs::ClusterId;
use crate::core::clusters::Scope;
use crate::core::session::{Failure, Listing, RegionFailure};
use crate::worker::clock;

/// What came of asking each region.
#[derive(Default)]
pub(super) struct Regions {
    /// The regions that told all their clusters.
    told: Vec<String>,
    /// The others, in the order in which they were to be asked.
    pub(super) failed: Vec<RegionFailure>,
    /// The clusters that they told.
    pub(super) ids: HashSet<ClusterId>,
    unusable: usize,
    missing: usize,
}

impl Regions {
    pub(super) async fn ask(lister: &Lister, regions: Vec<String>) -> Self {
        let mut asked = Self::default();
        let mut under_way = JoinSet::new();
        let mut next = regions.iter().cloned();
        loop {
            while under_way.len() < AT_ONCE
                && let Some(region) = next.next()
            {
                let walk = Walk::new(lister.clone(), Some(region.clone()), 1);
                under_way.spawn(async move { (region, walk.go().await) });
            }
            match under_way.join_next().await {
                Some(Ok((region, walked))) => asked.note(region, walked),
                Some(Err(ended)) => {
                    if let Ok(panic) = ended.try_into_panic() {
                        std::panic::resume_unwind(panic);
                    }
                }
                None => break,
            }
        }
        let place = |name: &str| regions.iter().position(|region| region == name);
        asked.failed.sort_by_key(|failed| place(&failed.region));
        asked
    }

    fn note(&mut self, region: String, walked: Result<Walk, Box<Failure>>) {
        match walked {
            Ok(walk) => {
                self.unusable += walk.unusable();
                self.missing += walk.missing();
                if walk.missing() == 0 {
                    self.told.push(region);
                }
                self.ids.extend(walk.into_ids());
            }
            Err(failure) => self.failed.push(RegionFailure { region, failure }),
        }
    }

    /// The listing that they make in place of all regions together, which were denied. Where all
    /// of them fail, that they were denied is what happened.
    pub(super) fn instead_of_all(self, denied: Box<Failure>) -> Result<Listing, Box<Failure>> {
        let Self { told, failed, ids, unusable, missing } = self;
        if told.is_empty() && ids.is_empty() {
            return Err(denied);
        }
        let scope = Scope::Regions(told);
        Ok(Listing { at: clock::now(), scope, unusable, missing, denied: Some(denied), failed })
    }
}
