//! What is said between the window (or the command line) and the worker.

use std::future::Future;
use std::path::PathBuf;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use crate::core::acs::{ClusterId, Credentials};
use crate::core::clusters::{ClusterPage, Snapshot};
use crate::core::connection::{CheckId, Step};
use crate::core::diagnostics::Report;
use crate::core::history::Subject;
use crate::core::kubeconfig::KubeconfigText;
use crate::core::profile::{CallerIdentity, Discovery, KeychainError, Profile, Variables};
use crate::core::session::{
    BatchId, ClusterQuery, Ending, Failure, Fetched, ItemId, ItemNews, KeyFacts, Listing, NoNotes,
    Opened, Progress, Question, RequestId, Settings,
};

pub use super::check::{CheckRequest, CheckSource};
pub use super::diagnostics::DiagnosticsRequest;
pub use super::history::{HistoryCommand, HistoryTold};
pub use super::landing::messages::{
    Access, Act, Backup, ChooseError, ContextEdit, ContextFile, ContextsRead, Deed, Document,
    EditRequest, FileTrouble, Holder, KubeconfigPlace, Landed, LandingCommand, LandingEvent,
    LockError, MergeRequest, PlanDetail, PlanId, PlannedChange, SeenLock, UndoRequest, UndoneWrite,
};
pub use crate::demo::DemoError;
pub use crate::io::clipboard::{Cleared, ClipboardError};
pub use crate::io::date_settings::DateSettingsError;
pub use crate::io::file::{Existing, SaveError};
pub use crate::io::folder::FolderError;
pub use crate::io::kubeconfig_file::InspectError;
pub use crate::io::notes::{Desktop, Note};
pub use crate::io::terminal::TerminalError;

/// An open file dialog: the path that will be chosen, or none.
pub type PathChoice = Pin<Box<dyn Future<Output = Option<PathBuf>> + Send>>;

/// What a path is chosen for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PathPurpose {
    /// To save the document.
    Save,
    /// To look at.
    Open,
    /// To import the aliyun CLI's profiles from.
    Import,
    /// A folder, to save each of many documents in.
    SaveEach,
    /// To save a context of the user's files as a file of its own.
    SaveContext,
}

/// Where profiles are looked for.
#[derive(Debug, Clone, Default)]
pub struct Lookup {
    /// The variables of this process.
    pub variables: Variables,
    /// The user's home folder.
    pub home: Option<PathBuf>,
    /// Files of the aliyun CLI's form that the user imported.
    pub imported: Vec<PathBuf>,
    /// Whether the login shell is asked for the variables: a desktop starts programs without
    /// them.
    pub ask_shell: bool,
    /// Whether to look again whenever one of the files changes.
    pub watch: bool,
}

/// What the keychain is asked to do. Whatever comes of it, its accounts are listed afterwards.
#[derive(Debug, Clone)]
pub enum KeychainWish {
    /// Only list the accounts.
    List,
    /// Keep a key under a name that no account has yet.
    Keep(String, Credentials),
    /// Give an account another name.
    Rename {
        /// The name it has.
        from: String,
        /// The name it gets.
        to: String,
    },
    /// Remove an account.
    Remove(String),
}

/// A document of a batch, to be written.
#[derive(Debug, Clone)]
pub struct FileToSave {
    /// Whose document it is.
    pub item: ItemId,
    /// The name of the file, such as [`unique_file_names`] makes it.
    ///
    /// [`unique_file_names`]: crate::core::kubeconfig::file_name::unique_file_names
    pub name: String,
    /// The document.
    pub text: KubeconfigText,
    /// Of which cluster it is, for the history.
    pub about: Subject,
}

/// A document to be written to a file of its own.
#[derive(Debug, Clone)]
pub struct Saving {
    /// The file.
    pub path: PathBuf,
    /// The document.
    pub text: KubeconfigText,
    /// What happens to a file that is there.
    pub existing: Existing,
    /// Of which cluster it is, for the history.
    pub about: Subject,
}

