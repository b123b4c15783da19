//! What every command about kubeconfig files begins with: a worker, and Ctrl+C.

use super::args::{Shared, Target};
use super::exit::Exit;
use super::tell::Teller;
use super::with_worker::with_worker;
use crate::core::profile::Source;
use crate::worker::protocol::{ContextsRead, Event, KubeconfigPlace, LandingCommand, LandingEvent};
use crate::worker::{Command, Worker};

/// A worker, and somebody who tells what it does.
pub(super) struct Work<'a> {
    pub(super) shared: &'a Shared,
    pub(super) teller: &'a Teller,
    pub(super) worker: &'a mut Worker,
}

/// Does a job until it ends, early or not, or is interrupted. A file that is being written by then
/// is finished.
pub(super) async fn run(
    shared: &Shared,
    job: impl AsyncFnOnce(&mut Work<'_>) -> Result<Exit, Exit>,
) -> Exit {
    with_worker(shared, async |teller, worker| {
        match job(&mut Work { shared, teller, worker }).await {
            Ok(exit) | Err(exit) => exit,
        }
    })
    .await
}

impl Work<'_> {
    /// Hands a command over.
    pub(super) fn send(&self, command: LandingCommand) -> Result<(), Exit> {
        self.worker.send(Command::Landing(command)).map_err(|_unavailable| {
            self.teller.error(self.teller.phrases.status.no_worker);
            Exit::Failed
        })
    }

    /// The next word about files.
    pub(super) async fn hear(&mut self) -> Result<LandingEvent, Exit> {
        while let Some(event) = self.worker.event().await {
            if let Event::Landing(event) = event {
                return Ok(event);
            }
        }
        self.teller.error(self.teller.phrases.status.no_worker);
        Err(Exit::Failed)
    }

    /// What the files hold.
    pub(super) async fn read(&mut self, place: KubeconfigPlace) -> Result<ContextsRead, Exit> {
        self.send(LandingCommand::ReadContexts(place, false))?;
        loop {
            if let LandingEvent::ContextsRead(read) = self.hear().await? {
                if let Some(trouble) = read.trouble {
                    return Err(self.teller.trouble(&trouble.into()));
                }
                return Ok(*read);
            }
        }
    }
}

/// Where the files are.
pub(super) fn place(target: &Target) -> KubeconfigPlace {
    KubeconfigPlace::of_this_process(target.kubeconfig.clone())
}

/// The name by which a profile is found again, if it has one.
pub(super) fn profile_name(source: &Source) -> Option<String> {
    source.name().map(str::to_owned)
}
