//! Makes a tree from the parser's events, and corrects the places that they give.

use std::ops::Range;

use granit_parser::{Event, ScalarStyle, StructureStyle};

use super::tree::Node;
use super::{EditError, Kind, NodeId, Tree};

/// About so many bytes come to a node where most of them are base64.
const BYTES_PER_NODE: usize = 128;

/// Makes a tree, event by event.
pub(super) struct Builder<'a> {
    tree: Tree<'a>,
    /// The collections that are open, each with the key that waits for its value.
    open: Vec<(NodeId, Option<NodeId>)>,
    documents: usize,
    anchors: Vec<Option<NodeId>>,
}

impl<'a> Builder<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        // Room at once: growing would copy what there is again and again.
        let nodes = Vec::with_capacity(text.len() / BYTES_PER_NODE);
        let tree = Tree { text, nodes, root: None, referenced: Vec::new() };
        Self { tree, open: Vec::new(), documents: 0, anchors: Vec::new() }
    }

    pub(super) fn take(
        &mut self,
        event: Event<'a>,
        range: Range<usize>,
        tag: Option<Range<usize>>,
    ) -> Result<(), EditError> {
        match event {
            Event::DocumentStart(..) => self.documents += 1,
            Event::Scalar(value, style, ..) => {
                let range = self.extent_of_scalar(&value, style, range);
                self.add(Kind::Scalar(value, style), range, tag);
            }
            Event::SequenceStart(style, ..) => {
                let flow = style == StructureStyle::Flow;
                self.open(Kind::Sequence { flow, items: Vec::new() }, range, tag);
            }
            Event::MappingStart(style, ..) => {
                let flow = style == StructureStyle::Flow;
                self.open(Kind::Mapping { flow, pairs: Vec::new() }, range, tag);
            }
            Event::SequenceEnd | Event::MappingEnd => self.close(range),
            Event::Alias(anchor) => {
                if self.tree.referenced.len() <= anchor {
                    self.tree.referenced.resize(anchor + 1, None);
                }
                self.tree.referenced[anchor] = self.anchors.get(anchor).copied().flatten();
                self.add(Kind::Alias(anchor), range, tag);
            }
            Event::Anchor(anchor, _) => self.anchor(anchor, range.start),
            _ => {}
        }
        if self.documents > 1 { Err(EditError::SeveralDocuments) } else { Ok(()) }
    }

    pub(super) fn finish(self) -> Tree<'a> {
        self.tree
    }

    /// Adds a node to the collection that is open.
    fn add(&mut self, kind: Kind<'a>, range: Range<usize>, tag: Option<Range<usize>>) -> NodeId {
        let id = self.tree.nodes.len();
        let parent = self.open.last().map(|(parent, _)| *parent);
        let start = tag.as_ref().map_or(range.start, |tag| tag.start.min(range.start));
        let node =
            Node { kind, parent, start, content: range.start, end: range.end, anchor: 0, tag };
        self.tree.nodes.push(node);
        let Some((parent, waiting)) = self.open.last_mut() else {
            self.tree.root = Some(id);
            return id;
        };
        match &mut self.tree.nodes[*parent].kind {
            Kind::Sequence { items, .. } => items.push(id),
            Kind::Mapping { pairs, .. } => match waiting.take() {
                Some(key) => pairs.push((key, id)),
                None => *waiting = Some(id),
            },
            Kind::Scalar(..) | Kind::Alias(_) => {}
        }
        id
    }

    fn open(&mut self, kind: Kind<'a>, range: Range<usize>, tag: Option<Range<usize>>) {
        let id = self.add(kind, range, tag);
        self.open.push((id, None));
    }

    /// A block collection ends where its last child does; the parser says where the next begins.
    fn close(&mut self, range: Range<usize>) {
        let Some((id, _)) = self.open.pop() else { return };
        let nodes = &self.tree.nodes;
        let last = match &nodes[id].kind {
            Kind::Sequence { items, .. } => items.last().map(|item| nodes[*item].end),
            Kind::Mapping { pairs, .. } => {
                pairs.last().map(|(key, value)| nodes[*key].end.max(nodes[*value].end))
            }
            Kind::Scalar(..) | Kind::Alias(_) => None,
        };
        let end = if range.is_empty() { last.unwrap_or(range.end) } else { range.end };
        self.tree.nodes[id].end = end;
    }

    /// The event comes after its node, the place before it.
    fn anchor(&mut self, anchor: usize, start: usize) {
        let Some((id, node)) = self.tree.nodes.iter_mut().enumerate().next_back() else { return };
        node.anchor = anchor;
        node.start = node.start.min(start);
        if self.anchors.len() <= anchor {
            self.anchors.resize(anchor + 1, None);
        }
        self.anchors[anchor] = Some(id);
    }

    fn extent_of_scalar(
        &self,
        value: &str,
        style: ScalarStyle,
        range: Range<usize>,
    ) -> Range<usize> {
        let text = self.tree.text;
        if matches!(style, ScalarStyle::Literal | ScalarStyle::Folded) {
            return range.start..end_of_block_scalar(text, value, &range);
        }
        let waiting = self.open.last().and_then(|(_, key)| *key);
        match waiting {
            // Nothing at all: the parser puts it before the colon, it stands after.
            Some(key) if range.is_empty() && range.start == self.tree.nodes[key].end => {
                let rest = &text[range.end..];
                let blank = rest.len() - rest.trim_start().len();
                let colon = rest[blank..].starts_with(':');
                let at = if colon { range.end + blank + 1 } else { range.end };
                at..at
            }
            Some(_) | None => range,
        }
    }
}

/// Past the last line of a block scalar. The parser takes the blank lines after it, and the
/// indentation of the next line; they are part of it only if it keeps them (`|+`).
fn end_of_block_scalar(text: &str, value: &str, range: &Range<usize>) -> usize {
    let own = &text[range.clone()];
    let after_last_break = own.rfind('\n').map_or(0, |at| at + 1);
    if !own[after_last_break..].trim().is_empty() {
        return range.end;
    }
    let lines = &own[..after_last_break];
    if value.ends_with("\n\n") || value.trim_end_matches('\n').is_empty() {
        return range.start + lines.len();
    }
    let trimmed = lines.trim_end();
    let last = lines[trimmed.len()..].find('\n').map_or(lines.len(), |at| trimmed.len() + at + 1);
    range.start + last
}
