//! The text of a kubeconfig, byte for byte as it was received.

use std::fmt;
use std::sync::Arc;

use zeroize::Zeroizing;

/// A kubeconfig's text. It holds a private key: `Debug` shows its length and nothing else, and
/// the memory is wiped when the last clone goes.
#[derive(Clone, PartialEq, Eq)]
pub struct KubeconfigText(Arc<Zeroizing<String>>);

impl KubeconfigText {
    /// Wraps a text.
    #[must_use]
    pub fn new(text: String) -> Self {
        Self(Arc::new(Zeroizing::new(text)))
    }

    /// The true text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl From<Zeroizing<String>> for KubeconfigText {
    fn from(text: Zeroizing<String>) -> Self {
        Self(Arc::new(text))
    }
}

impl fmt::Debug for KubeconfigText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "KubeconfigText({} bytes)", self.0.len())
    }
}
