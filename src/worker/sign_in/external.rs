//! The key that the program of a profile prints.

use std::ffi::OsString;
use std::time::Duration;

use jiff::Timestamp;
use secrecy::SecretString;
use serde::Deserialize;

use crate::core::acs::Credentials;
use crate::core::profile::{
    CommandFailure, External, Mode, ProfileProblem, SignInError, Temporary,
};
use crate::io::command::{self, Printed};
use crate::worker::clock;

/// Runs the program, and makes a key of what it prints.
pub(super) async fn external(
    recipe: &External,
    path: Option<OsString>,
) -> Result<Temporary, SignInError> {
    external_within(recipe, path, command::TIME_LIMIT).await
}

async fn external_within(
    recipe: &External,
    path: Option<OsString>,
    limit: Duration,
) -> Result<Temporary, SignInError> {
    let failed = |failure| SignInError::Command {
        profile: recipe.profile.clone(),
        program: command::program_of(&recipe.command).to_owned(),
        failure,
    };
    let printed = command::run(&recipe.command, path.as_deref(), limit).await.map_err(failed)?;
    let Printed { stdout, stderr } = printed;
    let key = match understand(&stdout) {
        Ok(key) => key,
        Err(Useless::NotJson) => return Err(failed(CommandFailure::NotJson { stderr })),
        Err(Useless::Nested) => return Err(failed(CommandFailure::Nested)),
        Err(Useless::Unusable(problem)) => return Err(SignInError::Unusable(problem)),
    };
    match key.expiration.filter(|_| key.has_ended(clock::now())) {
        Some(ended) => Err(SignInError::EndedAlready(ended)),
        None => Ok(key),
    }
}

/// Why what a program printed is no key.
#[derive(Debug, PartialEq, Eq)]
enum Useless {
    NotJson,
    Nested,
    Unusable(ProfileProblem),
}

/// What a program prints: the parts of a profile that make a key.
#[derive(Deserialize)]
struct Key {
    mode: Option<String>,
    #[serde(default)]
    access_key_id: String,
    #[serde(default)]
    access_key_secret: SecretString,
    sts_token: Option<SecretString>,
    expiration: Option<Moment>,
}

/// A time, in seconds since 1970 or as RFC 3339 has it.
#[derive(Deserialize)]
#[serde(untagged)]
enum Moment {
    Seconds(i64),
    Text(String),
}

/// Makes a key of what a program printed. The parser's own message could quote the key.
fn understand(printed: &[u8]) -> Result<Temporary, Useless> {
    let printed = printed.strip_prefix(b"\xef\xbb\xbf").unwrap_or(printed);
    let key: Key = serde_json::from_slice(printed).map_err(|_message| Useless::NotJson)?;
    match key.mode.as_deref().map(Mode::parse) {
        None | Some(Some(Mode::Ak | Mode::StsToken)) => {}
        Some(Some(Mode::External)) => return Err(Useless::Nested),
        Some(Some(mode)) => return Err(Useless::Unusable(ProfileProblem::Unsupported(mode))),
        Some(None) => return Err(Useless::Unusable(ProfileProblem::UnknownMode)),
    }
    let token = key.sts_token.as_ref();
    let credentials = Credentials::new(&key.access_key_id, &key.access_key_secret, token)
        .map_err(|problem| Useless::Unusable(problem.into()))?;
    let expiration = key.expiration.map(Moment::read).transpose()?;
    Ok(Temporary { credentials, expiration })
}

impl Moment {
    fn read(self) -> Result<Timestamp, Useless> {
        let moment = match self {
            Self::Seconds(seconds) => Timestamp::from_second(seconds).ok(),
            Self::Text(text) => text.trim().parse().ok(),
        };
        moment.ok_or(Useless::Unusable(ProfileProblem::Invalid("expiration")))
    }
}

#[cfg(unix)]
#[cfg(test)]
mod tests {
    use super::{External, SignInError, external_within};
    use crate::core::acs::CredentialsError;
    use crate::core::profile::{CommandFailure, Mode, ProfileProblem, Temporary};
    use secrecy::ExposeSecret as _;
    use std::time::Duration;

    async fn run(script: &str, limit: Duration) -> Result<Temporary, SignInError> {
        let recipe = External {
            command: format!("/bin/sh -c {}", shlex::try_quote(script).unwrap()),
            profile: "work".to_owned(),
            defaults: crate::core::profile::cli_config::CliProfile::default(),
        };
        external_within(&recipe, None, limit).await
    }

    async fn printing(text: &str) -> Result<Temporary, SignInError> {
        let script = format!("echo Hint >&2; printf %s {}", shlex::try_quote(text).unwrap());
        run(&script, Duration::from_mins(1)).await
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
        let command = |error| match error {
            SignInError::Command { profile, program, failure } => {
                assert_eq!((profile.as_str(), program.as_str()), ("work", "/bin/sh"));
                failure
            }
            other => panic!("{other:?}"),
        };
        for text in ["", "LTAI s", "[]", "{", "{\"access_key_id\": 1}"] {
            let failure = command(printing(text).await.unwrap_err());
            assert_eq!(failure, CommandFailure::NotJson { stderr: "Hint\n".to_owned() }, "{text}");
        }
        let nested = printing(r#"{"mode":"external","process_command":"x"}"#).await;
        assert_eq!(command(nested.unwrap_err()), CommandFailure::Nested);
        let slow = run("sleep 600", Duration::from_secs(1)).await.unwrap_err();
        let failure = CommandFailure::TimedOut { seconds: 1, stderr: String::new() };
        assert_eq!(command(slow), failure);
    }

    #[tokio::test]
    async fn a_key_that_cannot_be_used_is_named() {
        for (text, wanted) in [
            (r#"{"mode":"OIDC"}"#, ProfileProblem::Unsupported(Mode::Oidc)),
            (r#"{"mode":"magic"}"#, ProfileProblem::UnknownMode),
            (r#"{"access_key_id":"LTAI"}"#, CredentialsError::NoAccessKeySecret.into()),
            (
                r#"{"access_key_id":"a","access_key_secret":"s","expiration":"soon"}"#,
                ProfileProblem::Invalid("expiration"),
            ),
        ] {
            let error = printing(text).await.unwrap_err();
            assert!(matches!(&error, SignInError::Unusable(got) if *got == wanted), "{error:?}");
        }
        let old = r#"{"access_key_id":"a","access_key_secret":"s","expiration":1}"#;
        let error = printing(old).await.unwrap_err();
        assert!(matches!(error, SignInError::EndedAlready(_)), "{error:?}");
    }
}
