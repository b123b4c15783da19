//! What a person asks for by a click or a key. Panels return wishes; the [`App`](super::App)
//! fulfils them after the frame is drawn.

use std::path::PathBuf;

use crate::core::acs::{ClusterId, Credentials};
use crate::worker::protocol::Existing;

#[derive(Debug)]
pub(crate) enum Wish {
    /// Take this key into use.
    Use(Credentials),
    /// Fill this cluster in.
    Pick(ClusterId),
    /// Open the demo account.
    OpenDemo,
    /// Ask for the kubeconfig, in place of a question under way.
    Get,
    /// Stop asking.
    Cancel,
    /// Ask the failed question again.
    TryAgain,
    /// Enter other credentials.
    EditCredentials,
    /// Save, by the system's dialog.
    SaveAs,
    /// Save to a path.
    SaveTo(PathBuf, Existing),
    /// Copy the document.
    Copy,
    /// Nothing more: a part of the document with a secret in it was copied by the window itself.
    NoteSecretCopied,
    /// Copy some text that is not secret.
    CopyText(String),
    /// Open a page in the browser.
    OpenPage(String),
    /// The next theme.
    NextTheme,
}
