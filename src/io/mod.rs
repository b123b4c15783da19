//! The outside world, one small file for each thing.

pub mod clipboard;
pub mod cluster_cache;
pub mod environment;
pub mod file;
pub mod http;
pub mod profiles;
pub mod settings;
pub mod terminal;
pub mod token_file;
