//! Finding clusters as someone types: every word has to occur, wherever, in capitals or not.

use memchr::memmem::Finder;

use super::Cluster;
use crate::core::acs::region;

/// What was typed, ready to be looked for in many clusters.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    words: Vec<Finder<'static>>,
}

/// All of a cluster that is looked through, prepared once: lower case, a line for each part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Haystack(String);

impl Filter {
    /// A filter for the words of a text; an empty text lets everything through.
    #[must_use]
    pub fn new(text: &str) -> Self {
        let words = text.split_whitespace().map(lower_case);
        Self { words: words.map(|word| Finder::new(word.as_bytes()).into_owned()).collect() }
    }

    /// Whether it lets everything through.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// Whether every word occurs.
    #[must_use]
    pub fn matches(&self, haystack: &Haystack) -> bool {
        self.words.iter().all(|word| word.find(haystack.0.as_bytes()).is_some())
    }
}

impl Haystack {
    /// These texts. A word of a filter is looked for in each.
    #[must_use]
    pub fn of_texts<'a>(texts: impl IntoIterator<Item = &'a str>) -> Self {
        let texts: Vec<&str> = texts.into_iter().collect();
        Self(lower_case(&texts.join("\n")))
    }

    /// The name, the id, the region by its id and its names in both languages, the state, and the
    /// tags as `key=value`. No word of a filter can reach from one part into the next, for none
    /// has white space in it.
    #[must_use]
    pub fn of(cluster: &Cluster) -> Self {
        let Cluster { id, name, region, state, tags, .. } = cluster;
        let mut text = format!("{name}\n{id}\n{region}\n{state}\n");
        if let Some(known) = region::find(region) {
            text.push_str(&format!("{}\n{}\n", known.english, known.chinese));
        }
        for tag in tags {
            text.push_str(&format!("{}={}\n", tag.key, tag.value));
        }
        Self(lower_case(&text))
    }
}

/// Letter by letter, so that a word reads the same at the end of a text and in its middle.
fn lower_case(text: &str) -> String {
    text.chars().flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::{Filter, Haystack};
    use crate::core::clusters::{Cluster, Tag};

    fn cluster() -> Haystack {
        let tag = |key: &str, value: &str| Tag { key: key.to_owned(), value: value.to_owned() };
        Haystack::of(&Cluster {
            name: "Data-Lake 数据湖".to_owned(),
            region: "cn-hangzhou".to_owned(),
            state: "updating".to_owned(),
            tags: vec![tag("Team", "Orders"), tag("env", "prod")],
            ..Cluster::new("c3e8d5a1f70b24c9683fa2b7e9d1c4056".parse().unwrap())
        })
    }

    fn finds(text: &str) -> bool {
        Filter::new(text).matches(&cluster())
    }

    #[test]
    fn every_part_is_found_in_capitals_or_not() {
        for text in [
            "data",
            "LAKE",
            "数据湖",
            "据",
            "c3e8d5",
            "C4056",
            "cn-hang",
            "Hangzhou",
            "杭州",
            "updat",
            "team",
            "orders",
            "team=orders",
            "ENV=PROD",
            "",
            "  ",
        ] {
            assert!(finds(text), "{text:?}");
        }
        for text in ["singapore", "数湖", "team=prod", "lakeC3", "running", "=="] {
            assert!(!finds(text), "{text:?}");
        }
    }

    #[test]
    fn all_words_must_occur_in_any_order() {
        assert!(finds("prod 数据 hangzhou lake"));
        assert!(finds("lake\u{3000}数据"), "a full-width space parts words, too");
        assert!(!finds("prod 数据 beijing"));
    }

    #[test]
    fn an_empty_filter_says_so() {
        assert!(Filter::new(" \t").is_empty() && Filter::default().is_empty());
        assert!(!Filter::new("a").is_empty());
    }

    #[test]
    fn letters_fold_alike_wherever_they_stand() {
        let greek =
            Cluster { name: "ΟΔΟΣ ΣΑ".to_owned(), ..Cluster::new("c1".parse().unwrap()) };
        let haystack = Haystack::of(&greek);
        assert!(Filter::new("οδοσ").matches(&haystack) && Filter::new("Σα").matches(&haystack));
    }
}
