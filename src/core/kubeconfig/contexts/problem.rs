//! What is wrong with a file.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use super::FileContext;
use super::credential::{Credential, SignsIn};
use crate::core::kubeconfig::check::Entry;
use crate::core::kubeconfig::entries::Entries;

/// Something in a file that is wrong, or will surprise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Problem {
    /// `current-context` names no context.
    CurrentMissing(String),
    /// A context names a cluster or user entry that is not there.
    Dangling {
        /// The context.
        context: String,
        /// The kind of the entry.
        list: Entry,
        /// The name; empty if it names none.
        name: String,
    },
    /// Two entries have one name: kubectl refuses the whole file.
    Duplicate {
        /// The kind of the entries.
        list: Entry,
        /// The name.
        name: String,
    },
    /// A user entry's certificate cannot be read.
    UnreadableCertificate {
        /// The user entry.
        user: String,
    },
    /// Contexts of different ACK clusters use one entry, so all but one of them go to the wrong
    /// cluster or with the wrong key.
    SharedByClusters {
        /// The kind of the entry.
        list: Entry,
        /// Its name.
        name: String,
        /// The contexts, in the order of the file.
        contexts: Vec<String>,
    },
    /// No context uses the entry.
    Unused {
        /// The kind of the entry.
        list: Entry,
        /// Its name.
        name: String,
    },
}

/// Looks for everything that is wrong, the worst first.
pub(super) fn find(
    entries: &Entries<'_>,
    contexts: &[FileContext],
    credentials: &[Credential],
) -> Vec<Problem> {
    let mut problems = Vec::new();
    for list in [Entry::Cluster, Entry::User, Entry::Context] {
        let names: BTreeSet<&str> = entries.list(list).duplicates().collect();
        let duplicate = |name: &str| Problem::Duplicate { list, name: name.to_owned() };
        problems.extend(names.into_iter().map(duplicate));
    }
    if let Some(current) = &entries.current
        && entries.contexts.find(current).is_none()
    {
        problems.push(Problem::CurrentMissing(current.clone()));
    }
    for list in [Entry::Cluster, Entry::User] {
        shared_by_clusters(list, contexts, &mut problems);
        dangling_and_unused(list, entries, contexts, &mut problems);
    }
    let unreadable = entries.users.entries.iter().zip(credentials);
    let unreadable =
        unreadable.filter(|(_, credential)| credential.signs_in == SignsIn::UnreadableCertificate);
    problems.extend(
        unreadable.map(|(user, _)| Problem::UnreadableCertificate { user: user.name.clone() }),
    );
    problems
}

/// The name of the entry that a context uses.
fn used(list: Entry, context: &FileContext) -> &str {
    if list == Entry::Cluster { &context.cluster } else { &context.user }
}

fn shared_by_clusters(list: Entry, contexts: &[FileContext], problems: &mut Vec<Problem>) {
    let mut by_entry: BTreeMap<&str, Vec<&FileContext>> = BTreeMap::new();
    for context in contexts.iter().filter(|context| context.mark.is_some()) {
        by_entry.entry(used(list, context)).or_default().push(context);
    }
    for (name, contexts) in by_entry {
        let ids = contexts.iter().filter_map(|context| Some(&context.mark.as_ref()?.cluster_id));
        if ids.collect::<HashSet<_>>().len() > 1 {
            let contexts = contexts.iter().map(|context| context.name.clone()).collect();
            problems.push(Problem::SharedByClusters { list, name: name.to_owned(), contexts });
        }
    }
}

fn dangling_and_unused(
    list: Entry,
    entries: &Entries<'_>,
    contexts: &[FileContext],
    problems: &mut Vec<Problem>,
) {
    let there = entries.list(list);
    for context in contexts {
        let name = used(list, context);
        if there.find(name).is_none() {
            let (context, name) = (context.name.clone(), name.to_owned());
            problems.push(Problem::Dangling { context, list, name });
        }
    }
    let used: HashSet<&str> = contexts.iter().map(|context| used(list, context)).collect();
    let unused = there.entries.iter().filter(|entry| !used.contains(entry.name.as_str()));
    problems.extend(unused.map(|entry| Problem::Unused { list, name: entry.name.clone() }));
}
