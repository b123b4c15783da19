//! Contexts of the user's files that are renewed together: what is asked for each, how far that
//! has come, and in the end what is to be merged into which file.

use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};

use jiff::Timestamp;

use super::batch::{Batch, BatchId, ItemId, ItemNews, ItemState, Wanted};
use super::{Failure, Question};
use crate::core::kubeconfig::KubeconfigText;
use crate::core::kubeconfig::merge::{About, Incoming};

/// A context to renew.
#[derive(Debug, Clone)]
pub struct Due {
    /// The file that it is in.
    pub file: PathBuf,
    /// Its name.
    pub context: String,
    /// Whose it is, as far as the file says.
    pub identity: Option<String>,
    /// Where what comes belongs.
    pub about: About,
    /// What is asked.
    pub question: Question,
}

/// Contexts that are renewed together.
#[derive(Debug)]
pub struct Renewal {
    batch: Batch,
    /// The contexts, in the order of the batch.
    due: Vec<Due>,
    /// Their places, by file and name.
    places: HashMap<(PathBuf, String), usize>,
}

/// What one file is to get.
#[derive(Debug, Default)]
pub struct Harvest {
    /// The documents, each with the context that it renews.
    pub documents: Vec<(KubeconfigText, About)>,
    /// Contexts that become another identity's: the context, whose it was, whose it becomes.
    pub other_identities: Vec<[String; 3]>,
}

impl Renewal {
    pub(super) fn new(id: BatchId, due: Vec<Due>, now: Timestamp) -> Self {
        let wanted = |due: &Due| Wanted {
            question: due.question.clone(),
            name: Some(due.context.clone()),
            region: due.about.region.clone(),
        };
        let place = |(place, due): (usize, &Due)| ((due.file.clone(), due.context.clone()), place);
        let batch = Batch::new(id, due.iter().map(wanted).collect(), now);
        let places = due.iter().enumerate().map(place).collect();
        Self { batch, due, places }
    }

    /// The number of its questions.
    #[must_use]
    pub fn id(&self) -> BatchId {
        self.batch.id
    }

    pub(super) fn questions(&self) -> Vec<(ItemId, Question)> {
        self.batch.questions()
    }

    /// Takes note of what happened to a question, unless it comes late. Says whether that was the
    /// last one.
    pub fn hear(&mut self, batch: BatchId, item: ItemId, news: ItemNews, now: Timestamp) -> bool {
        self.batch.hear(batch, item, news, now) && self.batch.is_over()
    }

    /// Cancels what has no answer yet; the worker is to be told the number. `None` if all have.
    pub fn cancel(&mut self, now: Timestamp) -> Option<BatchId> {
        self.batch.cancel(now)
    }

    /// Whether nothing is being asked any more.
    #[must_use]
    pub fn is_over(&self) -> bool {
        self.batch.is_over()
    }

    /// Where the question for a context stands, if it is one of them.
    #[must_use]
    pub fn state_of(&self, file: &Path, context: &str) -> Option<&ItemState> {
        let place = self.places.get(&(file.to_owned(), context.to_owned()))?;
        Some(&self.batch.items[*place].state)
    }

    /// How many contexts there are to renew.
    #[must_use]
    pub fn len(&self) -> usize {
        self.due.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.due.is_empty()
    }

    /// Why contexts could not be renewed, each with its name.
    pub fn failures(&self) -> impl Iterator<Item = (&str, &Failure)> {
        self.batch.items.iter().zip(&self.due).filter_map(|(item, due)| match &item.state {
            ItemState::Failed(failure) => Some((due.context.as_str(), &**failure)),
            _ => None,
        })
    }

    /// What came, by file.
    #[must_use]
    pub fn harvest(&self) -> BTreeMap<PathBuf, Harvest> {
        let mut by_file: BTreeMap<PathBuf, Harvest> = BTreeMap::new();
        for (item, due) in self.batch.items.iter().zip(&self.due) {
            let ItemState::Done(fetched) = &item.state else { continue };
            let about = About { expiry: fetched.valid_until(), ..due.about.clone() };
            let harvest = by_file.entry(due.file.clone()).or_default();
            harvest.other_identities.extend(due.other_identity(&fetched.text, &about));
            harvest.documents.push((fetched.text.clone(), about));
        }
        by_file
    }
}

impl Due {
    /// Another profile may be another identity.
    fn other_identity(&self, text: &KubeconfigText, about: &About) -> Option<[String; 3]> {
        let was = self.identity.clone()?;
        let incoming = Incoming::read(text, about.clone()).ok()?;
        let becomes = incoming.identity();
        (was != becomes).then(|| [self.context.clone(), was, becomes.to_owned()])
    }
}
