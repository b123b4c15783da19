//! The profiles that the user can choose from, from all places together.

use std::path::PathBuf;

use crate::core::profile::{
    Discovery, KeychainError, Listed, Mode, Places, Profile, Recipe, Source,
};

/// What is known of the profiles that there are.
#[derive(Debug, Default)]
pub struct Sources {
    /// Files and variables; `None` while they are being read for the first time.
    pub discovery: Option<Discovery>,
    /// The system keychain.
    pub keychain: Keychain,
    /// The user's home folder, for paths to be told shortly.
    pub home: Option<PathBuf>,
}

/// What is known of the system keychain.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Keychain {
    /// It is being asked; perhaps the user is being asked to unlock it.
    #[default]
    Asking,
    /// The names of the accounts that it keeps for this program.
    Accounts(Vec<String>),
    /// It cannot be used.
    Unavailable(KeychainError),
}

impl Sources {
    /// Every profile to choose from, in the order in which they are offered.
    pub fn listed(&self) -> impl Iterator<Item = Listed> {
        let kept = match &self.keychain {
            Keychain::Accounts(names) => names.as_slice(),
            Keychain::Asking | Keychain::Unavailable(_) => &[],
        };
        let found = self.discovery.iter().flat_map(|discovery| discovery.listed.iter().cloned());
        let places = self.places();
        found.chain(kept.iter().map(move |name| kept_profile(name, places.clone()).into()))
    }

    /// Where requests go for keys that say nothing of it themselves.
    #[must_use]
    pub fn places(&self) -> Places {
        self.discovery.as_ref().map(|discovery| discovery.places.clone()).unwrap_or_default()
    }

    /// Whether the variables are the login shell's.
    #[must_use]
    pub fn from_shell(&self) -> bool {
        self.discovery.as_ref().is_some_and(|discovery| discovery.from_shell)
    }

    /// The profile of a name: a file's, or else an account in the keychain.
    #[must_use]
    pub fn named(&self, name: &str) -> Option<Listed> {
        let found = self.discovery.as_ref().and_then(|discovery| discovery.named(name).cloned());
        found.or_else(|| self.find(&Source::Keychain(name.to_owned())))
    }

    /// The profile of a source, if it is there.
    #[must_use]
    pub fn find(&self, source: &Source) -> Option<Listed> {
        self.listed().find(|listed| listed.source == *source)
    }
}

/// The profile of an account in the keychain. Whether its key has a token is seen when it is read.
#[must_use]
pub fn kept_profile(name: &str, places: Places) -> Profile {
    Profile {
        source: Source::Keychain(name.to_owned()),
        mode: Mode::Ak,
        recipe: Recipe::Keychain(name.to_owned()),
        places,
    }
}
