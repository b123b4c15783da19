//! What STS answers.

use crate::core::acs::reply::Answer;
use crate::core::acs::{RawReply, ReplyError};
use crate::core::profile::{CallerIdentity, IdentityKind, Temporary};

/// Reads the answer to `AssumeRole` and `AssumeRoleWithOIDC`.
///
/// # Errors
/// [`ReplyError`], whatever the answer is instead of a key.
pub fn read_temporary(reply: RawReply) -> Result<Temporary, ReplyError> {
    Temporary::read(reply, Some("Credentials"))?.complete()
}

/// Reads the answer to `GetCallerIdentity`.
///
/// # Errors
/// [`ReplyError`], whatever the answer is instead of an identity.
pub fn read_identity(reply: RawReply) -> Result<CallerIdentity, ReplyError> {
    let mut answer = Answer::read(reply, None)?;
    let who = (answer.take("AccountId"), answer.take("Arn"), answer.take("IdentityType"));
    let (Some(account_id), Some(arn), Some(kind), true) = (who.0, who.1, who.2, answer.succeeded())
    else {
        return Err(answer.into_error(ReplyError::Lacks("AccountId, Arn or IdentityType")));
    };
    Ok(CallerIdentity {
        account_id,
        arn,
        kind: IdentityKind::parse(&kind),
        user_id: answer.take("UserId"),
        role_id: answer.take("RoleId"),
        principal_id: answer.take("PrincipalId"),
    })
}

#[cfg(test)]
mod tests {
    use super::{read_identity, read_temporary};
    use crate::core::acs::{RawReply, ReplyError};
    use crate::core::profile::IdentityKind;
    use secrecy::ExposeSecret as _;

    fn reply(status: u16, body: &str) -> RawReply {
        RawReply { status, body: body.into(), ..RawReply::default() }
    }

    const KEY: &str = r#"{"RequestId":"R","AssumedRoleUser":{"Arn":"a","AssumedRoleId":"1:s"},
        "Credentials":{"AccessKeyId":"STS.1","AccessKeySecret":"Secret","SecurityToken":"CAIS/+=",
        "Expiration":"2026-11-24T09:00:00Z"}}"#;

    #[test]
    fn a_role_is_given_a_whole_key() {
        let xml = "<?xml version='1.0'?><AssumeRoleResponse><RequestId>R</RequestId><Credentials>\
            <AccessKeyId>STS.1</AccessKeyId><AccessKeySecret>Secret</AccessKeySecret>\
            <SecurityToken>CAIS/+=</SecurityToken><Expiration>2026-11-24T09:00:00Z</Expiration>\
            </Credentials></AssumeRoleResponse>";
        for body in [KEY, xml] {
            let key = read_temporary(reply(200, body)).unwrap();
            assert_eq!(key.credentials.access_key_id(), "STS.1");
            assert_eq!(key.credentials.access_key_secret().expose_secret(), "Secret");
            assert_eq!(key.credentials.security_token().unwrap().expose_secret(), "CAIS/+=");
            assert_eq!(key.expiration, Some("2026-11-24T09:00:00Z".parse().unwrap()));
        }
    }

    #[test]
    fn what_is_missing_or_nonsense_is_named() {
        for (part, with, error) in [
            ("AccessKeyId", "Id", ReplyError::Lacks("AccessKeyId")),
            ("AccessKeySecret", "Secret", ReplyError::Lacks("AccessKeySecret")),
            ("SecurityToken", "Token", ReplyError::Lacks("SecurityToken")),
            ("Expiration", "End", ReplyError::Lacks("Expiration")),
            ("Credentials", "Key", ReplyError::Lacks("AccessKeyId")),
            ("2026-11-24T09:00:00Z", "tomorrow", ReplyError::Invalid("Expiration")),
            ("CAIS/+=", "a\\nb", ReplyError::Invalid("key")),
            ("\"CAIS/+=\"", "5", ReplyError::Lacks("SecurityToken")),
        ] {
            let body = KEY.replacen(part, with, 1);
            assert_eq!(read_temporary(reply(200, &body)).unwrap_err(), error, "{part}");
        }
    }

    #[test]
    fn a_refusal_is_read_in_the_shape_of_the_gateway() {
        let body = r#"{"RequestId":"R","HostId":"sts.aliyuncs.com","Code":"NoPermission",
            "Message":"You are not authorized to do this action."}"#;
        for error in [
            read_temporary(reply(403, body)).unwrap_err(),
            read_identity(reply(403, body)).unwrap_err(),
            read_temporary(reply(200, body)).unwrap_err(),
        ] {
            let ReplyError::Service(error) = error else { panic!("{error:?}") };
            assert_eq!(error.code, "NoPermission");
            assert_eq!(error.request_id.as_deref(), Some("R"));
        }
        let under_an_error = read_temporary(reply(500, KEY)).unwrap_err();
        assert_eq!(under_an_error, ReplyError::Status { status: 500, retry_after_ms: None });
    }

    #[test]
    fn the_caller_is_known_by_account_arn_and_kind() {
        let body = r#"{"IdentityType":"AssumedRoleUser","RequestId":"R","AccountId":"1","UserId":null,
            "PrincipalId":"3:s","RoleId":"3","Arn":"acs:ram::1:assumed-role/r/s"}"#;
        let who = read_identity(reply(200, body)).unwrap();
        assert_eq!((who.kind.clone(), who.name()), (IdentityKind::AssumedRole, Some("r")));
        assert_eq!((who.user_id, who.role_id.as_deref()), (None, Some("3")));
        let nobody = read_identity(reply(200, "{}")).unwrap_err();
        assert_eq!(nobody, ReplyError::Lacks("AccountId, Arn or IdentityType"));
    }
}
