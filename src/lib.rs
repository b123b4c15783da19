//! ACK Kubeconfig.

pub mod core;
