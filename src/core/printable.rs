//! Texts from outside, made harmless before they reach a window, a log or a terminal.

/// A text from outside as it may reach a window or a terminal: on one line, without control
/// characters or characters that turn the direction of writing around, at most 200 long. In their
/// place stands a □, which the window's fonts have.
#[must_use]
pub fn printable(text: &str) -> String {
    harmless(text, 200)
}

/// As [`printable`], for what someone decides on by reading it: up to 4,000 long, and what is cut
/// off leaves a mark, so that nothing hides behind padding.
#[must_use]
pub fn printable_long(text: &str) -> String {
    const MOST: usize = 4000;
    let mark = if text.chars().nth(MOST).is_some() { "…" } else { "" };
    harmless(text, MOST) + mark
}

/// As [`printable`], with another length: for texts that are of use only whole.
#[must_use]
pub fn harmless(text: &str, most: usize) -> String {
    text.chars().take(most).map(|c| if misleads(c) { '\u{25a1}' } else { c }).collect()
}

/// Whether a character does something to the text around it instead of being seen: breaks the
/// line, moves a terminal's cursor, turns the direction of writing around.
pub(super) fn misleads(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::{printable, printable_long};

    #[test]
    fn printable_text_stays_on_its_line() {
        for breaks in ['\n', '\u{202e}', '\u{61c}', '\u{2028}', '\u{2029}'] {
            assert_eq!(printable(&format!("a{breaks}c集")), "a\u{25a1}c集", "{breaks:?}");
        }
        assert_eq!(printable(&"x".repeat(500)).len(), 200);
        let command = format!("sh{}; rm -r it", " ".repeat(900));
        assert_eq!(printable_long(&command), command);
        assert!(printable_long(&"x".repeat(4001)).ends_with("x…"));
    }
}
