//! The background: a named thread with a tokio runtime, commands in, events out.
//!
//! The window and the command line talk to the outside world through this and through nothing
//! else. Dropping the [`Worker`] cancels what is under way, but waits for a file that is being
//! written.

mod asker;
mod batch;
mod call;
mod check;
mod clock;
mod clusters;
mod credential;
mod demo_account;
mod desk;
mod diagnostics;
mod events;
mod fetch;
mod hands;
mod history;
mod identify;
mod keychain;
mod landing;
mod lookout;
mod open;
mod pace;
mod programs;
pub mod protocol;
mod sign_in;

use std::sync::Arc;
use std::thread::JoinHandle;

use tokio::sync::mpsc;

use crate::core::session::{Failure, Fetched, Question};

pub use crate::io::cluster_cache::folder as cluster_cache_folder;
pub use crate::io::credential_cache::folder as credential_cache_folder;
pub use crate::io::environment::{exec_info, home, surroundings, this_program, variables};
pub use crate::io::faults::{Fault, Faults};
pub use crate::io::file::is_folder;
pub use crate::io::locale::language;
pub use crate::io::log_file::LogFile;
pub use crate::io::settings::{
    Loaded, load as load_settings, look as look_at_settings, path as settings_path,
};
pub use crate::io::single_instance::{
    Instance, Start, folder as instance_folder, start as start_instance,
};
pub use crate::io::system::target;
pub use clock::now;
pub use credential::{CredentialError, KeyForKubectl, credential};
pub use diagnostics::diagnose;
pub use hands::TwoHands;
pub use history::{Keeping, respect_settings};
pub use lookout::discover_profiles;
pub use protocol::{Command, Event};

/// How many commands, and how many events, may wait before the sender has to.
const QUEUE: usize = 64;

/// The handle of the background thread.
pub struct Worker {
    commands: Option<mpsc::Sender<Command>>,
    events: mpsc::Receiver<Event>,
    thread: Option<JoinHandle<()>>,
}

/// The worker did not take a command: it is gone, or far behind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the background worker does not answer")]
pub struct WorkerUnavailable;

/// Asks questions with the same tries and limits as the window: for programs that have a tokio
/// runtime of their own. Clones share the keys of profiles, each of which is got once.
#[derive(Clone, Default)]
pub struct Client(fetch::Fetcher);

impl Client {
    /// Asks one question and waits for the answer. Dropping the future cancels.
    ///
    /// # Errors
    /// [`Failure`], when no document came.
    pub async fn get(&self, question: &Question) -> Result<Box<Fetched>, Box<Failure>> {
        self.0.fetch(question, &events::Listener::default()).await
    }
}

/// Asks one question and waits for the answer, as [`Client::get`] does, with nothing kept.
///
/// # Errors
/// [`Failure`], when no document came.
pub async fn get(question: &Question) -> Result<Box<Fetched>, Box<Failure>> {
    Client::default().get(question).await
}

impl Worker {
    /// Starts the thread. `wake` is called after every event, from that thread.
    ///
    /// # Errors
    /// The system's, when it gives no thread or no runtime.
    pub fn start(wake: impl Fn() + Send + Sync + 'static) -> std::io::Result<Self> {
        Self::start_keeping(None, wake)
    }

    /// The same, with a history of what is done.
    ///
    /// # Errors
    /// As [`Self::start`].
    pub fn start_keeping(
        history: Option<Keeping>,
        wake: impl Fn() + Send + Sync + 'static,
    ) -> std::io::Result<Self> {
        let (commands, command_queue) = mpsc::channel(QUEUE);
        let (event_queue, events) = mpsc::channel(QUEUE);
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .thread_name("ack-blocking")
            .build()?;
        let sender = events::EventSender::new(event_queue, Arc::new(wake));
        let thread =
            std::thread::Builder::new().name("ack-worker".to_owned()).spawn(move || {
                runtime.block_on(desk::serve(command_queue, sender, history));
                // What may still block is a resolver or a hung clipboard: nobody waits for those.
                runtime.shutdown_background();
            })?;
        Ok(Self { commands: Some(commands), events, thread: Some(thread) })
    }

    /// One whose thread has ended, as a panic would have it.
    #[cfg(test)]
    pub(crate) fn ended() -> Self {
        let (_nobody_sends, events) = mpsc::channel(QUEUE);
        Self { commands: None, events, thread: None }
    }

    /// Hands a command over, without waiting.
    ///
    /// # Errors
    /// [`WorkerUnavailable`], when it was not taken.
    pub fn send(&self, command: Command) -> Result<(), WorkerUnavailable> {
        let commands = self.commands.as_ref().ok_or(WorkerUnavailable)?;
        commands.try_send(command).map_err(|_full_or_closed| WorkerUnavailable)
    }

    /// Whether the thread is gone, which only a panic can bring about.
    #[must_use]
    pub fn has_ended(&self) -> bool {
        self.thread.as_ref().is_none_or(JoinHandle::is_finished)
    }

    /// The next event that is there already.
    pub fn try_event(&mut self) -> Option<Event> {
        self.events.try_recv().ok()
    }

    /// Waits for the next event; `None` when the worker has ended.
    pub async fn event(&mut self) -> Option<Event> {
        self.events.recv().await
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        // Without senders and receivers the thread finds its way out.
        self.commands.take();
        self.events.close();
        if let Some(thread) = self.thread.take()
            && thread.join().is_err()
        {
            tracing::error!("the background worker ended with a panic");
        }
    }
}
