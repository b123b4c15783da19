//! INI, as much of it as the credentials file has.
//!
//! A library would not do: secrets may hold `\`, `;`, `#` and `=`, and what is taken for an
//! escape, a comment or a continued line there is cut off or runs into the next key.

use std::collections::BTreeMap;

use secrecy::{ExposeSecret as _, SecretString};

use crate::core::profile::FileProblem;

/// A section, with its values as they stand there.
pub(super) struct Section {
    pub(super) name: String,
    values: BTreeMap<String, SecretString>,
}

/// Reads the sections.
///
/// # Errors
/// [`FileProblem::Malformed`] for a line that is no section, value or comment,
/// [`FileProblem::NoProfiles`] when there are values and no section.
pub(super) fn read(text: &str) -> Result<Vec<Section>, FileProblem> {
    let mut sections: Vec<Section> = Vec::new();
    let mut outside = false;
    for (index, line) in text.trim_start_matches('\u{feff}').lines().enumerate() {
        let malformed = FileProblem::Malformed { format: "INI", line: index + 1 };
        let line = line.trim();
        if line.is_empty() || is_comment(line) {
            continue;
        }
        if let Some(header) = line.strip_prefix('[') {
            let name = section_name(header).ok_or(malformed)?;
            sections.push(Section { name: name.to_owned(), values: BTreeMap::new() });
            continue;
        }
        let (key, value) = key_and_value(line).ok_or(malformed)?;
        match sections.last_mut() {
            Some(section) => drop(section.values.insert(key.to_owned(), value.into())),
            None => outside = true,
        }
    }
    if outside && sections.is_empty() { Err(FileProblem::NoProfiles) } else { Ok(sections) }
}

impl Section {
    /// A value with all that stands on its line; quotes around the whole are no part of it.
    pub(super) fn line(&self, key: &str) -> Option<&str> {
        let value = self.values.get(key)?.expose_secret();
        Some(unquoted(value)).filter(|value| !value.is_empty())
    }

    /// A value that holds no white space, such as a key: what begins a comment after white space
    /// is no part of it, anything else is.
    pub(super) fn word(&self, key: &str) -> Option<&str> {
        let value = self.values.get(key)?.expose_secret();
        Some(unquoted(without_comment(value))).filter(|value| !value.is_empty())
    }
}

fn is_comment(text: &str) -> bool {
    text.starts_with([';', '#'])
}

fn section_name(header: &str) -> Option<&str> {
    let (name, rest) = header.split_once(']')?;
    let (name, rest) = (name.trim(), rest.trim());
    (!name.is_empty() && (rest.is_empty() || is_comment(rest))).then_some(name)
}

fn key_and_value(line: &str) -> Option<(&str, &str)> {
    let (key, value) = line.split_once(['=', ':'])?;
    let key = key.trim();
    (!key.is_empty()).then_some((key, value.trim()))
}

fn without_comment(value: &str) -> &str {
    let space = value.match_indices(char::is_whitespace);
    let mut ends = space.filter(|(end, _)| is_comment(value[*end..].trim_start()));
    ends.next().map_or(value, |(end, _)| &value[..end])
}

/// Quotes count only around a whole value, as for the SDKs, which read `"a" "b"` as it stands.
fn unquoted(value: &str) -> &str {
    for quote in ['"', '\''] {
        let inner = value.strip_prefix(quote).and_then(|value| value.strip_suffix(quote));
        if let Some(inner) = inner.filter(|inner| !inner.contains(quote)) {
            return inner;
        }
    }
    value
}
