//! Signing in: from a profile to a key that can be used now.

mod external;
mod follow;
mod keychain;
mod metadata;
mod sso;

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use tokio::time::Instant;

use super::call::Caller;
use super::keychain::Keychain;
use super::programs::Programs;
use crate::core::acs::{Credentials, FetchError};
use crate::core::profile::{Profile, Recipe, Source, Temporary};
use crate::core::session::Failure;
use follow::{Follower, Got, Unfollowed};

/// How long a step may take when there is no key to go on with.
const LIMIT: Duration = Duration::from_secs(30);
/// How long a step of a renewal may take while the old key is still good.
const RENEWAL_LIMIT: Duration = Duration::from_secs(8);
/// How long the old key is used before another renewal is tried, after one that failed.
const RENEWAL_PAUSE: Duration = Duration::from_secs(20);

/// The keys of profiles. Each is got when it is first needed, by one task while others wait, and
/// got again three minutes before its end.
#[derive(Clone, Default)]
pub(super) struct Wallet {
    caller: Caller,
    keychain: Keychain,
    slots: Arc<Mutex<HashMap<Source, Slot>>>,
    programs: Programs,
}

/// The place of one profile's key.
#[derive(Clone)]
struct Slot {
    profile: Arc<Profile>,
    held: Arc<tokio::sync::Mutex<Held>>,
}

/// What is held for a profile.
#[derive(Default)]
struct Held {
    got: Option<Got>,
    /// The AccessKey ID of the last key that was refused.
    refused: Option<String>,
    /// When a renewal failed for the last time.
    failed: Option<Instant>,
}

impl Wallet {
    pub(super) fn new(caller: Caller, keychain: Keychain, programs: Programs) -> Self {
        Self { caller, keychain, programs, ..Self::default() }
    }

    /// A key of the profile that will last for a request.
    pub(super) async fn key(&self, profile: &Arc<Profile>) -> Result<Temporary, Box<Failure>> {
        if let Recipe::Key(credentials) = &profile.recipe {
            return Ok(Got::at_hand(credentials.clone()).key);
        }
        let slot = self.slot(profile);
        let mut held = slot.held.lock().await;
        if let Some(key) = held.usable() {
            return Ok(key);
        }
        match self.follow(profile, &held).await {
            Ok(got) => {
                held.failed = got.for_want_of_better.then(Instant::now);
                Ok(held.got.insert(got).key.clone())
            }
            Err(unfollowed) => held.go_on(unfollowed),
        }
    }

    async fn follow(&self, profile: &Profile, held: &Held) -> Result<Got, Unfollowed> {
        let follower = Follower {
            caller: &self.caller,
            profile,
            programs: &self.programs,
            keychain: &self.keychain,
            limit: if held.unended().is_some() { RENEWAL_LIMIT } else { LIMIT },
            refused: held.refused.clone(),
        };
        follower.follow(&profile.recipe).await
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
        self.slot(profile).held.lock().await.refuse(refused.access_key_id());
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

impl Held {
    /// The key, if there is no need to get another now.
    fn usable(&self) -> Option<Temporary> {
        let paused = self.failed.is_some_and(|failed| failed.elapsed() < RENEWAL_PAUSE);
        let got = self.unended().filter(|got| paused || got.lasts())?;
        Some(got.key.clone())
    }

    fn unended(&self) -> Option<&Got> {
        self.got.as_ref().filter(|got| !got.has_ended())
    }

    /// Goes on with the old key after a renewal that failed, while it is good.
    fn go_on(&mut self, unfollowed: Unfollowed) -> Result<Temporary, Box<Failure>> {
        let Some(key) = self.unended().map(|got| got.key.clone()) else {
            return Err(failure(unfollowed));
        };
        tracing::warn!(error = %unfollowed.error, "a key was not renewed, the old one is still good");
        self.failed = Some(Instant::now());
        Ok(key)
    }

    /// Forgets a key that was refused, unless another has taken its place.
    fn refuse(&mut self, access_key_id: &str) {
        let same = |got: &mut Got| got.key.credentials.access_key_id() == access_key_id;
        self.got.take_if(same);
        self.refused = Some(access_key_id.to_owned());
    }
}

fn failure(unfollowed: Unfollowed) -> Box<Failure> {
    let Unfollowed { error, same_string_to_sign, exchange } = unfollowed;
    Box::new(Failure { error: FetchError::SignIn(Arc::new(error)), same_string_to_sign, exchange })
}
