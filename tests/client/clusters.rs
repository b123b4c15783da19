//! Listing clusters: all pages, whatever happens on the way, and nothing twice.

use std::collections::HashSet;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use ack_kubeconfig::core::acs::{ApiEndpoint, Credentials, Problem, SchemeChoice};
use ack_kubeconfig::core::clusters::{ClusterList, ClusterPage, Scope, Snapshot};
use ack_kubeconfig::core::profile::{Mode, Places, Profile, Recipe, Source};
use ack_kubeconfig::core::session::{ClusterQuery, Failure, Listing, RequestId, Wanted};
use ack_kubeconfig::demo::{Chance, DemoOptions, Fault, Throttle};
use ack_kubeconfig::worker::{Command, Event, Worker};
use serde_json::{Value, json};
use tokio::time::timeout;

use super::many;
use super::scripted::{Scripted, entry, error, page};
use super::support::{DEADLINE, Rig, typed};
use super::wire::closed;

/// All that a listing told.
struct Told {
    kept: Option<Snapshot>,
    pages: Vec<ClusterPage>,
    outcome: Result<Box<Listing>, Box<Failure>>,
}

impl Told {
    /// The list that its pages make.
    fn list(&self) -> ClusterList {
        let mut list = self.kept.clone().map(ClusterList::from).unwrap_or_default();
        list.begin();
        for page in &self.pages {
            list.take(page.clusters.clone());
        }
        if let Ok(listing) = &self.outcome {
            list.finish(&listing.scope, listing.at);
        }
        list
    }

    fn names(&self) -> Vec<String> {
        self.list().entries().iter().map(|entry| entry.cluster.name.clone()).collect()
    }

    fn listing(&self) -> &Listing {
        self.outcome.as_ref().unwrap()
    }
}

fn query(endpoint: &ApiEndpoint, credentials: &Credentials, regions: &[&str]) -> ClusterQuery {
    ClusterQuery {
        profile: typed(credentials),
        endpoint: endpoint.clone(),
        scheme: SchemeChoice::Auto,
        timeout: Duration::from_secs(30),
        regions: regions.iter().map(|region| (*region).to_owned()).collect(),
        cache: None,
    }
}

fn scripted_query(service: &Scripted, regions: &[&str]) -> ClusterQuery {
    let key = Credentials::new("LTAI5tScripted", &"secret".into(), None).unwrap();
    query(&service.endpoint, &key, regions)
}

fn cached_in(file: &Path, query: ClusterQuery) -> ClusterQuery {
    ClusterQuery { cache: Some(file.to_owned()), ..query }
}

fn send(worker: &Worker, id: u64, query: &ClusterQuery) {
    worker.send(Command::ListClusters(RequestId(id), Box::new(query.clone()))).unwrap();
}

/// Hears a listing out, and nothing of any other.
async fn hear(worker: &mut Worker, id: u64) -> Told {
    let (mut kept, mut pages) = (None, Vec::new());
    loop {
        match timeout(DEADLINE, worker.event()).await.unwrap().unwrap() {
            Event::ClustersCached(of, snapshot) => {
                assert_eq!(of, RequestId(id));
                assert!(pages.is_empty() && kept.is_none(), "what is kept comes first, once");
                kept = Some(*snapshot);
            }
            Event::ClustersPage(of, page) => {
                assert_eq!(of, RequestId(id));
                pages.push(*page);
            }
            Event::ClustersListed(of, outcome) => {
                assert_eq!(of, RequestId(id));
                return Told { kept, pages, outcome };
            }
            _ => {}
        }
    }
}

async fn list(query: &ClusterQuery) -> Told {
    let mut worker = Worker::start(|| {}).unwrap();
    send(&worker, 1, query);
    hear(&mut worker, 1).await
}

async fn list_scripted(service: &Scripted) -> Told {
    list(&scripted_query(service, &[])).await
}

