//! What it takes to get credentials from a profile, mode by mode.

use jiff::Timestamp;

use super::{CliConfig, CliProfile};
use crate::core::acs::Credentials;
use crate::core::profile::environment::ecs_metadata;
use crate::core::profile::places::is_address;
use crate::core::profile::{
    CloudSso, External, Mode, ProfileProblem, Recipe, Role, Temporary, Variables,
};

/// Makes recipes of profiles, which may build on others of the same file.
pub(super) struct Maker<'a> {
    pub(super) config: &'a CliConfig,
    pub(super) variables: &'a Variables,
}

/// Nobody has as many roles in a row, each of which is a question to STS.
const LONGEST_CHAIN: usize = 16;

impl<'a> Maker<'a> {
    pub(super) fn recipe(&self, profile: &'a CliProfile) -> Result<Recipe, ProfileProblem> {
        self.after(&mut Vec::new(), profile)
    }

    /// The recipe of a profile that is reached through those on the way.
    fn after(
        &self,
        way: &mut Vec<&'a str>,
        profile: &'a CliProfile,
    ) -> Result<Recipe, ProfileProblem> {
        match profile.mode()? {
            Mode::Ak => Ok(Recipe::Key(key(profile)?)),
            Mode::StsToken => Ok(Recipe::Key(temporary_key(profile)?)),
            Mode::RamRoleArn => as_role(Recipe::Key(any_key(profile)?), profile),
            Mode::ChainableRamRoleArn => as_role(self.source_profile(way, profile)?, profile),
            Mode::EcsRamRole => self.ecs(profile),
            Mode::RamRoleArnWithRoleName => {
                needed("ram_role_name", profile.ram_role_name.as_deref())?;
                as_role(self.ecs(profile)?, profile)
            }
            Mode::Oidc => oidc(profile),
            Mode::External => self.external(profile),
            Mode::CredentialsUri => self.credentials_uri(profile),
            Mode::CloudSso => cloud_sso(profile),
            Mode::OAuth => {
                Ok(Recipe::OAuth { profile: profile.name.clone(), cached: cached(profile)? })
            }
            mode @ (Mode::RsaKeyPair | Mode::BearerToken | Mode::Anonymous) => {
                Err(ProfileProblem::Unsupported(mode))
            }
        }
    }

    fn source_profile(
        &self,
        way: &mut Vec<&'a str>,
        profile: &'a CliProfile,
    ) -> Result<Recipe, ProfileProblem> {
        let name = needed("source_profile", profile.source_profile.as_deref())?;
        way.push(&profile.name);
        if let Some(start) = way.iter().position(|before| *before == name) {
            let circle = way[start..].iter().copied().chain([name]);
            return Err(ProfileProblem::Circle(circle.map(str::to_owned).collect()));
        }
        if way.len() > LONGEST_CHAIN {
            return Err(ProfileProblem::ChainTooLong(LONGEST_CHAIN));
        }
        let source = self.config.named(name);
        let source = source.ok_or_else(|| ProfileProblem::NoSourceProfile(name.to_owned()))?;
        let recipe = source.as_ref().map_err(ProfileProblem::clone);
        recipe.and_then(|source| self.after(way, source)).map_err(|problem| match problem {
            // These tell of the whole chain, or of the profile at its far end.
            ProfileProblem::Circle(_)
            | ProfileProblem::ChainTooLong(_)
            | ProfileProblem::SourceProfile { .. } => problem,
            problem => {
                ProfileProblem::SourceProfile { name: name.to_owned(), problem: Box::new(problem) }
            }
        })
    }

    fn ecs(&self, profile: &CliProfile) -> Result<Recipe, ProfileProblem> {
        ecs_metadata(self.variables, profile.ram_role_name.clone()).map(Recipe::EcsMetadata)
    }

    fn external(&self, profile: &CliProfile) -> Result<Recipe, ProfileProblem> {
        self.refuse_external()?;
        Ok(Recipe::External(Box::new(External {
            command: needed("process_command", profile.process_command.as_deref())?.to_owned(),
            profile: profile.name.clone(),
            defaults: profile.clone(),
        })))
    }

    /// The aliyun CLI takes the address from the variable where the profile names none.
    fn credentials_uri(&self, profile: &CliProfile) -> Result<Recipe, ProfileProblem> {
        self.refuse_external()?;
        let uri = profile.credentials_uri.as_deref();
        let uri = uri.or_else(|| self.variables.get("ALIBABA_CLOUD_CREDENTIALS_URI"));
        let uri = needed("credentials_uri", uri)?;
        if is_address(uri) {
            Ok(Recipe::CredentialsUri(uri.to_owned()))
        } else {
            Err(ProfileProblem::Invalid("credentials_uri"))
        }
    }

    fn refuse_external(&self) -> Result<(), ProfileProblem> {
        if self.variables.forbid_external() { Err(ProfileProblem::Forbidden) } else { Ok(()) }
    }
}

