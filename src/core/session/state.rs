//! The machine itself.

use std::sync::Arc;
use std::time::Duration;

use jiff::Timestamp;

use super::{
    Account, Batch, BatchId, Checks, Due, Failure, Fetched, ItemId, ItemNews, Notes, Opening,
    Question, Renewal, RequestId, Saves, Sources, Wanted,
};
use crate::core::acs::ApiEndpoint;
use crate::core::history::Subject;
use crate::core::kubeconfig::KubeconfigText;
use crate::core::profile::Profile;

/// The state of the window's main job.
#[derive(Debug, Default)]
pub struct Session {
    last_id: u64,
    /// Who asks, once someone does.
    pub account: Option<Account>,
    /// The profiles that there are.
    pub sources: Sources,
    /// The question under way, or what came of the last one.
    pub fetch: Fetch,
    /// A file that was opened to be looked at, which is on show in place of all that follows.
    pub opening: Opening,
    /// Many questions at once: those under way, or what came of the last ones.
    pub batch: Option<Batch>,
    /// Whether they are on show, in place of a single one.
    pub show_batch: bool,
    /// Contexts that are being renewed, or what came of that.
    pub renewal: Option<Renewal>,
    /// Checks of the document on show, and of contexts.
    pub checks: Checks,
    /// What became of saving each of their documents.
    pub saves: Saves,
    /// What became of the last wish to save.
    pub save: Save,
    /// What the clipboard holds of ours.
    pub clipboard: Clipboard,
    /// Notes on the desktop about contexts that end.
    pub notes: Notes,
}

/// Where a question stands.
#[derive(Debug, Default)]
pub enum Fetch {
    /// Nothing was asked yet, or it was cancelled.
    #[default]
    Idle,
    /// A question is under way.
    Busy(Busy),
    /// A document came.
    Done {
        /// What was asked, and by which profile.
        question: Box<Question>,
        /// The document.
        fetched: Box<Fetched>,
    },
    /// No document came.
    Failed {
        /// What was asked, to be able to ask it again.
        question: Box<Question>,
        /// Why.
        failure: Box<Failure>,
    },
}

/// A question under way.
#[derive(Debug)]
pub struct Busy {
    /// Its number.
    pub id: RequestId,
    /// What was asked.
    pub question: Box<Question>,
    /// Since when.
    pub since: Timestamp,
    /// What it waits for.
    pub progress: Progress,
}

/// What a question under way waits for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Progress {
    /// The profile's key.
    SigningIn,
    /// The answer to this try, from 1.
    Answer {
        /// Which try it is.
        attempt: u32,
    },
    /// The time for the next try, after a passing fault.
    Pause {
        /// Which try comes next.
        next_attempt: u32,
        /// How long it waits before that.
        wait: Duration,
    },
}

/// Where a wish to save stands. The state lasts until the worker has answered, so that a second
/// dialog cannot open over the first; and it holds the document that the wish was for, because
/// another one may be on show by then.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub enum Save {
    /// Nothing to save.
    #[default]
    Idle,
    /// The system's dialog is open.
    Choosing(KubeconfigText, Subject),
    /// The file is being written.
    Writing,
}

/// What the clipboard holds of ours.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub enum Clipboard {
    /// Nothing.
    #[default]
    Empty,
    /// The document, until it is cleared.
    Holding {
        /// When it will be cleared.
        until: Timestamp,
    },
    /// The document, and nobody can clear it but the user.
    HoldingForGood,
    /// It was cleared.
    Cleared,
    /// Something else was copied since, and left alone.
    Replaced,
}

impl Session {
    /// A number that no question had before.
    fn next_id(&mut self) -> RequestId {
        self.last_id += 1;
        RequestId(self.last_id)
    }

    /// Takes a profile into use; the worker is to be given the number and the profile.
    pub fn sign_in(&mut self, profile: Arc<Profile>, endpoint: ApiEndpoint) -> RequestId {
        let id = self.next_id();
        self.account = Some(Account::new(id, profile, endpoint));
        id
    }

    /// Sends the account's requests elsewhere from now on.
    pub fn move_to(&mut self, endpoint: ApiEndpoint) {
        if let Some(account) = &mut self.account {
            account.endpoint = endpoint;
        }
    }

    /// Puts the account away; nobody asks any more.
    pub fn sign_out(&mut self) {
        self.account = None;
    }

    /// Begins to open a file; the worker is to be given the number.
    pub fn open_file(&mut self) -> RequestId {
        let id = self.next_id();
        self.opening.begin(id);
        id
    }

    /// Starts a question, in place of any other under way; the worker is to be given both values.
    pub fn ask(&mut self, question: Question, now: Timestamp) -> (RequestId, Question) {
        let id = self.next_id();
        self.show_batch = false;
        self.opening.close();
        self.fetch = Fetch::Busy(Busy {
            id,
            question: Box::new(question.clone()),
            since: now,
            progress: Progress::SigningIn,
        });
        (id, question)
    }

    /// Asks many questions, in place of what came of the last ones; the worker is to be given both
    /// values, and told to cancel the batch before.
    pub fn ask_many(
        &mut self,
        wanted: Vec<Wanted>,
        now: Timestamp,
    ) -> (BatchId, Vec<(ItemId, Question)>) {
        let id = BatchId(self.next_id().0);
        let batch = self.batch.insert(Batch::new(id, wanted, now));
        (id, batch.questions())
    }

    /// Asks more questions, together with those that are asked already; the worker is to be given
    /// both values.
    pub fn ask_more(
        &mut self,
        wanted: Vec<Wanted>,
        now: Timestamp,
    ) -> (BatchId, Vec<(ItemId, Question)>) {
        match &mut self.batch {
            Some(batch) => (batch.id, batch.add(wanted)),
            None => self.ask_many(wanted, now),
        }
    }