#[tokio::test]
async fn every_page_is_asked_for_once_and_the_list_is_whole_and_in_order() {
    let options = DemoOptions { extra_clusters: 2000, ..DemoOptions::default() };
    let mut rig = Rig::with(options).await;
    send(&rig.worker, 7, &query(rig.demo.endpoint(), rig.demo.credentials(), &[]));
    let told = hear(&mut rig.worker, 7).await;
    assert_eq!((&told.listing().scope, told.listing().missing), (&Scope::All, 0));

    let list = told.list();
    let places = list.entries().iter().map(|entry| &entry.cluster);
    let places: Vec<_> = places.map(|c| (&c.region, &c.name, &c.id)).collect();
    assert!(places.is_sorted());
    let mut expected: Vec<_> = rig.demo.clusters().iter().map(|cluster| &cluster.id).collect();
    let mut listed: Vec<_> = places.iter().map(|(_, _, id)| *id).collect();
    expected.sort();
    listed.sort();
    assert_eq!(listed, expected);
    assert!(list.entries().iter().all(|entry| !entry.gone));

    let requests = rig.demo.requests();
    let targets: HashSet<_> = requests.iter().map(|request| &request.target).collect();
    assert_eq!((requests.len(), targets.len()), (21, 21));
    assert!(requests.iter().all(|request| request.accepted));
}

/// As in the largest account that anybody may have, on a bad day.
#[tokio::test]
async fn of_ten_thousand_clusters_none_is_lost_or_asked_for_twice_under_a_limit_and_faults() {
    let mut rig = Rig::with(DemoOptions {
        extra_clusters: 10_000,
        throttle: Some(Throttle { per_second: 100, reserve: 20, hints: true }),
        chance: Some(Chance { seed: 11, per_mille: 60 }),
        ..DemoOptions::default()
    })
    .await;
    let befallen = |rig: &Rig| usize::try_from(rig.demo.throttled() + rig.demo.struck()).unwrap();
    send(&rig.worker, 7, &query(rig.demo.endpoint(), rig.demo.credentials(), &[]));
    let told = hear(&mut rig.worker, 7).await;
    assert_eq!((&told.listing().scope, told.listing().missing), (&Scope::All, 0));
    let list = told.list();
    let mut expected: Vec<_> = rig.demo.clusters().iter().map(|cluster| &cluster.id).collect();
    let mut listed: Vec<_> = list.entries().iter().map(|entry| &entry.cluster.id).collect();
    let places = list.entries().iter().map(|entry| &entry.cluster);
    assert!(places.map(|c| (&c.region, &c.name, &c.id)).is_sorted());
    expected.sort();
    listed.sort();
    assert_eq!(listed, expected);
    assert_eq!(rig.arrived() - befallen(&rig), 101, "a page was asked for twice");

    let (arrived, before) = (rig.arrived(), befallen(&rig));
    let every = |wanted: Vec<Wanted>| wanted.into_iter().step_by(33).collect::<Vec<_>>();
    let wanted = every(many::fleet(&rig));
    let asked = wanted.len();
    let mut batch = many::ask(&rig, wanted);
    many::finish(&mut rig, &mut batch).await;
    many::all_are_right(&batch);
    let (arrived, befell) = (rig.arrived() - arrived, befallen(&rig) - before);
    assert_eq!((arrived - befell, asked), (asked, 304), "something was fetched twice");
    assert!(rig.demo.struck() > 0 && rig.demo.throttled() > 0, "it was no bad day");
}

#[tokio::test]
async fn what_the_demo_tells_is_what_it_has() {
    let mut rig = Rig::new().await;
    send(&rig.worker, 1, &query(rig.demo.endpoint(), rig.demo.credentials(), &[]));
    let list = hear(&mut rig.worker, 1).await.list();
    assert_eq!(list.entries().len(), rig.demo.clusters().len());
    for known in rig.demo.clusters() {
        let mut heard = list.get(&known.id).unwrap().cluster.clone();
        assert!(heard.created.is_some() && heard.vpc_id.is_some() && !heard.tags.is_empty());
        // What the demo's own list leaves out.
        heard.tags.clear();
        (heard.created, heard.vpc_id, heard.resource_group) = (None, None, None);
        heard.deletion_protection = None;
        assert_eq!(heard, known.listed());
    }
}

