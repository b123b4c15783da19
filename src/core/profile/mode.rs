//! The ways in which a profile gives credentials, by the aliyun CLI's words.

use std::fmt;

/// The `mode` of a profile.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Mode {
    /// An AccessKey pair.
    Ak,
    /// An AccessKey pair with its STS token, used as it is.
    StsToken,
    /// A role assumed with an AccessKey.
    RamRoleArn,
    /// A role assumed with what another profile gives.
    ChainableRamRoleArn,
    /// The role of the ECS instance.
    EcsRamRole,
    /// A role assumed with the role of the ECS instance.
    RamRoleArnWithRoleName,
    /// A role assumed with an OIDC token.
    Oidc,
    /// A program that prints credentials.
    External,
    /// An address that gives credentials.
    CredentialsUri,
    /// CloudSSO, signed in to by the aliyun CLI.
    CloudSso,
    /// The browser's sign-in, done by the aliyun CLI.
    OAuth,
    /// A key pair of RSA, which signs in only by a deprecated operation.
    RsaKeyPair,
    /// A bearer token, which the CS API does not take.
    BearerToken,
    /// No credentials at all.
    Anonymous,
}

impl Mode {
    /// Every mode.
    pub const ALL: [Self; 14] = [
        Self::Ak,
        Self::StsToken,
        Self::RamRoleArn,
        Self::ChainableRamRoleArn,
        Self::EcsRamRole,
        Self::RamRoleArnWithRoleName,
        Self::Oidc,
        Self::External,
        Self::CredentialsUri,
        Self::CloudSso,
        Self::OAuth,
        Self::RsaKeyPair,
        Self::BearerToken,
        Self::Anonymous,
    ];

    /// The aliyun CLI's own word for it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Ak => "AK",
            Self::StsToken => "StsToken",
            Self::RamRoleArn => "RamRoleArn",
            Self::ChainableRamRoleArn => "ChainableRamRoleArn",
            Self::EcsRamRole => "EcsRamRole",
            Self::RamRoleArnWithRoleName => "RamRoleArnWithRoleName",
            Self::Oidc => "OIDC",
            Self::External => "External",
            Self::CredentialsUri => "CredentialsURI",
            Self::CloudSso => "CloudSSO",
            Self::OAuth => "OAuth",
            Self::RsaKeyPair => "RsaKeyPair",
            Self::BearerToken => "BearerToken",
            Self::Anonymous => "Anonymous",
        }
    }

    /// Reads the word, whatever its case, as the aliyun CLI does.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        let word = word.trim();
        Self::ALL.into_iter().find(|mode| mode.as_str().eq_ignore_ascii_case(word))
    }
}

impl fmt::Display for Mode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::Mode;

    #[test]
    fn every_mode_is_read_by_its_own_word_in_any_case() {
        for mode in Mode::ALL {
            assert_eq!(Mode::parse(mode.as_str()), Some(mode));
            assert_eq!(Mode::parse(&mode.as_str().to_lowercase()), Some(mode));
        }
        assert_eq!(Mode::parse("AccessKey"), None);
    }
}
