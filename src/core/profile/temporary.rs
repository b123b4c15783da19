//! A key with an end.

use jiff::{SignedDuration, Timestamp};
use secrecy::SecretString;

use crate::core::acs::reply::Answer;
use crate::core::acs::{Credentials, CredentialsError, RawReply, ReplyError};

/// Credentials, and until when they are good.
#[derive(Debug, Clone)]
pub struct Temporary {
    /// The key.
    pub credentials: Credentials,
    /// When it ends, as its giver says; `None` when nobody said.
    pub expiration: Option<Timestamp>,
}

impl Temporary {
    /// How long before its end a key is renewed, as the official SDKs do.
    pub const MARGIN: SignedDuration = SignedDuration::from_mins(3);

    /// Reads a key out of an answer, from the object that `part` names if it is not the answer
    /// itself. Its token and its end may be missing.
    pub(crate) fn read(reply: RawReply, part: Option<&str>) -> Result<Self, ReplyError> {
        let mut answer = Answer::read(reply, part)?;
        if !answer.succeeded() || answer.names_an_error() {
            return Err(answer.into_error(ReplyError::Lacks("AccessKeyId")));
        }
        let mut secret = |name| answer.take(name).map(SecretString::from);
        let (key_secret, token) = (secret("AccessKeySecret"), secret("SecurityToken"));
        let id = answer.take("AccessKeyId").ok_or(ReplyError::Lacks("AccessKeyId"))?;
        let key_secret = key_secret.ok_or(ReplyError::Lacks("AccessKeySecret"))?;
        let credentials = Credentials::new(&id, &key_secret, token.as_ref())
            .map_err(|_no_key: CredentialsError| ReplyError::Invalid("key"))?;
        let end = answer.take("Expiration").map(|text| text.trim().parse());
        let expiration =
            end.transpose().map_err(|_no_time: jiff::Error| ReplyError::Invalid("Expiration"))?;
        Ok(Self { credentials, expiration })
    }

    /// The key, if it has its token and its end, as every key of a role has.
    pub(crate) fn complete(self) -> Result<Self, ReplyError> {
        if self.credentials.security_token().is_none() {
            return Err(ReplyError::Lacks("SecurityToken"));
        }
        if self.expiration.is_none() {
            return Err(ReplyError::Lacks("Expiration"));
        }
        Ok(self)
    }

    /// Whether the key will still be good for a request that starts now.
    #[must_use]
    pub fn lasts(&self, now: Timestamp) -> bool {
        self.expiration.is_none_or(|end| end.duration_since(now) > Self::MARGIN)
    }

    /// Whether the key's time is over.
    #[must_use]
    pub fn has_ended(&self, now: Timestamp) -> bool {
        self.expiration.is_some_and(|end| end <= now)
    }
}

#[cfg(test)]
mod tests {
    use super::{Credentials, Temporary};
    use jiff::SignedDuration;

    #[test]
    fn a_key_is_renewed_three_minutes_before_its_end() {
        let now: jiff::Timestamp = "2026-11-24T00:00:00Z".parse().unwrap();
        let ending_in = |seconds| Temporary {
            credentials: Credentials::new("LTAI", &"s".into(), None).unwrap(),
            expiration: Some(now + SignedDuration::from_secs(seconds)),
        };
        assert!(ending_in(181).lasts(now));
        assert!(!ending_in(180).lasts(now) && !ending_in(180).has_ended(now));
        assert!(ending_in(0).has_ended(now));
        let endless = Temporary { expiration: None, ..ending_in(0) };
        assert!(endless.lasts(now) && !endless.has_ended(now));
    }
}
