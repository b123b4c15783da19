//! A file name for a kubeconfig that is sensible and can do no harm.

use crate::core::acs::ClusterId;

/// The longest name part that is taken over, in characters.
const MAX_NAME: usize = 48;

/// Suggests `<name>-<first eight of the id>.kubeconfig`; without a usable name,
/// `<id>.kubeconfig`.
///
/// A cluster's name comes from the service and is not trusted: only letters and digits (of every
/// script), hyphens, underscores and inner dots go into the file name.
#[must_use]
pub fn suggest_file_name(cluster_name: Option<&str>, id: &ClusterId) -> String {
    let name: String = cluster_name
        .unwrap_or_default()
        .chars()
        .map(|c| if c.is_alphanumeric() || matches!(c, '-' | '_' | '.') { c } else { '-' })
        .collect();
    let words = name.split('-').map(|word| word.trim_matches('.')).filter(|word| !word.is_empty());
    let name: String = words.collect::<Vec<_>>().join("-").chars().take(MAX_NAME).collect();
    if name.is_empty() {
        return format!("{id}.kubeconfig");
    }
    let short: String = id.as_str().chars().take(8).collect();
    format!("{name}-{short}.kubeconfig")
}

#[cfg(test)]
mod tests {
    use super::{ClusterId, suggest_file_name};

    #[test]
    fn names_are_readable_and_harmless() {
        let id = ClusterId::parse("c5b5e80b0b64a4bf6939d2d8fbbc5a1f7").unwrap();
        for (name, file) in [
            (Some("prod-payments"), "prod-payments-c5b5e80b.kubeconfig"),
            (Some("data-lake 数据湖"), "data-lake-数据湖-c5b5e80b.kubeconfig"),
            (Some("../../etc/passwd"), "etc-passwd-c5b5e80b.kubeconfig"),
            (Some("a\0b\nc\u{202e}"), "a-b-c-c5b5e80b.kubeconfig"),
            (Some("con: <x>|*?"), "con-x-c5b5e80b.kubeconfig"),
            (Some(" "), "c5b5e80b0b64a4bf6939d2d8fbbc5a1f7.kubeconfig"),
            (Some(".."), "c5b5e80b0b64a4bf6939d2d8fbbc5a1f7.kubeconfig"),
            (None, "c5b5e80b0b64a4bf6939d2d8fbbc5a1f7.kubeconfig"),
        ] {
            let suggested = suggest_file_name(name, &id);
            assert!(!suggested.contains(['/', '\\', ':', '\0']), "{suggested}");
            assert!(!suggested.starts_with('.'), "{suggested}");
            assert_eq!(suggested, file, "{name:?}");
        }
    }
}
