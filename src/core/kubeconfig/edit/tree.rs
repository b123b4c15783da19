//! A YAML document as nodes that know where their bytes stand. Aliases are not followed when
//! reading, so none can grow.

use std::borrow::Cow;
use std::collections::HashSet;
use std::ops::Range;

use granit_parser::{Parser, ScalarStyle};

use super::EditError;
use super::builder::Builder;
use super::quick::QuickInput;
use super::scalar::is_text;

/// How deep lists and mappings may nest; a kubeconfig needs fewer than ten levels.
const MAX_DEPTH: usize = 100;

/// How many mappings are merged in by `<<`, and how many keys each may have: more is no
/// kubeconfig, but a way to make reading slow.
const MAX_MERGED: usize = 64;

/// Which node of a [`Tree`].
pub(in crate::core::kubeconfig) type NodeId = usize;

/// What a node is.
pub(in crate::core::kubeconfig) enum Kind<'a> {
    /// A text; whether it is quoted decides whether it may be read as a number, say.
    Scalar(Cow<'a, str>, ScalarStyle),
    /// A list.
    Sequence { flow: bool, items: Vec<NodeId> },
    /// A mapping.
    Mapping { flow: bool, pairs: Vec<(NodeId, NodeId)> },
    /// `*name`, with the number of the anchor.
    Alias(usize),
}

/// A node and its place.
pub(in crate::core::kubeconfig) struct Node<'a> {
    pub(in crate::core::kubeconfig) kind: Kind<'a>,
    pub(super) parent: Option<NodeId>,
    /// Where it begins with its anchor and tag.
    pub(super) start: usize,
    /// Where it begins without; in a block scalar, the first line below the `|`.
    pub(super) content: usize,
    /// Where it ends; in a block scalar, past its last line break.
    pub(super) end: usize,
    /// The number of its anchor, or 0.
    pub(super) anchor: usize,
    /// Its tag as written.
    pub(super) tag: Option<Range<usize>>,
}

/// A document.
pub(in crate::core::kubeconfig) struct Tree<'a> {
    pub(super) text: &'a str,
    pub(super) nodes: Vec<Node<'a>>,
    /// The outermost node; none in an empty document.
    pub(super) root: Option<NodeId>,
    /// The node of each anchor that an alias refers to, by its number.
    pub(super) referenced: Vec<Option<NodeId>>,
}

impl<'a> Tree<'a> {
    /// Reads one document.
    pub(in crate::core::kubeconfig) fn read(text: &'a str) -> Result<Self, EditError> {
        refuse_odd_line_breaks(text)?;
        let options = granit_parser::options! {
            emit_anchor_events: true,
            emit_comments: false,
            block_scalar_eof_without_line_feed: true,
            flow_nesting_limit: MAX_DEPTH,
            block_nesting_limit: MAX_DEPTH
        };
        let mut builder = Builder::new(text);
        for event in Parser::with_options(QuickInput::new(text), options) {
            let (event, span) =
                event.map_err(|error| EditError::NotYaml { line: error.marker().line() })?;
            let Some(range) = span.byte_range() else {
                return Err(EditError::NotYaml { line: span.start.line() });
            };
            let tag = span.tag_span().and_then(|tag| tag.byte_range());
            builder.take(event, range, tag)?;
        }
        Ok(builder.finish())
    }

    /// The outermost node; none in an empty document.
    pub(in crate::core::kubeconfig) fn root(&self) -> Option<NodeId> {
        self.root
    }

