//! The phrases of the view of a document's text.

/// The view of a document's text.
#[derive(Clone, Copy, Debug)]
pub struct ViewerWords {
    /// Its accessible name.
    pub name: &'static str,
    /// Shows a masked value.
    pub reveal: &'static str,
    /// Masks it again.
    pub hide: &'static str,
    /// The same, with the seconds until it is masked by itself.
    pub hide_in: fn(i64) -> String,
    /// Shows all of a shortened value of so many bytes.
    pub unfold: fn(usize) -> String,
    /// Shortens it again.
    pub fold: &'static str,
    /// Of the menu.
    pub copy: &'static str,
    /// Of the menu.
    pub select_all: &'static str,
    /// A masked private key of that many bytes.
    pub private_key: fn(usize) -> String,
    /// Another masked value, such as a token.
    pub secret: fn(usize) -> String,
    /// The size of a shortened value.
    pub bytes: fn(usize) -> String,
    /// Opens the search; the name of its field.
    pub find: &'static str,
    /// Which of how many matches it is, if the user is at one; whether there are more than were
    /// counted.
    pub found: fn(Option<usize>, usize, bool) -> String,
    /// Button.
    pub next: &'static str,
    /// Button.
    pub previous: &'static str,
    /// Closes the search.
    pub close: &'static str,
    /// The name of the field for a line's number.
    pub line: &'static str,
    /// Between which numbers it is.
    pub line_of: fn(usize) -> String,
    /// Box: long lines go on below.
    pub wrap: &'static str,
}
