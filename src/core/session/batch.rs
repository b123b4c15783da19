//! Many questions at once: where each stands, and what can be said of all together.

use std::sync::Arc;
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};

use super::{Failure, Fetched, Progress, Question};

/// The number of a batch. Every word about it carries it, so that a late one can be dropped.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct BatchId(pub u64);

/// The number of one question of a batch. Asked again, it gets a new one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ItemId(pub u64);

/// A cluster whose kubeconfig is wanted with others.
#[derive(Debug, Clone)]
pub struct Wanted {
    /// What to ask.
    pub question: Question,
    /// The cluster's name, if it is known.
    pub name: Option<String>,
    /// Its region, if it is known.
    pub region: Option<String>,
}

/// What happened to one of many questions.
#[derive(Debug)]
pub enum ItemNews {
    /// It waits for its turn, for others ask the same host.
    InLine {
        /// Whether the service has refused it, because there were too many requests.
        refused: bool,
        /// How long it waits at the least.
        wait: Duration,
    },
    /// Its turn came, and it waits for something else.
    Progress(Progress),
    /// What came of it.
    Finished(Result<Box<Fetched>, Box<Failure>>),
}

/// Many questions, in the order in which they were asked for.
#[derive(Debug)]
pub struct Batch {
    /// Its number.
    pub id: BatchId,
    /// The questions, and where each stands.
    pub items: Vec<Item>,
    since: Timestamp,
    /// When the last answer came.
    ended: Option<Timestamp>,
    last_item: u64,
    slowed_down: u32,
    last_slowed: Option<Timestamp>,
}

/// One of the questions.
#[derive(Debug)]
pub struct Item {
    /// Its number.
    pub id: ItemId,
    /// What is wanted.
    pub wanted: Wanted,
    /// Where it stands.
    pub state: ItemState,
}

/// Where one of many questions stands.
#[derive(Debug)]
pub enum ItemState {
    /// It waits for its turn.
    Waiting,
    /// It asks; this is its try, from 1.
    Asking {
        /// Which try it is.
        attempt: u32,
    },
    /// It will be asked again.
    Pausing {
        /// Not before this.
        until: Timestamp,
        /// Whether the service takes fewer requests than there are; else it was a passing fault.
        slowed_down: bool,
    },
    /// The document came.
    Done(Box<Fetched>),
    /// None came.
    Failed(Box<Failure>),
    /// It was cancelled.
    Cancelled,
}

/// How many of a batch stand where.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    /// Documents that came.
    pub done: usize,
    /// Questions that failed.
    pub failed: usize,
    /// Questions that were cancelled.
    pub cancelled: usize,
    /// Questions that are being asked, or will be again.
    pub under_way: usize,
    /// Questions that wait for their turn.
    pub waiting: usize,
}

impl Batch {
    /// A batch of which nothing was asked yet.
    #[must_use]
    pub fn new(id: BatchId, wanted: Vec<Wanted>, now: Timestamp) -> Self {
        let mut batch = Self {
            id,
            items: Vec::with_capacity(wanted.len()),
            since: now,
            ended: wanted.is_empty().then_some(now),
            last_item: 0,
            slowed_down: 0,
            last_slowed: None,
        };
        for wanted in wanted {
            let id = batch.next_item();
            batch.items.push(Item { id, wanted, state: ItemState::Waiting });
        }
        batch
    }

    fn next_item(&mut self) -> ItemId {
        self.last_item += 1;
        ItemId(self.last_item)
    }

    /// Adds clusters, unless the very same is under way. What the same account was asked before
    /// gets another turn in its place. The worker is to be asked these questions in addition.
    pub fn add(&mut self, wanted: Vec<Wanted>) -> Vec<(ItemId, Question)> {
        let mut questions = Vec::new();
        for wanted in wanted {
            let question = &wanted.question;
            let mut items = self.items.iter();
            let place = items.position(|item| item.wanted.question.is_same_from_same(question));
            if place.is_some_and(|place| self.items[place].still_asks(question)) {
                continue;
            }
            let item = Item { id: self.next_item(), wanted, state: ItemState::Waiting };
            questions.push((item.id, item.wanted.question.clone()));
            match place {
                Some(place) => self.items[place] = item,
                None => self.items.push(item),
            }
            self.ended = None;
        }
        questions
    }

    /// What the worker is to be asked.
    #[must_use]
    pub fn questions(&self) -> Vec<(ItemId, Question)> {
        self.items.iter().map(|item| (item.id, item.wanted.question.clone())).collect()
    }

    /// Takes note of what happened to a question, unless it comes late: from another batch, or
    /// about a question that is over or was asked anew since. Says whether it was taken.
    pub fn hear(&mut self, batch: BatchId, item: ItemId, news: ItemNews, now: Timestamp) -> bool {
        if batch != self.id {
            return false;
        }
        let unfinished = self.items.iter_mut().find(|listed| listed.id == item);
        let Some(item) = unfinished.filter(|item| !item.state.is_over()) else { return false };
        let mut was_slowed = false;
        item.state = match news {
            ItemNews::InLine { refused: false, .. } | ItemNews::Progress(Progress::SigningIn) => {
                ItemState::Waiting
            }
            ItemNews::InLine { refused: true, wait } => {
                was_slowed = true;
                ItemState::Pausing { until: after(now, wait), slowed_down: true }
            }
            ItemNews::Progress(Progress::Answer { attempt }) => ItemState::Asking { attempt },
            ItemNews::Progress(Progress::Pause { wait, .. }) => {
                ItemState::Pausing { until: after(now, wait), slowed_down: false }
            }
            ItemNews::Finished(Ok(fetched)) => ItemState::Done(fetched),
            ItemNews::Finished(Err(failure)) => ItemState::Failed(failure),
        };
        if was_slowed {
            self.note_slowing(now);
        }
        self.note_end(now);
        true
    }