/// The key without its token: what the aliyun CLI uses in the mode AK, whatever else is there.
pub(super) fn key(profile: &CliProfile) -> Result<Credentials, ProfileProblem> {
    any_key(&CliProfile { sts_token: None, ..profile.clone() })
}

/// The key with its token, which must be there.
pub(super) fn temporary_key(profile: &CliProfile) -> Result<Credentials, ProfileProblem> {
    let key = any_key(profile)?;
    needed("sts_token", profile.sts_token.as_ref())?;
    Ok(key)
}

/// The key, with its token if there is one.
pub(super) fn any_key(profile: &CliProfile) -> Result<Credentials, ProfileProblem> {
    let id = needed("access_key_id", profile.access_key_id.as_deref())?;
    let secret = needed("access_key_secret", profile.access_key_secret.as_ref())?;
    Ok(Credentials::new(id, secret, profile.sts_token.as_ref())?)
}

/// The role of the profile, assumed with what the other recipe gives.
pub(super) fn as_role(base: Recipe, profile: &CliProfile) -> Result<Recipe, ProfileProblem> {
    Ok(Recipe::AssumeRole { base: Box::new(base), role: role(profile)? })
}

fn role(profile: &CliProfile) -> Result<Role, ProfileProblem> {
    let arn = needed("ram_role_arn", profile.ram_role_arn.as_deref())?;
    let seconds = profile.expired_seconds.map_or(Ok(Role::DEFAULT_SECONDS), u32::try_from);
    let seconds = seconds.ok().filter(|seconds| *seconds >= Role::MIN_SECONDS);
    Ok(Role {
        arn: arn.to_owned(),
        session_name: session_name("ram_session_name", profile.ram_session_name.as_deref())?,
        seconds: seconds.ok_or(ProfileProblem::Invalid("expired_seconds"))?,
        external_id: profile.external_id.clone(),
        policy: profile.policy.clone(),
    })
}

/// The name of a session: the one that a key gives, or the default.
pub(in crate::core::profile) fn session_name(
    key: &'static str,
    name: Option<&str>,
) -> Result<String, ProfileProblem> {
    let name = name.unwrap_or(Role::DEFAULT_SESSION_NAME);
    if Role::is_session_name(name) {
        Ok(name.to_owned())
    } else {
        Err(ProfileProblem::Invalid(key))
    }
}

fn oidc(profile: &CliProfile) -> Result<Recipe, ProfileProblem> {
    let provider_arn = needed("oidc_provider_arn", profile.oidc_provider_arn.as_deref())?;
    let token_file = needed("oidc_token_file", profile.oidc_token_file.as_deref())?;
    Ok(Recipe::AssumeRoleWithOidc {
        provider_arn: provider_arn.to_owned(),
        token_file: token_file.into(),
        role: role(profile)?,
    })
}

fn cloud_sso(profile: &CliProfile) -> Result<Recipe, ProfileProblem> {
    let sign_in_url = needed("cloud_sso_sign_in_url", profile.cloud_sso_sign_in_url.as_deref())?;
    if !is_address(sign_in_url) {
        return Err(ProfileProblem::Invalid("cloud_sso_sign_in_url"));
    }
    let account_id = needed("cloud_sso_account_id", profile.cloud_sso_account_id.as_deref())?;
    let access_config =
        needed("cloud_sso_access_config", profile.cloud_sso_access_config.as_deref())?;
    let end = moment("cloud_sso_access_token_expire", profile.cloud_sso_access_token_expire)?;
    Ok(Recipe::CloudSso(Box::new(CloudSso {
        profile: profile.name.clone(),
        sign_in_url: sign_in_url.to_owned(),
        account_id: account_id.to_owned(),
        access_config: access_config.to_owned(),
        access_token: profile.access_token.clone().map(|token| (token, end)),
        cached: cached(profile)?,
    })))
}

/// The key that the aliyun CLI left in the profile. One that does not say when it ends is taken
/// for ended, as the aliyun CLI does.
fn cached(profile: &CliProfile) -> Result<Option<Temporary>, ProfileProblem> {
    let expiration = moment("sts_expiration", profile.sts_expiration)?;
    let complete = profile.access_key_id.is_some()
        && profile.access_key_secret.is_some()
        && profile.sts_token.is_some()
        && expiration.is_some();
    if !complete {
        return Ok(None);
    }
    Ok(Some(Temporary { credentials: temporary_key(profile)?, expiration }))
}

/// A time in seconds since 1970.
pub(super) fn moment(
    key: &'static str,
    seconds: Option<i64>,
) -> Result<Option<Timestamp>, ProfileProblem> {
    let moment = seconds.map(Timestamp::from_second).transpose();
    moment.map_err(|_out_of_range| ProfileProblem::Invalid(key))
}

fn needed<T>(key: &'static str, value: Option<T>) -> Result<T, ProfileProblem> {
    value.ok_or(ProfileProblem::Missing(key))
}
