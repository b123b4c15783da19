//! Following a recipe: asking, running and reading what it takes to get a key.

use std::sync::Arc;

use super::{Wallet, external, keychain};
use crate::core::profile::{Profile, ProfileProblem, Recipe, SignInError, Temporary};
use crate::core::session::Exchange;
use crate::worker::call::Caller;

/// Why a recipe gave no key, and how the exchange went if someone was asked.
pub(super) struct Unfollowed {
    pub(super) error: SignInError,
    pub(super) asked: Option<(Option<bool>, Option<Exchange>)>,
}

/// Gets a key as the profile's recipe says.
pub(super) async fn recipe(
    _caller: &Caller,
    wallet: &Wallet,
    profile: &Arc<Profile>,
) -> Result<Temporary, Unfollowed> {
    match &profile.recipe {
        Recipe::Key(credentials) => {
            Ok(Temporary { credentials: credentials.clone(), expiration: None })
        }
        Recipe::External(program) => Ok(external::external(program, wallet.path()).await?),
        Recipe::Keychain(name) => Ok(keychain::keychain(&wallet.keychain, name).await?),
        _ => Err(SignInError::Unusable(ProfileProblem::Unsupported(profile.mode)).into()),
    }
}
