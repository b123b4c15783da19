//! The environment of this process.

use std::path::PathBuf;

use crate::core::profile::Variables;

/// The variables that concern credentials.
#[must_use]
pub fn variables() -> Variables {
    let text = |(name, value): (std::ffi::OsString, std::ffi::OsString)| {
        Some((name.into_string().ok()?, value.into_string().ok()?))
    };
    Variables::of(std::env::vars_os().filter_map(text))
}

/// The user's home folder.
#[must_use]
pub fn home() -> Option<PathBuf> {
    directories::UserDirs::new().map(|folders| folders.home_dir().to_owned())
}

/// The list of kubeconfig files, as `KUBECONFIG` gives it.
#[must_use]
pub fn kubeconfig() -> Option<std::ffi::OsString> {
    std::env::var_os("KUBECONFIG")
}
