//! Asking STS whose key it is.

use std::time::Duration;

use super::call::{Call, Caller, Patience};
use super::events::Listener;
use crate::core::acs::{ApiEndpoint, Credentials};
use crate::core::profile::CallerIdentity;
use crate::core::session::Failure;
use crate::core::sts::{StsRequest, read_identity};

/// How long STS may take, all tries together.
const LIMIT: Duration = Duration::from_secs(10);

/// Whose key it is.
pub(super) async fn identify(
    caller: &Caller,
    sts: &ApiEndpoint,
    key: &Credentials,
) -> Result<CallerIdentity, Box<Failure>> {
    let request = StsRequest::get_caller_identity();
    let call = Call {
        host: sts.host(),
        scheme: None,
        patience: Patience::within(LIMIT),
        secrets: key.secrets(),
        recorded: None,
        prepare: &|_scheme, now, nonce| request.prepare(sts, Some(key), now, nonce),
        read: read_identity,
    };
    let (identity, _exchange) = caller.call(&call, &Listener::default()).await?;
    Ok(identity)
}
