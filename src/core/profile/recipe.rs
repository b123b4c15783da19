//! How a profile gives credentials: what has to be asked, run or read for them.

use std::fmt;
use std::path::PathBuf;

use jiff::Timestamp;
use secrecy::{ExposeSecret as _, SecretString};

use super::Temporary;
use crate::core::acs::Credentials;
use crate::core::acs::sign::hash::sha256_hex;

/// What it takes to get credentials from a profile.
#[derive(Debug, Clone)]
pub enum Recipe {
    /// A key that is at hand.
    Key(Credentials),
    /// STS is asked to let the holder of other credentials act as a role.
    AssumeRole {
        /// Where the other credentials come from.
        base: Box<Recipe>,
        /// The role.
        role: Role,
    },
    /// STS is asked to let the bearer of an OIDC token act as a role.
    AssumeRoleWithOidc {
        /// The identity provider's ARN.
        provider_arn: String,
        /// The file with the token, which others renew: it is read anew each time.
        token_file: PathBuf,
        /// The role.
        role: Role,
    },
    /// The metadata service of the ECS instance is asked for the key of its role.
    EcsMetadata(EcsMetadata),
    /// A program is run, which prints credentials.
    External(Box<External>),
    /// An address is asked for credentials: HTTPS, or plain HTTP to this machine.
    /// The address may hold a password or a token, and counts as secret.
    CredentialsUri(SecretString),
    /// The key that the aliyun CLI got by CloudSSO, or a new one while its sign-in lasts.
    CloudSso(Box<CloudSso>),
    /// The key that the aliyun CLI got by the browser's sign-in, while it lasts.
    OAuth {
        /// The profile's name, to sign in to again.
        profile: String,
        /// The key, if there is one.
        cached: Option<Temporary>,
    },
    /// The system keychain is asked for the key of this name.
    Keychain(String),
}

/// A role to act as.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Role {
    /// Its ARN, `acs:ram::ACCOUNT:role/NAME`.
    pub arn: String,
    /// The name of the session, as logs show it.
    pub session_name: String,
    /// How many seconds its key shall last; STS takes 900 and more.
    pub seconds: u32,
    /// The id that the role's owner wants to hear.
    pub external_id: Option<String>,
    /// A policy that narrows the role's permissions.
    pub policy: Option<String>,
}

/// The metadata service of an ECS instance.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EcsMetadata {
    /// The role; without it, the metadata service is asked which.
    pub role: Option<String>,
    /// Its address, [`EcsMetadata::ADDRESS`] unless `ACK_KUBECONFIG_IMDS_ENDPOINT` names another:
    /// HTTPS, or plain HTTP to this machine.
    pub address: String,
    /// Whether the older protocol without a session token may be used where the newer one is not
    /// known; `ALIBABA_CLOUD_IMDSV1_DISABLED` forbids it.
    pub allow_v1: bool,
}

/// A program that prints credentials. `Debug` tells the profile only: a command line may hold
/// secrets.
#[derive(Clone)]
pub struct External {
    /// The command line, quoted as a POSIX shell has it. It is not given to a shell.
    pub command: String,
    /// The profile's name, under which failures are told.
    pub profile: String,
    /// The profile's own values, which what the program prints stands over.
    pub defaults: super::cli_config::CliProfile,
}

/// A profile of CloudSSO.
#[derive(Debug, Clone)]
pub struct CloudSso {
    /// The profile's name, to sign in to again.
    pub profile: String,
    /// The address of the sign-in page; its host gives keys.
    pub sign_in_url: String,
    /// The account to be signed in to.
    pub account_id: String,
    /// The access configuration, which stands for a role there.
    pub access_config: String,
    /// The token of the sign-in, and until when it is good.
    pub access_token: Option<(SecretString, Option<Timestamp>)>,
    /// The key that the aliyun CLI left in the profile.
    pub cached: Option<Temporary>,
}

