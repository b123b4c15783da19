//! What profiles and their troubles are called.

use crate::core::acs::CredentialsError;
use crate::core::printable::{harmless, printable};
use crate::core::profile::sign_in::command_line;
use crate::core::profile::{
    CommandFailure, Family, FileProblem, IdentityKind, KeychainError, Mode, ProfileProblem,
    SignInError, SignInStep, Source,
};
use crate::text::profiles::{COMMAND, PATH, last_lines};
use crate::text::{Notice, ProfileWords};

pub(super) const WORDS: ProfileWords = ProfileWords {
    kind,
    unnamed,
    problem,
    file_problem,
    keychain,
    identity,
    mode,
    sign_in,
    from_shell: "from the login shell",
    environment: "environment",
    system_keychain: "system keychain",
};

fn kind(source: &Source) -> &'static str {
    match source {
        Source::Typed => "kept in memory",
        Source::Demo => "built in",
        Source::Environment(Family::AlibabaCloud) => "ALIBABA_CLOUD_…",
        Source::Environment(Family::Alibabacloud) => "ALIBABACLOUD_…",
        Source::Environment(Family::Alicloud) => "ALICLOUD_…",
        Source::Environment(Family::Bare) => "ACCESS_KEY_ID",
        Source::EnvironmentOidc | Source::CredentialsUri => "environment",
        Source::CliProfile { file: None, .. } => "aliyun CLI profile",
        Source::CliProfile { file: Some(_), .. } => "imported profile",
        Source::CredentialsFile(_) => "credentials file",
        Source::Keychain(_) => "system keychain",
        Source::EcsMetadata => "metadata service",
    }
}

fn unnamed(source: &Source) -> String {
    match source {
        Source::Typed => "typed in".to_owned(),
        Source::Demo => "demo account".to_owned(),
        Source::Environment(_) => "environment".to_owned(),
        Source::EnvironmentOidc => "OIDC role".to_owned(),
        Source::CredentialsUri => "credentials URI".to_owned(),
        Source::EcsMetadata => "ECS instance role".to_owned(),
        Source::CliProfile { name, .. }
        | Source::CredentialsFile(name)
        | Source::Keychain(name) => printable(name),
    }
}

fn problem(problem: &ProfileProblem) -> String {
    match problem {
        ProfileProblem::Missing(key) => format!("{key} is missing"),
        ProfileProblem::WrongType(key, wanted) => format!("{key} is not {wanted}"),
        ProfileProblem::Invalid(key) => format!("{key} is not valid"),
        ProfileProblem::Key(CredentialsError::NoAccessKeyId) => {
            "the AccessKey ID is missing".to_owned()
        }
        ProfileProblem::Key(CredentialsError::NoAccessKeySecret) => {
            "the AccessKey secret is missing".to_owned()
        }
        ProfileProblem::Key(CredentialsError::BadCharacter(part)) => {
            format!("the {part} has a character that no key has")
        }
        ProfileProblem::UnknownMode => "its mode is not known".to_owned(),
        ProfileProblem::Unsupported(Mode::RsaKeyPair) => {
            "mode RsaKeyPair is not supported, because Alibaba Cloud has deprecated it and the CS \
             API does not take its session keys; use an AccessKey or a role"
                .to_owned()
        }
        ProfileProblem::Unsupported(mode) => {
            format!("mode {mode} is not supported, because the CS API does not take it")
        }
        ProfileProblem::Forbidden => {
            "ALIBABA_CLOUD_DISABLE_EXTERNAL_PROCESS forbids to get credentials this way".to_owned()
        }
        ProfileProblem::NoSourceProfile(name) => {
            format!("its source_profile {} does not exist", printable(name))
        }
        ProfileProblem::SourceProfile { name, problem } => {
            format!(
                "its source_profile {} cannot be used: {}",
                printable(name),
                self::problem(problem)
            )
        }
        ProfileProblem::Circle(names) => {
            format!("its source profiles form a circle: {}", printable(&names.join(" → ")))
        }
        ProfileProblem::ChainTooLong(limit) => {
            format!("its source profiles are more than {limit} in a row")
        }
        ProfileProblem::NotAnObject => "it is not a JSON object".to_owned(),
        ProfileProblem::Duplicate => "another profile before it has the same name".to_owned(),
    }
}

