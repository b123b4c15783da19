//! By a lock and a Unix socket.

use std::fs::{File, TryLockError};
use std::io::{self, Read as _, Write as _};
use std::os::unix::fs::MetadataExt as _;
use std::os::unix::net::{UnixListener, UnixStream};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{SyncSender, sync_channel};
use std::time::{Duration, Instant};

use super::{Call, Instance, Start, Waker};
use crate::core::acs::sign::hash::sha256_hex;
use crate::io::{file, state};

/// How long the first may take to answer; a window that hangs does not.
const PATIENCE: Duration = Duration::from_secs(5);

/// How long to wait before looking again whether the first listens by now.
const PAUSE: Duration = Duration::from_millis(20);

/// So many calls may wait.
const QUEUE: usize = 8;

const CALL: &[u8] = b"come forward\n";
const ANSWER: &[u8] = b"coming\n";

/// The folder of locks and sockets, for this user alone: where the system has one for the time of
/// a session, or else with what this program remembers. `None`, if neither is private.
#[must_use]
pub fn folder() -> Option<PathBuf> {
    let folders = directories::BaseDirs::new()?;
    let of_session = folders.runtime_dir().map(|folder| folder.join("ack-kubeconfig"));
    let of_state = state::usable_folder().map(|folder| folder.join("run"));
    of_session.into_iter().chain(of_state).find(|folder| {
        let made = state::make_folder_of(&folder.join("lock"));
        made.is_ok() && is_private(folder)
    })
}

/// Whether the folder is ours, and nobody else may enter it.
fn is_private(folder: &Path) -> bool {
    let me = rustix::process::getuid().as_raw();
    std::fs::symlink_metadata(folder)
        .is_ok_and(|there| there.is_dir() && there.uid() == me && is_for_its_owner(there.mode()))
}

fn is_for_its_owner(mode: u32) -> bool {
    const OTHERS: u32 = 0o077;
    mode & OTHERS == 0
}

/// Is the first of a kind, which these words tell from all others, or calls the first.
#[must_use]
pub fn start(folder: &Path, kind: &[&str]) -> Start {
    let name = sha256_hex(kind.join("\n").as_bytes());
    let socket = folder.join(format!("{}.sock", &name[..16]));
    let lock = match file::private_options().write(true).open(socket.with_extension("lock")) {
        Ok(lock) => lock,
        Err(error) => return alone(&error),
    };
    let until = Instant::now() + PATIENCE;
    loop {
        match lock.try_lock() {
            Ok(()) => {
                return first(lock, socket).map_or_else(|error| alone(&error), Start::First);
            }
            Err(TryLockError::WouldBlock) => {}
            Err(TryLockError::Error(error)) => return alone(&error),
        }
        // The first may not listen yet, or may end just now.
        let called = call(&socket, until);
        match called {
            Ok(()) => return Start::Forwarded,
            Err(error) if Instant::now() >= until => return alone(&error),
            Err(_not_yet) => std::thread::sleep(PAUSE),
        }
    }
}

fn alone(error: &io::Error) -> Start {
    tracing::info!(%error, "another start cannot be told from the first");
    Start::Alone
}

/// Listens, in the place of one that may have been killed.
fn first(lock: File, socket: PathBuf) -> io::Result<Instance> {
    match std::fs::remove_file(&socket) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
        Ok(()) | Err(_) => {}
    }
    let listener = UnixListener::bind(&socket)?;
    let (sender, calls) = sync_channel(QUEUE);
    let waker = Waker::default();
    let instance = Instance { calls, waker: waker.clone(), socket, _lock: lock };
    std::thread::Builder::new().name("ack-instance".to_owned()).spawn(move || {
        for caller in listener.incoming() {
            // One that goes away meanwhile is no reason to hear no other.
            if let Err(error) = caller.and_then(|caller| hear(caller, &sender, &waker)) {
                tracing::debug!(%error, "a second start was not answered");
            }
        }
    })?;
    Ok(instance)
}

