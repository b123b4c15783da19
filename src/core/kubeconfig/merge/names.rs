//! What new contexts are called: as the template says, and where that is another's, with the
//! region, then with the id. Never by chance: the same file and documents give the same names.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use super::choices::{Choice, Choices, OnCollision, clean, word};
use super::decide::{Place, Spot};
use super::found::Found;
use super::incoming::Incoming;
use super::plan::{Collision, PlanError};
use crate::core::kubeconfig::check::Entry;

/// How much of an id makes a name unique, as a rule.
const SHORT_ID: usize = 8;

/// Gives out the names of contexts.
pub(super) struct Names<'f, 'e, 'a> {
    found: &'f Found<'e, 'a>,
    choices: &'f Choices,
    /// The contexts that documents renew.
    renewed: &'f HashSet<usize>,
    /// Names that new contexts of several clusters would have, so that none gets them.
    crowded: BTreeSet<String>,
    /// The names given out in this merge.
    given: HashSet<String>,
    /// By which document each was.
    owners: HashMap<String, usize>,
}

impl<'f, 'e, 'a> Names<'f, 'e, 'a> {
    pub(super) fn new(
        found: &'f Found<'e, 'a>,
        choices: &'f Choices,
        renewed: &'f HashSet<usize>,
        new: impl Iterator<Item = &'f Incoming>,
    ) -> Self {
        let mut clusters: BTreeMap<String, BTreeSet<&str>> = BTreeMap::new();
        for incoming in new {
            let base = choices.template.name_for(incoming);
            let with_region =
                incoming.about.region.as_ref().map(|region| format!("{base}-{region}"));
            for name in with_region.into_iter().chain([base]) {
                clusters.entry(name).or_default().insert(incoming.about.cluster_id.as_str());
            }
        }
        clusters.retain(|_, clusters| clusters.len() > 1);
        let crowded = clusters.into_keys().collect();
        Self { found, choices, renewed, crowded, given: HashSet::new(), owners: HashMap::new() }
    }

    /// The place and name of a document's context; none if it is left out.
    pub(super) fn spot(
        &mut self,
        index: usize,
        incoming: &Incoming,
        renews: Option<usize>,
        all: &[Incoming],
    ) -> Result<Result<Spot, (String, Collision)>, PlanError> {
        let default = Choice::default();
        let choice = self.choices.each.get(index).unwrap_or(&default);
        let asked = choice.name.as_deref().map(clean).filter(|name| !name.is_empty());
        let present =
            renews.map(|context| self.found.entries.contexts.entries[context].name.clone());
        let place = renews.map_or(Place::New, Place::Own);
        let wanted = match (&asked, &present) {
            (Some(asked), _) => asked.clone(),
            (None, Some(present)) => present.clone(),
            (None, None) => self.choices.template.name_for(incoming),
        };
        if present.as_ref() == Some(&wanted) {
            return self.give(Spot { name: wanted, place, collision: None }, index).map(Ok);
        }
        if asked.is_some() && self.given.contains(&wanted) {
            return Err(PlanError::NameTwice(wanted));
        }
        let holder = self.holder(&wanted);
        let crowded = asked.is_none() && self.crowded.contains(&wanted);
        if holder.is_none() && !crowded && !self.given.contains(&wanted) {
            return self.give(Spot { name: wanted, place, collision: None }, index).map(Ok);
        }
        let with = holder.and_then(|context| self.found.marks[context].as_ref());
        let with = with.map(|mark| mark.cluster_id.clone());
        let collision = Collision { wanted: wanted.clone(), with, in_file: holder.is_some() };
        match (choice.on_collision, holder) {
            (OnCollision::Skip, Some(_)) => Ok(Err((wanted, collision))),
            (OnCollision::Replace, Some(other)) if !self.renewed.contains(&other) => {
                let place = match place {
                    Place::Own(own) => Place::OwnFor { own, other },
                    _ => Place::Instead(other),
                };
                let spot = Spot { name: wanted, place, collision: Some(collision) };
                self.give(spot, index).map(Ok)
            }
            _ => {
                let name = self.longer(&wanted, incoming, all);
                self.give(Spot { name, place, collision: Some(collision) }, index).map(Ok)
            }
        }
    }

    fn give(&mut self, spot: Spot, index: usize) -> Result<Spot, PlanError> {
        self.owners.insert(spot.name.clone(), index);
        if self.given.insert(spot.name.clone()) {
            Ok(spot)
        } else {
            Err(PlanError::NameTwice(spot.name))
        }
    }

    /// The context of the file that has a name.
    fn holder(&self, name: &str) -> Option<usize> {
        self.found.entries.list(Entry::Context).find(name)
    }

    /// The first free one of the longer names.
    fn longer(&self, base: &str, incoming: &Incoming, all: &[Incoming]) -> String {
        let about = &incoming.about;
        let (id, endpoint) = (about.cluster_id.as_str(), word(about.endpoint));
        let short: String = id.chars().take(SHORT_ID).collect();
        let mut endings = Vec::new();
        // The same cluster by its other address, or for another user.
        match self.same_cluster(base, incoming, all) {
            Some(true) => endings.push(endpoint.to_owned()),
            Some(false) => endings.push(incoming.identity.clone()),
            None => {}
        }
        endings.extend(about.region.clone());
        endings.extend([short, id.to_owned(), format!("{id}-{endpoint}")]);
        endings.push(format!("{id}-{endpoint}-{}", incoming.identity));
        endings.extend(
            (2..=self.found.marks.len() + all.len() + 2).map(|number| format!("{id}-{number}")),
        );
        let free = |name: &String| {
            self.holder(name).is_none()
                && !self.given.contains(name)
                && !self.crowded.contains(name)
        };
        let mut names = endings.into_iter().map(|ending| format!("{base}-{ending}"));
        names.find(free).unwrap_or_else(|| id.to_owned())
    }

    /// Whether the name is that of another context of the same cluster, and if so, whether of
    /// its other endpoint.
    fn same_cluster(&self, name: &str, incoming: &Incoming, all: &[Incoming]) -> Option<bool> {
        let about = &incoming.about;
        if let Some(other) = self.owners.get(name).map(|other| &all[*other].about) {
            return (other.cluster_id == about.cluster_id)
                .then_some(other.endpoint != about.endpoint);
        }
        let mark = self.found.marks[self.holder(name)?].as_ref()?;
        let same = mark.cluster_id == about.cluster_id;
        same.then_some(mark.endpoint.is_none_or(|endpoint| endpoint != about.endpoint))
    }
}
