//! The outside world, one small file for each thing.

pub mod clipboard;
pub mod cluster_cache;
pub mod command;
pub mod credential_cache;
pub mod date_settings;
pub mod environment;
pub mod file;
pub mod folder;
pub mod history;
pub mod http;
pub mod keychain;
pub mod kubeconfig_file;
pub mod kubernetes;
pub mod locale;
pub mod log_file;
pub mod notes;
pub mod process;
pub mod profiles;
pub mod program;
pub mod settings;
pub mod shell;
pub mod state;
pub mod system;
pub mod terminal;
pub mod token_file;
pub mod watch;
