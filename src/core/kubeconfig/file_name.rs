//! A file name for a kubeconfig that is sensible and can do no harm.

use std::collections::HashSet;

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
    let name = harmless(cluster_name.unwrap_or_default());
    if name.is_empty() {
        return format!("{id}.kubeconfig");
    }
    let short: String = id.as_str().chars().take(8).collect();
    format!("{name}-{short}.kubeconfig")
}

/// Suggests `<context>.kubeconfig` for a context of a file, whose name is as little trusted.
#[must_use]
pub fn file_name_of_context(context: &str) -> String {
    match harmless(context) {
        name if name.is_empty() => "context.kubeconfig".to_owned(),
        name => format!("{name}.kubeconfig"),
    }
}

/// The part of a name that can do no harm in a file's name.
fn harmless(name: &str) -> String {
    let is_harmless = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.');
    let name: String = name.chars().map(|c| if is_harmless(c) { c } else { '-' }).collect();
    let words = name.split('-').map(|word| word.trim_matches('.')).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join("-").chars().take(MAX_NAME).collect()
}

/// Suggests names for the files of one folder, in order, of which no two are the same, not even
/// on a disk that does not tell capital letters apart: the second of a name gets its whole id, and
/// then a number.
#[must_use]
pub fn unique_file_names<'a>(
    clusters: impl IntoIterator<Item = (Option<&'a str>, &'a ClusterId)>,
) -> Vec<String> {
    let mut taken = HashSet::new();
    clusters.into_iter().map(|(name, id)| unique(name, id, &mut taken)).collect()
}

fn unique(name: Option<&str>, id: &ClusterId, taken: &mut HashSet<String>) -> String {
    let suggested = suggest_file_name(name, id);
    let stem = suggested.trim_end_matches(".kubeconfig");
    // Without a name the id is in it already.
    let name = stem.rsplit_once('-').filter(|_| stem != id.as_str());
    let with_id = name.map(|(name, _short)| format!("{name}-{id}.kubeconfig"));
    let numbered = (2_u32..).map(|number| format!("{stem}-{number}.kubeconfig"));
    let mut names = [suggested.clone()].into_iter().chain(with_id).chain(numbered);
    let free = names.find(|name| taken.insert(name.to_lowercase()));
    free.unwrap_or(suggested)
}

#[cfg(test)]
mod tests {
    use super::{ClusterId, file_name_of_context, suggest_file_name, unique_file_names};

    #[test]
    fn no_two_files_of_a_folder_have_one_name() {
        let [a, b, c] =
            ["c5b5e80b01", "c5b5e80b02", "c91f02d703"].map(|id| ClusterId::parse(id).unwrap());
        let clusters = [
            (Some("prod"), &a),
            (Some("Prod"), &b),
            (Some("prod"), &c),
            (Some("prod"), &a),
            (None, &c),
        ];
        assert_eq!(
            unique_file_names(clusters),
            [
                "prod-c5b5e80b.kubeconfig",
                "Prod-c5b5e80b02.kubeconfig",
                "prod-c91f02d7.kubeconfig",
                "prod-c5b5e80b01.kubeconfig",
                "c91f02d703.kubeconfig",
            ]
        );
        assert_eq!(
            unique_file_names([(None, &a), (None, &a), (None, &a)]),
            ["c5b5e80b01.kubeconfig", "c5b5e80b01-2.kubeconfig", "c5b5e80b01-3.kubeconfig"]
        );
    }

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

    #[test]
    fn a_context_gives_its_file_a_harmless_name() {
        for (context, file) in [
            ("prod", "prod.kubeconfig"),
            ("../../x y", "x-y.kubeconfig"),
            ("..", "context.kubeconfig"),
        ] {
            assert_eq!(file_name_of_context(context), file);
        }
    }
}
