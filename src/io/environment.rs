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

/// What decides which account, which files and which display a window is for, beside its options.
/// Secrets are left out: a key is told from another by its id.
#[must_use]
pub fn surroundings() -> Vec<String> {
    const NAMES: [&str; 11] = [
        "ACCESS_KEY_ID",
        "DISPLAY",
        "HOME",
        "KUBECONFIG",
        "REGION",
        "REGION_ID",
        "WAYLAND_DISPLAY",
        "XDG_CACHE_HOME",
        "XDG_CONFIG_HOME",
        "XDG_DATA_HOME",
        "XDG_STATE_HOME",
    ];
    const BEGIN: [&str; 5] =
        ["ACK_", "ALIBABACLOUD_", "ALIBABA_CLOUD_", "ALICLOUD_", "CS_ENDPOINT"];
    let concerns = |name: &str| {
        let is_secret = name.contains("SECRET") || name.ends_with("TOKEN");
        !is_secret && (NAMES.contains(&name) || BEGIN.iter().any(|begin| name.starts_with(begin)))
    };
    let mut all: Vec<String> = std::env::vars_os()
        .filter(|(name, _)| name.to_str().is_some_and(concerns))
        .map(|(name, value)| format!("{}={}", name.display(), value.display()))
        .collect();
    all.sort();
    all
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
