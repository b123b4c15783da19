//! How many rows each line takes, and so where each stands.

use std::ops::Range;

/// The rows of all lines. While no line is wrapped, each is one row, and nothing is kept.
#[derive(Debug, Default)]
pub(super) struct Heights {
    /// How wide a row is, in characters, if lines are wrapped.
    columns: Option<usize>,
    /// The first row of each line, and the number of all rows.
    tops: Vec<usize>,
    lines: usize,
    stale: bool,
}

impl Heights {
    pub(super) fn columns(&self) -> Option<usize> {
        self.columns
    }

    /// Whether these are the heights for rows of this width.
    pub(super) fn are_for(&self, columns: Option<usize>, lines: usize) -> bool {
        !self.stale && self.columns == columns && self.lines == lines
    }

    /// Something changed: they have to be measured anew.
    pub(super) fn forget(&mut self) {
        self.stale = true;
    }

    /// Measures: `rows` tells how many rows a line takes, if lines are wrapped.
    pub(super) fn measure(
        &mut self,
        columns: Option<usize>,
        lines: usize,
        rows: impl Fn(usize) -> usize,
    ) {
        self.columns = columns;
        self.lines = lines;
        self.stale = false;
        self.tops.clear();
        if columns.is_none() {
            return;
        }
        let mut top = 0;
        self.tops.reserve_exact(lines + 1);
        self.tops.push(0);
        self.tops.extend((0..lines).map(|line| {
            top += rows(line);
            top
        }));
    }

    /// How many rows there are.
    pub(super) fn count(&self) -> usize {
        self.tops.last().copied().unwrap_or(self.lines)
    }

    /// The first row of a line.
    pub(super) fn top(&self, line: usize) -> usize {
        self.tops.get(line).copied().unwrap_or(line)
    }

    /// The line that a row belongs to.
    pub(super) fn line_at(&self, row: usize) -> usize {
        if self.tops.is_empty() {
            return row;
        }
        self.tops.partition_point(|top| *top <= row).saturating_sub(1)
    }

    /// The lines that have a part in these rows.
    pub(super) fn lines_in(&self, rows: Range<usize>) -> Range<usize> {
        let rows = rows.start.min(self.count())..rows.end.min(self.count());
        if rows.is_empty() {
            return 0..0;
        }
        self.line_at(rows.start)..self.line_at(rows.end - 1) + 1
    }
}

#[cfg(test)]
mod tests {
    use super::Heights;

    #[test]
    fn rows_lead_to_lines_and_lines_to_rows() {
        let mut heights = Heights::default();
        heights.measure(None, 3, |_| 9);
        assert_eq!((heights.count(), heights.top(2), heights.line_at(2)), (3, 2, 2));
        assert_eq!(heights.lines_in(1..9), 1..3);
        heights.measure(Some(10), 3, |line| [1, 3, 2][line]);
        assert_eq!([0, 1, 2, 3].map(|line| heights.top(line)), [0, 1, 4, 6]);
        assert_eq!([0, 1, 3, 4, 5].map(|row| heights.line_at(row)), [0, 1, 1, 2, 2]);
        assert_eq!((heights.lines_in(2..5), heights.lines_in(9..12)), (1..3, 0..0));
        assert!(heights.are_for(Some(10), 3) && !heights.are_for(Some(11), 3));
        heights.forget();
        assert!(!heights.are_for(Some(10), 3));
    }
}
