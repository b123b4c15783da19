//! `list`: the clusters of the account, all pages, all regions.

use serde_json::{Map, Value, json};

use super::account::Account;
use super::args::{List, OutputArg, Shared};
use super::exit::Exit;
use super::print::{json_text, print, terminal_width};
use super::table::{Column, Fit, render};
use super::tell::Teller;
use super::with_worker::with_worker;
use crate::core::acs::Problem;
use crate::core::acs::region::REGIONS;
use crate::core::clusters::{Cluster, ClusterList, Entry};
use crate::core::session::{ClusterQuery, Failure, Listing, RequestId};
use crate::text::explain::{code_and_status, explain};
use crate::worker::Worker;
use crate::worker::protocol::{Command, Event};

/// The only question of a process.
const ONLY: RequestId = RequestId(1);

pub(super) async fn run(list: &List, shared: &Shared) -> Exit {
    with_worker(shared, async |teller, worker| answer(list, shared, teller, worker).await).await
}

async fn answer(list: &List, shared: &Shared, teller: &Teller, worker: &mut Worker) -> Exit {
    let account = match Account::find(shared, teller, worker).await {
        Ok(account) => account,
        Err(exit) => return exit,
    };
    let (clusters, listing) = match ask(&account, shared, teller, worker).await {
        Ok(listed) => listed,
        Err(Some(failure)) => {
            let asked = account.asked_for_list(shared);
            teller.failure(&failure, Some(asked));
            return Exit::of(Problem::of(&failure.error));
        }
        Err(None) => {
            teller.error(teller.phrases.status.no_worker);
            return Exit::Failed;
        }
    };
    tell_shortcomings(&listing, teller);
    let text = match list.output {
        OutputArg::Table => table(&clusters, terminal_width(), teller),
        OutputArg::Json => json_text(&as_json(&clusters)),
    };
    if clusters.is_empty() {
        teller.line(teller.phrases.clusters.none);
    }
    print(&text)
}

/// Lists; without a failure, it is the worker that is gone.
pub(super) async fn ask(
    account: &Account,
    shared: &Shared,
    teller: &Teller,
    worker: &mut Worker,
) -> Result<(ClusterList, Listing), Option<Box<Failure>>> {
    let Account { profile, endpoint } = account.clone();
    let host = endpoint.host();
    let every_region = || REGIONS.iter().map(|region| region.id.to_owned()).collect();
    let query = ClusterQuery {
        profile,
        endpoint,
        scheme: shared.scheme(),
        timeout: shared.timeout,
        regions: shared.region.clone().map_or_else(every_region, |region| vec![region]),
        cache: None,
    };
    let sent = worker.send(Command::ListClusters(ONLY, Box::new(query)));
    let mut clusters = ClusterList::default();
    while sent.is_ok()
        && let Some(event) = worker.event().await
    {
        match event {
            Event::Progress(_, progress) => teller.progress(&host, progress),
            Event::ClustersPage(_, page) => clusters.take(page.clusters),
            Event::ClustersListed(_, Ok(listing)) => return Ok((clusters, *listing)),
            Event::ClustersListed(_, Err(failure)) => return Err(Some(failure)),
            _ => {}
        }
    }
    Err(None)
}

/// Warns of everything that may be missing in the list.
pub(super) fn tell_shortcomings(listing: &Listing, teller: &Teller) {
    let words = &teller.phrases.clusters;
    if let Some(failure) = &listing.denied {
        let why =
            code_and_status(failure).unwrap_or_else(|| explain(failure, teller.phrases).title);
        teller.warning(&(words.one_by_one)(&why));
    }
    // What is the same with many regions is told once.
    let mut reasons: Vec<(String, Vec<&str>)> = Vec::new();
    for failed in &listing.failed {
        let title = explain(&failed.failure, teller.phrases).title;
        let code = code_and_status(&failed.failure);
        let why = code.map_or_else(|| title.clone(), |code| format!("{title}, {code}"));
        match reasons.iter_mut().find(|(known, _)| *known == why) {
            Some((_, regions)) => regions.push(&failed.region),
            None => reasons.push((why, vec![&failed.region])),
        }
    }
    for (why, regions) in &reasons {
        teller.warning(&(words.not_listed)(regions, why));
    }
    if listing.unusable > 0 {
        teller.warning(&(words.unusable)(listing.unusable));
    }
    if listing.missing > 0 {
        teller.warning(&(words.missing)(listing.missing));
    }
}

fn table(clusters: &ClusterList, width: Option<usize>, teller: &Teller) -> String {
    let words = &teller.phrases.clusters;
    let heads = &words.columns;
    let column = |head, fit, cell: &dyn Fn(&Cluster) -> String| {
        Column::new(head, fit, clusters.entries().iter().map(|entry| cell(&entry.cluster)))
    };
    let nodes = |cluster: &Cluster| cluster.size.map_or_else(String::new, |size| size.to_string());
    let endpoints = |cluster: &Cluster| {
        let known = cluster.endpoints.as_ref();
        let has = known.map(|known| [known.public.is_some(), known.private.is_some()]);
        has.map_or("", words.endpoints).to_owned()
    };
    let columns = vec![
        column(heads.name, Fit::Cut(12), &|cluster| cluster.name.clone()),
        column(heads.id, Fit::Stays, &|cluster| cluster.id.to_string()),
        column(heads.region, Fit::Goes(2), &|cluster| cluster.region.clone()),
        column(heads.state, Fit::Goes(1), &|cluster| (words.state)(&cluster.state).to_owned()),
        column(heads.edition, Fit::Goes(4), &|cluster| {
            (words.edition)(cluster.edition()).to_owned()
        }),
        column(heads.version, Fit::Goes(3), &|cluster| cluster.version.clone()),
        column(heads.nodes, Fit::Goes(5), &nodes),
        column(heads.endpoints, Fit::Goes(6), &endpoints),
    ];
    render(columns, width)
}

/// The form for programs, as the help documents it.
fn as_json(clusters: &ClusterList) -> Value {
    clusters.entries().iter().map(object).collect()
}

fn object(entry: &Entry) -> Value {
    let cluster = &entry.cluster;
    let told = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
    let tags: Map<String, Value> =
        cluster.tags.iter().map(|tag| (tag.key.clone(), tag.value.clone().into())).collect();
    let endpoints = cluster.endpoints.as_ref();
    json!({
        "id": cluster.id.as_str(),
        "name": told(&cluster.name),
        "region": told(&cluster.region),
        "state": told(&cluster.state),
        "kubeconfig_available": entry.obstacle().is_none(),
        "type": told(&cluster.cluster_type),
        "spec": told(&cluster.spec),
        "profile": told(&cluster.profile),
        "edition": told(cluster.edition()),
        "version": told(&cluster.version),
        "next_version": cluster.next_version,
        "size": cluster.size,
        "endpoints": endpoints.map(|at| json!({ "public": at.public, "private": at.private })),
        "tags": tags,
        "vpc_id": cluster.vpc_id,
        "resource_group_id": cluster.resource_group,
        "deletion_protection": cluster.deletion_protection,
        "created": cluster.created.map(|at| at.to_string()),
    })
}
