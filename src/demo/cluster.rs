//! A running demo cluster: its certificate authority, and which certificates still count.

use std::collections::HashMap;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};

use jiff::{SignedDuration, Timestamp};
use tokio::sync::OnceCell;

use super::catalogue::{Access, DemoCluster};
use super::kubeconfig;
use super::memory::lock;
use super::pki::{Authority, Validity};
use crate::core::acs::{ApiServerEndpoint, TemporaryDuration};

/// How long a certificate lasts when the request names no duration.
const THREE_YEARS: SignedDuration = SignedDuration::from_hours(3 * 365 * 24);
/// A certificate is valid a little before it is made, for clients whose clocks are behind.
const HEAD_START: SignedDuration = SignedDuration::from_mins(5);
/// The first serial number; any would do.
const FIRST_SERIAL: u64 = 0x2015_1215_0000;

/// A cluster with what it remembers.
pub(super) struct Cluster {
    pub(super) info: DemoCluster,
    /// Made when it is first needed: most clusters of an account are never looked at.
    authority: OnceCell<Authority>,
    next_serial: AtomicU64,
    /// By identity: its certificates with smaller serial numbers are revoked.
    revoked_below: Mutex<HashMap<String, u64>>,
}

/// A kubeconfig fresh from the authority.
pub(super) struct Issued {
    pub(super) config: String,
    pub(super) expiration: Timestamp,
}

impl Cluster {
    pub(super) fn new(info: DemoCluster) -> Self {
        Self {
            info,
            authority: OnceCell::new(),
            next_serial: AtomicU64::new(FIRST_SERIAL),
            revoked_below: Mutex::default(),
        }
    }

    pub(super) async fn authority(&self, now: Timestamp) -> Result<&Authority, rcgen::Error> {
        self.authority.get_or_try_init(async || Authority::new(self.info.id.as_str(), now)).await
    }

    /// The group in the certificates that this cluster issues.
    fn group(&self) -> &'static str {
        match self.info.access {
            Access::Masters => "system:masters",
            Access::Write | Access::Read | Access::OwnNamespace | Access::Nothing => "system:users",
        }
    }

    /// Makes a kubeconfig for an identity.
    pub(super) async fn issue(
        &self,
        uid: &str,
        endpoint: ApiServerEndpoint,
        duration: Option<TemporaryDuration>,
        now: Timestamp,
    ) -> Result<Issued, rcgen::Error> {
        let authority = self.authority(now).await?;
        let length = duration
            .map_or(THREE_YEARS, |duration| SignedDuration::from_mins(duration.minutes().into()));
        let validity = Validity {
            not_before: now.checked_sub(HEAD_START).unwrap_or(now),
            not_after: now.checked_add(length).unwrap_or(Timestamp::MAX),
        };
        let serial = self.next_serial.fetch_add(1, Ordering::Relaxed);
        let client = authority.client(uid, self.group(), serial, validity)?;
        let server = match endpoint {
            ApiServerEndpoint::Public => &self.info.public_url,
            ApiServerEndpoint::Private => &self.info.private_url,
        };
        let id = self.info.id.as_str();
        let config = kubeconfig::text(server, &authority.pem(), uid, id, &client);
        Ok(Issued { config, expiration: validity.not_after })
    }

    /// Revokes every certificate that the identity has got so far.
    pub(super) fn revoke(&self, uid: &str) {
        let next = self.next_serial.load(Ordering::Relaxed);
        lock(&self.revoked_below).insert(uid.to_owned(), next);
    }

    pub(super) fn is_revoked(&self, uid: &str, serial: u64) -> bool {
        lock(&self.revoked_below).get(uid).is_some_and(|below| serial < *below)
    }
}
