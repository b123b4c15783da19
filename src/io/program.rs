//! Finding programs on a `PATH`, which need not be this process's own, and starting those that
//! are the user's from then on.

use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// The `PATH` to look through: the one that is given, or else this process's own.
#[must_use]
pub fn path_or_own(path: Option<&OsStr>) -> OsString {
    let own = || std::env::var_os("PATH").unwrap_or_default();
    path.map_or_else(own, OsStr::to_owned)
}

/// Finds a program on the path. A name with a folder in it is not looked for: it says itself
/// where the program is.
#[must_use]
pub fn find(name: &str, path: &OsStr) -> Option<PathBuf> {
    if name.chars().any(std::path::is_separator) {
        return Some(PathBuf::from(name));
    }
    // An empty piece would be the folder that this process happens to be in.
    let folders = std::env::split_paths(path).filter(|folder| !folder.as_os_str().is_empty());
    let spelled = |folder: PathBuf| spellings(name).into_iter().map(move |name| folder.join(name));
    folders.flat_map(spelled).find(|file| is_program(file))
}

/// Starts a program and leaves it to the user: it outlives this one.
///
/// # Errors
/// The system's, when it does not start.
pub fn start_detached(mut command: Command) -> std::io::Result<()> {
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    #[cfg(unix)]
    std::os::unix::process::CommandExt::process_group(&mut command, 0);
    let mut child = command.spawn()?;
    // Somebody has to ask how it ended, or the system keeps a place for the answer.
    let waiting = std::thread::Builder::new().name("ack-started".to_owned());
    if let Err(error) = waiting.spawn(move || child.wait()) {
        tracing::debug!(%error, "nobody waits for the program");
    }
    Ok(())
}

#[cfg(not(windows))]
fn spellings(name: &str) -> [String; 1] {
    [name.to_owned()]
}

#[cfg(windows)]
fn spellings(name: &str) -> [String; 5] {
    ["", ".exe", ".com", ".cmd", ".bat"].map(|ending| format!("{name}{ending}"))
}

#[cfg(unix)]
fn is_program(file: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt as _;
    let anyone_may_run = 0o111;
    let metadata = std::fs::metadata(file);
    metadata.is_ok_and(|there| there.is_file() && there.permissions().mode() & anyone_may_run != 0)
}

#[cfg(not(unix))]
fn is_program(file: &Path) -> bool {
    file.is_file()
}

#[cfg(unix)]
#[cfg(test)]
mod tests {
    use super::find;
    use std::ffi::OsString;
    use std::fs;
    use std::os::unix::fs::symlink;
    use std::path::Path;

    #[test]
    fn the_first_file_on_the_path_that_can_be_run_is_found() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        for name in ["empty", "folder/tool", "plain", "first", "second"] {
            fs::create_dir_all(at(name)).unwrap();
        }
        fs::write(at("plain/tool"), "").unwrap();
        for name in ["first/tool", "second/tool"] {
            symlink("/bin/sh", at(name)).unwrap();
        }
        let path = ["", "missing", "empty", "folder", "plain", "first", "second"];
        let path = path.map(|name| if name.is_empty() { OsString::new() } else { at(name).into() });
        let path = std::env::join_paths(path).unwrap();
        assert_eq!(find("tool", &path), Some(at("first/tool")));
        assert_eq!(find("other", &path), None);
        assert_eq!(find("./here", &path).as_deref(), Some(Path::new("./here")));
    }
}
