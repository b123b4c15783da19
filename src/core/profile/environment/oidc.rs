//! A role and the OIDC token that it is assumed with, in the variables: what a pod of ACK gets.

use super::{Listed, Variables, listed};
use crate::core::profile::cli_config::session_name;
use crate::core::profile::{Mode, ProfileProblem, Recipe, Role, Source};

/// The variables that belong together.
struct Names {
    provider_arn: &'static str,
    token_file: &'static str,
    role_arn: &'static str,
    session_name: &'static str,
}

/// The first is every SDK's, the second only the aliyun CLI's.
const FAMILIES: [Names; 2] = [
    Names {
        provider_arn: "ALIBABA_CLOUD_OIDC_PROVIDER_ARN",
        token_file: "ALIBABA_CLOUD_OIDC_TOKEN_FILE",
        role_arn: "ALIBABA_CLOUD_ROLE_ARN",
        session_name: "ALIBABA_CLOUD_ROLE_SESSION_NAME",
    },
    Names {
        provider_arn: "ALIBABACLOUD_OIDC_PROVIDER_ARN",
        token_file: "ALIBABACLOUD_OIDC_TOKEN_FILE",
        role_arn: "ALIBABACLOUD_ROLE_ARN",
        session_name: "ALIBABACLOUD_ROLE_SESSION_NAME",
    },
];

/// The role, if the variables speak of OIDC. The role's own variable does not by itself.
pub(in crate::core::profile) fn oidc(variables: &Variables) -> Option<Listed> {
    let speaks = |names: &&Names| {
        [names.provider_arn, names.token_file].iter().any(|name| variables.get(name).is_some())
    };
    let names = FAMILIES.iter().find(speaks)?;
    Some(listed(variables, Source::EnvironmentOidc, Mode::Oidc, recipe(variables, names)))
}

fn recipe(variables: &Variables, names: &Names) -> Result<Recipe, ProfileProblem> {
    let needed = |name| variables.get(name).ok_or(ProfileProblem::Missing(name));
    Ok(Recipe::AssumeRoleWithOidc {
        provider_arn: needed(names.provider_arn)?.to_owned(),
        token_file: needed(names.token_file)?.into(),
        role: Role {
            arn: needed(names.role_arn)?.to_owned(),
            session_name: session_name(names.session_name, variables.get(names.session_name))?,
            seconds: Role::DEFAULT_SECONDS,
            external_id: None,
            policy: None,
        },
    })
}
