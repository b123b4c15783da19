//! Where a path leads: every link on the way, and the real file at its end.

use std::ffi::OsString;
use std::fs::Metadata;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use super::read::ReadError;

/// Linux follows as many.
const MAX_LINKS: usize = 40;

/// A path and where it leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Place {
    /// The path as it was given, each link on the way, and the real file last. Their folders are
    /// real: no two of these differ by a link to a folder.
    names: Vec<PathBuf>,
}

impl Place {
    /// Follows a path to its end, which need not exist.
    pub(super) fn of(given: &Path) -> Result<Self, ReadError> {
        let mut names = vec![in_real_folder(given)?];
        while let Some(target) = target(&names[names.len() - 1])? {
            if names.len() > MAX_LINKS {
                return Err(ReadError::LinkLoop(given.to_owned()));
            }
            names.push(in_real_folder(&target)?);
        }
        Ok(Self { names })
    }

    /// The real file.
    pub(super) fn real(&self) -> &Path {
        &self.names[self.names.len() - 1]
    }

    /// The folder of the real file.
    pub(super) fn folder(&self) -> &Path {
        folder_of(self.real())
    }

    /// All names on the way.
    pub(super) fn names(&self) -> &[PathBuf] {
        &self.names
    }

    /// Makes the folder of a file that is not a link, for the owner alone. The folder that a
    /// link leads to is someone's own arrangement, perhaps a disk that is not mounted now.
    pub(super) fn make_folder(&self) -> std::io::Result<()> {
        if self.names.len() > 1 || self.folder().exists() {
            return Ok(());
        }
        private_folder(self.folder())
    }
}

/// Makes a folder and those above it, 0700 where there are modes.
pub(super) fn private_folder(folder: &Path) -> std::io::Result<()> {
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

/// The folder of a path that may have none.
pub(super) fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    }
}

/// A name with something added at its end, as `config.lock`.
pub(super) fn with_end(path: &Path, end: &str) -> PathBuf {
    let mut name = OsString::from(path);
    name.push(end);
    name.into()
}

/// What tells one file from another on this machine: device and inode.
#[cfg(unix)]
pub(super) fn identity(metadata: &Metadata) -> (u64, u64) {
    use std::os::unix::fs::MetadataExt as _;
    (metadata.dev(), metadata.ino())
}

/// What tells one file from another, as far as can be told: when it was made.
#[cfg(not(unix))]
pub(super) fn identity(metadata: &Metadata) -> (u64, u64) {
    let since = |time: std::time::SystemTime| time.duration_since(std::time::UNIX_EPOCH).ok();
    let made = metadata.created().ok().and_then(since).unwrap_or_default();
    (made.as_secs(), made.subsec_nanos().into())
}

/// The path with its folder as it really is.
fn in_real_folder(path: &Path) -> Result<PathBuf, ReadError> {
    let name = path.file_name().ok_or_else(|| ReadError::NotAFile(path.to_owned()))?;
    let folder = real_folder(folder_of(path)).map_err(|error| ReadError::of(path, error))?;
    Ok(folder.join(name))
}

/// A folder without links. What is not there yet will be where it is asked for.
fn real_folder(folder: &Path) -> std::io::Result<PathBuf> {
    match (folder.canonicalize(), folder.file_name()) {
        (Err(error), Some(name)) if error.kind() == ErrorKind::NotFound => {
            Ok(real_folder(folder_of(folder))?.join(name))
        }
        (result, _) => result,
    }
}

/// Where a link leads; `None` for what is no link, or not there.
fn target(path: &Path) -> Result<Option<PathBuf>, ReadError> {
    match std::fs::symlink_metadata(path) {
        Ok(metadata) if metadata.is_symlink() => {
            let target = std::fs::read_link(path).map_err(|error| ReadError::of(path, error))?;
            Ok(Some(folder_of(path).join(target)))
        }
        Ok(_) => Ok(None),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(ReadError::of(path, error)),
    }
}

#[cfg(unix)]
#[cfg(test)]
mod tests {
    use super::Place;
    use crate::io::kubeconfig_file::ReadError;
    use std::os::unix::fs::symlink;

    #[test]
    fn every_link_of_a_chain_is_named_and_its_end_need_not_exist() {
        let folder = tempfile::tempdir().unwrap();
        let folder = folder.path().canonicalize().unwrap();
        let at = |name: &str| folder.join(name);
        std::fs::create_dir(at("dotfiles")).unwrap();
        symlink("dotfiles", at("kube")).unwrap();
        symlink("second", at("dotfiles/first")).unwrap();
        symlink(at("real"), at("dotfiles/second")).unwrap();
        let place = Place::of(&at("kube/first")).unwrap();
        assert_eq!(place.names(), [at("dotfiles/first"), at("dotfiles/second"), at("real")]);
        assert_eq!((place.real(), place.folder()), (at("real").as_path(), folder.as_path()));
    }

    #[test]
    fn a_ring_of_links_ends() {
        let folder = tempfile::tempdir().unwrap();
        let [a, b] = ["a", "b"].map(|name| folder.path().join(name));
        symlink(&a, &b).unwrap();
        symlink(&b, &a).unwrap();
        assert!(matches!(Place::of(&a), Err(ReadError::LinkLoop(_))));
    }

    #[test]
    fn a_folder_is_made_for_a_plain_path_and_never_for_the_end_of_a_link() {
        use std::os::unix::fs::PermissionsExt as _;
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        Place::of(&at(".kube/config")).unwrap().make_folder().unwrap();
        assert_eq!(at(".kube").metadata().unwrap().permissions().mode() & 0o777, 0o700);
        symlink(at("unmounted/config"), at("link")).unwrap();
        Place::of(&at("link")).unwrap().make_folder().unwrap();
        assert!(!at("unmounted").exists());
    }
}
