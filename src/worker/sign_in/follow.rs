//! Following a recipe: asking, running and reading what it takes to get a key.

use std::path::{Path, PathBuf};
use std::pin::Pin;
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use secrecy::{ExposeSecret as _, SecretString};

use super::{external, keychain, metadata, sso};
use crate::core::acs::{Credentials, HttpRequest, RawReply, ReplyError};
use crate::core::profile::givers::{read_uri_key, uri_request};
use crate::core::profile::{Mode, Profile, Recipe, Role, SignInError, SignInStep, Temporary};
use crate::core::session::{Exchange, Failure};
use crate::core::sts::{StsRequest, read_temporary};
use crate::io::token_file;
use crate::worker::call::{Call, Caller, Patience};
use crate::worker::clock;
use crate::worker::desk::blocking;
use crate::worker::events::Listener;
use crate::worker::keychain::Keychain;
use crate::worker::programs::Programs;

/// Follows the recipe of one profile.
pub(super) struct Follower<'a> {
    pub(super) caller: &'a Caller,
    pub(super) profile: &'a Profile,
    pub(super) programs: &'a Programs,
    pub(super) keychain: &'a Keychain,
    /// How long each step may take, all tries together.
    pub(super) limit: Duration,
    /// The AccessKey ID of a key that was refused: it is not taken from where it was kept.
    pub(super) refused: Option<String>,
}

/// A key, and by how much its giver's clock is ahead of this machine's: its end is told by that.
#[derive(Clone)]
pub(super) struct Got {
    pub(super) key: Temporary,
    pub(super) clock_ahead: SignedDuration,
    /// It was kept, and is given because no better one could be got.
    pub(super) for_want_of_better: bool,
}

/// Why a recipe gave no key, and how the exchange went if someone was asked.
pub(super) struct Unfollowed {
    pub(super) error: SignInError,
    pub(super) same_string_to_sign: Option<bool>,
    pub(super) exchange: Option<Exchange>,
}

/// A recipe being followed, which may go on to another.
pub(super) type Following<'a> = Pin<Box<dyn Future<Output = Result<Got, Unfollowed>> + Send + 'a>>;

