//! A profile whose key a program prints.

use super::follow::{Follower, Got, Unfollowed};
use crate::core::profile::cli_config::PrintedProblem;
use crate::core::profile::{CommandFailure, External, Recipe, SignInError, Temporary};
use crate::io::command::{self, Printed};
use crate::worker::clock;

/// Runs the program, and follows what it prints: a key, or a role to be assumed with one.
pub(super) async fn external(
    follower: &Follower<'_>,
    program: &External,
) -> Result<Got, Unfollowed> {
    let failed = |failure| SignInError::Command {
        profile: program.profile.clone(),
        program: command::program_of(&program.command).to_owned(),
        failure,
    };
    let path = follower.programs.path().await;
    let ran = command::run(&program.command, path.as_deref(), command::TIME_LIMIT).await;
    let Printed { stdout, stderr } = ran.map_err(failed)?;
    let text = std::str::from_utf8(&stdout).map_err(|_not_text| PrintedProblem::NotJson);
    let understood = text.and_then(|text| program.understand(text));
    let printed = understood.map_err(|problem| match problem {
        PrintedProblem::NotJson => failed(CommandFailure::NotJson { stderr }),
        PrintedProblem::Nested => failed(CommandFailure::Nested),
        PrintedProblem::Unusable(problem) => SignInError::Unusable(problem),
    })?;
    match (printed.recipe, printed.expiration) {
        (_, Some(end)) if end <= clock::now() => Err(SignInError::EndedAlready(end).into()),
        (Recipe::Key(credentials), expiration) => {
            let key = Temporary { credentials, expiration };
            Ok(Got::by_own_clock(key))
        }
        (role, _) => follower.follow(&role).await,
    }
}

#[cfg(unix)]
#[cfg(test)]
mod tests {
    use crate::core::acs::FetchError;
    use crate::core::profile::cli_config::CliProfile;
    use crate::core::profile::{
        CommandFailure, External, Mode, Places, Profile, ProfileProblem, Recipe, SignInError,
        Source, Temporary,
    };
    use crate::worker::sign_in::Wallet;
    use secrecy::ExposeSecret as _;
    use std::sync::Arc;

    async fn run(script: &str) -> Result<Temporary, Arc<SignInError>> {
        let program = External {
            command: format!("/bin/sh -c {}", shlex::try_quote(script).unwrap()),
            profile: "work".to_owned(),
            defaults: CliProfile::default(),
        };
        let profile = Profile {
            source: Source::CliProfile { name: "work".to_owned(), file: None },
            mode: Mode::External,
            recipe: Recipe::External(Box::new(program)),
            places: Places::default(),
        };
        Wallet::default().key(&Arc::new(profile)).await.map_err(|failure| match failure.error {
            FetchError::SignIn(error) => error,
            other => panic!("{other:?}"),
        })
    }

    async fn printing(text: &str) -> Result<Temporary, Arc<SignInError>> {
        let script = format!("echo Hint >&2; printf %s {}", shlex::try_quote(text).unwrap());
        run(&script).await
    }

    #[tokio::test]
    async fn a_key_that_is_printed_is_taken() {
        let key = printing(r#"{"mode":"AK","access_key_id":"LTAI","access_key_secret":"s"}"#).await;
        let key = key.unwrap();
        assert_eq!(key.credentials.access_key_id(), "LTAI");
        assert_eq!(key.credentials.access_key_secret().expose_secret(), "s");
        assert!(key.credentials.security_token().is_none() && key.expiration.is_none());
        for expiration in ["4102444800", r#""2100-01-01T00:00:00Z""#] {
            let text = format!(
                "\u{feff}{{\"access_key_id\":\"STS.a\",\"access_key_secret\":\"s\",\"more\":[1],
                \"sts_token\":\"t\",\"expiration\":{expiration}}}\n"
            );
            let key = printing(&text).await.unwrap();
            assert_eq!(key.expiration.unwrap().to_string(), "2100-01-01T00:00:00Z");
            assert_eq!(key.credentials.security_token().unwrap().expose_secret(), "t");
        }
    }

    #[tokio::test]
    async fn what_is_no_key_is_refused_by_its_reason() {
        let command = |error: Arc<SignInError>| match &*error {
            SignInError::Command { profile, program, failure } => {
                assert_eq!((profile.as_str(), program.as_str()), ("work", "/bin/sh"));
                failure.clone()
            }
            other => panic!("{other:?}"),
        };
        for text in ["", "LTAI s", "[]", "{"] {
            let failure = command(printing(text).await.unwrap_err());
            assert_eq!(failure, CommandFailure::NotJson { stderr: "Hint\n".to_owned() }, "{text}");
        }
        let nested = printing(r#"{"mode":"external","process_command":"x"}"#).await;
        assert_eq!(command(nested.unwrap_err()), CommandFailure::Nested);
    }

    #[tokio::test]
    async fn a_key_that_cannot_be_used_is_named() {
        for (text, wanted) in [
            (r#"{"mode":"OIDC"}"#, ProfileProblem::Unsupported(Mode::Oidc)),
            (r#"{"access_key_id":1}"#, ProfileProblem::WrongType("access_key_id", "text")),
            (r#"{"mode":"magic"}"#, ProfileProblem::UnknownMode),
            (r#"{"access_key_id":"LTAI"}"#, ProfileProblem::Missing("access_key_secret")),
            (
                r#"{"access_key_id":"a","access_key_secret":"s","expiration":"soon"}"#,
                ProfileProblem::Invalid("expiration"),
            ),
        ] {
            let error = printing(text).await.unwrap_err();
            assert!(matches!(&*error, SignInError::Unusable(got) if *got == wanted), "{error:?}");
        }
        let old = r#"{"access_key_id":"a","access_key_secret":"s","expiration":1}"#;
        let error = printing(old).await.unwrap_err();
        assert!(matches!(*error, SignInError::EndedAlready(_)), "{error:?}");
    }
}
