//! What must never be seen, and what must stay as it is.

use std::fmt::Write as _;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use proptest::prelude::*;

use super::*;

/// What a viewer may show of a text while its secrets are masked.
fn seen(text: &str) -> String {
    let lines = Lines::new(text);
    let mut seen = String::new();
    for line in 0..lines.len() {
        for piece in lines.get(line) {
            let part = &text[piece.range.clone()];
            match piece.look {
                Look::AsIs => seen.push_str(part),
                Look::Shortened { shown_chars, .. } => seen.extend(part.chars().take(shown_chars)),
                Look::Masked { .. } => seen.push('•'),
            }
        }
        seen.push('\n');
    }
    seen
}

fn assert_covers(text: &str) {
    let lines = Lines::new(text);
    let mut at = 0;
    for line in 0..lines.len() {
        let range = lines.range(line);
        assert!(
            matches!(&text[at..range.start], "" | "\n" | "\r\n"),
            "only a line break between lines"
        );
        at = range.start;
        for piece in lines.get(line) {
            assert_eq!(piece.range.start, at);
            assert!(!piece.range.is_empty());
            assert!(text.is_char_boundary(piece.range.end));
            at = piece.range.end;
        }
        assert_eq!(at, range.end);
    }
    assert!(matches!(&text[at..], "" | "\n" | "\r\n"), "{:?}", &text[at..]);
}

fn shows(text: &str) -> Vec<(Kind, &str)> {
    let lines = Lines::new(text);
    let kept = |piece: &Piece| {
        (piece.kind != Kind::Plain).then(|| (piece.kind, &text[piece.range.clone()]))
    };
    (0..lines.len()).flat_map(|line| lines.get(line)).filter_map(kept).collect()
}

#[test]
fn keys_strings_numbers_and_marks_are_told_apart() {
    use Kind::{Comment, Key, Number, Punctuation, Text};
    let text = "apiVersion: v1 # note\n- server: https://1.2.3.4:6443\n  port: 6443\nempty: {}\n";
    let expected = vec![
        (Key, "apiVersion"),
        (Punctuation, ":"),
        (Text, "v1"),
        (Comment, "# note"),
        (Punctuation, "-"),
        (Key, "server"),
        (Punctuation, ":"),
        (Text, "https://1.2.3.4:6443"),
        (Key, "port"),
        (Punctuation, ":"),
        (Number, "6443"),
        (Key, "empty"),
        (Punctuation, ":"),
        (Punctuation, "{"),
        (Punctuation, "}"),
    ];
    assert_eq!(shows(text), expected);
}

