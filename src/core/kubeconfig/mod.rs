//! The kubeconfig document: kept as it came, checked, read and shown, never rewritten here.

pub mod check;
pub mod file_name;
pub mod lines;
pub mod model;
pub mod summary;
pub mod text;

pub use check::{NotAKubeconfig, check};
pub use file_name::{suggest_file_name, unique_file_names};
pub use model::Kubeconfig;
pub use summary::{Certificate, Concern, Summary};
pub use text::KubeconfigText;
