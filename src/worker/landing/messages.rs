//! What is said about the user's kubeconfig files.
//!
//! Every change goes two steps: it is planned, which shows the difference, and then that plan is
//! written. If the file changed between, it is planned anew and shown again instead.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::path::{Path, PathBuf};

use jiff::Timestamp;

use crate::core::kubeconfig::KubeconfigText;
use crate::core::kubeconfig::contexts::{FileContext, FileContexts};
use crate::core::kubeconfig::merge::{About, Choices, DiffLine, Plan};
use crate::io::environment;
use crate::io::kubeconfig_file::{Backups, Files};

pub use crate::io::kubeconfig_file::{
    Access, Act, Backup, ChooseError, Deed, FileTrouble, Holder, LockError, SeenLock,
};

/// The number of a plan, chosen by whoever asks. Asked again under the same number, a plan takes
/// the place of the one before.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PlanId(pub u64);

/// Where the user's kubeconfig files are, and their backups.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct KubeconfigPlace {
    /// The file that was asked for, before all others.
    pub explicit: Option<PathBuf>,
    /// The value of `KUBECONFIG`.
    pub variable: Option<OsString>,
    /// The user's home folder.
    pub home: Option<PathBuf>,
    /// The folder of the backups; without it nothing is written.
    pub backups: Option<PathBuf>,
}

impl KubeconfigPlace {
    /// Where they are for this process, but for a file that was asked for.
    #[must_use]
    pub fn of_this_process(explicit: Option<PathBuf>) -> Self {
        Self {
            explicit,
            variable: environment::kubeconfig(),
            home: environment::home(),
            backups: Backups::folder_of_this_user(),
        }
    }

    /// The files that kubectl would read.
    ///
    /// # Errors
    /// [`ChooseError`], when there are none.
    pub fn files(&self) -> Result<Files, ChooseError> {
        Files::of(self.explicit.as_deref(), self.variable.as_deref(), self.home.as_deref())
    }
}

/// Everything that the files hold.
#[derive(Debug, Clone)]
pub struct ContextsRead {
    /// The files in kubectl's order; the first that holds a name wins.
    pub files: Vec<ContextFile>,
    /// Which of them new contexts go to; none, if no file is meant.
    pub for_new: Option<PathBuf>,
    /// Why no file is meant.
    pub trouble: Option<ChooseError>,
}

impl ContextsRead {
    /// The context of a name in a file.
    #[must_use]
    pub fn find(&self, path: &Path, name: &str) -> Option<&FileContext> {
        let file = self.files.iter().find(|file| file.path == path)?;
        file.contents.as_ref().ok()?.contexts.iter().find(|context| context.name == name)
    }
}

/// What one file holds.
#[derive(Debug, Clone)]
pub struct ContextFile {
    /// The file, as it is named.
    pub path: PathBuf,
    /// Whether it is there.
    pub exists: bool,
    /// Its contexts and what is wrong with them; of a file that is not there, none.
    pub contents: Result<FileContexts, FileTrouble>,
    /// Who may read and write it, where there are modes.
    pub access: Option<Access>,
    /// The lock that keeps it from being written now.
    pub lock: Option<SeenLock>,
    /// The last write, which can be undone.
    pub last_write: Option<Backup>,
}

impl ContextsRead {
    /// The contexts that kubectl sees, each with its file: of one name, only the first.
    pub fn seen(&self) -> impl Iterator<Item = (&ContextFile, &FileContext)> {
        let mut names = std::collections::HashSet::new();
        let all = self.files.iter().flat_map(|file| {
            let contexts = file.contents.iter().flat_map(|contents| &contents.contexts);
            contexts.map(move |context| (file, context))
        });
        all.filter(move |(_, context)| names.insert(context.name.as_str()))
    }

    /// Fetched documents by the file that each belongs to: the one in which kubectl finds its
    /// cluster, at the same address. Of those that are nowhere yet, no file is told.
    #[must_use]
    pub fn by_file(&self, documents: Vec<Document>) -> Vec<(Option<PathBuf>, Vec<Document>)> {
        let mut by_file: BTreeMap<Option<PathBuf>, Vec<Document>> = BTreeMap::new();
        for document in documents {
            let file = self.holder_of(&document.1).filter(|_| self.files.len() > 1);
            by_file.entry(file.map(Path::to_owned)).or_default().push(document);
        }
        by_file.into_iter().collect()
    }

    fn holder_of(&self, about: &About) -> Option<&Path> {
        let mut seen = self.seen().filter_map(|(file, context)| {
            let same = context.mark.as_ref()?.cluster_id == about.cluster_id
                && context.endpoint.is_none_or(|endpoint| endpoint == about.endpoint);
            same.then_some(file.path.as_path())
        });
        seen.next()
    }

    /// The name of the context in use, of the first file that names one.
    #[must_use]
    pub fn current(&self) -> Option<&str> {
        let mut contents = self.files.iter().filter_map(|file| file.contents.as_ref().ok());
        contents.find_map(|contents| contents.current.as_deref())
    }
}

/// A fetched kubeconfig, and what is known about it besides.
pub type Document = (KubeconfigText, About);

