//! The cuts for lists and mappings in flow style, as in JSON: children and the commas between
//! them, on one line or on lines of their own.

use std::ops::Range;

use super::cuts::Cuts;
use super::editor::Children;
use super::render::Spread;
use super::{EditError, NodeId};

/// A child in flow style.
struct Child {
    range: Range<usize>,
    removed: bool,
    /// The comma after it, on the same line.
    comma: Option<usize>,
}

impl Cuts<'_, '_> {
    /// The children of a list or mapping in flow style, with the commas between them.
    pub(super) fn children_in_flow(
        &mut self,
        parent: NodeId,
        children: &Children,
    ) -> Result<(), EditError> {
        let (tree, style, spread) = (self.tree, self.style, self.tree.spread(parent));
        let node = &tree.nodes[parent];
        if !tree.text[node.content..].starts_with(['[', '{']) {
            return Err(tree.unusual(parent));
        }
        let added = children.added.iter().map(|(key, value)| match key {
            Some(key) => style.flow_pair(key, value, spread),
            None => style.flow(value, spread),
        });
        let added: Vec<String> = added.collect();
        let separator = style.separator(spread);
        let all = (0..tree.count(parent)).map(|index| self.child(parent, index, children));
        let all = all.collect::<Result<Vec<_>, _>>()?;
        let Some(last) = all.iter().rposition(|child| !child.removed) else {
            self.cut(node.content + 1..node.end - 1, frame(&added, &separator, spread));
            return Ok(());
        };
        let on_lines = matches!(spread, Spread::Lines { .. })
            && all.iter().all(|child| self.has_own_lines(child));
        if on_lines {
            self.lines_of_flow(&all, last, &added, &separator);
        } else {
            self.line_of_flow(&all, last, &added, &separator);
        }
        Ok(())
    }

    fn child(&self, parent: NodeId, index: usize, children: &Children) -> Result<Child, EditError> {
        let range = self.tree.child(parent, index)?;
        let rest = &self.tree.text[range.end..];
        let blank = rest.len() - rest.trim_start_matches([' ', '\t']).len();
        let comma = rest[blank..].starts_with(',').then_some(range.end + blank);
        Ok(Child { range, removed: children.removed.contains(&index), comma })
    }

    /// Whether nothing but white space and comments shares a child's lines.
    fn has_own_lines(&self, child: &Child) -> bool {
        let end = child.comma.map_or(child.range.end, |comma| comma + 1);
        let rest = self.tree.text[end..].lines().next().unwrap_or_default().trim_start();
        self.tree.begins_line(child.range.start) && (rest.is_empty() || rest.starts_with('#'))
    }

    /// Children on lines of their own: comments stay in the lines that they are in.
    fn lines_of_flow(&mut self, all: &[Child], last: usize, added: &[String], separator: &str) {
        let tree = self.tree;
        for child in all.iter().filter(|child| child.removed) {
            let lines = tree.line_start(child.range.start)..tree.lines_end(child.range.end);
            self.cut(lines, String::new());
        }
        let (end, comma) = (all[last].range.end, all[last].comma);
        let trailing = all.last().is_some_and(|child| child.comma.is_some());
        match (comma, added.is_empty()) {
            (Some(comma), true) if !trailing => self.cut(comma..comma + 1, String::new()),
            (_, true) => {}
            (comma, false) => {
                if comma.is_none() {
                    self.cut(end..end, ",".to_owned());
                }
                let rest = tree.text[end..].lines().next().unwrap_or_default();
                let lead = separator.trim_start_matches(',');
                let closing = if trailing { "," } else { "" };
                let lines = format!("{lead}{}{closing}", added.join(separator));
                self.cut(end + rest.len()..end + rest.len(), lines);
            }
        }
    }

    /// Children in one line.
    fn line_of_flow(&mut self, all: &[Child], last: usize, added: &[String], separator: &str) {
        let mut kept = false;
        for (index, child) in all.iter().enumerate() {
            if !child.removed {
                kept = true;
            } else if kept {
                self.cut(all[index - 1].range.end..child.range.end, String::new());
            } else {
                self.cut(child.range.start..all[index + 1].range.start, String::new());
            }
        }
        let text: String = added.iter().map(|child| format!("{separator}{child}")).collect();
        let end = all[last].range.end;
        self.cut(end..end, text);
    }
}

/// The children of a collection that has no others: on lines of their own if the surroundings
/// are.
fn frame(children: &[String], separator: &str, spread: Spread) -> String {
    let inner = children.join(separator);
    match spread {
        Spread::Lines { indent, unit } if !inner.is_empty() => {
            let lead = separator.trim_start_matches(',');
            let line_break = lead.trim_end_matches(' ');
            format!("{lead}{inner}{line_break}{}", " ".repeat(indent.saturating_sub(unit)))
        }
        Spread::Lines { .. } | Spread::OneLine => inner,
    }
}
