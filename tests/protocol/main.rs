//! The protocol from outside: the vectors of the official SDKs.

#![expect(clippy::unwrap_used, clippy::panic, reason = "helpers of tests fail")]

mod sts_vectors;
mod vectors;