/// Fetched kubeconfigs to be merged.
#[derive(Debug, Clone)]
pub struct MergeRequest {
    /// Where the files are.
    pub place: KubeconfigPlace,
    /// The file to merge into. Without it: the first that holds one of the clusters already, else
    /// the one for new contexts.
    pub file: Option<PathBuf>,
    /// The documents.
    pub documents: Vec<Document>,
    /// What the user decided; [`Choices::each`] in the order of the documents.
    pub choices: Choices,
    /// [`Act::Merge`] or [`Act::Renew`], for the list of backups.
    pub act: Act,
}

/// A change of contexts that are in a file.
#[derive(Debug, Clone)]
pub struct EditRequest {
    /// The file.
    pub file: PathBuf,
    /// The folder of the backups.
    pub backups: Option<PathBuf>,
    /// What is changed.
    pub edit: ContextEdit,
}

/// What is done with contexts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ContextEdit {
    /// They go, with the entries that only they use.
    Remove(Vec<String>),
    /// One gets another name.
    Rename {
        /// The name it has.
        from: String,
        /// The name it gets.
        to: String,
    },
    /// One is put in use.
    SetCurrent(String),
}

/// What a change would do, to be looked at before it is written.
#[derive(Debug, Clone)]
pub struct PlannedChange {
    /// The file.
    pub file: PathBuf,
    /// Whether it is there; else it will be made.
    pub exists: bool,
    /// Whether anything in it would change.
    pub changes_anything: bool,
    /// The difference line by line, secrets masked.
    pub diff: Vec<DiffLine>,
    /// What it does.
    pub detail: PlanDetail,
    /// Whether it was planned anew, since the file changed after the last plan.
    pub file_changed: bool,
}

/// What a change does.
#[derive(Debug, Clone)]
pub enum PlanDetail {
    /// Documents are merged.
    Merge(Plan),
    /// Contexts are removed, and these entries with them.
    Remove {
        /// The cluster entries that only they use.
        clusters: Vec<String>,
        /// The user entries that only they use.
        users: Vec<String>,
        /// Whether one of them is in use; then none is afterwards.
        was_current: bool,
    },
    /// A context is renamed or put in use.
    Edit,
    /// An older text is restored, over what others wrote since.
    Restore,
}

/// A change that stands in the file.
#[derive(Debug, Clone)]
pub struct Landed {
    /// The file.
    pub file: PathBuf,
    /// What was done, with the names of the contexts.
    pub deed: Deed,
    /// What it replaced; none, if nothing had to be written.
    pub backup: Option<Backup>,
    /// Who may read and write the file now, where there are modes.
    pub access: Option<Access>,
}

/// A write that is to be undone.
#[derive(Debug, Clone)]
pub struct UndoRequest {
    /// The file.
    pub file: PathBuf,
    /// When it was, if a certain one is meant; else it is the last.
    pub write: Option<Timestamp>,
    /// The folder of the backups.
    pub backups: Option<PathBuf>,
}

/// A write that was undone.
#[derive(Debug, Clone)]
pub struct UndoneWrite {
    /// The file.
    pub file: PathBuf,
    /// What had been done.
    pub deed: Deed,
    /// When.
    pub when: Timestamp,
    /// Whether the file is gone, since that write had made it.
    pub removed: bool,
}

/// What the worker is asked to do with kubeconfig files.
#[derive(Debug)]
pub enum LandingCommand {
    /// Read the files, in place of any reading before, and with `true` again whenever one changes.
    ReadContexts(KubeconfigPlace, bool),
    /// Plan a merge.
    PlanMerge(PlanId, Box<MergeRequest>),
    /// Plan a change of contexts that are there.
    PlanEdit(PlanId, Box<EditRequest>),
    /// Write what was planned. If the file changed since, it is planned anew instead.
    CommitPlan(PlanId),
    /// Forget a plan.
    DropPlan(PlanId),
    /// Give one context of a file as a document of its own.
    CopyContext(PathBuf, String),
    /// Restore what the last write to a file replaced. If it is not the one that is meant, or
    /// others wrote since, a plan of this number is told, by which it can be restored all the same.
    Undo(PlanId, UndoRequest),
    /// Take a file's rights from everyone but its owner.
    Tighten(PathBuf),
    /// Remove a lock that the user has seen and wants broken.
    BreakLock(SeenLock),
}

/// What the worker has to tell of kubeconfig files.
#[derive(Debug)]
pub enum LandingEvent {
    /// What the files hold.
    ContextsRead(Box<ContextsRead>),
    /// What a change would do.
    Planned(PlanId, Result<Box<PlannedChange>, FileTrouble>),
    /// What came of writing a plan. The plan is gone.
    Landed(PlanId, Result<Box<Landed>, FileTrouble>),
    /// A context as its own document, with its name.
    ContextCopied(String, Result<KubeconfigText, FileTrouble>),
    /// What came of undoing.
    Undone(PlanId, Result<Box<UndoneWrite>, FileTrouble>),
    /// Whether a file is private now.
    Tightened(PathBuf, Result<(), FileTrouble>),
    /// Whether a lock is gone.
    LockBroken(Result<(), FileTrouble>),
}
