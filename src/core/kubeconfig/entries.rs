//! The three lists of a kubeconfig's text: which entries there are, what they are called, what
//! they refer to. Reading is tolerant; what cannot be edited is refused when it is to be edited.

use std::collections::{HashMap, HashSet};

use super::check::Entry;
use super::edit::{EditError, Kind, NodeId, Tree};

/// The key under which a list stands, and the key of an entry's content.
pub(super) fn keys(list: Entry) -> (&'static str, &'static str) {
    match list {
        Entry::Cluster => ("clusters", "cluster"),
        Entry::User => ("users", "user"),
        Entry::Context => ("contexts", "context"),
    }
}

/// An entry of a list.
pub(super) struct Named {
    /// Its name; empty if it has none, as kubectl takes it.
    pub(super) name: String,
    /// The item, name and all.
    pub(super) item: NodeId,
    /// What the entry says: the mapping under `cluster`, `user` or `context`.
    pub(super) body: Option<NodeId>,
}

/// One of the three lists.
pub(super) struct List {
    pub(super) kind: Entry,
    /// The list's node; none if the key is missing.
    pub(super) node: Option<NodeId>,
    /// In the order of the file.
    pub(super) entries: Vec<Named>,
    /// The first entry of each name.
    places: HashMap<String, usize>,
}

/// A kubeconfig's entries.
pub(super) struct Entries<'a> {
    pub(super) tree: Tree<'a>,
    pub(super) clusters: List,
    pub(super) users: List,
    pub(super) contexts: List,
    /// The value of `current-context`, unless it is empty.
    pub(super) current: Option<String>,
}

impl<'a> Entries<'a> {
    /// Reads a text. An empty one, or one with nothing but comments, has no entries.
    pub(super) fn read(text: &'a str) -> Result<Self, EditError> {
        let tree = Tree::read(text)?;
        let root = tree.root().filter(|root| !tree.is_null(*root));
        if let Some(root) = root {
            check_root(&tree, root)?;
        }
        let list = |kind| List::read(&tree, root, kind);
        let (clusters, users) = (list(Entry::Cluster)?, list(Entry::User)?);
        let contexts = list(Entry::Context)?;
        let current = root.and_then(|root| tree.text_of(root, "current-context"));
        let current = current.filter(|name| !name.is_empty()).map(str::to_owned);
        Ok(Self { tree, clusters, users, contexts, current })
    }

    /// One of the lists.
    pub(super) fn list(&self, kind: Entry) -> &List {
        match kind {
            Entry::Cluster => &self.clusters,
            Entry::User => &self.users,
            Entry::Context => &self.contexts,
        }
    }

    /// Refuses a list with two entries of one name: kubectl refuses the file, and which of them
    /// is meant cannot be known.
    pub(super) fn refuse_duplicates(&self) -> Result<(), EditError> {
        for list in [&self.clusters, &self.users, &self.contexts] {
            if let Some(name) = list.duplicates().next() {
                return Err(EditError::DuplicateName { list: list.kind, name: name.to_owned() });
            }
        }
        Ok(())
    }

    /// The text that a context says for a key: the cluster or user that it names, say.
    pub(super) fn of_context(&self, index: usize, key: &str) -> Option<&str> {
        self.tree.text_of(self.contexts.entries[index].body?, key)
    }

    /// The place of the cluster or user entry that a context names.
    pub(super) fn named_by(&self, context: usize, kind: Entry) -> Option<usize> {
        self.list(kind).find(self.of_context(context, keys(kind).1)?)
    }

    /// The mapping of an entry, which is to be edited.
    pub(super) fn body(&self, kind: Entry, index: usize) -> Result<NodeId, EditError> {
        let entry = &self.list(kind).entries[index];
        // The line is counted only for an error: that takes as long as the file is.
        let wrong = || EditError::WrongForm { list: kind, line: self.tree.line(entry.item) };
        let body = entry.body.ok_or_else(wrong)?;
        self.refuse_repeated_keys(entry.item)?;
        self.refuse_repeated_keys(body)?;
        if matches!(self.tree.kind(body), Kind::Mapping { .. }) { Ok(body) } else { Err(wrong()) }
    }

    /// Of a key that stands twice it cannot be known which counts.
    fn refuse_repeated_keys(&self, mapping: NodeId) -> Result<(), EditError> {
        match repeated_key(&self.tree, mapping) {
            Some((key, line)) => Err(EditError::AmbiguousKey { key, line }),
            None => Ok(()),
        }
    }
}

impl List {
    fn read(tree: &Tree<'_>, root: Option<NodeId>, kind: Entry) -> Result<Self, EditError> {
        let (key, content) = keys(kind);
        let node = root.and_then(|root| tree.get(root, key));
        let is_list = |node: NodeId| {
            tree.is_null(node) || matches!(tree.kind(tree.resolve(node)), Kind::Sequence { .. })
        };
        if node.is_some_and(|node| !is_list(node)) {
            return Err(EditError::NotAList(kind));
        }
        let items = node.map_or(&[][..], |node| tree.items(node));
        let entries: Vec<Named> =
            items.iter().map(|item| Named::read(tree, *item, content)).collect();
        let mut places = HashMap::with_capacity(entries.len());
        for (place, entry) in entries.iter().enumerate() {
            places.entry(entry.name.clone()).or_insert(place);
        }
        Ok(Self { kind, node, entries, places })
    }

    /// The first entry of a name.
    pub(super) fn find(&self, name: &str) -> Option<usize> {
        self.places.get(name).copied()
    }

    /// The first entry of a name.
    pub(super) fn place_of(&self, name: &str) -> Result<usize, EditError> {
        let missing = || EditError::NotFound { list: self.kind, name: name.to_owned() };
        self.find(name).ok_or_else(missing)
    }

    /// Names that stand a second time.
    pub(super) fn duplicates(&self) -> impl Iterator<Item = &str> {
        let again = |(place, entry): &(usize, &Named)| self.find(&entry.name) != Some(*place);
        self.entries.iter().enumerate().filter(again).map(|(_, entry)| entry.name.as_str())
    }
}

impl Named {
    fn read(tree: &Tree<'_>, item: NodeId, content: &str) -> Self {
        let name = tree.text_of(item, "name").unwrap_or_default().to_owned();
        let body = tree.get(item, content).map(|body| tree.resolve(body));
        Self { name, item, body }
    }
}

/// Whether it can be a kubeconfig, and its keys are clear.
fn check_root(tree: &Tree<'_>, root: NodeId) -> Result<(), EditError> {
    if !matches!(tree.kind(root), Kind::Mapping { .. }) {
        return Err(EditError::NotAMapping);
    }
    if let Some((key, line)) = repeated_key(tree, root) {
        return Err(EditError::AmbiguousKey { key, line });
    }
    if let Some(own) = tree.own(root, "<<") {
        let line = tree.line(tree.pairs(root)[own].0);
        return Err(EditError::AmbiguousKey { key: "<<".to_owned(), line });
    }
    for (key, wanted) in [("kind", "Config"), ("apiVersion", "v1")] {
        if tree.text_of(root, key).is_some_and(|value| value != wanted) {
            return Err(EditError::WrongKind);
        }
    }
    Ok(())
}

/// A key that stands twice in a mapping, and the line of the second.
fn repeated_key(tree: &Tree<'_>, mapping: NodeId) -> Option<(String, usize)> {
    let mut seen = HashSet::new();
    tree.pairs(mapping).iter().find_map(|(key, _)| {
        let name = tree.scalar(*key)?.as_ref();
        (!seen.insert(name)).then(|| (name.to_owned(), tree.line(*key)))
    })
}