#[test]
fn json_has_keys_too() {
    let expected = vec![
        (Kind::Punctuation, "{"),
        (Kind::Key, "\"kind\""),
        (Kind::Punctuation, ":"),
        (Kind::Text, "\"Config\""),
        (Kind::Punctuation, ","),
        (Kind::Key, "\"n\""),
        (Kind::Punctuation, ":"),
        (Kind::Number, "1"),
        (Kind::Punctuation, "}"),
    ];
    assert_eq!(shows(r#"{"kind":"Config", "n": 1}"#), expected);
}

#[test]
fn long_base64_is_shortened_with_its_decoded_size() {
    let certificate = STANDARD.encode([7; 1302]);
    let text = format!("certificate-authority-data: {certificate}\nname: kubernetes\n");
    let lines = Lines::new(&text);
    let last = lines.get(0).last().unwrap();
    assert_eq!(last.look, Look::Shortened { shown_chars: 46, decoded_bytes: 1302 });
    assert!(lines.get(1).iter().all(|piece| piece.look == Look::AsIs));
    assert!(lines.secrets().is_empty());
}

#[test]
fn a_private_key_is_masked_with_its_decoded_size() {
    let key = STANDARD.encode([7; 2272]);
    let text = format!("users:\n- user:\n    client-key-data: {key}\n");
    let lines = Lines::new(&text);
    let masked = lines.get(2).last().unwrap();
    assert_eq!(masked.look, Look::Masked { secret: 0, first: true });
    assert_eq!(&text[masked.range.clone()], key);
    assert_eq!(lines.secrets()[0].decoded_bytes, 2272);
    assert!(lines.secrets()[0].private_key);
}

/// Every way to write a secret that was thought of. `@` stands for the secret.
const STYLES: [&str; 44] = [
    "client-key-data: @\n",
    "users:\n- user:\n    client-key-data: @\nkind: Config\n",
    "\"client-key-data\": \"@\"\n",
    "'client-key-data'  :   '@'\n",
    "client-key-data:\n  @\nname: x\n",
    "client-key-data:\n@\nname: x\n",
    "client-key-data:\n\n# note\n  @\n",
    "{client-key-data: @, name: x}\n",
    "{ client-key-data:@ }\n",
    "user: {name: x, client-key-data: @\n}\n",
    "user: {client-key-data:\n@\n, name: x}\n",
    "{\"users\":[{\"user\":{\"client-key-data\":\"@\"}}]}",
    "{\"users\":[{\"user\":{\"client-key-data\"\n:\n\"@\"}}]}",
    "client-key-data: |\n  @\nname: x\n",
    "client-key-data: |2-  # note\n    @\n\n    @\nname: x\n",
    "client-key-data: >-\n  @\n",
    "- - token: >\n      @\n",
    "client-key-data: &a @\nother: *a\n",
    "other: &a @\nclient-key-data: *a\n",
    "other: &a\n  @\nclient-key-data: *a\n",
    "client-key-data: !!binary |\n  @\n",
    "client-key-data: !!str &a\n  \"@\"\n",
    "? client-key-data\n: @\n",
    "? client-key-data # note\n# note\n: @\n",
    "client-key-data: \"x\n@\ny\"\nname: x\n",
    "client-key-data:\n  \"x\nname: @\n  y\"\nname: x\n",
    "client-key-data: \"@\n",
    "#client-key-data: @\n",
    "# client-key-data:\n#   @\n",
    "\"client-key-d\\u0061ta\": \"@\"\n",
    "TOKEN: @\r\nname: x\r\n",
    "\ttoken\t:\t@\n",
    "id-token: @\n",
    "refresh-token: @\n",
    "access_token: @\n",
    "accessToken: @\n",
    "clientSecret: \"it''s @\"\n",
    "client-secret: 'it''s @'\n",
    "password: a, b: c @\n",
    "password: [a, \"]\", @]\n",
    "- --token=@\n",
    "args: [\"--client-secret=@\"]\n",
    "- name: MY_SECRET\n  value: @\n",
    "annotation: \"{\\\"client-key-data\\\": \\\"@\\\"}\"\n",
];

#[test]
fn a_secret_is_masked_in_every_style() {
    for style in STYLES {
        let text = style.replace('@', "S3CR3T");
        assert!(!seen(&text).contains("S3CR3T"), "{text}\n{}", seen(&text));
        assert_covers(&text);
    }
}

#[test]
fn what_stands_beside_a_secret_stays_visible() {
    for style in [
        "token: a\nname: seen\n",
        "- token: a\n- name: seen\n",
        "users:\n- user:\n    token: |\n      a\n      b\n  name: seen\n",
        "{\"token\": \"a\", \"name\": \"seen\"}",
        "{token: a, name: seen}",
        "{\n  \"token\": \"a\",\n  \"name\": \"seen\"\n}",
        "token:\nname: seen\n",
        "users:\n# the PRIVATE KEY below\n- name: seen\n",
        "tokenFile: seen\n",
        "client-key: /path/seen\n",
        "name: secret-token-seen\n",
        "KEY: x\nSSH_PRIVATE_KEY: a\nname: seen\n",
    ] {
        assert!(seen(style).contains("seen"), "{style}\n{}", seen(style));
    }
}

fn pem() -> String {
    let body = "S3CR3T".repeat(20);
    format!("-----BEGIN RSA PRIVATE KEY-----\n{body}\n{body}\n-----END RSA PRIVATE KEY-----\n")
}

#[test]
fn a_private_key_in_clear_is_masked_whatever_its_key() {
    let pem = pem();
    let indented = pem.replace('\n', "\n    ");
    let escaped = pem.replace('\n', "\\n");
    for text in [
        pem.clone(),
        format!("note: |\n    {indented}\nname: x\n"),
        format!("- |\n    {indented}\n"),
        format!("{{\"a\": \"b\", \"note\": \"{escaped}\"}}"),
        format!("note: \"{indented}\"\n"),
        pem.lines().fold(String::new(), |mut text, line| {
            writeln!(text, "# {line}").unwrap();
            text
        }),
    ] {
        assert!(!seen(&text).contains("S3CR3T"), "{text}\n{}", seen(&text));
        assert_covers(&text);
    }
}

#[test]
fn a_private_key_in_base64_is_masked_whatever_its_key_and_shift() {
    for before in ["", "x", "xy", "xyz"] {
        let once = STANDARD.encode(format!("{before}{}", pem()));
        let twice = STANDARD.encode(format!("apiVersion: v1\nclient-key-data: {once}\n"));
        for encoded in [once, twice] {
            let wrapped: Vec<&str> = (0..encoded.len())
                .step_by(30)
                .map(|at| &encoded[at..encoded.len().min(at + 30)])
                .collect();
            for text in [
                format!("note: {encoded}\nname: x\n"),
                format!("note: |\n  {}\nname: x\n", wrapped.join("\n  ")),
                format!("note:\n- {}\n", wrapped.join("\\\n  ")),
                format!("{{\"note\": \"{}\"}}", wrapped.join("\\n")),
            ] {
                let seen = seen(&text);
                assert!(
                    !seen.contains(&encoded[40..60]) && !seen.contains(&encoded[100..110]),
                    "{text}\n{seen}"
                );
            }
        }
    }
}

#[test]
fn odd_texts_are_covered() {
    for text in [
        "",
        "\n",
        "\r\n",
        "\r",
        "a\r\nb",
        "é\\",
        "\"\\é",
        "token: é",
        "\u{feff}a: b",
        "&",
        "*",
        "- ",
        "{[",
        "}]",
    ] {
        assert_covers(text);
    }
}

#[test]
fn a_line_at_an_offset() {
    let lines = Lines::new("ab\r\ncd\n");
    assert_eq!([0, 2, 3, 4, 6, 7, 99].map(|at| lines.line_at(at)), [0, 0, 0, 1, 1, 1, 1]);
}

/// Texts made to be slow: if one of these is quadratic, the test does not end.
#[test]
fn large_texts_are_read_in_one_go() {
    let size = 1 << 19;
    for part in [
        "token: ",
        "token: {",
        "{token: a, ",
        "token: \"",
        "token: '\n",
        "\" ",
        "PRIVATE KEY ",
        "P ",
        "a\n",
        ": ",
        "=",
        "token: a\n",
        "- PRIVATE KEY\n",
        "value: ",
        "value: name secret\n",
        "UFJJVkFURSBLRV ",
        "?\n# token\n:\n",
        "[token: ",
        "{token: \"",
        "&a ",
        "&token: ",
        "#token:\n",
        "token=a\n    token=a\n",
        "- BEGIN PRIVATE KEY\n",
    ] {
        let text = part.repeat(size / part.len());
        assert!(Lines::new(&text).len() <= size, "{part}");
    }
    for (before, part, after) in [
        ("    token: a\n", "token=a\n", ""),
        ("# token: *a\n", "#&a\n", ""),
        ("token: *a\n", "&a ", ""),
        ("token: *a\n", "- &a, ", "]"),
        ("{", "token= ", "}"),
        ("", "UFJJVkFURSBLRVk", ": x"),
    ] {
        let text = format!("{before}{}{after}", part.repeat(size / part.len()));
        assert!(Lines::new(&text).len() <= size, "{part}");
    }
    for (part, other) in [("#token:\n", "a"), (" ", "token= ")] {
        let half = |part: &str| part.repeat(size / 2 / part.len());
        let text = half(part) + &half(other);
        assert!(Lines::new(&text).len() <= size, "{part}");
    }
    let steps = (0..1000).fold(String::new(), |text, depth| text + &" ".repeat(depth) + "token:\n");
    assert_covers(&steps);
}

proptest! {
    #[test]
    fn any_text_is_covered(text in "(?s).{0,300}") {
        assert_covers(&text);
    }

    #[test]
    fn any_yaml_like_text_is_covered(parts in prop::collection::vec(
        prop::sample::select(vec![
            "token", "client-key-data", ":", ": ", "\n", "\r\n", "  ", "- ", "{", "}", "[", "]", ",", "\"", "'", "\\", "|", ">", "#",
            " #", "&a", "*a", "!t", "?", "é", "-----BEGIN PRIVATE KEY-----", "-----END PRIVATE KEY-----", "a", "\t", "=", "---",
        ]), 0..60)) {
        assert_covers(&parts.concat());
    }

    /// A document in any style, among other entries, at any depth, with any line break.
    #[test]
    fn a_marked_private_key_is_never_shown(
        style in prop::sample::select(STYLES.to_vec()),
        depth in 0..6_usize,
        crlf: bool,
        before in prop::sample::select(vec!["", "kind: Config\n", "preferences: {}\n", "# it's a note\n", "a: |\n  text\n", "token: \"x\"\n", "x: [1, 2]\n", "it's: x\n"]),
        after in prop::sample::select(vec!["", "name: x\n", "- name: y\n", "}\n", "\"z\": 1\n"]),
        secret in "[A-Za-z0-9+/]{4}S3CR3T[A-Za-z0-9+/]{4,90}",
    ) {
        let body: String = style.replace('@', &secret).split_inclusive('\n').map(|line| " ".repeat(depth) + line).collect();
        // The unindented second lines of some styles are indented too: that is another style.
        let text = format!("{before}{body}{after}");
        let text = if crlf { text.replace('\n', "\r\n") } else { text };
        assert_covers(&text);
        prop_assert!(!seen(&text).contains("S3CR3T"), "{}\n---\n{}", text, seen(&text));
    }
}
