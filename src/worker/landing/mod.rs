//! Changes to the user's kubeconfig files: planned, looked at, written, undone.
//!
//! A plan is kept here with what the file was; writing compares under the lock and plans anew if
//! the file is another by then. Nothing blocks the worker's thread.

mod contexts;
pub(super) mod messages;
mod plan;

use std::collections::HashMap;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::task::{AbortHandle, JoinSet};

use super::Event;
use super::desk::blocking;
use super::events::EventSender;
use super::history::Recorder;
use crate::core::history::What;
use crate::core::kubeconfig::{KubeconfigText, manage};
use crate::io::kubeconfig_file::{break_lock, read, tighten};
use messages::{
    FileTrouble, Landed, LandingCommand, LandingEvent, PlanId, UndoRequest, UndoneWrite,
};
use plan::{Ready, Request, Written};

/// Everything that is done with kubeconfig files.
pub(super) struct Landing {
    clerk: Clerk,
    /// The reading under way, or the watch after it.
    reading: Option<AbortHandle>,
}

/// Makes plans and writes them, and tells what came of it.
#[derive(Clone)]
struct Clerk {
    events: EventSender,
    recorder: Recorder,
    plans: Plans,
    /// Set at the end: nobody waits for a lock any more.
    ending: Arc<AtomicBool>,
}

/// The plans that may be written.
#[derive(Clone, Default)]
struct Plans(Arc<Mutex<Slots>>);

#[derive(Default)]
struct Slots {
    /// Counts the plans that were begun, so that a late one is told from the one that is wanted.
    begun: u64,
    of: HashMap<PlanId, Slot>,
}

/// The last plan of a number; none while it is being made.
struct Slot {
    serial: u64,
    ready: Option<Ready>,
}

impl Landing {
    pub(super) fn new(events: EventSender, recorder: Recorder) -> Self {
        let (plans, ending) = (Plans::default(), Arc::default());
        Self { clerk: Clerk { events, recorder, plans, ending }, reading: None }
    }

    /// Takes a command. What writes goes to `writes`, which are waited for at the end.
    pub(super) fn take(
        &mut self,
        command: LandingCommand,
        tasks: &mut JoinSet<()>,
        writes: &mut JoinSet<()>,
    ) {
        let clerk = self.clerk.clone();
        match command {
            LandingCommand::ReadContexts(place, watching) => {
                if let Some(replaced) = self.reading.take() {
                    replaced.abort();
                }
                self.reading = Some(tasks.spawn(contexts::attend(place, watching, clerk.events)));
            }
            LandingCommand::PlanMerge(id, request) => {
                self.plan(id, Request::Merge(request), tasks);
            }
            LandingCommand::PlanEdit(id, request) => {
                self.plan(id, Request::Edit(request), tasks);
            }
            LandingCommand::CommitPlan(id) => {
                let ready = clerk.plans.take(id);
                // If it has to be planned anew, that is kept under this.
                let serial = clerk.plans.begin(id);
                writes.spawn(clerk.write((id, serial), ready));
            }
            LandingCommand::DropPlan(id) => drop(clerk.plans.take(id)),
            LandingCommand::CopyContext(file, name) => {
                tasks.spawn(clerk.tell(move |_recorder| {
                    let copied = copy(&file, &name);
                    LandingEvent::ContextCopied(name, copied)
                }));
            }
            LandingCommand::Undo(id, undo) => {
                let serial = clerk.plans.begin(id);
                writes.spawn(clerk.undo((id, serial), undo));
            }
            LandingCommand::Tighten(file) => {
                writes.spawn(clerk.tell(move |recorder| {
                    let done = tighten(&file).map_err(FileTrouble::from);
                    recorder.did(What::MakePrivate, (&file, &[]), done.as_ref().map(drop));
                    LandingEvent::Tightened(file, done)
                }));
            }
            LandingCommand::BreakLock(lock) => {
                writes.spawn(clerk.tell(move |recorder| {
                    let done = break_lock(&lock).map_err(FileTrouble::from);
                    recorder.did(What::BreakLock, (&lock.path, &[]), done.as_ref().map(drop));
                    LandingEvent::LockBroken(done)
                }));
            }
        }
    }

    fn plan(&self, id: PlanId, request: Request, tasks: &mut JoinSet<()>) {
        let serial = self.clerk.plans.begin(id);
        tasks.spawn(self.clerk.clone().make((id, serial), request));
    }