    /// Many that were under way are refused together: within a second, it is one time.
    fn note_slowing(&mut self, now: Timestamp) {
        let apart = |last: Timestamp| now.duration_since(last) > SignedDuration::from_secs(1);
        if self.last_slowed.is_none_or(apart) {
            self.slowed_down += 1;
        }
        self.last_slowed = Some(now);
    }

    fn note_end(&mut self, now: Timestamp) {
        let is_over = self.items.iter().all(|item| item.state.is_over());
        self.ended = is_over.then(|| self.ended.unwrap_or(now));
    }

    /// Cancels what has no answer yet; the worker is to be told the number. `None` if all have.
    pub fn cancel(&mut self, now: Timestamp) -> Option<BatchId> {
        if self.is_over() {
            return None;
        }
        for item in self.items.iter_mut().filter(|item| !item.state.is_over()) {
            item.state = ItemState::Cancelled;
        }
        self.note_end(now);
        Some(self.id)
    }

    /// Cancels one question; the worker is to be told both numbers. `None` if it is over.
    pub fn cancel_item(&mut self, item: ItemId, now: Timestamp) -> Option<(BatchId, ItemId)> {
        let mut items = self.items.iter_mut();
        let listed = items.find(|listed| listed.id == item && !listed.state.is_over())?;
        listed.state = ItemState::Cancelled;
        self.note_end(now);
        Some((self.id, item))
    }

    /// Asks those again that failed or were cancelled; the worker is to be asked these questions,
    /// in addition to the ones of this batch that it still asks.
    pub fn retry(&mut self) -> Vec<(ItemId, Question)> {
        let missing =
            |state: &ItemState| matches!(state, ItemState::Failed(_) | ItemState::Cancelled);
        self.retry_where(|item| missing(&item.state))
    }

    /// Asks one of them again.
    pub fn retry_item(&mut self, item: ItemId) -> Vec<(ItemId, Question)> {
        self.retry_where(|listed| {
            listed.id == item && matches!(listed.state, ItemState::Failed(_) | ItemState::Cancelled)
        })
    }

    fn retry_where(&mut self, again: impl Fn(&Item) -> bool) -> Vec<(ItemId, Question)> {
        let mut questions = Vec::new();
        for index in 0..self.items.len() {
            if again(&self.items[index]) {
                let id = self.next_item();
                let item = &mut self.items[index];
                (item.id, item.state) = (id, ItemState::Waiting);
                questions.push((id, item.wanted.question.clone()));
                self.ended = None;
            }
        }
        questions
    }

    /// How many stand where.
    #[must_use]
    pub fn counts(&self) -> Counts {
        let mut counts = Counts::default();
        for item in &self.items {
            let count = match item.state {
                ItemState::Waiting => &mut counts.waiting,
                ItemState::Asking { .. } | ItemState::Pausing { .. } => &mut counts.under_way,
                ItemState::Done(_) => &mut counts.done,
                ItemState::Failed(_) => &mut counts.failed,
                ItemState::Cancelled => &mut counts.cancelled,
            };
            *count += 1;
        }
        counts
    }

    /// Whether nothing is being asked any more.
    #[must_use]
    pub fn is_over(&self) -> bool {
        self.ended.is_some()
    }

    /// How long it has taken so far, or took.
    #[must_use]
    pub fn elapsed(&self, now: Timestamp) -> SignedDuration {
        self.ended.unwrap_or(now).duration_since(self.since)
    }

    /// How often the service has slowed it down.
    #[must_use]
    pub fn slowed_down(&self) -> u32 {
        self.slowed_down
    }

    /// Those of the documents that came which are kubeconfigs.
    pub fn kubeconfigs(&self) -> impl Iterator<Item = (&Item, &Fetched)> {
        self.fetched().filter(|(_, fetched)| fetched.summary().is_some())
    }

    /// The documents that came, in order.
    pub fn fetched(&self) -> impl Iterator<Item = (&Item, &Fetched)> {
        self.items.iter().filter_map(|item| match &item.state {
            ItemState::Done(fetched) => Some((item, fetched.as_ref())),
            _ => None,
        })
    }
}

impl Item {
    /// Whether this question is under way with this very profile: one whose secret was corrected
    /// meanwhile is another.
    fn still_asks(&self, question: &Question) -> bool {
        !self.state.is_over() && Arc::ptr_eq(&self.wanted.question.profile, &question.profile)
    }
}

impl ItemState {
    /// Whether nothing more will happen to it.
    #[must_use]
    pub fn is_over(&self) -> bool {
        matches!(self, Self::Done(_) | Self::Failed(_) | Self::Cancelled)
    }
}

fn after(now: Timestamp, wait: Duration) -> Timestamp {
    now.checked_add(wait).unwrap_or(Timestamp::MAX)
}

#[cfg(test)]
mod tests;
