//! `renew`: new credentials for contexts that are in the files, by cluster id and in place.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use super::account::Account;
use super::args::{Renew, Shared};
use super::change::{self, Mode, PLAN};
use super::exit::Exit;
use super::fetch::{ToFetch, fetch};
use super::work::{Work, place, profile_name, run as work_on};
use crate::core::acs::{ApiServerEndpoint, GetKubeconfig};
use crate::core::history::What;
use crate::core::kubeconfig::KubeconfigText;
use crate::core::kubeconfig::contexts::{EXPIRING_WITHIN, FileContext, SignsIn};
use crate::core::kubeconfig::mark::Mark;
use crate::core::kubeconfig::merge::{About, Choices, Incoming};
use crate::core::session::{BatchId, Errand, Question};
use crate::worker;
use crate::worker::protocol::{Act, ContextsRead, LandingCommand, MergeRequest};

/// A context to renew.
struct Due {
    file: PathBuf,
    context: FileContext,
    mark: Mark,
}

/// Where a document goes: the context, and whose it was.
struct Goal {
    file: PathBuf,
    identity: Option<String>,
}

pub(super) async fn run(renew: Renew, shared: &Shared) -> Exit {
    work_on(shared, async |work| answer(&renew, work).await).await
}

async fn answer(renew: &Renew, work: &mut Work<'_>) -> Result<Exit, Exit> {
    let place = place(&renew.target);
    let read = work.read(place.clone()).await?;
    let mut exit = Exit::Done;
    for file in &read.files {
        if let Err(trouble) = &file.contents {
            exit = exit.or(work.teller.trouble(trouble));
        }
    }
    let due = due(renew, &read, work)?;
    if due.is_empty() {
        work.teller.line(work.teller.phrases.landing.none_to_renew);
    }
    let mut by_profile: BTreeMap<Option<String>, Vec<Due>> = BTreeMap::new();
    for due in due {
        by_profile.entry(profile_for(&due.mark, work.shared)).or_default().push(due);
    }
    let mut by_file: BTreeMap<PathBuf, Vec<_>> = BTreeMap::new();
    for (number, (profile, due)) in (1..).zip(by_profile) {
        let shared = Shared { profile, ..work.shared.clone() };
        let account = match Account::find(&shared, work.teller, work.worker).await {
            Ok(account) => account,
            Err(failed) => {
                exit = exit.or(failed);
                continue;
            }
        };
        let goals = due.iter().map(Due::goal).collect::<BTreeMap<_, _>>();
        let to_fetch = due.into_iter().map(|due| due.into_question(renew, &account, work.shared));
        let (documents, fetched) = fetch(BatchId(number), to_fetch.collect(), work).await;
        exit = exit.or(fetched);
        for (text, about) in documents {
            let Some(goal) = about.into.as_ref().and_then(|name| goals.get(name)) else { continue };
            warn_of_identity(&text, &about, goal, work);
            by_file.entry(goal.file.clone()).or_default().push((text, about));
        }
    }
    for (file, documents) in by_file {
        let (place, choices) = (place.clone(), Choices::default());
        let request = MergeRequest { place, file: Some(file), documents, choices, act: Act::Renew };
        let command = LandingCommand::PlanMerge(PLAN, Box::new(request));
        exit = exit.or(change::make(command, Mode::of(renew.dry_run), work).await);
    }
    Ok(exit)
}

/// The profile by which a context is renewed: the one that was asked for, else its own.
fn profile_for(mark: &Mark, shared: &Shared) -> Option<String> {
    let own = || mark.profile.clone().filter(|_| !shared.demo);
    shared.profile.clone().or_else(own)
}

/// The contexts that are to be renewed.
fn due(renew: &Renew, read: &ContextsRead, work: &Work<'_>) -> Result<Vec<Due>, Exit> {
    let (teller, words) = (work.teller, &work.teller.phrases.landing);
    let seen: Vec<_> = read.seen().collect();
    for name in &renew.contexts {
        let found = seen.iter().find(|(_, context)| context.name == *name);
        let problem = match found {
            None => Some(words.no_context),
            Some((_, context)) if context.mark.is_none() => Some(words.not_of_ack),
            Some(_) => None,
        };
        if let Some(problem) = problem {
            teller.error(&problem(&teller.safe(name)));
            return Err(Exit::NotFound);
        }
    }
    let usual = renew.contexts.is_empty().then_some(EXPIRING_WITHIN);
    let until = renew.expiring_within.or(usual);
    let until = until.and_then(|within| worker::now().saturating_add(within).ok());
    let is_wanted = |context: &FileContext| {
        let named = renew.contexts.is_empty() || renew.contexts.contains(&context.name);
        let ends = |until| context.expiry.is_some_and(|expiry| expiry <= until);
        named && until.is_none_or(ends)
    };
    let asks_each_time = |context: &FileContext| {
        let asks = matches!(context.signs_in, SignsIn::Program(_));
        if asks && !renew.contexts.is_empty() {
            teller.line(&(words.asks_each_time)(&teller.safe(&context.name)));
        }
        asks
    };
    let due = seen.into_iter().filter(|(_, context)| is_wanted(context));
    let due = due.filter(|(_, context)| !asks_each_time(context));
    let due = due.filter_map(|(file, context)| {
        let (file, context) = (file.path.clone(), context.clone());
        Some(Due { mark: context.mark.clone()?, file, context })
    });
    Ok(due.collect())
}

impl Due {
    fn goal(&self) -> (String, Goal) {
        let goal = Goal { file: self.file.clone(), identity: self.mark.identity.clone() };
        (self.context.name.clone(), goal)
    }

    fn into_question(self, renew: &Renew, account: &Account, shared: &Shared) -> ToFetch {
        let Self { context, mark, .. } = self;
        let api_server = context.endpoint.unwrap_or(ApiServerEndpoint::Public);
        let get = GetKubeconfig {
            cluster_id: mark.cluster_id.clone(),
            api_server,
            duration: renew.duration,
        };
        let question = Question {
            get,
            profile: Arc::clone(&account.profile),
            endpoint: account.endpoint.clone(),
            scheme: shared.scheme(),
            timeout: shared.timeout,
            errand: Errand::new(What::GetToRenew, None, None),
        };
        let about = About {
            cluster_id: mark.cluster_id,
            cluster_name: None,
            region: mark.region,
            endpoint: api_server,
            profile: profile_name(&account.profile.source),
            expiry: None,
            into: Some(context.name),
        };
        (question, about)
    }
}

/// Another profile may be another identity.
fn warn_of_identity(text: &KubeconfigText, about: &About, goal: &Goal, work: &Work<'_>) {
    let Ok(incoming) = Incoming::read(text, about.clone()) else { return };
    if let Some(was) = goal.identity.as_deref().filter(|was| *was != incoming.identity()) {
        let teller = work.teller;
        let context = teller.safe(about.into.as_deref().unwrap_or_default());
        let (was, is) = (teller.safe(was), teller.safe(incoming.identity()));
        teller.warning(&(teller.phrases.landing.other_identity)(&context, &was, &is));
    }
}
