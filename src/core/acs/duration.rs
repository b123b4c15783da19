//! How long a temporary kubeconfig is valid.

use std::fmt;

/// `TemporaryDurationMinutes`: how long the certificate of a temporary kubeconfig lasts,
/// 15 minutes to 3 days (4320 minutes).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TemporaryDuration(u16);

/// Why a text or a number is no temporary duration.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DurationError {
    /// Not of the form `90m`, `3h`, `1d` or `1h30m`.
    #[error("not a duration, write it like 90m, 3h or 1d")]
    NotADuration,
    /// Outside 15 minutes to 3 days.
    #[error("a temporary kubeconfig lasts 15 minutes to 3 days")]
    OutOfRange,
}

impl TemporaryDuration {
    /// The shortest that the service accepts, in minutes.
    pub const MIN_MINUTES: u16 = 15;
    /// The longest that the service accepts, in minutes.
    pub const MAX_MINUTES: u16 = 4320;

    /// A duration of so many minutes.
    ///
    /// # Errors
    /// [`DurationError::OutOfRange`] outside 15 to 4320.
    pub fn from_minutes(minutes: u64) -> Result<Self, DurationError> {
        match u16::try_from(minutes) {
            Ok(minutes) if (Self::MIN_MINUTES..=Self::MAX_MINUTES).contains(&minutes) => {
                Ok(Self(minutes))
            }
            _ => Err(DurationError::OutOfRange),
        }
    }

    /// Reads `90m`, `3h`, `1d`, or several of them after each other (`1h30m`).
    ///
    /// # Errors
    /// [`DurationError`], when it is something else or out of range.
    pub fn parse(text: &str) -> Result<Self, DurationError> {
        let mut rest = text.trim();
        let mut total: u64 = 0;
        if rest.is_empty() {
            return Err(DurationError::NotADuration);
        }
        while !rest.is_empty() {
            let unit_at =
                rest.find(|c: char| !c.is_ascii_digit()).ok_or(DurationError::NotADuration)?;
            let (number, unit) = rest.split_at(unit_at);
            let factor = match unit.as_bytes()[0] {
                b'm' => 1,
                b'h' => 60,
                b'd' => 24 * 60,
                _ => return Err(DurationError::NotADuration),
            };
            let number: u64 =
                number.parse().map_err(|_not_a_number| DurationError::NotADuration)?;
            total = number
                .checked_mul(factor)
                .and_then(|minutes| minutes.checked_add(total))
                .ok_or(DurationError::OutOfRange)?;
            rest = &unit[1..];
        }
        Self::from_minutes(total)
    }

    /// The duration in minutes.
    #[must_use]
    pub fn minutes(self) -> u16 {
        self.0
    }
}

impl fmt::Display for TemporaryDuration {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            days if days % 1440 == 0 => write!(f, "{}d", days / 1440),
            hours if hours % 60 == 0 => write!(f, "{}h", hours / 60),
            minutes => write!(f, "{minutes}m"),
        }
    }
}

impl std::str::FromStr for TemporaryDuration {
    type Err = DurationError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::parse(text)
    }
}

#[cfg(test)]
mod tests {
    use super::{DurationError, TemporaryDuration};

    #[test]
    fn reads_the_usual_forms() {
        for (text, minutes) in
            [("15m", 15), ("90m", 90), ("3h", 180), ("1h30m", 90), ("3d", 4320), (" 1d ", 1440)]
        {
            assert_eq!(TemporaryDuration::parse(text).unwrap().minutes(), minutes, "{text}");
        }
    }

    #[test]
    fn refuses_the_rest() {
        for text in ["", "90", "h", "-3h", "3 h", "1.5h", "3w", "3h4"] {
            assert_eq!(
                TemporaryDuration::parse(text),
                Err(DurationError::NotADuration),
                "{text:?}"
            );
        }
        for text in ["14m", "4321m", "4d", "99999999999999999d", "0m"] {
            assert_eq!(TemporaryDuration::parse(text), Err(DurationError::OutOfRange), "{text}");
        }
    }

    #[test]
    fn shows_the_largest_whole_unit() {
        for (minutes, text) in [(15, "15m"), (90, "90m"), (180, "3h"), (1440, "1d")] {
            assert_eq!(TemporaryDuration::from_minutes(minutes).unwrap().to_string(), text);
        }
    }
}
