//! The list of clusters, and many kubeconfigs at once.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use ack_kubeconfig::demo::{self, DemoOptions, Fault};
use ack_kubeconfig::ui::{OpenDialog, Options};
use ack_kubeconfig::worker::protocol::PathChoice;
use egui::accesskit::{Role, Toggled};
use egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT as _, Queryable as _, by};

use crate::support::{Service, Window, status};

const LISTED: &str = "12 in 4 regions";

fn listed(service: &Service) -> Window {
    let mut window = Window::open(service.options());
    window.until_seen(LISTED);
    window
}

fn rows(window: &Window) -> Vec<String> {
    let nodes = window.harness.query_all_by_role(Role::ListBoxOption);
    nodes.filter_map(|node| node.accesskit_node().label()).collect()
}

fn is_chosen(window: &Window, row: &str) -> bool {
    let node = window.harness.get(by().role(Role::ListBoxOption).label(row));
    node.accesskit_node().toggled() == Some(Toggled::True)
}

/// The dialog in which this folder is chosen, or none.
fn folder_dialog(folder: Option<PathBuf>) -> OpenDialog {
    Arc::new(move |_title, _frame| {
        let folder = folder.clone();
        let choice: PathChoice = Box::pin(async move { folder });
        choice
    })
}

#[test]
fn every_cluster_is_listed_and_a_click_fills_its_id_in() {
    let service = Service::start();
    let mut window = listed(&service);
    let rows = rows(&window);
    assert!(rows.len() > 5 && rows[0].ends_with("ap-southeast-1"), "{rows:?}");
    window.fill("Filter by name, ID or region", "数据湖");
    assert_eq!(self::rows(&window), ["data-lake 数据湖 cn-beijing"]);
    window.click(Role::ListBoxOption, "data-lake 数据湖 cn-beijing");
    assert_eq!(window.field("Cluster ID").value().unwrap(), service.id("data-lake 数据湖"));
    window.press("Get kubeconfig");
    window.until_seen("Retrieved in");
    for fact in ["data-lake 数据湖", "updating", "endpoint public", "signed in as"] {
        assert!(window.sees(fact), "{fact}:\n{}", window.tree());
    }
}

#[test]
fn the_filter_finds_by_name_id_and_region_and_says_when_nothing_matches() {
    let service = Service::start();
    let mut window = listed(&service);
    let filter = "Filter by name, ID or region";
    let id = service.id("staging");
    for (typed, found) in [
        ("STAG", &["staging cn-shanghai"][..]),
        (&id[..9], &["staging cn-shanghai"]),
        ("singapore", &["edge-sg ap-southeast-1", "trial-sg ap-southeast-1"]),
        ("hangzhou search", &["prod-search cn-hangzhou"]),
        ("nothing-like-it", &[]),
    ] {
        window.fill(filter, typed);
        assert_eq!(rows(&window), found, "{typed}");
    }
    assert!(window.sees("No cluster matches."));
    window.fill(filter, "");
    assert!(rows(&window).len() > 5);
}

#[test]
fn refreshing_keeps_the_list_and_marks_what_is_gone() {
    let service = Service::start();
    let mut window = listed(&service);
    service.ack.push_fault_of(demo::Service::Ack, empty_page());
    window.key(Modifiers::NONE, Key::F5);
    window.fill("Filter by name, ID or region", "staging");
    window.until_seen("Standard · gone");
    window.press("Refresh");
    window.until("it is back", |window| window.sees("1.33 · 6 nodes"));
}

/// A page with no cluster on it.
fn empty_page() -> Fault {
    let page = r#"{"clusters":[],"page_info":{"page_number":1,"page_size":50,"total_count":0}}"#;
    Fault::Body { content_type: "application/json".to_owned(), bytes: page.as_bytes().to_vec() }
}

#[test]
fn an_account_without_clusters_is_told_so_and_an_id_can_still_be_typed() {
    let service = Service::start();
    service.ack.push_fault_of(demo::Service::Ack, empty_page());
    let mut window = Window::open(service.options());
    window.until_seen("There are no clusters that these credentials may see.");
    assert!(rows(&window).is_empty() && !window.has(Role::Link, "All 0"));
    window.get(&service.id("staging"));
    assert!(window.document().contains(&service.id("staging")));
}

#[test]
fn a_listing_that_fails_is_told_and_leaves_the_list() {
    let service = Service::start();
    let mut window = listed(&service);
    service.ack.set_fault(Some(Fault::Status {
        code: 404,
        error_code: "InvalidApi.NotFound".to_owned(),
        message: "on purpose".to_owned(),
        retry_after_ms: None,
    }));
    window.key(Modifiers::NONE, Key::F5);
    window.until_seen("does not know this API");
    assert!(rows(&window).len() > 5);
}

