//! `~/.alibabacloud/credentials`, the file of the SDKs. It is read and never written.

mod ini;

use std::collections::HashSet;
use std::sync::Arc;

use ini::Section;
use secrecy::SecretString;

use super::cli_config::{CliConfig, CliProfile};
use super::{FileProblem, Listed, Mode, Profile, ProfileProblem, Source, Variables};

/// What the sections of the file's text amount to, in their order.
///
/// # Errors
/// [`FileProblem`] when the text is no INI.
pub(super) fn read(text: &str, variables: &Variables) -> Result<Vec<Listed>, FileProblem> {
    let mut names = HashSet::new();
    let sections = ini::read(text)?.into_iter();
    Ok(sections
        .map(|section| {
            let first = names.insert(section.name.clone());
            listed(&section, first, variables)
        })
        .collect())
}

fn listed(section: &Section, first: bool, variables: &Variables) -> Listed {
    let source = Source::CredentialsFile(section.name.clone());
    if !first {
        return Listed { source, mode: None, profile: Err(ProfileProblem::Duplicate) };
    }
    let mode = mode(section);
    let profile = mode.clone().and_then(|mode| profile(section, mode, &source, variables));
    Listed { source, mode: mode.ok(), profile: profile.map(Arc::new) }
}

/// `type`, in the words of the SDKs; `sts`, `external` and `credentials_uri` are ack-ram-tool's.
fn mode(section: &Section) -> Result<Mode, ProfileProblem> {
    match section.word("type").ok_or(ProfileProblem::Missing("type"))? {
        "access_key" => Ok(Mode::Ak),
        "sts" => Ok(Mode::StsToken),
        "ecs_ram_role" => Ok(Mode::EcsRamRole),
        "ram_role_arn" => Ok(Mode::RamRoleArn),
        "oidc_role_arn" => Ok(Mode::Oidc),
        "credentials_uri" => Ok(Mode::CredentialsUri),
        "external" => Ok(Mode::External),
        "rsa_key_pair" => Ok(Mode::RsaKeyPair),
        "bearer" => Ok(Mode::BearerToken),
        _ => Err(ProfileProblem::UnknownMode),
    }
}

/// The same profile as the aliyun CLI would write it, so that both are understood in one way.
fn profile(
    section: &Section,
    mode: Mode,
    source: &Source,
    variables: &Variables,
) -> Result<Profile, ProfileProblem> {
    let word = |key| section.word(key).map(str::to_owned);
    let secret = |key| section.word(key).map(SecretString::from);
    let profile = CliProfile {
        name: section.name.clone(),
        mode: Some(mode.as_str().to_owned()),
        access_key_id: word("access_key_id"),
        access_key_secret: secret("access_key_secret"),
        // ack-ram-tool reads the first and writes the second.
        sts_token: secret("sts_token").or_else(|| secret("security_token")),
        ram_role_name: word("role_name"),
        ram_role_arn: word("role_arn"),
        ram_session_name: word("role_session_name"),
        policy: section.line("policy").map(str::to_owned),
        oidc_provider_arn: word("oidc_provider_arn"),
        oidc_token_file: section.line("oidc_token_file_path").map(str::to_owned),
        credentials_uri: word("credentials_uri"),
        process_command: section.line("process_command").map(str::to_owned),
        region_id: word("region_id"),
        ..CliProfile::default()
    };
    CliConfig::default().profile(source, &profile, variables).map_err(in_words_of_the_file)
}

/// The problem with the key as this file has it.
fn in_words_of_the_file(problem: ProfileProblem) -> ProfileProblem {
    let key = |key| match key {
        "ram_role_arn" => "role_arn",
        "ram_session_name" => "role_session_name",
        "oidc_token_file" => "oidc_token_file_path",
        key => key,
    };
    match problem {
        ProfileProblem::Missing(name) => ProfileProblem::Missing(key(name)),
        ProfileProblem::Invalid(name) => ProfileProblem::Invalid(key(name)),
        problem => problem,
    }
}

#[cfg(test)]
mod tests;
