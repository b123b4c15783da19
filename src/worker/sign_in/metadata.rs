//! Asking the metadata service of an ECS instance for the key of its role: in the newer protocol,
//! or in the older where the newer is not known and the older is allowed.

use std::time::Duration;

use secrecy::SecretString;

use super::follow::{Follower, Got, Unfollowed};
use crate::core::acs::{FetchError, HttpRequest, RawReply, ReplyError};
use crate::core::profile::givers::{read_metadata_key, read_metadata_role, read_metadata_token};
use crate::core::profile::{EcsMetadata, SignInStep, Temporary};
use crate::core::session::{Exchange, Failure};
use crate::worker::call::Patience;

/// The service is on the same host: what does not answer at once is not there.
const PATIENCE: Patience =
    Patience { all: Duration::from_secs(4), each: Duration::from_secs(1), tries: 2 };

/// The key of the instance's role.
pub(super) async fn key(follower: &Follower<'_>, ecs: &EcsMetadata) -> Result<Got, Unfollowed> {
    let got = ask_in_turn(follower, ecs).await;
    got.map(Got::from).map_err(|failure| Unfollowed::asked(SignInStep::EcsMetadata, *failure))
}

async fn ask_in_turn(
    follower: &Follower<'_>,
    ecs: &EcsMetadata,
) -> Result<(Temporary, Exchange), Box<Failure>> {
    let token = session_token(follower, ecs).await?;
    let token = token.as_ref();
    let role = match &ecs.role {
        Some(role) => role.clone(),
        None => ask(follower, &ecs.role_request(token), token, read_metadata_role).await?.0,
    };
    ask(follower, &ecs.key_request(&role, token), token, read_metadata_key).await
}

/// A session token of the newer protocol, or none if the older is to be used.
async fn session_token(
    follower: &Follower<'_>,
    ecs: &EcsMetadata,
) -> Result<Option<SecretString>, Box<Failure>> {
    match ask(follower, &ecs.token_request(), None, read_metadata_token).await {
        Ok((token, _exchange)) => Ok(Some(token)),
        Err(failure) if ecs.allow_v1 && knows_no_tokens(&failure.error) => Ok(None),
        Err(failure) => Err(failure),
    }
}

/// Whether an answer is that of a service which does not know the newer protocol. One that does
/// not answer at all would not answer in the older either.
fn knows_no_tokens(error: &FetchError) -> bool {
    match error {
        FetchError::Reply(ReplyError::Status { status, .. }) => {
            matches!(status, 400..=407 | 410 | 501)
        }
        _ => false,
    }
}

async fn ask<T>(
    follower: &Follower<'_>,
    request: &HttpRequest,
    token: Option<&SecretString>,
    read: fn(RawReply) -> Result<T, ReplyError>,
) -> Result<(T, Exchange), Box<Failure>> {
    follower.send(request, PATIENCE, token.into_iter().collect(), read).await
}
