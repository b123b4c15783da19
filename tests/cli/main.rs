//! The program as a child process, as a script or a person would run it.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "helpers of tests fail"
)]

mod demo;
mod exit_codes;
mod files;
mod hidden;
mod https;
mod list;
mod many;
mod output;
mod profiles;
mod support;
