//! Who a command acts as, and where its requests go.

use std::sync::Arc;

use super::args::Shared;
use super::exit::Exit;
use super::tell::Teller;
use crate::core::acs::ApiEndpoint;
use crate::core::profile::{Discovery, Listed, Place, Profile};
use crate::core::session::{Asked, kept_profile};
use crate::worker::protocol::{Command, Event, KeychainWish, Lookup};
use crate::worker::{self, Worker};

/// A profile, and the API endpoint that is asked with it.
#[derive(Clone)]
pub(super) struct Account {
    pub(super) profile: Arc<Profile>,
    pub(super) endpoint: ApiEndpoint,
}

impl Account {
    /// The demo account, the profile that was named, or the first that is found.
    pub(super) async fn find(
        shared: &Shared,
        teller: &Teller,
        worker: &mut Worker,
    ) -> Result<Self, Exit> {
        if shared.demo {
            return Self::demo(shared, teller, worker).await;
        }
        let discovery = discover(teller, worker).await?;
        let profile = match &shared.profile {
            Some(name) => named(name, &discovery, teller, worker).await?,
            None => preferred(&discovery, teller)?,
        };
        let endpoint = match &shared.endpoint {
            Some(endpoint) => endpoint.clone(),
            None => profile.places.api_endpoint(shared.region.as_deref()),
        };
        Ok(Self { profile, endpoint })
    }

    /// What the steps depend on that are left when the clusters cannot be listed.
    pub(super) fn asked_for_list(&self, shared: &Shared) -> Asked<'_> {
        let Self { profile, endpoint } = self;
        let (scheme, timeout) = (shared.scheme(), shared.timeout);
        Asked { get: None, profile, endpoint, scheme, timeout }
    }

    async fn demo(shared: &Shared, teller: &Teller, worker: &mut Worker) -> Result<Self, Exit> {
        let failed = |why: &str| {
            teller.error(&(teller.phrases.named)(teller.phrases.welcome.demo_failed, why));
            Exit::Failed
        };
        if shared.profile.is_some() {
            teller.error(teller.phrases.cli.demo_has_no_profiles);
            return Err(Exit::Usage);
        }
        worker
            .send(Command::OpenDemo)
            .map_err(|_unavailable| failed(teller.phrases.status.no_worker))?;
        while let Some(event) = worker.event().await {
            match event {
                Event::DemoReady(profile, _) => {
                    let own = || profile.places.api_endpoint(None);
                    let endpoint = shared.endpoint.clone().unwrap_or_else(own);
                    return Ok(Self { profile, endpoint });
                }
                Event::DemoFailed(error) => return Err(failed(&error.to_string())),
                _ => {}
            }
        }
        Err(failed(teller.phrases.status.no_worker))
    }
}

/// Everything there is, as far as it can be told without asking anybody.
async fn discover(teller: &Teller, worker: &mut Worker) -> Result<Discovery, Exit> {
    let lookup = Lookup {
        variables: worker::variables(),
        home: worker::home(),
        // Those of the window, whose file is only looked at.
        imported: worker::look_at_settings().imported,
        ask_shell: false,
        watch: false,
    };
    let sent = worker.send(Command::Discover(lookup));
    while sent.is_ok()
        && let Some(event) = worker.event().await
    {
        if let Event::Discovered(discovery) = event {
            return Ok(*discovery);
        }
    }
    teller.error(teller.phrases.status.no_worker);
    Err(Exit::Failed)
}

/// The profile of a name, from the files or else from the keychain.
async fn named(
    name: &str,
    discovery: &Discovery,
    teller: &Teller,
    worker: &mut Worker,
) -> Result<Arc<Profile>, Exit> {
    if let Some(listed) = discovery.named(name) {
        return usable(listed, teller).map_err(|()| Exit::Credentials);
    }
    let kept = keychain_accounts(worker).await;
    if kept.iter().any(|account| account == name) {
        return Ok(Arc::new(kept_profile(name, discovery.places.clone())));
    }
    let names = discovery.names().into_iter().chain(kept.iter().map(String::as_str));
    let known: Vec<String> = names.map(|name| teller.safe(name)).collect();
    let known: Vec<&str> = known.iter().map(String::as_str).collect();
    teller.error(&(teller.phrases.cli.unknown_profile)(&teller.safe(name), &known));
    tell_troubles(discovery, teller);
    Err(Exit::Credentials)
}

/// The names of the accounts in the keychain; none, where it cannot be used.
async fn keychain_accounts(worker: &mut Worker) -> Vec<String> {
    let sent = worker.send(Command::Keychain(KeychainWish::List));
    while sent.is_ok()
        && let Some(event) = worker.event().await
    {
        if let Event::KeychainListed(names) = event {
            return names.unwrap_or_default();
        }
    }
    Vec::new()
}

/// The first of the chain that can be used; what stands before it is told.
fn preferred(discovery: &Discovery, teller: &Teller) -> Result<Arc<Profile>, Exit> {
    let Some(profile) = discovery.preferred() else {
        teller.error(teller.phrases.cli.no_credentials);
        for place in &discovery.looked {
            let place = match place {
                Place::Environment => teller.phrases.profiles.environment.to_owned(),
                Place::Keychain => teller.phrases.profiles.system_keychain.to_owned(),
                Place::File(file) => file.display().to_string(),
            };
            teller.line(&format!("  {}", (teller.phrases.cli.looked)(&teller.safe(&place))));
        }
        for listed in &discovery.listed {
            usable(listed, teller).ok();
        }
        tell_troubles(discovery, teller);
        return Err(Exit::Credentials);
    };
    for skipped in discovery.skipped() {
        if let Err(problem) = &skipped.profile {
            let why = (teller.phrases.profiles.problem)(problem);
            let name = teller.source(&skipped.source);
            teller.warning(&(teller.phrases.cli.unusable_profile)(&name, &why));
        }
    }
    tell_troubles(discovery, teller);
    Ok(Arc::clone(profile))
}

fn usable(listed: &Listed, teller: &Teller) -> Result<Arc<Profile>, ()> {
    listed.profile.as_ref().map(Arc::clone).map_err(|problem| {
        let why = (teller.phrases.profiles.problem)(problem);
        let name = teller.source(&listed.source);
        teller.error(&(teller.phrases.cli.unusable_profile)(&name, &why));
    })
}

fn tell_troubles(discovery: &Discovery, teller: &Teller) {
    if let Some(problem) = &discovery.places_problem {
        teller.warning(&(teller.phrases.profiles.problem)(problem));
    }
    for trouble in &discovery.troubles {
        let why = (teller.phrases.profiles.file_problem)(&trouble.problem);
        let file = teller.safe(&trouble.file.display().to_string());
        teller.warning(&(teller.phrases.cli.file_skipped)(&file, &why));
    }
}