impl Follower<'_> {
    /// Gets a key as a recipe says.
    pub(super) fn follow<'a>(&'a self, recipe: &'a Recipe) -> Following<'a> {
        Box::pin(async move {
            let got = self.step(recipe).await?;
            match got.key.expiration {
                Some(end) if got.has_ended() => Err(SignInError::EndedAlready(end).into()),
                Some(_) | None => Ok(got),
            }
        })
    }

    async fn step(&self, recipe: &Recipe) -> Result<Got, Unfollowed> {
        match recipe {
            Recipe::Key(credentials) => Ok(Got::at_hand(credentials.clone())),
            Recipe::AssumeRole { base, role } => {
                let base = self.follow(base).await?;
                self.assume_role(&base.key.credentials, role).await
            }
            Recipe::AssumeRoleWithOidc { provider_arn, token_file, role } => {
                self.assume_role_with_oidc(provider_arn, token_file, role).await
            }
            Recipe::EcsMetadata(ecs) => metadata::key(self, ecs).await,
            Recipe::External(program) => external::external(self, program).await,
            Recipe::CredentialsUri(uri) => {
                let request = uri_request(uri.expose_secret());
                self.ask(SignInStep::CredentialsUri, &request, vec![], read_uri_key).await
            }
            Recipe::CloudSso(cloud_sso) => sso::key(self, cloud_sso).await,
            Recipe::OAuth { profile, cached } => self.cached(cached.as_ref()).ok_or_else(|| {
                let ended = cached.as_ref().and_then(|key| key.expiration);
                let (profile, mode) = (profile.clone(), Mode::OAuth);
                SignInError::SignInAgain { profile, mode, ended }.into()
            }),
            Recipe::Keychain(name) => keychain::keychain(self, name).await,
        }
    }

    /// A key that someone kept, if it is good and was not refused.
    pub(super) fn cached(&self, kept: Option<&Temporary>) -> Option<Got> {
        let key = kept.filter(|key| !key.has_ended(clock::now()))?;
        let refused = self.refused.as_deref() == Some(key.credentials.access_key_id());
        (!refused).then(|| Got::by_own_clock(key.clone()))
    }

    async fn assume_role(&self, key: &Credentials, role: &Role) -> Result<Got, Unfollowed> {
        let request = StsRequest::assume_role(role);
        self.ask_sts(SignInStep::AssumeRole, &request, Some(key), key.secrets()).await
    }

    async fn assume_role_with_oidc(
        &self,
        provider_arn: &str,
        token_file: &Path,
        role: &Role,
    ) -> Result<Got, Unfollowed> {
        let token = read_token(token_file.to_owned()).await?;
        let request = StsRequest::assume_role_with_oidc(role, provider_arn, token.clone());
        self.ask_sts(SignInStep::AssumeRoleWithOidc, &request, None, vec![&token]).await
    }

    async fn ask_sts(
        &self,
        step: SignInStep,
        request: &StsRequest,
        key: Option<&Credentials>,
        secrets: Vec<&SecretString>,
    ) -> Result<Got, Unfollowed> {
        let sts = &self.profile.places.sts;
        let call = Call {
            host: sts.host(),
            scheme: None,
            patience: Patience::within(self.limit),
            secrets,
            recorded: None,
            prepare: &|_scheme, now, nonce| request.prepare(sts, key, now, nonce),
            read: read_temporary,
        };
        let got = self.caller.call(&call, &Listener::default()).await;
        got.map(Got::from).map_err(|failure| Unfollowed::asked(step, *failure))
    }

    /// Asks someone who takes requests as they are, without a signature.
    pub(super) async fn ask(
        &self,
        step: SignInStep,
        request: &HttpRequest,
        secrets: Vec<&SecretString>,
        read: fn(RawReply) -> Result<Temporary, ReplyError>,
    ) -> Result<Got, Unfollowed> {
        let patience = Patience::within(self.limit);
        let got = self.send(request, patience, secrets, read).await;
        got.map(Got::from).map_err(|failure| Unfollowed::asked(step, *failure))
    }

    /// Sends a request as it is, as often as it makes sense.
    pub(super) async fn send<T>(
        &self,
        request: &HttpRequest,
        patience: Patience,
        secrets: Vec<&SecretString>,
        read: fn(RawReply) -> Result<T, ReplyError>,
    ) -> Result<(T, Exchange), Box<Failure>> {
        let call = Call {
            host: request.host(),
            scheme: None,
            patience,
            secrets,
            recorded: None,
            prepare: &|_scheme, _now, _nonce| request.clone().into(),
            read,
        };
        self.caller.call(&call, &Listener::default()).await
    }
}

async fn read_token(file: PathBuf) -> Result<SecretString, SignInError> {
    let path = file.clone();
    let read = blocking(move || token_file::read(&path)).await;
    read.unwrap_or(Err(std::io::ErrorKind::Interrupted))
        .map_err(|kind| SignInError::TokenFile { file, kind })
}

impl Got {
    /// A key without a known end, which no other clock than this machine's concerns.
    pub(super) fn at_hand(credentials: Credentials) -> Self {
        Self::by_own_clock(Temporary { credentials, expiration: None })
    }

    /// A key whose end is told by this machine's clock.
    pub(super) fn by_own_clock(key: Temporary) -> Self {
        Self { key, clock_ahead: SignedDuration::ZERO, for_want_of_better: false }
    }

    /// Whether the key will still be good for a request that starts now.
    pub(super) fn lasts(&self) -> bool {
        self.key.lasts(self.givers_now())
    }

    /// Whether the key's time is over.
    pub(super) fn has_ended(&self) -> bool {
        self.key.has_ended(self.givers_now())
    }

    fn givers_now(&self) -> Timestamp {
        clock::by_clock_ahead(clock::now(), self.clock_ahead)
    }
}

impl From<(Temporary, Exchange)> for Got {
    fn from((key, exchange): (Temporary, Exchange)) -> Self {
        let clock_ahead = exchange.clock_ahead.unwrap_or_default();
        Self { clock_ahead, ..Self::by_own_clock(key) }
    }
}

impl Unfollowed {
    /// Someone who was asked gave no key.
    pub(super) fn asked(step: SignInStep, failure: Failure) -> Self {
        let Failure { error, same_string_to_sign, exchange } = failure;
        let error = SignInError::Asked { step, error: Box::new(error) };
        Self { error, same_string_to_sign, exchange }
    }
}

impl From<SignInError> for Unfollowed {
    fn from(error: SignInError) -> Self {
        Self { error, same_string_to_sign: None, exchange: None }
    }
}
