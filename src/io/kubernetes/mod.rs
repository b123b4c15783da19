//! Climbs the ladder from a name to a permission: every rung for itself, so that the one that
//! breaks is known. `kube` is the client, so that a proxy, a server name and tokens work as
//! kubectl's do. No program is run, and no file read or sent, that was not allowed; what a rung
//! may take and hear is limited.

mod ask;
mod exec;
mod reach;
mod target;
mod tls;

use std::time::{Duration, Instant};

use jiff::Timestamp;
use tokio::sync::mpsc;
use tokio::time::timeout;

use crate::core::connection::{CheckTrouble, Finding, Rung, Step};
use crate::core::kubeconfig::KubeconfigText;
use target::Target;

/// How long all the questions of a rung may take together, and the making of a client that may run
/// a program. The library's limits are for each read, so a server that drips would never end.
const RUNG: Duration = Duration::from_secs(30);
const CLIENT: Duration = Duration::from_secs(90);

/// What is to be checked: the context that is in use.
#[derive(Debug, Clone)]
pub struct ToCheck {
    /// The kubeconfig.
    pub text: KubeconfigText,
    /// Whether it may run the program that it names.
    pub may_run: bool,
    /// Whether it may send the file that it names (`tokenFile`) to its server.
    pub may_send: bool,
    /// Whether the files are read that it names for certificates and keys.
    pub may_read: bool,
}

/// Checks a kubeconfig, and tells each step as soon as it is done; the last is the first that
/// failed, or the top.
pub async fn climb(to_check: ToCheck, now: Timestamp, tell: mpsc::Sender<Step>) {
    let mut climber = Climber { began: Instant::now(), tell };
    let target = match Target::of(to_check, now).await {
        Ok(target) => target,
        Err(trouble) => return climber.step(Rung::Name, Err(trouble)).await,
    };
    climber.began = Instant::now();
    let found = reach::addresses(&target).await;
    let addresses = match &found {
        Ok(Finding::Name { addresses, .. }) => addresses.clone(),
        _ => Vec::new(),
    };
    if !climber.went(Rung::Name, found).await {
        return;
    }
    let stream = match reach::connect(&target, &addresses).await {
        Ok((stream, address)) => {
            climber.step(Rung::Tcp, Ok(Finding::Tcp(address))).await;
            stream
        }
        Err(trouble) => return climber.step(Rung::Tcp, Err(trouble)).await,
    };
    if !climber.went(Rung::Tls, tls::shake_hands(&target, stream).await).await {
        return;
    }
    let client = match within(CLIENT, target.client()).await.flatten() {
        Ok(client) => client,
        Err(trouble) => return climber.step(Rung::Identity, Err(trouble)).await,
    };
    let asked = within(RUNG, ask::identity(&client, &target)).await;
    let (found, user) = asked.unwrap_or_else(|trouble| (Err(trouble), None));
    if climber.went(Rung::Identity, found).await {
        let found = within(RUNG, ask::permission(&client, &target, user)).await.flatten();
        climber.step(Rung::Permission, found).await;
    }
}

async fn within<T>(limit: Duration, work: impl Future<Output = T>) -> Result<T, CheckTrouble> {
    timeout(limit, work).await.map_err(|_elapsed| CheckTrouble::NoAnswer)
}

/// Tells the steps, and measures how long each took.
struct Climber {
    began: Instant,
    tell: mpsc::Sender<Step>,
}

impl Climber {
    async fn step(&mut self, rung: Rung, found: Result<Finding, CheckTrouble>) {
        let took = self.began.elapsed();
        // Nobody listens to a check that was given up.
        self.tell.send(Step { rung, took, found }).await.ok();
        self.began = Instant::now();
    }

    /// The same, and says whether the rung held.
    async fn went(&mut self, rung: Rung, found: Result<Finding, CheckTrouble>) -> bool {
        let held = found.is_ok();
        self.step(rung, found).await;
        held
    }
}
