//! Running the `process_command` of a profile, which prints credentials.

use std::ffi::OsStr;
use std::time::Duration;

use tokio::process::Command;
use zeroize::Zeroizing;

use super::process::{self, Limits, Trouble};
use super::program;
use crate::core::profile::CommandFailure;

/// How long such a program may run, as credentials-go has it.
pub const TIME_LIMIT: Duration = Duration::from_mins(1);

/// How many bytes it may print: many times what credentials have.
pub const PRINT_LIMIT: usize = 64 * 1024;

/// What a program printed that ended well.
#[derive(Debug)]
pub struct Printed {
    /// Its output.
    pub stdout: Zeroizing<Vec<u8>>,
    /// The end of its error output, for when the output turns out to be useless.
    pub stderr: String,
}

/// The program that a command line names, to be told by. The words after it may hold secrets.
#[must_use]
pub fn program_of(command_line: &str) -> &str {
    command_line.split_whitespace().next().unwrap_or_default()
}

/// Runs a command line, which is split into words as a POSIX shell does, but not given to one:
/// nothing in it is expanded. The program is looked up on `path` (or this process's own), which
/// it gets as its `PATH` too.
///
/// # Errors
/// [`CommandFailure`], when it did not run, did not end in time or did not end well.
pub async fn run(
    command_line: &str,
    path: Option<&OsStr>,
    limit: Duration,
) -> Result<Printed, CommandFailure> {
    let words = shlex::split(command_line).ok_or(CommandFailure::BadQuoting)?;
    let (name, arguments) = words.split_first().ok_or(CommandFailure::BadQuoting)?;
    let path = program::path_or_own(path);
    let not_found = || CommandFailure::NotFound { path: path.to_string_lossy().into_owned() };
    let found = program::find(name, &path).ok_or_else(not_found)?;
    let mut command = Command::new(found);
    command.args(arguments).env("PATH", &path);
    process::in_own_group(&mut command);
    let limits = Limits { time: limit, stdout: PRINT_LIMIT };
    let ended = process::run(command, &limits).await.map_err(|trouble| match trouble {
        Trouble::NotStarted(kind) => CommandFailure::NotStarted(kind),
        Trouble::TimedOut { stderr } => {
            CommandFailure::TimedOut { seconds: limit.as_secs(), stderr }
        }
        Trouble::TooMuch => CommandFailure::TooMuch { limit: PRINT_LIMIT },
    })?;
    if !ended.status.success() {
        return Err(CommandFailure::Failed { code: ended.status.code(), stderr: ended.stderr });
    }
    Ok(Printed { stdout: ended.stdout, stderr: ended.stderr })
}

#[cfg(target_os = "linux")]
#[cfg(test)]
mod tests;
