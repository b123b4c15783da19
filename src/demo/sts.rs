//! STS: gives keys of roles to those whom the roles trust, and says whose a key is.

use jiff::Timestamp;
use serde_json::{Value, json};

use super::account::{ACCOUNT_ID, Holder, Key, USER_ID};
use super::auth;
use super::error::ApiError;
use super::keyring::Keyring;
use super::roles::{self, Role, SHORTEST};
use super::rpc::{Parameters, UNSIGNED};

/// The OIDC provider that the account has.
pub const OIDC_PROVIDER_ARN: &str = "acs:ram::1234567890123456:oidc-provider/ack-rrsa-demo";
/// A token of that provider. It looks like one; only the whole of it counts.
pub const OIDC_TOKEN: &str = "eyJhbGciOiJSUzI1NiIsImtpZCI6ImRlbW8ifQ.\
    eyJpc3MiOiJodHRwczovL29pZGMtYWNrLWRlbW8iLCJzdWIiOiJkZW1vIn0.ZGVtby1zaWduYXR1cmUtb2YtdG9rZW4";

/// The longest policy that narrows a session, in characters.
const LONGEST_POLICY: usize = 2048;

/// Does what an accepted request asks for; only one operation goes without a key.
pub(super) fn operate(
    parameters: &Parameters,
    key: Option<&Key>,
    keys: &Keyring,
    now: Timestamp,
) -> Result<Value, ApiError> {
    match (parameters.require("Action")?, key) {
        ("GetCallerIdentity", Some(key)) => Ok(identity(&key.holder)),
        ("AssumeRole", Some(key)) => assume_role(parameters, key, keys, now),
        (UNSIGNED, None) => assume_role_with_oidc(parameters, keys, now),
        _ => {
            let message = "Specified api is not found, please check your url and method.";
            Err(ApiError::gateway(404, "InvalidAction.NotFound", message))
        }
    }
}

fn identity(holder: &Holder) -> Value {
    let mut identity = json!({ "AccountId": ACCOUNT_ID, "Arn": holder.arn() });
    match holder {
        Holder::User => {
            identity["IdentityType"] = "RAMUser".into();
            identity["PrincipalId"] = USER_ID.into();
            identity["UserId"] = USER_ID.into();
        }
        Holder::Role { role, session } => {
            identity["IdentityType"] = "AssumedRoleUser".into();
            identity["PrincipalId"] = format!("{}:{session}", role.id).into();
            identity["RoleId"] = role.id.into();
        }
    }
    identity
}

fn assume_role(
    parameters: &Parameters,
    key: &Key,
    keys: &Keyring,
    now: Timestamp,
) -> Result<Value, ApiError> {
    let wanted = Wanted::read(parameters)?;
    if !wanted.role.trusts(&key.holder, parameters.get("ExternalId")) {
        return Err(ApiError::gateway(
            403,
            "NoPermission",
            "You are not authorized to do this action. You should be authorized by RAM.",
        ));
    }
    wanted.issue(keys, now)
}

fn assume_role_with_oidc(
    parameters: &Parameters,
    keys: &Keyring,
    now: Timestamp,
) -> Result<Value, ApiError> {
    let wanted = Wanted::read(parameters)?;
    if parameters.require("OIDCProviderArn")? != OIDC_PROVIDER_ARN {
        let message = "The OIDC Provider not exists.";
        return Err(ApiError::gateway(404, "EntityNotExist.OIDCProvider", message));
    }
    let token = parameters.require("OIDCToken")?;
    if !auth::equal(token.as_bytes(), OIDC_TOKEN.as_bytes()) {
        let message = "This JWT is invalid.";
        return Err(ApiError::gateway(400, "AuthenticationFail.OIDCToken.Invalid", message));
    }
    if !wanted.role.trusts_provider() {
        let message = "This operation is forbidden by permission system.";
        return Err(ApiError::gateway(403, "AuthenticationFail.NoPermission", message));
    }
    let mut answer = wanted.issue(keys, now)?;
    answer["OIDCTokenInfo"] = json!({ "Subject": "demo", "Issuer": "https://oidc-ack-demo" });
    Ok(answer)
}

/// What both ways to a role have in common.
struct Wanted<'a> {
    role: &'static Role,
    session: &'a str,
    seconds: Option<u32>,
}

impl<'a> Wanted<'a> {
    fn read(parameters: &'a Parameters) -> Result<Self, ApiError> {
        let role = roles::find(parameters.require("RoleArn")?)?;
        let session = parameters.require("RoleSessionName")?;
        let usual = |c: char| c.is_ascii_alphanumeric() || ".@-_".contains(c);
        if !(2..=64).contains(&session.len()) || !session.chars().all(usual) {
            return Err(invalid("RoleSessionName"));
        }
        let seconds = match parameters.get("DurationSeconds") {
            Some(text) => Some(duration(text, role)?),
            None => None,
        };
        if let Some(policy) = parameters.get("Policy")
            && (policy.len() > LONGEST_POLICY || serde_json::from_str::<Value>(policy).is_err())
        {
            return Err(invalid("PolicyGrammar"));
        }
        Ok(Self { role, session, seconds })
    }

    fn issue(self, keys: &Keyring, now: Timestamp) -> Result<Value, ApiError> {
        let Self { role, session, seconds } = self;
        let holder = Holder::Role { role, session: session.to_owned() };
        let arn = holder.arn();
        let issued = keys.issue(holder, seconds, now)?;
        Ok(json!({
            "AssumedRoleUser": { "Arn": arn, "AssumedRoleId": format!("{}:{session}", role.id) },
            "Credentials": issued.json(),
        }))
    }
}

fn duration(text: &str, role: &Role) -> Result<u32, ApiError> {
    let seconds = text.parse().ok().filter(|seconds| (SHORTEST..=role.longest).contains(seconds));
    seconds.ok_or_else(|| invalid("DurationSeconds"))
}

fn invalid(parameter: &str) -> ApiError {
    let message = format!("The specified parameter {parameter} is not valid.");
    ApiError::gateway(400, &format!("InvalidParameter.{parameter}"), message)
}
