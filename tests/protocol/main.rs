//! The protocol from outside: the vectors of the official SDKs.

mod vectors;
