//! Times, durations and dates as people read them: what is told is decided here, a language gives
//! the words.

use std::time::Duration;

use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};

const MINUTE: u64 = 60;
const HOUR: u64 = 60 * MINUTE;
const DAY: u64 = 24 * HOUR;
const YEAR: u64 = 365 * DAY;

/// The words for times.
pub struct TimeWords {
    /// So many of a unit: `3 years`.
    pub count: fn(u64, Unit) -> String,
    /// A moment that is so far ahead: `in 3 years`.
    pub ahead: fn(&str) -> String,
    /// A moment that is so far behind: `3 years ago`.
    pub ago: fn(&str) -> String,
    /// The short signs of units, as they follow a number: `31 ms`, `3.4 s`, `22 min`, `3 h`.
    pub signs: Signs,
    /// How a date is written, in the signs of `strftime`: `23 Nov 2029`.
    pub date: &'static str,
    /// The same with the time of day, where the year is plain: `23 Nov, 14:05`.
    pub near: &'static str,
    /// The same to the second: `23 Nov 2026, 22:20:00`.
    pub moment: &'static str,
}

/// A unit of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// 365 days.
    Year,
    /// The twelfth part of that.
    Month,
    /// 24 hours.
    Day,
    /// 60 minutes.
    Hour,
    /// 60 seconds.
    Minute,
    /// A second.
    Second,
}

/// The short signs of units.
pub struct Signs {
    /// Thousandths of a second.
    pub milliseconds: &'static str,
    /// Seconds.
    pub seconds: &'static str,
    /// Minutes.
    pub minutes: &'static str,
    /// Hours.
    pub hours: &'static str,
}

impl Unit {
    const ALL: [Self; 6] =
        [Self::Year, Self::Month, Self::Day, Self::Hour, Self::Minute, Self::Second];

    const fn seconds(self) -> u64 {
        match self {
            Self::Year => YEAR,
            Self::Month => YEAR / 12,
            Self::Day => DAY,
            Self::Hour => HOUR,
            Self::Minute => MINUTE,
            Self::Second => 1,
        }
    }
}

impl TimeWords {
    /// A time under way, in tenths of a second: `3.4 s`.
    #[must_use]
    pub fn tenths(&self, duration: Duration) -> String {
        let tenth = duration.subsec_millis() / 100;
        format!("{}.{tenth} {}", duration.as_secs(), self.signs.seconds)
    }

    /// A time that was measured, however long: `1302 ms`.
    #[must_use]
    pub fn milliseconds(&self, duration: Duration) -> String {
        format!("{} {}", duration.as_millis(), self.signs.milliseconds)
    }

    /// A time that was measured, in the unit that suits it: `31 ms`, `3.4 s`.
    #[must_use]
    pub fn measured(&self, duration: Duration) -> String {
        if duration < Duration::from_secs(1) {
            self.milliseconds(duration)
        } else {
            self.tenths(duration)
        }
    }

    /// How far a clock is off, without the sign: `12 s`, `22 min`, `3 h`.
    #[must_use]
    pub fn roughly(&self, duration: SignedDuration) -> String {
        match duration.unsigned_abs().as_secs() {
            seconds @ 0..120 => format!("{seconds} {}", self.signs.seconds),
            seconds @ 120..7200 => format!("{} {}", seconds / MINUTE, self.signs.minutes),
            seconds => format!("{} {}", seconds / HOUR, self.signs.hours),
        }
    }

    /// A date in a time zone: `23 Nov 2029`.
    #[must_use]
    pub fn date(&self, at: Timestamp, zone: &TimeZone) -> String {
        written(at, zone, self.date)
    }

    /// A date, with the time of day when it is near: `23 Nov 2029` or `23 Nov, 14:05`.
    #[must_use]
    pub fn date_or_time(&self, at: Timestamp, now: Timestamp, zone: &TimeZone) -> String {
        let far = at.duration_since(now).abs() > SignedDuration::from_hours(7 * 24);
        written(at, zone, if far { self.date } else { self.near })
    }

    /// A moment to the second: `23 Nov 2026, 22:20:00`.
    #[must_use]
    pub fn moment(&self, at: Timestamp, zone: &TimeZone) -> String {
        written(at, zone, self.moment)
    }

    /// How far a moment is away, in its largest unit: `in 3 years`, `in 90 minutes`, `2 days ago`.
    #[must_use]
    pub fn relative(&self, at: Timestamp, now: Timestamp) -> String {
        let away = at.duration_since(now);
        self.directed(away, &self.distance(away))
    }

    /// A time in its largest unit, without the sign: `3 years`, `90 minutes`, `1 second`.
    #[must_use]
    pub fn distance(&self, time: SignedDuration) -> String {
        let (count, unit) = largest_unit(time.unsigned_abs().as_secs());
        (self.count)(count, unit)
    }

    /// How far a moment is away, in its two largest units: `in 2 years 11 months`, `in 2 hours 5
    /// minutes`, `1 day 3 hours ago`. It is rounded down, so that nothing lasts longer than it
    /// says.
    #[must_use]
    pub fn countdown(&self, at: Timestamp, now: Timestamp) -> String {
        let away = at.duration_since(now);
        let mut left = away.unsigned_abs().as_secs();
        let counted = Unit::ALL.map(|unit| {
            let count = left / unit.seconds();
            left %= unit.seconds();
            (count, unit)
        });
        let first = counted.iter().position(|(count, _)| *count > 0).unwrap_or(counted.len() - 1);
        let shown = counted.iter().skip(first).take(2).enumerate();
        let shown = shown.filter(|(place, (count, _))| *place == 0 || *count > 0);
        let parts: Vec<_> = shown.map(|(_, (count, unit))| (self.count)(*count, *unit)).collect();
        self.directed(away, &parts.join(" "))
    }

