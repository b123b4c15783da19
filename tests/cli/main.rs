//! The program as a child process, as a script or a person would run it.

mod demo;
mod exit_codes;
mod files;
mod https;
mod output;
mod support;
