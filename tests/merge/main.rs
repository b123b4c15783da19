//! Merging into files of every style, with a real kubectl and `PyYAML` as judges.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "helpers of tests fail"
)]

mod generated;
mod golden;
mod identity;
mod properties;
mod refusals;
mod support;
