//! `~/.aliyun/config.json`, the profiles of the aliyun CLI. It is read and never written.

mod fields;
mod printed;
mod recipe;
mod value;

pub use fields::CliProfile;
pub use printed::{Printed, PrintedProblem};
pub(super) use recipe::session_name;

use std::collections::HashMap;
use std::path::Path;
use std::sync::Arc;

use value::Value;

use super::{FileProblem, Listed, Places, Profile, ProfileProblem, Source, Variables};

/// The file, as it was read.
#[derive(Debug, Default)]
pub(super) struct CliConfig {
    /// The name of the profile that the aliyun CLI uses unless told otherwise.
    pub(super) current: Option<String>,
    entries: Vec<Entry>,
    /// The first entry of each name: chains look each other up, and there may be hundreds.
    by_name: HashMap<String, usize>,
}

/// A profile of the file, or what stands in the place of one.
#[derive(Debug)]
struct Entry {
    name: String,
    profile: Result<CliProfile, ProfileProblem>,
}

impl CliConfig {
    /// Reads the file's text.
    ///
    /// # Errors
    /// [`FileProblem::Malformed`] when it is no JSON, [`FileProblem::NoProfiles`] when it is of
    /// another kind. A profile that is not as it should be is an entry with its problem.
    pub(super) fn read(text: &str) -> Result<Self, FileProblem> {
        let text = text.trim_start_matches('\u{feff}');
        // The parser's own message could quote the text, so only the place is kept.
        let whole = serde_json::from_str(text).map_err(|error| FileProblem::Malformed {
            format: "JSON",
            line: error.line().max(1),
        })?;
        let Value::Object(mut file) = whole else { return Err(FileProblem::NoProfiles) };
        let profiles = match file.take("profiles") {
            Some(Value::List(profiles)) => profiles,
            // What Go writes of an empty list.
            Some(Value::Nothing) => Vec::new(),
            _ => return Err(FileProblem::NoProfiles),
        };
        let mut config =
            Self { current: file.text("current").unwrap_or_default(), ..Self::default() };
        for (place, profile) in profiles.into_iter().enumerate() {
            config.add(place, &profile);
        }
        Ok(config)
    }

    fn add(&mut self, place: usize, value: &Value) {
        let (name, mut profile) = match value {
            Value::Object(object) => (
                object.text("name").ok().flatten(),
                CliProfile::over(object, CliProfile::default()).and_then(CliProfile::named),
            ),
            _ => (None, Err(ProfileProblem::NotAnObject)),
        };
        // Its place stands for the name that it does not have.
        let Some(name) = name else {
            return self.entries.push(Entry { name: format!("#{}", place + 1), profile });
        };
        if self.by_name.contains_key(&name) {
            profile = Err(ProfileProblem::Duplicate);
        } else {
            self.by_name.insert(name.clone(), self.entries.len());
        }
        self.entries.push(Entry { name, profile });
    }

    /// The profile of a name, or why it cannot be used.
    fn named(&self, name: &str) -> Option<&Result<CliProfile, ProfileProblem>> {
        self.by_name.get(name).map(|place| &self.entries[*place].profile)
    }

    /// The profiles, in the file's order. `file` is the file, if the user imported it.
    pub(super) fn listed<'a>(
        &'a self,
        file: Option<&'a Path>,
        variables: &'a Variables,
    ) -> impl Iterator<Item = Listed> + 'a {
        self.entries.iter().map(move |Entry { name, profile }| {
            let source = Source::CliProfile { name: name.clone(), file: file.map(Path::to_owned) };
            let mode = profile.as_ref().ok().and_then(|profile| profile.mode().ok());
            let profile = profile.as_ref().map_err(ProfileProblem::clone);
            let profile = profile.and_then(|profile| self.profile(&source, profile, variables));
            Listed { source, mode, profile: profile.map(Arc::new) }
        })
    }

    /// Makes a profile that can be used of one that stands in the file.
    ///
    /// # Errors
    /// [`ProfileProblem`] of the profile, or of one that it builds on.
    pub(super) fn profile(
        &self,
        source: &Source,
        profile: &CliProfile,
        variables: &Variables,
    ) -> Result<Profile, ProfileProblem> {
        Ok(Profile {
            source: source.clone(),
            mode: profile.mode()?,
            recipe: recipe::Maker { config: self, variables }.recipe(profile)?,
            places: Places::of(profile, variables)?,
        })
    }
}

#[cfg(test)]
mod tests;
