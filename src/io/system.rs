//! What this machine is, as a report of a fault should tell.

use std::path::Path;

/// The variables that say which desktop a window is on; none of them names a person.
const DESKTOP: [&str; 6] = [
    "XDG_SESSION_TYPE",
    "XDG_CURRENT_DESKTOP",
    "DESKTOP_SESSION",
    "WAYLAND_DISPLAY",
    "DISPLAY",
    "LANG",
];

/// The system and the processor.
#[must_use]
pub fn name() -> String {
    let (system, processor) = (std::env::consts::OS, std::env::consts::ARCH);
    match release() {
        Some(release) => format!("{release} ({system}, {processor})"),
        None => format!("{system}, {processor}"),
    }
}

/// The processor and the system that this program was built for.
#[must_use]
pub fn target() -> String {
    format!("{} {}", std::env::consts::OS, std::env::consts::ARCH)
}

/// The variables that say which desktop it is, those that are set.
#[must_use]
pub fn desktop() -> Vec<(&'static str, String)> {
    let value = |name| std::env::var(name).ok().filter(|value| !value.is_empty());
    DESKTOP.into_iter().filter_map(|name| Some((name, value(name)?))).collect()
}

/// What a file or folder is: none, if it is not there.
#[must_use]
pub fn look(path: &Path) -> Option<Look> {
    let metadata = path.metadata().ok()?;
    #[cfg(unix)]
    let mode = Some(std::os::unix::fs::PermissionsExt::mode(&metadata.permissions()) & 0o7777);
    #[cfg(not(unix))]
    let mode = None;
    Some(Look { bytes: metadata.is_file().then_some(metadata.len()), mode })
}

/// A file or folder from outside.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Look {
    /// How large it is, if it is a file.
    pub bytes: Option<u64>,
    /// Who may do what with it, where there are modes.
    pub mode: Option<u32>,
}

/// What the distribution calls itself.
fn release() -> Option<String> {
    let text = std::fs::read_to_string("/etc/os-release").ok()?;
    let name = text.lines().find_map(|line| line.strip_prefix("PRETTY_NAME="))?;
    Some(name.trim_matches('"').to_owned())
}
