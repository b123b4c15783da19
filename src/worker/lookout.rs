//! Looking for profiles, once and whenever their files change.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use super::Event;
use super::desk::blocking;
use super::events::EventSender;
use super::protocol::Lookup;
use super::sign_in::Wallet;
use crate::core::profile::Discovery;
use crate::core::profile::discovery::{CredentialFiles, Findings, discover, files};
use crate::io::environment;
use crate::io::profiles::{self, Stamp};

/// Looks for profiles, and tells what it finds.
pub(super) struct Lookout {
    events: EventSender,
    wallet: Wallet,
    last: Arc<Mutex<Option<Look>>>,
}

/// The last look.
#[derive(Clone)]
struct Look {
    lookup: Lookup,
    /// The files that were looked at, and in which state they were.
    seen: Vec<(PathBuf, Stamp)>,
}

impl Lookout {
    pub(super) fn new(events: EventSender, wallet: Wallet) -> Self {
        Self { events, wallet, last: Arc::default() }
    }

    /// Looks, and tells what there is.
    pub(super) fn look(&mut self, lookup: Lookup) {
        self.wallet.set_path(lookup.variables.get("PATH").map(Into::into));
        let (events, last) = (self.events.clone(), Arc::clone(&self.last));
        tokio::spawn(async move {
            let Some((look, discovery)) = blocking(move || look(lookup)).await else { return };
            *last.lock().unwrap_or_else(PoisonError::into_inner) = Some(look);
            events.send(Event::Discovered(Box::new(discovery))).await;
        });
    }

    /// Looks again, if a file is not as it was at the last look.
    pub(super) fn look_again(&mut self) {
        let last = self.last.lock().unwrap_or_else(PoisonError::into_inner).clone();
        if let Some(Look { lookup, seen }) = last
            && seen.iter().any(|(file, stamp)| profiles::stamp(file) != *stamp)
        {
            self.look(lookup);
        }
    }
}

/// Everything that there is for this process, as far as it can be told without asking anybody:
/// for programs that use this library.
#[must_use]
pub fn discover_profiles() -> Discovery {
    let (variables, home) = (environment::variables(), environment::home());
    look(Lookup { variables, home, ..Lookup::default() }).1
}

/// Reads everything, and makes a list of it. The states are taken first: a file that changes
/// while it is read is read again.
fn look(lookup: Lookup) -> (Look, Discovery) {
    let CredentialFiles { config, credentials } = files(&lookup.variables, lookup.home.as_deref());
    let own = config.iter().chain(&credentials);
    let seen = own.chain(&lookup.imported).map(|file| (file.clone(), profiles::stamp(file)));
    let seen = seen.collect();
    let read = |file: &Path| profiles::read(file.to_owned());
    let findings = Findings {
        variables: lookup.variables.clone(),
        from_shell: false,
        config: config.as_deref().map(read),
        credentials: credentials.as_deref().map(read),
        imported: lookup.imported.iter().map(|file| read(file)).collect(),
    };
    (Look { lookup, seen }, discover(&findings))
}
