//! Where each document goes: which entries it renews, which it adds, and under which names.

use std::collections::{HashMap, HashSet};

use super::choices::{Choices, word};
use super::found::Found;
use super::incoming::Incoming;
use super::names::Names;
use super::plan::{Collision, Landing, PlanError};
use crate::core::acs::ApiServerEndpoint;
use crate::core::kubeconfig::check::Entry;
use crate::core::kubeconfig::entries::keys;
use crate::core::kubeconfig::mark::FoundBy;

/// The place of an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Place {
    /// At the end of the list.
    New,
    /// An entry that is there, and the document's own.
    Own(usize),
    /// That of another's entry, which goes.
    Instead(usize),
    /// An entry that is the document's own, and another's, whose name it takes, goes.
    OwnFor {
        /// The own.
        own: usize,
        /// The other's.
        other: usize,
    },
}

/// The place and name of an entry.
#[derive(Debug, Clone)]
pub(super) struct Spot {
    pub(super) name: String,
    pub(super) place: Place,
    pub(super) collision: Option<Collision>,
}

/// Where a document goes.
pub(super) struct Target {
    pub(super) found_by: Option<FoundBy>,
    pub(super) context: Spot,
    pub(super) cluster: Spot,
    pub(super) user: Spot,
}

/// Where each document goes; in place of one that is left out, what is told about it.
pub(super) fn decide(
    found: &Found<'_, '_>,
    incoming: &[Incoming],
    choices: &Choices,
) -> Result<Vec<Result<Target, Landing>>, PlanError> {
    refuse_twice(incoming)?;
    let renewals = renewals(found, incoming)?;
    let renewed: HashSet<usize> = renewals.iter().flatten().map(|(context, _)| *context).collect();
    let new = incoming.iter().zip(&renewals).filter(|(_, renews)| renews.is_none());
    let mut names = Names::new(found, choices, &renewed, new.map(|(incoming, _)| incoming));
    let mut order: Vec<usize> = (0..incoming.len()).collect();
    // Contexts that are there keep their names, and the public ones come first.
    order.sort_by_key(|index| (renewals[*index].is_none(), incoming[*index].about.endpoint));
    let mut spots = HashMap::new();
    for index in order {
        let renews = renewals[index].map(|(context, _)| context);
        spots.insert(index, names.spot(index, &incoming[index], renews, incoming)?);
    }
    let mut owners = Owners { found, planned: HashMap::new() };
    let target = |(index, document): (usize, &Incoming)| match spots.remove(&index)? {
        Err((wanted, collision)) => Some(Err(Landing::skipped(document, &wanted, collision))),
        Ok(context) => {
            let renews = renewals[index].map(|(context, _)| context);
            Some(Ok(Target {
                found_by: renewals[index].map(|(_, found_by)| found_by),
                context,
                cluster: owners.spot(Entry::Cluster, document, renews),
                user: owners.spot(Entry::User, document, renews),
            }))
        }
    };
    Ok(incoming.iter().enumerate().filter_map(target).collect())
}

fn refuse_twice(incoming: &[Incoming]) -> Result<(), PlanError> {
    let mut seen = HashSet::new();
    let again = incoming.iter().find(|document| {
        let about = &document.about;
        !seen.insert((&about.cluster_id, about.endpoint, &document.identity))
    });
    again.map_or(Ok(()), |document| Err(PlanError::Twice(document.about.cluster_id.clone())))
}

type Renewal = Option<(usize, FoundBy)>;

/// The context that each document renews. One that is named by a document is no other's.
fn renewals(found: &Found<'_, '_>, incoming: &[Incoming]) -> Result<Vec<Renewal>, PlanError> {
    let mut taken = HashSet::new();
    let mut renewals = vec![None; incoming.len()];
    for named in [true, false] {
        for (index, document) in incoming.iter().enumerate() {
            if document.about.into.is_some() != named {
                continue;
            }
            let renewal = found.context_for(document, &taken)?;
            if let Some((context, _)) = renewal
                && !taken.insert(context)
            {
                let name = found.entries.contexts.entries[context].name.clone();
                return Err(PlanError::NameTwice(name));
            }
            renewals[index] = renewal;
        }
    }
    Ok(renewals)
}

