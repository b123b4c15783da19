//! The embedded ACK from outside: by raw HTTP, by TLS, and by a real kubectl.

mod certificates;
mod faults;
mod kubectl;
mod kubernetes;
mod operations;
mod signatures;
mod support;
