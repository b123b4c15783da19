//! Who a key belongs to, as STS says.

/// The answer of `GetCallerIdentity`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CallerIdentity {
    /// The Alibaba Cloud account, a number.
    pub account_id: String,
    /// The ARN: `acs:ram::ACCOUNT:user/NAME`, `…:assumed-role/ROLE/SESSION` or `…:root`.
    pub arn: String,
    /// What kind of identity it is.
    pub kind: IdentityKind,
    /// The id of the RAM user, or of the account itself.
    pub user_id: Option<String>,
    /// The id of the role, if the key acts as one.
    pub role_id: Option<String>,
    /// The id by which RAM logs the caller.
    pub principal_id: Option<String>,
}

/// `IdentityType`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum IdentityKind {
    /// The account itself, which may do everything.
    #[default]
    Account,
    /// A RAM user.
    RamUser,
    /// A role that someone acts as.
    AssumedRole,
    /// A kind that is not known here, in the service's word.
    Other(String),
}

impl IdentityKind {
    /// Reads the service's word.
    #[must_use]
    pub fn parse(word: &str) -> Self {
        match word {
            "Account" => Self::Account,
            "RAMUser" => Self::RamUser,
            "AssumedRoleUser" => Self::AssumedRole,
            other => Self::Other(other.to_owned()),
        }
    }

    /// The service's word.
    #[must_use]
    pub fn as_str(&self) -> &str {
        match self {
            Self::Account => "Account",
            Self::RamUser => "RAMUser",
            Self::AssumedRole => "AssumedRoleUser",
            Self::Other(word) => word,
        }
    }
}

impl CallerIdentity {
    /// The name that a person knows it by: the user's, or the role's; the account has none.
    #[must_use]
    pub fn name(&self) -> Option<&str> {
        let (_, resource) = self.arn.rsplit_once(':')?;
        let mut parts = resource.split('/');
        match parts.next()? {
            "user" | "role" | "assumed-role" => parts.next().filter(|name| !name.is_empty()),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{CallerIdentity, IdentityKind};

    #[test]
    fn the_name_stands_in_the_arn() {
        for (arn, name) in [
            ("acs:ram::1234567890123456:user/dev-ops", Some("dev-ops")),
            ("acs:ram::1234567890123456:assumed-role/ack-operator/session-1", Some("ack-operator")),
            ("acs:ram::1234567890123456:root", None),
            ("acs:ram::1234567890123456:user/", None),
            ("", None),
        ] {
            let identity = CallerIdentity { arn: arn.to_owned(), ..CallerIdentity::default() };
            assert_eq!(identity.name(), name, "{arn}");
        }
    }

    #[test]
    fn kinds_keep_the_words_of_the_service() {
        for word in ["Account", "RAMUser", "AssumedRoleUser", "Something"] {
            assert_eq!(IdentityKind::parse(word).as_str(), word);
        }
    }
}
