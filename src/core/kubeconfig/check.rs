//! Whether a text is a kubeconfig at all.

use serde::Deserialize as _;

use super::{Kubeconfig, KubeconfigText};

/// Why a text is not a kubeconfig. Parsers quote the text in their errors, and the text holds
/// keys, so their messages are not kept: only the place is.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotAKubeconfig {
    /// Not YAML, or YAML that is refused: too deep, or with aliases that grow without end.
    #[error("it is not valid YAML{}", line_suffix(*.line))]
    NotYaml {
        /// The line at which reading ended, from 1, if the parser says.
        line: Option<usize>,
    },
    /// A list, a text, a number: anything but a mapping.
    #[error("it is YAML, but no mapping")]
    NotAMapping,
    /// Not `kind: Config`.
    #[error("its kind is not Config")]
    WrongKind,
    /// A member has a type that kubectl would refuse.
    #[error("an entry does not have the form that kubectl expects{}", line_suffix(*.line))]
    WrongForm {
        /// The line of the member, from 1, if the parser says.
        line: Option<usize>,
    },
    /// No entry of this kind.
    #[error("it has no {0}")]
    Missing(Entry),
}

/// The three kinds of entries, each needed at least once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Entry {
    /// `clusters`
    Cluster,
    /// `users`
    User,
    /// `contexts`
    Context,
}

impl std::fmt::Display for Entry {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Cluster => "cluster",
            Self::User => "user",
            Self::Context => "context",
        })
    }
}

/// How deep lists and mappings may nest; a kubeconfig needs fewer than ten levels.
const MAX_DEPTH: usize = 100;

/// Checks that a text is a YAML mapping with `kind: Config` and at least one cluster, user and
/// context, and gives what it says.
///
/// # Errors
/// [`NotAKubeconfig`], with the first thing that is wrong.
pub fn check(text: &KubeconfigText) -> Result<Kubeconfig, NotAKubeconfig> {
    let text = text.as_str().trim_start_matches('\u{feff}');
    if nests_too_deep(text) {
        return Err(NotAKubeconfig::NotYaml { line: None });
    }
    let value = serde_yaml::from_str::<serde_yaml::Value>(text)
        .map_err(|error| NotAKubeconfig::NotYaml { line: line_of(&error) })?;
    let serde_yaml::Value::Mapping(mapping) = value else {
        return Err(NotAKubeconfig::NotAMapping);
    };
    if mapping.get("kind").and_then(serde_yaml::Value::as_str) != Some("Config") {
        return Err(NotAKubeconfig::WrongKind);
    }
    let kubeconfig = Kubeconfig::deserialize(serde_yaml::Value::Mapping(mapping))
        .map_err(|error| NotAKubeconfig::WrongForm { line: line_of(&error) })?;
    for (missing, entry) in [
        (kubeconfig.clusters.is_empty(), Entry::Cluster),
        (kubeconfig.users.is_empty(), Entry::User),
        (kubeconfig.contexts.is_empty(), Entry::Context),
    ] {
        if missing {
            return Err(NotAKubeconfig::Missing(entry));
        }
    }
    Ok(kubeconfig)
}

/// Whether lists and mappings are nested deeper than any kubeconfig's.
///
/// The parser has a limit of its own, but takes time that grows with the square of the depth
/// until it gets there. This looks at every bracket, also those in texts: they are as good as
/// balanced there, and the limit is generous.
fn nests_too_deep(text: &str) -> bool {
    let mut depth: usize = 0;
    for byte in text.bytes() {
        match byte {
            b'[' | b'{' => depth += 1,
            b']' | b'}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth > MAX_DEPTH {
            return true;
        }
    }
    let marks = |line: &str| line.split(' ').take_while(|word| is_mark(word)).count();
    text.lines().any(|line| marks(line.trim_start()) > MAX_DEPTH)
}

/// What opens a level of its own on a line: `- - - a` is three lists.
fn is_mark(word: &str) -> bool {
    matches!(word, "-" | "?" | ":")
}

fn line_of(error: &serde_yaml::Error) -> Option<usize> {
    error.location().map(|location| location.line())
}

