//! Writing a file that holds secrets: 0600 from its first byte, whole or not at all.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Whether a file that is already there may be replaced.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Existing {
    /// It stays, and the write fails with [`SaveError::Exists`].
    Keep,
    /// It is replaced, in one step.
    Replace,
}

/// Why a file was not written. Whatever was there before is still there.
#[derive(Debug, Clone, thiserror::Error)]
pub enum SaveError {
    /// The path is empty or has no file name.
    #[error("{} is not a file name", .0.display())]
    NoFileName(PathBuf),
    /// A file is already there.
    #[error("{} already exists", .0.display())]
    Exists(PathBuf),
    /// A folder, a device or something else is there.
    #[error("{} is not a file", .0.display())]
    NotAFile(PathBuf),
    /// The file that is there is read-only.
    #[error("{} is read-only", .0.display())]
    ReadOnly(PathBuf),
    /// The folder is not there.
    #[error("the folder {} does not exist", .0.display())]
    NoFolder(PathBuf),
    /// Files were to go into this, but it is a file itself.
    #[error("{} is not a folder", .0.display())]
    NotAFolder(PathBuf),
    /// The system refused one of the steps.
    #[error("{} cannot be written", path.display())]
    Write {
        /// The file.
        path: PathBuf,
        /// What the system said.
        #[source]
        source: Arc<std::io::Error>,
    },
}

/// Writes `contents` to `path`, readable and writable by the owner alone.
///
/// The bytes go to a temporary file in the same folder, which is flushed to the disk and then
/// renamed: nobody ever sees half a file, and a full disk leaves the old one as it was. A
/// symbolic link is followed, so that the link stays.
///
/// # Errors
/// [`SaveError`]; nothing was changed then.
pub fn write_private(path: &Path, contents: &[u8], existing: Existing) -> Result<(), SaveError> {
    let failed = |source| SaveError::Write { path: path.to_owned(), source: Arc::new(source) };
    if path.file_name().is_none() {
        return Err(SaveError::NoFileName(path.to_owned()));
    }
    let target = match std::fs::symlink_metadata(path) {
        Ok(there) if existing == Existing::Keep && !there.is_dir() => {
            return Err(SaveError::Exists(path.to_owned()));
        }
        Ok(_) => replaceable(path)?,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => path.to_owned(),
        Err(error) => return Err(failed(error)),
    };
    let folder = match target.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    if !folder.is_dir() {
        return Err(SaveError::NoFolder(folder.to_owned()));
    }
    // tempfile creates with mode 0600, so there is no moment at which others could read it.
    let mut temporary =
        tempfile::Builder::new().prefix(".ack-kubeconfig-").tempfile_in(folder).map_err(failed)?;
    temporary.write_all(contents).map_err(failed)?;
    temporary.as_file().sync_all().map_err(failed)?;
    match existing {
        Existing::Replace => temporary.persist(&target).map(drop),
        Existing::Keep => temporary.persist_noclobber(&target).map(drop),
    }
    .map_err(|error| match error.error.kind() {
        std::io::ErrorKind::AlreadyExists => SaveError::Exists(path.to_owned()),
        _ => failed(error.error),
    })?;
    sync_folder(folder);
    Ok(())
}

/// Makes a folder that its owner alone can read, unless it is there. The one above must be.
///
/// # Errors
/// [`SaveError`], when it is not there and cannot be made.
pub fn make_private_folder(folder: &Path) -> Result<(), SaveError> {
    let mut builder = std::fs::DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    match builder.create(folder) {
        Err(error) if !folder.is_dir() => Err(match error.kind() {
            std::io::ErrorKind::NotFound => {
                SaveError::NoFolder(folder.parent().unwrap_or(folder).to_owned())
            }
            std::io::ErrorKind::AlreadyExists => SaveError::NotAFolder(folder.to_owned()),
            _ => SaveError::Write { path: folder.to_owned(), source: Arc::new(error) },
        }),
        Ok(()) | Err(_) => Ok(()),
    }
}