/// The service gives no answer before four requests are there: with fewer this would not end.
#[tokio::test]
async fn after_the_first_page_four_are_asked_for_at_once() {
    let service = Scripted::meeting(4, |asked| (200, page(90, 10, asked.page))).await;
    let told = list_scripted(&service).await;
    assert_eq!(told.names().len(), 90);
    assert_eq!((service.asked().len(), service.most_present()), (9, 4));
    assert!(service.asked()[0].contains("page_number=1&page_size=100"));
}

#[tokio::test]
async fn a_page_that_is_throttled_is_asked_for_again() {
    let service = Scripted::start(|asked| match (asked.page, asked.before) {
        (3, 0) => (429, error("Throttling.User")),
        _ => (200, page(50, 10, asked.page)),
    });
    let service = service.await;
    let told = list_scripted(&service).await;
    assert_eq!((told.names().len(), service.asked().len()), (50, 6));
    assert_eq!(told.pages.len(), 5, "each page is told once");
}

#[tokio::test]
async fn a_page_that_fails_for_good_is_the_listings_failure_and_the_others_were_told() {
    let service = Scripted::start(|asked| match asked.page {
        3 => (400, error("InvalidParameter")),
        number => (200, page(90, 10, number)),
    });
    let service = service.await;
    let told = list_scripted(&service).await;
    let failure = told.outcome.as_ref().unwrap_err();
    assert_eq!(Problem::of(&failure.error), Problem::OtherCode);
    assert_eq!(told.pages[0].clusters[0].name, "cluster-0000");
    assert!(told.list().entries().iter().all(|entry| !entry.gone));
}

#[tokio::test]
async fn a_list_that_grows_meanwhile_is_followed_to_its_end() {
    let service = Scripted::start(|asked| {
        let count = if asked.page == 1 { 20 } else { 45 };
        (200, page(count, 10, asked.page))
    });
    let service = service.await;
    let told = list_scripted(&service).await;
    assert_eq!((told.names().len(), told.listing().missing), (45, 0));
    assert_eq!(service.asked().len(), 5);
}

/// While the pages are read, the first cluster is deleted: all others move up, and one of them
/// from page 2 to page 1, which was read before.
#[tokio::test]
async fn when_clusters_go_meanwhile_the_pages_are_looked_at_again() {
    let service = Scripted::start(|asked| {
        let deleted = usize::from(asked.page > 1 || asked.before > 0);
        let entries: Vec<Value> = (deleted..30).map(entry).collect();
        let shown: Vec<&Value> = entries.iter().skip((asked.page - 1) * 10).take(10).collect();
        (200, json!({ "clusters": shown, "page_info": { "total_count": entries.len() } }))
    });
    let service = service.await;
    let told = list_scripted(&service).await;
    assert_eq!((told.names().len(), told.listing().missing), (30, 0));
    assert_eq!(service.asked().len(), 6);
}

#[tokio::test]
async fn without_a_count_it_is_page_after_page_until_an_empty_one() {
    let service = Scripted::start(|asked| {
        let mut answer = page(25, 10, asked.page.min(4));
        answer["page_info"] = json!({});
        (200, answer)
    });
    let service = service.await;
    let told = list_scripted(&service).await;
    assert_eq!((told.names().len(), service.asked().len()), (25, 4));
    assert_eq!(service.most_present(), 1);
}

#[tokio::test]
async fn a_service_that_repeats_itself_comes_to_an_end() {
    let service = Scripted::start(|_| (200, json!({ "clusters": [entry(1), entry(2)] }))).await;
    let told = list_scripted(&service).await;
    assert_eq!((told.names().len(), service.asked().len()), (2, 2));
}