    /// The worker ends: whoever waits for a lock gives up.
    pub(super) fn end(&self) {
        self.clerk.ending.store(true, Ordering::Relaxed);
    }
}

impl Clerk {
    /// Does what blocks, and tells what came of it.
    async fn tell(self, job: impl FnOnce(&Recorder) -> LandingEvent + Send + 'static) {
        let Self { events, recorder, .. } = self;
        if let Some(event) = blocking(move || job(&recorder)).await {
            events.send(Event::Landing(event)).await;
        }
    }

    /// Makes a plan, keeps it and tells it.
    async fn make(self, (id, serial): (PlanId, u64), request: Request) {
        let Some(made) = blocking(move || plan::plan(request)).await else { return };
        let (ready, planned) = match made {
            Ok((ready, planned)) => (Some(ready), Ok(planned)),
            Err(trouble) => (None, Err(trouble)),
        };
        if self.plans.keep(id, serial, ready) {
            self.events.send(Event::Landing(LandingEvent::Planned(id, planned))).await;
        }
    }

    /// Writes a plan, and tells it before the file is unlocked, which may take a moment.
    async fn write(self, (id, serial): (PlanId, u64), ready: Option<Ready>) {
        let Self { events, recorder, plans, ending } = self;
        let written = match ready {
            None => Some(Err(FileTrouble::NoPlan)),
            Some(ready) => blocking(move || plan::write(ready, &recorder, &ending)).await,
        };
        let (event, lock) = match written {
            None => return,
            Some(Ok(Written::Done(file, deed, committed))) => {
                let (backup, access) = (committed.backup, committed.access);
                let landed = Box::new(Landed { file, deed, backup, access });
                (LandingEvent::Landed(id, Ok(landed)), Some(committed.lock))
            }
            Some(Ok(Written::Anew(ready, planned))) => {
                if !plans.keep(id, serial, Some(ready)) {
                    return;
                }
                (LandingEvent::Planned(id, Ok(planned)), None)
            }
            Some(Err(trouble)) => (LandingEvent::Landed(id, Err(trouble)), None),
        };
        events.send(Event::Landing(event)).await;
        blocking(move || drop(lock)).await;
    }

    async fn undo(self, plan: (PlanId, u64), undo: UndoRequest) {
        let UndoRequest { file, write, backups } = undo;
        let (path, ending) = (file.clone(), Arc::clone(&self.ending));
        let take_back = move || plan::take_back(path, write, backups, &ending);
        let Some(taken) = blocking(take_back).await else {
            return;
        };
        let (told, lock) = match taken {
            Ok(Err(restore)) => return self.make(plan, restore).await,
            Ok(Ok(undone)) => {
                let (deed, when) = (undone.backup.deed.clone(), undone.backup.when);
                let removed = undone.backup.made_the_file();
                (
                    Ok(Box::new(UndoneWrite { file: file.clone(), deed, when, removed })),
                    Some(undone.lock),
                )
            }
            Err(trouble) => (Err(trouble), None),
        };
        let contexts = told.as_ref().map_or(&[][..], |undone| &undone.deed.contexts);
        self.recorder.did(What::Undo, (&file, contexts), told.as_ref().map(drop));
        self.events.send(Event::Landing(LandingEvent::Undone(plan.0, told))).await;
        blocking(move || drop(lock)).await;
    }
}

impl Plans {
    fn slots(&self) -> MutexGuard<'_, Slots> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A plan of this number is being made, in place of the last.
    fn begin(&self, id: PlanId) -> u64 {
        let mut slots = self.slots();
        slots.begun += 1;
        let serial = slots.begun;
        slots.of.insert(id, Slot { serial, ready: None });
        serial
    }

    /// Keeps a plan, unless another took its place or it was dropped meanwhile; says whether it
    /// did.
    fn keep(&self, id: PlanId, serial: u64, ready: Option<Ready>) -> bool {
        match self.slots().of.get_mut(&id).filter(|slot| slot.serial == serial) {
            Some(slot) => {
                slot.ready = ready;
                true
            }
            None => false,
        }
    }

    fn take(&self, id: PlanId) -> Option<Ready> {
        self.slots().of.remove(&id)?.ready
    }
}

fn copy(file: &Path, context: &str) -> Result<KubeconfigText, FileTrouble> {
    Ok(manage::extract(&read(file)?.text, context)?)
}
