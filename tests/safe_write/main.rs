//! The user's kubeconfig is never lost: killed, short of space, against others, undone.
//!
//! Linux, with kubectl, and a way to mount: as root, or as a user who may make name spaces.

#![cfg(target_os = "linux")]
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "helpers of tests fail, and children tell what came of it"
)]

mod child;
mod crash;
mod full_disk;
mod home;
mod links;
mod lists;
mod locks;
mod others;
mod owners;
mod undo;