#[tokio::test]
async fn clusters_that_are_counted_and_not_told_are_missing_and_nothing_counts_as_gone() {
    let service = Scripted::start(|asked| {
        let mut answer = page(4, 10, asked.page);
        answer["page_info"]["total_count"] = json!(9);
        (200, answer)
    });
    let service = service.await;
    let told = list_scripted(&service).await;
    assert_eq!((told.names().len(), told.listing().missing), (4, 5));
    assert_eq!(told.listing().scope, Scope::Regions(vec![]));
}

#[tokio::test]
async fn entries_without_an_id_are_counted_and_swarm_is_none_of_ours() {
    let swarm = json!({ "cluster_id": "c2", "cluster_type": "aliyun" });
    let service = Scripted::start(move |_| {
        let clusters = [entry(1), json!({ "name": "?" }), swarm.clone()];
        (200, json!({ "clusters": clusters, "page_info": { "total_count": 3 } }))
    });
    let service = service.await;
    let told = list_scripted(&service).await;
    assert_eq!((told.names().len(), told.listing().unusable), (1, 1));
    assert_eq!((told.listing().missing, service.asked().len()), (0, 1));
}

fn denied() -> Fault {
    Fault::Status {
        code: 403,
        error_code: "StatusForbidden".to_owned(),
        message: "RAM policy Forbidden for action cs:DescribeClustersV1".to_owned(),
        retry_after_ms: None,
    }
}

#[tokio::test]
async fn where_all_regions_together_are_denied_they_are_asked_one_by_one() {
    let mut rig = Rig::new().await;
    rig.demo.push_fault(denied());
    let places = Places { region: Some("cn-beijing".to_owned()), ..Places::default() };
    let key = Profile::of_key(Source::Typed, rig.demo.credentials().clone());
    let query = ClusterQuery {
        profile: Arc::new(Profile { places, ..key }),
        ..query(rig.demo.endpoint(), rig.demo.credentials(), &["ap-southeast-1"])
    };
    send(&rig.worker, 1, &query);
    let told = hear(&mut rig.worker, 1).await;
    assert_eq!(
        told.names(),
        ["edge-sg", "trial-sg", "batch-night", "data-lake 数据湖", "sandbox-tmp"]
    );
    let listing = told.listing();
    assert_eq!(listing.failed.len(), 0);
    let why = Problem::of(&listing.denied.as_ref().unwrap().error);
    assert_eq!(why, Problem::NoPermission);
    let Scope::Regions(regions) = &listing.scope else { panic!("{listing:?}") };
    assert_eq!(regions.iter().collect::<HashSet<_>>().len(), 2);
    assert_eq!(rig.arrived(), 3);
}

/// Denies all regions together, tells one page of `cn-a`, and refuses every other region.
fn only_region_a(path: &str) -> (u16, Value) {
    match path {
        "/regions/cn-a/clusters" => {
            let mut answer = page(3, 10, 1);
            answer["clusters"][0].as_object_mut().unwrap().remove("region_id");
            (200, answer)
        }
        _ => (403, error("StatusForbidden")),
    }
}

#[tokio::test]
async fn a_region_that_fails_is_told_and_stops_nobody() {
    let service = Scripted::start(|asked| only_region_a(&asked.path)).await;
    let regions = ["cn-c", "cn-a", "cn-b"];
    let told = list(&scripted_query(&service, &regions)).await;
    let listing = told.listing();
    let failed: Vec<_> = listing.failed.iter().map(|failed| failed.region.as_str()).collect();
    assert_eq!((told.names().len(), failed), (3, vec!["cn-c", "cn-b"]));
    assert_eq!(listing.scope, Scope::Regions(vec!["cn-a".to_owned()]));
    let list = told.list();
    assert_eq!(list.entries()[0].cluster.region, "cn-a", "the region is known from the question");
}

