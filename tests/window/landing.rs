//! Landing a kubeconfig in the user's own file in a real window: got, looked at, merged, used by a
//! real kubectl, seen on the page about it, and undone.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;

use crate::ack::Ack;
use crate::desktop::{Desktop, wait_for};
use crate::program::Program;

/// What the user had before: a context of their own, with their own comments.
const MINE: &str = "# mine, with care\napiVersion: v1\nkind: Config\nclusters:\n- name: kubernetes\n  \
    cluster: {server: \"https://127.0.0.1:8443\"} # minikube\ncontexts:\n- name: minikube\n  \
    context: {cluster: kubernetes, user: me}\nusers:\n- name: me\n  user: {token: of-mine}\n\
    current-context: minikube\n";

#[test]
fn got_merged_used_by_kubectl_and_undone_to_the_very_bytes() {
    let desktop = Desktop::start();
    let ack = Ack::start();
    let file = desktop.home().join(".kube/config");
    fs::create_dir(file.parent().unwrap()).unwrap();
    fs::write(&file, MINE).unwrap();
    fs::set_permissions(&file, fs::Permissions::from_mode(0o600)).unwrap();
    let text = || fs::read_to_string(&file).unwrap();

    let program = Program::start(&desktop, &[], &ack.environment());
    program.wait_for_name("label", "12 in 4 regions");
    program.wait_for_name("toggle button", "My contexts 1");
    program.click("entry", "Cluster ID");
    program.type_over(ack.demo.cluster("staging").unwrap().id.as_str());
    program.press("ctrl+Return");
    program.wait_for_name("label", "Retrieved in");
    program.press("ctrl+m");
    program.wait_for_name("label", "Merge into ~/.kube/config");
    program.wait_for_name("label", "Adds 1 context.");
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

    program.wait_for_name("toggle button", "My contexts 2");
    program.click("toggle button", "My contexts 2");
    program.wait_for_name("table row", "staging: in 3 years");
    program.wait_for_name("table row", "minikube: ");

    program.click("link", "Undo");
    program.wait_for_name("label", "undid the merge of staging");
    assert_eq!(text(), MINE);
    wait_for("the page, read again", || {
        let rows = program.nodes().into_iter().filter(|node| node.role == "table row").count();
        (rows == 1).then_some(())
    });
    let (status, output) = program.close();
    assert_eq!(status.code(), Some(0), "{output}");
}
