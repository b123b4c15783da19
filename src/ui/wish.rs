//! What a person asks for by a click or a key. Panels return wishes; the [`App`](super::App)
//! fulfils them after the frame is drawn.

use std::path::PathBuf;

use jiff::Timestamp;

use super::result::Tab;
use super::settings::Part;
use crate::core::acs::{ClusterId, Credentials, Step, TemporaryDuration};
use crate::core::kubeconfig::KubeconfigText;
use crate::core::profile::Source;
use crate::core::session::{ItemId, Settings};
use crate::worker::protocol::{Existing, SeenLock};

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
    /// Open the command palette.
    ShowPalette,
    /// Open the sheet of shortcuts.
    ShowShortcuts,
    /// Show the credentials and the clusters, where they are a page, or what was there before.
    ToggleSide,
    /// Something about the page of the settings.
    SettingsPage(SettingsWish),
    /// Take changed settings into use.
    Settings(Box<Settings>),
    /// Fill this cluster in.
    Pick(ClusterId),
    /// Something about the clusters, or many of their kubeconfigs at once.
    Fleet(FleetWish),
    /// A change of the user's kubeconfig files.
    Files(FilesWish),
    /// Something about the contexts that are in them.
    Contexts(ContextsWish),
    /// Something about the history.
    History(HistoryWish),
    /// Check whether something works.
    Check(CheckWish),
    /// Something about the view of the text.
    Viewer(ViewerWish),
    /// A file is opened to be looked at, or put away.
    Open(OpenWish),
    /// Open the demo account.
    OpenDemo,
    /// Ask for the kubeconfig, in place of a question under way.
    Get,
    /// Ask for the document on show again, for so long.
    GetTemporary(TemporaryDuration),
    /// Stop asking.
    Cancel,
    /// Ask the failed question again.
    TryAgain,
    /// Enter other credentials.
    EditCredentials,
    /// Do what may help against a failure.
    TakeStep(Step),
    /// Save, by the system's dialog.
    SaveAs,
    /// Save to a path.
    SaveTo(PathBuf, Existing),
    /// Copy the document.
    Copy,
    /// Copy a part of the document that has a secret in it.
    CopySecret(KubeconfigText),
    /// Copy some text that is not secret.
    CopyText(String),
    /// Open a page in the browser.
    OpenPage(String),
    /// Show this view of the document.
    ShowTab(Tab),
    /// The next theme.
    NextTheme,
    /// Copy a report of how things are, for whoever looks for a fault.
    CopyDiagnostics,
}

/// What is asked for about the clusters of the account, and many of their kubeconfigs at once.
#[derive(Debug)]
pub(crate) enum FleetWish {
    /// List the clusters anew.
    Refresh,
    /// Choose a cluster to be fetched with others, or take the choice back.
    ToggleCluster(ClusterId),
    /// Choose all of these too.
    ChooseClusters(Vec<ClusterId>),
    /// Take every choice back.
    ChooseNoCluster,
    /// Ask for the kubeconfigs of all chosen clusters.
    GetMany,
    /// Stop asking for many.
    CancelMany,
    /// Ask for those of many again that did not come.
    RetryMany,
    /// Put what came of many away.
    CloseMany,
    /// Show many again.
    ShowMany,
    /// Stop asking for one of many.
    SkipItem(ItemId),
    /// Ask for one of many again.
    RetryItem(ItemId),
    /// Show the document of one of many, or why there is none.
    ShowItem(ItemId),
    /// Save each document into a folder, by the system's dialog.
    SaveEach,
    /// Save each document into this folder.
    SaveEachTo(PathBuf),
    /// Write over the files that were there already.
    ReplaceExisting,
    /// Leave the files that were there already.
    KeepExisting,
}

impl From<FleetWish> for Wish {
    fn from(wish: FleetWish) -> Self {
        Self::Fleet(wish)
    }
}

