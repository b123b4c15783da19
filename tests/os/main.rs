//! What the operating system gives, from the real thing: a Secret Service, login shells, a
//! terminal and notes on the desktop.
//!
//! Each test has a session of its own: a message bus, a home folder and an environment. As this
//! process cannot change its own environment, the library is used by children of it, which do
//! what they are told in deeds.
#![cfg(target_os = "linux")]
#![expect(clippy::unwrap_used, clippy::panic, reason = "helpers of tests fail")]

mod date_settings;
mod deeds;
mod keychain;
mod keychain_trouble;
mod notes;
mod session;
mod shell;
mod terminal;
mod watching;
