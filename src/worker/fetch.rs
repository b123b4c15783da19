//! Asking the service for a kubeconfig: a key from the profile, a call, a look at what came.

use super::call::{Call, Caller, Patience};
use super::events::Listener;
use super::sign_in::Wallet;
use crate::core::acs::reply::read_kubeconfig;
use crate::core::acs::{Credentials, KubeconfigReply, Problem, sign};
use crate::core::kubeconfig::{NotAKubeconfig, Summary, check};
use crate::core::profile::Temporary;
use crate::core::session::{Exchange, Failure, Fetched, Judgement, Progress, Question};

/// Asks questions.
#[derive(Clone)]
pub(super) struct Fetcher {
    caller: Caller,
    wallet: Wallet,
}

impl Fetcher {
    pub(super) fn new(caller: Caller, wallet: Wallet) -> Self {
        Self { caller, wallet }
    }

    /// Asks until there is an answer, no sense in going on, or no time left. A key that is
    /// refused before the time that its giver told is renewed once.
    pub(super) async fn fetch(
        &self,
        question: &Question,
        listener: &Listener<'_>,
    ) -> Result<Box<Fetched>, Box<Failure>> {
        listener.tell(Progress::SigningIn).await;
        let key = self.wallet.key(&question.profile).await?;
        let answer = match self.ask(question, &key.credentials, listener).await {
            Err(failure) if refuses_key(&failure) => {
                let Some(key) = self.renew(question, &key).await? else { return Err(failure) };
                self.ask(question, &key.credentials, listener).await
            }
            answer => answer,
        };
        let (reply, exchange) = answer?;
        Ok(judge(reply, exchange).await)
    }

    async fn renew(
        &self,
        question: &Question,
        refused: &Temporary,
    ) -> Result<Option<Temporary>, Box<Failure>> {
        self.wallet.renew(&question.profile, &refused.credentials).await
    }

    async fn ask(
        &self,
        question: &Question,
        key: &Credentials,
        listener: &Listener<'_>,
    ) -> Result<(KubeconfigReply, Exchange), Box<Failure>> {
        let Question { get, endpoint, scheme, timeout, .. } = question;
        let request = get.to_request();
        let call = Call {
            host: endpoint.host(),
            scheme: Some(*scheme),
            patience: Patience::within(*timeout),
            secrets: key.secrets(),
            prepare: &|scheme, now, nonce| {
                sign::sign(&request, endpoint, key, scheme, now, nonce).into()
            },
            read: read_kubeconfig,
        };
        self.caller.call(&call, listener).await
    }
}

/// Checks what came, off this thread: a hostile document of 4 MiB may take a while.
/// One whose questions for keys and for kubeconfigs learn from the same answers.
impl Default for Fetcher {
    fn default() -> Self {
        let caller = Caller::default();
        Self::new(caller.clone(), Wallet::new(caller))
    }
}

/// Whether the key itself is refused: as ended, or, when its role was changed or the service has
/// forgotten it, as one that was never known.
fn refuses_key(failure: &Failure) -> bool {
    matches!(
        Problem::of(&failure.error),
        Problem::TokenExpired | Problem::TokenInvalid | Problem::UnknownAccessKey
    )
}

async fn judge(reply: KubeconfigReply, exchange: Exchange) -> Box<Fetched> {
    let KubeconfigReply { config, expiration, request_id } = reply;
    let text = config.clone();
    let judge = move || match check(&text) {
        Ok(kubeconfig) => Judgement::Kubeconfig(Summary::of(&kubeconfig)),
        Err(error) => Judgement::Other(error),
    };
    let judgement = tokio::task::spawn_blocking(judge)
        .await
        .unwrap_or(Judgement::Other(NotAKubeconfig::NotYaml { line: None }));
    Box::new(Fetched { text: config, judgement, expiration, request_id, exchange })
}