/// What is asked for about the user's kubeconfig files.
#[derive(Debug)]
pub(crate) enum FilesWish {
    /// Merge the document on show: plan it, and show what it would do.
    Merge,
    /// Merge all the documents of a batch that came.
    MergeMany,
    /// Plan the change anew, since something else was chosen.
    PlanAnew,
    /// Write what was planned.
    Commit,
    /// Put the plan away.
    Drop,
    /// Break the lock that keeps the file from being written, and plan anew.
    BreakLock(SeenLock),
    /// Undo the last change.
    Undo,
}

impl From<FilesWish> for Wish {
    fn from(wish: FilesWish) -> Self {
        Self::Files(wish)
    }
}

/// What is asked for about the contexts that the user has.
#[derive(Debug)]
pub(crate) enum ContextsWish {
    /// Show the page about them, or what was there before.
    Toggle,
    /// Renew one, of this file.
    Renew(PathBuf, String),
    /// Renew all that end soon or have ended.
    RenewExpiring,
    /// Stop renewing.
    CancelRenewing,
    /// Put one in use.
    PutInUse(PathBuf, String),
    /// Give one another name.
    Rename {
        /// The file that it is in.
        file: PathBuf,
        /// The name it has.
        from: String,
        /// The name it gets.
        to: String,
    },
    /// Remove one.
    Remove(PathBuf, String),
    /// Save one as a file of its own, by the system's dialog.
    SaveCopy(PathBuf, String),
    /// Save the one that was asked for to a path.
    SaveCopyTo(PathBuf, Existing),
    /// Let nobody but its owner read a file.
    MakePrivate(PathBuf),
    /// Undo the change of a file that was made at that time.
    Undo(PathBuf, Timestamp),
}

impl From<ContextsWish> for Wish {
    fn from(wish: ContextsWish) -> Self {
        Self::Contexts(wish)
    }
}

/// What is asked for about the history.
#[derive(Debug)]
pub(crate) enum HistoryWish {
    /// Show the page about it, or what was there before.
    Toggle,
    /// Keep one from now on, or none.
    Keep(bool),
    /// Copy the ID of a request.
    CopyId(String),
    /// Fill in the cluster of this ID.
    Pick(String),
    /// Remove every entry.
    Clear,
}

impl From<HistoryWish> for Wish {
    fn from(wish: HistoryWish) -> Self {
        Self::History(wish)
    }
}

/// What is asked for on the page of the settings, besides other settings.
#[derive(Debug)]
pub(crate) enum SettingsWish {
    /// Show the page, or what was there before.
    Toggle,
    /// Show this part of it.
    Show(Part),
    /// Forget a file that was imported.
    ForgetImport(PathBuf),
    /// Open a folder.
    OpenFolder(PathBuf),
}

impl From<SettingsWish> for Wish {
    fn from(wish: SettingsWish) -> Self {
        Self::SettingsPage(wish)
    }
}

/// What is to be checked.
#[derive(Debug)]
pub(crate) enum CheckWish {
    /// The document on show.
    Document {
        /// Whether the program that it names may be run.
        may_run: bool,
    },
    /// A context of the user's.
    Context {
        /// The file that it is in.
        file: PathBuf,
        /// Its name.
        context: String,
    },
    /// All contexts of the user's.
    AllContexts,
}

impl From<CheckWish> for Wish {
    fn from(wish: CheckWish) -> Self {
        Self::Check(wish)
    }
}

/// What is asked for about the view of the text.
#[derive(Debug, Clone, Copy)]
pub(crate) enum ViewerWish {
    /// Find something in it.
    Find,
    /// Go to the next match, or the one before.
    FindNext {
        /// Whether it is the next.
        forward: bool,
    },
    /// Go to a line.
    GoToLine,
    /// Close the bar for that.
    CloseBar,
    /// Wrap long lines, or no longer.
    ToggleWrap,
}

impl From<ViewerWish> for Wish {
    fn from(wish: ViewerWish) -> Self {
        Self::Viewer(wish)
    }
}

/// What is asked for about a file to look at.
#[derive(Debug)]
pub(crate) enum OpenWish {
    /// Choose it by the system's dialog.
    Choose,
    /// Open this one.
    File(PathBuf),
    /// Put it away, and show what was there before.
    Close,
}

impl From<OpenWish> for Wish {
    fn from(wish: OpenWish) -> Self {
        Self::Open(wish)
    }
}
