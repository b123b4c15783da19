//! Opening a terminal in which a command runs that talks to the user.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::program;

/// Why no terminal opened.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TerminalError {
    /// None of the known terminals is there.
    #[error("no terminal program was found")]
    NoTerminal,
    /// The command itself is not there, so a terminal would be of no use.
    #[error("{program} was not found on the path {path}")]
    NotFound {
        /// The program.
        program: String,
        /// The path that was looked through.
        path: String,
    },
    /// The system did not start it.
    #[error("the terminal {} could not be started: {kind}", terminal.display())]
    NotStarted {
        /// The terminal.
        terminal: PathBuf,
        /// Why not.
        kind: std::io::ErrorKind,
    },
}

/// Opens a terminal in which the command runs, its words as they are, and which stays open
/// afterwards until Enter is pressed. The command is looked up on `path` (or this process's own),
/// which it gets as its `PATH` too.
///
/// Untried, for want of such a machine: on macOS it is a window of Terminal, on Windows a console
/// of its own, which closes with the command.
///
/// # Errors
/// [`TerminalError`], when there is no terminal to open, or nothing to run in it.
pub fn open(words: &[String], path: Option<&OsStr>) -> Result<(), TerminalError> {
    let path = program::path_or_own(path);
    let name = words.first().map_or("", String::as_str);
    let Some(program) = program::find(name, &path).filter(|_| !name.is_empty()) else {
        let path = path.to_string_lossy().into_owned();
        return Err(TerminalError::NotFound { program: name.to_owned(), path });
    };
    let mut command = system::command(&program, &words[1..], &path)?;
    command.env("PATH", &path);
    start(command)
}

/// Starts the terminal and leaves it to the user.
fn start(command: Command) -> Result<(), TerminalError> {
    let terminal = PathBuf::from(command.get_program());
    program::start_detached(command)
        .map_err(|error| TerminalError::NotStarted { terminal, kind: error.kind() })
}

#[cfg(all(unix, not(target_os = "macos")))]
mod system {
    //! The terminals of the desktops, each with its own way to be given a command.

    use std::ffi::OsString;

    use super::{Command, OsStr, Path, PathBuf, TerminalError, program};

    /// What stands before the command's words; the first that is there is taken.
    const KNOWN: [(&str, &[&str]); 9] = [
        ("x-terminal-emulator", &["-e"]),
        ("gnome-terminal", &["--"]),
        ("konsole", &["-e"]),
        ("xfce4-terminal", &["-x"]),
        ("kitty", &[]),
        ("alacritty", &["-e"]),
        ("foot", &[]),
        ("wezterm", &["start", "--"]),
        ("xterm", &["-e"]),
    ];

    /// What waits for Enter. The command's words are its arguments, never part of it.
    const STAY: &str = r#""$@"; code=$?
if [ "$code" = 0 ]; then printf '\nDone.'; else printf '\nIt ended with exit code %s.' "$code"; fi
printf ' Press Enter to close this window. '; read -r _"#;

    pub(super) fn command(
        program: &Path,
        arguments: &[String],
        path: &OsStr,
    ) -> Result<Command, TerminalError> {
        let preferred = std::env::var_os("TERMINAL");
        let (terminal, before) = choose(preferred, path).ok_or(TerminalError::NoTerminal)?;
        let mut command = Command::new(terminal);
        command.args(before).args(["/bin/sh", "-c", STAY, "sh"]).arg(program).args(arguments);
        Ok(command)
    }

    /// The user's own terminal, or the first of the known, and what stands before the words.
    pub(super) fn choose(
        preferred: Option<OsString>,
        path: &OsStr,
    ) -> Option<(PathBuf, &'static [&'static str])> {
        let preferred = preferred.and_then(|name| name.into_string().ok());
        let own = preferred.iter().map(|name| (name.as_str(), way_of(name)));
        let known = KNOWN.iter().map(|(name, before)| (*name, *before));
        let found = |(name, before)| Some((program::find(name, path)?, before));
        own.chain(known).filter(|(name, _)| !name.is_empty()).find_map(found)
    }

    /// How a terminal is given a command: most take `-e`.
    fn way_of(name: &str) -> &'static [&'static str] {
        let file = Path::new(name).file_name().unwrap_or_default();
        let known = KNOWN.iter().find(|(known, _)| file == *known);
        known.map_or(&["-e"], |(_, before)| *before)
    }
}

