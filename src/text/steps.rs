//! The phrases about what can be done next.

use crate::core::acs::Step;

/// What can be done next.
pub struct StepWords {
    /// The button that takes a step.
    pub button: fn(&Step) -> String,
    /// What the button does, where its name does not say all of it.
    pub hint: fn(&Step) -> Option<String>,
    /// The same step on the command line: what to add, to leave out, to set or to run; none where
    /// the sentence about the failure says it already.
    pub command: fn(&Step) -> Option<String>,
    /// Before that.
    pub next: &'static str,
    /// Before a policy as JSON.
    pub policy: &'static str,
    /// Button: copies the command that sets the clock.
    pub copy_command: &'static str,
    /// The date settings opened.
    pub date_settings_opened: &'static str,
    /// They did not; with the command that sets the clock.
    pub no_date_settings: fn(&str) -> String,
}
