//! Looking for profiles, once and whenever their files change.
//!
//! What the files and this process's own variables give is told at once. The login shell, which
//! takes its time, is asked meanwhile; if it brings something new, all is told again.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use tokio::sync::{Notify, watch};

use super::Event;
use super::desk::blocking;
use super::events::EventSender;
use super::programs::Programs;
use super::protocol::Lookup;
use crate::core::profile::discovery::{CredentialFiles, Findings, discover, files};
use crate::core::profile::{Discovery, Variables};
use crate::io::profiles::{self, Stamp};
use crate::io::watch::Watch;
use crate::io::{environment, shell};

/// How long a change may take: programs write a file in several steps.
const SETTLING: Duration = Duration::from_millis(200);

/// Looks for profiles, and tells what it finds.
pub(super) struct Lookout {
    wanted: watch::Sender<Option<Lookup>>,
    again: Arc<Notify>,
}

/// The task behind it.
struct Post {
    events: EventSender,
    programs: Programs,
    again: Arc<Notify>,
    shell: ShellVariables,
}

/// What the login shell said. It is asked once, for it takes a while and says the same.
#[derive(Default)]
enum ShellVariables {
    #[default]
    NotAsked,
    Unknown,
    Known(Variables),
}

/// A look at the files.
struct Look {
    /// The files that were looked at, and in which state they were.
    seen: Vec<(PathBuf, Stamp)>,
    /// What notices that they change.
    _watch: Option<Watch>,
}

/// What a look is made with.
#[derive(Clone)]
struct Sight {
    lookup: Lookup,
    /// Whether the variables are the login shell's.
    from_shell: bool,
}

impl Lookout {
    /// Starts the task, which ends with this.
    pub(super) fn new(events: EventSender, programs: Programs) -> Self {
        let (wanted, lookups) = watch::channel(None);
        let again = Arc::new(Notify::new());
        let shell = ShellVariables::default();
        let post = Post { events, programs, again: Arc::clone(&again), shell };
        tokio::spawn(post.serve(lookups));
        Self { wanted, again }
    }

    /// Looks, and tells what there is, in place of any look before.
    pub(super) fn look(&self, lookup: Lookup) {
        self.wanted.send_replace(Some(lookup));
    }

    /// Looks again, if a file is not as it was at the last look.
    pub(super) fn look_again(&self) {
        self.again.notify_one();
    }
}

impl Post {
    async fn serve(mut self, mut lookups: watch::Receiver<Option<Lookup>>) {
        while lookups.changed().await.is_ok() {
            let Some(lookup) = lookups.borrow_and_update().clone() else { continue };
            let mut next = lookups.clone();
            tokio::select! {
                // Another lookup takes the place of this one.
                _ = next.changed() => {}
                () = self.attend(lookup) => {}
            }
        }
    }

    /// Looks, and goes on looking.
    async fn attend(&mut self, lookup: Lookup) {
        let own = Sight { lookup, from_shell: false };
        let asks = own.lookup.ask_shell && matches!(self.shell, ShellVariables::NotAsked);
        if asks {
            self.programs.expect_path();
        } else {
            self.programs.set_path(self.path(&own));
        }
        let mut sight = self.sight_by_shell(&own).unwrap_or_else(|| own.clone());
        let mut look = self.look(&sight).await;
        if asks {
            self.shell = ask_shell().await;
            self.programs.set_path(self.path(&own));
            if let Some(brought) = self.sight_by_shell(&own) {
                sight = brought;
                look = self.look(&sight).await;
            }
        }
        loop {
            self.again.notified().await;
            tokio::time::sleep(SETTLING).await;
            if let Some(last) = look.take() {
                look = blocking(move || (!last.is_old()).then_some(last)).await.flatten();
            }
            if look.is_none() {
                look = self.look(&sight).await;
            }
        }
    }

    /// Where programs are looked for: the shell's `PATH` counts, whatever else it brought.
    fn path(&self, own: &Sight) -> Option<OsString> {
        let brought = match &self.shell {
            ShellVariables::Known(brought) if own.lookup.ask_shell => brought.get("PATH"),
            _ => None,
        };
        brought.or_else(|| own.lookup.variables.get("PATH")).map(Into::into)
    }

    /// How it looks with what the shell brought, if that is anything.
    fn sight_by_shell(&self, own: &Sight) -> Option<Sight> {
        let ShellVariables::Known(brought) = &self.shell else { return None };
        let variables = &own.lookup.variables;
        let new =
            own.lookup.ask_shell && !variables.hold_credentials() && brought.differ_from(variables);
        let lookup = Lookup { variables: brought.clone(), ..own.lookup.clone() };
        new.then_some(Sight { lookup, from_shell: true })
    }

    /// Looks, and tells what there is.
    async fn look(&self, sight: &Sight) -> Option<Look> {
        let (sight, again) = (sight.clone(), Arc::clone(&self.again));
        let (look, discovery) = blocking(move || look(&sight, again)).await?;
        self.events.send(Event::Discovered(Box::new(discovery))).await;
        Some(look)
    }
}

impl Look {
    fn is_old(&self) -> bool {
        self.seen.iter().any(|(file, stamp)| profiles::stamp(file) != *stamp)
    }
}

async fn ask_shell() -> ShellVariables {
    if !shell::is_missing() {
        return ShellVariables::Unknown;
    }
    match shell::ask(&shell::of_user(), shell::TIME_LIMIT).await {
        Ok(variables) => ShellVariables::Known(variables),
        Err(error) => {
            tracing::warn!(%error, "the login shell was not heard");
            ShellVariables::Unknown
        }
    }
}

/// Everything that there is for this process, as far as it can be told without asking anybody:
/// for programs that use this library.
#[must_use]
pub fn discover_profiles() -> Discovery {
    let (variables, home) = (environment::variables(), environment::home());
    let lookup = Lookup { variables, home, ..Lookup::default() };
    look(&Sight { lookup, from_shell: false }, Arc::default()).1
}

/// Reads everything, and makes a list of it. First it is watched, and the states are taken: a
/// file that changes while it is read is read again.
fn look(sight: &Sight, again: Arc<Notify>) -> (Look, Discovery) {
    let Sight { lookup, from_shell } = sight;
    let CredentialFiles { config, credentials } = files(&lookup.variables, lookup.home.as_deref());
    let all = || config.iter().chain(&credentials).chain(&lookup.imported);
    let watch = lookup.watch.then(|| Watch::of(all().map(PathBuf::as_path), again)).flatten();
    let seen = all().map(|file| (file.clone(), profiles::stamp(file))).collect();
    let read = |file: &Path| profiles::read(file.to_owned());
    let findings = Findings {
        variables: lookup.variables.clone(),
        from_shell: *from_shell,
        config: config.as_deref().map(read),
        credentials: credentials.as_deref().map(read),
        imported: lookup.imported.iter().map(|file| read(file)).collect(),
    };
    (Look { seen, _watch: watch }, discover(&findings))
}