fn file_problem(problem: &FileProblem) -> String {
    match problem {
        FileProblem::Missing => "it does not exist".to_owned(),
        FileProblem::NoPermission => "you may not read it".to_owned(),
        FileProblem::NotAFile => "it is not a file".to_owned(),
        FileProblem::TooLarge(limit) => {
            format!("it is larger than {} MiB", limit / (1024 * 1024))
        }
        FileProblem::Unreadable(kind) => format!("it cannot be read: {kind}"),
        FileProblem::NotText => "it is not UTF-8 text".to_owned(),
        FileProblem::Malformed { format, line } => format!("line {line} is not valid {format}"),
        FileProblem::NoProfiles => "it holds no profiles".to_owned(),
    }
}

fn keychain(error: &KeychainError) -> String {
    match error {
        KeychainError::NoService => "There is no keychain service on this desktop.".to_owned(),
        KeychainError::Locked => "The keychain is locked.".to_owned(),
        KeychainError::TimedOut => {
            "The keychain does not answer; perhaps it waits to be unlocked.".to_owned()
        }
        KeychainError::NoAccount(name) => {
            format!("The keychain has no account {} any more.", printable(name))
        }
        KeychainError::NameTaken(name) => {
            format!("The keychain has an account {} already; choose another name.", printable(name))
        }
        KeychainError::BadName => "Give it a name of at most 64 characters.".to_owned(),
        KeychainError::TooLong { limit } => format!(
            "This system's keychain takes no more than {limit} bytes, and the key with its STS \
             token is longer."
        ),
        KeychainError::NotAKey => "What the keychain holds is not a key of ours.".to_owned(),
        KeychainError::Other(why) => format!("The keychain cannot be used: {}", printable(why)),
    }
}

fn identity(kind: &IdentityKind) -> String {
    match kind {
        IdentityKind::Account => "Alibaba Cloud account".to_owned(),
        IdentityKind::RamUser => "RAM user".to_owned(),
        IdentityKind::AssumedRole => "RAM role".to_owned(),
        IdentityKind::Other(word) => printable(word),
    }
}

fn mode(mode: Mode) -> &'static str {
    match mode {
        Mode::Ak => "AccessKey",
        Mode::StsToken => "temporary AccessKey",
        Mode::RamRoleArn => "RAM role",
        Mode::ChainableRamRoleArn => "RAM role, chained",
        Mode::EcsRamRole => "ECS instance role",
        Mode::RamRoleArnWithRoleName => "RAM role by the ECS instance's",
        Mode::Oidc => "RAM role by OIDC",
        Mode::External => "external program",
        Mode::CredentialsUri => "credentials URI",
        Mode::CloudSso => "CloudSSO",
        Mode::OAuth => "browser sign-in",
        Mode::RsaKeyPair => "RSA key pair",
        Mode::BearerToken => "bearer token",
        Mode::Anonymous => "anonymous",
    }
}

const UNTOUCHED: &str =
    "No request was sent to the cluster's API, and nothing was saved or changed.";

fn sign_in(error: &SignInError) -> Notice {
    let words = |title: String, meaning: String, next: &str| Notice {
        title,
        meaning: format!("{meaning} {UNTOUCHED}"),
        next: next.to_owned(),
    };
    let again = error.renewing_command().as_deref().map(command_line).unwrap_or_default();
    match error {
        SignInError::Asked { step, .. } => words(
            format!("{} gave no credentials", asked(*step)),
            "What it answered instead is below.".to_owned(),
            next_after(*step),
        ),
        SignInError::Command { profile, program, failure } => {
            command(&printable(profile), &printable(program), failure)
        }
        SignInError::SignInAgain { profile, mode, ended } => words(
            format!("The {mode} sign-in of profile {} has ended", printable(profile)),
            match ended {
                Some(_) => "Its temporary key is over, and only the aliyun CLI can renew it.",
                None => "It holds no key yet, and only the aliyun CLI can get one.",
            }
            .to_owned(),
            &format!("Run: {}", harmless(&again, COMMAND)),
        ),
        SignInError::TokenFile { file, kind } => words(
            "The OIDC token cannot be read".to_owned(),
            format!("{}: {kind}.", printable(&file.display().to_string())),
            "Check that the file exists and that you may read it.",
        ),
        SignInError::Keychain(error) => words(
            "The system keychain gave no key".to_owned(),
            keychain(error),
            "Unlock the keychain and try again, or choose other credentials.",
        ),
        SignInError::Unusable(problem) => words(
            "What was given is no key".to_owned(),
            format!("The profile's source answered, but {}.", self::problem(problem)),
            "Check what the profile's source gives.",
        ),
        SignInError::EndedAlready(_) => words(
            "The key that was given has ended already".to_owned(),
            "Its source gave a temporary key whose time is over.".to_owned(),
            "Check the clock of this computer, and what the profile's source gives.",
        ),
    }
}

