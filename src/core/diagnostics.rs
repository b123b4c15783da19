//! A report of how things are on a machine, for whoever looks for a fault: made of what holds no
//! secret, and with the names of accounts, keys and home folders shortened in all of it.

use std::fmt::Write as _;

use crate::core::acs::credentials::mask_access_key_id;
use crate::core::history::{By, Entry, Outcome};
use crate::core::session::Language;

/// So many failures are told.
const FAILURES: usize = 10;

/// Digits in a row that are as many stand for an account or a RAM user; no date or size has so many.
const ACCOUNT_DIGITS: usize = 12;

/// What is told.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Report {
    /// The program's version.
    pub version: String,
    /// The two faces of the program.
    pub by: Option<By>,
    /// The system and the processor.
    pub system: String,
    /// Which desktop it is: the variables that say so.
    pub desktop: Vec<(&'static str, String)>,
    /// What draws the window.
    pub graphics: Option<String>,
    /// The language.
    pub language: Language,
    /// The settings as they lie in their file.
    pub settings: String,
    /// The files, what each is for and what is there.
    pub places: Vec<Place>,
    /// Whether a history is kept.
    pub history: bool,
    /// What is in it.
    pub entries: Vec<Entry>,
    /// The end of the log.
    pub log: Vec<String>,
    /// The user's home folder, which is not told.
    pub home: Option<String>,
}

/// A file or folder of the program's, or of the user's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// What it is for.
    pub role: &'static str,
    /// Where it is.
    pub path: String,
    /// How large it is and who may do what with it; none, if it is not there.
    pub there: Option<String>,
}

impl Report {
    /// The report, to be pasted as it is.
    #[must_use]
    pub fn text(&self) -> String {
        let mut text = String::from("```text\n");
        // Writing to a text does not fail.
        self.write(&mut text).ok();
        text.push_str("```\n");
        masked(&text, self.home.as_deref())
    }

    fn write(&self, text: &mut String) -> std::fmt::Result {
        let face = match self.by {
            Some(By::Window) => " (window)",
            Some(By::CommandLine) => " (command line)",
            None => "",
        };
        writeln!(text, "ack-kubeconfig {}{face}", self.version)?;
        writeln!(text, "system: {}", self.system)?;
        let desktop = self.desktop.iter().map(|(name, value)| format!("{name}={value}"));
        writeln!(text, "desktop: {}", or_none(desktop.collect::<Vec<_>>().join(" ")))?;
        if let Some(graphics) = &self.graphics {
            writeln!(text, "graphics: {graphics}")?;
        }
        writeln!(text, "language: {:?}", self.language)?;
        section(text, "settings", self.settings.lines())?;
        let places: Vec<String> = self.places.iter().map(Place::line).collect();
        section(text, "files", places.iter().map(String::as_str))?;
        let failed = self.entries.iter().filter(|entry| entry.result == Outcome::Failed);
        let failures: Vec<String> = failed.rev().take(FAILURES).map(failure).collect();
        let head = if self.history { "last failures" } else { "last failures (history is off)" };
        section(text, head, failures.iter().map(String::as_str))?;
        section(text, "log", self.log.iter().map(String::as_str))
    }
}

impl Place {
    fn line(&self) -> String {
        let there = self.there.as_deref().unwrap_or("not there");
        format!("{:<20} {} ({there})", self.role, self.path)
    }
}

fn section<'a>(
    text: &mut String,
    head: &str,
    lines: impl Iterator<Item = &'a str>,
) -> std::fmt::Result {
    writeln!(text, "{head}:")?;
    let mut lines = lines.peekable();
    if lines.peek().is_none() {
        writeln!(text, "  none")?;
    }
    lines.try_for_each(|line| writeln!(text, "  {line}"))
}

fn or_none(text: String) -> String {
    if text.is_empty() { "none".to_owned() } else { text }
}

