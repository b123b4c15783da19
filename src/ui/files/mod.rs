//! The user's kubeconfig files: changes planned, looked at and written.

mod dialog;
mod diff;
mod entries;
mod fulfil;

pub(crate) use dialog::ChangeDialog;
