//! The cluster id: parsed once at the border, trusted after that.

use std::fmt;

use serde::{Deserialize, Serialize};

/// The longest cluster id that is let through.
pub const MAX_LENGTH: usize = 63;

/// The id of an ACK cluster: 1 to 63 letters, digits and hyphens.
///
/// Real ids are `c` and 32 hexadecimal digits, but that is a habit of the service and no
/// promise, so [`ClusterId::has_usual_form`] gives a hint and parsing does not refuse.
/// The id goes into a URL path and into file names: nothing else is ever let in.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct ClusterId(String);

/// Why a text is no cluster id.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ClusterIdError {
    /// Nothing but white space was given.
    #[error("the cluster ID is empty")]
    Empty,
    /// A character that no cluster id has; the first one found.
    #[error("a cluster ID has only letters, digits and hyphens, not {}", .0.escape_debug())]
    BadCharacter(char),
    /// More than [`MAX_LENGTH`] characters.
    #[error("a cluster ID has at most {MAX_LENGTH} characters, this has {0}")]
    TooLong(usize),
}

impl ClusterId {
    /// Reads a cluster id as people paste it: with spaces around it, inside a console URL
    /// (`https://cs.console.aliyun.com/#/k8s/cluster/<id>/v2/info`) or as the end of an ARN
    /// (`acs:cs:cn-hangzhou:1234567890123456:cluster/<id>`).
    ///
    /// # Errors
    /// [`ClusterIdError`], when no id is left or what is left cannot be one.
    pub fn parse(text: &str) -> Result<Self, ClusterIdError> {
        let id = trim_to_id(text);
        if id.is_empty() {
            return Err(ClusterIdError::Empty);
        }
        if let Some(bad) = id.chars().find(|c| !c.is_ascii_alphanumeric() && *c != '-') {
            return Err(ClusterIdError::BadCharacter(bad));
        }
        if id.len() > MAX_LENGTH {
            return Err(ClusterIdError::TooLong(id.len()));
        }
        Ok(Self(id.to_owned()))
    }

    /// The id as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether it is `c` and 32 hexadecimal digits, as every id seen so far.
    #[must_use]
    pub fn has_usual_form(&self) -> bool {
        usual_form(&self.0)
    }
}

impl fmt::Display for ClusterId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for ClusterId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ClusterId({})", self.0)
    }
}

impl std::str::FromStr for ClusterId {
    type Err = ClusterIdError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::parse(text)
    }
}

impl TryFrom<String> for ClusterId {
    type Error = ClusterIdError;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::parse(&text)
    }
}

impl From<ClusterId> for String {
    fn from(id: ClusterId) -> Self {
        id.0
    }
}

fn usual_form(text: &str) -> bool {
    text.strip_prefix('c')
        .is_some_and(|rest| rest.len() == 32 && rest.bytes().all(|b| b.is_ascii_hexdigit()))
}

/// Cuts a console URL or an ARN down to the id in it; any other text only loses its white space.
fn trim_to_id(text: &str) -> &str {
    let text = text.trim();
    let is_url = text.contains("://");
    let is_arn = text.starts_with("acs:");
    if !is_url && !is_arn {
        return text;
    }
    let pieces = || text.split(['/', '?', '#', '&', '=', ':']);
    let after_cluster = pieces()
        .skip_while(|piece| *piece != "cluster" && *piece != "clusters")
        .nth(1)
        .filter(|piece| !piece.is_empty());
    pieces().find(|piece| usual_form(piece)).or(after_cluster).unwrap_or(text)
}

#[cfg(test)]
mod tests {
    use super::{ClusterId, ClusterIdError};

    const ID: &str = "c5b5e80b0b64a4bf6939d2d8fbbc5a1f7";

    #[test]
    fn trims_what_people_paste_to_the_id() {
        for pasted in [
            ID.to_owned(),
            format!("  {ID}\n"),
            format!("https://cs.console.aliyun.com/#/k8s/cluster/{ID}/v2/info/overview"),
            format!("https://csnew.console.aliyun.com/?clusterId={ID}&region=cn-hangzhou"),
            format!("acs:cs:cn-hangzhou:1234567890123456:cluster/{ID}"),
        ] {
            assert_eq!(ClusterId::parse(&pasted).unwrap().as_str(), ID, "{pasted}");
        }
        let unusual = ClusterId::parse("acs:cs:*:1:cluster/my-cluster").unwrap();
        assert_eq!(unusual.as_str(), "my-cluster");
    }

    #[test]
    fn refuses_what_could_leave_the_path() {
        for (text, bad) in [
            ("c5b5/../x", '/'),
            ("a b", ' '),
            ("c5b5%2e", '%'),
            ("集群", '集'),
            ("c5\u{0}", '\u{0}'),
            ("http://example.com/x", ':'),
        ] {
            assert_eq!(ClusterId::parse(text), Err(ClusterIdError::BadCharacter(bad)), "{text}");
        }
        assert_eq!(ClusterId::parse(" \t"), Err(ClusterIdError::Empty));
        assert!(ClusterId::parse(&"a".repeat(63)).is_ok());
        assert_eq!(ClusterId::parse(&"a".repeat(64)), Err(ClusterIdError::TooLong(64)));
    }

    #[test]
    fn an_unusual_form_is_a_hint_and_no_refusal() {
        assert!(ClusterId::parse(ID).unwrap().has_usual_form());
        assert!(!ClusterId::parse("my-cluster").unwrap().has_usual_form());
        assert!(!ClusterId::parse(&ID[..32]).unwrap().has_usual_form());
    }
}
