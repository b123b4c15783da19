//! Writes values: in block style as kubectl does, in flow style as JSON.

use granit_parser::ScalarStyle;

use super::Value;
use super::scalar::{in_block, quoted};

/// How the surroundings are written.
#[derive(Clone, Copy)]
pub(super) struct Style {
    /// `\n` or `\r\n`.
    pub(super) line_break: &'static str,
    /// How much deeper than its key a list in block style stands: 0 or 2.
    pub(super) list_indent: usize,
}

/// How a collection in flow style is spread over lines.
#[derive(Clone, Copy)]
pub(super) enum Spread {
    /// All on one line.
    OneLine,
    /// Each child on a line of its own.
    Lines {
        /// The column of the children.
        indent: usize,
        /// How much deeper each level is.
        unit: usize,
    },
}

impl Style {
    /// The lines of a mapping's pair at a column, without the indentation of the first and
    /// without a line break at the end.
    pub(super) fn pair(self, key: &str, value: &Value, indent: usize) -> String {
        format!("{}:{}", in_block(key, ScalarStyle::Plain), self.after_key(value, indent))
    }

    /// What follows the colon of a key at a column.
    pub(super) fn after_key(self, value: &Value, indent: usize) -> String {
        if !value.has_children() {
            return format!(" {}", leaf(value));
        }
        let deeper = match value {
            Value::List(_) => indent + self.list_indent,
            Value::Map(_) | Value::Text(_) | Value::Word(_) => indent + 2,
        };
        format!("{}{}{}", self.line_break, " ".repeat(deeper), self.block(value, deeper))
    }

    /// A list's item at the column of its dash, the dash included.
    pub(super) fn item(self, value: &Value, indent: usize) -> String {
        format!("- {}", self.block(value, indent + 2))
    }

    /// A value at a column, without the indentation of the first line.
    pub(super) fn block(self, value: &Value, indent: usize) -> String {
        let lines: Vec<String> = match value {
            Value::Map(pairs) if !pairs.is_empty() => {
                pairs.iter().map(|(key, value)| self.pair(key, value, indent)).collect()
            }
            Value::List(items) if !items.is_empty() => {
                items.iter().map(|item| self.item(item, indent)).collect()
            }
            Value::Map(_) | Value::List(_) | Value::Text(_) | Value::Word(_) => vec![leaf(value)],
        };
        lines.join(&format!("{}{}", self.line_break, " ".repeat(indent)))
    }

    /// A value as JSON, after the key or where an item begins.
    pub(super) fn flow(self, value: &Value, spread: Spread) -> String {
        let (open, close, children): (_, _, Vec<String>) = match value {
            Value::Text(_) | Value::Word(_) => return leaf_in_flow(value),
            Value::Map(pairs) => {
                let pair =
                    |(key, value): &(String, Value)| self.flow_pair(key, value, spread.deeper());
                ('{', '}', pairs.iter().map(pair).collect())
            }
            Value::List(items) => {
                ('[', ']', items.iter().map(|item| self.flow(item, spread.deeper())).collect())
            }
        };
        match spread {
            Spread::Lines { indent, unit } if !children.is_empty() => {
                let line = |indent: usize| format!("{}{}", self.line_break, " ".repeat(indent));
                let inner = line(indent + unit);
                format!(
                    "{open}{inner}{}{}{close}",
                    children.join(&format!(",{inner}")),
                    line(indent)
                )
            }
            Spread::Lines { .. } | Spread::OneLine => {
                format!("{open}{}{close}", children.join(", "))
            }
        }
    }

    /// A pair as JSON.
    pub(super) fn flow_pair(self, key: &str, value: &Value, spread: Spread) -> String {
        format!("{}: {}", quoted(key), self.flow(value, spread))
    }

    /// What stands between a flow collection's children.
    pub(super) fn separator(self, spread: Spread) -> String {
        match spread {
            Spread::OneLine => ", ".to_owned(),
            Spread::Lines { indent, .. } => format!(",{}{}", self.line_break, " ".repeat(indent)),
        }
    }
}

impl Spread {
    fn deeper(self) -> Self {
        match self {
            Self::OneLine => Self::OneLine,
            Self::Lines { indent, unit } => Self::Lines { indent: indent + unit, unit },
        }
    }
}

/// A value that takes no lines of its own.
fn leaf(value: &Value) -> String {
    match value {
        Value::Text(text) => in_block(text, ScalarStyle::Plain),
        Value::Word(_) | Value::Map(_) | Value::List(_) => leaf_in_flow(value),
    }
}

fn leaf_in_flow(value: &Value) -> String {
    match value {
        Value::Text(text) => quoted(text),
        Value::Word(word) => word.clone(),
        Value::Map(_) => "{}".to_owned(),
        Value::List(_) => "[]".to_owned(),
    }
}
