//! The panels of the window, driven by their accessible names.

mod viewer;
