//! Following a recipe: asking, running and reading what it takes to get a key.

use std::sync::Arc;

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
    profile: &Arc<Profile>,
) -> Result<Temporary, Unfollowed> {
    match &profile.recipe {
        Recipe::Key(credentials) => {
            Ok(Temporary { credentials: credentials.clone(), expiration: None })
        }
        _ => Err(SignInError::Unusable(ProfileProblem::Unsupported(profile.mode)).into()),
    }
}
