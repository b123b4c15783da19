//! CloudSSO: the key that the aliyun CLI kept, or another in exchange for its sign-in. That itself
//! only the aliyun CLI can renew.

use secrecy::SecretString;

use super::follow::{Follower, Got, Unfollowed};
use crate::core::acs::{FetchError, ReplyError};
use crate::core::profile::givers::read_cloud_sso_key;
use crate::core::profile::{CloudSso, Mode, SignInError, SignInStep};
use crate::worker::clock;

/// A key of the profile.
pub(super) async fn key(follower: &Follower<'_>, sso: &CloudSso) -> Result<Got, Unfollowed> {
    let kept = follower.cached(sso.cached.as_ref());
    if let Some(kept) = kept.as_ref().filter(|kept| kept.lasts()) {
        return Ok(kept.clone());
    }
    let exchanged = match lasting_token(sso) {
        Some(token) => exchange(follower, sso, token).await,
        None => Err(sign_in_again(sso).into()),
    };
    match (exchanged, kept) {
        // In its last minutes the kept key is still better than none.
        (Err(Unfollowed { error, .. }), Some(kept)) => {
            tracing::warn!(%error, "a key was not exchanged, the kept one is still good");
            Ok(Got { for_want_of_better: true, ..kept })
        }
        (exchanged, _) => exchanged,
    }
}

/// The token of the sign-in, if it is still good.
fn lasting_token(sso: &CloudSso) -> Option<&SecretString> {
    let (token, end) = sso.access_token.as_ref()?;
    end.is_none_or(|end| end > clock::now()).then_some(token)
}

async fn exchange(
    follower: &Follower<'_>,
    sso: &CloudSso,
    token: &SecretString,
) -> Result<Got, Unfollowed> {
    let request = sso.key_request(token).map_err(SignInError::from)?;
    let answer =
        follower.ask(SignInStep::CloudSso, &request, vec![token], read_cloud_sso_key).await;
    answer.map_err(|unfollowed| {
        if has_been_ended(&unfollowed.error) { sign_in_again(sso).into() } else { unfollowed }
    })
}

/// Whether the sign-in was ended before its time, there.
fn has_been_ended(error: &SignInError) -> bool {
    match error.asked() {
        Some(FetchError::Reply(ReplyError::Service(error))) => error.status == 401,
        Some(FetchError::Reply(ReplyError::Status { status, .. })) => *status == 401,
        Some(_) | None => false,
    }
}

fn sign_in_again(sso: &CloudSso) -> SignInError {
    let now = clock::now();
    let of_token = sso.access_token.as_ref().map(|(_, end)| end.map_or(now, |end| end.min(now)));
    let of_key = sso.cached.as_ref().and_then(|key| key.expiration);
    let (profile, mode) = (sso.profile.clone(), Mode::CloudSso);
    SignInError::SignInAgain { profile, mode, ended: of_token.or(of_key) }
}