#[cfg(target_os = "macos")]
mod system {
    //! Terminal, by AppleScript.

    use super::{Command, OsStr, Path, TerminalError};

    /// The words are the script's arguments, and quoted by it for the shell in the window.
    const SCRIPT: &str = r#"on run argv
set typed to ""
repeat with piece in argv
set typed to typed & quoted form of (contents of piece) & " "
end repeat
tell application "Terminal"
activate
do script typed
end tell
end run"#;

    #[expect(clippy::unnecessary_wraps, reason = "other systems may have no terminal")]
    pub(super) fn command(
        program: &Path,
        arguments: &[String],
        _path: &OsStr,
    ) -> Result<Command, TerminalError> {
        let mut command = Command::new("/usr/bin/osascript");
        command.args(["-e", SCRIPT]).arg(program).args(arguments);
        Ok(command)
    }
}

#[cfg(windows)]
mod system {
    //! A console of its own. `cmd` is not used: it would read the words as a program of its own.

    use std::os::windows::process::CommandExt as _;

    use super::{Command, OsStr, Path, TerminalError};

    /// `CREATE_NEW_CONSOLE`
    const NEW_CONSOLE: u32 = 0x10;

    #[expect(clippy::unnecessary_wraps, reason = "other systems may have no terminal")]
    pub(super) fn command(
        program: &Path,
        arguments: &[String],
        _path: &OsStr,
    ) -> Result<Command, TerminalError> {
        let mut command = Command::new(program);
        command.args(arguments).creation_flags(NEW_CONSOLE);
        Ok(command)
    }
}

#[cfg(target_os = "linux")]
#[cfg(test)]
mod tests {
    use super::system::choose;
    use super::{TerminalError, open};
    use std::ffi::OsString;
    use std::os::unix::fs::symlink;

    /// A folder with programs that are one of the system's.
    fn folder_with(programs: &[(&str, &str)]) -> (tempfile::TempDir, OsString) {
        let folder = tempfile::tempdir().unwrap();
        for (name, real) in programs {
            symlink(real, folder.path().join(name)).unwrap();
        }
        let path = folder.path().as_os_str().to_owned();
        (folder, path)
    }

    #[test]
    fn the_users_own_terminal_is_taken_and_then_the_known_by_their_order() {
        let all = ["mine", "kitty", "gnome-terminal", "wezterm", "xterm"];
        let (folder, path) = folder_with(&all.map(|name| (name, "/bin/true")));
        let chosen = |preferred: Option<&str>| {
            let (file, before) = choose(preferred.map(OsString::from), &path).unwrap();
            (file.file_name().unwrap().to_str().unwrap().to_owned(), before.join(" "))
        };
        let is = |name: &str, before: &str| (name.to_owned(), before.to_owned());
        assert_eq!(chosen(Some("mine")), is("mine", "-e"));
        assert_eq!(chosen(Some("wezterm")), is("wezterm", "start --"));
        let whole = folder.path().join("kitty");
        assert_eq!(chosen(whole.to_str()), is("kitty", ""));
        for preferred in [None, Some(""), Some("missing")] {
            assert_eq!(chosen(preferred), is("gnome-terminal", "--"));
        }
        assert_eq!(choose(Some("mine".into()), "/missing".as_ref()), None);
    }

    #[test]
    fn what_is_missing_is_named() {
        let (_folder, path) = folder_with(&[("aliyun", "/bin/true")]);
        let words = |words: &[&str]| words.iter().map(|&word| word.to_owned()).collect::<Vec<_>>();
        let missing = |program: &str| TerminalError::NotFound {
            program: program.to_owned(),
            path: path.clone().into_string().unwrap(),
        };
        assert_eq!(open(&words(&["ossutil"]), Some(&path)), Err(missing("ossutil")));
        assert_eq!(open(&[], Some(&path)), Err(missing("")));
    }
}