/// What the worker is asked to do.
pub enum Command {
    /// Ask the service, in place of any question under way.
    Ask(RequestId, Box<Question>),
    /// List the clusters of an account, in place of any listing under way.
    ListClusters(RequestId, Box<ClusterQuery>),
    /// Stop asking this question.
    Cancel(RequestId),
    /// Ask many questions, each host at its own pace. More can be added to a batch later.
    AskMany(BatchId, Vec<(ItemId, Question)>),
    /// Stop asking one of them.
    CancelItem(BatchId, ItemId),
    /// Stop asking all that have no answer yet.
    CancelBatch(BatchId),
    /// Write documents to files of a folder, which is made if it is not there.
    SaveMany(BatchId, PathBuf, Vec<FileToSave>, Existing),
    /// Look for profiles, and go on looking if that is asked for.
    Discover(Lookup),
    /// Look again if one of the files has changed since.
    LookAgain,
    /// Get a key by a profile, and ask whose it is.
    SignIn(RequestId, Arc<Profile>),
    /// Use the system keychain.
    Keychain(KeychainWish),
    /// Open a terminal in which a command runs, word by word.
    RunInTerminal(Vec<String>),
    /// Open the desktop's page for date and time.
    OpenDateSettings,
    /// Open a folder in the desktop's file manager.
    OpenFolder(PathBuf),
    /// Ask whether the desktop shows notes.
    AskForNotes(Desktop),
    /// Show a note on the desktop about this end of a context.
    Show(Desktop, Note, Ending),
    /// Start the embedded demo account, or give it again if it runs.
    OpenDemo,
    /// Read a file to look at it.
    Open(RequestId, PathBuf),
    /// Copy a document or a part of one, and clear it after a while if it is still there.
    Copy(KubeconfigText, Duration),
    /// Wait for a file dialog, which had to be opened on the window's thread.
    AwaitPath(PathPurpose, PathChoice),
    /// Write a document to a file.
    Save(Box<Saving>),
    /// Keep the settings.
    KeepSettings(PathBuf, Settings),
    /// Read or change the user's kubeconfig files.
    Landing(LandingCommand),
    /// Tell or clear the history.
    History(HistoryCommand),
    /// Look around for a report of how things are.
    Diagnose(Box<DiagnosticsRequest>),
    /// Check whether a kubeconfig works, in place of any check of this number.
    Check(CheckId, CheckRequest),
    /// The same of many.
    CheckMany(Vec<(CheckId, CheckRequest)>),
    /// Stop a check.
    CancelCheck(CheckId),
}

/// What the worker has to tell.
#[derive(Debug)]
pub enum Event {
    /// What a question waits for now.
    Progress(RequestId, Progress),
    /// What came of a question.
    Finished(RequestId, Result<Box<Fetched>, Box<Failure>>),
    /// What happened to one of many questions. To a cancelled one nothing more happens.
    Item(BatchId, ItemId, ItemNews),
    /// Whether the document of one of many was written, and where.
    ItemSaved(BatchId, ItemId, Result<PathBuf, SaveError>),
    /// The clusters as they were listed for the last time, before they are listed anew.
    ClustersCached(RequestId, Box<Snapshot>),
    /// A page of clusters. They come in any order.
    ClustersPage(RequestId, Box<ClusterPage>),
    /// What came of a listing, after its pages.
    ClustersListed(RequestId, Result<Box<Listing>, Box<Failure>>),
    /// The profiles that were found.
    Discovered(Box<Discovery>),
    /// What came of asking a profile for its key.
    SignedIn(RequestId, Result<KeyFacts, Box<Failure>>),
    /// What came of asking STS whose it is.
    Identified(RequestId, Result<CallerIdentity, Box<Failure>>),
    /// What became of a wish to the keychain; of listing, nothing is said here.
    KeychainDone(KeychainWish, Result<(), KeychainError>),
    /// The names of the accounts in the keychain.
    KeychainListed(Result<Vec<String>, KeychainError>),
    /// Whether a terminal opened.
    TerminalOpened(Result<(), TerminalError>),
    /// Whether the page for date and time opened.
    DateSettingsOpened(Result<(), DateSettingsError>),
    /// Whether a folder opened.
    FolderOpened(Result<(), FolderError>),
    /// Whether the desktop shows notes.
    NotesAsked(Result<(), NoNotes>),
    /// Whether the note about this end was shown.
    Shown(Ending, Result<(), NoNotes>),
    /// The demo account is there, to be signed in with, and a cluster to begin with.
    DemoReady(Arc<Profile>, Option<ClusterId>),
    /// It is not.
    DemoFailed(DemoError),
    /// What came of reading a file to look at it.
    Opened(RequestId, Result<Box<Opened>, InspectError>),
    /// The document is on the clipboard, to be cleared after this time.
    Copied(Duration),
    /// It is not. The document is given back: the window may have another way to copy.
    CopyFailed(KubeconfigText, ClipboardError),
    /// The time on the clipboard was up.
    ClipboardCleared(Cleared),
    /// The file dialog is closed. `None`: cancelled, or no dialog service on this desktop.
    PathChosen(PathPurpose, Option<PathBuf>),
    /// The file stands.
    Saved(PathBuf),
    /// It does not.
    SaveFailed(SaveError),
    /// What came of reading or changing the user's kubeconfig files.
    Landing(LandingEvent),
    /// The history as it is now.
    History(Box<HistoryTold>),
    /// How things are.
    Diagnosed(Box<Report>),
    /// A step of a check. The last one failed, or is the top of the ladder.
    Checked(CheckId, Step),
}

