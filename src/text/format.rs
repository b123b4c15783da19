//! Numbers, sizes, durations and dates as people read them.

use std::path::Path;
use std::time::Duration;

use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};

/// A path, with `~` for the user's home folder.
#[must_use]
pub fn path(path: &Path, home: Option<&Path>) -> String {
    match home.and_then(|home| path.strip_prefix(home).ok()) {
        Some(inside) => Path::new("~").join(inside).display().to_string(),
        None => path.display().to_string(),
    }
}

/// A whole number with commas between the thousands.
#[must_use]
pub fn thousands(number: usize) -> String {
    let digits = number.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// A time under way, in tenths of a second: `3.4 s`.
#[must_use]
pub fn tenths(duration: Duration) -> String {
    format!("{}.{} s", duration.as_secs(), duration.subsec_millis() / 100)
}

/// A short time that was measured: `31 ms`, `3.4 s`.
#[must_use]
pub fn milliseconds(duration: Duration) -> String {
    match duration.as_millis() {
        short @ 0..1000 => format!("{short} ms"),
        _ => tenths(duration),
    }
}

/// A wait in whole seconds, rounded up.
#[must_use]
pub fn seconds_up(wait: Duration) -> u64 {
    wait.as_secs() + u64::from(wait.subsec_nanos() > 0)
}

/// How far a clock is off, without the sign: `12 s`, `22 min`, `3 h`.
#[must_use]
pub fn roughly(duration: SignedDuration) -> String {
    match duration.unsigned_abs().as_secs() {
        seconds @ 0..120 => format!("{seconds} s"),
        seconds @ 120..7200 => format!("{} min", seconds / 60),
        seconds => format!("{} h", seconds / 3600),
    }
}

/// A date in a time zone, in English: `23 Nov 2029`.
#[must_use]
pub fn date(at: Timestamp, zone: &TimeZone) -> String {
    at.to_zoned_datetime(zone.clone()).strftime("%-d %b %Y").to_string()
}

/// A date, with the time of day when it is near: `23 Nov 2029` or `23 Nov, 14:05`.
#[must_use]
pub fn date_or_time(at: Timestamp, now: Timestamp, zone: &TimeZone) -> String {
    if at.duration_since(now).abs() > SignedDuration::from_hours(7 * 24) {
        return date(at, zone);
    }
    at.to_zoned_datetime(zone.clone()).strftime("%-d %b, %H:%M").to_string()
}

/// A moment to the second: `23 Nov 2026, 22:20:00`.
#[must_use]
pub fn moment(at: Timestamp, zone: &TimeZone) -> String {
    at.to_zoned_datetime(zone.clone()).strftime("%-d %b %Y, %H:%M:%S").to_string()
}

/// How far a moment is away, in its largest unit: `in 3 years`, `in 90 minutes`, `2 days ago`.
#[must_use]
pub fn relative(at: Timestamp, now: Timestamp) -> String {
    let away = at.duration_since(now);
    let far = distance(away);
    if away.is_negative() { format!("{far} ago") } else { format!("in {far}") }
}

/// A time in its largest unit, without the sign: `3 years`, `90 minutes`, `1 second`.
#[must_use]
pub fn distance(time: SignedDuration) -> String {
    let (count, unit) = largest_unit(time.unsigned_abs().as_secs());
    let plural = if count == 1 { "" } else { "s" };
    format!("{count} {unit}{plural}")
}

/// How far a moment is away, in its two largest units: `in 2 years 11 months`, `in 2 hours 5
/// minutes`, `1 day 3 hours ago`. It is rounded down, so that nothing lasts longer than it says.
#[must_use]
pub fn countdown(at: Timestamp, now: Timestamp) -> String {
    const DAY: u64 = 24 * 3600;
    // A month is the twelfth part of a year.
    const UNITS: [(u64, &str); 6] = [
        (365 * DAY, "year"),
        (365 * DAY / 12, "month"),
        (DAY, "day"),
        (3600, "hour"),
        (60, "minute"),
        (1, "second"),
    ];
    let away = at.duration_since(now);
    let mut left = away.unsigned_abs().as_secs();
    let counted = UNITS.map(|(size, unit)| {
        let count = left / size;
        left %= size;
        (count, unit)
    });
    let first = counted.iter().position(|(count, _)| *count > 0).unwrap_or(UNITS.len() - 1);
    let shown = counted.iter().skip(first).take(2).enumerate();
    let shown = shown.filter(|(place, (count, _))| *place == 0 || *count > 0);
    let plural = |count: u64| if count == 1 { "" } else { "s" };
    let parts: Vec<_> =
        shown.map(|(_, (count, unit))| format!("{count} {unit}{}", plural(*count))).collect();
    let far = parts.join(" ");
    if away.is_negative() { format!("{far} ago") } else { format!("in {far}") }
}

/// Rounds to the nearest, so that a kubeconfig fetched a moment ago for three hours says so.
fn largest_unit(seconds: u64) -> (u64, &'static str) {
    const MINUTE: u64 = 60;
    const HOUR: u64 = 60 * MINUTE;
    const DAY: u64 = 24 * HOUR;
    const YEAR: u64 = 365 * DAY;
    let nearest = |unit: u64| (seconds + unit / 2) / unit;
    match seconds {
        0..MINUTE => (seconds, "second"),
        _ if nearest(MINUTE) < 120 => (nearest(MINUTE), "minute"),
        _ if nearest(HOUR) < 48 => (nearest(HOUR), "hour"),
        _ if nearest(DAY) < 730 => (nearest(DAY), "day"),
        _ => (nearest(YEAR), "year"),
    }
}

#[cfg(test)]
mod tests {
    use super::{countdown, date_or_time, path, relative, roughly, tenths, thousands};
    use jiff::tz::TimeZone;
    use jiff::{SignedDuration, Timestamp};
    use std::path::Path;
    use std::time::Duration;

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    #[test]
    fn numbers_have_commas() {
        for (number, text) in [(0, "0"), (999, "999"), (1302, "1,302"), (1_234_567, "1,234,567")] {
            assert_eq!(thousands(number), text);
        }
        assert_eq!(tenths(Duration::from_millis(3460)), "3.4 s");
        assert_eq!(roughly(SignedDuration::from_secs(-1320)), "22 min");
    }

    #[test]
    fn paths_begin_with_the_home_folder() {
        let home = Some(Path::new("/home/me"));
        for (file, text) in
            [("/home/me/.aliyun/config.json", "~/.aliyun/config.json"), ("/etc/x", "/etc/x")]
        {
            assert_eq!(path(Path::new(file), home), text);
        }
        assert_eq!(path(Path::new("/home/me/x"), None), "/home/me/x");
    }

    #[test]
    fn distances_have_their_largest_unit() {
        let now = at("2026-11-23T00:00:00Z");
        for (then, text) in [
            ("2029-11-22T23:59:00Z", "in 3 years"),
            ("2026-11-23T02:59:58Z", "in 3 hours"),
            ("2026-11-23T01:29:58Z", "in 90 minutes"),
            ("2026-11-23T00:00:01Z", "in 1 second"),
            ("2026-12-23T00:00:00Z", "in 30 days"),
            ("2026-11-20T00:00:00Z", "3 days ago"),
        ] {
            assert_eq!(relative(at(then), now), text);
        }
    }

    #[test]
    fn a_countdown_has_two_units_and_promises_nothing() {
        let now = at("2026-11-23T00:00:00Z");
        for (then, text) in [
            ("2029-11-21T23:59:00Z", "in 2 years 11 months"),
            ("2029-11-22T00:00:00Z", "in 3 years"),
            ("2027-01-24T00:00:00Z", "in 2 months 1 day"),
            ("2026-11-24T02:59:58Z", "in 1 day 2 hours"),
            ("2026-11-23T02:59:58Z", "in 2 hours 59 minutes"),
            ("2026-11-23T00:00:01Z", "in 1 second"),
            ("2026-11-23T00:00:00Z", "in 0 seconds"),
            ("2026-11-22T23:00:00Z", "1 hour ago"),
        ] {
            assert_eq!(countdown(at(then), now), text, "{then}");
        }
    }

    #[test]
    fn near_dates_have_a_time_of_day() {
        let now = at("2026-11-23T00:00:00Z");
        let zone = TimeZone::UTC;
        assert_eq!(date_or_time(at("2029-11-23T08:00:00Z"), now, &zone), "23 Nov 2029");
        assert_eq!(date_or_time(at("2026-11-23T14:05:00Z"), now, &zone), "23 Nov, 14:05");
    }
}
