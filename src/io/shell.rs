//! The environment that the user's login shell makes. A desktop starts programs without it: the
//! `PATH` and the variables that the shell's own files set are missing then.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::time::Duration;

use tokio::process::Command;

use super::process::{self, Limits, Trouble};
use crate::core::profile::Variables;

/// How long the shell may take. A person waits for nothing meanwhile.
pub const TIME_LIMIT: Duration = Duration::from_secs(5);

/// How much it may print: environments have a few kilobytes, and some shells greet.
const PRINT_LIMIT: usize = 1024 * 1024;

/// The shells that are known to take `-l`, `-i` and `-c`.
const KNOWN: [&str; 7] = ["sh", "bash", "zsh", "fish", "dash", "ksh", "ksh93"];

/// The shell that every system has.
const EVERYWHERE: &str = "/bin/sh";

/// Why the shell did not tell its environment.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ShellError {
    /// It could not be started.
    #[error("the shell {} could not be started: {kind}", shell.display())]
    NotStarted {
        /// The shell.
        shell: PathBuf,
        /// Why not.
        kind: std::io::ErrorKind,
    },
    /// It did not end in time, or greets without end.
    #[error("the shell {} did not end in time", .0.display())]
    TimedOut(PathBuf),
    /// It ended without telling.
    #[error("the shell {} did not tell its environment", .0.display())]
    NoAnswer(PathBuf),
    /// The system gives no random numbers.
    #[error("the system gives no random numbers")]
    NoRandomness,
}

/// Whether this process may lack what the shell sets: every shell counts itself in `SHLVL`.
#[must_use]
pub fn is_missing() -> bool {
    cfg!(unix) && std::env::var_os("SHLVL").is_none()
}

/// The user's shell: that of `SHELL`, or of the user's entry in `/etc/passwd`, if it is one of
/// the known; else the one that every system has.
#[must_use]
pub fn of_user() -> PathBuf {
    let named = std::env::var_os("SHELL").map(PathBuf::from);
    let entries = std::fs::read_to_string("/etc/passwd").unwrap_or_default();
    choose(named.into_iter().chain(shell_of_entry(&entries).map(PathBuf::from)))
}

/// The variables that concern credentials, and `PATH`, as a login shell that talks to a person
/// has them.
///
/// # Errors
/// [`ShellError`], when it could not be asked or did not answer within `limit`.
pub async fn ask(shell: &Path, limit: Duration) -> Result<Variables, ShellError> {
    let mark = mark().map_err(|_no_randomness| ShellError::NoRandomness)?;
    // The mark is printed in two halves: a shell that repeats its commands does not print it.
    let (first, second) = mark.split_at(mark.len() / 2);
    // By `command` and by its whole path, the programs are no aliases.
    let tell = format!("command printf '%s%s' {first} {second}");
    let script = format!("{tell}; /usr/bin/env -0; {tell}");
    let mut command = in_own_session(shell);
    command.args(["-l", "-i", "-c", &script]).env("TERM", "dumb");
    let limits = Limits { time: limit, stdout: PRINT_LIMIT };
    let ended = process::run(command, &limits).await.map_err(|trouble| match trouble {
        Trouble::NotStarted(kind) => ShellError::NotStarted { shell: shell.to_owned(), kind },
        Trouble::TimedOut { .. } | Trouble::TooMuch => ShellError::TimedOut(shell.to_owned()),
    })?;
    // How it ended does not count: the last line of a logout file may fail.
    let told = between(&ended.stdout, mark.as_bytes());
    told.map(variables).ok_or_else(|| ShellError::NoAnswer(shell.to_owned()))
}

fn choose(mut shells: impl Iterator<Item = PathBuf>) -> PathBuf {
    let known = |shell: &PathBuf| {
        let name = shell.file_name().and_then(OsStr::to_str);
        shell.is_absolute() && name.is_some_and(|name| KNOWN.contains(&name))
    };
    shells.find(known).unwrap_or_else(|| PathBuf::from(EVERYWHERE))
}

/// The shell of this user's line.
#[cfg(unix)]
fn shell_of_entry(passwd: &str) -> Option<String> {
    let me = rustix::process::getuid().as_raw().to_string();
    let mine = |line: &&str| line.split(':').nth(2) == Some(&me);
    passwd.lines().find(mine)?.split(':').nth(6).map(str::to_owned)
}

#[cfg(not(unix))]
fn shell_of_entry(_passwd: &str) -> Option<String> {
    None
}

/// The shell as the leader of a session of its own where the system has the program for that: it
/// would stop itself as soon as it finds a terminal at which others are in the foreground.
fn in_own_session(shell: &Path) -> Command {
    let setsid = Path::new("/usr/bin/setsid");
    if setsid.exists() {
        let mut command = Command::new(setsid);
        command.arg(shell);
        command
    } else {
        let mut command = Command::new(shell);
        process::in_own_group(&mut command);
        command
    }
}

/// A text that nothing else prints.
fn mark() -> Result<String, getrandom::Error> {
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes)?;
    Ok(format!("ack{}", crate::core::acs::sign::hash::hex(&bytes)))
}

/// What stands between the first two marks.
fn between<'a>(printed: &'a [u8], mark: &[u8]) -> Option<&'a [u8]> {
    let at = |text: &[u8]| text.windows(mark.len()).position(|piece| piece == mark);
    let rest = &printed[at(printed)? + mark.len()..];
    let told = &rest[..at(rest)?];
    (!told.is_empty()).then_some(told)
}

/// `NAME=value`, each ended by a zero byte. What is no text is left out.
fn variables(told: &[u8]) -> Variables {
    let lines = told.split(|byte| *byte == 0).filter_map(|line| std::str::from_utf8(line).ok());
    let pair = |line: &str| line.split_once('=').map(|(name, value)| (name.into(), value.into()));
    Variables::of(lines.filter_map(pair))
}

#[cfg(target_os = "linux")]
#[cfg(test)]
mod tests;
