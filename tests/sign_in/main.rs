//! Signing in from outside: every recipe against the embedded servers, through the worker.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "helpers of tests fail"
)]

mod failures;
#[cfg(unix)]
mod programs;
mod recipes;
mod renewal;
mod sso;
mod support;
mod trouble;
