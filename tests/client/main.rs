//! The client against the embedded ACK, over real sockets: each way in which an exchange can
//! break, and what comes of it.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "helpers of tests fail"
)]

mod cancel;
mod clusters;
mod errors_page;
mod fault_table;
mod faults;
mod identity;
mod landing;
mod landing_race;
mod lessons;
mod limits;
mod many;
mod meddler;
mod record;
mod retries;
mod scripted;
#[cfg(unix)]
mod snippets;
mod support;
mod tls;
mod wire;
