//! What a kubeconfig holds, read from the document alone: for each context where it goes, as whom,
//! until when, and what to beware of. Nothing in it is run, read or asked, and no secret is kept.

mod certificate;
mod key;
mod pem;
mod server;
mod sign_in;
#[cfg(test)]
mod tests;
mod warning;

use super::KubeconfigText;
use super::check::Entry;
use super::edit::EditError;
use super::entries::Entries;
use super::mark::Mark;
use crate::core::printable::{misleads, printable};
use certificate::{Budget, Chain};

pub use certificate::{CertificateFacts, KeyKind, Proof};
pub use server::{Address, Authority, ClusterFacts};
pub use sign_in::{ClientCertificate, Program, UserFacts};
pub use warning::{Level, Warning};

/// What a kubeconfig holds. Every name in it is [`printable`].
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Overview {
    /// The contexts, in the order of the document.
    pub contexts: Vec<ContextFacts>,
    /// The place of the context in use, or of the only one.
    pub current: Option<usize>,
    clusters: Vec<ClusterFacts>,
    users: Vec<UserFacts>,
}

/// What a context says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ContextFacts {
    /// Its name.
    pub name: String,
    /// The namespace to work in.
    pub namespace: Option<String>,
    /// The id of the ACK cluster that it is for, if that can be told.
    pub cluster_id: Option<String>,
    /// Whether the cluster entry's authority signed the user entry's certificate.
    pub signed: Proof,
    /// Whether a name or address has characters that would mislead its reader.
    pub misleading: bool,
    cluster: Option<usize>,
    user: Option<usize>,
}

impl Overview {
    /// Reads a document. The context in use is read first, so that what is computed for a limited
    /// number of contexts is computed for that one.
    ///
    /// # Errors
    /// [`EditError`], if it is no kubeconfig, or one that can be read in two ways.
    pub fn of(text: &KubeconfigText) -> Result<Self, EditError> {
        let entries = Entries::read(text.as_str())?;
        let count = entries.contexts.entries.len();
        let named = entries.current.as_deref().and_then(|name| entries.contexts.find(name));
        let current = named.or((entries.current.is_none() && count == 1).then_some(0));
        let mut reading = Reading::new(&entries);
        let first = current.map(|place| (place, reading.context(place)));
        let contexts = (0..count).map(|place| match &first {
            Some((at, facts)) if *at == place => facts.clone(),
            _ => reading.context(place),
        });
        let contexts = contexts.collect();
        let (clusters, users) = (reading.clusters.all(), reading.users.all());
        Ok(Self { contexts, current, clusters, users })
    }

    /// The cluster entry of a context, if it is there.
    #[must_use]
    pub fn cluster(&self, context: &ContextFacts) -> Option<&ClusterFacts> {
        self.clusters.get(context.cluster?)
    }

    /// The user entry of a context, if it is there.
    #[must_use]
    pub fn user(&self, context: &ContextFacts) -> Option<&UserFacts> {
        self.users.get(context.user?)
    }

    /// What a context's client certificate says.
    #[must_use]
    pub fn certificate(&self, context: &ContextFacts) -> Option<&CertificateFacts> {
        self.user(context)?.certificate.as_ref()?.facts.as_deref()
    }
}

/// Entries that were read, in the order in which contexts name them.
struct Read<T> {
    /// The place of an entry of the document among those that were read.
    places: Vec<Option<usize>>,
    read: Vec<(T, Option<Chain>)>,
}

impl<T> Read<T> {
    fn new(count: usize) -> Self {
        Self { places: vec![None; count], read: Vec::new() }
    }

    /// The place of an entry, which is read unless it was.
    fn place(&mut self, entry: usize, read: impl FnOnce() -> (T, Option<Chain>)) -> usize {
        *self.places[entry].get_or_insert_with(|| {
            self.read.push(read());
            self.read.len() - 1
        })
    }

    fn all(self) -> Vec<T> {
        self.read.into_iter().map(|(facts, _)| facts).collect()
    }
}

/// A document that is being read.
struct Reading<'a> {
    entries: &'a Entries<'a>,
    clusters: Read<ClusterFacts>,
    users: Read<UserFacts>,
    budget: Budget,
}

impl<'a> Reading<'a> {
    fn new(entries: &'a Entries<'a>) -> Self {
        Self {
            entries,
            clusters: Read::new(entries.clusters.entries.len()),
            users: Read::new(entries.users.entries.len()),
            budget: Budget::new(),
        }
    }

    fn context(&mut self, place: usize) -> ContextFacts {
        let Self { entries, clusters, users, budget } = self;
        let name = &entries.contexts.entries[place].name;
        let cluster = entries.named_by(place, Entry::Cluster).map(|entry| {
            let named = &entries.clusters.entries[entry];
            clusters.place(entry, || server::read(&entries.tree, &named.name, named.body))
        });
        let user = entries.named_by(place, Entry::User).map(|entry| {
            let named = &entries.users.entries[entry];
            users.place(entry, || sign_in::read(&entries.tree, &named.name, named.body, budget))
        });
        let authority = cluster.and_then(|place| clusters.read[place].1.as_ref());
        let certificate = user.and_then(|place| users.read[place].1.as_ref());
        let signed = match (certificate, authority) {
            (Some(certificate), Some(authority)) => certificate.signed_by(authority, budget),
            (None, _) | (_, None) => Proof::Unknown,
        };
        let texts = ["cluster", "user", "namespace"].map(|key| entries.of_context(place, key));
        let server = entries.named_by(place, Entry::Cluster).and_then(|entry| {
            entries.tree.text_of(entries.clusters.entries[entry].body?, "server")
        });
        let all = texts.into_iter().chain([Some(name.as_str()), server]);
        ContextFacts {
            misleading: all.flatten().any(|text| text.chars().any(misleads)),
            name: printable(name),
            namespace: texts[2].map(printable),
            cluster_id: entries.mark(place).map(|mark: Mark| mark.cluster_id.to_string()),
            signed,
            cluster,
            user,
        }
    }
}
