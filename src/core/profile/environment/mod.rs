//! The variables of the environment that concern credentials.

mod address;
mod key;
mod oidc;

pub use address::ecs_profile;
pub(super) use address::{credentials_uri, ecs_metadata, ecs_role};
pub(super) use key::keys;
pub(super) use oidc::oidc;

use std::collections::BTreeMap;
use std::sync::Arc;

use secrecy::{ExposeSecret as _, SecretString};

use super::cli_config::CliProfile;
use super::{Listed, Mode, Places, Profile, ProfileProblem, Recipe, Source};

/// The variables that concern Alibaba Cloud, as they were when they were read.
#[derive(Debug, Clone, Default)]
pub struct Variables(BTreeMap<String, SecretString>);

impl Variables {
    /// Keeps those of the variables that are of use here.
    #[must_use]
    pub fn of(variables: impl IntoIterator<Item = (String, String)>) -> Self {
        let kept = variables.into_iter().filter(|(name, _)| concerns(name));
        Self(kept.map(|(name, value)| (name, SecretString::from(value))).collect())
    }

    /// The value of a variable, without white space around it; `None` if that is nothing.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&str> {
        let value = self.0.get(name)?.expose_secret().trim();
        (!value.is_empty()).then_some(value)
    }

    /// Whether a variable says yes: `true` or `1`, in any case.
    #[must_use]
    pub fn says_yes(&self, name: &str) -> bool {
        self.get(name).is_some_and(|value| value == "1" || value.eq_ignore_ascii_case("true"))
    }

    /// Whether `ALIBABA_CLOUD_DISABLE_EXTERNAL_PROCESS` forbids to get credentials by a program
    /// or an address, as it does for the aliyun CLI.
    #[must_use]
    pub fn forbid_external(&self) -> bool {
        self.says_yes("ALIBABA_CLOUD_DISABLE_EXTERNAL_PROCESS")
    }
}

/// A profile that the variables alone make.
fn listed(
    variables: &Variables,
    source: Source,
    mode: Mode,
    recipe: Result<Recipe, ProfileProblem>,
) -> Listed {
    let places = Places::of(&CliProfile::default(), variables);
    let profile = recipe.and_then(|recipe| {
        Ok(Arc::new(Profile { source: source.clone(), mode, recipe, places: places? }))
    });
    Listed { source, mode: Some(mode), profile }
}

fn concerns(name: &str) -> bool {
    const BARE: [&str; 6] =
        ["ACCESS_KEY_ID", "ACCESS_KEY_SECRET", "SECURITY_TOKEN", "REGION_ID", "REGION", "PATH"];
    const PREFIXES: [&str; 5] =
        ["ALIBABA_CLOUD_", "ALIBABACLOUD_", "ALICLOUD_", "CS_ENDPOINT", "ACK_"];
    BARE.contains(&name) || PREFIXES.iter().any(|prefix| name.starts_with(prefix))
}

#[cfg(test)]
mod tests;
