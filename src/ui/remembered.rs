//! What is found again at the next start, besides the settings themselves: what the lists are
//! filtered by, and how a kubeconfig was asked for last.

use super::App;
use super::clusters::ClustersPanel;
use super::contexts::ContextsPanel;
use super::history::HistoryPanel;
use super::request_bar::RequestBar;
use crate::core::session::Settings;

/// The parts of the window that begin with what is remembered.
pub(super) struct Remembered {
    pub(super) clusters: ClustersPanel,
    pub(super) contexts: ContextsPanel,
    pub(super) history: HistoryPanel,
    pub(super) request: RequestBar,
}

impl Remembered {
    pub(super) fn of(settings: &Settings) -> Self {
        let filters = settings.filters.clone();
        Self {
            clusters: ClustersPanel::filtered_by(filters.clusters),
            contexts: ContextsPanel::filtered_by(filters.contexts),
            history: HistoryPanel::filtered_by(filters.history),
            request: RequestBar::asking_for(settings.api_server, settings.duration()),
        }
    }
}

impl App {
    /// Takes what is to be remembered into the settings. A filter that finds nothing is not, and
    /// of a list that is not known the filter stays what it was.
    pub(super) fn remember(&mut self) {
        let clusters = self.session.account.as_ref().map(|account| &account.clusters);
        let clusters = clusters.and_then(|clusters| self.clusters.filter_to_keep(clusters));
        let (contexts, history) = (self.contexts.filter_to_keep(), self.history.filter_to_keep());
        let settings = &mut self.options.settings;
        let filters = &mut settings.filters;
        for (kept, filter) in [
            (&mut filters.clusters, clusters),
            (&mut filters.contexts, contexts),
            (&mut filters.history, history),
        ] {
            if let Some(filter) = filter {
                filter.clone_into(kept);
            }
        }
        let (api_server, duration) = self.request.endpoint_and_duration();
        settings.api_server = api_server;
        settings.minutes = duration.map(|duration| duration.minutes().into());
    }
}
