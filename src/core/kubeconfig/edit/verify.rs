//! Whether a new text says what was meant, and what the old one said elsewhere.

use std::collections::BTreeMap;

use granit_parser::ScalarStyle;

use super::editor::{Changes, Children};
use super::scalar::is_text;
use super::{EditError, Kind, NodeId, Tree, Value};

impl Tree<'_> {
    /// Whether a node has a value, however it is written.
    pub(in crate::core::kubeconfig) fn says(&self, id: NodeId, value: &Value) -> bool {
        let id = self.resolve(id);
        let node = &self.nodes[id];
        match (&node.kind, value) {
            (Kind::Scalar(own, style), Value::Text(text)) => {
                let is_text = *style != ScalarStyle::Plain || is_text(own);
                node.tag.is_none() && is_text && own == text.as_str()
            }
            (Kind::Scalar(own, ScalarStyle::Plain), Value::Word(word)) => {
                node.tag.is_none() && own == word
            }
            (Kind::Sequence { items, .. }, Value::List(values)) => {
                items.len() == values.len()
                    && items.iter().zip(values).all(|(item, value)| self.says(*item, value))
            }
            (Kind::Mapping { pairs, .. }, Value::Map(values)) => {
                let says = |((key, own), (name, value)): (&(NodeId, NodeId), &(String, Value))| {
                    self.says(*key, &Value::text(name)) && self.says(*own, value)
                };
                pairs.len() == values.len() && pairs.iter().zip(values).all(says)
            }
            _ => false,
        }
    }

    /// Reads a new text and compares it with this tree, changes apart.
    pub(super) fn verify(&self, changes: &Changes, text: &str) -> Result<(), EditError> {
        let new = Tree::read(text).map_err(|_unreadable| EditError::WouldChange { line: 1 })?;
        if let Some(fresh) = &changes.fresh {
            let meant = new.root.is_some_and(|root| new.says(root, fresh));
            return if meant { Ok(()) } else { Err(EditError::WouldChange { line: 1 }) };
        }
        let mut comparison = Comparison { old: self, new: &new, changes, anchors: BTreeMap::new() };
        match (self.root, new.root) {
            (Some(old), Some(new)) => comparison.same(old, new),
            (None, None) => Ok(()),
            (Some(_), None) | (None, Some(_)) => Err(EditError::WouldChange { line: 1 }),
        }
    }
}

/// Walks through both trees at once.
struct Comparison<'t, 'a> {
    old: &'t Tree<'a>,
    new: &'t Tree<'t>,
    changes: &'t Changes,
    /// Which anchor of the new tree stands in the place of which of the old.
    anchors: BTreeMap<usize, usize>,
}

impl Comparison<'_, '_> {
    fn same(&mut self, old: NodeId, new: NodeId) -> Result<(), EditError> {
        if let Some(value) = self.changes.replaced.get(&old) {
            return self.meant(old, self.new.says(new, value));
        }
        let properties = self.same_properties(old, new);
        self.meant(old, properties)?;
        let children = self.changes.children.get(&old);
        match (&self.old.nodes[old].kind, &self.new.nodes[new].kind) {
            (Kind::Scalar(text, style), Kind::Scalar(new_text, new_style)) => {
                self.meant(old, text == new_text && style == new_style)
            }
            (Kind::Alias(anchor), Kind::Alias(new_anchor)) => {
                self.meant(old, self.anchors.get(anchor) == Some(new_anchor))
            }
            (Kind::Sequence { items, .. }, Kind::Sequence { items: new_items, .. }) => {
                let (kept, added) = self.split(old, items, new_items, children)?;
                for (old, new) in kept {
                    self.same(*old, *new)?;
                }
                let added: Vec<_> = added.iter().map(|item| (None, *item)).collect();
                self.meant(old, self.added_as_meant(&added, children))
            }
            (Kind::Mapping { pairs, .. }, Kind::Mapping { pairs: new_pairs, .. }) => {
                let (kept, added) = self.split(old, pairs, new_pairs, children)?;
                for (old, new) in kept {
                    self.same(old.0, new.0)?;
                    self.same(old.1, new.1)?;
                }
                let added: Vec<_> = added.iter().map(|(key, item)| (Some(*key), *item)).collect();
                self.meant(old, self.added_as_meant(&added, children))
            }
            _ => self.meant(old, false),
        }
    }

    /// An error with the place of the old node, unless all is as it was meant.
    fn meant(&self, old: NodeId, as_meant: bool) -> Result<(), EditError> {
        if as_meant { Ok(()) } else { Err(EditError::WouldChange { line: self.old.line(old) }) }
    }

    /// The old children that are kept, each with the new one in its place, and the new ones
    /// after them.
    #[expect(clippy::type_complexity, reason = "two lists, taken apart at once")]
    fn split<'c, T>(
        &self,
        old: NodeId,
        children: &'c [T],
        new: &'c [T],
        changes: Option<&Children>,
    ) -> Result<(Vec<(&'c T, &'c T)>, &'c [T]), EditError> {
        let removed = |index| changes.is_some_and(|changes| changes.removed.contains(&index));
        let kept = children.iter().enumerate().filter(|(index, _)| !removed(*index));
        let kept: Vec<&T> = kept.map(|(_, child)| child).collect();
        let Some((in_place, added)) = new.split_at_checked(kept.len()) else {
            return Err(EditError::WouldChange { line: self.old.line(old) });
        };
        Ok((kept.into_iter().zip(in_place).collect(), added))
    }

    /// Tags are the same, and both have an anchor or neither.
    fn same_properties(&mut self, old: NodeId, new: NodeId) -> bool {
        let (old_node, new_node) = (&self.old.nodes[old], &self.new.nodes[new]);
        if old_node.anchor != 0 {
            self.anchors.insert(old_node.anchor, new_node.anchor);
        }
        let old_tag = old_node.tag.clone().map(|range| &self.old.text[range]);
        let new_tag = new_node.tag.clone().map(|range| &self.new.text[range]);
        old_tag == new_tag && (old_node.anchor == 0) == (new_node.anchor == 0)
    }

    fn added_as_meant(
        &self,
        added: &[(Option<NodeId>, NodeId)],
        children: Option<&Children>,
    ) -> bool {
        let meant = children.map_or(&[][..], |children| &children.added);
        added.len() == meant.len()
            && added.iter().zip(meant).all(|((key, item), (meant_key, value))| {
                let key = match (key, meant_key) {
                    (Some(key), Some(meant)) => self.new.says(*key, &Value::text(meant)),
                    (None, None) => true,
                    (Some(_), None) | (None, Some(_)) => false,
                };
                key && self.new.says(*item, value)
            })
    }
}
