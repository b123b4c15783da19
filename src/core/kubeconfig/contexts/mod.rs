//! What a file holds, for people: every context with its cluster, identity and expiry, and what
//! is wrong with the file. All of it is found in the file alone.

mod ahead;
mod credential;
mod problem;
#[cfg(test)]
mod tests;

use std::ops::Range;

use jiff::{SignedDuration, Timestamp};

use super::KubeconfigText;
use super::check::Entry;
use super::edit::EditError;
use super::entries::Entries;
use super::hands::{Hands, OneHand};
use super::mark::{Mark, endpoint_of};
use crate::core::acs::ApiServerEndpoint;
use ahead::Ahead;
use credential::Credential;

pub use credential::SignsIn;
pub use problem::Problem;

/// What ends within this is to be renewed, unless somebody says otherwise.
pub const EXPIRING_WITHIN: SignedDuration = SignedDuration::from_hours(7 * 24);

/// Whether a context can still be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Life {
    /// Its end is not in the file.
    Unknown,
    /// Its end is far.
    Good,
    /// It ends within [`EXPIRING_WITHIN`].
    Ending,
    /// It has ended.
    Ended,
}

/// For fewer entries a second hand is not worth asking for.
const MANY: usize = 200;

/// A file of so many bytes is parsed by one hand, while the other reads ahead.
const LARGE: usize = 1 << 20;

/// The contexts of a file. Names and addresses are as they stand there: show them only through
/// [`printable`](crate::core::printable::printable).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FileContexts {
    /// In the order of the file.
    pub contexts: Vec<FileContext>,
    /// What is wrong, for the file as a whole.
    pub problems: Vec<Problem>,
    /// The value of `current-context`, unless it is empty.
    pub current: Option<String>,
}

/// A context of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileContext {
    /// Its name.
    pub name: String,
    /// Whether it is the one in use.
    pub is_current: bool,
    /// For which ACK cluster it is, if that can be told.
    pub mark: Option<Mark>,
    /// Which address of the cluster it goes to: as it was merged, else by the address's range.
    pub endpoint: Option<ApiServerEndpoint>,
    /// The URL of its API server.
    pub server: Option<String>,
    /// The namespace to work in.
    pub namespace: Option<String>,
    /// The name of the cluster entry; empty if it names none.
    pub cluster: String,
    /// The name of the user entry; empty if it names none.
    pub user: String,
    /// How it signs in.
    pub signs_in: SignsIn,
    /// As whom: the certificate's common name, the token's subject.
    pub identity: Option<String>,
    /// Since when: the certificate's begin. None if that cannot be told.
    pub since: Option<Timestamp>,
    /// Until when: the certificate's end, the token's `exp`. None if that cannot be told.
    pub expiry: Option<Timestamp>,
}

/// Lists the contexts of a file.
///
/// # Errors
/// [`EditError`], if it is no kubeconfig. What is only wrong in parts is a [`Problem`].
pub fn contexts(text: &KubeconfigText) -> Result<FileContexts, EditError> {
    contexts_by(text, &OneHand)
}

/// As [`contexts`], with the help of another hand.
///
/// # Errors
/// [`EditError`], as [`contexts`].
pub fn contexts_by(text: &KubeconfigText, hands: &impl Hands) -> Result<FileContexts, EditError> {
    let text = text.as_str();
    let (entries, ahead) = if text.len() < LARGE {
        (Entries::read(text)?, Ahead::default())
    } else {
        let (entries, ahead) = hands.both(|| Entries::read(text), || Ahead::read(text));
        (entries?, ahead)
    };
    let user =
        |user: usize| Credential::read(&entries.tree, entries.users.entries[user].body, &ahead);
    let credentials = each(entries.users.entries.len(), user, hands);
    let context = |context: usize| FileContext::read(&entries, context, &credentials);
    let contexts = each(entries.contexts.entries.len(), context, hands);
    let problems = problem::find(&entries, &contexts, &credentials);
    Ok(FileContexts { contexts, problems, current: entries.current.clone() })
}

/// What is read of each entry of a list, by its place. It takes long, so of many each hand reads
/// half.
fn each<T: Send>(count: usize, read: impl Fn(usize) -> T + Sync, hands: &impl Hands) -> Vec<T> {
    if count < MANY {
        return (0..count).map(read).collect();
    }
    let half = |places: Range<usize>| places.map(&read).collect::<Vec<T>>();
    let middle = count / 2;
    let (mut first, rest) = hands.both(|| half(0..middle), || half(middle..count));
    first.extend(rest);
    first
}

impl FileContext {
    /// Whether it can still be used.
    #[must_use]
    pub fn life(&self, now: Timestamp) -> Life {
        match self.expiry.map(|expiry| expiry.duration_since(now)) {
            None => Life::Unknown,
            Some(left) if !left.is_positive() => Life::Ended,
            Some(left) if left <= EXPIRING_WITHIN => Life::Ending,
            Some(_) => Life::Good,
        }
    }

    fn read(entries: &Entries<'_>, context: usize, credentials: &[Credential]) -> Self {
        let text = |key| entries.of_context(context, key).map(str::to_owned);
        let name = entries.contexts.entries[context].name.clone();
        let server = entries.named_by(context, Entry::Cluster).and_then(|cluster| {
            let body = entries.clusters.entries[cluster].body?;
            entries.tree.text_of(body, "server").map(str::to_owned)
        });
        let mark = entries.mark(context);
        let by_merge = mark.as_ref().and_then(|mark| mark.endpoint);
        let user = entries.named_by(context, Entry::User);
        let credential = user.map_or(&credential::NOTHING, |user| &credentials[user]);
        Self {
            is_current: entries.current.as_ref() == Some(&name),
            endpoint: by_merge.or_else(|| endpoint_of(server.as_deref()?)),
            namespace: text("namespace"),
            cluster: text("cluster").unwrap_or_default(),
            user: text("user").unwrap_or_default(),
            signs_in: credential.signs_in.clone(),
            identity: credential.identity.clone(),
            since: credential.since,
            expiry: credential.expiry,
            name,
            mark,
            server,
        }
    }
}
