//! Which context of the file a fetched document renews, and which entries belong to whom.

use std::collections::{HashMap, HashSet};

use super::incoming::{Credentials, Incoming};
use super::plan::PlanError;
use crate::core::kubeconfig::check::Entry;
use crate::core::kubeconfig::entries::{Entries, keys};
use crate::core::kubeconfig::mark::{FoundBy, Mark, endpoint_of};
use crate::core::kubeconfig::summary::read_certificate;

/// The file's contexts, and who uses what.
pub(super) struct Found<'e, 'a> {
    pub(super) entries: &'e Entries<'a>,
    /// For which ACK cluster each context is, if it is known.
    pub(super) marks: Vec<Option<Mark>>,
    /// The contexts of each cluster id.
    of_id: HashMap<String, Vec<usize>>,
    /// The contexts without a mark, by the address of their server.
    of_server: HashMap<String, Vec<usize>>,
    /// The contexts that use an entry, by kind and name.
    users: HashMap<(&'static str, String), Vec<usize>>,
}

impl<'e, 'a> Found<'e, 'a> {
    pub(super) fn new(entries: &'e Entries<'a>) -> Self {
        let contexts = 0..entries.contexts.entries.len();
        let marks: Vec<_> = contexts.clone().map(|context| entries.mark(context)).collect();
        let (mut of_id, mut of_server) = (HashMap::new(), HashMap::new());
        let mut users = HashMap::new();
        for context in contexts {
            let place: &mut Vec<usize> = match &marks[context] {
                Some(mark) => of_id.entry(mark.cluster_id.to_string()).or_default(),
                None => match server_of(entries, context) {
                    Some(server) => of_server.entry(server.to_owned()).or_default(),
                    None => continue,
                },
            };
            place.push(context);
        }
        for context in 0..marks.len() {
            for kind in [Entry::Cluster, Entry::User] {
                let key = keys(kind).1;
                if let Some(name) = entries.of_context(context, key) {
                    users.entry((key, name.to_owned())).or_insert_with(Vec::new).push(context);
                }
            }
        }
        Self { entries, marks, of_id, of_server, users }
    }

    /// The context that a document renews, and how it was found.
    pub(super) fn context_for(
        &self,
        incoming: &Incoming,
        taken: &HashSet<usize>,
    ) -> Result<Option<(usize, FoundBy)>, PlanError> {
        if let Some(name) = &incoming.about.into {
            let context = self.entries.contexts.place_of(name)?;
            let mark = self.marks[context].as_ref();
            if mark.is_some_and(|mark| mark.cluster_id != incoming.about.cluster_id) {
                return Err(PlanError::OtherCluster(name.clone()));
            }
            return Ok(Some((context, FoundBy::Choice)));
        }
        let free = |context: &&usize| !taken.contains(*context);
        let of_id = self.of_id(incoming).iter().filter(free);
        let marked = of_id.clone().find(|context| self.is_same_by_extension(**context, incoming));
        if let Some(context) = marked {
            return Ok(Some((*context, FoundBy::Extension)));
        }
        let named = of_id.clone().find(|context| self.is_same_by_name(**context, incoming));
        if let Some(context) = named {
            return Ok(Some((*context, FoundBy::Name)));
        }
        let of_server = self.of_server.get(&incoming.server).map_or(&[][..], Vec::as_slice);
        let mut same = of_server.iter().filter(free);
        let same = same.find(|context| self.is_same_by_server(**context, incoming));
        Ok(same.map(|context| (*context, FoundBy::Server)))
    }

    /// The contexts known to be of a document's cluster.
    pub(super) fn of_id(&self, incoming: &Incoming) -> &[usize] {
        self.of_id.get(incoming.about.cluster_id.as_str()).map_or(&[], Vec::as_slice)
    }

    fn is_same_by_extension(&self, context: usize, incoming: &Incoming) -> bool {
        self.marks[context].as_ref().is_some_and(|mark| {
            mark.found_by == FoundBy::Extension
                && mark.endpoint == Some(incoming.about.endpoint)
                && mark.identity.as_ref() == Some(&incoming.identity)
        })
    }

