//! ACK Kubeconfig.

pub mod cli;
pub mod core;
pub mod demo;
pub mod io;
pub mod text;
pub mod ui;
pub mod worker;
