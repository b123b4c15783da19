//! What was read of the user's files, made ready to be shown: frames look nothing up.

use std::path::{Path, PathBuf};

use jiff::Timestamp;

use crate::core::clusters::filter::{Filter, Haystack};
use crate::core::kubeconfig::contexts::{EXPIRING_WITHIN, FileContext, Life};
use crate::core::session::{Ending, InUse};
use crate::text::format;
use crate::worker::protocol::{ContextFile, ContextsRead};

/// What the files hold.
pub(super) struct Known {
    pub(super) read: ContextsRead,
    /// The contexts that kubectl sees: the place of the file, and the place in it.
    seen: Vec<(usize, usize)>,
    haystacks: Vec<Haystack>,
    /// When those end that can be renewed, the first first.
    ends: Vec<Timestamp>,
    /// The name of the context in use.
    current: Option<String>,
    /// Those in use that have an end, of each file.
    pub(super) in_use: Vec<InUse>,
}

impl Known {
    pub(super) fn new(read: ContextsRead, home: Option<&Path>) -> Self {
        let mut known = Self {
            seen: Vec::new(),
            haystacks: Vec::new(),
            ends: Vec::new(),
            current: read.current().map(str::to_owned),
            in_use: read.files.iter().filter_map(|file| in_use(file, home)).collect(),
            read,
        };
        let mut names = std::collections::HashSet::new();
        for (place, file) in known.read.files.iter().enumerate() {
            let contexts = file.contents.iter().flat_map(|contents| &contents.contexts);
            for (index, context) in contexts.enumerate() {
                if names.insert(context.name.as_str()) {
                    known.seen.push((place, index));
                    known.haystacks.push(haystack(context));
                    known.ends.extend(context.expiry.filter(|_| context.mark.is_some()));
                }
            }
        }
        drop(names);
        known.ends.sort_unstable();
        known
    }

    /// How many contexts there are.
    pub(super) fn len(&self) -> usize {
        self.seen.len()
    }

    /// The places of the contexts that match.
    pub(super) fn matching(&self, filter: &Filter) -> Vec<usize> {
        let places = 0..self.seen.len();
        places.filter(|place| filter.matches(&self.haystacks[*place])).collect()
    }

    /// The context at a place, with its file.
    pub(super) fn get(&self, place: usize) -> Option<(&ContextFile, &FileContext)> {
        let (file, context) = *self.seen.get(place)?;
        let file = self.read.files.get(file)?;
        Some((file, file.contents.as_ref().ok()?.contexts.get(context)?))
    }

    /// Whether a context is the one in use.
    pub(super) fn is_current(&self, context: &FileContext) -> bool {
        self.current.as_deref() == Some(&context.name)
    }

    /// How many of those that can be renewed end soon or have ended.
    pub(super) fn expiring(&self, now: Timestamp) -> usize {
        let soon = now.saturating_add(EXPIRING_WITHIN).unwrap_or(Timestamp::MAX);
        self.ends.partition_point(|end| *end <= soon)
    }

    /// Those, each with its file.
    pub(super) fn all_expiring(&self, now: Timestamp) -> Vec<(PathBuf, String)> {
        let contexts = (0..self.len()).filter_map(|place| self.get(place));
        let expiring = contexts.filter(|(_, context)| {
            context.mark.is_some() && matches!(context.life(now), Life::Ending | Life::Ended)
        });
        expiring.map(|(file, context)| (file.path.clone(), context.name.clone())).collect()
    }

    /// When the next one begins to end soon, so that the count is another.
    pub(super) fn next_expiring(&self, now: Timestamp) -> Option<Timestamp> {
        let next = *self.ends.get(self.expiring(now))?;
        next.saturating_sub(EXPIRING_WITHIN).ok()
    }
}

/// The context in use of a file, if it has an end.
fn in_use(file: &ContextFile, home: Option<&Path>) -> Option<InUse> {
    let contents = file.contents.as_ref().ok()?;
    let context = contents.contexts.iter().find(|context| context.is_current)?;
    let ending = Ending {
        file: format::path(&file.path, home),
        context: context.name.clone(),
        end: context.expiry?,
    };
    Some(InUse { ending, since: context.since, is_ack: context.mark.is_some() })
}

fn haystack(context: &FileContext) -> Haystack {
    let mark = context.mark.as_ref();
    let texts = [
        Some(context.name.as_str()),
        mark.map(|mark| mark.cluster_id.as_str()),
        mark.and_then(|mark| mark.region.as_deref()),
        mark.and_then(|mark| mark.profile.as_deref()),
        context.server.as_deref(),
        context.identity.as_deref(),
        context.namespace.as_deref(),
    ];
    Haystack::of_texts(texts.into_iter().flatten())
}