    /// The name does not tell the endpoint: the server's address does, unless the entry is
    /// shared with other clusters and so may be another's.
    fn is_same_by_name(&self, context: usize, incoming: &Incoming) -> bool {
        let Some(mark) = self.marks[context].as_ref() else { return false };
        if mark.endpoint.is_some() {
            return false;
        }
        let of_old = mark.identity.as_deref() == Some("kubernetes-admin");
        let same_identity = mark.identity.as_ref() == Some(&incoming.identity)
            || (of_old && self.common_name(context).is_none_or(|name| is_of(&name, incoming)));
        let server = server_of(self.entries, context);
        let kind = server.filter(|_| !self.is_shared(context, Entry::Cluster, incoming));
        same_identity
            && (server == Some(incoming.server.as_str())
                || kind.and_then(endpoint_of).is_none_or(|kind| kind == incoming.about.endpoint))
    }

    /// A context that the user made or renamed: its server proves itself by the same authority,
    /// and its user is the same.
    fn is_same_by_server(&self, context: usize, incoming: &Incoming) -> bool {
        let entries = self.entries;
        let authority = entries.named_by(context, Entry::Cluster).and_then(|cluster| {
            let body = entries.clusters.entries[cluster].body?;
            entries.tree.text_of(body, "certificate-authority-data")
        });
        let compact = |text: &str| text.split_ascii_whitespace().collect::<String>();
        let same_user = entries.of_context(context, "user") == Some(&incoming.identity)
            || self.common_name(context).is_some_and(|name| is_of(&name, incoming));
        authority.is_some()
            && authority.map(compact) == incoming.authority.as_deref().map(compact)
            && same_user
    }

    /// Whose certificate a context signs in with.
    fn common_name(&self, context: usize) -> Option<String> {
        let user = self.entries.named_by(context, Entry::User)?;
        let body = self.entries.users.entries[user].body?;
        read_certificate(self.entries.tree.text_of(body, "client-certificate-data")?)?.identity
    }

    /// Whether the cluster or user entry that a context names is used by another cluster's
    /// context too.
    pub(super) fn is_shared(&self, context: usize, kind: Entry, incoming: &Incoming) -> bool {
        let name = self.entries.of_context(context, keys(kind).1);
        name.is_some_and(|name| self.is_anothers(kind, name, context, incoming))
    }

    /// Whether an entry is used by a context, other than `but`, that is not of the document's
    /// cluster; a cluster entry, also if by its other endpoint; a user entry, also if by another
    /// identity.
    pub(super) fn is_anothers(
        &self,
        kind: Entry,
        name: &str,
        but: usize,
        incoming: &Incoming,
    ) -> bool {
        let using = self.users.get(&(keys(kind).1, name.to_owned())).map_or(&[][..], Vec::as_slice);
        using.iter().any(|context| {
            *context != but
                && match &self.marks[*context] {
                    Some(mark) if mark.cluster_id != incoming.about.cluster_id => true,
                    Some(mark) if kind == Entry::User => {
                        let old = mark.identity.as_deref() == Some("kubernetes-admin");
                        !old && mark.identity.as_ref().is_some_and(|own| *own != incoming.identity)
                    }
                    Some(mark) => mark.endpoint.is_some_and(|own| own != incoming.about.endpoint),
                    None => !self.goes_to_cluster_of(*context, but, incoming),
                }
        })
    }

    /// Whether a context without a mark names a cluster entry that belongs to the document's
    /// cluster.
    fn goes_to_cluster_of(&self, context: usize, renewed: usize, incoming: &Incoming) -> bool {
        let Some(cluster) = self.entries.of_context(context, "cluster") else { return false };
        let id = incoming.about.cluster_id.as_str();
        let named = |other: usize| {
            self.entries.contexts.entries.get(other).is_some()
                && self.entries.of_context(other, "cluster") == Some(cluster)
        };
        cluster.strip_prefix(id).is_some_and(|rest| matches!(rest, "" | "-private"))
            || named(renewed)
            || self.of_id(incoming).iter().any(|other| named(*other))
    }
}

/// Whether a certificate's common name is the document's user: the RAM uid, to which ACK adds
/// when it was issued.
fn is_of(common_name: &str, incoming: &Incoming) -> bool {
    let own = match &incoming.credentials {
        Credentials::Certificate { certificate, .. } => read_certificate(certificate),
        Credentials::Token(_) => None,
    };
    let uid = |name: &str| name.split('-').next().unwrap_or_default().to_owned();
    common_name == incoming.identity
        || uid(common_name) == incoming.identity
        || own.and_then(|own| own.identity).is_some_and(|own| uid(&own) == uid(common_name))
}

/// The server of the cluster entry that a context names.
fn server_of<'e>(entries: &'e Entries<'_>, context: usize) -> Option<&'e str> {
    let cluster = entries.named_by(context, Entry::Cluster)?;
    entries.tree.text_of(entries.clusters.entries[cluster].body?, "server")
}
