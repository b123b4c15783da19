//! The window: draws what the session says and returns what the user asked for.

pub mod viewer;
