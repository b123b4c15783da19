//! Characters that must not reach a screen as they are: they move the cursor, turn the direction
//! of the text, or are not seen at all, so that a document could look like another.

/// Whether a character is shown as an escape. A tab is not: it is white space, and harmless.
#[must_use]
pub fn is_hidden(character: char) -> bool {
    matches!(character,
        '\0'..='\u{8}' | '\u{a}'..='\u{1f}' | '\u{7f}'..='\u{9f}'
        | '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}'
        | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}'
        | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}' | '\u{e0000}'..='\u{e0fff}')
}

/// How a hidden character is shown, such as `\u{202e}`.
#[must_use]
pub fn escape(character: char) -> String {
    character.escape_unicode().to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_turns_or_hides_text_is_escaped_and_text_is_not() {
        for hidden in ['\u{1b}', '\r', '\u{202e}', '\u{2066}', '\u{200b}', '\u{feff}', '\0'] {
            assert!(is_hidden(hidden), "{hidden:?}");
        }
        for shown in ['a', '\t', ' ', '集', 'é', '…', '•'] {
            assert!(!is_hidden(shown), "{shown:?}");
        }
        assert_eq!(escape('\u{1b}'), "\\u{1b}");
    }
}
