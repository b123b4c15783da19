//! The language that the system is set to.

use crate::core::session::Language;

/// The language of the system: what its settings prefer, or the environment.
#[must_use]
pub fn language() -> Language {
    Language::preferred(&locales())
}

#[cfg(any(windows, target_os = "macos"))]
fn locales() -> Vec<String> {
    sys_locale::get_locales().collect()
}

#[cfg(not(any(windows, target_os = "macos")))]
fn locales() -> Vec<String> {
    posix(|name| std::env::var(name).ok())
}

/// The locales that messages are wanted in, best first, by gettext's rules: an empty variable is
/// as good as none, and the list of `LANGUAGE` counts only where there is a locale, other than
/// `C`.
#[cfg(not(any(windows, target_os = "macos")))]
fn posix(variable: impl Fn(&str) -> Option<String>) -> Vec<String> {
    let set = |name: &str| variable(name).filter(|value| !value.is_empty());
    let Some(locale) = ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().find_map(set) else {
        return Vec::new();
    };
    let wanted = set("LANGUAGE").filter(|_| !matches!(locale.as_str(), "C" | "POSIX"));
    let mut locales: Vec<String> =
        wanted.iter().flat_map(|list| list.split(':')).map(str::to_owned).collect();
    locales.push(locale);
    locales
}

#[cfg(all(test, not(any(windows, target_os = "macos"))))]
mod tests {
    use super::posix;
    use crate::core::session::Language;

    #[test]
    fn the_variables_count_as_gettext_counts_them() {
        use Language::{Chinese, English};
        for (variables, language) in [
            (&[("LANG", "zh_CN.UTF-8")][..], Chinese),
            (&[("LANG", "zh_CN.UTF-8"), ("LC_MESSAGES", "en_US.UTF-8")], English),
            (&[("LANG", "en_US.UTF-8"), ("LC_MESSAGES", "zh_CN.UTF-8")], Chinese),
            (&[("LC_MESSAGES", "zh_CN.UTF-8"), ("LC_ALL", "C")], English),
            (&[("LANG", "zh_CN.UTF-8"), ("LC_ALL", "")], Chinese),
            (&[("LANG", "en_US.UTF-8"), ("LANGUAGE", "zh_CN:en")], Chinese),
            (&[("LANG", "zh_CN.UTF-8"), ("LANGUAGE", "en:zh_CN")], English),
            (&[("LANG", "zh_CN.UTF-8"), ("LANGUAGE", "fr")], Chinese),
            (&[("LC_ALL", "C"), ("LANGUAGE", "zh_CN")], English),
            (&[("LC_ALL", "C.UTF-8"), ("LANGUAGE", "zh_CN")], Chinese),
            (&[("LANGUAGE", "zh_CN")], English),
            (&[("LC_CTYPE", "zh_CN.UTF-8")], English),
            (&[], English),
        ] {
            let value = |name: &str| {
                let found = variables.iter().find(|(variable, _)| *variable == name);
                found.map(|(_, value)| (*value).to_owned())
            };
            assert_eq!(Language::preferred(&posix(value)), language, "{variables:?}");
        }
    }
}
