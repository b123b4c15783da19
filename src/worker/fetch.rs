//! Asking the service for a kubeconfig, and a look at what came.

use std::sync::Arc;

use super::asker::{Asker, Asking};
use super::desk::blocking;
use super::events::Listener;
use super::history::Recorder;
use super::pace::Gate;
use crate::core::acs::KubeconfigReply;
use crate::core::acs::reply::read_kubeconfig;
use crate::core::kubeconfig::NotAKubeconfig;
use crate::core::kubeconfig::lines::Lines;
use crate::core::session::{Exchange, Failure, Fetched, Judged, Judgement, Question};

/// Asks for kubeconfigs.
#[derive(Clone, Default)]
pub(super) struct Fetcher {
    asker: Asker,
    recorder: Recorder,
}

impl Fetcher {
    pub(super) fn new(asker: Asker, recorder: Recorder) -> Self {
        Self { asker, recorder }
    }

    /// Asks until there is an answer, no sense in going on, or no time left.
    pub(super) async fn fetch(
        &self,
        question: &Question,
        listener: &Listener<'_>,
    ) -> Result<Box<Fetched>, Box<Failure>> {
        self.fetch_in_turn(question, None, listener).await
    }

    /// Asks like [`Self::fetch`], one of many at a gate.
    pub(super) async fn fetch_in_turn(
        &self,
        question: &Question,
        gate: Option<&Gate>,
        listener: &Listener<'_>,
    ) -> Result<Box<Fetched>, Box<Failure>> {
        let pending = self.recorder.begin(question);
        let outcome = self.ask(question, gate, listener).await;
        pending.finish(&outcome);
        outcome
    }

    async fn ask(
        &self,
        question: &Question,
        gate: Option<&Gate>,
        listener: &Listener<'_>,
    ) -> Result<Box<Fetched>, Box<Failure>> {
        let Question { get, profile, endpoint, scheme, timeout, errand: _ } = question;
        let asking = Asking { profile, endpoint, scheme: *scheme, timeout: *timeout, gate };
        let request = get.to_request();
        let (reply, exchange) = self.asker.ask(asking, &request, read_kubeconfig, listener).await?;
        Ok(judge(reply, exchange).await)
    }
}

/// Checks what came and reads its lines, off this thread: a hostile document of 4 MiB may take a
/// while.
async fn judge(reply: KubeconfigReply, exchange: Exchange) -> Box<Fetched> {
    let KubeconfigReply { config, expiration, request_id } = reply;
    let text = config.clone();
    let read = blocking(move || (Judged::of(&text), Arc::new(Lines::new(text.as_str()))));
    let unreadable = NotAKubeconfig::NotYaml { line: None };
    let failed = || Judged { judgement: Judgement::Other(unreadable), overview: None };
    let (judged, lines) = read.await.unwrap_or_else(|| (failed(), Arc::default()));
    let Judged { judgement, overview } = judged;
    let text = config;
    Box::new(Fetched { text, lines, judgement, overview, expiration, request_id, exchange })
}