/// To whom the cluster and user entries belong: to a cluster's endpoint, and to an identity in
/// a cluster. What another has, nobody else gets.
struct Owners<'f, 'e, 'a> {
    found: &'f Found<'e, 'a>,
    /// The entries of this merge by kind and name, with their owners.
    planned: HashMap<(&'static str, String), String>,
}

impl Owners<'_, '_, '_> {
    fn spot(&mut self, kind: Entry, document: &Incoming, renews: Option<usize>) -> Spot {
        let owner = technical_name(kind, document);
        let mut collision = None;
        let own = renews.and_then(|context| self.entry_of(kind, context));
        if let (Some((place, name)), Some(context)) = (own, renews) {
            if !self.found.is_shared(context, kind, document) && self.take(kind, &name, &owner) {
                return Spot { name, place: Place::Own(place), collision };
            }
            collision = Some(self.collision(kind, &name, document));
        }
        if let Some((place, name)) = self.entry_of_sibling(kind, document)
            && self.take(kind, &name, &owner)
        {
            return Spot { name, place: Place::Own(place), collision };
        }
        let mut number = 1;
        loop {
            let name = if number == 1 { owner.clone() } else { format!("{owner}-{number}") };
            let there = self.found.entries.list(kind).find(&name);
            let anothers =
                there.is_some() && self.found.is_anothers(kind, &name, usize::MAX, document);
            if !anothers && self.take(kind, &name, &owner) {
                let place = there.map_or(Place::New, Place::Own);
                return Spot { name, place, collision };
            }
            collision.get_or_insert_with(|| self.collision(kind, &name, document));
            number += 1;
        }
    }

    /// The entry that a context names.
    fn entry_of(&self, kind: Entry, context: usize) -> Option<(usize, String)> {
        let place = self.found.entries.named_by(context, kind)?;
        Some((place, self.found.entries.list(kind).entries[place].name.clone()))
    }

    /// The entry of another context of the same cluster and endpoint, or cluster and identity.
    fn entry_of_sibling(&self, kind: Entry, document: &Incoming) -> Option<(usize, String)> {
        let mut siblings = self.found.of_id(document).iter().filter(|context| {
            let Some(mark) = self.found.marks[**context].as_ref() else { return false };
            match kind {
                Entry::Cluster => mark.endpoint == Some(document.about.endpoint),
                Entry::User | Entry::Context => mark.identity.as_ref() == Some(&document.identity),
            }
        });
        siblings.find_map(|context| {
            let (place, name) = self.entry_of(kind, *context)?;
            let shared = self.found.is_anothers(kind, &name, usize::MAX, document);
            (!shared).then_some((place, name))
        })
    }

    /// Gives an entry to an owner, unless it has another already.
    fn take(&mut self, kind: Entry, name: &str, owner: &str) -> bool {
        let planned = self.planned.entry((keys(kind).1, name.to_owned()));
        planned.or_insert_with(|| owner.to_owned()) == owner
    }

    fn collision(&self, kind: Entry, name: &str, document: &Incoming) -> Collision {
        let others = |context: &usize| {
            let mark = self.found.marks[*context].as_ref()?;
            let uses = self.found.entries.of_context(*context, keys(kind).1) == Some(name);
            let other = mark.cluster_id != document.about.cluster_id;
            (uses && other).then(|| mark.cluster_id.clone())
        };
        let with = (0..self.found.marks.len()).find_map(|context| others(&context));
        Collision { wanted: name.to_owned(), with, in_file: true }
    }
}

/// What a cluster or user entry is called if it is new: after the id, so that no two clusters
/// ever share one.
fn technical_name(kind: Entry, document: &Incoming) -> String {
    let (id, identity) = (&document.about.cluster_id, &document.identity);
    match (kind, document.about.endpoint) {
        (Entry::Cluster, ApiServerEndpoint::Public) => id.to_string(),
        (Entry::Cluster, ApiServerEndpoint::Private) => {
            format!("{id}-{}", word(ApiServerEndpoint::Private))
        }
        (Entry::User | Entry::Context, _) => format!("{identity}-{id}"),
    }
}
