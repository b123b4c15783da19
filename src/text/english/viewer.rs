//! The view of a document's text, in English.

use crate::text::format::thousands;
use crate::text::viewer::ViewerWords;

pub(super) const VIEWER: ViewerWords = ViewerWords {
    name: "Kubeconfig text",
    reveal: "Reveal",
    hide: "Hide",
    hide_in: |seconds| format!("Hide · {seconds} s"),
    unfold: |bytes| format!("Show all {} bytes", thousands(bytes)),
    fold: "Shorten",
    copy: "Copy selection",
    select_all: "Select all",
    private_key: |bytes| format!("private key, {} bytes", thousands(bytes)),
    secret: |bytes| format!("secret, {} bytes", thousands(bytes)),
    bytes: |bytes| format!("{} bytes", thousands(bytes)),
    find: "Find",
    found: |which, count, more| {
        let count = format!("{}{}", thousands(count), if more { "+" } else { "" });
        match which {
            Some(which) => format!("{} of {count}", thousands(which + 1)),
            None if count == "0" => "No matches".to_owned(),
            None if count == "1" => "1 match".to_owned(),
            None => format!("{count} matches"),
        }
    },
    next: "Next match",
    previous: "Previous match",
    close: "Close the search",
    line: "Go to line",
    line_of: |last| format!("1 to {}", thousands(last)),
    wrap: "Wrap",
};