#[test]
fn a_missing_public_endpoint_is_told_before_anything_is_asked() {
    let service = Service::start();
    let mut window = listed(&service);
    window.fill("Cluster ID", &service.id("internal-billing"));
    assert!(window.sees("No public endpoint: the private one is asked for"));
    let public = window.node(Role::RadioButton, "Public").accesskit_node().is_disabled();
    assert!(public, "Public can be chosen");
    window.press("Get kubeconfig");
    window.until_seen("endpoint private");
    assert!(service.targets()[0].contains("PrivateIpAddress=true"));

    window.fill("Cluster ID", &service.id("sandbox-tmp"));
    assert!(window.sees("The cluster is being deleted: it has no kubeconfig any more."));
    window.fill("Cluster ID", &service.id("prod-payments"));
    window.click(Role::RadioButton, "Private");
    assert!(window.sees("A private address answers only inside the VPC"));
}

#[test]
fn several_are_chosen_by_keys_and_clicks() {
    let service = Service::start();
    let mut window = listed(&service);
    window.fill("Filter by name, ID or region", "hangzhou");
    let all = rows(&window);
    assert!(all.len() >= 4, "{all:?}");
    let list = |window: &mut Window| {
        window.node(Role::ListBox, "CLUSTERS").focus();
        window.step();
    };
    list(&mut window);
    window.key(Modifiers::NONE, Key::Space);
    assert!(is_chosen(&window, &all[0]) && window.has(Role::Button, "Get 1 kubeconfig"));
    window.key(Modifiers::NONE, Key::ArrowDown);
    window.key(Modifiers::NONE, Key::ArrowDown);
    window.key(Modifiers::SHIFT, Key::Space);
    assert!(all[..3].iter().all(|row| is_chosen(&window, row)) && !is_chosen(&window, &all[3]));
    window.key(Modifiers::NONE, Key::Enter);
    assert!(window.field("Cluster ID").value().unwrap().len() == 33);
    window.press("Clear");
    assert!(all.iter().all(|row| !is_chosen(&window, row)));
    list(&mut window);
    window.key(Modifiers::COMMAND, Key::A);
    assert!(window.has(Role::Button, &format!("Get {} kubeconfigs", all.len())));
    window.press("Clear");
    window.click(Role::Link, &format!("All {}", all.len()));
    assert!(all.iter().all(|row| is_chosen(&window, row)));
}

/// Chooses everything that the filter lets through, and asks for it.
fn get_all(window: &mut Window, filter: &str) {
    window.fill("Filter by name, ID or region", filter);
    let count = rows(window).len();
    window.click(Role::Link, &format!("All {count}"));
    let noun = if count == 1 { "kubeconfig" } else { "kubeconfigs" };
    window.press(&format!("Get {count} {noun}"));
}

#[test]
fn many_come_together_with_three_failures_which_are_told_and_retried() {
    let service = Service::with(DemoOptions { extra_clusters: 8, ..Default::default() });
    let mut window = Window::open(service.options());
    window.until_seen("20 in ");
    for _ in 0..3 {
        service.push_fault(status(400, "SomethingOdd"));
    }
    get_all(&mut window, "fleet-");
    window.until("all failures", |window| window.sees("3 failed"));
    window.until("all the others", |window| !window.sees("under way") && !window.sees("waiting"));
    let failed = "Alibaba Cloud refused the request: SomethingOdd";
    let told = window.harness.query_all_by_label_contains(failed).count();
    assert!(told >= 3, "{}", window.tree());
    let asked = service.targets().len();
    window.press("Retry 3");
    window.until_seen("8 done");
    assert_eq!(service.targets().len(), asked + 3, "what had come was asked for again");
}

#[test]
fn what_is_not_permitted_among_many_is_told_and_fails_again() {
    let service = Service::start();
    let mut window = listed(&service);
    get_all(&mut window, "running");
    window.until_seen("1 failed");
    window.until("all the others", |window| !window.sees("under way") && !window.sees("waiting"));
    assert!(window.sees("You are signed in, but not allowed to do this"));
    let asked = service.targets().len();
    window.press("Retry 1");
    window.until("the answer", |window| window.sees("1 failed") && !window.sees("under way"));
    assert_eq!(service.targets().len(), asked + 1, "what had come was asked for again");
}

#[test]
fn one_of_many_is_shown_and_the_way_back_is_there() {
    let service = Service::start();
    let mut window = listed(&service);
    get_all(&mut window, "prod-");
    window.until_seen("2 done");
    window.click(Role::Link, "Show: prod-search");
    window.until_seen("signed in as");
    assert!(window.document().contains(&service.id("prod-search")));
    window.click(Role::Link, "2 of 2 kubeconfigs · show");
    assert!(window.sees("2 done"));
    window.key(Modifiers::NONE, Key::Escape);
    assert!(!window.sees("2 done") && !window.sees("2 of 2 kubeconfigs"));
}

