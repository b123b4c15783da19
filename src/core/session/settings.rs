//! What is remembered from one start to the next. Never a secret.

use std::path::PathBuf;

use serde::{Deserialize, Serialize};

/// The choices that outlive the window.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    /// Dark, light, or as the system.
    pub theme: ThemeChoice,
    /// Files of the aliyun CLI's form that were imported.
    pub imported: Vec<PathBuf>,
    /// The size of the window when it was last closed.
    pub window: Option<WindowSize>,
}

/// Which theme the window has.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ThemeChoice {
    /// Whatever the desktop has.
    #[default]
    System,
    /// Always dark.
    Dark,
    /// Always light.
    Light,
}

/// The inner size of the window, in points.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct WindowSize {
    /// Points across.
    pub width: f32,
    /// Points down.
    pub height: f32,
}
