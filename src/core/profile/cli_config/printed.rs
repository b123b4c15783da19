//! What the program of the mode External prints: a profile, which is laid over the one that names
//! the program.

use jiff::Timestamp;

use super::CliProfile;
use super::recipe::{any_key, as_role, key, moment, temporary_key};
use super::value::{Object, Value};
use crate::core::profile::{External, Mode, ProfileProblem, Recipe};

/// What a program printed, understood.
#[derive(Debug, Clone)]
pub struct Printed {
    /// How it leads to credentials: a key, or a role that is assumed with the key.
    pub recipe: Recipe,
    /// When the key that was printed ends, if the program said so.
    pub expiration: Option<Timestamp>,
}

/// Why what a program printed is of no use.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PrintedProblem {
    /// It is not a JSON object.
    #[error("what it printed is not a JSON object")]
    NotJson,
    /// It is a profile of the mode External again.
    #[error("it names another program in its turn")]
    Nested,
    /// The profile that it amounts to cannot be used.
    #[error(transparent)]
    Unusable(#[from] ProfileProblem),
}

impl External {
    /// Understands what the program printed.
    ///
    /// # Errors
    /// [`PrintedProblem`]: of the modes, only those are of use that come with a key.
    pub fn understand(&self, printed: &str) -> Result<Printed, PrintedProblem> {
        let profile = self.defaults.clone().overlaid(printed)?;
        let recipe = match profile.mode()? {
            Mode::Ak => Recipe::Key(key(&profile)?),
            Mode::StsToken => Recipe::Key(temporary_key(&profile)?),
            Mode::RamRoleArn => as_role(Recipe::Key(any_key(&profile)?), &profile)?,
            Mode::External => return Err(PrintedProblem::Nested),
            mode => return Err(ProfileProblem::Unsupported(mode).into()),
        };
        Ok(Printed { recipe, expiration: moment("expiration", profile.sts_expiration)? })
    }
}

impl CliProfile {
    /// Lays what a program printed over the profile. The profile's own key, token and expiration
    /// go: they never belong to the key that was printed.
    fn overlaid(self, printed: &str) -> Result<Self, PrintedProblem> {
        let printed = printed.trim_start_matches('\u{feff}');
        let Ok(Value::Object(object)) = serde_json::from_str(printed) else {
            return Err(PrintedProblem::NotJson);
        };
        let without_key = Self {
            mode: None,
            access_key_id: None,
            access_key_secret: None,
            sts_token: None,
            sts_expiration: None,
            ..self
        };
        let mut profile = Self::over(&object, without_key)?;
        if object.text("mode")?.is_none() {
            let mode = if profile.sts_token.is_some() { Mode::StsToken } else { Mode::Ak };
            profile.mode = Some(mode.as_str().to_owned());
        }
        profile.sts_expiration = expiration(&object)?.or(profile.sts_expiration);
        Ok(profile)
    }
}

/// `expiration`, in seconds since 1970 or as RFC 3339 has it.
fn expiration(printed: &Object) -> Result<Option<i64>, ProfileProblem> {
    const KEY: &str = "expiration";
    if let Ok(seconds) = printed.number(KEY) {
        return Ok(seconds);
    }
    let Some(text) = printed.text(KEY)? else { return Ok(None) };
    let moment: Result<Timestamp, _> = text.parse();
    let moment = moment.map_err(|_not_a_time| ProfileProblem::Invalid(KEY))?;
    Ok(Some(moment.as_second()))
}
