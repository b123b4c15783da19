//! Reading the file, and telling later whether it is still what was read.

use std::fs::{File, Metadata};
use std::io::{ErrorKind, Read as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use super::access::Access;
use super::place::Place;
use crate::core::acs::sign::hash::sha256_hex;
use crate::core::kubeconfig::KubeconfigText;

/// The largest file that is read, in bytes. 5,000 contexts make 28 MB.
pub const MAX_SIZE: u64 = 64 * 1024 * 1024;

/// What a file said, and what it was.
#[derive(Debug, Clone)]
pub struct Reading {
    /// The text; empty, when there is no file.
    pub text: KubeconfigText,
    /// Tells whether the file is still this one.
    pub stamp: Stamp,
    /// Who may read and write it; `None`, when there is no file, or where there are no modes.
    pub access: Option<Access>,
}

/// A state of a file: which one, and what it held.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stamp {
    real: PathBuf,
    content: Option<ContentHash>,
}

/// The SHA-256 of a text, in hex.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct ContentHash(String);

/// Why a file cannot be read.
#[derive(Debug, Clone, thiserror::Error)]
pub enum ReadError {
    /// A folder, a device or something else is there.
    #[error("{} is not a file", .0.display())]
    NotAFile(PathBuf),
    /// Links lead to each other.
    #[error("{} leads nowhere but to other links", .0.display())]
    LinkLoop(PathBuf),
    /// It is larger than what is read, usually [`MAX_SIZE`].
    #[error("{} is too large to be read", .0.display())]
    TooLarge(PathBuf),
    /// It is not UTF-8.
    #[error("{} is not text", .0.display())]
    NotText(PathBuf),
    /// This user may not read it.
    #[error("{} may not be read", .0.display())]
    NoPermission(PathBuf),
    /// The system could not read it.
    #[error("{} cannot be read", path.display())]
    Read {
        /// The file.
        path: PathBuf,
        /// What the system said.
        #[source]
        source: Arc<std::io::Error>,
    },
}

/// Reads a file. Links are followed; that there is no file is an answer, and no error.
///
/// The file may be in the middle of a write by a program that writes in place: nothing is decided
/// by this text until [`commit`](super::commit()) has seen it again under the lock.
///
/// # Errors
/// [`ReadError`].
pub fn read(path: &Path) -> Result<Reading, ReadError> {
    read_at_most(path, MAX_SIZE)
}

/// The same, of a file with no more than so many bytes.
pub(super) fn read_at_most(path: &Path, most: u64) -> Result<Reading, ReadError> {
    place_at_most(&Place::of(path)?, most)
}

pub(super) fn read_place(place: &Place) -> Result<Reading, ReadError> {
    place_at_most(place, MAX_SIZE)
}

fn place_at_most(place: &Place, most: u64) -> Result<Reading, ReadError> {
    let real = place.real();
    let metadata = match std::fs::metadata(real) {
        Ok(metadata) => metadata,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(nothing(place)),
        Err(error) => return Err(ReadError::of(real, error)),
    };
    // A pipe or a device could keep the reader for ever.
    if !metadata.is_file() {
        return Err(ReadError::NotAFile(real.to_owned()));
    }
    let text = text(real, &metadata, most)?;
    let stamp = Stamp { real: real.to_owned(), content: Some(ContentHash::of(&text)) };
    Ok(Reading { text, stamp, access: Access::of(&metadata) })
}

impl Reading {
    /// The text, if there is a file.
    #[must_use]
    pub fn existing(&self) -> Option<&KubeconfigText> {
        self.stamp.content.as_ref().map(|_there| &self.text)
    }
}

impl Stamp {
    pub(super) fn written(real: &Path, content: ContentHash) -> Self {
        Self { real: real.to_owned(), content: Some(content) }
    }

    /// The real file, behind all links.
    #[must_use]
    pub fn real(&self) -> &Path {
        &self.real
    }

    pub(super) fn content(&self) -> Option<&ContentHash> {
        self.content.as_ref()
    }
}