#[tokio::test]
async fn where_no_region_tells_anything_the_listing_is_denied() {
    let service = Scripted::start(|asked| only_region_a(&asked.path)).await;
    for regions in [&["cn-c", "cn-b"][..], &[]] {
        let told = list(&scripted_query(&service, regions)).await;
        let failure = told.outcome.unwrap_err();
        assert_eq!(Problem::of(&failure.error), Problem::NoPermission);
    }
    assert_eq!(service.asked().len(), 4);
}

#[tokio::test]
async fn regions_fill_in_what_all_together_lack() {
    let service = Scripted::start(|asked| match asked.path.as_str() {
        "/api/v1/clusters" => {
            let mut answer = page(2, 10, asked.page);
            answer["page_info"]["total_count"] = json!(3);
            (200, answer)
        }
        path => only_region_a(path),
    });
    let service = service.await;
    let told = list(&scripted_query(&service, &["cn-a"])).await;
    assert_eq!((told.names().len(), told.listing().missing), (3, 0));
    assert!(told.listing().denied.is_none());

    let nothing = Scripted::start(|asked| match asked.path.as_str() {
        "/api/v1/clusters" => (200, json!({})),
        path => only_region_a(path),
    });
    let nothing = nothing.await;
    let told = list(&scripted_query(&nothing, &["cn-a"])).await;
    assert_eq!((told.names().len(), told.listing().denied.is_some()), (3, true));
}

#[tokio::test]
async fn trouble_that_is_no_denial_is_not_asked_again_in_each_region() {
    let service = Scripted::start(|_| (400, error("SignatureDoesNotMatch"))).await;
    let told = list(&scripted_query(&service, &["cn-a"])).await;
    let failure = told.outcome.unwrap_err();
    assert_eq!(Problem::of(&failure.error), Problem::SignatureMismatch);
    assert_eq!(service.asked().len(), 1);
}

/// A credentials URI gives another key each time; the first is refused after the first page.
#[tokio::test]
async fn a_key_that_ends_in_the_middle_is_renewed_once_for_all_pages() {
    let service = Scripted::start(|asked| match asked.path.as_str() {
        "/credentials" => {
            let key = json!({
                "Code": "Success",
                "AccessKeyId": format!("STS.{}", asked.before),
                "AccessKeySecret": "secret",
                "SecurityToken": format!("token-{}", asked.before),
                "Expiration": "2099-01-01T00:00:00Z",
            });
            (200, key)
        }
        _ if asked.page > 1 && asked.token == "token-0" => {
            (400, error("InvalidSecurityToken.Expired"))
        }
        _ => (200, page(90, 10, asked.page)),
    });
    let service = service.await;
    let profile = Profile {
        source: Source::CredentialsUri,
        mode: Mode::CredentialsUri,
        recipe: Recipe::CredentialsUri(format!("{}/credentials", service.endpoint).into()),
        places: Places::default(),
    };
    let query = ClusterQuery { profile: Arc::new(profile), ..scripted_query(&service, &[]) };
    let told = list(&query).await;
    assert_eq!((told.names().len(), told.pages.len()), (90, 9));
    let keys = service.asked().iter().filter(|target| *target == "/credentials").count();
    assert_eq!(keys, 2, "{:?}", service.asked());
}

#[tokio::test]
async fn a_new_listing_takes_the_place_of_the_one_under_way() {
    let mut worker = Worker::start(|| {}).unwrap();
    let silent = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let endpoint = format!("http://{}", silent.local_addr().unwrap()).parse().unwrap();
    let service = Scripted::start(|asked| (200, page(30, 10, asked.page))).await;
    let answered = scripted_query(&service, &[]);
    send(&worker, 1, &ClusterQuery { endpoint, ..answered.clone() });
    let (stream, _) = timeout(DEADLINE, silent.accept()).await.unwrap().unwrap();
    send(&worker, 2, &answered);
    let told = hear(&mut worker, 2).await;
    assert_eq!(told.names().len(), 30);
    left(stream).await;
}

