//! Asking the API as a profile: with its key, which is renewed once if it is refused.

use std::sync::Arc;
use std::time::Duration;

use super::call::{Call, Caller, Patience};
use super::events::Listener;
use super::keychain::Keychain;
use super::pace::Gate;
use super::programs::Programs;
use super::sign_in::Wallet;
use crate::core::acs::{
    ApiEndpoint, ApiRequest, Credentials, Problem, RawReply, ReplyError, SchemeChoice, sign,
};
use crate::core::profile::Profile;
use crate::core::session::{Exchange, Failure, Progress};

/// Asks the API.
#[derive(Clone)]
pub(super) struct Asker {
    caller: Caller,
    wallet: Wallet,
}

/// As whom, where and for how long something is asked.
#[derive(Clone, Copy)]
pub(super) struct Asking<'a> {
    pub(super) profile: &'a Arc<Profile>,
    pub(super) endpoint: &'a ApiEndpoint,
    pub(super) scheme: SchemeChoice,
    /// For all tries together.
    pub(super) timeout: Duration,
    /// Where it waits for its turn, if it is one of many.
    pub(super) gate: Option<&'a Gate>,
}

/// Reads the answer to a question.
pub(super) type Read<T> = fn(RawReply) -> Result<T, ReplyError>;

impl Asker {
    pub(super) fn new(caller: Caller, wallet: Wallet) -> Self {
        Self { caller, wallet }
    }

    /// Asks until there is an answer, no sense in going on, or no time left. A key that is
    /// refused before the time that its giver told is renewed once; of several questions that
    /// meet this together, one renews it for all.
    pub(super) async fn ask<T>(
        &self,
        asking: Asking<'_>,
        request: &ApiRequest,
        read: Read<T>,
        listener: &Listener<'_>,
    ) -> Result<(T, Exchange), Box<Failure>> {
        listener.tell(Progress::SigningIn).await;
        let key = self.wallet.key(asking.profile).await?.credentials;
        match self.call(asking, request, &key, read, listener).await {
            Err(failure) if refuses_key(&failure) => {
                let Some(key) = self.wallet.renew(asking.profile, &key).await? else {
                    return Err(failure);
                };
                let answer = self.call(asking, request, &key.credentials, read, listener).await;
                with_earlier_tries(answer, failure.exchange)
            }
            answer => answer,
        }
    }

    async fn call<T>(
        &self,
        asking: Asking<'_>,
        request: &ApiRequest,
        key: &Credentials,
        read: Read<T>,
        listener: &Listener<'_>,
    ) -> Result<(T, Exchange), Box<Failure>> {
        let Asking { endpoint, scheme, timeout, gate, .. } = asking;
        let call = Call {
            host: endpoint.host(),
            scheme: Some(scheme),
            patience: Patience::within(timeout),
            secrets: key.secrets(),
            recorded: Some((endpoint, key)),
            prepare: &|scheme, now, nonce| {
                sign::sign(request, endpoint, key, scheme, now, nonce).into()
            },
            read,
        };
        self.caller.call_in_turn(&call, gate, listener).await
    }
}

/// One whose questions for keys and with keys learn from the same answers.
impl Default for Asker {
    fn default() -> Self {
        let caller = Caller::default();
        Self::new(caller.clone(), Wallet::new(caller, Keychain::default(), Programs::default()))
    }
}

/// Puts what was sent with a key that was refused before what was sent with the next.
fn with_earlier_tries<T>(
    mut answer: Result<(T, Exchange), Box<Failure>>,
    earlier: Option<Exchange>,
) -> Result<(T, Exchange), Box<Failure>> {
    let exchange = match &mut answer {
        Ok((_, exchange)) => Some(exchange),
        Err(failure) => failure.exchange.as_mut(),
    };
    let record = exchange.and_then(|exchange| exchange.record.as_mut());
    if let (Some(record), Some(earlier)) = (record, earlier.and_then(|earlier| earlier.record)) {
        Arc::make_mut(record).put_before(&earlier);
    }
    answer
}

/// Whether the key itself is refused: as ended, or, when its role was changed or the service has
/// forgotten it, as one that was never known.
fn refuses_key(failure: &Failure) -> bool {
    matches!(
        Problem::of(&failure.error),
        Problem::TokenExpired | Problem::TokenInvalid | Problem::UnknownAccessKey
    )
}
