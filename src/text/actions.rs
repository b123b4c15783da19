//! What can be done from anywhere in the window: the command palette and the sheet of shortcuts.

/// The commands of the window.
pub struct ActionWords {
    /// The palette's name.
    pub palette: &'static str,
    /// Shown in its empty field.
    pub palette_hint: &'static str,
    /// Nothing is called like what was typed.
    pub nothing: &'static str,
    /// Stands before the name of a cluster.
    pub cluster: &'static str,
    /// The sheet's name.
    pub shortcuts: &'static str,
    /// Heading: keys that work everywhere.
    pub everywhere: &'static str,
    /// Heading: keys of the document on show.
    pub document: &'static str,
    /// Heading: keys of lists.
    pub lists: &'static str,
    /// Button.
    pub close: &'static str,
    /// Command.
    pub cancel: &'static str,
    /// Command: shows a view of the document.
    pub show: fn(&str) -> String,
    /// Command.
    pub merge: &'static str,
    /// Command.
    pub test_connection: &'static str,
    /// Command.
    pub go_to_line: &'static str,
    /// Command.
    pub refresh: &'static str,
    /// Command: renews the contexts that end soon.
    pub renew_expiring: &'static str,
    /// Command.
    pub next_theme: &'static str,
    /// Key: moves in a list.
    pub move_in_list: &'static str,
    /// Key: goes to the first or the last.
    pub to_the_ends: &'static str,
    /// Key: picks the cluster under the cursor.
    pub pick: &'static str,
    /// Key: chooses one, to be fetched with others.
    pub choose: &'static str,
    /// Key: chooses all from the last to this one.
    pub choose_range: &'static str,
    /// Key: chooses all that match.
    pub choose_all: &'static str,
    /// Key: goes from one control to the next.
    pub next_control: &'static str,
    /// Key: closes what is on top, or cancels.
    pub close_or_cancel: &'static str,
    /// Key: makes everything larger or smaller.
    pub zoom: &'static str,
    /// Key: the size that it had at first.
    pub zoom_reset: &'static str,
}
