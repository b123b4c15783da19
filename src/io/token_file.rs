//! Reading the file with an OIDC token, which others renew.

use std::fs::File;
use std::io::{Error, ErrorKind, Read as _};
use std::path::Path;

use secrecy::SecretString;
use zeroize::Zeroizing;

/// STS takes tokens of up to 20,000 characters.
pub const MAX_SIZE: usize = 20_000;

/// Reads the token, without the white space around it.
///
/// # Errors
/// The kind of the system's error; [`ErrorKind::FileTooLarge`] and [`ErrorKind::InvalidData`] for
/// what cannot be a token.
pub fn read(file: &Path) -> Result<SecretString, ErrorKind> {
    // A pipe or a device could keep the reader for ever.
    let metadata = std::fs::metadata(file).map_err(kind)?;
    if metadata.is_dir() {
        return Err(ErrorKind::IsADirectory);
    }
    if !metadata.is_file() {
        return Err(ErrorKind::InvalidInput);
    }
    let mut bytes = Zeroizing::new(Vec::new());
    let opened = File::open(file).map_err(kind)?;
    opened.take(MAX_SIZE as u64 + 1).read_to_end(&mut bytes).map_err(kind)?;
    if bytes.len() > MAX_SIZE {
        return Err(ErrorKind::FileTooLarge);
    }
    let text = std::str::from_utf8(&bytes).map_err(|_not_utf8| ErrorKind::InvalidData)?.trim();
    if text.is_empty() { Err(ErrorKind::InvalidData) } else { Ok(text.into()) }
}

fn kind(error: Error) -> ErrorKind {
    error.kind()
}

#[cfg(test)]
mod tests {
    use super::{ErrorKind, MAX_SIZE, read};
    use secrecy::ExposeSecret as _;

    #[test]
    fn a_token_is_read_and_anything_else_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("token");
        let kind = |bytes: &[u8]| {
            std::fs::write(&file, bytes).unwrap();
            read(&file).map(|token| token.expose_secret().to_owned())
        };
        assert_eq!(kind(b" a.b.c\n"), Ok("a.b.c".to_owned()));
        assert_eq!(kind(b" \n"), Err(ErrorKind::InvalidData));
        assert_eq!(kind(b"\xff"), Err(ErrorKind::InvalidData));
        assert_eq!(kind(&vec![b'a'; MAX_SIZE + 1]), Err(ErrorKind::FileTooLarge));
        assert_eq!(read(folder.path()).unwrap_err(), ErrorKind::IsADirectory);
        assert_eq!(read(&folder.path().join("none")).unwrap_err(), ErrorKind::NotFound);
    }
}