    /// Asks for what contexts are to be renewed with, in place of any renewal before; the worker is
    /// to be given both values.
    pub fn renew(&mut self, due: Vec<Due>, now: Timestamp) -> (BatchId, Vec<(ItemId, Question)>) {
        let id = BatchId(self.next_id().0);
        let renewal = self.renewal.insert(Renewal::new(id, due, now));
        (id, renewal.questions())
    }

    /// Whether contexts are being renewed.
    #[must_use]
    pub fn is_renewing(&self) -> bool {
        self.renewal.as_ref().is_some_and(|renewal| !renewal.is_over())
    }

    /// Whether this is the number under which contexts are renewed.
    #[must_use]
    pub fn is_renewal(&self, batch: BatchId) -> bool {
        self.renewal.as_ref().is_some_and(|renewal| renewal.id() == batch)
    }

    /// Begins to list the account's clusters; the worker is to be given the number.
    pub fn list_clusters(&mut self) -> RequestId {
        let id = self.next_id();
        if let Some(account) = &mut self.account {
            account.clusters.begin(id);
        }
        id
    }

    /// Takes note of what happened to one of many questions, unless it comes late. Says whether it
    /// was taken.
    pub fn hear_item(
        &mut self,
        batch: BatchId,
        item: ItemId,
        news: ItemNews,
        now: Timestamp,
    ) -> bool {
        self.batch.as_mut().is_some_and(|current| current.hear(batch, item, news, now))
    }

    /// Cancels the question under way; the worker is to be told its number.
    pub fn cancel(&mut self) -> Option<RequestId> {
        let Fetch::Busy(busy) = &self.fetch else { return None };
        let id = busy.id;
        self.fetch = Fetch::Idle;
        Some(id)
    }

    /// Notes what a question waits for; of a question that is no longer asked, nothing.
    pub fn progress(&mut self, id: RequestId, now: Progress) {
        if let Fetch::Busy(busy) = &mut self.fetch
            && busy.id == id
        {
            busy.progress = now;
        }
    }

    /// Takes the outcome of a question, unless it comes late. Says whether it was taken.
    pub fn finish(&mut self, id: RequestId, outcome: Result<Box<Fetched>, Box<Failure>>) -> bool {
        let Fetch::Busy(busy) = &mut self.fetch else { return false };
        if busy.id != id {
            return false;
        }
        let Fetch::Busy(busy) = std::mem::take(&mut self.fetch) else { return false };
        self.fetch = match outcome {
            Ok(fetched) => Fetch::Done { question: busy.question, fetched },
            Err(failure) => Fetch::Failed { question: busy.question, failure },
        };
        true
    }

    /// Whether a file is being chosen or written.
    #[must_use]
    pub fn is_saving(&self) -> bool {
        self.save != Save::Idle
    }

    /// The question that failed, to ask it again.
    #[must_use]
    pub fn failed_question(&self) -> Option<&Question> {
        match &self.fetch {
            Fetch::Failed { question, .. } => Some(question),
            Fetch::Idle | Fetch::Busy(_) | Fetch::Done { .. } => None,
        }
    }

    /// The text on show: of the file that was opened, or else of the document that was fetched.
    #[must_use]
    pub fn text_on_show(&self) -> Option<&KubeconfigText> {
        match self.opening.shown() {
            Some(file) => Some(&file.text),
            None => self.fetched().map(|(_, fetched)| &fetched.text),
        }
    }

    /// The document that was fetched, and by which question: the profile in use may be another by
    /// now.
    #[must_use]
    pub fn fetched(&self) -> Option<(&Question, &Fetched)> {
        match &self.fetch {
            Fetch::Done { question, fetched } => Some((question, fetched)),
            Fetch::Idle | Fetch::Busy(_) | Fetch::Failed { .. } => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Fetch, Progress, Session};
    use crate::core::acs::{ClusterId, Credentials, TransportError};
    use crate::core::session::{Failure, Question};

    fn question(id: &str) -> Question {
        let key = Credentials::new("LTAI", &"s".into(), None).unwrap();
        Question::new(ClusterId::parse(id).unwrap(), key)
    }

    fn failure() -> Box<Failure> {
        Box::new(Failure {
            error: TransportError::Timeout { seconds: 1 }.into(),
            same_string_to_sign: None,
            exchange: None,
        })
    }

    fn now() -> jiff::Timestamp {
        "2026-11-23T00:00:00Z".parse().unwrap()
    }

    #[test]
    fn a_second_question_replaces_the_first_and_its_late_answer_is_dropped() {
        let mut session = Session::default();
        let (first, _) = session.ask(question("a"), now());
        let (second, _) = session.ask(question("b"), now());
        assert_ne!(first, second);
        assert!(!session.finish(first, Err(failure())));
        session.progress(first, Progress::Answer { attempt: 3 });
        let Fetch::Busy(busy) = &session.fetch else { panic!("{session:?}") };
        assert_eq!((busy.id, busy.progress), (second, Progress::SigningIn));

        assert!(session.finish(second, Err(failure())));
        assert_eq!(session.failed_question().unwrap().get.cluster_id.as_str(), "b");
    }

    #[test]
    fn after_a_cancel_nothing_arrives() {
        let mut session = Session::default();
        let (id, _) = session.ask(question("a"), now());
        assert_eq!(session.cancel(), Some(id));
        assert_eq!(session.cancel(), None);
        assert!(!session.finish(id, Err(failure())));
        assert!(matches!(session.fetch, Fetch::Idle));
    }
}
