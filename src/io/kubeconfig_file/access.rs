//! Who may read and write the file, told and repaired.

use std::fs::{File, Metadata};
use std::path::Path;

use super::place::Place;
use super::read::ReadError;

/// Owner and mode of a file, where there are such.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Access {
    /// The permission bits, as `0o600`.
    pub mode: u32,
    /// The number of the user who owns it.
    pub owner: u32,
    /// The number of its group.
    pub group: u32,
}

/// Why a file could not be made private.
#[derive(Debug, Clone, thiserror::Error)]
pub enum TightenError {
    /// It cannot be reached.
    #[error("the file cannot be read")]
    Read(#[from] ReadError),
    /// It is not this user's file, or the system refused otherwise.
    #[error("the mode cannot be changed")]
    Refused(#[source] std::sync::Arc<std::io::Error>),
}

impl Access {
    /// What a file has.
    #[cfg(unix)]
    #[expect(clippy::unnecessary_wraps, reason = "elsewhere there is none")]
    pub(super) fn of(metadata: &Metadata) -> Option<Self> {
        use std::os::unix::fs::MetadataExt as _;
        let (owner, group) = (metadata.uid(), metadata.gid());
        Some(Self { mode: metadata.mode() & 0o777, owner, group })
    }

    /// Here files have no modes.
    #[cfg(not(unix))]
    pub(super) fn of(_metadata: &Metadata) -> Option<Self> {
        None
    }

    /// Whether anyone but the owner may read or change the file.
    #[must_use]
    pub fn is_loose(&self) -> bool {
        self.mode & 0o077 != 0
    }
}

/// Takes every right from everyone but the owner of the file, behind all links. Where there are
/// no modes, nothing is done.
///
/// # Errors
/// [`TightenError`]; the mode is as it was then.
pub fn tighten(path: &Path) -> Result<(), TightenError> {
    let place = Place::of(path)?;
    let opened = File::open(place.real()).map_err(|error| ReadError::of(place.real(), error))?;
    take_rights(&opened).map_err(|error| TightenError::Refused(error.into()))
}

#[cfg(unix)]
fn take_rights(file: &File) -> std::io::Result<()> {
    use std::os::unix::fs::PermissionsExt as _;
    let metadata = file.metadata()?;
    let mode = metadata.permissions().mode() & 0o700;
    file.set_permissions(std::fs::Permissions::from_mode(mode))
}

#[cfg(not(unix))]
fn take_rights(_file: &File) -> std::io::Result<()> {
    Ok(())
}

#[cfg(unix)]
#[cfg(test)]
mod tests {
    use super::tighten;
    use crate::io::kubeconfig_file::read;
    use std::fs::{Permissions, set_permissions, write};
    use std::os::unix::fs::PermissionsExt as _;

    #[test]
    fn a_loose_file_is_told_and_made_private() {
        let folder = tempfile::tempdir().unwrap();
        let [file, link] = ["file", "link"].map(|name| folder.path().join(name));
        write(&file, "x").unwrap();
        std::os::unix::fs::symlink(&file, &link).unwrap();
        for (loose, private) in [(0o644, 0o600), (0o640, 0o600), (0o755, 0o700), (0o460, 0o400)] {
            set_permissions(&file, Permissions::from_mode(loose)).unwrap();
            assert!(read(&link).unwrap().access.unwrap().is_loose());
            tighten(&link).unwrap();
            let access = read(&link).unwrap().access.unwrap();
            assert_eq!((access.mode, access.is_loose()), (private, false));
        }
        assert!(tighten(&folder.path().join("missing")).is_err());
    }
}
