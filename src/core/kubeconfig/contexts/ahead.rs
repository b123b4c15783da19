//! Certificates read ahead: parsing a large file and reading its certificates take about as long,
//! and one hand alone can parse, so that the other reads what looks like a certificate meanwhile.
//! Whether it is one, only the parsed document tells.

use std::collections::HashMap;

use memchr::{memchr, memmem};

use super::credential::Credential;

/// How certificates are written in a file of many.
const KEY: &str = "client-certificate-data: ";

/// What was read of certificates, by where each stands in memory and how long it is: a value of
/// the document that is not copied has the same place.
#[derive(Default)]
pub(super) struct Ahead(HashMap<(usize, usize), Credential>);

impl Ahead {
    /// Reads what stands behind the key, to the end of its line.
    pub(super) fn read(text: &str) -> Self {
        let bytes = text.as_bytes();
        let values = memmem::find_iter(bytes, KEY).map(|at| {
            let from = at + KEY.len();
            let to = memchr(b'\n', &bytes[from..]).map_or(text.len(), |end| from + end);
            text[from..to].trim_end()
        });
        Self(values.map(|value| (place(value), Credential::of_certificate(value))).collect())
    }

    /// What was read of this value.
    pub(super) fn of(&self, value: &str) -> Option<&Credential> {
        self.0.get(&place(value))
    }
}

fn place(value: &str) -> (usize, usize) {
    (value.as_ptr().addr(), value.len())
}

#[cfg(test)]
mod tests {
    use super::Ahead;
    use crate::core::kubeconfig::edit::Tree;

    #[test]
    fn a_value_of_the_document_is_found_and_no_other() {
        let text =
            "client-certificate-data: AAAA\r\nother: BBBB\nlast: {client-certificate-data: CC}";
        let (tree, ahead) = (Tree::read(text).unwrap(), Ahead::read(text));
        let root = tree.root().unwrap();
        assert!(ahead.of(tree.text_of(root, "client-certificate-data").unwrap()).is_some());
        assert!(ahead.of(tree.text_of(root, "other").unwrap()).is_none());
        let last = tree.get(root, "last").unwrap();
        assert!(ahead.of(tree.text_of(last, "client-certificate-data").unwrap()).is_none());
        // A copy is not what was read, even if it says the same.
        let copy = String::from("AAAA");
        assert!(ahead.of(&copy).is_none());
    }
}
