//! What is to stand in a file.

use zeroize::Zeroizing;

/// A value to write. It may be a private key: its memory is wiped, and there is no `Debug`.
#[derive(Clone, PartialEq, Eq)]
pub(in crate::core::kubeconfig) enum Value {
    /// A text, quoted where it has to be.
    Text(Zeroizing<String>),
    /// A number, a boolean or null, as it is written.
    Word(String),
    /// A mapping, in this order.
    Map(Vec<(String, Value)>),
    /// A list.
    List(Vec<Value>),
}

impl Value {
    pub(in crate::core::kubeconfig) fn text(text: &str) -> Self {
        Self::Text(Zeroizing::new(text.to_owned()))
    }

    pub(in crate::core::kubeconfig) fn map<const N: usize>(pairs: [(&str, Self); N]) -> Self {
        Self::Map(pairs.into_iter().map(|(key, value)| (key.to_owned(), value)).collect())
    }

    /// Whether it takes lines of its own in block style.
    pub(super) fn has_children(&self) -> bool {
        match self {
            Self::Text(_) | Self::Word(_) => false,
            Self::Map(pairs) => !pairs.is_empty(),
            Self::List(items) => !items.is_empty(),
        }
    }
}
