//! Turns changes into cuts: which bytes of the text give way to which others.

use std::cmp::Reverse;
use std::ops::Range;

use zeroize::Zeroizing;

use super::editor::{Changes, Children};
use super::render::Style;
use super::scalar::in_block;
use super::{EditError, Kind, NodeId, Tree, Value};

/// Bytes that give way to others.
pub(super) struct Cut {
    pub(super) range: Range<usize>,
    pub(super) text: Zeroizing<String>,
    /// For which node: of two insertions at one place, the inner one comes first.
    node: NodeId,
}

/// The cuts of a tree's text.
pub(super) struct Cuts<'t, 'a> {
    pub(super) tree: &'t Tree<'a>,
    pub(super) style: Style,
    /// The node that is being changed.
    node: NodeId,
    made: Vec<Cut>,
}

impl<'t, 'a> Cuts<'t, 'a> {
    /// The cuts that make the changes, in the order of the text.
    pub(super) fn of(tree: &'t Tree<'a>, changes: &Changes) -> Result<Vec<Cut>, EditError> {
        let mut cuts = Self { tree, style: tree.style(), node: 0, made: Vec::new() };
        for (node, value) in &changes.replaced {
            cuts.node = *node;
            cuts.replace(*node, value)?;
        }
        for (parent, children) in &changes.children {
            cuts.node = *parent;
            if tree.is_flow(*parent) {
                cuts.children_in_flow(*parent, children)?;
            } else {
                cuts.children_in_block(*parent, children)?;
            }
        }
        if let Some(value) = &changes.fresh {
            cuts.begin(value);
        }
        let mut cuts = cuts.made;
        cuts.sort_by_key(|cut| (cut.range.start, cut.range.end, Reverse(cut.node)));
        Ok(cuts)
    }

    pub(super) fn cut(&mut self, range: Range<usize>, text: String) {
        self.made.push(Cut { range, text: Zeroizing::new(text), node: self.node });
    }

    /// Replaces a node that is an item or the value of a pair.
    fn replace(&mut self, id: NodeId, value: &Value) -> Result<(), EditError> {
        let (tree, style) = (self.tree, self.style);
        let node = &tree.nodes[id];
        let parent = node.parent.ok_or_else(|| tree.unusual(id))?;
        if tree.is_flow(parent) {
            let text = style.flow(value, tree.spread(parent));
            let space = if node.start == node.end { " " } else { "" };
            self.cut(node.start..node.end, format!("{space}{text}"));
            return Ok(());
        }
        let column = tree.children_column(parent)?;
        match &tree.nodes[parent].kind {
            Kind::Sequence { items, .. } => {
                let index = items.iter().position(|item| *item == id);
                let lines = tree.child(parent, index.ok_or_else(|| tree.unusual(id))?)?;
                let line_break = self.line_break_of(&lines);
                let indent = " ".repeat(column);
                self.cut(lines, format!("{indent}{}{line_break}", style.item(value, column)));
            }
            Kind::Mapping { pairs, .. } => {
                let pair = pairs.iter().find(|(_, own)| *own == id);
                let (key, _) = *pair.ok_or_else(|| tree.unusual(id))?;
                self.replace_value(key, id, value, column)?;
            }
            Kind::Scalar(..) | Kind::Alias(_) => return Err(tree.unusual(parent)),
        }
        Ok(())
    }

    /// Replaces the value of a pair in block style, whose key stands at a column.
    fn replace_value(
        &mut self,
        key: NodeId,
        id: NodeId,
        value: &Value,
        column: usize,
    ) -> Result<(), EditError> {
        let (tree, style) = (self.tree, self.style);
        let node = &tree.nodes[id];
        let colon = tree.colon(key).filter(|colon| *colon <= node.start);
        let colon = colon.ok_or_else(|| tree.unusual(key))?;
        let one_line = !tree.text[colon..node.end].contains('\n');
        match (&node.kind, value) {
            (Kind::Scalar(_, written), Value::Text(text)) if node.start < node.end => {
                let bare = node.tag.is_none() && node.anchor == 0;
                let start = if bare { tree.header(id, colon) } else { node.start };
                let line_break = self.line_break_of(&(start..node.end));
                self.cut(start..node.end, format!("{}{line_break}", in_block(text, *written)));
            }
            _ if one_line && !value.has_children() => {
                self.cut(colon..node.end, style.after_key(value, column));
            }
            // A comment behind the key stays there, the lines go below.
            _ if one_line => {
                self.cut(colon..node.end, String::new());
                let lines = style.after_key(value, column);
                let lines = lines.trim_start_matches(['\r', '\n']);
                self.insert_lines(tree.lines_end(node.end), lines);
            }
            _ => {
                let lines = colon..tree.lines_end(node.end);
                let line_break = self.line_break_of(&lines);
                self.cut(lines, format!("{}{line_break}", style.after_key(value, column)));
            }
        }
        Ok(())
    }