/// Options that make a file, if it is not there, for its owner alone.
#[must_use]
pub fn private_options() -> std::fs::OpenOptions {
    let mut options = std::fs::OpenOptions::new();
    options.create(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options
}

/// Whether a folder is there.
#[must_use]
pub fn is_folder(path: &Path) -> bool {
    path.is_dir()
}

/// The real file behind a path that is there, if it may be replaced.
fn replaceable(path: &Path) -> Result<PathBuf, SaveError> {
    let target = path
        .canonicalize()
        .map_err(|source| SaveError::Write { path: path.to_owned(), source: Arc::new(source) })?;
    match target.metadata() {
        Ok(metadata) if !metadata.is_file() => Err(SaveError::NotAFile(path.to_owned())),
        Ok(metadata) if metadata.permissions().readonly() => {
            Err(SaveError::ReadOnly(path.to_owned()))
        }
        _ => Ok(target),
    }
}

/// Makes the rename itself durable. The file is whole either way, so a file system that cannot
/// do this is no failure.
fn sync_folder(folder: &Path) {
    if cfg!(unix) {
        std::fs::File::open(folder).and_then(|folder| folder.sync_all()).ok();
    }
}

#[cfg(test)]
mod tests {
    use super::{Existing, SaveError, make_private_folder, write_private};
    use std::fs;

    #[cfg(unix)]
    fn mode(path: &std::path::Path) -> u32 {
        use std::os::unix::fs::PermissionsExt as _;
        fs::metadata(path).unwrap().permissions().mode() & 0o777
    }

    fn names(folder: &std::path::Path) -> Vec<String> {
        let entries = fs::read_dir(folder).unwrap();
        entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
    }

    #[test]
    fn a_new_file_is_private_and_whole() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.kubeconfig");
        write_private(&path, b"text", Existing::Keep).unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"text");
        assert_eq!(names(folder.path()), ["a.kubeconfig"]);
        #[cfg(unix)]
        assert_eq!(mode(&path), 0o600);
    }

    #[test]
    fn an_existing_file_is_kept_unless_it_may_be_replaced() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a");
        fs::write(&path, "old").unwrap();
        let error = write_private(&path, b"new", Existing::Keep).unwrap_err();
        assert!(matches!(error, SaveError::Exists(_)), "{error:?}");
        assert_eq!(fs::read(&path).unwrap(), b"old");
        write_private(&path, b"new", Existing::Replace).unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"new");
        #[cfg(unix)]
        assert_eq!(mode(&path), 0o600);
    }

    #[test]
    fn a_folder_is_made_once_and_is_private() {
        let parent = tempfile::tempdir().unwrap();
        let folder = parent.path().join("configs");
        make_private_folder(&folder).unwrap();
        make_private_folder(&folder).unwrap();
        #[cfg(unix)]
        assert_eq!(mode(&folder), 0o700);
        let missing = make_private_folder(&parent.path().join("a/b")).unwrap_err();
        assert!(matches!(missing, SaveError::NoFolder(_)), "{missing:?}");
        fs::write(parent.path().join("file"), "").unwrap();
        let file = make_private_folder(&parent.path().join("file")).unwrap_err();
        assert!(matches!(file, SaveError::NotAFolder(_)), "{file:?}");
    }

    #[cfg(unix)]
    #[test]
    fn a_link_is_followed_and_stays() {
        let folder = tempfile::tempdir().unwrap();
        let (real, link) = (folder.path().join("real"), folder.path().join("link"));
        fs::write(&real, "old").unwrap();
        std::os::unix::fs::symlink("real", &link).unwrap();
        write_private(&link, b"new", Existing::Replace).unwrap();
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
        assert_eq!(fs::read(&real).unwrap(), b"new");
    }

    #[test]
    fn what_cannot_be_written_is_named_and_leaves_nothing_behind() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        fs::create_dir(at("folder")).unwrap();
        fs::write(at("locked"), "old").unwrap();
        let mut permissions = fs::metadata(at("locked")).unwrap().permissions();
        permissions.set_readonly(true);
        fs::set_permissions(at("locked"), permissions).unwrap();

        let write = |name: &str| write_private(&at(name), b"x", Existing::Replace).unwrap_err();
        assert!(matches!(write("folder"), SaveError::NotAFile(_)));
        assert!(matches!(write("locked"), SaveError::ReadOnly(_)));
        assert!(matches!(write("missing/a"), SaveError::NoFolder(_)));
        assert!(matches!(write("folder/.."), SaveError::NoFileName(_)));
        assert_eq!(names(folder.path()).len(), 2);
    }
}
