//! Where a profile was found.

use std::path::PathBuf;

use serde::{Deserialize, Serialize};

/// The place of a profile, and which of the several there. It names no secret, so the settings
/// remember the last one used by it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Source {
    /// Typed into the window.
    Typed,
    /// The embedded demo account.
    Demo,
    /// An AccessKey in the variables of one family.
    Environment(Family),
    /// A role that the variables name together with an OIDC token file.
    EnvironmentOidc,
    /// A profile of the aliyun CLI.
    CliProfile {
        /// Its name.
        name: String,
        /// The file, if it is not the aliyun CLI's own but one that the user imported.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        file: Option<PathBuf>,
    },
    /// A section of the SDKs' credentials file.
    CredentialsFile(String),
    /// An account that this program keeps in the system keychain, by its name.
    Keychain(String),
    /// The role of the ECS instance that the program runs on, from the metadata service.
    EcsMetadata,
    /// The URI that `ALIBABA_CLOUD_CREDENTIALS_URI` names.
    CredentialsUri,
}

/// The variables that belong together. A key of one family is never paired with a secret or a
/// token of another: the official tools do, and so send a key with a foreign token.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Default,
)]
#[serde(rename_all = "kebab-case")]
pub enum Family {
    /// `ALIBABA_CLOUD_…`, the one that every tool reads.
    #[default]
    AlibabaCloud,
    /// `ALIBABACLOUD_…`
    Alibabacloud,
    /// `ALICLOUD_…`, Terraform's spellings included.
    Alicloud,
    /// Without a prefix: `ACCESS_KEY_ID`.
    Bare,
}

impl Family {
    /// All of them, the first to be asked first.
    pub const ALL: [Self; 4] = [Self::AlibabaCloud, Self::Alibabacloud, Self::Alicloud, Self::Bare];

    /// The variables of the AccessKey ID, in the order in which they are looked at.
    #[must_use]
    pub fn access_key_id(self) -> &'static [&'static str] {
        match self {
            Self::AlibabaCloud => &["ALIBABA_CLOUD_ACCESS_KEY_ID"],
            Self::Alibabacloud => &["ALIBABACLOUD_ACCESS_KEY_ID"],
            Self::Alicloud => &["ALICLOUD_ACCESS_KEY_ID", "ALICLOUD_ACCESS_KEY"],
            Self::Bare => &["ACCESS_KEY_ID"],
        }
    }

    /// The variables of the AccessKey secret.
    #[must_use]
    pub fn access_key_secret(self) -> &'static [&'static str] {
        match self {
            Self::AlibabaCloud => &["ALIBABA_CLOUD_ACCESS_KEY_SECRET"],
            Self::Alibabacloud => &["ALIBABACLOUD_ACCESS_KEY_SECRET"],
            Self::Alicloud => &["ALICLOUD_ACCESS_KEY_SECRET", "ALICLOUD_SECRET_KEY"],
            Self::Bare => &["ACCESS_KEY_SECRET"],
        }
    }

    /// The variables of the STS token.
    #[must_use]
    pub fn security_token(self) -> &'static [&'static str] {
        match self {
            Self::AlibabaCloud => &["ALIBABA_CLOUD_SECURITY_TOKEN"],
            Self::Alibabacloud => &["ALIBABACLOUD_SECURITY_TOKEN"],
            Self::Alicloud => &["ALICLOUD_SECURITY_TOKEN", "ALICLOUD_ACCESS_KEY_STS_TOKEN"],
            Self::Bare => &["SECURITY_TOKEN"],
        }
    }
}

impl Source {
    /// Whether it was found in the variables of the environment.
    #[must_use]
    pub fn is_of_variables(&self) -> bool {
        matches!(
            self,
            Self::Environment(_) | Self::EnvironmentOidc | Self::CredentialsUri | Self::EcsMetadata
        )
    }

    /// The name by which a person tells it from others of its place, if it has one.
    #[must_use]
    pub fn name(&self) -> Option<&str> {
        match self {
            Self::CliProfile { name, .. } | Self::CredentialsFile(name) | Self::Keychain(name) => {
                Some(name)
            }
            Self::Typed
            | Self::Demo
            | Self::Environment(_)
            | Self::EnvironmentOidc
            | Self::EcsMetadata
            | Self::CredentialsUri => None,
        }
    }
}
