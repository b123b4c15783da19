//! A profile as it stands in the file: its fields, and the mode that they amount to.

use std::fmt;

use secrecy::SecretString;

use super::value::Object;
use crate::core::profile::{Mode, ProfileProblem};

/// A profile as it stands in the file. A text is never empty; what the file leaves empty is `None`.
///
/// `Debug` tells its name and mode only: commands and addresses may hold secrets too.
#[derive(Clone, Default)]
#[expect(missing_docs, reason = "the fields are called as in the file")]
pub struct CliProfile {
    pub name: String,
    pub mode: Option<String>,
    pub access_key_id: Option<String>,
    pub access_key_secret: Option<SecretString>,
    pub sts_token: Option<SecretString>,
    pub sts_region: Option<String>,
    pub sts_endpoint: Option<String>,
    pub ram_role_name: Option<String>,
    pub ram_role_arn: Option<String>,
    pub ram_session_name: Option<String>,
    pub external_id: Option<String>,
    pub policy: Option<String>,
    /// In seconds.
    pub expired_seconds: Option<i64>,
    pub source_profile: Option<String>,
    pub private_key: Option<SecretString>,
    pub key_pair_name: Option<String>,
    pub process_command: Option<String>,
    pub credentials_uri: Option<String>,
    pub oidc_provider_arn: Option<String>,
    pub oidc_token_file: Option<String>,
    pub cloud_sso_sign_in_url: Option<String>,
    pub cloud_sso_account_id: Option<String>,
    pub cloud_sso_access_config: Option<String>,
    pub access_token: Option<SecretString>,
    /// In seconds since 1970.
    pub cloud_sso_access_token_expire: Option<i64>,
    /// When the key ends, in seconds since 1970.
    pub sts_expiration: Option<i64>,
    pub bearer_token: Option<SecretString>,
    pub region_id: Option<String>,
    pub endpoint: Option<String>,
    pub endpoint_type: Option<String>,
    pub enable_vpc: Option<bool>,
}

impl CliProfile {
    /// Lays what an object says over a profile.
    ///
    /// # Errors
    /// [`ProfileProblem::WrongType`], for the first field of a wrong type.
    pub(super) fn over(object: &Object, below: Self) -> Result<Self, ProfileProblem> {
        Ok(Self {
            name: object.text("name")?.unwrap_or(below.name),
            mode: object.text("mode")?.or(below.mode),
            access_key_id: object.text("access_key_id")?.or(below.access_key_id),
            access_key_secret: object.secret("access_key_secret")?.or(below.access_key_secret),
            sts_token: object.secret("sts_token")?.or(below.sts_token),
            sts_region: object.text("sts_region")?.or(below.sts_region),
            sts_endpoint: object.text("sts_endpoint")?.or(below.sts_endpoint),
            ram_role_name: object.text("ram_role_name")?.or(below.ram_role_name),
            ram_role_arn: object.text("ram_role_arn")?.or(below.ram_role_arn),
            ram_session_name: object.text("ram_session_name")?.or(below.ram_session_name),
            external_id: object.text("external_id")?.or(below.external_id),
            policy: object.text("policy")?.or(below.policy),
            expired_seconds: object.number("expired_seconds")?.or(below.expired_seconds),
            source_profile: object.text("source_profile")?.or(below.source_profile),
            private_key: object.secret("private_key")?.or(below.private_key),
            key_pair_name: object.text("key_pair_name")?.or(below.key_pair_name),
            process_command: object.text("process_command")?.or(below.process_command),
            credentials_uri: object.text("credentials_uri")?.or(below.credentials_uri),
            oidc_provider_arn: object.text("oidc_provider_arn")?.or(below.oidc_provider_arn),
            oidc_token_file: object.text("oidc_token_file")?.or(below.oidc_token_file),
            cloud_sso_sign_in_url: object
                .text("cloud_sso_sign_in_url")?
                .or(below.cloud_sso_sign_in_url),
            cloud_sso_account_id: object
                .text("cloud_sso_account_id")?
                .or(below.cloud_sso_account_id),
            cloud_sso_access_config: object
                .text("cloud_sso_access_config")?
                .or(below.cloud_sso_access_config),
            access_token: object.secret("access_token")?.or(below.access_token),
            cloud_sso_access_token_expire: object
                .number("cloud_sso_access_token_expire")?
                .or(below.cloud_sso_access_token_expire),
            sts_expiration: object.number("sts_expiration")?.or(below.sts_expiration),
            bearer_token: object.secret("bearer_token")?.or(below.bearer_token),
            region_id: object.text("region_id")?.or(below.region_id),
            endpoint: object.text("endpoint")?.or(below.endpoint),
            endpoint_type: object.text("endpoint_type")?.or(below.endpoint_type),
            enable_vpc: object.truth("enable_vpc")?.or(below.enable_vpc),
        })
    }

    /// The profile, if it has a name.
    pub(super) fn named(self) -> Result<Self, ProfileProblem> {
        if self.name.is_empty() { Err(ProfileProblem::Missing("name")) } else { Ok(self) }
    }

    /// The mode that it names, or else the one that its fields amount to.
    ///
    /// # Errors
    /// [`ProfileProblem::UnknownMode`] for a word that is no mode, and [`ProfileProblem::Missing`]
    /// when the fields amount to none.
    pub fn mode(&self) -> Result<Mode, ProfileProblem> {
        match &self.mode {
            Some(word) => Mode::parse(word).ok_or(ProfileProblem::UnknownMode),
            None => self.detected().ok_or(ProfileProblem::Missing("mode")),
        }
    }

    /// The mode that the fields amount to: the order is the aliyun CLI's (`AutoModeRecognition`).
    fn detected(&self) -> Option<Mode> {
        if self.access_key_id.is_some() && self.access_key_secret.is_some() {
            return Some(match (&self.sts_token, &self.ram_role_arn) {
                (Some(_), _) => Mode::StsToken,
                (None, Some(_)) => Mode::RamRoleArn,
                (None, None) => Mode::Ak,
            });
        }
        let oidc = self.oidc_provider_arn.is_some()
            && self.oidc_token_file.is_some()
            && self.ram_role_arn.is_some();
        let found = [
            (self.private_key.is_some() && self.key_pair_name.is_some(), Mode::RsaKeyPair),
            (self.ram_role_name.is_some(), Mode::EcsRamRole),
            (self.process_command.is_some(), Mode::External),
            (oidc, Mode::Oidc),
            (self.cloud_sso_sign_in_url.is_some(), Mode::CloudSso),
            (self.bearer_token.is_some(), Mode::BearerToken),
            // Half a pair is none of the aliyun CLI's, but so it is told which half is missing.
            (self.access_key_id.is_some() || self.access_key_secret.is_some(), Mode::Ak),
        ];
        found.into_iter().find_map(|(is_so, mode)| is_so.then_some(mode))
    }
}

impl fmt::Debug for CliProfile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CliProfile")
            .field("name", &self.name)
            .field("mode", &self.mode)
            .finish_non_exhaustive()
    }
}