impl Recipe {
    /// Whether following it again may give another key.
    #[must_use]
    pub fn can_renew(&self) -> bool {
        match self {
            Self::Key(_) | Self::Keychain(_) | Self::OAuth { .. } => false,
            Self::AssumeRole { .. }
            | Self::AssumeRoleWithOidc { .. }
            | Self::EcsMetadata(_)
            | Self::External(_)
            | Self::CredentialsUri(_)
            | Self::CloudSso(_) => true,
        }
    }
}

impl Recipe {
    /// Whose key it gives, as far as that can be told without asking: tells one recipe from
    /// another. There is no secret in it.
    #[must_use]
    pub fn whose(&self) -> String {
        match self {
            Self::Key(credentials) => credentials.access_key_id().to_owned(),
            Self::AssumeRole { base, role } => format!("{} {role:?}", base.whose()),
            // Their keys change, and these do not.
            Self::CloudSso(sso) => format!("{} {}", sso.account_id, sso.access_config),
            Self::OAuth { profile, .. } => profile.clone(),
            // They may hold secrets, and nothing but all of them tells one from another.
            Self::External(external) => {
                let hash = sha256_hex(external.command.as_bytes());
                format!("{} {hash}", external.profile)
            }
            Self::CredentialsUri(uri) => sha256_hex(uri.expose_secret().as_bytes()),
            Self::AssumeRoleWithOidc { .. } | Self::EcsMetadata(_) | Self::Keychain(_) => {
                format!("{self:?}")
            }
        }
    }
}

impl fmt::Debug for External {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("External").field("profile", &self.profile).finish_non_exhaustive()
    }
}

impl EcsMetadata {
    /// The address at which every ECS instance finds the metadata service.
    pub const ADDRESS: &'static str = "http://100.100.100.200";
}

impl Role {
    /// How long the key of a role lasts, unless the profile says otherwise.
    pub const DEFAULT_SECONDS: u32 = 3600;
    /// STS gives no key for less.
    pub const MIN_SECONDS: u32 = 900;
    /// The name of a session, unless the profile gives one.
    pub const DEFAULT_SESSION_NAME: &'static str = "ack-kubeconfig";

    /// Whether STS takes a text for the name of a session: 2 to 64 letters, digits and `.@_-`.
    #[must_use]
    pub fn is_session_name(text: &str) -> bool {
        let usual = |c: char| c.is_ascii_alphanumeric() || ".@_-".contains(c);
        (2..=64).contains(&text.len()) && text.chars().all(usual)
    }
}

#[cfg(test)]
mod tests {
    use super::{External, Recipe, Role};
    use crate::core::profile::CliProfile;

    fn program(command: &str) -> Recipe {
        let (command, profile) = (command.to_owned(), "dev".to_owned());
        Recipe::External(Box::new(External { command, profile, defaults: CliProfile::default() }))
    }

    #[test]
    fn recipes_are_told_apart_without_their_secrets() {
        let uri = |uri: &str| Recipe::CredentialsUri(uri.into());
        let role = Role {
            arn: "acs:ram::1:role/r".to_owned(),
            session_name: Role::DEFAULT_SESSION_NAME.to_owned(),
            seconds: Role::DEFAULT_SECONDS,
            external_id: None,
            policy: None,
        };
        let acting = |base| Recipe::AssumeRole { base: Box::new(base), role: role.clone() };
        let recipes = [
            uri("https://keys.example/?token=one"),
            uri("https://keys.example/?token=two"),
            program("keys --token one"),
            program("keys --token two"),
            acting(uri("https://keys.example/?token=one")),
            acting(uri("https://keys.example/?token=two")),
        ];
        let whose: Vec<String> = recipes.iter().map(Recipe::whose).collect();
        for (index, one) in whose.iter().enumerate() {
            assert!(!one.contains("token"), "{one}");
            assert!(!whose[..index].contains(one), "{whose:?}");
            assert_eq!(*one, recipes[index].clone().whose());
        }
    }
}