#[test]
fn of_a_thousand_only_what_is_seen_is_drawn_and_all_come() {
    let service = Service::with(DemoOptions { extra_clusters: 1000, ..Default::default() });
    let mut window = Window::open(service.options());
    window.until_seen("1012 in ");
    window.fill("Filter by name, ID or region", "fleet-");
    window.click(Role::Link, "All 1000");
    window.press("Get 1000 kubeconfigs");
    window.until_seen("1000 done");
    let drawn = window.harness.query_all_by_label_contains("Show: fleet-").count();
    assert!((5..40).contains(&drawn), "{drawn} rows are drawn");
    assert_eq!(service.targets().len(), 1000);
}

#[test]
fn many_are_cancelled_at_once_and_one_is_skipped() {
    let service =
        Service::with(DemoOptions { latency: Duration::from_secs(3), ..Default::default() });
    let mut window = listed(&service);
    get_all(&mut window, "prod-");
    window.until_seen("asking the service");
    window.click(Role::Link, "Skip: prod-search");
    assert!(window.sees("1 cancelled"), "{}", window.tree());
    window.key(Modifiers::NONE, Key::Escape);
    assert!(window.sees("2 cancelled") && window.has(Role::Button, "Close"));
    assert!(!window.sees("under way"));
}

#[test]
fn each_document_is_saved_for_its_owner_alone_and_nothing_is_overwritten_unasked() {
    let service = Service::start();
    let folder = tempfile::tempdir().unwrap();
    let into = folder.path().join("clusters");
    let dialog = folder_dialog(Some(into.clone()));
    let mut window = Window::open(Options { folder_dialog: dialog, ..service.options() });
    window.until_seen(LISTED);
    get_all(&mut window, "prod-");
    window.until_seen("2 done");
    window.press("Save each to a folder…");
    window.until_seen("Saved 2 files in");
    let payments = format!("prod-payments-{}.kubeconfig", &service.id("prod-payments")[..8]);
    let file = into.join(payments);
    assert!(fs::read_to_string(&file).unwrap().contains(&service.id("prod-payments")));
    assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600);

    fs::write(&file, "mine").unwrap();
    window.press("Save each to a folder…");
    window.until_seen("2 files are there already in");
    assert_eq!(fs::read_to_string(&file).unwrap(), "mine");
    window.press("Keep them");
    assert!(!window.sees("are there already"));
    window.press("Save each to a folder…");
    window.until_seen("2 files are there already in");
    window.press("Replace them");
    window.until("the file", |_| fs::read_to_string(&file).is_ok_and(|text| text != "mine"));
}

#[test]
fn without_a_dialog_the_folder_can_be_typed() {
    let service = Service::start();
    let folder = tempfile::tempdir().unwrap();
    let mut window = listed(&service);
    get_all(&mut window, "prod-");
    window.until_seen("2 done");
    window.press("Save each to a folder…");
    window.until_seen("Nothing was chosen.");
    window.fill("Save to", folder.path().to_str().unwrap());
    window.press("Save");
    window.until_seen("Saved 2 files in");
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2);
}

#[test]
fn those_of_another_profile_join_the_ones_on_show() {
    let home = super::profiles::Home::new();
    home.config("default", &[home.ak("default"), home.role("acting")]);
    let mut window = Window::open(home.options());
    window.until_seen(LISTED);
    get_all(&mut window, "prod-payments");
    window.until_seen("1 done");
    window.click(Role::ComboBox, "Profile");
    window.step();
    window.click(Role::ListBoxOption, "acting aliyun CLI profile · RAM role");
    window.until_seen("ack-operator");
    // The filter stays.
    window.until_seen("1 of 12");
    get_all(&mut window, "prod-payments");
    window.until_seen("2 done");
    window.until_seen("2 kubeconfigs");
}

#[test]
fn two_thousand_clusters_are_listed_and_only_what_is_seen_is_drawn() {
    let service = Service::with(DemoOptions { extra_clusters: 2000, ..Default::default() });
    let mut window = Window::open(service.options());
    window.until_seen("2012 in ");
    assert!(rows(&window).len() < 20, "{}", rows(&window).len());
    window.node(Role::ListBox, "CLUSTERS").focus();
    window.step();
    let first = rows(&window);
    window.key(Modifiers::NONE, Key::End);
    window.step();
    assert!(first.iter().all(|row| !rows(&window).contains(row)), "the end is not seen");
    window.key(Modifiers::NONE, Key::Home);
    window.step();
    assert_eq!(rows(&window), first);
    get_all(&mut window, "prod-payments");
    window.until_seen("1 done");
}
