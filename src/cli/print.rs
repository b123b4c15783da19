//! Results on stdout: as wide as the terminal, and with nothing that commands it. And how far it
//! has come, on stderr.

use std::io::{ErrorKind, IsTerminal as _, Write as _};

use serde_json::Value;

use super::exit::Exit;
use crate::core::kubeconfig::lines::visible::is_hidden;

/// How wide a terminal is that does not say so.
const USUAL_WIDTH: usize = 80;

/// How wide the terminal is, if stdout is one: anything else gets all there is.
pub(super) fn terminal_width() -> Option<usize> {
    let stdout = std::io::stdout();
    let width = || terminal_size::terminal_size_of(&stdout).map(|(width, _)| width.0.into());
    stdout.is_terminal().then(|| width().unwrap_or(USUAL_WIDTH))
}

/// A result to stdout. One that is lost is told, in the system's words.
pub(super) fn print(text: &str) -> Exit {
    let mut stdout = std::io::stdout();
    match stdout.write_all(text.as_bytes()).and_then(|()| stdout.flush()) {
        Ok(()) => Exit::Done,
        // Whoever closed the pipe has read enough.
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Exit::Failed,
        Err(error) => {
            writeln!(std::io::stderr(), "stdout: {error}").ok();
            Exit::Failed
        }
    }
}

/// A line on stderr that takes the place of the last one, for a person who watches. It is cleared
/// when this goes, also in the middle by Ctrl+C: what is said then has a line of its own.
#[derive(Default)]
pub(super) struct ProgressLine;

impl ProgressLine {
    /// Shows how far it has come.
    #[expect(clippy::unused_self, reason = "what is shown is cleared by whoever shows it")]
    pub(super) fn show(&self, text: &str) {
        let mut stderr = std::io::stderr();
        if stderr.is_terminal() {
            // Nobody is told less if it cannot be shown.
            write!(stderr, "\r\x1b[2K{text}").ok();
        }
    }
}

impl Drop for ProgressLine {
    fn drop(&mut self) {
        self.show("");
    }
}

/// JSON in which no character turns or hides text on a terminal. But for line ends, all of these
/// can only stand in strings, where an escape means the same.
pub(super) fn json_text(json: &Value) -> String {
    let json = format!("{json:#}\n");
    let mut text = String::with_capacity(json.len());
    for character in json.chars() {
        if character == '\n' || !is_hidden(character) {
            text.push(character);
            continue;
        }
        for unit in character.encode_utf16(&mut [0; 2]) {
            text.push_str(&format!("\\u{unit:04x}"));
        }
    }
    text
}
