//! Changes a kubeconfig's text, and only the bytes of what is changed.
//!
//! `Tree` reads the text into nodes that know where they stand. An `Editor` collects what is
//! to be replaced, removed and added, turns it into a few cuts of the text, and reads the result
//! again: every node of the old tree must be found in the new one, in its place and with its
//! value, but for what was to be changed, and that must be there as it was meant. Otherwise there
//! is an error and no text.

mod builder;
mod cuts;
mod editor;
mod error;
mod flow;
mod layout;
mod quick;
mod render;
mod scalar;
#[cfg(test)]
mod tests;
mod tree;
mod value;
mod verify;

pub(super) use editor::Editor;
pub use error::EditError;
pub(super) use tree::{Kind, NodeId, Tree};
pub(super) use value::Value;
