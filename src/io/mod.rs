//! The outside world, one small file for each thing.

pub mod clipboard;
pub mod environment;
pub mod file;
pub mod http;
pub mod kubeconfig_file;
pub mod profiles;
pub mod settings;
pub mod terminal;
