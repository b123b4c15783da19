//! Everything that was found, in one list, and what is taken unless the user says otherwise.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use secrecy::{ExposeSecret as _, SecretString};

use super::cli_config::CliConfig;
use super::{
    Family, FileProblem, FileTrouble, Listed, Places, Profile, ProfileProblem, Source, Variables,
    credentials_file, environment,
};

/// The profile that is taken when nothing names one.
const DEFAULT_PROFILE: &str = "default";
/// The variables that name a profile: credentials-go's, then those that only others read.
const PROFILE: [&str; 3] = ["ALIBABA_CLOUD_PROFILE", "ALIBABACLOUD_PROFILE", "ALICLOUD_PROFILE"];
/// The variables that forbid to read the aliyun CLI's file: credentials-go's, then the CLI's own.
const IGNORE_CONFIG: [&str; 3] = [
    "ALIBABA_CLOUD_CLI_PROFILE_DISABLED",
    "ALIBABA_CLOUD_IGNORE_PROFILE",
    "ALIBABACLOUD_IGNORE_PROFILE",
];
const CONFIG_FILE: &str = "ALIBABA_CLOUD_CONFIG_FILE";
const CREDENTIALS_FILE: &str = "ALIBABA_CLOUD_CREDENTIALS_FILE";

/// What a discovery is made from.
#[derive(Debug, Default)]
pub struct Findings {
    /// The variables of the environment.
    pub variables: Variables,
    /// Whether they are the login shell's, because the desktop started the program without them.
    pub from_shell: bool,
    /// The aliyun CLI's own file.
    pub config: Option<FileText>,
    /// The SDKs' credentials file.
    pub credentials: Option<FileText>,
    /// More files of the aliyun CLI's form, which the user imported.
    pub imported: Vec<FileText>,
}

/// A file that was looked at.
#[derive(Debug)]
pub struct FileText {
    /// The file.
    pub file: PathBuf,
    /// Its text; `None` when it is not there, which is no trouble.
    pub text: Result<Option<SecretString>, FileProblem>,
}

/// The files to look at.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CredentialFiles {
    /// `~/.aliyun/config.json`, or what `ALIBABA_CLOUD_CONFIG_FILE` names.
    pub config: Option<PathBuf>,
    /// `~/.alibabacloud/credentials`, or what `ALIBABA_CLOUD_CREDENTIALS_FILE` names.
    pub credentials: Option<PathBuf>,
}

/// Everything that was found.
#[derive(Debug, Clone, Default)]
pub struct Discovery {
    /// The profiles, in the order in which they are offered.
    pub listed: Vec<Listed>,
    /// The files that could not be read.
    pub troubles: Vec<FileTrouble>,
    /// Where it was looked, found or not.
    pub looked: Vec<Place>,
    /// The sources that are tried in turn when none is chosen: credentials-go's default chain.
    pub chain: Vec<Source>,
    /// Whether the variables are the login shell's.
    pub from_shell: bool,
    /// Where requests go for keys that say nothing of it themselves, by the variables.
    pub places: Places,
    /// A variable of those places that is not valid, and so does not count.
    pub places_problem: Option<ProfileProblem>,
}

/// A place that was looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// The variables of the environment.
    Environment,
    /// A file.
    File(PathBuf),
    /// The system keychain.
    Keychain,
}

impl Discovery {
    /// The profile that is taken when none is chosen: the first of the chain that can be used.
    #[must_use]
    pub fn preferred(&self) -> Option<&Arc<Profile>> {
        let mut listed = self.chain.iter().filter_map(|source| self.find(source));
        listed.find_map(|listed| listed.profile.as_ref().ok())
    }

    /// What stands before [`Discovery::preferred`] in the chain and cannot be used.
    pub fn skipped(&self) -> impl Iterator<Item = &Listed> {
        let listed = self.chain.iter().filter_map(|source| self.find(source));
        listed.take_while(|listed| listed.profile.is_err())
    }

    /// The profile of a source.
    #[must_use]
    pub fn find(&self, source: &Source) -> Option<&Listed> {
        self.listed.iter().find(|listed| listed.source == *source)
    }

    /// The profile of this name: the aliyun CLI's first, then the credentials file's, an imported
    /// file's and the keychain's.
    #[must_use]
    pub fn named(&self, name: &str) -> Option<&Listed> {
        let rank = |source: &Source| match source {
            Source::CliProfile { file: None, .. } => 0,
            Source::CredentialsFile(_) => 1,
            Source::CliProfile { .. } => 2,
            _ => 3,
        };
        let named = self.listed.iter().filter(|listed| listed.source.name() == Some(name));
        named.min_by_key(|listed| rank(&listed.source))
    }

