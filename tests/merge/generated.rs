//! Kubeconfigs as people and programs write them, made up at random.

use proptest::prelude::{Just, Strategy, any, prop_oneof};
use proptest::{collection::vec, option};

/// A flag whose letters are not seen and lie above U+FFFF, as emoji keyboards give it.
const FLAG: &str = "\u{1f3f4}\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}";

/// How a file is written.
#[derive(Debug, Clone)]
pub(crate) struct Style {
    line_break: &'static str,
    /// A byte order mark, or nothing.
    mark: &'static str,
    last_line_break: bool,
    /// How deep the items of the lists stand.
    dash: usize,
    /// The order of the lists.
    order: [usize; 3],
    /// JSON, or a list in brackets here and there.
    json: bool,
}

/// An entry that is no ACK cluster's: a context, cluster and user of one name.
#[derive(Debug, Clone)]
pub(crate) struct Foreign {
    pub(crate) name: String,
    shape: u8,
    comment: Option<String>,
}

/// A file and what of it must stay.
#[derive(Debug, Clone)]
pub(crate) struct Generated {
    pub(crate) text: String,
    pub(crate) foreign: Vec<Foreign>,
    /// The very bytes of each entry of each list.
    pub(crate) pieces: Vec<String>,
}

/// Files of all styles, with up to six entries.
pub(crate) fn files() -> impl Strategy<Value = Generated> {
    (style(), vec(foreign(), 0..6)).prop_map(|(style, mut foreign)| {
        let mut seen = std::collections::HashSet::new();
        foreign.retain(|entry| seen.insert(entry.name.clone()));
        generate(&style, foreign)
    })
}

fn style() -> impl Strategy<Value = Style> {
    let orders = prop_oneof![Just([0, 1, 2]), Just([2, 0, 1]), Just([1, 2, 0])];
    let flags = (any::<bool>(), any::<bool>(), any::<bool>(), any::<u8>());
    (flags, 0_usize..5, orders).prop_map(|((crlf, bom, last_line_break, json), dash, order)| {
        let line_break = if crlf { "\r\n" } else { "\n" };
        let mark = if bom { "\u{feff}" } else { "" };
        Style { line_break, mark, last_line_break, dash, order, json: json < 60 }
    })
}

fn foreign() -> impl Strategy<Value = Foreign> {
    let names = prop_oneof![
        "[a-z][a-z0-9-]{0,12}",
        "[A-Za-z0-9 @:/#&*!|>'\"%{}\\[\\],?~.é集🦀-]{1,12}",
        prop_oneof![Just("no"), Just("017"), Just("1e3"), Just("null"), Just("~"), Just("")]
            .prop_map(str::to_owned),
        Just(FLAG.to_owned()),
    ];
    let comments = option::of("[ -~é集]{0,20}");
    (names, 0_u8..7, comments).prop_map(|(name, shape, comment)| Foreign { name, shape, comment })
}

fn quoted(text: &str) -> String {
    serde_json::to_string(text).unwrap()
}

impl Foreign {
    /// The entry in one of the lists (clusters, users, contexts) in flow style.
    fn flow(&self, list: usize) -> String {
        let name = quoted(&self.name);
        let content = match list {
            0 => "{\"server\": \"https://127.0.0.1\"}".to_owned(),
            1 => "{\"token\": \"t\"}".to_owned(),
            _ => format!("{{\"cluster\": {name}, \"user\": {name}}}"),
        };
        format!("{{\"name\": {name}, \"{}\": {content}}}", ["cluster", "user", "context"][list])
    }

    /// The lines of the entry in block style, without indentation.
    fn block(&self, list: usize) -> Vec<String> {
        let name = quoted(&self.name);
        let single = format!("'{}'", self.name.replace('\'', "''"));
        let key = ["cluster", "user", "context"][list];
        let comment = self.comment.as_ref().map(|text| format!("  # {text}")).unwrap_or_default();
        let content: Vec<String> = match (list, self.shape) {
            (0, 1) => vec!["server: >-".into(), "  https://127.0.0.1".into(), "  /x".into()],
            (0, 2) => vec!["# inner".into(), "server: 'https://127.0.0.1'".into(), String::new()],
            (0, _) => vec![format!("server: https://127.0.0.1{comment}")],
            (1, 1) => vec!["token: |".into(), "  a".into(), String::new(), "  # b".into()],
            (1, 2) => vec!["token: \"a\\".into(), "  b\"".into()],
            (1, 3) => vec!["token: plain".into(), "  on two lines".into()],
            (1, _) => vec![format!("token: t{comment}"), "as: auditor".into()],
            (_, 1) => {
                vec![
                    format!("user: {single}"),
                    "namespace: shop".into(),
                    format!("cluster: {name}"),
                ]
            }
            (_, _) => vec![format!("cluster: {name}{comment}"), format!("user: {single}")],
        };
        let content: Vec<String> = content
            .into_iter()
            .map(|line| if line.is_empty() { line } else { format!("    {line}") })
            .collect();
        let mut lines = match self.shape {
            5 => return vec![format!("- {}{comment}", self.flow(list))],
            6 => vec!["-".to_owned(), format!("  {key}:{comment}")],
            _ => vec![format!("- {key}:{comment}")],
        };
        lines.extend(content);
        lines.push(format!("  name: {name}{comment}"));
        if let Some(comment) = &self.comment {
            lines.insert(0, format!("# {comment}"));
        }
        lines
    }
}

fn generate(style: &Style, foreign: Vec<Foreign>) -> Generated {
    let mut pieces = Vec::new();
    let keys = ["clusters", "users", "contexts"];
    let mut text = if style.json {
        let lists = style.order.map(|list| {
            let entries: Vec<String> = foreign.iter().map(|entry| entry.flow(list)).collect();
            pieces.extend(entries.clone());
            format!("  \"{}\": [{}],\n", keys[list], entries.join(", "))
        });
        format!(
            "{{\n{}  \"x-more\": {{\"a\": [1, no]}},\n  \"kind\": \"Config\"\n}}\n",
            lists.concat()
        )
    } else {
        let mut text = "# head\n\nkind: Config\n".to_owned();
        for list in style.order {
            text.push_str(&format!(
                "{}:{}",
                keys[list],
                if foreign.is_empty() { " []\n" } else { "\n" }
            ));
            for entry in &foreign {
                let indented = entry.block(list).into_iter().map(|line| match line.as_str() {
                    "" => "\n".to_owned(),
                    line => format!("{}{line}\n", " ".repeat(style.dash)),
                });
                let piece: String = indented.collect();
                text.push_str(&piece);
                pieces.push(piece);
            }
        }
        text.push_str("x-more: &more {a: [1, no, \"b\"], b: 017}\n# foot\ny-more: *more\n");
        text
    };
    if !style.last_line_break {
        text.truncate(text.trim_end_matches('\n').len());
    }
    let line_breaks = |text: String| text.replace('\n', style.line_break);
    let pieces = pieces.into_iter().map(line_breaks).collect();
    Generated { text: format!("{}{}", style.mark, line_breaks(text)), foreign, pieces }
}
