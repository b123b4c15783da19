//! Changes of the user's kubeconfig files: asked for, looked at, written, undone. The pure plan
//! is made and written by the worker; here it is shown and chosen from.

mod asked;
mod dialog;
mod diff;
mod entries;
mod fulfil;
mod table;

pub(crate) use asked::Asked;
pub(crate) use dialog::{Around, ChangeDialog};
