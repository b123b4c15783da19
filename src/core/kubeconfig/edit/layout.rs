//! Where things stand: lines, columns, dashes, and the bytes that belong to a child of a list or
//! mapping.

use std::ops::Range;

use super::render::{Spread, Style};
use super::{EditError, Kind, NodeId, Tree};

/// The mark that some editors set before the first line.
const BOM: &str = "\u{feff}";

impl Tree<'_> {
    /// How the text is written, for what is written into it.
    pub(super) fn style(&self) -> Style {
        let first = self.text.find('\n').unwrap_or(0);
        let crlf = self.text[..first].ends_with('\r');
        Style { line_break: if crlf { "\r\n" } else { "\n" }, list_indent: self.list_indent() }
    }

    /// How much deeper than their keys the outermost lists stand.
    fn list_indent(&self) -> usize {
        let Some(root) = self.root else { return 0 };
        let deeper = self.pairs(root).iter().find_map(|(key, value)| {
            let Kind::Sequence { flow: false, items } = &self.nodes[*value].kind else {
                return None;
            };
            let dash = self.dash(items, 0)?;
            Some(self.column(dash)? > self.column(self.nodes[*key].start)?)
        });
        if deeper == Some(true) { 2 } else { 0 }
    }

    /// The first byte of a line.
    pub(super) fn line_start(&self, at: usize) -> usize {
        let start = self.text[..at].rfind('\n').map_or(0, |at| at + 1);
        if start == 0 && self.text.starts_with(BOM) { BOM.len().min(at) } else { start }
    }

    /// Past the line break of the line that something ends in; of a block scalar, which ends
    /// with its own line break, this is its end.
    pub(super) fn lines_end(&self, at: usize) -> usize {
        if self.text[..at].ends_with('\n') {
            return at;
        }
        self.text[at..].find('\n').map_or(self.text.len(), |further| at + further + 1)
    }

    /// How far a byte is from the start of its line; none unless spaces and dashes stand before.
    pub(super) fn column(&self, at: usize) -> Option<usize> {
        let before = &self.text[self.line_start(at)..at];
        before.bytes().all(|byte| matches!(byte, b' ' | b'-')).then_some(before.len())
    }

    /// Whether nothing but spaces stands before a byte on its line.
    pub(super) fn begins_line(&self, at: usize) -> bool {
        self.text[self.line_start(at)..at].bytes().all(|byte| byte == b' ')
    }

    /// Where the dash of an item in block style stands: it begins the item's line, or one above
    /// with nothing but comments between.
    pub(super) fn dash(&self, items: &[NodeId], index: usize) -> Option<usize> {
        let floor = index.checked_sub(1).map_or(0, |before| self.nodes[items[before]].end);
        let mut at = self.nodes[items[index]].start;
        loop {
            let start = self.line_start(at);
            let line = self.text[start..].lines().next().unwrap_or_default();
            let dash = start + line.len() - line.trim_start_matches(' ').len();
            if dash < floor {
                return None;
            }
            if self.text[dash..].starts_with('-') {
                return Some(dash);
            }
            at = start.checked_sub(1)?;
        }
    }

    /// The bytes of a list's item or a mapping's pair: in block style whole lines.
    pub(super) fn child(&self, parent: NodeId, index: usize) -> Result<Range<usize>, EditError> {
        let (flow, start, end) = match &self.nodes[parent].kind {
            Kind::Sequence { flow, items } => {
                let node = &self.nodes[items[index]];
                let start = if *flow { Some(node.start) } else { self.dash(items, index) };
                (*flow, start, node.end)
            }
            Kind::Mapping { flow, pairs } => {
                let (key, value) = pairs[index];
                let end = self.nodes[key].end.max(self.nodes[value].end);
                (*flow, Some(self.nodes[key].start), end)
            }
            Kind::Scalar(..) | Kind::Alias(_) => return Err(self.unusual(parent)),
        };
        match start {
            Some(start) if flow => Ok(start..end),
            Some(start) if self.begins_line(start) => {
                Ok(self.line_start(start)..self.lines_end(end))
            }
            Some(_) | None => Err(self.unusual(parent)),
        }
    }

    /// The column at which the children of a collection in block style stand.
    pub(super) fn children_column(&self, parent: NodeId) -> Result<usize, EditError> {
        let first = match &self.nodes[parent].kind {
            Kind::Sequence { items, .. } => self.dash(items, 0),
            Kind::Mapping { pairs, .. } => pairs.first().map(|(key, _)| self.nodes[*key].start),
            Kind::Scalar(..) | Kind::Alias(_) => None,
        };
        first.and_then(|at| self.column(at)).ok_or_else(|| self.unusual(parent))
    }

    /// Where a further child of a collection in block style goes: after the last, and after
    /// comments below it that stand deeper and so belong to it.
    pub(super) fn after_last_child(&self, parent: NodeId, column: usize) -> usize {
        let mut at = self.lines_end(self.nodes[parent].end);
        while let Some(line) = self.text[at..].split_inclusive('\n').next() {
            let inner = line.trim_start_matches(' ');
            if !inner.starts_with('#') || line.len() - inner.len() <= column {
                break;
            }
            at += line.len();
        }
        at
    }

    /// How a collection in flow style is spread, for its children; an empty one like the one
    /// around it.
    pub(super) fn spread(&self, id: NodeId) -> Spread {
        let Some(parent) = self.nodes[id].parent else { return self.spread_of_children(id) };
        match (self.first_child(id), self.spread_of_children(id)) {
            (Some(_), spread) => spread,
            (None, _) => match self.spread(parent) {
                Spread::OneLine => Spread::OneLine,
                Spread::Lines { indent, unit } => Spread::Lines { indent: indent + unit, unit },
            },
        }
    }

    fn spread_of_children(&self, id: NodeId) -> Spread {
        let child = self.first_child(id).filter(|_| self.is_flow(id));
        let Some(child) = child.filter(|child| self.begins_line(*child)) else {
            return Spread::OneLine;
        };
        let own_line = self.line_start(self.nodes[id].start);
        let line = &self.text[own_line..];
        let outer = line.len() - line.trim_start_matches(' ').len();
        let indent = child - self.line_start(child);
        Spread::Lines { indent, unit: indent.saturating_sub(outer).clamp(1, 8) }
    }

    fn first_child(&self, id: NodeId) -> Option<usize> {
        let first = match &self.nodes[id].kind {
            Kind::Sequence { items, .. } => items.first().copied(),
            Kind::Mapping { pairs, .. } => pairs.first().map(|(key, _)| *key),
            Kind::Scalar(..) | Kind::Alias(_) => None,
        };
        first.map(|child| self.nodes[child].start)
    }

    /// How many children a list or mapping has.
    pub(super) fn count(&self, id: NodeId) -> usize {
        match &self.nodes[id].kind {
            Kind::Sequence { items, .. } => items.len(),
            Kind::Mapping { pairs, .. } => pairs.len(),
            Kind::Scalar(..) | Kind::Alias(_) => 0,
        }
    }

    /// Whether it is a list or mapping in flow style.
    pub(super) fn is_flow(&self, id: NodeId) -> bool {
        matches!(
            self.nodes[id].kind,
            Kind::Sequence { flow: true, .. } | Kind::Mapping { flow: true, .. }
        )
    }

    /// Past the colon after a key.
    pub(super) fn colon(&self, key: NodeId) -> Option<usize> {
        let end = self.nodes[key].end;
        let rest = &self.text[end..];
        let blank = rest.len() - rest.trim_start_matches([' ', '\t']).len();
        rest[blank..].starts_with(':').then_some(end + blank + 1)
    }

    /// Where a block scalar's `|` or `>` stands; of anything else, where its content begins.
    pub(super) fn header(&self, id: NodeId, floor: usize) -> usize {
        let node = &self.nodes[id];
        let mut at = floor;
        while at < node.content {
            match self.text.as_bytes()[at] {
                b'|' | b'>' => return at,
                b'#' => at = self.lines_end(at),
                _ => at += 1,
            }
        }
        node.content
    }

    /// The error for what cannot be edited because of how it is written.
    pub(super) fn unusual(&self, id: NodeId) -> EditError {
        EditError::UnusualLayout { line: self.line(id) }
    }
}
