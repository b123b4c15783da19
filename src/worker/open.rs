//! Opening a file to look at it.

use std::path::PathBuf;
use std::time::Duration;

use super::desk::blocking;
use crate::core::session::Opened;
use crate::io::kubeconfig_file::{InspectError, inspect};

/// A disk that takes longer hangs.
const PATIENCE: Duration = Duration::from_secs(10);

/// Reads a file and makes sense of it, both off this thread and within a limited time.
pub(super) async fn open(path: PathBuf) -> Result<Box<Opened>, InspectError> {
    let file = path.clone();
    let read = blocking(move || {
        let text = inspect(&file)?;
        Ok(Box::new(Opened::new(file, text)))
    });
    let done = tokio::time::timeout(PATIENCE, read).await.ok().flatten();
    done.unwrap_or(Err(InspectError::TooSlow(path)))
}
