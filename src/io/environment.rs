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

/// What kubectl asks of a credential plugin.
#[must_use]
pub fn exec_info() -> Option<String> {
    std::env::var_os("KUBERNETES_EXEC_INFO").map(|info| info.to_string_lossy().into_owned())
}

/// Where this program is, as others can start it.
///
/// # Errors
/// The system's, when it does not know; also, when the path is no text.
pub fn this_program() -> std::io::Result<String> {
    let no_text = |_path| std::io::Error::other("the path of the program is not UTF-8");
    std::env::current_exe()?.into_os_string().into_string().map_err(no_text)
}
