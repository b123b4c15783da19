//! Reading a file that is only looked at. It may be anything, and from anyone.

use std::path::{Path, PathBuf};

use super::read::{ReadError, read_at_most};
use crate::core::kubeconfig::KubeconfigText;

/// The largest file that is looked at, in bytes: as large as an answer of the service may be.
pub const MOST: u64 = 4 * 1024 * 1024;

/// Why a file cannot be looked at.
#[derive(Debug, Clone, thiserror::Error)]
pub enum InspectError {
    /// It is not there.
    #[error("{} is not there", .0.display())]
    Missing(PathBuf),
    /// It has more than [`MOST`] bytes.
    #[error("{} is larger than {MOST} bytes", .0.display())]
    TooLarge(PathBuf),
    /// Reading it or making sense of it takes too long.
    #[error("{} takes too long to read", .0.display())]
    TooSlow(PathBuf),
    /// It cannot be read.
    #[error(transparent)]
    Read(ReadError),
}

impl From<ReadError> for InspectError {
    fn from(error: ReadError) -> Self {
        match error {
            ReadError::TooLarge(path) => Self::TooLarge(path),
            error => Self::Read(error),
        }
    }
}

/// Reads a file to look at it. Pipes, devices and folders are refused; links are followed.
///
/// # Errors
/// [`InspectError`].
pub fn inspect(path: &Path) -> Result<KubeconfigText, InspectError> {
    let reading = read_at_most(path, MOST)?;
    reading.existing().cloned().ok_or_else(|| InspectError::Missing(path.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::{InspectError, MOST, inspect};
    use std::fs;

    #[test]
    fn a_file_comes_as_it_is_and_what_cannot_be_looked_at_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        fs::write(at("good"), "\u{feff}a: 1\r\n").unwrap();
        fs::File::create(at("large")).unwrap().set_len(MOST + 1).unwrap();
        fs::File::create(at("largest")).unwrap().set_len(MOST).unwrap();
        fs::write(at("latin"), b"caf\xe9").unwrap();
        assert_eq!(inspect(&at("good")).unwrap().as_str(), "\u{feff}a: 1\r\n");
        assert!(inspect(&at("largest")).is_ok());
        let refused = |name: &str| inspect(&at(name)).unwrap_err();
        assert!(matches!(refused("missing"), InspectError::Missing(_)));
        assert!(matches!(refused("large"), InspectError::TooLarge(_)));
        assert!(matches!(refused("latin"), InspectError::Read(_)));
        assert!(matches!(refused(""), InspectError::Read(_)));
    }
}