/// When it was, what, and what to quote.
fn failure(entry: &Entry) -> String {
    let told = |value: &dyn std::fmt::Debug| format!("{value:?}");
    let parts = [
        Some(entry.at.to_string()),
        Some(told(&entry.what)),
        entry.why.map(|why| told(&why)),
        entry.code.clone(),
        entry.status.map(|status| format!("HTTP {status}")),
        entry.request_id.as_ref().map(|id| format!("request {id}")),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// A text without the names of accounts and keys, and with `~` for the home folder.
#[must_use]
pub fn masked(text: &str, home: Option<&str>) -> String {
    let home = home.map(|home| home.trim_end_matches(['/', '\\']));
    let text = match home.filter(|home| !home.is_empty()) {
        Some(home) => without_home(text, home),
        None => text.to_owned(),
    };
    let mut masked = String::with_capacity(text.len());
    let mut word = String::new();
    for character in text.chars().chain(['\n']) {
        if character.is_ascii_alphanumeric() || character == '.' {
            word.push(character);
        } else {
            masked.push_str(&masked_word(&word));
            word.clear();
            masked.push(character);
        }
    }
    // The one that was added.
    masked.pop();
    masked
}

fn without_home(text: &str, home: &str) -> String {
    let mut pieces = text.split(home);
    let mut short = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        // Of a folder whose name only begins alike the rest of the name follows.
        let goes_on =
            piece.starts_with(|next: char| next.is_alphanumeric() || "-_.".contains(next));
        short.push_str(if goes_on { home } else { "~" });
        short.push_str(piece);
    }
    short
}

fn masked_word(word: &str) -> String {
    let key = word.trim_matches('.');
    let temporary = ["STS.", "TMP."].iter().any(|start| key.starts_with(start)) && key.len() > 11;
    if temporary || (key.starts_with("LTAI") && key.len() > 11) {
        return word.replace(key, &mask_access_key_id(key));
    }
    let pieces = word.split('.').map(|piece| {
        let digits = piece.bytes().all(|byte| byte.is_ascii_digit());
        if digits && piece.len() >= ACCOUNT_DIGITS {
            format!("••••{}", &piece[piece.len() - 4..])
        } else {
            piece.to_owned()
        }
    });
    pieces.collect::<Vec<_>>().join(".")
}

#[cfg(test)]
mod tests {
    use super::{Place, Report, masked};
    use crate::core::history::{By, Entry, Subject, What, Why};
    use jiff::Timestamp;
    use std::path::Path;

    #[test]
    fn accounts_keys_and_the_home_folder_are_shortened_and_nothing_else() {
        for (text, expected) in [
            ("id=LTAI5tExampleKey0001,", "id=LTAI5t••••••••0001,"),
            ("STS.NTabcdefghijk.", "STS.NT••••••••hijk."),
            ("LTAIshortish12", "LTAIsh••••••••sh12"),
            ("acs:ram::1234567890123456:user/dev", "acs:ram::••••3456:user/dev"),
            ("/home/me/.kube, /home/mel, /home/me", "~/.kube, /home/mel, ~"),
            (
                "2026-11-28T12:10:23.123456Z 1048576 bytes",
                "2026-11-28T12:10:23.123456Z 1048576 bytes",
            ),
            ("c5b5e80b0b64a4bf6939d2d8fbbc5a1f7 集", "c5b5e80b0b64a4bf6939d2d8fbbc5a1f7 集"),
        ] {
            assert_eq!(masked(text, Some("/home/me")), expected);
        }
        assert_eq!(
            masked("/home/me/.kube, /home/mel, /home/me/", Some("/home/me//")),
            "~/.kube, /home/mel, ~/"
        );
        for root in ["/", "//", ""] {
            assert_eq!(masked("/x", Some(root)), "/x");
        }
    }

    #[test]
    fn a_report_tells_the_last_failures_and_what_is_not_there() {
        let entry = |why: Result<(), Why>| {
            let when = (Timestamp::UNIX_EPOCH, By::Window);
            Entry::of_write(What::Merge, Subject::default(), Path::new("/home/me/x"), why, when)
        };
        let failed = Entry {
            code: Some("ErrorClusterNotFound".to_owned()),
            status: Some(404),
            request_id: Some("0A1B".to_owned()),
            ..entry(Err(Why::Refused))
        };
        let place = |path: &str, there: Option<&str>| Place {
            role: "settings",
            path: path.to_owned(),
            there: there.map(str::to_owned),
        };
        let report = Report {
            version: "1.2.3".to_owned(),
            history: true,
            entries: vec![entry(Ok(())), failed],
            places: vec![place("/home/me/a", Some("0600, 12 bytes")), place("/b", None)],
            home: Some("/home/me".to_owned()),
            ..Report::default()
        };
        let text = report.text();
        for line in [
            "ack-kubeconfig 1.2.3\n",
            "~/a (0600, 12 bytes)\n",
            "/b (not there)\n",
            "  1970-01-01T00:00:00Z, Merge, Refused, ErrorClusterNotFound, HTTP 404, request 0A1B\n",
            "log:\n  none\n",
        ] {
            assert!(text.contains(line), "{line}: {text}");
        }
        assert_eq!(text.matches("Merge").count(), 1, "{text}");
        let off = Report { history: false, ..report };
        assert!(off.text().contains("history is off"));
    }
}
