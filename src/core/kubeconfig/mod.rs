//! The kubeconfig document: kept as it came, checked, read and shown, never rewritten here.

pub mod text;

pub use text::KubeconfigText;
