//! Tables for people: as wide as their contents, or as the terminal if that is narrower.

use unicode_width::UnicodeWidthStr as _;

use crate::core::printable::printable;

/// Between two columns.
const GAP: &str = "  ";

/// A column, with its cells from top to bottom.
pub(super) struct Column {
    head: &'static str,
    cells: Vec<String>,
    fit: Fit,
}

/// What happens to a column where there is no room for all.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Fit {
    /// Nothing, as long as it can be helped.
    Stays,
    /// It is cut, down to this width before any column is left out, and further after that.
    Cut(usize),
    /// It is left out; the one with the highest number goes first.
    Goes(u8),
}

impl Column {
    /// A column of texts from outside: nothing of them reaches the terminal raw.
    pub(super) fn new(
        head: &'static str,
        fit: Fit,
        cells: impl IntoIterator<Item = String>,
    ) -> Self {
        let cells = cells.into_iter().map(|cell| printable(&cell)).collect();
        Self { head, cells, fit }
    }

    fn texts(&self) -> impl Iterator<Item = &str> {
        std::iter::once(self.head).chain(self.cells.iter().map(String::as_str))
    }

    fn width(&self) -> usize {
        self.texts().map(str::width).max().unwrap_or_default()
    }

    /// The width below which it is not cut as long as others can be left out.
    fn least_width(&self) -> usize {
        match self.fit {
            Fit::Cut(least) => self.width().min(least),
            Fit::Stays | Fit::Goes(_) => self.width(),
        }
    }
}

/// The lines of a table, the heads first; with a `limit`, none is wider than that.
pub(super) fn render(mut columns: Vec<Column>, limit: Option<usize>) -> String {
    let limit = limit.unwrap_or(usize::MAX);
    let least = |columns: &[Column]| columns.iter().map(Column::least_width).sum();
    while with_gaps(&columns, least(&columns)) > limit
        && let Some(place) = next_to_go(&columns)
    {
        columns.remove(place);
    }
    let mut widths: Vec<usize> = columns.iter().map(Column::width).collect();
    let mut excess = with_gaps(&columns, widths.iter().sum()).saturating_sub(limit);
    // One column after the other gives room, none more than it must as long as another can.
    let floors: [fn(&Column) -> usize; 2] = [Column::least_width, |_| 1];
    for floor in floors {
        for (column, width) in columns.iter().zip(&mut widths) {
            if matches!(column.fit, Fit::Cut(_)) {
                let given = excess.min(width.saturating_sub(floor(column)));
                *width -= given;
                excess -= given;
            }
        }
    }
    let rows: Vec<Vec<&str>> = columns.iter().map(|column| column.texts().collect()).collect();
    let count = rows.first().map_or(0, Vec::len);
    (0..count).map(|row| line(rows.iter().map(|texts| texts[row]), &widths, limit) + "\n").collect()
}

/// A text, with spaces behind it up to the width of the widest of these.
pub(super) fn padded<'a>(text: &str, all: impl IntoIterator<Item = &'a str>) -> String {
    let widest = all.into_iter().map(str::width).max().unwrap_or_default();
    format!("{text}{}", " ".repeat(widest.saturating_sub(text.width())))
}

fn with_gaps(columns: &[Column], widths: usize) -> usize {
    widths + GAP.len() * columns.len().saturating_sub(1)
}

fn next_to_go(columns: &[Column]) -> Option<usize> {
    let going = columns.iter().enumerate().filter(|(_, c)| matches!(c.fit, Fit::Goes(_)));
    going.max_by_key(|(_, column)| column.fit).map(|(place, _)| place)
}

fn line<'a>(texts: impl Iterator<Item = &'a str>, widths: &[usize], limit: usize) -> String {
    let mut line = String::new();
    for (text, width) in texts.zip(widths) {
        let text = cut(text, *width);
        let padding = width.saturating_sub(text.width()) + GAP.len();
        line.push_str(&text);
        line.extend(std::iter::repeat_n(' ', padding));
    }
    cut(line.trim_end(), limit)
}