fn asked(step: SignInStep) -> &'static str {
    match step {
        SignInStep::AssumeRole => "STS (AssumeRole)",
        SignInStep::AssumeRoleWithOidc => "STS (AssumeRoleWithOIDC)",
        SignInStep::GetCallerIdentity => "STS (GetCallerIdentity)",
        SignInStep::EcsMetadata => "The ECS metadata service",
        SignInStep::CredentialsUri => "The credentials URI",
        SignInStep::CloudSso => "CloudSSO",
    }
}

fn next_after(step: SignInStep) -> &'static str {
    match step {
        SignInStep::AssumeRole => {
            "Check the role's ARN, and that its trust policy lets this identity assume it."
        }
        SignInStep::AssumeRoleWithOidc => {
            "Check the role's ARN and trust policy, the identity provider and the token file."
        }
        SignInStep::GetCallerIdentity => "Try again, or choose other credentials.",
        SignInStep::EcsMetadata => {
            "It exists only on ECS instances, and answers only if a RAM role is attached."
        }
        SignInStep::CredentialsUri => "Check the address, and the program that serves it.",
        SignInStep::CloudSso => "Check the account and access configuration of the profile.",
    }
}

fn command(profile: &str, program: &str, failure: &CommandFailure) -> Notice {
    let title = format!("The program of profile {profile} gave no credentials");
    let said = |stderr: &str| match last_lines(stderr) {
        nothing if nothing.is_empty() => String::new(),
        text => format!(" It said: “{text}”."),
    };
    let (meaning, next) = match failure {
        CommandFailure::BadQuoting => (
            "Its process_command cannot be split into words: a quote is not closed.".to_owned(),
            "Correct process_command in the profile.",
        ),
        CommandFailure::NotFound { path } => (
            format!("{program} was not found. Looked through the PATH “{}”.", harmless(path, PATH)),
            "Install it, or name it in process_command by its whole path.",
        ),
        CommandFailure::NotStarted(kind) => (
            format!("{program} could not be started: {kind}."),
            "Check that it is a program, and that you may run it.",
        ),
        CommandFailure::TimedOut { seconds, stderr } => (
            format!(
                "{program} did not end within {seconds} seconds, and was stopped.{}",
                said(stderr)
            ),
            "Run it in a terminal to see what it waits for.",
        ),
        CommandFailure::Failed { code: Some(code), stderr } => (
            format!("{program} ended with exit code {code}.{}", said(stderr)),
            "Run it in a terminal to see what is wrong.",
        ),
        CommandFailure::Failed { code: None, stderr } => (
            format!("{program} was ended by a signal.{}", said(stderr)),
            "Run it in a terminal to see what is wrong.",
        ),
        CommandFailure::TooMuch { limit } => (
            format!("{program} printed more than {limit} bytes, which no credentials have."),
            "Check process_command in the profile.",
        ),
        CommandFailure::NotJson { stderr } => (
            format!("What {program} printed is not a JSON object.{}", said(stderr)),
            "Check process_command in the profile.",
        ),
        CommandFailure::Nested => (
            format!("What {program} printed names another program in its turn, which is not run."),
            "Let it print an AccessKey or a temporary one.",
        ),
    };
    Notice { title, meaning: format!("{meaning} {UNTOUCHED}"), next: next.to_owned() }
}
