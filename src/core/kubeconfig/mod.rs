//! The kubeconfig document: kept as it came, checked, read and shown. The user's file is edited
//! as text ([`edit`]); nothing is ever written from the parsed model.

pub mod check;
pub mod contexts;
pub mod edit;
mod entries;
pub mod exec;
pub mod file_name;
pub mod hands;
pub mod lines;
pub mod manage;
pub mod mark;
pub mod merge;
pub mod model;
pub mod overview;
mod rewrite;
pub mod summary;
pub mod text;
pub mod token;

pub use check::{NotAKubeconfig, check};
pub use file_name::{file_name_of_context, suggest_file_name, unique_file_names};
pub use model::Kubeconfig;
pub use summary::{Certificate, Concern, Summary};
pub use text::KubeconfigText;
