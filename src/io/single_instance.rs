//! One window of a kind: whoever starts the program a second time calls the first forward.
//!
//! The first holds a lock of the system's, which ends with the process, however that ends, and
//! listens at a socket beside it. Both lie in a folder that no other user may enter, so whoever
//! calls is the user. Which windows are of a kind is told by words, which are not written down.

use std::fs::File;
#[cfg(not(unix))]
use std::path::Path;
use std::path::PathBuf;
use std::sync::mpsc::{Receiver, SyncSender};
use std::sync::{Arc, Mutex, PoisonError};

#[cfg(unix)]
mod unix;
#[cfg(unix)]
pub use unix::{folder, start};

/// What a start comes to.
pub enum Start {
    /// There is no other such window: the caller opens it, and is called from now on.
    First(Instance),
    /// Another process has it, and has been called.
    Forwarded,
    /// Nobody can be called here, or nobody answers: the caller opens a window of its own.
    Alone,
}

/// Being the first. Dropping it lets another be the first.
pub struct Instance {
    calls: Receiver<Call>,
    waker: Waker,
    socket: PathBuf,
    _lock: File,
}

/// Somebody started the program again, and waits to hear that the window comes.
pub struct Call(SyncSender<()>);

/// What wakes whoever takes the calls, once there is somebody.
#[derive(Clone, Default)]
struct Waker(Arc<Mutex<Option<Wake>>>);

type Wake = Arc<dyn Fn() + Send + Sync>;

impl Instance {
    /// From now on calls are taken, and `wake` is called for each, from another thread. Until then
    /// whoever calls is told that the window comes: it is about to open.
    pub fn take_calls(&self, wake: impl Fn() + Send + Sync + 'static) {
        *self.waker.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(Arc::new(wake));
    }

    /// The next call that is there already.
    #[must_use]
    pub fn next_call(&self) -> Option<Call> {
        self.calls.try_recv().ok()
    }
}

impl Drop for Instance {
    fn drop(&mut self) {
        // Still under the lock: it is no other's socket.
        std::fs::remove_file(&self.socket).ok();
    }
}

impl Call {
    /// Tells whoever called that the window comes.
    pub fn answer(self) {
        // Who has waited too long is no longer there.
        self.0.try_send(()).ok();
    }
}

impl Waker {
    fn get(&self) -> Option<Wake> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

/// Where this program knows no way to call another process, each start opens a window.
#[cfg(not(unix))]
#[must_use]
pub fn start(_folder: &Path, _kind: &[&str]) -> Start {
    Start::Alone
}

/// There is no folder for it.
#[cfg(not(unix))]
#[must_use]
pub fn folder() -> Option<PathBuf> {
    None
}
