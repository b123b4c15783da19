//! Handing a document to the system's clipboard, and taking it back.

use std::sync::{Arc, Mutex, PoisonError};

use crate::core::kubeconfig::KubeconfigText;

/// The system's clipboard. The handle is kept: on Linux the contents live in this process.
///
/// Every call can block on another program, so the worker makes them off its own thread.
#[derive(Clone, Default)]
pub struct SystemClipboard(Arc<Mutex<Option<arboard::Clipboard>>>);

/// Why the clipboard did not take or give something.
#[derive(Debug, Clone, thiserror::Error)]
#[error("the clipboard cannot be used")]
pub struct ClipboardError(#[source] Arc<arboard::Error>);

/// What became of a document that was to be cleared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cleared {
    /// It was still there, and is gone.
    Ours,
    /// Something else had been copied since; that was left alone.
    Replaced,
}

impl SystemClipboard {
    /// Copies a document, marked so that clipboard histories leave it out.
    ///
    /// # Errors
    /// [`ClipboardError`], where there is no clipboard.
    pub fn copy(&self, text: &KubeconfigText) -> Result<(), ClipboardError> {
        self.with(|clipboard| concealed(clipboard.set()).text(text.as_str()))
    }

    /// Clears the clipboard if it still holds `text`.
    ///
    /// # Errors
    /// [`ClipboardError`], where there is no clipboard.
    pub fn clear_if_ours(&self, text: &KubeconfigText) -> Result<Cleared, ClipboardError> {
        self.with(|clipboard| match clipboard.get_text() {
            Ok(now) if now == text.as_str() => clipboard.clear().map(|()| Cleared::Ours),
            Ok(_) | Err(arboard::Error::ContentNotAvailable) => Ok(Cleared::Replaced),
            Err(error) => Err(error),
        })
    }

    fn with<T>(
        &self,
        job: impl FnOnce(&mut arboard::Clipboard) -> Result<T, arboard::Error>,
    ) -> Result<T, ClipboardError> {
        let mut slot = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if slot.is_none() {
            *slot = Some(arboard::Clipboard::new().map_err(failed)?);
        }
        match slot.as_mut() {
            Some(clipboard) => job(clipboard).map_err(failed),
            None => Err(failed(arboard::Error::ClipboardNotSupported)),
        }
    }
}

#[cfg(all(unix, not(target_os = "macos")))]
fn concealed(set: arboard::Set<'_>) -> arboard::Set<'_> {
    arboard::SetExtLinux::exclude_from_history(set)
}

#[cfg(target_os = "macos")]
fn concealed(set: arboard::Set<'_>) -> arboard::Set<'_> {
    arboard::SetExtApple::exclude_from_history(set)
}

#[cfg(windows)]
fn concealed(set: arboard::Set<'_>) -> arboard::Set<'_> {
    arboard::SetExtWindows::exclude_from_history(set)
}

fn failed(error: arboard::Error) -> ClipboardError {
    ClipboardError(Arc::new(error))
}
