//! What a person does in the window, from the first screen to the saved file.

mod clipboard;
mod connection;
pub(crate) mod contexts;
mod credentials;
mod errors;
mod every_page;
mod exchange;
mod failure;
mod fleet;
pub(crate) mod history;
mod keyboard;
mod language;
mod meanwhile;
pub(crate) mod merging;
pub(crate) mod opening;
mod overview;
mod palette;
pub(crate) mod profiles;
mod request;
mod result;
mod saving;
mod scale;
mod settings;
mod steps;
mod tabs;
mod text;
mod tour;
