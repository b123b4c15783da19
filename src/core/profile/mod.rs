//! Profiles: the credential sources that were found, what each needs, and how it gives a key.
//!
//! Everything here is pure. The text of files and the variables of the environment come in as
//! values; a [`Discovery`] goes out, which lists every profile there is, those that cannot be
//! used with their reason. How a [`Recipe`] is followed (asking STS, running a program) is the
//! worker's business.

pub mod cli_config;
pub mod discovery;
pub mod environment;
pub mod found;
pub mod givers;
pub mod identity;
pub mod mode;
pub mod problem;
pub mod recipe;
pub mod sign_in;
pub mod source;
pub mod temporary;

pub use discovery::{Discovery, Place};
pub use environment::Variables;
pub use found::{Listed, Places, Profile};
pub use identity::{CallerIdentity, IdentityKind};
pub use mode::Mode;
pub use problem::{FileProblem, FileTrouble, ProfileProblem};
pub use recipe::{CloudSso, EcsMetadata, External, Recipe, Role};
pub use sign_in::{CommandFailure, KeychainError, SignInError, SignInStep};
pub use source::{Family, Source};
pub use temporary::Temporary;
