//! The program as a child process, as a script or a person would run it.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "helpers of tests fail"
)]

mod check;
#[cfg(unix)]
mod completion;
mod contexts;
#[cfg(unix)]
mod credential;
mod demo;
mod errors;
mod exit_codes;
mod files;
mod hidden;
mod history;
mod https;
mod landing;
mod language;
mod list;
#[cfg(unix)]
mod man;
mod many;
mod merge;
mod merge_at_once;
mod output;
#[cfg(target_os = "linux")]
mod packaging;
mod profiles;
mod renew;
mod support;