#[tokio::test]
async fn a_listing_can_be_cancelled() {
    let worker = Worker::start(|| {}).unwrap();
    let silent = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let endpoint = format!("http://{}", silent.local_addr().unwrap()).parse().unwrap();
    let key = Credentials::new("LTAI5tScripted", &"secret".into(), None).unwrap();
    send(&worker, 1, &query(&endpoint, &key, &[]));
    let (stream, _) = timeout(DEADLINE, silent.accept()).await.unwrap().unwrap();
    worker.send(Command::Cancel(RequestId(1))).unwrap();
    left(stream).await;
}

/// Waits until the client has left a connection on which its request may still lie: far sooner
/// than after the twelve seconds after which a try would end by itself.
async fn left(mut stream: tokio::net::TcpStream) {
    use tokio::io::AsyncReadExt as _;
    let since = Instant::now();
    let mut head = Vec::new();
    let read = timeout(DEADLINE, stream.read_to_end(&mut head)).await;
    read.expect("the connection stays open").ok();
    closed(stream).await;
    assert!(since.elapsed() < Duration::from_secs(4), "it went on");
}

#[tokio::test]
async fn the_list_of_last_time_comes_first_and_then_what_has_gone_is_marked() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("cache/list.json");
    let service = Scripted::start(|asked| {
        let count = if asked.before == 0 { 3 } else { 2 };
        (200, page(count, 10, asked.page))
    });
    let service = service.await;
    let query = cached_in(&file, scripted_query(&service, &[]));
    let first = list(&query).await;
    assert!(first.kept.is_none());

    let second = list(&query).await;
    assert_eq!(second.kept.as_ref().unwrap().clusters.len(), 3);
    assert_eq!(second.kept.as_ref().unwrap().as_of, first.listing().at);
    let list_now = second.list();
    let gone = list_now.entries().iter().filter(|entry| entry.gone);
    let gone: Vec<_> = gone.map(|entry| entry.cluster.name.as_str()).collect();
    assert_eq!((list_now.entries().len(), gone), (3, vec!["cluster-0002"]));

    let third = list(&query).await;
    assert_eq!(third.kept.unwrap().clusters.len(), 2, "what was marked once is not kept");
}

#[tokio::test]
async fn what_is_kept_survives_a_failure_and_regions_that_are_not_looked_through() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("list.json");
    let good = Scripted::start(|asked| (200, page(5, 10, asked.page))).await;
    list(&cached_in(&file, scripted_query(&good, &[]))).await;

    let bad = Scripted::start(|_| (400, error("SignatureDoesNotMatch"))).await;
    let told = list(&cached_in(&file, scripted_query(&bad, &[]))).await;
    assert!(told.outcome.is_err() && told.kept.is_some());

    // The clusters of cn-hangzhou stay; one of them turns up in cn-a.
    let denied = Scripted::start(|asked| only_region_a(&asked.path)).await;
    list(&cached_in(&file, scripted_query(&denied, &["cn-a"]))).await;
    let told = list(&cached_in(&file, scripted_query(&bad, &[]))).await;
    assert_eq!(told.kept.unwrap().clusters.len(), 5);
}

#[tokio::test]
async fn a_kept_list_that_cannot_be_read_is_ignored_and_written_anew() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("list.json");
    std::fs::write(&file, "{\"version\": 1, \"clusters\": [").unwrap();
    let service = Scripted::start(|asked| (200, page(3, 10, asked.page))).await;
    let query = cached_in(&file, scripted_query(&service, &[]));
    assert!(list(&query).await.kept.is_none());
    assert_eq!(list(&query).await.kept.unwrap().clusters.len(), 3);
    let text = std::fs::read_to_string(&file).unwrap();
    assert!(!text.contains("secret") && !text.contains("LTAI5tScripted"));
}
