//! Why a file is left as it is.

use crate::core::kubeconfig::check::Entry;

/// Why a kubeconfig is not edited. Nothing has been changed then: an edit is done whole or not
/// at all. No variant quotes the file beyond names of entries.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum EditError {
    /// Not YAML, or nested deeper than any kubeconfig.
    #[error("it is not valid YAML (line {line})")]
    NotYaml {
        /// The line at which reading ended, from 1.
        line: usize,
    },
    /// Line breaks that YAML 1.1 (kubectl) and 1.2 take differently: a carriage return alone,
    /// or one of U+0085, U+2028 and U+2029.
    #[error("line {line} has a line break that programs read differently")]
    OddLineBreak {
        /// The line, from 1, counted by line feeds.
        line: usize,
    },
    /// More than one YAML document; kubectl would read the first and lose the others.
    #[error("it holds several YAML documents")]
    SeveralDocuments,
    /// A list, a text, a number: anything but a mapping.
    #[error("it is YAML, but no mapping")]
    NotAMapping,
    /// Its `kind` or `apiVersion` is not that of a kubeconfig.
    #[error("it is not of kind Config, version v1")]
    WrongKind,
    /// A key of the document stands twice, or entries come in by a merge key (`<<`).
    #[error("the key {key} stands twice or is merged in (line {line})")]
    AmbiguousKey {
        /// The key.
        key: String,
        /// Where it stands the second time, from 1.
        line: usize,
    },
    /// `clusters`, `users` or `contexts` is no list.
    #[error("its {0}s are no list")]
    NotAList(Entry),
    /// Two entries of a list have one name, so kubectl refuses the whole file.
    #[error("two {list} entries are called {name}")]
    DuplicateName {
        /// The list.
        list: Entry,
        /// The name.
        name: String,
    },
    /// There is no entry of this name.
    #[error("there is no {list} called {name}")]
    NotFound {
        /// The list.
        list: Entry,
        /// The name.
        name: String,
    },
    /// Another entry has the name already.
    #[error("there is a {list} called {name} already")]
    NameTaken {
        /// The list.
        list: Entry,
        /// The name.
        name: String,
    },
    /// A new name of which nothing is left without its control characters.
    #[error("the new name is empty")]
    NoName,
    /// What would be changed is used in another place too, by an anchor, an alias or a merge key.
    #[error("what would change is shared by an anchor or alias (line {line})")]
    Anchored {
        /// Where it stands, from 1.
        line: usize,
    },
    /// What would be changed is laid out in a way that cannot be edited safely.
    #[error("what would change is written in an unusual way (line {line})")]
    UnusualLayout {
        /// Where it stands, from 1.
        line: usize,
    },
    /// An entry has not the form that kubectl expects.
    #[error("a {list} entry does not have the form that kubectl expects (line {line})")]
    WrongForm {
        /// The list.
        list: Entry,
        /// Where it stands, from 1.
        line: usize,
    },
    /// A part that refers to a file by a relative path cannot be copied elsewhere.
    #[error("the entry refers to a file by a relative path")]
    RelativePath,
    /// The new text was read again, and something says other than was meant. This guards
    /// against our own mistakes.
    #[error("the edit would have changed something else (line {line})")]
    WouldChange {
        /// Where it stands in the old text, from 1.
        line: usize,
    },
}
