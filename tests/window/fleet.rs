//! Many clusters in a real window: listed, fetched together, saved by the desktop's own dialog, and
//! there again at the next start before anybody is asked.

use std::collections::HashSet;
use std::fs;
use std::os::unix::fs::PermissionsExt as _;

use ack_kubeconfig::demo::{DemoOptions, Fault, Service};

use crate::ack::Ack;
use crate::desktop::{Desktop, wait_for};
use crate::program::{Program, files};

#[test]
fn fifty_kubeconfigs_come_together_and_the_list_is_there_at_the_next_start() {
    let desktop = Desktop::start();
    let ack = Ack::with(DemoOptions { extra_clusters: 50, ..DemoOptions::default() });
    let regions: HashSet<_> = ack.demo.clusters().iter().map(|cluster| &cluster.region).collect();
    let listed = format!("62 in {} regions", regions.len());
    let program = Program::start(&desktop, &[], &ack.environment());
    program.wait_for_name("label", &listed);
    program.click("entry", "Filter by name, ID or region");
    program.type_over("fleet-");
    program.click("link", "All 50");
    program.click("push button", "Get 50 kubeconfigs");
    program.wait_for_name("label", "50 done");

    let folder = desktop.home().join("clusters");
    fs::create_dir(&folder).unwrap();
    program.click("push button", "Save each to a folder…");
    program.choose_folder(&folder);
    program.wait_for_name("label", "Saved 50 files in");
    let saved = files(&folder);
    assert_eq!(saved.len(), 50);
    for cluster in ack.demo.clusters().iter().filter(|cluster| cluster.name.starts_with("fleet-")) {
        let id = cluster.id.as_str();
        let name = format!("{}-{}.kubeconfig", cluster.name, &id[..8]);
        let file = folder.join(name);
        assert!(fs::read_to_string(&file).unwrap().contains(id), "{}", file.display());
        assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600);
    }
    program.activate();
    let (status, output) = program.close();
    assert_eq!(status.code(), Some(0), "{output}");

    // The service is silent now, so what is seen was kept.
    ack.demo.set_fault_of(Service::Ack, Some(Fault::SlowHeaders));
    let again = Program::start(&desktop, &[], &ack.environment());
    again.wait_for_name("label", "62 · listing…");
    // Those that the filter finds, which is remembered, too.
    wait_for("a row", || again.nodes().into_iter().find(|node| node.name.starts_with("fleet-")));
    again.close();
    let kept = files(&desktop.home().join(".cache/ack-kubeconfig"));
    assert!(!kept.is_empty());
    for file in kept {
        assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600);
        let text = String::from_utf8_lossy(&fs::read(&file).unwrap()).into_owned();
        assert!(!text.contains(ack.secret()), "{}", file.display());
    }
}
