//! The embedded ACK from outside: by raw HTTP, by TLS, and by a real kubectl.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "helpers of tests fail"
)]

mod by_hand;
mod certificates;
mod faults;
mod givers;
mod kubectl;
mod kubernetes;
mod operations;
mod overview;
mod reviews;
mod roles;
mod signatures;
mod sts;
mod support;
