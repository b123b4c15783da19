//! What is said between the window (or the command line) and the worker.

use std::future::Future;
use std::path::PathBuf;
use std::pin::Pin;
use std::time::Duration;

use crate::core::kubeconfig::KubeconfigText;
use crate::core::session::{Account, Failure, Fetched, Progress, Question, RequestId, Settings};

pub use crate::demo::DemoError;
pub use crate::io::clipboard::{Cleared, ClipboardError};
pub use crate::io::environment::EnvironmentError;
pub use crate::io::file::{Existing, SaveError};

/// An open file dialog: the path that will be chosen, or none.
pub type PathChoice = Pin<Box<dyn Future<Output = Option<PathBuf>> + Send>>;

/// What the worker is asked to do.
pub enum Command {
    /// Ask the service, in place of any question under way.
    Ask(RequestId, Box<Question>),
    /// Stop asking this question.
    Cancel(RequestId),
    /// Start the embedded demo account, or give it again if it runs.
    OpenDemo,
    /// Copy a document, and clear it after a while if it is still there.
    Copy(KubeconfigText, Duration),
    /// Wait for a file dialog, which had to be opened on the window's thread.
    AwaitPath(PathChoice),
    /// Write a document to a file.
    Save(PathBuf, KubeconfigText, Existing),
    /// Keep the settings.
    KeepSettings(PathBuf, Settings),
}

/// What the worker has to tell.
#[derive(Debug)]
pub enum Event {
    /// What a question waits for now.
    Progress(RequestId, Progress),
    /// What came of a question.
    Finished(RequestId, Result<Box<Fetched>, Box<Failure>>),
    /// The demo account is there.
    DemoReady(Box<Account>),
    /// It is not.
    DemoFailed(DemoError),
    /// The document is on the clipboard, to be cleared after this time.
    Copied(Duration),
    /// It is not. The document is given back: the window may have another way to copy.
    CopyFailed(KubeconfigText, ClipboardError),
    /// The time on the clipboard was up.
    ClipboardCleared(Cleared),
    /// The file dialog is closed. `None`: cancelled, or no dialog service on this desktop.
    PathChosen(Option<PathBuf>),
    /// The file stands.
    Saved(PathBuf),
    /// It does not.
    SaveFailed(SaveError),
}

impl std::fmt::Debug for Command {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Ask(id, question) => f.debug_tuple("Ask").field(id).field(question).finish(),
            Self::Cancel(id) => f.debug_tuple("Cancel").field(id).finish(),
            Self::OpenDemo => f.write_str("OpenDemo"),
            Self::Copy(text, after) => f.debug_tuple("Copy").field(text).field(after).finish(),
            Self::AwaitPath(_) => f.write_str("AwaitPath"),
            Self::Save(path, text, existing) => {
                f.debug_tuple("Save").field(path).field(text).field(existing).finish()
            }
            Self::KeepSettings(path, settings) => {
                f.debug_tuple("KeepSettings").field(path).field(settings).finish()
            }
        }
    }
}
