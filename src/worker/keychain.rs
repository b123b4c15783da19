//! The system keychain, asked on a thread of its own: it may wait for the user to unlock it, or
//! not answer at all, and nobody else waits for that.

use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Arc, OnceLock};
use std::time::{Duration, Instant};

use tokio::sync::oneshot;
use tokio::time::timeout;

use super::Event;
use super::events::EventSender;
use super::protocol::KeychainWish;
use crate::core::acs::Credentials;
use crate::core::profile::KeychainError;
use crate::io::faults::unharmed;
use crate::io::keychain::Keychain as SystemKeychain;

/// How long the window waits for an answer: long enough to type a password.
const LIMIT: Duration = Duration::from_mins(1);

/// How many errands may wait behind one that does not come back.
const QUEUE: usize = 16;

/// The keychain, one errand after the other. The thread starts with the first, and nobody waits
/// for its end.
#[derive(Clone)]
pub(super) struct Keychain {
    errands: Arc<OnceLock<SyncSender<Errand>>>,
    open: Open,
    limit: Duration,
}

/// What can be done with the accounts in a keychain.
pub(super) trait Accounts {
    fn names(&self) -> Result<Vec<String>, KeychainError>;
    fn read(&self, name: &str) -> Result<Credentials, KeychainError>;
    fn keep(&self, name: &str, credentials: &Credentials) -> Result<(), KeychainError>;
    fn rename(&self, from: &str, to: &str) -> Result<(), KeychainError>;
    fn remove(&self, name: &str) -> Result<(), KeychainError>;
}

/// Connects to a keychain. That is done for each errand: a service may start anew meanwhile.
type Open = Arc<dyn Fn() -> Result<Box<dyn Accounts>, KeychainError> + Send + Sync>;

/// Something to do on the thread.
struct Errand {
    /// When its asker goes.
    until: Instant,
    task: Task,
}

enum Task {
    Wish(KeychainWish, oneshot::Sender<Answer>),
    Read(String, oneshot::Sender<Result<Credentials, KeychainError>>),
}

/// What came of a wish, and the accounts thereafter.
struct Answer {
    done: Result<(), KeychainError>,
    names: Result<Vec<String>, KeychainError>,
}

impl Default for Keychain {
    fn default() -> Self {
        Self::new(Arc::new(|| Ok(Box::new(SystemKeychain::open()?))), LIMIT)
    }
}

impl Keychain {
    fn new(open: Open, limit: Duration) -> Self {
        Self { errands: Arc::default(), open, limit }
    }

    /// Does what is wished, and lists the accounts. What comes too late to be an answer is still
    /// told as a list.
    pub(super) fn fulfil(&self, wish: KeychainWish, events: EventSender) {
        let (sender, mut answer) = oneshot::channel();
        let sent = self.send(Task::Wish(wish.clone(), sender));
        let limit = self.limit;
        tokio::spawn(async move {
            let answered = match sent {
                Ok(()) => timeout(limit, &mut answer).await.ok(),
                Err(error) => Some(Ok(Answer::failed(error))),
            };
            let late = answered.is_none();
            let in_time = answered.unwrap_or_else(|| Ok(Answer::failed(KeychainError::TimedOut)));
            let Answer { done, names } = in_time.unwrap_or_else(|_gone| Answer::failed(broken()));
            if !matches!(wish, KeychainWish::List) {
                events.send(Event::KeychainDone(wish, done)).await;
            }
            events.send(Event::KeychainListed(names)).await;
            if late && let Ok(Answer { names, .. }) = answer.await {
                events.send(Event::KeychainListed(names)).await;
            }
        });
    }

    /// The key of an account.
    pub(super) async fn read(&self, name: &str) -> Result<Credentials, KeychainError> {
        let (sender, answer) = oneshot::channel();
        self.send(Task::Read(name.to_owned(), sender))?;
        match timeout(self.limit, answer).await {
            Ok(answer) => answer.unwrap_or_else(|_gone| Err(broken())),
            Err(_elapsed) => Err(KeychainError::TimedOut),
        }
    }

    fn send(&self, task: Task) -> Result<(), KeychainError> {
        let errand = Errand { until: Instant::now() + self.limit, task };
        // A queue that is full has not been served for long.
        self.thread()?.try_send(errand).map_err(|_full| KeychainError::TimedOut)
    }

    fn thread(&self) -> Result<&SyncSender<Errand>, KeychainError> {
        if let Some(errands) = self.errands.get() {
            return Ok(errands);
        }
        let (sender, errands) = sync_channel(QUEUE);
        let open = Arc::clone(&self.open);
        std::thread::Builder::new()
            .name("ack-keychain".to_owned())
            .spawn(move || serve(&errands, &open))
            .map_err(|error| KeychainError::Other(error.to_string()))?;
        // Of two that start at once, the thread of the other finds no senders, and ends.
        Ok(self.errands.get_or_init(|| sender))
    }
}

/// Does the errands until nobody can send any more.
fn serve(errands: &Receiver<Errand>, open: &Open) {
    while let Ok(Errand { until, task }) = errands.recv() {
        // The window has been told that it was not done, so it is not done behind its back.
        let late = Instant::now() >= until;
        // Whoever asked may be gone, and then needs no answer.
        match task {
            Task::Wish(wish, answer) => {
                let failed = Answer::failed(broken());
                let outcome = unharmed(|| fulfil(open, &wish, late)).unwrap_or(failed);
                answer.send(outcome).ok();
            }
            Task::Read(_, answer) if late => {
                answer.send(Err(KeychainError::TimedOut)).ok();
            }
            Task::Read(name, answer) => {
                let read = || open().and_then(|accounts| accounts.read(&name));
                answer.send(unharmed(read).unwrap_or_else(|| Err(broken()))).ok();
            }
        }
    }
}

fn fulfil(open: &Open, wish: &KeychainWish, late: bool) -> Answer {
    let accounts = match open() {
        Ok(accounts) => accounts,
        Err(error) => return Answer::failed(error),
    };
    let done = match wish {
        _ if late => Err(KeychainError::TimedOut),
        KeychainWish::List => Ok(()),
        KeychainWish::Keep(name, credentials) => accounts.keep(name, credentials),
        KeychainWish::Rename { from, to } => accounts.rename(from, to),
        KeychainWish::Remove(name) => accounts.remove(name),
    };
    Answer { done, names: accounts.names() }
}

fn broken() -> KeychainError {
    KeychainError::Other("the keychain's library ended with a panic".to_owned())
}

impl Answer {
    fn failed(error: KeychainError) -> Self {
        Self { done: Err(error.clone()), names: Err(error) }
    }
}

impl Accounts for SystemKeychain {
    fn names(&self) -> Result<Vec<String>, KeychainError> {
        self.names()
    }

    fn read(&self, name: &str) -> Result<Credentials, KeychainError> {
        self.read(name)
    }

    fn keep(&self, name: &str, credentials: &Credentials) -> Result<(), KeychainError> {
        self.keep(name, credentials)
    }

    fn rename(&self, from: &str, to: &str) -> Result<(), KeychainError> {
        self.rename(from, to)
    }

    fn remove(&self, name: &str) -> Result<(), KeychainError> {
        self.remove(name)
    }
}

#[cfg(test)]
mod tests;
