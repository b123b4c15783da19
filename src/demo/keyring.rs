//! The keys that the demo knows: those from the start, and the temporary ones that it issued,
//! which end.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};

use base64::Engine as _;
use jiff::{SignedDuration, Timestamp};
use secrecy::SecretString;
use serde_json::{Value, json};

use super::account::{self, Holder, Key, KeyState};
use super::clock;
use super::error::ApiError;
use super::memory::lock;
use super::roles::USUAL;
use crate::core::acs::Credentials;

/// How many issued keys are remembered; an older one is as unknown as one that never was.
const ISSUED: usize = 10_000;

/// Every key, by its id.
pub(super) struct Keyring {
    fixed: Vec<Arc<Key>>,
    issued: Mutex<VecDeque<Arc<Key>>>,
    /// How long the keys that are issued last, if not as long as was asked.
    lifetime: Mutex<Option<SignedDuration>>,
}

/// A key fresh from the ring.
pub(super) struct IssuedKey {
    id: String,
    secret: String,
    token: String,
    pub(super) expiration: Timestamp,
}

impl Keyring {
    pub(super) fn new() -> Self {
        let fixed = account::keys().into_iter().map(Arc::new).collect();
        Self { fixed, issued: Mutex::default(), lifetime: Mutex::default() }
    }

    /// The key with this id.
    pub(super) fn find(&self, access_key_id: &str) -> Option<Arc<Key>> {
        let is_it = |key: &&Arc<Key>| key.credentials.access_key_id() == access_key_id;
        if let Some(key) = self.fixed.iter().find(is_it) {
            return Some(Arc::clone(key));
        }
        lock(&self.issued).iter().rev().find(is_it).cloned()
    }

    /// Sets how long every key lasts that is issued from now on; `None`: as long as was asked.
    pub(super) fn set_lifetime(&self, lifetime: Option<SignedDuration>) {
        *lock(&self.lifetime) = lifetime;
    }

    /// Forgets the keys that were issued, as if their roles had been deleted.
    pub(super) fn forget_issued(&self) {
        lock(&self.issued).clear();
    }

    /// Issues a temporary key that lasts for as many seconds as are asked for, or as usual.
    pub(super) fn issue(
        &self,
        holder: Holder,
        seconds: Option<u32>,
        now: Timestamp,
    ) -> Result<IssuedKey, ApiError> {
        let asked = SignedDuration::from_secs(seconds.unwrap_or(USUAL).into());
        let lifetime = lock(&self.lifetime).unwrap_or(asked);
        // The service tells the end in whole seconds, and means it.
        let end = now.checked_add(lifetime).unwrap_or(Timestamp::MAX).as_second();
        let expiration = Timestamp::from_second(end).unwrap_or(Timestamp::MAX);
        let key = IssuedKey::random(expiration);
        let token = SecretString::from(key.token.as_str());
        let credentials = Credentials::new(&key.id, &key.secret.as_str().into(), Some(&token))
            .map_err(|_no_key| ApiError::gateway(500, "InternalError", "No key could be made."))?;
        let mut issued = lock(&self.issued);
        if issued.len() == ISSUED {
            issued.pop_front();
        }
        issued.push_back(Arc::new(Key { credentials, state: KeyState::Until(expiration), holder }));
        Ok(key)
    }
}

impl IssuedKey {
    fn random(expiration: Timestamp) -> Self {
        let (first, second) = (random_text::<64>(), random_text::<64>());
        Self {
            id: format!("STS.NT{}", letters(&random_text::<15>())),
            secret: letters(&random_text::<24>()),
            // The characters that have to be encoded on the way are always among it.
            token: format!("CAIS{first}+/{second}"),
            expiration,
        }
    }

    /// The key as the services write it.
    pub(super) fn json(&self) -> Value {
        json!({
            "AccessKeyId": self.id,
            "AccessKeySecret": self.secret,
            "SecurityToken": self.token,
            "Expiration": clock::rfc3339(self.expiration),
        })
    }
}

fn random_text<const N: usize>() -> String {
    base64::engine::general_purpose::STANDARD.encode(clock::random::<N>())
}

fn letters(text: &str) -> String {
    text.replace(['+', '/', '='], "x")
}