impl std::fmt::Debug for Command {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Ask(id, question) => f.debug_tuple("Ask").field(id).field(question).finish(),
            Self::ListClusters(id, query) => {
                f.debug_tuple("ListClusters").field(id).field(query).finish()
            }
            Self::Cancel(id) => f.debug_tuple("Cancel").field(id).finish(),
            Self::AskMany(id, items) => f.debug_tuple("AskMany").field(id).field(items).finish(),
            Self::CancelItem(id, item) => {
                f.debug_tuple("CancelItem").field(id).field(item).finish()
            }
            Self::CancelBatch(id) => f.debug_tuple("CancelBatch").field(id).finish(),
            Self::SaveMany(id, folder, files, existing) => {
                let mut tuple = f.debug_tuple("SaveMany");
                tuple.field(id).field(folder).field(files).field(existing).finish()
            }
            Self::Discover(lookup) => f.debug_tuple("Discover").field(lookup).finish(),
            Self::LookAgain => f.write_str("LookAgain"),
            Self::SignIn(id, profile) => f.debug_tuple("SignIn").field(id).field(profile).finish(),
            Self::Keychain(wish) => f.debug_tuple("Keychain").field(wish).finish(),
            Self::RunInTerminal(words) => f.debug_tuple("RunInTerminal").field(words).finish(),
            Self::OpenDateSettings => f.write_str("OpenDateSettings"),
            Self::OpenFolder(folder) => f.debug_tuple("OpenFolder").field(folder).finish(),
            Self::AskForNotes(_) => f.write_str("AskForNotes"),
            Self::Show(_, note, end) => f.debug_tuple("Show").field(note).field(end).finish(),
            Self::OpenDemo => f.write_str("OpenDemo"),
            Self::Open(id, path) => f.debug_tuple("Open").field(id).field(path).finish(),
            Self::Copy(text, after) => f.debug_tuple("Copy").field(text).field(after).finish(),
            Self::AwaitPath(purpose, _) => f.debug_tuple("AwaitPath").field(purpose).finish(),
            Self::Save(saving) => f.debug_tuple("Save").field(saving).finish(),
            Self::KeepSettings(path, settings) => {
                f.debug_tuple("KeepSettings").field(path).field(settings).finish()
            }
            Self::Landing(command) => f.debug_tuple("Landing").field(command).finish(),
            Self::History(command) => f.debug_tuple("History").field(command).finish(),
            Self::Diagnose(request) => f.debug_tuple("Diagnose").field(request).finish(),
            Self::Check(id, request) => f.debug_tuple("Check").field(id).field(request).finish(),
            Self::CheckMany(checks) => f.debug_tuple("CheckMany").field(&checks.len()).finish(),
            Self::CancelCheck(id) => f.debug_tuple("CancelCheck").field(id).finish(),
        }
    }
}
