//! Running a program that need not behave: what it may take and print is limited, and all that
//! it started ends with it, at the latest when nobody waits for it any more.

use std::borrow::Cow;
use std::pin::pin;
use std::process::{ExitStatus, Stdio};
use std::time::Duration;

use tokio::io::{AsyncRead, AsyncReadExt as _};
use tokio::process::{Child, Command};
use tokio::time::timeout;
use zeroize::Zeroizing;

/// How much of the end of its error output is kept.
pub const STDERR_KEPT: usize = 4 * 1024;

/// How much is read at once.
const PIECE: usize = STDERR_KEPT;

/// How much of the error output is held, so that its end is masked before it is cut.
const MOST_SAID: usize = 3 * STDERR_KEPT;

/// How long a word is that may be a secret; the shortest, an AccessKey secret, has 30 characters.
const LONG_WORD: usize = 16;

/// How long a program that is over, or was ended, is waited for: what it had written is there
/// by then.
const FAREWELL: Duration = Duration::from_secs(1);

/// What a program may take.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// How long it may run.
    pub time: Duration,
    /// How many bytes it may print.
    pub stdout: usize,
}

/// What came of a program that ended by itself.
#[derive(Debug)]
pub struct Ended {
    /// How it ended.
    pub status: ExitStatus,
    /// What it printed.
    pub stdout: Zeroizing<Vec<u8>>,
    /// The end of what it said on its error output.
    pub stderr: String,
}

/// Why a program did not end by itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Trouble {
    /// The system did not start it.
    NotStarted(std::io::ErrorKind),
    /// It ran too long.
    TimedOut {
        /// The end of what it said on its error output.
        stderr: String,
    },
    /// It printed too much.
    TooMuch,
}

/// Lets the command run in a process group of its own, which [`run`] ends as a whole. Elsewhere
/// than on Unix there are none, and only the program itself is ended.
pub fn in_own_group(command: &mut Command) {
    #[cfg(unix)]
    command.process_group(0);
    #[cfg(not(unix))]
    let _ = command;
}

/// Runs a command that leads its process group. Nothing is given to it to read.
///
/// # Errors
/// [`Trouble`], when it did not end by itself; it has been ended then.
pub async fn run(mut command: Command, limits: &Limits) -> Result<Ended, Trouble> {
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()).kill_on_drop(true);
    let mut child = command.spawn().map_err(|error| Trouble::NotStarted(error.kind()))?;
    // Dropped before the child, whose number is its own as long as nobody has waited for it.
    let mut group = Group::of(&child);
    let (stdout, stderr) = (child.stdout.take(), child.stderr.take());
    let mut printed = Zeroizing::new(Vec::with_capacity(limits.stdout));
    let mut said = Zeroizing::new(Vec::with_capacity(MOST_SAID));
    let reading = async {
        let said = keep_end(stderr, &mut said);
        tokio::try_join!(keep_all(stdout, &mut printed, limits.stdout), said)
    };
    let watched = timeout(limits.time, watch(&mut child, &mut group, reading)).await;
    group.end();
    let stderr = without_printed(&whole_words(&said), &printed);
    let stderr =
        stderr[stderr.ceil_char_boundary(stderr.len().saturating_sub(STDERR_KEPT))..].to_owned();
    match watched {
        Ok(status) => Ok(Ended { status: status?, stdout: printed, stderr }),
        Err(_elapsed) => {
            timeout(FAREWELL, child.wait()).await.ok();
            Err(Trouble::TimedOut { stderr })
        }
    }
}

/// What was said, without the long words that were printed too: a script that traces what it does
/// (`set -x`) says the very key that it prints.
fn without_printed(said: &str, printed: &[u8]) -> String {
    let printed = Zeroizing::new(String::from_utf8_lossy(printed).into_owned());
    let words = printed.split(|c: char| c.is_whitespace() || "\"':,{}[]".contains(c));
    let long = words.filter(|word| word.len() >= LONG_WORD);
    long.fold(said.to_owned(), |said, word| said.replace(word, "••••"))
}

/// Waits until the program is over and its output is read. What it started and left behind ends
/// then, for it may hold the pipes open for ever.
async fn watch<T>(
    child: &mut Child,
    group: &mut Group,
    reading: impl Future<Output = Result<T, Trouble>>,
) -> Result<ExitStatus, Trouble> {
    let gone = |error: std::io::Error| Trouble::NotStarted(error.kind());
    let mut reading = pin!(reading);
    let ended = tokio::select! {
        status = child.wait() => Some(status.map_err(gone)?),
        read = &mut reading => {
            read?;
            None
        }
    };
    let Some(status) = ended else { return child.wait().await.map_err(gone) };
    group.end();
    if let Ok(read) = timeout(FAREWELL, reading).await {
        read?;
    }
    Ok(status)
}

/// Reads to the end, unless that is too far.
async fn keep_all(
    pipe: Option<impl AsyncRead + Unpin>,
    kept: &mut Vec<u8>,
    limit: usize,
) -> Result<(), Trouble> {
    let Some(mut pipe) = pipe else { return Ok(()) };
    let mut piece = Zeroizing::new(vec![0; PIECE]);
    // A pipe that cannot be read has nothing more to say.
    while let Some(length) = pipe.read(&mut piece).await.ok().filter(|length| *length > 0) {
        if kept.len() + length > limit {
            return Err(Trouble::TooMuch);
        }
        kept.extend_from_slice(&piece[..length]);
    }
    Ok(())
}

/// Reads to the end, and keeps only that.
async fn keep_end(pipe: Option<impl AsyncRead + Unpin>, kept: &mut Vec<u8>) -> Result<(), Trouble> {
    let Some(mut pipe) = pipe else { return Ok(()) };
    let mut piece = Zeroizing::new(vec![0; PIECE]);
    while let Some(length) = pipe.read(&mut piece).await.ok().filter(|length| *length > 0) {
        if kept.len() + length > MOST_SAID {
            let old = kept.len().saturating_sub(MOST_SAID - PIECE);
            kept.drain(..old);
        }
        kept.extend_from_slice(&piece[..length]);
    }
    Ok(())
}

/// What is left of what was said, without a word of which only a part is left: it could be the end
/// of a key, which is no more known for one.
fn whole_words(said: &[u8]) -> Cow<'_, str> {
    let was_cut = said.len() > MOST_SAID - PIECE;
    let begins = said.iter().position(|byte| was_cut && byte.is_ascii_whitespace());
    String::from_utf8_lossy(&said[begins.unwrap_or(if was_cut { said.len() } else { 0 })..])
}

/// The process group of a child. It ends when this goes.
struct Group(#[cfg(unix)] Option<rustix::process::Pid>);

impl Group {
    #[cfg(unix)]
    fn of(child: &Child) -> Self {
        let number = child.id().and_then(|number| i32::try_from(number).ok());
        Self(number.and_then(rustix::process::Pid::from_raw))
    }

    #[cfg(not(unix))]
    fn of(_child: &Child) -> Self {
        Self()
    }

    /// Ends every process of the group that is still there, once.
    fn end(&mut self) {
        #[cfg(unix)]
        if let Some(leader) = self.0.take() {
            rustix::process::kill_process_group(leader, rustix::process::Signal::KILL).ok();
        }
    }
}

impl Drop for Group {
    fn drop(&mut self) {
        self.end();
    }
}