    /// What a node is.
    pub(in crate::core::kubeconfig) fn kind(&self, id: NodeId) -> &Kind<'a> {
        &self.nodes[id].kind
    }

    /// A node, or what it stands for if it is an alias.
    pub(in crate::core::kubeconfig) fn resolve(&self, id: NodeId) -> NodeId {
        match self.nodes[id].kind {
            Kind::Alias(anchor) => self.referenced.get(anchor).copied().flatten().unwrap_or(id),
            Kind::Scalar(..) | Kind::Sequence { .. } | Kind::Mapping { .. } => id,
        }
    }

    /// A scalar's text; none for null and for anything else.
    pub(in crate::core::kubeconfig) fn scalar(&self, id: NodeId) -> Option<&Cow<'a, str>> {
        match &self.nodes[self.resolve(id)].kind {
            Kind::Scalar(value, _) if !self.is_null(id) => Some(value),
            Kind::Scalar(..) | Kind::Sequence { .. } | Kind::Mapping { .. } | Kind::Alias(_) => {
                None
            }
        }
    }

    /// Whether a node is null, by a word or by nothing at all.
    pub(in crate::core::kubeconfig) fn is_null(&self, id: NodeId) -> bool {
        matches!(&self.nodes[self.resolve(id)].kind, Kind::Scalar(value, ScalarStyle::Plain)
            if matches!(value.as_ref(), "" | "~" | "null" | "Null" | "NULL"))
    }

    /// The items of a list; none for null and anything else.
    pub(in crate::core::kubeconfig) fn items(&self, id: NodeId) -> &[NodeId] {
        match &self.nodes[self.resolve(id)].kind {
            Kind::Sequence { items, .. } => items,
            Kind::Scalar(..) | Kind::Mapping { .. } | Kind::Alias(_) => &[],
        }
    }

    /// The pairs of a mapping; none for null and anything else.
    pub(in crate::core::kubeconfig) fn pairs(&self, id: NodeId) -> &[(NodeId, NodeId)] {
        match &self.nodes[self.resolve(id)].kind {
            Kind::Mapping { pairs, .. } => pairs,
            Kind::Scalar(..) | Kind::Sequence { .. } | Kind::Alias(_) => &[],
        }
    }

    /// The position of a key among a mapping's own pairs; the last one, as parsers take it.
    pub(in crate::core::kubeconfig) fn own(&self, mapping: NodeId, key: &str) -> Option<usize> {
        self.pairs(mapping).iter().rposition(|(own, _)| self.is_key(*own, key))
    }

    /// The value of a key, if need be through a merge key (`<<`), one level deep.
    pub(in crate::core::kubeconfig) fn get(&self, mapping: NodeId, key: &str) -> Option<NodeId> {
        let pairs = self.pairs(mapping);
        if let Some(own) = self.own(mapping, key) {
            return Some(pairs[own].1);
        }
        let (_, merged) = pairs.iter().find(|(own, _)| self.is_key(*own, "<<"))?;
        let sources = match self.items(*merged) {
            [] => std::slice::from_ref(merged),
            several => several,
        };
        let sources = sources.iter().take(MAX_MERGED);
        let mut short = sources.filter(|source| self.pairs(**source).len() <= MAX_MERGED);
        short.find_map(|source| Some(self.pairs(*source)[self.own(*source, key)?].1))
    }

    /// The keys of a mapping, those that are merged in (`<<`) last.
    pub(in crate::core::kubeconfig) fn keys(&self, mapping: NodeId) -> Vec<String> {
        let names = |id: NodeId| {
            let names = self.pairs(id).iter().filter_map(|(key, _)| self.scalar(*key));
            names.map(ToString::to_string).collect::<Vec<_>>()
        };
        let mut keys = names(mapping);
        if let Some(merged) = self.own(mapping, "<<") {
            let merged = self.pairs(mapping)[merged].1;
            let sources = self.items(merged).iter().take(MAX_MERGED).copied().chain([merged]);
            keys.extend(sources.flat_map(names));
        }
        let mut seen = HashSet::new();
        keys.retain(|key| key != "<<" && seen.insert(key.clone()));
        keys
    }

    /// Whether a scalar is a number, a boolean or the like, and not a text.
    pub(in crate::core::kubeconfig) fn is_word(&self, id: NodeId) -> bool {
        let Node { kind, tag, .. } = &self.nodes[id];
        let plain = matches!(kind, Kind::Scalar(text, ScalarStyle::Plain) if !is_text(text));
        plain && tag.is_none()
    }

    /// Whether a node has no tag, or one that says that it is a text, a list or a mapping, which
    /// it is. Of others only their reader knows what they make of it.
    pub(in crate::core::kubeconfig) fn has_tag_of_its_kind(&self, id: NodeId) -> bool {
        let Node { kind, tag, .. } = &self.nodes[id];
        let Some(tag) = tag.clone().and_then(|tag| self.text.get(tag)) else { return true };
        match kind {
            Kind::Scalar(..) => ["!", "!!str", "!<tag:yaml.org,2002:str>"].contains(&tag),
            Kind::Sequence { .. } => ["!", "!!seq"].contains(&tag),
            Kind::Mapping { .. } => ["!", "!!map"].contains(&tag),
            Kind::Alias(_) => false,
        }
    }

    /// The text of a key's value.
    pub(in crate::core::kubeconfig) fn text_of(&self, mapping: NodeId, key: &str) -> Option<&str> {
        self.scalar(self.get(mapping, key)?).map(Cow::as_ref)
    }

    /// Whether an alias refers to the node.
    pub(super) fn is_referenced(&self, id: NodeId) -> bool {
        self.referenced.get(self.nodes[id].anchor) == Some(&Some(id))
    }

    /// The line that a node begins in, from 1.
    pub(in crate::core::kubeconfig) fn line(&self, id: NodeId) -> usize {
        line_at(self.text, self.nodes[id].start)
    }

    fn is_key(&self, id: NodeId, key: &str) -> bool {
        matches!(&self.nodes[self.resolve(id)].kind, Kind::Scalar(own, _) if own == key)
    }
}

/// The line of a byte, from 1.
fn line_at(text: &str, at: usize) -> usize {
    text.as_bytes()[..at].split(|byte| *byte == b'\n').count()
}

/// YAML 1.2 reads on where YAML 1.1 (kubectl, Python) begins a new line: what this editor leaves
/// alone would not be what they see.
fn refuse_odd_line_breaks(text: &str) -> Result<(), EditError> {
    let bytes = text.as_bytes();
    let lone = memchr::memchr_iter(b'\r', bytes).find(|at| bytes.get(at + 1) != Some(&b'\n'));
    let wide = |text: &str| text.find(['\u{85}', '\u{2028}', '\u{2029}']);
    let wide = if text.is_ascii() { None } else { wide(text) };
    let first = lone.into_iter().chain(wide).min();
    first.map_or(Ok(()), |at| Err(EditError::OddLineBreak { line: line_at(text, at) }))
}
