//! The faults of this process: where it panicked, kept for a window that can tell of it.
//!
//! What a panic says may quote a document, so nothing of it is kept but its place.

use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::{self, ThreadId};

/// More than so many at a time tell nothing new; the log has them all.
const MOST: usize = 5;

thread_local! {
    /// Whether a panic of this thread is foreseen, and dealt with.
    static FORESEEN: Cell<bool> = const { Cell::new(false) };
}

/// Where the program panicked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The file of the source and the line.
    pub place: String,
    /// The name of the thread.
    pub thread: String,
    /// Whether it was a thread other than that of whoever watches.
    pub in_background: bool,
}

/// The faults that nobody has taken note of yet. Clones share them.
#[derive(Clone, Default)]
pub struct Faults(Arc<Shared>);

#[derive(Default)]
struct Shared {
    log: Option<PathBuf>,
    seen: Mutex<Vec<Fault>>,
    watcher: Mutex<Option<Watcher>>,
}

#[derive(Clone)]
struct Watcher {
    thread: ThreadId,
    wake: Arc<dyn Fn() + Send + Sync>,
}

impl Faults {
    /// None so far, of a program whose log is there.
    #[must_use]
    pub fn logged_in(log: Option<PathBuf>) -> Self {
        Self(Arc::new(Shared { log, ..Shared::default() }))
    }

    /// Hears of every panic from now on, before others that did so already.
    pub fn listen(&self) {
        let (faults, others) = (self.clone(), std::panic::take_hook());
        std::panic::set_hook(Box::new(move |panic| {
            if let Some(place) = panic.location().filter(|_| !FORESEEN.get()) {
                let thread = thread::current();
                faults.note(Fault {
                    place: format!("{}:{}", short(place.file()), place.line()),
                    thread: thread.name().unwrap_or("?").to_owned(),
                    in_background: faults.watcher().is_none_or(|it| it.thread != thread.id()),
                });
            }
            others(panic);
        }));
    }

    /// The thread that calls this watches from now on; it is woken by faults of other threads.
    pub fn watch(&self, wake: impl Fn() + Send + Sync + 'static) {
        let watcher = Watcher { thread: thread::current().id(), wake: Arc::new(wake) };
        *self.0.watcher.lock().unwrap_or_else(PoisonError::into_inner) = Some(watcher);
    }

    /// Takes note of a fault.
    pub fn note(&self, fault: Fault) {
        let in_background = fault.in_background;
        let mut seen = self.seen();
        if seen.len() < MOST {
            seen.push(fault);
        }
        drop(seen);
        // The watcher's own thread may hold what waking it needs, and finds the fault by itself.
        if in_background && let Some(watcher) = self.watcher() {
            (watcher.wake)();
        }
    }

    /// What was noted since the last time.
    #[must_use]
    pub fn take(&self) -> Vec<Fault> {
        std::mem::take(&mut *self.seen())
    }

    /// The program's log.
    #[must_use]
    pub fn log(&self) -> Option<&Path> {
        self.0.log.as_deref()
    }

    fn seen(&self) -> MutexGuard<'_, Vec<Fault>> {
        self.0.seen.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn watcher(&self) -> Option<Watcher> {
        self.0.watcher.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

/// Runs a job of a library that is known to panic. `None`, if it did, which is then no fault.
pub fn unharmed<T>(job: impl FnOnce() -> T) -> Option<T> {
    FORESEEN.set(true);
    let done = catch_unwind(AssertUnwindSafe(job)).ok();
    FORESEEN.set(false);
    done
}

/// The path of a source without the folders of whoever built the program.
fn short(file: &str) -> &str {
    let crates = file.split_once("registry/src/").and_then(|(_, rest)| rest.split_once('/'));
    crates.map_or(file, |(_index, path)| path)
}

#[cfg(test)]
mod tests {
    use super::{Fault, Faults, MOST, short};
    use std::sync::mpsc::sync_channel;

    fn fault(in_background: bool) -> Fault {
        Fault { place: "src/a.rs:1".to_owned(), thread: "a".to_owned(), in_background }
    }

    #[test]
    fn faults_are_taken_once_and_do_not_pile_up() {
        let faults = Faults::default();
        for _ in 0..MOST + 3 {
            faults.note(fault(false));
        }
        assert_eq!(faults.take().len(), MOST);
        assert_eq!(faults.take(), []);
    }

    #[test]
    fn only_a_fault_of_another_thread_wakes_who_watches() {
        let faults = Faults::default();
        let (woken, wakes) = sync_channel(2);
        faults.watch(move || woken.send(()).unwrap());
        faults.note(fault(false));
        wakes.try_recv().unwrap_err();
        faults.note(fault(true));
        wakes.try_recv().unwrap();
    }

    #[test]
    fn the_folders_of_the_builder_are_not_told() {
        let built =
            "/home/me/.cargo/registry/src/index.example-1949cf8c6b5b557f/egui-0.37.0/src/ui.rs";
        assert_eq!(short(built), "egui-0.37.0/src/ui.rs");
        assert_eq!(short("src/ui/app.rs"), "src/ui/app.rs");
    }
}
