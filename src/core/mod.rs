//! The core: values in, values out. No window, no network, no files, no clock, no randomness.

pub mod acs;
pub mod clusters;
pub mod connection;
pub mod diagnostics;
pub mod history;
pub mod kubeconfig;
pub mod printable;
pub mod profile;
pub mod session;
pub mod sts;
