//! What was done on this machine: each request for a kubeconfig and each write of a file of the
//! user's. An entry names no secret and holds nothing of a document; what it has from outside is
//! made harmless where the entry is made.

mod list;
mod why;

use std::path::Path;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::core::acs::{ApiServerEndpoint, GetKubeconfig};
use crate::core::clusters::filter::Haystack;
use crate::core::kubeconfig::merge::About;
use crate::core::printable::{harmless, printable};
use crate::core::profile::Source;
use crate::core::session::{Failure, Fetched, Judgement, Question};

pub use list::{KEPT, Read, lines, read};
pub use why::Why;

/// So many contexts of a write are named; of the others it is told how many they are.
const NAMED: usize = 8;

/// The longest path that is kept, in characters.
const LONGEST_PATH: usize = 2_000;

/// One thing that was done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Entry {
    /// When it was over.
    pub at: Timestamp,
    /// By which of the program's two faces.
    pub by: By,
    /// What it was.
    pub what: What,
    /// What it was about.
    #[serde(default)]
    pub about: Subject,
    /// The host that was asked, with its port unless it is the usual one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub host: Option<String>,
    /// The file that was written, or was to be.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub file: Option<String>,
    /// The first of the contexts that the write concerned.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub contexts: Vec<String>,
    /// How many there are beside those.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub more_contexts: usize,
    /// What came of it.
    pub result: Outcome,
    /// Why it failed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub why: Option<Why>,
    /// The service's own code for that.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
    /// The HTTP status, of a failure that has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<u16>,
    /// The id to quote to support.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub request_id: Option<String>,
}

/// By which of the program's two faces something was done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum By {
    /// The window.
    Window,
    /// A command.
    CommandLine,
}

/// What was done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum What {
    /// A kubeconfig was asked for.
    Get,
    /// One was asked for, to renew a context with.
    GetToRenew,
    /// One was asked for, to give kubectl its key.
    Credential,
    /// A kubeconfig was saved as a file.
    Save,
    /// Clusters were merged into a file.
    Merge,
    /// Credentials were renewed in a file.
    Renew,
    /// Contexts were removed.
    Remove,
    /// A context got another name.
    Rename,
    /// A context was put in use.
    Use,
    /// An older text was restored over what others had written since.
    Restore,
    /// The last write was undone.
    Undo,
    /// A file was made readable by its owner alone.
    MakePrivate,
    /// The lock of a file was broken.
    BreakLock,
    /// Something that a later version of this program did.
    #[serde(other)]
    Unknown,
}

/// What came of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Outcome {
    /// It was done.
    Done,
    /// It failed.
    Failed,
    /// It was given up before there was an answer.
    Cancelled,
}

/// The cluster that something was about, as far as it was known.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", default)]
pub struct Subject {
    /// Its id.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cluster_id: Option<String>,
    /// Its name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cluster_name: Option<String>,
    /// Which address of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub endpoint: Option<ApiServerEndpoint>,
    /// The name of the profile that asked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub profile: Option<String>,
}

impl Subject {
    /// What a fetched document is about.
    #[must_use]
    pub fn of_document(about: &About) -> Self {
        let About { cluster_id, cluster_name, endpoint, profile, .. } = about;
        Self {
            cluster_id: Some(cluster_id.to_string()),
            cluster_name: cluster_name.as_deref().map(printable),
            endpoint: Some(*endpoint),
            profile: profile.as_deref().map(printable),
        }
    }

    /// What a question is about.
    #[must_use]
    pub fn of(question: &Question) -> Self {
        let profile = question.profile.source.name().map(printable);
        let name = question.errand.cluster_name.as_deref();
        Self { profile, ..Self::of_cluster(&question.get, name) }
    }

    /// What is asked of a cluster, whose name may be known.
    #[must_use]
    pub fn of_cluster(get: &GetKubeconfig, name: Option<&str>) -> Self {
        Self {
            cluster_id: Some(get.cluster_id.to_string()),
            cluster_name: name.filter(|name| !name.is_empty()).map(printable),
            endpoint: Some(get.api_server),
            profile: None,
        }
    }
}

impl Entry {
    /// What came of a question for a kubeconfig; `None`, if it was given up. What is asked of the
    /// demo account is no part of the history: nobody's cluster, and gone with the program.
    #[must_use]
    pub fn of_question(
        question: &Question,
        outcome: Option<Result<&Fetched, &Failure>>,
        (at, by): (Timestamp, By),
    ) -> Option<Self> {
        if question.profile.source == Source::Demo {
            return None;
        }
        let entry = Self {
            host: Some(printable(&question.endpoint.host())),
            ..Self::new(question.errand.what, Subject::of(question), (at, by))
        };
        Some(match outcome {
            None => Self { result: Outcome::Cancelled, ..entry },
            Some(Ok(fetched)) => entry.answered(fetched),
            Some(Err(failure)) => entry.refused(failure),
        })
    }

    /// What came of writing a file.
    #[must_use]
    pub fn of_write(
        what: What,
        about: Subject,
        file: &Path,
        result: Result<(), Why>,
        when: (Timestamp, By),
    ) -> Self {
        let entry = Self {
            file: Some(harmless(&file.display().to_string(), LONGEST_PATH)),
            ..Self::new(what, about, when)
        };
        match result {
            Ok(()) => entry,
            Err(why) => Self { result: Outcome::Failed, why: Some(why), ..entry },
        }
    }

    /// The same, with the contexts that it concerned.
    #[must_use]
    pub fn with_contexts(self, contexts: &[String]) -> Self {
        let named = contexts.iter().take(NAMED).map(|name| printable(name)).collect();
        Self { contexts: named, more_contexts: contexts.len().saturating_sub(NAMED), ..self }
    }

    fn new(what: What, about: Subject, (at, by): (Timestamp, By)) -> Self {
        Self {
            at,
            by,
            what,
            about,
            host: None,
            file: None,
            contexts: Vec::new(),
            more_contexts: 0,
            result: Outcome::Done,
            why: None,
            code: None,
            status: None,
            request_id: None,
        }
    }

    fn answered(self, fetched: &Fetched) -> Self {
        let request_id = fetched.request_id.as_deref().map(printable);
        match fetched.judgement {
            Judgement::Kubeconfig(_) => Self { request_id, ..self },
            Judgement::Other(_) => {
                let (result, why) = (Outcome::Failed, Some(Why::NotAKubeconfig));
                Self { result, why, request_id, ..self }
            }
        }
    }

    fn refused(self, failure: &Failure) -> Self {
        let told = why::of(&failure.error);
        Self {
            result: Outcome::Failed,
            why: Some(told.why),
            code: told.code.map(printable),
            status: told.status,
            request_id: told.request_id.map(printable),
            ..self
        }
    }

    /// What a filter looks through, with the words by which people call it.
    #[must_use]
    pub fn haystack<'a>(&'a self, words: impl IntoIterator<Item = &'a str>) -> Haystack {
        let Subject { cluster_id, cluster_name, profile, .. } = &self.about;
        let told = [cluster_id, cluster_name, profile, &self.host, &self.file, &self.code];
        let told = told.into_iter().chain([&self.request_id]).filter_map(Option::as_deref);
        let contexts = self.contexts.iter().map(String::as_str);
        Haystack::of_texts(told.chain(contexts).chain(words))
    }
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks so")]
fn is_zero(number: &usize) -> bool {
    *number == 0
}

#[cfg(test)]
mod tests;
