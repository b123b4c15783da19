//! A question to the service, complete: what, where, as whom and for how long.

use std::sync::Arc;
use std::time::Duration;

use crate::core::acs::{
    ApiEndpoint, ApiServerEndpoint, ClusterId, Credentials, GetKubeconfig, SchemeChoice,
};
use crate::core::history::What;
use crate::core::profile::{Profile, Source};

/// The number of a question. Every reply carries it, so that a late one can be told and dropped.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RequestId(pub u64);

/// Everything that one request for a kubeconfig needs.
#[derive(Debug, Clone)]
pub struct Question {
    /// What is asked.
    pub get: GetKubeconfig,
    /// Who asks.
    pub profile: Arc<Profile>,
    /// Where the request goes.
    pub endpoint: ApiEndpoint,
    /// How it is signed.
    pub scheme: SchemeChoice,
    /// How long all tries may take together.
    pub timeout: Duration,
    /// What it is asked for.
    pub errand: Errand,
}

/// What a question is asked for, and what was known of the cluster by then, for the history and for
/// what is made of the answer. Nothing of it is sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Errand {
    /// What is done with the answer: [`What::Get`], [`What::GetToRenew`] or [`What::Credential`].
    pub what: What,
    /// The cluster's name, if it is known.
    pub cluster_name: Option<String>,
    /// Its region, if that is known.
    pub region: Option<String>,
}

impl Errand {
    /// An errand to a cluster whose name and region may be known.
    #[must_use]
    pub fn new(what: What, cluster_name: Option<&str>, region: Option<&str>) -> Self {
        let told = |text: Option<&str>| text.filter(|text| !text.is_empty()).map(str::to_owned);
        Self { what, cluster_name: told(cluster_name), region: told(region) }
    }
}

impl Default for Errand {
    fn default() -> Self {
        Self::new(What::Get, None, None)
    }
}

impl Question {
    /// The time for all tries together, unless the user says otherwise.
    pub const DEFAULT_TIMEOUT: Duration = Duration::from_secs(30);

    /// The plain question for a cluster: its public address, valid for as long as the service
    /// decides, asked of the central endpoint.
    #[must_use]
    pub fn new(cluster_id: ClusterId, credentials: Credentials) -> Self {
        let api_server = ApiServerEndpoint::Public;
        Self {
            get: GetKubeconfig { cluster_id, api_server, duration: None },
            profile: Arc::new(Profile::of_key(Source::Typed, credentials)),
            endpoint: ApiEndpoint::default(),
            scheme: SchemeChoice::default(),
            timeout: Self::DEFAULT_TIMEOUT,
            errand: Errand::default(),
        }
    }

    /// Whether another one asks the same, at the same place and with a key of the same account.
    #[must_use]
    pub fn is_same_from_same(&self, other: &Self) -> bool {
        let whose =
            |question: &Self| (question.profile.source.clone(), question.profile.recipe.whose());
        self.get == other.get && self.endpoint == other.endpoint && whose(self) == whose(other)
    }
}
