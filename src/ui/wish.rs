//! What a person asks for by a click or a key. Panels return wishes; the [`App`](super::App)
//! fulfils them after the frame is drawn.

use std::path::PathBuf;

use crate::core::acs::{ClusterId, Credentials};
use crate::core::profile::Source;
use crate::core::session::Settings;
use crate::worker::protocol::Existing;

#[derive(Debug)]
pub(crate) enum Wish {
    /// Take this key into use, and perhaps keep it in the keychain under a name.
    Use(Credentials, Option<String>),
    /// Take the profile of this source into use.
    Choose(Source),
    /// Ask the profile in use for its key again.
    SignInAgain,
    /// Forget a key or an imported file.
    Forget(Source),
    /// Give an account in the keychain another name.
    RenameKept {
        /// The name it has.
        from: String,
        /// The name it gets.
        to: String,
    },
    /// Import the aliyun CLI's profiles from a file.
    Import,
    /// Take the role of the ECS instance into use.
    AskEcs,
    /// Run a command in a terminal.
    RunInTerminal(Vec<String>),
    /// Open the settings, or close them.
    ToggleSettings,
    /// Take changed settings into use.
    Settings(Box<Settings>),
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
