//! The state of the window as a pure machine: what is asked, what is under way, what came of it.
//!
//! Nothing here draws, sends or reads a clock: [`Session`] is told what happened and when, and
//! answers with what is to be done.

pub mod account;
pub mod batch;
pub mod checks;
pub mod clusters;
pub mod listing;
pub mod next_steps;
pub mod notes;
pub mod opened;
pub mod outcome;
pub mod question;
pub mod renewal;
pub mod saves;
pub mod settings;
pub mod sources;
pub mod state;

pub use account::{Account, Identity, KeyFacts, SignIn};
pub use batch::{Batch, BatchId, ItemId, ItemNews, Wanted};
pub use checks::{CheckOf, Checks};
pub use clusters::{Clusters, ListingState};
pub use listing::{ClusterQuery, Listing, RegionFailure};
pub use next_steps::Asked;
pub use notes::{Ending, InUse, NoNotes, Notes};
pub use opened::{Opened, Opening};
pub use outcome::{Exchange, Failure, Fetched, Judged, Judgement};
pub use question::{Errand, Question, RequestId};
pub use renewal::{Due, Renewal};
pub use saves::{Saved, Saves};
pub use settings::{EndpointChoice, Filters, Language, Settings, ThemeChoice, WindowSize};
pub use sources::{Keychain, Sources, kept_profile};
pub use state::{Busy, Clipboard, Fetch, Progress, Save, Session};
