//! The question for all clusters of an account, and what came of it.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use jiff::Timestamp;

use super::Failure;
use crate::core::acs::{ApiEndpoint, SchemeChoice};
use crate::core::clusters::Scope;
use crate::core::profile::Profile;

/// Everything that listing the clusters of an account needs.
#[derive(Debug, Clone)]
pub struct ClusterQuery {
    /// Who asks.
    pub profile: Arc<Profile>,
    /// Where the requests go.
    pub endpoint: ApiEndpoint,
    /// How they are signed.
    pub scheme: SchemeChoice,
    /// How long all tries for one page may take together.
    pub timeout: Duration,
    /// The regions that are asked about one by one, beside the profile's own, if they are not
    /// told all together.
    pub regions: Vec<String>,
    /// The file in which the list is kept for the next start; `None` keeps and tells nothing.
    pub cache: Option<PathBuf>,
}

/// A listing that is complete, or as complete as it gets. The clusters came before, page by page.
#[derive(Debug, Clone)]
pub struct Listing {
    /// When it was.
    pub at: Timestamp,
    /// What was looked through.
    pub scope: Scope,
    /// How many entries had no usable id.
    pub unusable: usize,
    /// How many more clusters the service counts than it told.
    pub missing: usize,
    /// Why the regions were not told all together but had to be asked one by one, if so.
    pub denied: Option<Box<Failure>>,
    /// The regions whose clusters are not known.
    pub failed: Vec<RegionFailure>,
}

/// A region that did not tell its clusters.
#[derive(Debug, Clone)]
pub struct RegionFailure {
    /// The region's id.
    pub region: String,
    /// Why not.
    pub failure: Box<Failure>,
}

impl ClusterQuery {
    /// The regions to ask one by one, each once; what cannot be a region's id is left out.
    #[must_use]
    pub fn regions_to_ask(&self) -> Vec<String> {
        let mut regions = Vec::new();
        for region in self.profile.places.region.iter().chain(&self.regions) {
            if ApiEndpoint::of_region(region).is_ok() && !regions.contains(region) {
                regions.push(region.clone());
            }
        }
        regions
    }
}

#[cfg(test)]
mod tests {
    use super::{ClusterQuery, Duration};
    use crate::core::acs::{ApiEndpoint, Credentials, SchemeChoice};
    use crate::core::profile::{Places, Profile, Source};
    use std::sync::Arc;

    #[test]
    fn the_profiles_region_comes_first_and_none_comes_twice() {
        let key = Credentials::new("LTAI", &"s".into(), None).unwrap();
        let places = Places { region: Some("cn-beijing".to_owned()), ..Places::default() };
        let query = ClusterQuery {
            profile: Arc::new(Profile { places, ..Profile::of_key(Source::Typed, key) }),
            endpoint: ApiEndpoint::default(),
            scheme: SchemeChoice::default(),
            timeout: Duration::from_secs(1),
            regions: ["cn-hangzhou", "cn-beijing", "../x", "..", ""].map(str::to_owned).to_vec(),
            cache: None,
        };
        assert_eq!(query.regions_to_ask(), ["cn-beijing", "cn-hangzhou"]);
    }
}
