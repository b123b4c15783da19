//! The window. [`App`] holds the state and hears of events; the panels draw it and say what was
//! asked for. No panel does anything to the outside world, and none holds the whole app.

mod access;
mod accounts;
mod actions;
mod app;
mod busy;
mod clusters;
mod columns;
mod connection;
mod contexts;
mod credentials;
mod diagnostics;
mod exchange;
mod failure;
mod files;
mod fleet;
mod focus;
mod fulfil;
mod header;
mod history;
mod icons;
mod keys;
mod layout;
mod list_keys;
mod many;
mod opening;
mod overview;
mod palette;
mod request_bar;
mod result;
mod save_row;
mod settings;
mod shortcuts;
mod side;
mod status_bar;
mod steps;
mod theme;
pub mod viewer;
mod welcome;
mod widgets;
pub mod window;
mod wish;

pub use app::{App, OpenDialog, Options, SaveDialog};
