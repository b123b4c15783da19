//! What is asked for credentials at an address: the credentials URI, and the metadata service of
//! an ECS instance.

use super::{Listed, Variables, listed};
use crate::core::acs::ApiEndpoint;
use crate::core::profile::places::is_address;
use crate::core::profile::{EcsMetadata, Mode, ProfileProblem, Recipe, Source};

const CREDENTIALS_URI: &str = "ALIBABA_CLOUD_CREDENTIALS_URI";
const IMDS_ENDPOINT: &str = "ACK_KUBECONFIG_IMDS_ENDPOINT";

/// The credentials URI, if the variable names one.
pub(in crate::core::profile) fn credentials_uri(variables: &Variables) -> Option<Listed> {
    let uri = variables.get(CREDENTIALS_URI)?;
    let recipe = if variables.forbid_external() {
        Err(ProfileProblem::Forbidden)
    } else if is_address(uri) {
        Ok(Recipe::CredentialsUri(uri.to_owned()))
    } else {
        Err(ProfileProblem::Invalid(CREDENTIALS_URI))
    };
    Some(listed(variables, Source::CredentialsUri, Mode::CredentialsUri, recipe))
}

/// The role of the ECS instance, if a variable names one: to ask the metadata service where there
/// is none takes seconds, so nobody is asked by guess.
pub(in crate::core::profile) fn ecs_role(variables: &Variables) -> Option<Listed> {
    let disabled = variables.says_yes("ALIBABA_CLOUD_ECS_METADATA_DISABLED");
    let named = role(variables).is_some() && !disabled;
    named.then(|| ecs_profile(variables))
}

/// The role of the ECS instance, for someone who asks for it: the one that the variable names, or
/// the one that the metadata service tells.
#[must_use]
pub fn ecs_profile(variables: &Variables) -> Listed {
    let recipe = ecs_metadata(variables, role(variables)).map(Recipe::EcsMetadata);
    listed(variables, Source::EcsMetadata, Mode::EcsRamRole, recipe)
}

fn role(variables: &Variables) -> Option<String> {
    variables.get("ALIBABA_CLOUD_ECS_METADATA").map(str::to_owned)
}

/// The metadata service, at the address that the variables give it.
///
/// # Errors
/// [`ProfileProblem::Invalid`] when that is neither HTTPS nor this machine.
pub(in crate::core::profile) fn ecs_metadata(
    variables: &Variables,
    role: Option<String>,
) -> Result<EcsMetadata, ProfileProblem> {
    let address = match variables.get(IMDS_ENDPOINT).map(ApiEndpoint::parse) {
        None => EcsMetadata::ADDRESS.to_owned(),
        Some(Ok(endpoint)) => endpoint.as_str().to_owned(),
        Some(Err(_not_one)) => return Err(ProfileProblem::Invalid(IMDS_ENDPOINT)),
    };
    let allow_v1 = !variables.says_yes("ALIBABA_CLOUD_IMDSV1_DISABLED");
    Ok(EcsMetadata { role, address, allow_v1 })
}
