//! Everything that was found, in one list, and what is taken unless the user says otherwise.

use std::path::PathBuf;
use std::sync::Arc;

use secrecy::SecretString;

use super::environment::Variables;
use super::{FileProblem, FileTrouble, Listed, Places, Profile, ProfileProblem, Source};

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
        let listed = self.chain.iter().filter_map(|source| self.find(source));
        listed.filter_map(|listed| listed.profile.as_ref().ok()).next()
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
pub fn files(_variables: &Variables, _home: Option<&std::path::Path>) -> CredentialFiles {
    CredentialFiles::default()
}

/// The profile of the ECS instance's role, for a user who asks for it.
///
/// # Errors
/// [`ProfileProblem`], when the variables name a metadata service that cannot be asked.
pub fn ecs_profile(_variables: &Variables) -> Result<Profile, ProfileProblem> {
    Err(ProfileProblem::UnknownMode)
}

/// Makes the list of all that was found.
#[must_use]
pub fn discover(_findings: &Findings) -> Discovery {
    Discovery::default()
}
