//! The roles of the demo account: whom each trusts, and what STS asks of those who act as one.

use super::account::{ACCOUNT_ID, Holder, ROLE_ID, ROLE_NAME};
use super::error::ApiError;

/// A second role, which trusts the first one only: to be reached over it.
pub const CHAINED_ROLE_NAME: &str = "ack-auditor";
/// That role's id.
pub const CHAINED_ROLE_ID: &str = "345678901234567891";
/// A third role, for a partner who has to give the external id.
pub const PARTNER_ROLE_NAME: &str = "ack-partner";
/// That role's id.
pub const PARTNER_ROLE_ID: &str = "345678901234567892";
/// What the third role wants to hear.
pub const EXTERNAL_ID: &str = "demo-partner-7";

/// The shortest life of a role's key, in seconds.
pub(super) const SHORTEST: u32 = 900;
/// The life of a role's key unless the request names one.
pub(super) const USUAL: u32 = 3600;

/// A role.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Role {
    pub(super) name: &'static str,
    pub(super) id: &'static str,
    /// The longest life of its keys, in seconds.
    pub(super) longest: u32,
    trusts: Trust,
}

/// Who may act as a role.
#[derive(Debug, PartialEq, Eq)]
enum Trust {
    /// Every user and role of the account, and the OIDC provider.
    AccountAndProvider,
    /// The role of this name.
    Role(&'static str),
    /// Every user and role of the account that gives the external id.
    Partner(&'static str),
}

/// The role that may use the clusters.
pub(super) static OPERATOR: Role =
    Role { name: ROLE_NAME, id: ROLE_ID, longest: 7200, trusts: Trust::AccountAndProvider };
static AUDITOR: Role = Role {
    name: CHAINED_ROLE_NAME,
    id: CHAINED_ROLE_ID,
    longest: 3600,
    trusts: Trust::Role(ROLE_NAME),
};
static PARTNER: Role = Role {
    name: PARTNER_ROLE_NAME,
    id: PARTNER_ROLE_ID,
    longest: 3600,
    trusts: Trust::Partner(EXTERNAL_ID),
};

/// The role of an ARN.
pub(super) fn find(arn: &str) -> Result<&'static Role, ApiError> {
    let name = arn.strip_prefix("acs:ram::").and_then(|rest| {
        let (account, name) = rest.split_once(":role/")?;
        (account == ACCOUNT_ID).then_some(name)
    });
    let Some(name) = name else {
        let message = "The specified parameter RoleArn is not valid.";
        return Err(ApiError::gateway(400, "InvalidParameter.RoleArn", message));
    };
    [&OPERATOR, &AUDITOR, &PARTNER].into_iter().find(|role| role.name == name).ok_or_else(|| {
        let message = format!("The role not exists: {arn}. ");
        ApiError::gateway(404, "EntityNotExist.Role", message)
    })
}

/// The ARN of a role of the account.
pub(super) fn arn(name: &str) -> String {
    format!("acs:ram::{ACCOUNT_ID}:role/{name}")
}

impl Role {
    /// Whether the holder of a key may act as it.
    pub(super) fn trusts(&self, holder: &Holder, external_id: Option<&str>) -> bool {
        match self.trusts {
            Trust::AccountAndProvider => true,
            Trust::Role(name) => {
                matches!(holder, Holder::Role { role, .. } if role.name == name)
            }
            Trust::Partner(id) => external_id == Some(id),
        }
    }

    /// Whether the bearer of a token of the OIDC provider may act as it.
    pub(super) fn trusts_provider(&self) -> bool {
        self.trusts == Trust::AccountAndProvider
    }
}
