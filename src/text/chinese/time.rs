//! Times, in Chinese.

use crate::text::time::{Signs, TimeWords, Unit};

pub(super) const TIME: TimeWords = TimeWords {
    count,
    ahead: |far| format!("{far}后"),
    ago: |far| format!("{far}前"),
    signs: Signs { milliseconds: "毫秒", seconds: "秒", minutes: "分钟", hours: "小时" },
    date: "%Y-%m-%d",
    near: "%m-%d %H:%M",
    moment: "%Y-%m-%d %H:%M:%S",
};

fn count(count: u64, unit: Unit) -> String {
    let unit = match unit {
        Unit::Year => "年",
        Unit::Month => "个月",
        Unit::Day => "天",
        Unit::Hour => "小时",
        Unit::Minute => "分钟",
        Unit::Second => "秒",
    };
    format!("{count} {unit}")
}
