//! A file that was opened to be looked at, in English.

use std::path::Path;

use crate::core::printable::printable;
use crate::io::kubeconfig_file::trouble::InspectError;
use crate::text::opened::OpenedWords;

pub(super) const OPENED: OpenedWords = OpenedWords {
    open: "Open a file…",
    open_hint: "Looks at a kubeconfig file without changing or running anything in it",
    drop: "Drop it to look at it",
    drop_hint: "The file is only read; nothing in it is run.",
    chip: "opened from a file, not fetched",
    status: |file| format!("Looking at {file}, which is only read"),
    close: "Close the file",
    not_a_kubeconfig_meaning: "Nothing of it was run; look at it before you trust it.",
    failed,
    nothing_chosen: "Nothing was chosen. If no dialog appeared, drag the file into this window.",
};

fn failed(error: &InspectError) -> String {
    let shown = |path: &Path| printable(&path.display().to_string());
    match error {
        InspectError::Missing(path) => format!("{} is not there", shown(path)),
        InspectError::TooLarge(path) => {
            format!("{} is larger than 4 MB; what is looked at is not", shown(path))
        }
        InspectError::TooSlow(path) => {
            format!("{} took too long to read and was left alone", shown(path))
        }
        InspectError::Read(error) => super::landing::unreadable(error),
    }
}
