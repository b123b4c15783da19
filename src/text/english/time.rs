//! Times, in English.

use crate::text::time::{Signs, TimeWords, Unit};

pub(super) const TIME: TimeWords = TimeWords {
    count,
    ahead: |far| format!("in {far}"),
    ago: |far| format!("{far} ago"),
    signs: Signs { milliseconds: "ms", seconds: "s", minutes: "min", hours: "h" },
    date: "%-d %b %Y",
    near: "%-d %b, %H:%M",
    moment: "%-d %b %Y, %H:%M:%S",
};

fn count(count: u64, unit: Unit) -> String {
    let unit = match unit {
        Unit::Year => "year",
        Unit::Month => "month",
        Unit::Day => "day",
        Unit::Hour => "hour",
        Unit::Minute => "minute",
        Unit::Second => "second",
    };
    format!("{count} {unit}{}", if count == 1 { "" } else { "s" })
}
