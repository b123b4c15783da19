//! The daily way in a real window: found, got, looked at, merged into the user's own file, used by
//! a real kubectl, renewed, and undone.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;

use crate::ack::Ack;
use crate::desktop::{Desktop, wait_for};
use crate::program::Program;

/// What the user had before: contexts of their own, with their own comments.
const MINE: &str = "# mine, with care\napiVersion: v1\nkind: Config\nclusters:\n- name: kubernetes\n  \
    cluster: {server: \"https://127.0.0.1:8443\"} # minikube\ncontexts:\n- name: minikube\n  \
    context: {cluster: kubernetes, user: me}\n- name: tests # on the same\n  \
    context: {cluster: kubernetes, user: me, namespace: tests}\nusers:\n- name: me\n  \
    user: {token: of-mine}\ncurrent-context: minikube\n";

/// A home in which kubectl's file is this one.
fn write_mine(desktop: &Desktop) -> std::path::PathBuf {
    let file = desktop.home().join(".kube/config");
    fs::create_dir(file.parent().unwrap()).unwrap();
    fs::write(&file, MINE).unwrap();
    fs::set_permissions(&file, fs::Permissions::from_mode(0o600)).unwrap();
    file
}

/// Finds the cluster in the list, picks it and gets its kubeconfig.
fn find_and_get(program: &Program<'_>, row: &str) {
    program.wait_for_name("label", "12 in 4 regions");
    program.fill("Filter by name, ID or region", "stag");
    wait_for("one row", || {
        let nodes = program.nodes().into_iter();
        let rows: Vec<_> = nodes.filter(|node| node.role == "list item").collect();
        (rows.len() == 1 && rows[0].name == row).then_some(())
    });
    program.click("list item", row);
    program.press("ctrl+Return");
    program.wait_for_name("label", "Retrieved in");
}

#[test]
fn found_got_merged_used_by_kubectl_renewed_and_undone_to_the_very_bytes() {
    let desktop = Desktop::start();
    let ack = Ack::start();
    let file = write_mine(&desktop);
    let text = || fs::read_to_string(&file).unwrap();
    let staging = ack.demo.cluster("staging").unwrap();

    let program = Program::start(&desktop, &[], &ack.environment());
    program.wait_for_name("toggle button", "My contexts 2");
    find_and_get(&program, &format!("staging {}", staging.region));
    program.press("ctrl+m");
    program.wait_for_name("label", "Merge into ~/.kube/config");
    program.wait_for_name("label", "Adds 1 context.");
    program.wait_for_name("label", "Difference");
    assert_eq!(text(), MINE, "nothing is written before it was looked at");
    program.click("push button", "Merge");
    program.wait_for_name("label", "merged staging into ~/.kube/config");

    let merged = text();
    for line in MINE.lines() {
        assert!(merged.lines().any(|kept| kept == line), "{line} is gone from {merged}");
    }
    let namespaces = ["--context", "staging", "get", "namespaces", "-o", "name"];
    assert!(desktop.run("kubectl", &namespaces).contains("namespace/default\n"));
    assert_eq!(desktop.run("kubectl", &["config", "current-context"]), "minikube\n");

    program.wait_for_name("toggle button", "My contexts 3");
    program.click("toggle button", "My contexts 3");
    program.wait_for_name("table row", "staging: in 3 years");
    program.wait_for_name("table row", "minikube: ");
    program.wait_for_name("table row", "tests: ");
    // A private key is one of the few things that differ in a new certificate.
    program.click("link", "Renew: staging");
    program.wait_for_name("label", "Renews 1 context.");
    program.click("push button", "Renew");
    program.wait_for_name("label", "renewed staging in ~/.kube/config");
    assert_ne!(text(), merged);
    assert!(desktop.run("kubectl", &namespaces).contains("namespace/default\n"));

    undo(&program, "undid the renewal of staging", 3);
    assert_eq!(text(), merged);
    undo(&program, "undid the merge of staging", 2);
    assert_eq!(text(), MINE, "the very bytes");

    program.click("toggle button", "History");
    for what in ["Undo", "Renew in file", "Merge", "Get kubeconfig"] {
        program.wait_for_node(what, |node| {
            let told = format!("{what} · ");
            node.role == "table row"
                && node.name.starts_with(&told)
                && node.name.contains("staging")
        });
    }
    let (status, output) = program.close();
    assert_eq!(status.code(), Some(0), "{output}");
}

/// Undoes the last change, and waits until the page has read the file again.
fn undo(program: &Program<'_>, told: &str, contexts: usize) {
    program.click("link", "Undo");
    program.wait_for_name("label", told);
    wait_for("the page, read again", || {
        let rows = program.nodes().into_iter().filter(|node| node.role == "table row").count();
        (rows == contexts).then_some(())
    });
}