fn line_suffix(line: Option<usize>) -> String {
    line.map(|line| format!(" (line {line})")).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::{Entry, KubeconfigText, NotAKubeconfig, check};

    const GOOD: &str = "
apiVersion: v1
clusters:
- cluster:
    server: https://192.0.2.1:6443
  name: kubernetes
contexts:
- context: {cluster: kubernetes, user: \"2345\"}
  name: 2345-c5b5
current-context: 2345-c5b5
kind: Config
users:
- name: \"2345\"
  user:
    token: abc
";

    fn checked(text: &str) -> Result<super::Kubeconfig, NotAKubeconfig> {
        check(&KubeconfigText::new(text.to_owned()))
    }

    #[test]
    fn a_kubeconfig_is_read_also_with_bom_and_crlf() {
        for text in [GOOD.to_owned(), format!("\u{feff}{GOOD}"), GOOD.replace('\n', "\r\n")] {
            let kubeconfig = checked(&text).unwrap();
            let context = kubeconfig.context_in_use().unwrap();
            assert_eq!(context.name, "2345-c5b5");
            let cluster = kubeconfig.cluster_of(&context.context).unwrap();
            assert_eq!(cluster.server.as_deref(), Some("https://192.0.2.1:6443"));
            assert!(kubeconfig.user_of(&context.context).unwrap().token.is_some());
        }
    }

    #[test]
    fn anything_else_is_named_for_what_it_is() {
        for (text, error) in [
            ("", NotAKubeconfig::NotAMapping),
            ("hello", NotAKubeconfig::NotAMapping),
            ("- a", NotAKubeconfig::NotAMapping),
            ("a: 1", NotAKubeconfig::WrongKind),
            ("kind: Pod\nclusters: [{}]", NotAKubeconfig::WrongKind),
            ("kind: Config", NotAKubeconfig::Missing(Entry::Cluster)),
            ("kind: Config\nclusters: [{name: a}]", NotAKubeconfig::Missing(Entry::User)),
            (
                "kind: Config\nclusters: [{name: a}]\nusers: [{name: a}]",
                NotAKubeconfig::Missing(Entry::Context),
            ),
            ("kind: Config\nclusters: 7", NotAKubeconfig::WrongForm { line: None }),
        ] {
            assert_eq!(checked(text).unwrap_err(), error, "{text}");
        }
        assert!(matches!(checked("a: [b"), Err(NotAKubeconfig::NotYaml { .. })));
        assert!(matches!(
            checked("kind: Config\nkind: Config"),
            Err(NotAKubeconfig::NotYaml { .. })
        ));
        assert!(matches!(checked("a: 1\n---\nb: 2"), Err(NotAKubeconfig::NotYaml { .. })));
    }

    #[test]
    fn bombs_end_quickly_and_without_harm() {
        for deep in [
            "[".repeat(200_000),
            format!("a: {}", "[".repeat(200_000)),
            "{a: ".repeat(200_000),
            format!("kind: Config\nclusters:\n{}", "- ".repeat(200_000)),
            "? ".repeat(200_000),
        ] {
            assert!(matches!(checked(&deep), Err(NotAKubeconfig::NotYaml { .. })));
        }

        let mut aliases = "kind: Config\na0: &a0 [x, x, x, x, x, x, x, x, x, x]\n".to_owned();
        for level in 1..20 {
            let previous = format!("*a{}, ", level - 1).repeat(10);
            aliases.push_str(&format!("a{level}: &a{level} [{previous}]\n"));
        }
        assert!(matches!(checked(&aliases), Err(NotAKubeconfig::NotYaml { .. })));
    }

    #[test]
    fn no_error_quotes_the_document() {
        for text in ["a: [MARKED-SECRET", "kind: Config\nclusters: MARKED-SECRET"] {
            let error = checked(text).unwrap_err();
            assert!(!format!("{error} {error:?}").contains("MARKED"), "{error:?}");
        }
        let good = GOOD.replace("abc", "MARKED-SECRET");
        assert!(!format!("{:?}", checked(&good).unwrap()).contains("MARKED"));
    }
}
