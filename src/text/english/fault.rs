//! A fault of the program itself.

use crate::text::fault::FaultWords;

pub(super) const FAULT: FaultWords = FaultWords {
    heading: "ACK Kubeconfig has a fault",
    meaning: "Something went wrong in the program itself, and it stopped there. Nothing that was \
              written is lost: a file is written whole or not at all. The document, the settings \
              and what you typed are still here. What was under way may have to be asked for again.",
    report: "These lines help whoever looks for the fault. They hold no keys and no kubeconfig.",
    place: "Place",
    version: "Version",
    log: "Log",
    no_log: "none is kept",
    go_on: "Go on",
    copy: "Copy report",
    close: "Close the window",
    copied: "The report is on the clipboard",
    window_gone: |place, log| {
        format!(
            "the window is gone: this program has a fault ({place}). Nothing that was written is \
             lost. Log: {log}"
        )
    },
};
