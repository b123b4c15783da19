//! Changes to the entries of a kubeconfig's text.

use zeroize::Zeroizing;

use super::check::Entry;
use super::edit::{EditError, Editor, Kind, NodeId, Tree, Value};
use super::entries::{Entries, keys};
use super::hands::Hands;

/// Changes to the entries of a kubeconfig, not yet made.
pub(super) struct Rewrite<'e, 'a> {
    pub(super) entries: &'e Entries<'a>,
    pub(super) editor: Editor<'e, 'a>,
    clusters: Vec<Value>,
    users: Vec<Value>,
    contexts: Vec<Value>,
    current: Option<String>,
}

impl<'e, 'a> Rewrite<'e, 'a> {
    pub(super) fn new(entries: &'e Entries<'a>) -> Self {
        let editor = Editor::new(&entries.tree);
        let (clusters, users, contexts) = (Vec::new(), Vec::new(), Vec::new());
        Self { entries, editor, clusters, users, contexts, current: None }
    }

    /// Adds an entry to a list.
    pub(super) fn add(&mut self, kind: Entry, value: Value) {
        match kind {
            Entry::Cluster => self.clusters.push(value),
            Entry::User => self.users.push(value),
            Entry::Context => self.contexts.push(value),
        }
    }

    /// Takes an entry out of a list.
    pub(super) fn remove(&mut self, kind: Entry, index: usize) {
        if let Some(list) = self.entries.list(kind).node {
            self.editor.remove(list, index);
        }
    }

    /// Puts an entry in the place of another.
    pub(super) fn replace(&mut self, kind: Entry, index: usize, value: Value) {
        self.editor.replace(self.entries.list(kind).entries[index].item, value);
    }

    /// Sets `current-context`.
    pub(super) fn set_current(&mut self, name: &str) {
        self.current = Some(name.to_owned());
    }

    /// The new text.
    pub(super) fn finish(self) -> Result<Zeroizing<String>, EditError> {
        self.into_editor()?.finish()
    }

    /// The new text, and what is made of it, perhaps while it is compared with the old one.
    pub(super) fn finish_and<T: Send>(
        self,
        also: impl FnOnce(&str) -> T + Send,
        hands: &impl Hands,
    ) -> Result<(Zeroizing<String>, T), EditError> {
        self.into_editor()?.finish_and(also, hands)
    }

    /// The editor, with all changes.
    fn into_editor(self) -> Result<Editor<'e, 'a>, EditError> {
        let Self { entries, mut editor, clusters, users, contexts, current } = self;
        let Some(root) = entries.tree.root().filter(|root| !entries.tree.is_null(*root)) else {
            if !clusters.is_empty() || !users.is_empty() || !contexts.is_empty() {
                editor.begin(document(clusters, contexts, current.as_deref(), users));
            }
            return Ok(editor);
        };
        for (list, values) in
            [(&entries.clusters, clusters), (&entries.contexts, contexts), (&entries.users, users)]
        {
            if values.is_empty() {
                continue;
            }
            match list.node {
                Some(node) if matches!(entries.tree.kind(node), Kind::Alias(_)) => {
                    return Err(EditError::Anchored { line: entries.tree.line(node) });
                }
                Some(node) if becomes_block(&entries.tree, root, node) => {
                    editor.replace(node, Value::List(values));
                }
                Some(node) => values.into_iter().for_each(|value| editor.append(node, value)),
                None => {
                    editor.set(root, keys(list.kind).0, Value::List(values));
                }
            }
        }
        if let Some(current) = current {
            editor.set(root, "current-context", Value::text(&current));
        }
        Ok(editor)
    }
}

/// A new kubeconfig, in kubectl's order.
pub(super) fn document(
    clusters: Vec<Value>,
    contexts: Vec<Value>,
    current: Option<&str>,
    users: Vec<Value>,
) -> Value {
    Value::map([
        ("apiVersion", Value::text("v1")),
        ("clusters", Value::List(clusters)),
        ("contexts", Value::List(contexts)),
        ("current-context", Value::text(current.unwrap_or_default())),
        ("kind", Value::text("Config")),
        ("users", Value::List(users)),
    ])
}

/// Whether a list is written anew: it is null, or `[]` in a document in block style.
fn becomes_block(tree: &Tree<'_>, root: NodeId, list: NodeId) -> bool {
    let block = matches!(tree.kind(root), Kind::Mapping { flow: false, .. });
    tree.is_null(list) || (block && tree.items(list).is_empty())
}
