//! A key for kubectl: the one that is kept, while it lasts, or another, which is got once however
//! many ask at the same time.

use std::path::Path;
use std::time::{Duration, Instant};

use super::clock::now;
use super::fetch::Fetcher;
use super::history::{Keeping, entry};
use super::{desk::blocking, events::Listener};
use crate::core::acs::ApiServerEndpoint;
use crate::core::kubeconfig::exec::ExecKey;
use crate::core::kubeconfig::{NotAKubeconfig, check};
use crate::core::session::{Failure, Question};
use crate::io::credential_cache::{KeptKey, Turn};

/// How long to wait before another look at who has the turn.
const PAUSE: Duration = Duration::from_millis(20);

/// A key, and what the user should know about it.
#[derive(Debug)]
pub struct KeyForKubectl {
    /// The key.
    pub key: ExecKey,
    /// Why it is one that will soon end: no other could be got.
    pub old_because: Option<Box<CredentialError>>,
}

/// Why there is no key.
#[derive(Debug)]
pub enum CredentialError {
    /// The service did not give a document.
    Failed(Box<Failure>),
    /// What it gave is no kubeconfig.
    NotAKubeconfig(NotAKubeconfig),
    /// In the kubeconfig there is no certificate with its key, and no token.
    NoKey,
}

/// Gives a key for a cluster: the kept one if it is good for some minutes more, else a new one,
/// which is kept in the folder. Without a folder, or where it cannot be used, each call asks, and
/// what was asked gets into the history.
///
/// # Errors
/// [`CredentialError`], if there is none, and no kept one that is valid either.
pub async fn credential(
    question: &Question,
    folder: Option<&Path>,
    history: Option<&Keeping>,
) -> Result<KeyForKubectl, CredentialError> {
    let kept = folder.map(|folder| place(question, folder));
    if let Some(key) = load(kept.as_ref()).await.filter(|key| key.is_fresh(now())) {
        return Ok(KeyForKubectl { key, old_because: None });
    }
    let _turn = match &kept {
        Some(kept) => wait_for_turn(kept, 2 * question.timeout).await,
        None => None,
    };
    let old = load(kept.as_ref()).await;
    if let Some(key) = old.clone().filter(|key| key.is_fresh(now())) {
        return Ok(KeyForKubectl { key, old_because: None });
    }
    match fetch(question, history).await {
        Ok(key) => {
            keep(kept, key.clone()).await;
            Ok(KeyForKubectl { key, old_because: None })
        }
        Err(error) => match old.filter(|key| key.is_valid(now())) {
            Some(key) => Ok(KeyForKubectl { key, old_because: Some(Box::new(error)) }),
            None => Err(error),
        },
    }
}

/// Whose key it is, of which cluster, asked where and for how long: that tells one key from
/// another.
fn place(question: &Question, folder: &Path) -> KeptKey {
    let Question { get, profile, endpoint, .. } = question;
    let duration = get.duration.map_or(String::new(), |duration| duration.to_string());
    let private = get.api_server == ApiServerEndpoint::Private;
    let (source, whose) = (format!("{:?}", profile.source), profile.recipe.whose());
    let address = if private { "private" } else { "public" };
    let words = [&source, &whose, endpoint.as_str(), get.cluster_id.as_str(), address, &duration];
    KeptKey::of(folder, &words)
}

async fn load(kept: Option<&KeptKey>) -> Option<ExecKey> {
    let kept = kept?.clone();
    blocking(move || kept.load()).await.flatten()
}

async fn keep(kept: Option<KeptKey>, key: ExecKey) {
    let Some(kept) = kept else { return };
    if let Some(Err(error)) = blocking(move || kept.save(&key, now())).await {
        tracing::warn!(%error, "the key is not kept");
    }
}

/// Waits until nobody else gets this key. None, if that takes too long or there are no locks:
/// then two may ask.
async fn wait_for_turn(kept: &KeptKey, most: Duration) -> Option<Turn> {
    let begun = Instant::now();
    while begun.elapsed() < most {
        match kept.try_turn() {
            Ok(Some(turn)) => return Some(turn),
            Ok(None) => tokio::time::sleep(PAUSE).await,
            Err(error) => {
                tracing::warn!(%error, "nobody is kept from asking for the same key");
                return None;
            }
        }
    }
    None
}

async fn fetch(question: &Question, history: Option<&Keeping>) -> Result<ExecKey, CredentialError> {
    let fetched = Fetcher::default().fetch(question, &Listener::default()).await;
    if let Some(keeping) = history.cloned()
        && let Some(entry) = entry(question, &fetched, keeping.by)
    {
        blocking(move || keeping.add(&[entry])).await;
    }
    let fetched = fetched.map_err(CredentialError::Failed)?;
    let kubeconfig = check(&fetched.text).map_err(CredentialError::NotAKubeconfig)?;
    ExecKey::of(&kubeconfig, fetched.valid_until()).ok_or(CredentialError::NoKey)
}