/// Takes a call, and answers when the window says so.
fn hear(mut caller: UnixStream, calls: &SyncSender<Call>, waker: &Waker) -> io::Result<()> {
    caller.set_read_timeout(Some(PATIENCE))?;
    caller.set_write_timeout(Some(PATIENCE))?;
    let mut said = [0; CALL.len()];
    caller.read_exact(&mut said)?;
    if said != CALL {
        return Err(io::ErrorKind::InvalidData.into());
    }
    if let Some(wake) = waker.get() {
        let (sender, answered) = sync_channel(1);
        calls.try_send(Call(sender)).map_err(io::Error::other)?;
        wake();
        answered.recv_timeout(PATIENCE).map_err(io::Error::other)?;
    }
    caller.write_all(ANSWER)
}

/// Calls the first, and waits for its answer.
fn call(socket: &Path, until: Instant) -> io::Result<()> {
    let left = until.saturating_duration_since(Instant::now()).max(PAUSE);
    let mut first = UnixStream::connect(socket)?;
    first.set_read_timeout(Some(left))?;
    first.set_write_timeout(Some(left))?;
    first.write_all(CALL)?;
    let mut said = [0; ANSWER.len()];
    first.read_exact(&mut said)?;
    if said == ANSWER { Ok(()) } else { Err(io::ErrorKind::InvalidData.into()) }
}

#[cfg(test)]
mod tests {
    use super::{Start, is_private, start};
    use std::fs;
    use std::os::unix::fs::PermissionsExt as _;
    use std::path::Path;
    use std::sync::mpsc::sync_channel;

    fn first(folder: &Path, kind: &[&str]) -> crate::io::single_instance::Instance {
        match start(folder, kind) {
            Start::First(instance) => instance,
            Start::Forwarded => panic!("another answers"),
            Start::Alone => panic!("no lock"),
        }
    }

    #[test]
    fn the_second_calls_the_first_and_another_kind_does_not() {
        let folder = tempfile::tempdir().unwrap();
        let instance = first(folder.path(), &["--demo"]);
        let _other = first(folder.path(), &[]);
        assert!(matches!(start(folder.path(), &["--demo"]), Start::Forwarded), "about to open");

        let (woken, wakes) = sync_channel(1);
        instance.take_calls(move || woken.send(()).unwrap());
        std::thread::scope(|scope| {
            let second = scope.spawn(|| start(folder.path(), &["--demo"]));
            wakes.recv().unwrap();
            instance.next_call().unwrap().answer();
            assert!(matches!(second.join().unwrap(), Start::Forwarded));
        });
        assert!(instance.next_call().is_none());
        drop(instance);
        drop(first(folder.path(), &["--demo"]));
    }

    #[test]
    fn what_a_killed_one_left_is_no_obstacle() {
        let folder = tempfile::tempdir().unwrap();
        drop(first(folder.path(), &[]));
        let lock = fs::read_dir(folder.path()).unwrap().next().unwrap().unwrap().path();
        drop(std::os::unix::net::UnixListener::bind(lock.with_extension("sock")).unwrap());
        assert!(lock.with_extension("sock").exists());
        first(folder.path(), &[]);
    }

    #[test]
    fn of_many_at_the_same_moment_one_is_the_first() {
        let folder = tempfile::tempdir().unwrap();
        let starts: Vec<Start> = std::thread::scope(|scope| {
            let start = || start(folder.path(), &[]);
            let all: Vec<_> = (0..8).map(|_| scope.spawn(start)).collect();
            all.into_iter().map(|one| one.join().unwrap()).collect()
        });
        let firsts = starts.iter().filter(|start| matches!(start, Start::First(_))).count();
        let forwarded = starts.iter().filter(|start| matches!(start, Start::Forwarded)).count();
        assert_eq!((firsts, forwarded), (1, 7));
    }

    #[test]
    fn a_folder_that_others_may_enter_is_not_trusted() {
        let folder = tempfile::tempdir().unwrap();
        fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o700)).unwrap();
        assert!(is_private(folder.path()));
        fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o755)).unwrap();
        assert!(!is_private(folder.path()));
    }
}
