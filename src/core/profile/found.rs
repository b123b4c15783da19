//! A profile that was found: one that can be used, or the reason why not.

use std::sync::Arc;

use super::{Mode, ProfileProblem, Recipe, Source};
use crate::core::acs::{ApiEndpoint, Credentials, Network};

/// A named credential source that can be used.
#[derive(Debug, Clone)]
pub struct Profile {
    /// Where it was found.
    pub source: Source,
    /// Its mode.
    pub mode: Mode,
    /// How it gives credentials.
    pub recipe: Recipe,
    /// Where its requests go.
    pub places: Places,
}

/// Where the requests of a profile go, as far as it says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Places {
    /// The STS that is asked for roles, and who the caller is.
    pub sts: ApiEndpoint,
    /// The region that it names, such as `cn-hangzhou`.
    pub region: Option<String>,
    /// The API endpoint that it names.
    pub endpoint: Option<ApiEndpoint>,
    /// Whether its requests go over the Internet or stay inside the VPC.
    pub network: Network,
}

/// A profile in the list to choose from.
#[derive(Debug, Clone)]
pub struct Listed {
    /// Where it was found.
    pub source: Source,
    /// Its mode, as far as it could be read.
    pub mode: Option<Mode>,
    /// The profile, or why it cannot be used.
    pub profile: Result<Arc<Profile>, ProfileProblem>,
}

impl Profile {
    /// The central STS, which answers for every region.
    pub const CENTRAL_STS: &'static str = "https://sts.aliyuncs.com";

    /// A profile of a key that is at hand.
    #[must_use]
    pub fn of_key(source: Source, credentials: Credentials) -> Self {
        let temporary = credentials.security_token().is_some();
        Self {
            source,
            mode: if temporary { Mode::StsToken } else { Mode::Ak },
            recipe: Recipe::Key(credentials),
            places: Places::default(),
        }
    }

    /// Whether this is the key, as it was typed: a key ID names one secret.
    #[must_use]
    pub fn is_typed(&self, key: &Credentials) -> bool {
        let is_it = |own: &Credentials| own.access_key_id() == key.access_key_id();
        self.source == Source::Typed && matches!(&self.recipe, Recipe::Key(own) if is_it(own))
    }
}

impl Places {
    /// The API endpoint: that of the region, if one is chosen; else the one that the profile
    /// names, its region's, or the central one, which knows every region's clusters.
    #[must_use]
    pub fn api_endpoint(&self, chosen_region: Option<&str>) -> ApiEndpoint {
        if let (None, Some(endpoint)) = (chosen_region, &self.endpoint) {
            return endpoint.clone();
        }
        let of_region = match self.network {
            Network::Internet => ApiEndpoint::of_region,
            Network::Vpc => ApiEndpoint::of_region_in_vpc,
        };
        let region = chosen_region.or(self.region.as_deref());
        region.and_then(|region| of_region(region).ok()).unwrap_or_default()
    }
}

impl Default for Places {
    fn default() -> Self {
        Self { sts: central_sts(), region: None, endpoint: None, network: Network::Internet }
    }
}

impl From<Profile> for Listed {
    fn from(profile: Profile) -> Self {
        Self {
            source: profile.source.clone(),
            mode: Some(profile.mode),
            profile: Ok(Arc::new(profile)),
        }
    }
}

/// The central STS, which answers for every region.
#[expect(clippy::expect_used, reason = "a constant, read by a test")]
pub(super) fn central_sts() -> ApiEndpoint {
    ApiEndpoint::parse(Profile::CENTRAL_STS).expect("the central STS is a valid endpoint")
}

#[cfg(test)]
mod tests {
    use super::{Listed, Profile, central_sts};
    use crate::core::acs::Credentials;
    use crate::core::profile::{Mode, Source};

    #[test]
    fn a_key_at_hand_is_a_profile() {
        let token = "token".into();
        for (token, mode) in [(None, Mode::Ak), (Some(&token), Mode::StsToken)] {
            let key = Credentials::new("LTAI", &"s".into(), token).unwrap();
            let listed = Listed::from(Profile::of_key(Source::Typed, key));
            assert_eq!((listed.source, listed.mode), (Source::Typed, Some(mode)));
        }
        assert_eq!(central_sts().host(), "sts.aliyuncs.com");
    }
}