    /// The names that [`Discovery::named`] knows, each once.
    #[must_use]
    pub fn names(&self) -> Vec<&str> {
        let mut names: Vec<&str> = Vec::new();
        for name in self.listed.iter().filter_map(|listed| listed.source.name()) {
            if !names.contains(&name) {
                names.push(name);
            }
        }
        names
    }
}

/// The files to look at, by the variables and the user's home folder.
#[must_use]
pub fn files(variables: &Variables, home: Option<&Path>) -> CredentialFiles {
    let file = |variable, own: &str| {
        let named = variables.get(variable).map(PathBuf::from);
        named.or_else(|| home.map(|home| home.join(own)))
    };
    let ignored = IGNORE_CONFIG.iter().any(|name| variables.says_yes(name));
    CredentialFiles {
        config: file(CONFIG_FILE, ".aliyun/config.json").filter(|_| !ignored),
        credentials: file(CREDENTIALS_FILE, ".alibabacloud/credentials"),
    }
}

/// Makes the list of all that was found.
#[must_use]
pub fn discover(findings: &Findings) -> Discovery {
    let variables = &findings.variables;
    let mut files = Files { variables, looked: vec![Place::Environment], troubles: Vec::new() };
    let config = files.config(findings.config.as_ref(), variables.get(CONFIG_FILE).is_some());
    let credentials = files.credentials(findings.credentials.as_ref());
    let imported = findings.imported.iter().map(|file| {
        let config = files.config(Some(file), true).unwrap_or_default();
        config.listed(Some(&file.file), variables).collect::<Vec<_>>()
    });
    let imported: Vec<Listed> = imported.flatten().collect();

    let config = config.unwrap_or_default();
    let mut listed: Vec<Listed> = environment::keys(variables).collect();
    listed.extend(environment::oidc(variables));
    listed.extend(config.listed(None, variables));
    listed.extend(credentials);
    listed.extend(environment::credentials_uri(variables));
    listed.extend(environment::ecs_role(variables));
    listed.extend(imported);

    let (places, places_problem) = Places::of_variables(variables);
    Discovery {
        listed,
        troubles: files.troubles,
        looked: files.looked,
        chain: chain(variables, config.current.as_deref()),
        from_shell: findings.from_shell,
        places,
        places_problem,
    }
}

/// The sources in the order of credentials-go's default chain: the variables, the aliyun CLI's
/// profile, the credentials file's section, ECS, the credentials URI.
fn chain(variables: &Variables, current: Option<&str>) -> Vec<Source> {
    let named = PROFILE.iter().find_map(|name| variables.get(name));
    let profile = named.or(current).unwrap_or(DEFAULT_PROFILE).to_owned();
    let section = named.unwrap_or(DEFAULT_PROFILE).to_owned();
    let mut chain: Vec<Source> = Family::ALL.map(Source::Environment).into();
    chain.extend([
        Source::EnvironmentOidc,
        Source::CliProfile { name: profile, file: None },
        Source::CredentialsFile(section),
        Source::EcsMetadata,
        Source::CredentialsUri,
    ]);
    chain
}

/// Reads the texts of files, and keeps what is told of them.
struct Files<'a> {
    variables: &'a Variables,
    looked: Vec<Place>,
    troubles: Vec<FileTrouble>,
}

impl Files<'_> {
    /// The profiles of a file of the aliyun CLI's form.
    fn config(&mut self, file: Option<&FileText>, is_named: bool) -> Option<CliConfig> {
        self.read(file?, is_named, CliConfig::read)
    }

    /// The sections of the credentials file.
    fn credentials(&mut self, file: Option<&FileText>) -> Vec<Listed> {
        let variables = self.variables;
        let is_named = variables.get(CREDENTIALS_FILE).is_some();
        let read = |text: &str| credentials_file::read(text, variables);
        file.and_then(|file| self.read(file, is_named, read)).unwrap_or_default()
    }

    /// What a file holds, if it is there; what is wrong with it becomes a trouble. That a file is
    /// not there is one only if somebody named it.
    fn read<T>(
        &mut self,
        file: &FileText,
        is_named: bool,
        read: impl FnOnce(&str) -> Result<T, FileProblem>,
    ) -> Option<T> {
        self.looked.push(Place::File(file.file.clone()));
        let held = match &file.text {
            Ok(Some(text)) => read(text.expose_secret()),
            Ok(None) if is_named => Err(FileProblem::Missing),
            Ok(None) => return None,
            Err(problem) => Err(problem.clone()),
        };
        let trouble = |problem| FileTrouble { file: file.file.clone(), problem };
        held.map_err(|problem| self.troubles.push(trouble(problem))).ok()
    }
}

#[cfg(test)]
mod tests;
