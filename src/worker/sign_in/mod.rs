//! Signing in: from a profile to a key that can be used now.

mod external;
mod follow;
mod keychain;

use std::collections::HashMap;
use std::ffi::OsString;
use std::sync::{Arc, Mutex, PoisonError};

use super::call::Caller;
use super::clock;
use super::keychain::Keychain;
use crate::core::acs::{Credentials, FetchError};
use crate::core::profile::{Profile, Recipe, SignInError, Source, Temporary};
use crate::core::session::Failure;

/// The keys of profiles. Each is got when it is first needed, by one task while others wait, and
/// got again three minutes before its end.
#[derive(Clone, Default)]
pub(super) struct Wallet {
    caller: Caller,
    keychain: Keychain,
    slots: Arc<Mutex<HashMap<Source, Slot>>>,
    /// Where programs are looked for.
    path: Arc<Mutex<Option<OsString>>>,
}

/// The place of one profile's key.
#[derive(Clone)]
struct Slot {
    profile: Arc<Profile>,
    held: Arc<tokio::sync::Mutex<Option<Temporary>>>,
}

impl Wallet {
    pub(super) fn new(caller: Caller, keychain: Keychain) -> Self {
        Self { caller, keychain, ..Self::default() }
    }

    /// Sets where programs are looked for.
    pub(super) fn set_path(&self, path: Option<OsString>) {
        *self.path.lock().unwrap_or_else(PoisonError::into_inner) = path;
    }

    /// Where programs are looked for.
    pub(super) fn path(&self) -> Option<OsString> {
        self.path.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// A key of the profile that will last for a request.
    pub(super) async fn key(&self, profile: &Arc<Profile>) -> Result<Temporary, Box<Failure>> {
        if let Recipe::Key(credentials) = &profile.recipe {
            return Ok(Temporary { credentials: credentials.clone(), expiration: None });
        }
        let slot = self.slot(profile);
        let mut held = slot.held.lock().await;
        if let Some(key) = held.as_ref().filter(|key| key.lasts(clock::now())) {
            return Ok(key.clone());
        }
        let got = follow::recipe(&self.caller, self, profile).await;
        match got {
            Ok(key) => {
                *held = Some(key.clone());
                Ok(key)
            }
            Err(error) => Err(failure(error)),
        }
    }

    /// Another key in place of one that was refused, or `None` where there can be no other. If
    /// someone else has renewed it meanwhile, it is that one.
    pub(super) async fn renew(
        &self,
        profile: &Arc<Profile>,
        refused: &Credentials,
    ) -> Result<Option<Temporary>, Box<Failure>> {
        if !profile.recipe.can_renew() {
            return Ok(None);
        }
        {
            let slot = self.slot(profile);
            let mut held = slot.held.lock().await;
            let same =
                |key: &mut Temporary| key.credentials.access_key_id() == refused.access_key_id();
            held.take_if(same);
        }
        self.key(profile).await.map(Some)
    }

    /// The slot of a profile; what was got for another reading of its file is forgotten.
    fn slot(&self, profile: &Arc<Profile>) -> Slot {
        let mut slots = self.slots.lock().unwrap_or_else(PoisonError::into_inner);
        let fresh = || Slot { profile: Arc::clone(profile), held: Arc::default() };
        let slot = slots.entry(profile.source.clone()).or_insert_with(fresh);
        if !Arc::ptr_eq(&slot.profile, profile) {
            *slot = fresh();
        }
        slot.clone()
    }
}

fn failure(error: follow::Unfollowed) -> Box<Failure> {
    let follow::Unfollowed { error, asked } = error;
    let (same_string_to_sign, exchange) = asked.unwrap_or_default();
    Box::new(Failure { error: FetchError::SignIn(Arc::new(error)), same_string_to_sign, exchange })
}

impl From<SignInError> for follow::Unfollowed {
    fn from(error: SignInError) -> Self {
        Self { error, asked: None }
    }
}
