//! What a merge would do.

use super::diff::{self, DiffLine};
use super::incoming::Incoming;
use crate::core::acs::ClusterId;
use crate::core::kubeconfig::KubeconfigText;
use crate::core::kubeconfig::edit::EditError;
use crate::core::kubeconfig::mark::FoundBy;

/// What a merge would do to a file, and the file's text after it.
#[derive(Debug, Clone)]
pub struct Plan {
    /// What becomes of each document, in their order.
    pub landings: Vec<Landing>,
    /// `current-context` as it is; none if it is empty.
    pub current_before: Option<String>,
    /// `current-context` as it would be.
    pub current_after: Option<String>,
    /// The text that the plan was made from; empty if there is no file.
    pub before: KubeconfigText,
    /// The text as it would be.
    pub after: KubeconfigText,
}

/// What becomes of one document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Landing {
    /// Its cluster.
    pub cluster_id: ClusterId,
    /// How the context that it renews was found; none if it is new.
    pub found_by: Option<FoundBy>,
    /// The context entry.
    pub context: EntryPlan,
    /// The cluster entry.
    pub cluster: EntryPlan,
    /// The user entry.
    pub user: EntryPlan,
}

/// What becomes of one entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EntryPlan {
    /// What it is called afterwards.
    pub name: String,
    /// What it was called in the fetched document.
    pub received: String,
    /// What it is called now, if that is another name.
    pub renamed_from: Option<String>,
    /// Why it is not called as it might be.
    pub collision: Option<Collision>,
    /// What is done.
    pub outcome: Outcome,
}

/// A name that another entry has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Collision {
    /// The name.
    pub wanted: String,
    /// The cluster of the entry that has it, if that is known.
    pub with: Option<ClusterId>,
    /// Whether an entry of the file has it; else another of this merge would.
    pub in_file: bool,
}

/// What is done with an entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// It is new.
    Added,
    /// It is there, and these keys change; `name` if it is renamed.
    Changed(Vec<&'static str>),
    /// It is there, and says all that already.
    Unchanged,
    /// It takes the place of another entry of its name.
    TakesPlace,
    /// Nothing, since its name is another's.
    Skipped,
}

/// Why no plan can be made.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PlanError {
    /// The file cannot be edited safely.
    #[error(transparent)]
    Edit(#[from] EditError),
    /// Two of the documents are for the same cluster, identity and endpoint.
    #[error("the cluster {0} is given twice")]
    Twice(ClusterId),
    /// The context that a document is to renew is another cluster's.
    #[error("the context {0} is for another cluster")]
    OtherCluster(String),
    /// Two of the documents would have one context name, or renew one context.
    #[error("two contexts would be called {0}")]
    NameTwice(String),
}

impl Plan {
    /// Whether the file would change at all.
    #[must_use]
    pub fn changes_anything(&self) -> bool {
        self.before != self.after
    }

    /// The difference line by line, secrets masked, with this many lines around each change.
    #[must_use]
    pub fn diff(&self, around: usize) -> Vec<DiffLine> {
        diff::lines(self.before.as_str(), self.after.as_str(), around)
    }
}

impl EntryPlan {
    pub(super) fn new(name: &str, received: &str) -> Self {
        Self {
            name: name.to_owned(),
            received: received.to_owned(),
            renamed_from: None,
            collision: None,
            outcome: Outcome::Added,
        }
    }
}

impl Landing {
    /// The landing of a document that is left out.
    pub(super) fn skipped(incoming: &Incoming, wanted: &str, collision: Collision) -> Self {
        let [context, cluster, user] = &incoming.received;
        let entry = |name: &str, received: &str| EntryPlan {
            outcome: Outcome::Skipped,
            ..EntryPlan::new(name, received)
        };
        Self {
            cluster_id: incoming.about.cluster_id.clone(),
            found_by: None,
            context: EntryPlan { collision: Some(collision), ..entry(wanted, context) },
            cluster: entry(cluster, cluster),
            user: entry(user, user),
        }
    }
}
