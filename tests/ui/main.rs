//! The window, driven by its accessible names: the whole of it over the real worker and the
//! embedded ACK, and its viewer by itself.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "helpers of tests fail"
)]

pub(crate) mod flow;
mod phrases;
mod snapshots;
mod support;
mod viewer;