    /// The line break to put where these bytes end with one.
    fn line_break_of(&self, range: &Range<usize>) -> &'static str {
        if self.tree.text[range.clone()].ends_with('\n') { self.style.line_break } else { "" }
    }

    /// Lines at a place that begins one, or is the end of a text without a last line break,
    /// which then ends without one again.
    fn insert_lines(&mut self, at: usize, lines: &str) {
        let (line_break, before) = (self.style.line_break, &self.tree.text[..at]);
        let begins = matches!(before, "" | "\u{feff}") || before.ends_with('\n');
        let text =
            if begins { format!("{lines}{line_break}") } else { format!("{line_break}{lines}") };
        self.cut(at..at, text);
    }

    /// The children of a list or mapping in block style, each on lines of its own.
    fn children_in_block(&mut self, parent: NodeId, children: &Children) -> Result<(), EditError> {
        let (tree, style) = (self.tree, self.style);
        let column = tree.children_column(parent)?;
        let removed = children.removed.iter().map(|index| tree.child(parent, *index));
        for lines in joined(removed.collect::<Result<_, _>>()?) {
            let Range { mut start, end } = lines;
            // The end of a text without a last line break takes the one before with it.
            if !tree.text[..end].ends_with('\n') {
                let before = &tree.text[..start];
                let before = before.strip_suffix('\n').unwrap_or(before);
                start = before.strip_suffix('\r').unwrap_or(before).len();
            }
            self.cut(start..end, String::new());
        }
        if children.added.is_empty() {
            return self.leave_empty(parent, children);
        }
        let indent = " ".repeat(column);
        let added = children.added.iter().map(|(key, value)| match key {
            Some(key) => format!("{indent}{}", style.pair(key, value, column)),
            None => format!("{indent}{}", style.item(value, column)),
        });
        let lines = added.collect::<Vec<_>>().join(style.line_break);
        self.insert_lines(tree.after_last_child(parent, column), &lines);
        Ok(())
    }

    /// A collection that has lost all its children is written as an empty one.
    fn leave_empty(&mut self, parent: NodeId, children: &Children) -> Result<(), EditError> {
        let tree = self.tree;
        let empty = match tree.nodes[parent].kind {
            Kind::Sequence { .. } => " []",
            Kind::Mapping { .. } | Kind::Scalar(..) | Kind::Alias(_) => " {}",
        };
        if children.removed.len() < tree.count(parent) {
            return Ok(());
        }
        let outer = tree.nodes[parent].parent.filter(|_| tree.nodes[parent].anchor == 0);
        let pair = outer.and_then(|outer| tree.pairs(outer).iter().find(|(_, own)| *own == parent));
        let colon = pair.and_then(|(key, _)| tree.colon(*key));
        let colon = colon.ok_or_else(|| tree.unusual(parent))?;
        let at = tree.nodes[parent].tag.as_ref().map_or(colon, |tag| tag.end);
        self.cut(at..at, empty.to_owned());
        Ok(())
    }

    /// An empty document becomes a mapping, below its comments.
    fn begin(&mut self, value: &Value) {
        self.style.list_indent = 0;
        let lines = self.style.block(value, 0);
        self.insert_lines(self.tree.text.len(), &lines);
    }
}

/// Ranges in order, those that touch as one.
fn joined(ranges: Vec<Range<usize>>) -> Vec<Range<usize>> {
    let mut joined: Vec<Range<usize>> = Vec::new();
    for range in ranges {
        match joined.last_mut() {
            Some(last) if last.end == range.start => last.end = range.end,
            Some(_) | None => joined.push(range),
        }
    }
    joined
}
