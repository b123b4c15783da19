//! Reading the files that hold profiles.

use std::fs::File;
use std::io::{ErrorKind, Read as _};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use secrecy::SecretString;
use zeroize::Zeroizing;

use crate::core::profile::FileProblem;
use crate::core::profile::discovery::FileText;

/// Such a file has a few kilobytes; 500 profiles make half a megabyte.
pub const MAX_SIZE: usize = 8 * 1024 * 1024;

/// What tells one state of a file from another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stamp(Option<(SystemTime, u64)>);

/// The state of a file now.
#[must_use]
pub fn stamp(file: &Path) -> Stamp {
    let metadata = std::fs::metadata(file).ok();
    Stamp(metadata.and_then(|metadata| Some((metadata.modified().ok()?, metadata.len()))))
}

/// Reads a file, if it is there.
#[must_use]
pub fn read(file: PathBuf) -> FileText {
    let text = text(&file);
    FileText { file, text }
}

fn text(file: &Path) -> Result<Option<SecretString>, FileProblem> {
    let metadata = match std::fs::metadata(file) {
        Ok(metadata) => metadata,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(problem(&error)),
    };
    // A pipe or a device could keep the reader for ever.
    if !metadata.is_file() {
        return Err(FileProblem::NotAFile);
    }
    let mut bytes = Zeroizing::new(Vec::new());
    let limit = MAX_SIZE as u64 + 1;
    let opened = File::open(file).map_err(|error| problem(&error))?;
    opened.take(limit).read_to_end(&mut bytes).map_err(|error| problem(&error))?;
    if bytes.len() > MAX_SIZE {
        return Err(FileProblem::TooLarge(MAX_SIZE));
    }
    let text = std::str::from_utf8(&bytes).map_err(|_not_utf8| FileProblem::NotText)?;
    Ok(Some(SecretString::from(text)))
}

fn problem(error: &std::io::Error) -> FileProblem {
    match error.kind() {
        ErrorKind::NotFound => FileProblem::Missing,
        ErrorKind::PermissionDenied => FileProblem::NoPermission,
        kind => FileProblem::Unreadable(kind),
    }
}