/// A text of at most this width; where something is cut off, it ends with an ellipsis.
fn cut(text: &str, width: usize) -> String {
    if text.width() <= width {
        return text.to_owned();
    }
    let mut kept = String::new();
    for character in text.chars() {
        let mut longer = kept.clone();
        longer.push(character);
        if longer.width() + 1 > width {
            break;
        }
        kept = longer;
    }
    kept + "…"
}

#[cfg(test)]
mod tests {
    use super::{Column, Fit, cut, render};
    use unicode_width::UnicodeWidthStr as _;

    fn columns() -> Vec<Column> {
        let column = |head, fit, cells: [&str; 2]| Column::new(head, fit, cells.map(str::to_owned));
        vec![
            column("NAME", Fit::Cut(8), ["prod-payments", "订单中心订单中心"]),
            column("ID", Fit::Stays, ["c5b5e80b0b64", "c8c1b3f5d702"]),
            column("REGION", Fit::Goes(1), ["cn-hangzhou", "ap-southeast-1"]),
            column("NODES", Fit::Goes(2), ["24", "1"]),
        ]
    }

    #[test]
    fn without_a_limit_everything_is_there_and_chinese_counts_double() {
        assert_eq!(
            render(columns(), None),
            "NAME              ID            REGION          NODES\n\
             prod-payments     c5b5e80b0b64  cn-hangzhou     24\n\
             订单中心订单中心  c8c1b3f5d702  ap-southeast-1  1\n"
        );
    }

    #[test]
    fn names_are_cut_first_then_columns_go_and_ids_stay() {
        assert_eq!(
            render(columns(), Some(46)),
            "NAME       ID            REGION          NODES\n\
             prod-pay…  c5b5e80b0b64  cn-hangzhou     24\n\
             订单中心…  c8c1b3f5d702  ap-southeast-1  1\n"
        );
        assert_eq!(
            render(columns(), Some(44)),
            "NAME            ID            REGION\n\
             prod-payments   c5b5e80b0b64  cn-hangzhou\n\
             订单中心订单…   c8c1b3f5d702  ap-southeast-1\n"
        );
        let narrow = render(columns(), Some(20));
        assert!(narrow.contains("c5b5e80b0b64") && !narrow.contains("REGION"), "{narrow}");
    }

    #[test]
    fn two_columns_share_what_is_missing_and_neither_is_cut_for_both() {
        let column = |head, cell: &str| Column::new(head, Fit::Cut(8), [cell.to_owned()]);
        let columns =
            || vec![column("NAME", "prod-payments"), column("RESULT", "forbidden by RAM")];
        assert_eq!(render(columns(), Some(27)), "NAME       RESULT\nprod-pay…  forbidden by RAM\n");
        assert_eq!(render(columns(), Some(20)), "NAME      RESULT\nprod-pa…  forbidden…\n");
        assert_eq!(render(columns(), Some(11)), "…  RESULT\n…  forbidd…\n");
    }

    #[test]
    fn no_line_is_wider_than_the_terminal() {
        for limit in 1..70 {
            for line in render(columns(), Some(limit)).lines() {
                assert!(line.width() <= limit, "{limit}: {line}");
            }
        }
    }

    #[test]
    fn nothing_in_a_cell_commands_the_terminal() {
        let cells = ["a\u{1b}[31m\nb\u{202e}c\u{7}".to_owned()];
        let table = render(vec![Column::new("N", Fit::Stays, cells)], None);
        assert_eq!(table, "N\na□[31m□b□c□\n");
    }

    #[test]
    fn a_wide_character_is_never_halved() {
        for (width, expected) in [(8, "数据湖泊"), (7, "数据湖…"), (6, "数据…"), (1, "…")]
        {
            assert_eq!(cut("数据湖泊", width), expected, "{width}");
        }
    }

    #[test]
    fn an_empty_table_is_its_heads() {
        let columns = vec![Column::new("NAME", Fit::Cut(8), []), Column::new("ID", Fit::Stays, [])];
        assert_eq!(render(columns, Some(80)), "NAME  ID\n");
    }
}
