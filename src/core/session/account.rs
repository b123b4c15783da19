//! The account that questions are asked for, and its clusters as far as they are known.

use std::sync::Arc;

use jiff::Timestamp;

use super::{Clusters, Failure, RequestId};
use crate::core::acs::{ApiEndpoint, ClusterId};
use crate::core::clusters::Cluster;
use crate::core::profile::{CallerIdentity, Profile, Temporary};

/// A profile in use, who it makes of its user, and where it leads.
#[derive(Debug, Clone)]
pub struct Account {
    /// The profile.
    pub profile: Arc<Profile>,
    /// Where its requests go.
    pub endpoint: ApiEndpoint,
    /// How far signing in has come.
    pub sign_in: SignIn,
    /// The clusters that it may see, as far as they are known.
    pub clusters: Clusters,
    id: RequestId,
}

/// How far signing in has come.
#[derive(Debug, Clone)]
pub enum SignIn {
    /// The profile is asked for its key.
    Waiting,
    /// There is a key.
    Done {
        /// What may be shown of it.
        key: KeyFacts,
        /// Whose it is.
        identity: Identity,
    },
    /// There is none.
    Failed(Box<Failure>),
}

/// What may be shown of a key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyFacts {
    /// The AccessKey ID, masked.
    pub access_key_id: String,
    /// Whether it is a temporary key, with a token of STS.
    pub temporary: bool,
    /// When it ends, as far as that is known.
    pub expiration: Option<Timestamp>,
}

/// Whose key it is.
#[derive(Debug, Clone)]
pub enum Identity {
    /// STS is asked.
    Asking,
    /// It answered.
    Known(CallerIdentity),
    /// It did not; that does not stop any other question.
    Unknown(Box<Failure>),
}

impl Account {
    /// A profile that is being signed in with, as the question of this number.
    #[must_use]
    pub fn new(id: RequestId, profile: Arc<Profile>, endpoint: ApiEndpoint) -> Self {
        Self { profile, endpoint, sign_in: SignIn::Waiting, clusters: Clusters::default(), id }
    }

    /// Takes the key that signing in brought, unless it comes late.
    pub fn signed_in(&mut self, id: RequestId, key: Result<KeyFacts, Box<Failure>>) {
        if self.id == id {
            self.sign_in = match key {
                Ok(key) => SignIn::Done { key, identity: Identity::Asking },
                Err(failure) => SignIn::Failed(failure),
            };
        }
    }

    /// Takes the caller's identity, unless it comes late. Says whether it was taken.
    pub fn identified(&mut self, id: RequestId, who: Result<CallerIdentity, Box<Failure>>) -> bool {
        let SignIn::Done { identity, .. } = &mut self.sign_in else { return false };
        if self.id != id {
            return false;
        }
        *identity = match who {
            Ok(caller) => Identity::Known(caller),
            Err(failure) => Identity::Unknown(failure),
        };
        true
    }

    /// What may be shown of the key, once there is one.
    #[must_use]
    pub fn key(&self) -> Option<&KeyFacts> {
        match &self.sign_in {
            SignIn::Done { key, .. } => Some(key),
            SignIn::Waiting | SignIn::Failed(_) => None,
        }
    }

    /// Who the caller is, if STS has said so.
    #[must_use]
    pub fn identity(&self) -> Option<&CallerIdentity> {
        match &self.sign_in {
            SignIn::Done { identity: Identity::Known(caller), .. } => Some(caller),
            SignIn::Done { .. } | SignIn::Waiting | SignIn::Failed(_) => None,
        }
    }

    /// The cluster with this id, if it is known.
    #[must_use]
    pub fn cluster(&self, id: &ClusterId) -> Option<&Cluster> {
        self.clusters.list.get(id).map(|entry| &entry.cluster)
    }
}

impl KeyFacts {
    /// What may be shown of `key`.
    #[must_use]
    pub fn of(key: &Temporary) -> Self {
        Self {
            access_key_id: key.credentials.masked_access_key_id(),
            temporary: key.credentials.security_token().is_some(),
            expiration: key.expiration,
        }
    }
}
