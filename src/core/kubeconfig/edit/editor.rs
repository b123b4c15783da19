//! Collects changes to a tree and cuts them into its text.

use std::collections::{BTreeMap, BTreeSet};

use zeroize::Zeroizing;

use super::cuts::{Cut, Cuts};
use super::{EditError, Kind, NodeId, Tree, Value};
use crate::core::kubeconfig::hands::{Hands, OneHand};

/// For fewer bytes a second hand is not worth asking for.
const LARGE: usize = 1_000_000;

/// What is to be changed in a tree.
#[derive(Default)]
pub(super) struct Changes {
    /// Nodes that become another value.
    pub(super) replaced: BTreeMap<NodeId, Value>,
    /// Lists and mappings that lose or gain children.
    pub(super) children: BTreeMap<NodeId, Children>,
    /// What an empty document becomes.
    pub(super) fresh: Option<Value>,
}

/// The children that a list or mapping loses and gains.
#[derive(Default)]
pub(super) struct Children {
    pub(super) removed: BTreeSet<usize>,
    /// With their keys, in a mapping; without, in a list.
    pub(super) added: Vec<(Option<String>, Value)>,
}

/// Changes to a tree, not yet made.
pub(in crate::core::kubeconfig) struct Editor<'t, 'a> {
    tree: &'t Tree<'a>,
    changes: Changes,
}

impl<'t, 'a> Editor<'t, 'a> {
    pub(in crate::core::kubeconfig) fn new(tree: &'t Tree<'a>) -> Self {
        Self { tree, changes: Changes::default() }
    }

    /// Gives a mapping's key a value; nothing changes if it has that value already. Whether
    /// something changes is the answer.
    pub(in crate::core::kubeconfig) fn set(
        &mut self,
        mapping: NodeId,
        key: &str,
        value: Value,
    ) -> bool {
        if self.tree.get(mapping, key).is_some_and(|now| self.tree.says(now, &value)) {
            return false;
        }
        match self.tree.own(mapping, key) {
            Some(own) => self.replace(self.tree.pairs(mapping)[own].1, value),
            None => self.children(mapping).added.push((Some(key.to_owned()), value)),
        }
        true
    }

    /// Takes a key away from a mapping; whether it was there is the answer.
    pub(in crate::core::kubeconfig) fn unset(&mut self, mapping: NodeId, key: &str) -> bool {
        let own = self.tree.own(mapping, key);
        if let Some(own) = own {
            self.children(mapping).removed.insert(own);
        }
        own.is_some()
    }

    /// Makes a node another value.
    pub(in crate::core::kubeconfig) fn replace(&mut self, node: NodeId, value: Value) {
        self.changes.replaced.insert(node, value);
    }

    /// Adds an item to a list, at its end.
    pub(in crate::core::kubeconfig) fn append(&mut self, list: NodeId, value: Value) {
        self.children(list).added.push((None, value));
    }

    /// Takes an item away from a list.
    pub(in crate::core::kubeconfig) fn remove(&mut self, list: NodeId, index: usize) {
        self.children(list).removed.insert(index);
    }

    /// Makes an empty document a mapping.
    pub(in crate::core::kubeconfig) fn begin(&mut self, value: Value) {
        self.changes.fresh = Some(value);
    }

    /// The new text. Only the bytes of what was to be changed differ, and what it says was
    /// compared with what the old text said.
    ///
    /// # Errors
    /// [`EditError`], if it cannot be done safely.
    pub(in crate::core::kubeconfig) fn finish(self) -> Result<Zeroizing<String>, EditError> {
        self.finish_and(|_text| (), &OneHand).map(|(text, ())| text)
    }

    /// The new text, and what else is made of it: comparing a large one takes long, so another
    /// hand may do that meanwhile. What was made is given only with a text that is as it was
    /// meant.
    ///
    /// # Errors
    /// [`EditError`], if it cannot be done safely.
    pub(in crate::core::kubeconfig) fn finish_and<T: Send>(
        self,
        also: impl FnOnce(&str) -> T + Send,
        hands: &impl Hands,
    ) -> Result<(Zeroizing<String>, T), EditError> {
        let Self { tree, changes } = self;
        tree.refuse_shared(&changes)?;
        let text = splice(tree.text, Cuts::of(tree, &changes)?)?;
        let (verify, also) = (|| tree.verify(&changes, &text), || also(&text));
        let (verified, made) =
            if text.len() < LARGE { OneHand.both(verify, also) } else { hands.both(verify, also) };
        verified.map(|()| (text, made))
    }

    fn children(&mut self, parent: NodeId) -> &mut Children {
        self.changes.children.entry(self.tree.resolve(parent)).or_default()
    }
}

/// Puts the cuts into the text. Cuts that only take away may touch one another.
fn splice(text: &str, cuts: Vec<Cut>) -> Result<Zeroizing<String>, EditError> {
    let gain: usize = cuts.iter().map(|cut| cut.text.len()).sum();
    let mut spliced = Zeroizing::new(String::with_capacity(text.len() + gain));
    let mut done = 0;
    for Cut { range, text: new, .. } in cuts {
        if range.start < done && !new.is_empty() {
            let line = 1 + text[..range.start].matches('\n').count();
            return Err(EditError::WouldChange { line });
        }
        spliced.push_str(text.get(done..range.start).unwrap_or_default());
        spliced.push_str(&new);
        done = done.max(range.end);
    }
    spliced.push_str(&text[done..]);
    Ok(spliced)
}

impl Tree<'_> {
    /// What an anchor shares with other places is not changed in one of them.
    fn refuse_shared(&self, changes: &Changes) -> Result<(), EditError> {
        for parent in changes.children.keys() {
            self.refuse_shared_around(*parent)?;
        }
        for node in changes.replaced.keys() {
            self.refuse_shared_around(*node)?;
            self.refuse_shared_within(*node)?;
        }
        for (parent, children) in &changes.children {
            for index in &children.removed {
                match &self.nodes[*parent].kind {
                    Kind::Sequence { items, .. } => self.refuse_shared_within(items[*index])?,
                    Kind::Mapping { pairs, .. } => self.refuse_shared_within(pairs[*index].1)?,
                    Kind::Scalar(..) | Kind::Alias(_) => return Err(self.unusual(*parent)),
                }
            }
        }
        Ok(())
    }

    fn refuse_shared_around(&self, id: NodeId) -> Result<(), EditError> {
        let around = std::iter::successors(Some(id), |id| self.nodes[*id].parent);
        self.refuse_referenced(around)
    }

    fn refuse_shared_within(&self, id: NodeId) -> Result<(), EditError> {
        let within = self.nodes[id..]
            .iter()
            .take_while(|node| node.start < self.nodes[id].end.max(self.nodes[id].start + 1));
        self.refuse_referenced(id..id + within.count())
    }

    fn refuse_referenced(&self, nodes: impl IntoIterator<Item = NodeId>) -> Result<(), EditError> {
        match nodes.into_iter().find(|id| self.is_referenced(*id)) {
            Some(id) => Err(EditError::Anchored { line: self.line(id) }),
            None => Ok(()),
        }
    }
}
