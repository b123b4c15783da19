//! `merge`: kubeconfigs of clusters into the user's file.

use std::path::PathBuf;
use std::sync::Arc;

use super::account::Account;
use super::args::{Merge, Shared};
use super::change::{self, Mode, PLAN};
use super::exit::Exit;
use super::fetch::{ToFetch, fetch};
use super::get::distinct;
use super::list;
use super::tell::Teller;
use super::work::{Work, place, profile_name, run as work_on};
use crate::core::acs::{ApiServerEndpoint, ClusterId, GetKubeconfig, Problem, TemporaryDuration};
use crate::core::clusters::{Cluster, ClusterList};
use crate::core::history::What;
use crate::core::kubeconfig::merge::{About, Asking, Choices, Current, SignIn};
use crate::core::session::{BatchId, Errand, Question};
use crate::text::explain::explain;
use crate::worker;
use crate::worker::protocol::{Act, Document, KubeconfigPlace, LandingCommand, MergeRequest};

/// The only batch of the command.
const ONLY: BatchId = BatchId(1);

pub(super) async fn run(merge: Merge, shared: &Shared) -> Exit {
    work_on(shared, async |work| answer(merge, work).await).await
}

async fn answer(merge: Merge, work: &mut Work<'_>) -> Result<Exit, Exit> {
    let ids = distinct(&merge.cluster_ids);
    let words = &work.teller.phrases.landing;
    if merge.switch && (merge.all || ids.len() > 1) {
        work.teller.error(words.switch_one);
        return Err(Exit::Usage);
    }
    let sign_in = sign_in(&merge, work.shared.demo, work.teller)?;
    let place = place(&merge.target);
    // Before anything is asked.
    place.files().map_err(|error| work.teller.trouble(&error.into()))?;
    let account = Account::find(work.shared, work.teller, work.worker).await?;
    let clusters = list(&account, merge.all, work).await?;
    let wanted = if merge.all {
        all(&clusters, work)
    } else {
        ids.into_iter().map(|id| (clusters.get(&id).map(|entry| &entry.cluster), id)).collect()
    };
    let question = |(cluster, id): (Option<&Cluster>, ClusterId)| {
        to_fetch(id, cluster, &merge, &account, work)
    };
    let to_fetch: Vec<ToFetch> = wanted.into_iter().map(question).collect();
    let (documents, exit) = fetch(ONLY, to_fetch, work).await;
    if documents.is_empty() {
        return Ok(exit);
    }
    let current = if merge.switch { Current::SwitchTo(0) } else { Current::Keep };
    let asking = Asking { endpoint: work.shared.endpoint.clone(), duration: merge.duration };
    let choices = Choices { template: merge.name, current, sign_in, asking, each: Vec::new() };
    let mode = Mode::of(merge.dry_run);
    let by_file = by_file(documents, &place, work).await?;
    let mut exit = exit;
    for (file, documents) in by_file {
        let (place, choices) = (place.clone(), choices.clone());
        let request = MergeRequest { place, file, documents, choices, act: Act::Merge };
        let command = LandingCommand::PlanMerge(PLAN, Box::new(request));
        exit = exit.or(change::make(command, mode, work).await);
    }
    Ok(exit)
}

/// The documents by the file that each goes to. With one file there is nothing to look up.
async fn by_file(
    documents: Vec<Document>,
    place: &KubeconfigPlace,
    work: &mut Work<'_>,
) -> Result<Vec<(Option<PathBuf>, Vec<Document>)>, Exit> {
    if place.files().is_ok_and(|files| files.all().len() < 2) {
        return Ok(vec![(None, documents)]);
    }
    Ok(work.read(place.clone()).await?.by_file(documents))
}

/// How the user entries will sign in: by what is fetched, or by asking this program.
fn sign_in(merge: &Merge, demo: bool, teller: &Teller) -> Result<SignIn, Exit> {
    if !merge.exec {
        return Ok(SignIn::Fetched);
    }
    if demo {
        teller.error(teller.phrases.landing.no_exec_of_demo);
        return Err(Exit::Usage);
    }
    worker::this_program().map(SignIn::Exec).map_err(|error| {
        teller.error(&(teller.phrases.cli.no_program)(&error.to_string()));
        Exit::Failed
    })
}

/// The clusters of the account. Where they only lend their names, it goes on without.
async fn list(account: &Account, needed: bool, work: &mut Work<'_>) -> Result<ClusterList, Exit> {
    let teller = work.teller;
    match list::ask(account, work.shared, teller, work.worker).await {
        Ok((clusters, listing)) => {
            if needed {
                list::tell_shortcomings(&listing, teller);
            }
            Ok(clusters)
        }
        Err(None) => {
            teller.error(teller.phrases.status.no_worker);
            Err(Exit::Failed)
        }
        Err(Some(failure)) if needed => {
            let asked = account.asked_for_list(work.shared);
            teller.failure(&failure, Some(asked));
            Err(Exit::of(Problem::of(&failure.error)))
        }
        Err(Some(failure)) => {
            let why = explain(&failure, teller.phrases).title;
            teller.warning(&(teller.phrases.landing.no_names)(&why));
            Ok(ClusterList::default())
        }
    }
}

/// All clusters that have a kubeconfig to give; of the others it is told why not.
fn all<'a>(clusters: &'a ClusterList, work: &Work<'_>) -> Vec<(Option<&'a Cluster>, ClusterId)> {
    let (teller, phrases) = (work.teller, work.teller.phrases);
    if clusters.is_empty() {
        teller.line(phrases.clusters.none);
    }
    let mut wanted = Vec::new();
    for entry in clusters.entries() {
        let cluster = &entry.cluster;
        match entry.obstacle() {
            Some(obstacle) => {
                let name = teller.safe(&format!("{} ({})", cluster.name, cluster.id));
                let why = (phrases.clusters.obstacle)(obstacle);
                teller.warning(&(phrases.landing.left_out)(&name, why));
            }
            None => wanted.push((Some(cluster), cluster.id.clone())),
        }
    }
    wanted
}

fn to_fetch(
    cluster_id: ClusterId,
    cluster: Option<&Cluster>,
    merge: &Merge,
    account: &Account,
    work: &Work<'_>,
) -> ToFetch {
    let api_server =
        if merge.private { ApiServerEndpoint::Private } else { ApiServerEndpoint::Public };
    let told = |text: &String| Some(text.clone()).filter(|text| !text.is_empty());
    let about = About {
        cluster_id: cluster_id.clone(),
        cluster_name: cluster.and_then(|cluster| told(&cluster.name)),
        region: cluster.and_then(|cluster| told(&cluster.region)),
        endpoint: api_server,
        profile: profile_name(&account.profile.source),
        expiry: None,
        into: None,
    };
    // What is fetched for `--exec` gives address and authority, and its key is of no use.
    let shortest = || TemporaryDuration::from_minutes(TemporaryDuration::MIN_MINUTES.into()).ok();
    let duration = if merge.exec { shortest() } else { merge.duration };
    let question = Question {
        get: GetKubeconfig { cluster_id, api_server, duration },
        profile: Arc::clone(&account.profile),
        endpoint: account.endpoint.clone(),
        scheme: work.shared.scheme(),
        timeout: work.shared.timeout,
        errand: Errand::new(What::Get, about.cluster_name.as_deref(), about.region.as_deref()),
    };
    (question, about)
}
