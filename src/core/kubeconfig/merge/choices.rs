//! What the user decides about a merge.

use super::Incoming;
use crate::core::acs::{ApiEndpoint, ApiServerEndpoint, TemporaryDuration};
use crate::core::kubeconfig::lines::visible::is_hidden;

/// What the user decides about a merge; the default keeps to what is there.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Choices {
    /// How new contexts are called.
    pub template: NameTemplate,
    /// What was decided for single documents, in their order; the rest is as by default.
    pub each: Vec<Choice>,
    /// Which context is in use afterwards.
    pub current: Current,
    /// How the user entries sign in.
    pub sign_in: SignIn,
    /// What [`SignIn::Exec`] says besides cluster, region and profile.
    pub asking: Asking,
}

/// What the user decides about one of the documents.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Choice {
    /// The name of its context, in place of the template's or the present one.
    pub name: Option<String>,
    /// What happens if a context of that name is there and is another's.
    pub on_collision: OnCollision,
}

/// What happens if a new context's name is another's.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum OnCollision {
    /// The new one gets a longer name: with the region, then with the id.
    #[default]
    Rename,
    /// The new one takes the other's place. The other's cluster and user entries stay.
    Replace,
    /// The document is not merged.
    Skip,
}

/// Which context is in use after a merge.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Current {
    /// The one that was.
    #[default]
    Keep,
    /// That of one of the documents, by its position.
    SwitchTo(usize),
}

/// How the user entries sign in.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum SignIn {
    /// By what was fetched.
    #[default]
    Fetched,
    /// By asking this program each time: the path of the program.
    Exec(String),
}

/// How the program is told to ask for a key.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Asking {
    /// The API endpoint, in place of the region's.
    pub endpoint: Option<ApiEndpoint>,
    /// How long a key lasts, if that is not left to the program.
    pub duration: Option<TemporaryDuration>,
}

/// A template for context names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NameTemplate(String);

/// Why a text is no template for names.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NameTemplateError {
    /// There is nothing in it.
    #[error("the name template is empty")]
    Empty,
    /// A piece in braces that is none of [`NameTemplate::PIECES`].
    #[error("the name template knows no {{{0}}}")]
    UnknownPiece(String),
    /// An opening brace without a closing one.
    #[error("a brace of the name template is not closed")]
    OpenBrace,
}

impl NameTemplate {
    /// What may stand in braces.
    pub const PIECES: [&str; 6] = ["name", "id", "region", "endpoint", "uid", "profile"];

    /// Reads a template: a text with pieces in braces, such as `{name}-{region}`.
    ///
    /// # Errors
    /// [`NameTemplateError`], if it is empty or a piece is unknown.
    pub fn parse(text: &str) -> Result<Self, NameTemplateError> {
        if clean(text).is_empty() {
            return Err(NameTemplateError::Empty);
        }
        let mut rest = text;
        while let Some((_, after)) = rest.split_once('{') {
            let (piece, after) = after.split_once('}').ok_or(NameTemplateError::OpenBrace)?;
            if !Self::PIECES.contains(&piece) {
                return Err(NameTemplateError::UnknownPiece(clean(piece)));
            }
            rest = after;
        }
        Ok(Self(text.to_owned()))
    }

    /// The template as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The name for a document. What is unknown is left out, but a name is never empty.
    pub(super) fn name_for(&self, incoming: &Incoming) -> String {
        let about = &incoming.about;
        let id = about.cluster_id.as_str();
        let name = about.cluster_name.as_deref().map(clean).filter(|name| !name.is_empty());
        let mut made = String::new();
        let mut rest = self.0.as_str();
        while let Some((before, after)) = rest.split_once('{') {
            made.push_str(before);
            let (piece, after) = after.split_once('}').unwrap_or((after, ""));
            made.push_str(match piece {
                "name" => name.as_deref().unwrap_or(id),
                "id" => id,
                "region" => about.region.as_deref().unwrap_or_default(),
                "endpoint" => word(about.endpoint),
                "uid" => &incoming.identity,
                _ => about.profile.as_deref().unwrap_or_default(),
            });
            rest = after;
        }
        made.push_str(rest);
        let made = clean(&made);
        let made = made.trim_matches('-');
        if made.is_empty() { id.to_owned() } else { made.to_owned() }
    }
}

impl Default for NameTemplate {
    fn default() -> Self {
        Self("{name}".to_owned())
    }
}

/// The word for an endpoint in names and in the extension.
pub(in crate::core::kubeconfig) fn word(endpoint: ApiServerEndpoint) -> &'static str {
    match endpoint {
        ApiServerEndpoint::Public => "public",
        ApiServerEndpoint::Private => "private",
    }
}

/// A name without what is not seen and without blanks around it. Cluster names come from the
/// service, and a name goes to terminals.
pub(in crate::core::kubeconfig) fn clean(name: &str) -> String {
    const LONGEST: usize = 120;
    let shown: String = name.chars().filter(|c| !is_hidden(*c) && !c.is_control()).collect();
    shown.trim().chars().take(LONGEST).collect::<String>().trim_end().to_owned()
}

#[cfg(test)]
mod tests {
    use super::{NameTemplate, NameTemplateError, clean};

    #[test]
    fn a_template_is_checked_when_it_is_read() {
        for (text, error) in [
            ("", NameTemplateError::Empty),
            ("{name", NameTemplateError::OpenBrace),
            ("a-{nam}", NameTemplateError::UnknownPiece("nam".to_owned())),
        ] {
            assert_eq!(NameTemplate::parse(text), Err(error), "{text}");
        }
        assert_eq!(NameTemplate::parse("x-{id}.{uid}").unwrap().as_str(), "x-{id}.{uid}");
    }

    #[test]
    fn names_are_cleaned_of_what_is_not_seen() {
        assert_eq!(clean(" a\u{1b}[2J\u{202e}b\n集 "), "a[2Jb集");
        assert_eq!(clean(&"x".repeat(500)).len(), 120);
    }
}
