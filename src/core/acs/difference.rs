//! Where the server signed another text than this program: the first line that something on the
//! way changed, took away or added.

use super::Scheme;

/// The first line that is not the same on both sides.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// What the line is about.
    pub place: Place,
    /// What was sent; nothing if it was added on the way.
    pub ours: Option<String>,
    /// What arrived; nothing if it was taken away.
    pub theirs: Option<String>,
}

/// A part of a string to sign.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// The HTTP method.
    Method,
    /// A header, by its name.
    Header(String),
    /// Path and query.
    Resource,
    /// Anything that the hash of an ACS3 request covers.
    CanonicalRequest,
}

/// The headers that stand in the lines after the method of a ROA string to sign.
const FIXED: [&str; 4] = ["accept", "content-md5", "content-type", "date"];

/// Compares the text that this program signed with the one that the server did. `None` if they
/// are the same but for white space around them.
#[must_use]
pub fn first_difference(scheme: Scheme, ours: &str, theirs: &str) -> Option<Difference> {
    let (ours, theirs) = (lines(ours), lines(theirs));
    let longest = ours.len().max(theirs.len());
    let at = (0..longest).find(|&line| ours.get(line) != theirs.get(line))?;
    let (our, their) = (ours.get(at).copied(), theirs.get(at).copied());
    if scheme == Scheme::Acs3 {
        return Some(Difference::new(Place::CanonicalRequest, our, their));
    }
    if at == 0 {
        return Some(Difference::new(Place::Method, our, their));
    }
    if let Some(name) = FIXED.get(at - 1) {
        return Some(Difference::new(Place::Header((*name).to_owned()), our, their));
    }
    Some(in_the_rest(&ours[at..], &theirs[at.min(theirs.len())..]))
}

fn lines(text: &str) -> Vec<&str> {
    text.trim().lines().collect()
}

/// Among the `x-acs-*` headers, each a line with its name, and the resource after them.
fn in_the_rest(ours: &[&str], theirs: &[&str]) -> Difference {
    let our = ours.first().and_then(|line| header(line));
    let their = theirs.first().and_then(|line| header(line));
    let has = |lines: &[&str], name: &str| {
        lines.iter().filter_map(|line| header(line)).any(|(other, _)| other == name)
    };
    match (our, their) {
        (Some((name, our)), Some((same, their))) if name == same => {
            Difference::new(Place::Header(name.to_owned()), Some(our), Some(their))
        }
        (_, Some((name, their))) if !has(ours, name) => {
            Difference::new(Place::Header(name.to_owned()), None, Some(their))
        }
        (Some((name, our)), _) => {
            let their = theirs.iter().filter_map(|line| header(line));
            let their = their.into_iter().find(|(other, _)| *other == name);
            Difference::new(
                Place::Header(name.to_owned()),
                Some(our),
                their.map(|(_, value)| value),
            )
        }
        _ => Difference::new(Place::Resource, ours.first().copied(), theirs.first().copied()),
    }
}

/// The name and value of a line `x-acs-name:value`.
fn header<'a>(line: &&'a str) -> Option<(&'a str, &'a str)> {
    line.split_once(':').filter(|(name, _)| name.starts_with("x-acs-"))
}

impl Difference {
    fn new(place: Place, ours: Option<&str>, theirs: Option<&str>) -> Self {
        Self { place, ours: ours.map(str::to_owned), theirs: theirs.map(str::to_owned) }
    }

    /// Whether a line is that of the STS token, which must not be kept, be it changed or not.
    #[must_use]
    pub fn has_token(&self) -> bool {
        let about_token = |text: &str| text.to_ascii_lowercase().contains("security-token");
        matches!(&self.place, Place::Header(name) if about_token(name))
            || [&self.ours, &self.theirs].into_iter().flatten().any(|text| about_token(text))
    }
}

#[cfg(test)]
mod tests {
    use super::{Difference, Place, first_difference};
    use crate::core::acs::Scheme;

    const OURS: &str = "GET\napplication/json\n\n\nMon, 23 Nov 2026 22:20:00 GMT\n\
                        x-acs-action:A\nx-acs-security-token:T\nx-acs-version:2015-12-15\n\
                        /k8s/c/user_config?PrivateIpAddress=false";

    fn roa(theirs: &str) -> Option<Difference> {
        first_difference(Scheme::Roa, OURS, theirs)
    }

    /// What it is found to be when this is changed.
    fn hold(from: &str, to: &str, place: Place, ours: Option<&str>, theirs: Option<&str>) {
        let found = roa(&OURS.replace(from, to)).unwrap();
        assert_eq!(found, Difference::new(place, ours, theirs));
    }

    fn header(name: &str) -> Place {
        Place::Header(name.to_owned())
    }

    #[test]
    fn the_same_text_has_no_difference_whatever_stands_around_it() {
        assert_eq!(roa(OURS), None);
        assert_eq!(roa(&format!(" {}\r\n", OURS.replace('\n', "\r\n"))), None);
    }

    #[test]
    fn what_was_changed_is_named() {
        hold("GET", "POST", Place::Method, Some("GET"), Some("POST"));
        hold("application/json", "*/*", header("accept"), Some("application/json"), Some("*/*"));
        hold("\n\n\nM", "\n\na/b\nM", header("content-type"), Some(""), Some("a/b"));
        hold("action:A", "action:B", header("x-acs-action"), Some("A"), Some("B"));
        let (ours, theirs) = ("/k8s/c/user_config?PrivateIpAddress=false", "/k8s/c/user_config");
        hold(ours, theirs, Place::Resource, Some(ours), Some(theirs));
    }

    #[test]
    fn what_was_taken_away_or_added_is_named() {
        let token = header("x-acs-security-token");
        hold("x-acs-security-token:T\n", "", token, Some("T"), None);
        let proxy = header("x-acs-proxy");
        hold("x-acs-security", "x-acs-proxy:p\nx-acs-security", proxy, None, Some("p"));
        assert_eq!(roa("GET").unwrap().place, header("accept"));
    }

    #[test]
    fn of_acs3_only_the_hash_tells() {
        let (ours, theirs) = ("ACS3-HMAC-SHA256\nab", "ACS3-HMAC-SHA256\ncd");
        let found = first_difference(Scheme::Acs3, ours, theirs).unwrap();
        assert_eq!(found, Difference::new(Place::CanonicalRequest, Some("ab"), Some("cd")));
    }
}