impl ContentHash {
    pub(super) fn of(text: &KubeconfigText) -> Self {
        Self(sha256_hex(text.as_str().as_bytes()))
    }
}

impl ReadError {
    pub(super) fn of(path: &Path, error: std::io::Error) -> Self {
        let path = path.to_owned();
        match error.kind() {
            ErrorKind::PermissionDenied => Self::NoPermission(path),
            // A file stands where a folder should.
            ErrorKind::NotADirectory | ErrorKind::IsADirectory => Self::NotAFile(path),
            _ => Self::Read { path, source: Arc::new(error) },
        }
    }
}

fn nothing(place: &Place) -> Reading {
    let stamp = Stamp { real: place.real().to_owned(), content: None };
    Reading { text: KubeconfigText::new(String::new()), stamp, access: None }
}

fn text(file: &Path, metadata: &Metadata, most: u64) -> Result<KubeconfigText, ReadError> {
    let too_large = || ReadError::TooLarge(file.to_owned());
    let size = Some(metadata.len()).filter(|size| *size <= most).ok_or_else(too_large)?;
    // Room for all of it at once, so that no copy of a key is left behind by growing.
    let mut bytes = Zeroizing::new(Vec::with_capacity(usize::try_from(size).unwrap_or(0) + 1));
    let opened = File::open(file).map_err(|error| ReadError::of(file, error))?;
    let read = opened.take(most + 1).read_to_end(&mut bytes);
    if read.map_err(|error| ReadError::of(file, error))? as u64 > most {
        return Err(too_large());
    }
    match String::from_utf8(std::mem::take(&mut *bytes)) {
        Ok(text) => Ok(KubeconfigText::new(text)),
        Err(error) => {
            drop(Zeroizing::new(error.into_bytes()));
            Err(ReadError::NotText(file.to_owned()))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{MAX_SIZE, ReadError, read};
    use std::fs;

    #[test]
    fn a_file_comes_as_it_is_and_none_is_no_error() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("config");
        let nothing = read(&path).unwrap();
        assert_eq!((nothing.existing(), nothing.text.as_str()), (None, ""));
        fs::write(&path, "\u{feff}a: 1\r\n").unwrap();
        assert_eq!(read(&path).unwrap().text.as_str(), "\u{feff}a: 1\r\n");
        assert_ne!(read(&path).unwrap().stamp, nothing.stamp);
        // Under a folder that is not there either.
        assert!(read(&folder.path().join("a/b/config")).unwrap().existing().is_none());
    }

    #[test]
    fn a_stamp_is_of_the_content_and_of_the_real_file() {
        let folder = tempfile::tempdir().unwrap();
        let [a, b] = ["a", "b"].map(|name| folder.path().join(name));
        fs::write(&a, "x").unwrap();
        let first = read(&a).unwrap().stamp;
        fs::remove_file(&a).unwrap();
        fs::write(&a, "x").unwrap();
        assert_eq!(read(&a).unwrap().stamp, first);
        fs::write(&a, "y").unwrap();
        assert_ne!(read(&a).unwrap().stamp, first);
        fs::write(&b, "x").unwrap();
        assert_ne!(read(&b).unwrap().stamp, first);
    }

    #[test]
    fn what_cannot_be_a_kubeconfig_is_refused_with_the_reason() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        fs::write(at("latin"), b"caf\xe9").unwrap();
        fs::File::create(at("large")).unwrap().set_len(MAX_SIZE + 1).unwrap();
        let refused = |name: &str| read(&at(name)).unwrap_err();
        assert!(matches!(refused(""), ReadError::NotAFile(_)));
        assert!(matches!(refused("latin"), ReadError::NotText(_)));
        assert!(matches!(refused("large"), ReadError::TooLarge(_)));
        assert!(matches!(refused("latin/config"), ReadError::NotAFile(_)));
        assert!(matches!(refused(".."), ReadError::NotAFile(_)));
        #[cfg(unix)]
        assert!(matches!(read("/dev/zero".as_ref()), Err(ReadError::NotAFile(_))));
    }
}