    fn directed(&self, away: SignedDuration, far: &str) -> String {
        if away.is_negative() { (self.ago)(far) } else { (self.ahead)(far) }
    }
}

fn written(at: Timestamp, zone: &TimeZone, form: &str) -> String {
    at.to_zoned_datetime(zone.clone()).strftime(form).to_string()
}

/// Rounds to the nearest, so that a kubeconfig fetched a moment ago for three hours says so.
fn largest_unit(seconds: u64) -> (u64, Unit) {
    let nearest = |unit: u64| (seconds + unit / 2) / unit;
    match seconds {
        0..MINUTE => (seconds, Unit::Second),
        _ if nearest(MINUTE) < 120 => (nearest(MINUTE), Unit::Minute),
        _ if nearest(HOUR) < 48 => (nearest(HOUR), Unit::Hour),
        _ if nearest(DAY) < 730 => (nearest(DAY), Unit::Day),
        _ => (nearest(YEAR), Unit::Year),
    }
}

#[cfg(test)]
mod tests {
    use super::TimeWords;
    use crate::text::{Language, Phrases};
    use jiff::tz::TimeZone;
    use jiff::{SignedDuration, Timestamp};
    use std::time::Duration;

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    fn both() -> [&'static TimeWords; 2] {
        [Language::English, Language::Chinese].map(|language| &Phrases::of(language).time)
    }

    #[test]
    fn measured_times_have_short_signs() {
        let [english, chinese] = both();
        let long = Duration::from_millis(3460);
        assert_eq!(english.tenths(long), "3.4 s");
        assert_eq!(english.milliseconds(long), "3460 ms");
        assert_eq!(english.measured(long), "3.4 s");
        assert_eq!(chinese.measured(long), "3.4 秒");
        assert_eq!(chinese.measured(Duration::from_millis(31)), "31 毫秒");
        assert_eq!(english.roughly(SignedDuration::from_secs(-1320)), "22 min");
        assert_eq!(chinese.roughly(SignedDuration::from_secs(-1320)), "22 分钟");
    }

    #[test]
    fn distances_have_their_largest_unit() {
        let now = at("2026-11-23T00:00:00Z");
        let [english, chinese] = both();
        for (then, text, in_chinese) in [
            ("2029-11-22T23:59:00Z", "in 3 years", "3 年后"),
            ("2026-11-23T02:59:58Z", "in 3 hours", "3 小时后"),
            ("2026-11-23T01:29:58Z", "in 90 minutes", "90 分钟后"),
            ("2026-11-23T00:00:01Z", "in 1 second", "1 秒后"),
            ("2026-12-23T00:00:00Z", "in 30 days", "30 天后"),
            ("2026-11-20T00:00:00Z", "3 days ago", "3 天前"),
        ] {
            assert_eq!(english.relative(at(then), now), text);
            assert_eq!(chinese.relative(at(then), now), in_chinese);
        }
    }

    #[test]
    fn a_countdown_has_two_units_and_promises_nothing() {
        let now = at("2026-11-23T00:00:00Z");
        let [english, chinese] = both();
        for (then, text, in_chinese) in [
            ("2029-11-21T23:59:00Z", "in 2 years 11 months", "2 年 11 个月后"),
            ("2029-11-22T00:00:00Z", "in 3 years", "3 年后"),
            ("2027-01-24T00:00:00Z", "in 2 months 1 day", "2 个月 1 天后"),
            ("2026-11-24T02:59:58Z", "in 1 day 2 hours", "1 天 2 小时后"),
            ("2026-11-23T02:59:58Z", "in 2 hours 59 minutes", "2 小时 59 分钟后"),
            ("2026-11-23T00:00:01Z", "in 1 second", "1 秒后"),
            ("2026-11-23T00:00:00Z", "in 0 seconds", "0 秒后"),
            ("2026-11-22T23:00:00Z", "1 hour ago", "1 小时前"),
        ] {
            assert_eq!(english.countdown(at(then), now), text, "{then}");
            assert_eq!(chinese.countdown(at(then), now), in_chinese, "{then}");
        }
    }

    #[test]
    fn near_dates_have_a_time_of_day() {
        let now = at("2026-11-23T00:00:00Z");
        let zone = TimeZone::UTC;
        let [english, chinese] = both();
        for (then, text, in_chinese) in [
            ("2029-11-03T08:00:00Z", "3 Nov 2029", "2029-11-03"),
            ("2026-11-23T14:05:00Z", "23 Nov, 14:05", "11-23 14:05"),
        ] {
            assert_eq!(english.date_or_time(at(then), now, &zone), text);
            assert_eq!(chinese.date_or_time(at(then), now, &zone), in_chinese);
        }
        assert_eq!(english.moment(now, &zone), "23 Nov 2026, 00:00:00");
        assert_eq!(chinese.moment(now, &zone), "2026-11-23 00:00:00");
    }
}
