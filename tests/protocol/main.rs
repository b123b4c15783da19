//! The protocol from outside: the vectors of the official SDKs, and calls in the words of others.

#![expect(clippy::unwrap_used, clippy::panic, reason = "helpers of tests fail")]

mod snippets;
mod sts_vectors;
mod vectors;
