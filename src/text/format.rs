//! Numbers and paths as people read them, in every language alike.

use std::path::Path;
use std::time::Duration;

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

/// A wait in whole seconds, rounded up.
#[must_use]
pub fn seconds_up(wait: Duration) -> u64 {
    wait.as_secs() + u64::from(wait.subsec_nanos() > 0)
}

#[cfg(test)]
mod tests {
    use super::{path, seconds_up, thousands};
    use std::path::Path;
    use std::time::Duration;

    #[test]
    fn numbers_have_commas() {
        for (number, text) in [(0, "0"), (999, "999"), (1302, "1,302"), (1_234_567, "1,234,567")] {
            assert_eq!(thousands(number), text);
        }
    }

    #[test]
    fn a_wait_is_rounded_up() {
        assert_eq!(seconds_up(Duration::from_millis(1001)), 2);
        assert_eq!(seconds_up(Duration::from_secs(2)), 2);
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
}
