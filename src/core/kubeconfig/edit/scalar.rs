//! How a text is written as a scalar, so that every reader takes it for that very text: YAML 1.1
//! and 1.2, Go's and Python's.

use granit_parser::ScalarStyle;

use crate::core::kubeconfig::lines::visible::is_hidden;

/// Words that some reader takes for a boolean, null or a number, in lower case.
const WORDS: [&str; 12] =
    ["y", "yes", "n", "no", "on", "off", "true", "false", "null", "nan", "inf", "infinity"];

/// Writes a text in block style: like `style` as far as it can be, plain only if nothing about
/// it is doubtful.
pub(super) fn in_block(text: &str, style: ScalarStyle) -> String {
    match style {
        ScalarStyle::SingleQuoted if text.chars().all(|c| c == '\t' || !needs_escape(c)) => {
            format!("'{}'", text.replace('\'', "''"))
        }
        ScalarStyle::SingleQuoted | ScalarStyle::DoubleQuoted => quoted(text),
        ScalarStyle::Plain | ScalarStyle::Literal | ScalarStyle::Folded => {
            if is_plain(text) {
                text.to_owned()
            } else {
                quoted(text)
            }
        }
    }
}

/// Writes a text in double quotes, as JSON does, which is valid in every style.
pub(super) fn quoted(text: &str) -> String {
    let mut written = String::with_capacity(text.len() + 2);
    written.push('"');
    for c in text.chars() {
        match c {
            '"' | '\\' => written.extend(['\\', c]),
            '\n' => written.push_str("\\n"),
            '\r' => written.push_str("\\r"),
            '\t' => written.push_str("\\t"),
            _ if needs_escape(c) => written.push_str(&format!("\\u{:04x}", u32::from(c))),
            _ => written.push(c),
        }
    }
    written.push('"');
    written
}

/// Whether a text may stand without quotes where we write it.
fn is_plain(text: &str) -> bool {
    let inner =
        |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | '/' | '@' | '+' | '=' | ':');
    text.starts_with(|c: char| c.is_alphabetic() || c == '/')
        && text.chars().all(|c| inner(c) && !needs_escape(c))
        && !text.ends_with(':')
        && is_text(text)
}

/// Whether a plain scalar is a text to every reader, and no number, boolean, date or null.
pub(super) fn is_text(text: &str) -> bool {
    let word = text.to_ascii_lowercase();
    if WORDS.contains(&word.as_str()) || text.is_empty() || matches!(text, "~" | "<<" | "=") {
        return false;
    }
    let numeric = |c: char| {
        c.is_ascii_hexdigit()
            || matches!(c, '_' | '+' | '-' | '.' | ':' | 'x' | 'X' | 'o' | 'T' | 'Z' | ' ')
    };
    let starts_numeric =
        text.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '+' | '-' | '.'));
    !(starts_numeric && (text.chars().all(numeric) || WORDS.iter().any(|end| word.ends_with(end))))
}

/// What is never written raw: it moves the cursor, is not seen, or is refused by some reader. No
/// reader refuses what lies above U+FFFF, and no escape of it is both YAML's (kubectl takes no
/// surrogates) and JSON's.
fn needs_escape(c: char) -> bool {
    c <= '\u{ffff}' && (is_hidden(c) || c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}'))
}

#[cfg(test)]
mod tests {
    use super::{ScalarStyle, in_block, quoted};

    #[test]
    fn names_stand_plain_and_what_could_be_read_otherwise_is_quoted() {
        for plain in
            ["prod", "数据湖", "https://192.0.2.1:6443", "a-b_c.d@e", "LS0tLS1=", "/usr/bin/x"]
        {
            assert_eq!(in_block(plain, ScalarStyle::Plain), plain);
        }
        for quoted in [
            "",
            "no",
            "On",
            "YES",
            "y",
            "N",
            "017",
            "0x1f",
            "1e3",
            "1_000",
            "null",
            "~",
            "2001-12-14",
            "1:30",
            ".5",
            ".inf",
            "-.INF",
            "+1",
            "*a",
            "&a",
            "!a",
            "@a",
            "%a",
            "`a",
            "|",
            ">",
            "a: b",
            "a:",
            "a #b",
            "#a",
            "- a",
            "[a",
            "{a",
            "a b",
            "'a'",
            "=",
            "<<",
            "?",
            "a,b",
            "2345678901234567",
            "1b",
            "🦀",
        ] {
            assert_eq!(in_block(quoted, ScalarStyle::Plain), format!("\"{quoted}\""));
        }
        assert_eq!(
            quoted("a\"\\\n\u{1b}\u{202e}\u{e0001}集"),
            "\"a\\\"\\\\\\n\\u001b\\u202e\u{e0001}集\""
        );
    }

    #[test]
    fn the_quotes_of_before_are_kept_where_they_can_be() {
        assert_eq!(in_block("it's", ScalarStyle::SingleQuoted), "'it''s'");
        assert_eq!(in_block("a\nb", ScalarStyle::SingleQuoted), "\"a\\nb\"");
        assert_eq!(in_block("prod", ScalarStyle::DoubleQuoted), "\"prod\"");
        assert_eq!(in_block("prod", ScalarStyle::Folded), "prod");
    }
}
