//! What is said of a fault of the program itself.

/// The page that takes the place of the window's contents, and the line on a terminal.
pub struct FaultWords {
    /// Heading.
    pub heading: &'static str,
    /// What that means.
    pub meaning: &'static str,
    /// What the rows are good for.
    pub report: &'static str,
    /// Row: where in the program.
    pub place: &'static str,
    /// Row.
    pub version: &'static str,
    /// Row.
    pub log: &'static str,
    /// Its value, where none is kept.
    pub no_log: &'static str,
    /// Button.
    pub go_on: &'static str,
    /// Button.
    pub copy: &'static str,
    /// Button.
    pub close: &'static str,
    /// After copying.
    pub copied: &'static str,
    /// There is no window any more: where in the program, and the log.
    pub window_gone: fn(&str, &str) -> String,
}
