//! A list through pages, refreshes and restarts.

use jiff::{SignedDuration, Timestamp};

use super::{Cluster, ClusterList, Entry, Filter, Obstacle, Scope, snapshot_name};
use crate::core::acs::ApiEndpoint;
use crate::core::profile::CallerIdentity;

fn now() -> Timestamp {
    "2026-11-24T12:00:00Z".parse().unwrap()
}

fn cluster(region: &str, name: &str, id: &str) -> Cluster {
    Cluster {
        name: name.to_owned(),
        region: region.to_owned(),
        state: "running".to_owned(),
        ..Cluster::new(id.parse().unwrap())
    }
}

fn hangzhou(name: &str) -> Cluster {
    cluster("cn-hangzhou", name, name)
}

/// A list that was completed with these.
fn listed(clusters: Vec<Cluster>) -> ClusterList {
    let mut list = ClusterList::default();
    list.begin();
    list.take(clusters);
    list.finish(&Scope::All, now());
    list
}

fn ids(list: &ClusterList) -> Vec<&str> {
    list.entries().iter().map(|entry| entry.cluster.id.as_str()).collect()
}

fn gone(list: &ClusterList) -> Vec<&str> {
    let gone = list.entries().iter().filter(|entry| entry.gone);
    gone.map(|entry| entry.cluster.id.as_str()).collect()
}

#[test]
fn the_order_is_region_then_name_then_id_whichever_page_comes_first() {
    let pages = [
        vec![cluster("cn-b", "x", "c2"), cluster("cn-a", "z", "c3")],
        vec![cluster("cn-a", "数据", "c4"), cluster("cn-b", "x", "c1")],
        vec![cluster("cn-a", "a", "c9")],
    ];
    for order in [[0, 1, 2], [2, 1, 0], [1, 0, 2]] {
        let mut list = ClusterList::default();
        list.begin();
        for page in order {
            list.take(pages[page].clone());
        }
        assert_eq!(ids(&list), ["c9", "c3", "c4", "c1", "c2"]);
    }
}

#[test]
fn nothing_stands_twice_and_what_is_newer_counts() {
    let mut list = ClusterList::default();
    list.take(vec![hangzhou("a"), hangzhou("b"), hangzhou("a")]);
    let moved = Cluster { state: "scaling".to_owned(), ..cluster("cn-beijing", "new name", "a") };
    list.take(vec![moved.clone(), hangzhou("c")]);
    assert_eq!(ids(&list), ["a", "b", "c"]);
    assert_eq!(list.get(&moved.id).unwrap().cluster, moved);
    let beijing = Filter::new("beijing scaling");
    assert_eq!(list.matching(&beijing).count(), 1, "it is found by what is newer");
}

#[test]
fn a_refresh_keeps_the_list_until_it_is_complete_and_then_marks_what_has_gone() {
    let mut list = listed(vec![hangzhou("a"), hangzhou("b"), hangzhou("c")]);
    list.begin();
    list.take(vec![hangzhou("a")]);
    assert_eq!((ids(&list).len(), gone(&list).len()), (3, 0));
    list.take(vec![hangzhou("d")]);
    list.finish(&Scope::All, now());
    assert_eq!((ids(&list), gone(&list)), (vec!["a", "b", "c", "d"], vec!["b", "c"]));
    let obstacle = |id: &str| list.get(&id.parse().unwrap()).and_then(Entry::obstacle);
    assert_eq!((obstacle("b"), obstacle("a")), (Some(Obstacle::Deleted), None));

    list.begin();
    list.take(vec![hangzhou("a"), hangzhou("b"), hangzhou("d")]);
    list.finish(&Scope::All, now());
    assert_eq!(gone(&list), ["c"], "what comes back is there again");
}

#[test]
fn only_what_was_looked_for_can_be_gone() {
    let mut list = listed(vec![hangzhou("a"), cluster("cn-beijing", "b", "b"), hangzhou("c")]);
    assert_eq!(list.regions(), 2);
    list.begin();
    list.finish(&Scope::Regions(vec!["cn-beijing".to_owned()]), now());
    assert_eq!(gone(&list), ["b"]);
}

#[test]
fn a_listing_that_broke_off_leaves_no_trace_in_the_next() {
    let mut list = listed(vec![hangzhou("a"), hangzhou("b")]);
    list.begin();
    list.take(vec![hangzhou("a")]);
    list.begin();
    list.take(vec![hangzhou("b")]);
    list.finish(&Scope::All, now());
    assert_eq!(gone(&list), ["a"]);
}

#[test]
fn the_age_counts_from_the_last_complete_listing() {
    let mut list = ClusterList::default();
    list.take(vec![hangzhou("a")]);
    assert_eq!((list.age(now()), list.snapshot()), (None, None));
    list.finish(&Scope::All, now());
    let later = now() + SignedDuration::from_mins(5);
    list.begin();
    assert_eq!(list.age(later), Some(SignedDuration::from_mins(5)));
}

#[test]
fn a_snapshot_brings_the_list_back_without_what_was_gone() {
    let mut list = listed(vec![hangzhou("a"), hangzhou("b")]);
    list.begin();
    list.take(vec![hangzhou("b")]);
    list.finish(&Scope::All, now());
    let mut again = ClusterList::from(list.snapshot().unwrap());
    assert_eq!((ids(&again), again.age(now())), (vec!["b"], Some(SignedDuration::ZERO)));
    again.begin();
    again.finish(&Scope::All, now());
    assert_eq!(gone(&again), ["b"], "what was kept counts as known");
}

#[test]
fn each_identity_and_endpoint_has_a_file_of_its_own_that_names_neither() {
    let identity = |role: Option<&str>, user: &str, session: &str| CallerIdentity {
        account_id: "1234567890123456".to_owned(),
        arn: format!("acs:ram::1234567890123456:assumed-role/r/{session}"),
        role_id: role.map(str::to_owned),
        user_id: Some(user.to_owned()).filter(|user| !user.is_empty()),
        principal_id: Some(format!("345:{session}")),
        ..CallerIdentity::default()
    };
    let central = ApiEndpoint::default();
    let user = snapshot_name(&identity(None, "234", ""), &central);
    assert!(!user.contains("234") && user.len() == 37, "{user}");
    assert_ne!(user, snapshot_name(&identity(None, "235", ""), &central));
    let beijing = ApiEndpoint::of_region("cn-beijing").unwrap();
    assert_ne!(user, snapshot_name(&identity(None, "234", ""), &beijing));
    let role = |session| snapshot_name(&identity(Some("345"), "", session), &central);
    assert_eq!(role("one"), role("two"), "a role keeps its list from session to session");
}
