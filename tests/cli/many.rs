//! `get` with several clusters: one file each, partial success kept, each failure told.

use std::fs;

use ack_kubeconfig::demo::Fault;

use super::support::{Ack, code, run, text};

fn ids<'a>(ack: &'a Ack, names: &[&str]) -> Vec<&'a str> {
    names.iter().map(|name| ack.demo.cluster(name).unwrap().id.as_str()).collect()
}

fn names(folder: &std::path::Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap();
    let mut names: Vec<String> =
        entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn several_clusters_are_one_private_file_each_and_nothing_on_stdout() {
    let ack = Ack::start();
    let parent = tempfile::tempdir().unwrap();
    let folder = parent.path().join("configs");
    let ids = ids(&ack, &["prod-payments", "prod-search", "staging"]);
    // Twice the same is asked for once.
    let output = run(ack.program().arg("get").args(&ids).arg(ids[0]).arg("-o").arg(&folder));
    assert_eq!((code(&output), text(&output.stdout)), (0, ""), "{}", text(&output.stderr));
    let mut expected: Vec<String> = ids.iter().map(|id| format!("{id}.kubeconfig")).collect();
    expected.sort();
    assert_eq!(names(&folder), expected);
    for id in &ids {
        let path = folder.join(format!("{id}.kubeconfig"));
        assert!(fs::read_to_string(&path).unwrap().contains(id), "another cluster's document");
        #[cfg(unix)]
        assert_eq!(super::support::mode(&path), 0o600);
    }
    #[cfg(unix)]
    assert_eq!(super::support::mode(&folder), 0o700);
    assert_eq!(ack.demo.requests().len(), 3);
}

#[test]
fn without_a_folder_several_are_wrong_usage_before_any_request() {
    let ack = Ack::start();
    let ids = ids(&ack, &["prod-payments", "staging"]);
    let output = run(ack.program().arg("get").args(&ids));
    assert_eq!((code(&output), text(&output.stdout)), (2, ""));
    assert!(text(&output.stderr).contains("-o DIR"), "{}", text(&output.stderr));
    assert_eq!(ack.demo.requests().len(), 0);
}

#[test]
fn what_fails_is_told_with_its_cluster_and_the_others_are_written() {
    let ack = Ack::start();
    let folder = tempfile::tempdir().unwrap();
    let denied = ack.demo.clusters().iter().find(|cluster| !cluster.permitted).unwrap();
    let unknown = "c00000000000000000000000000000000";
    let good = ids(&ack, &["prod-payments", "prod-search"]);
    let asked = [good[0], denied.id.as_str(), unknown, good[1]];
    let output = run(ack.program().arg("get").args(asked).arg("-o").arg(folder.path()));
    // The first in the order given says how it ends, whichever came first.
    assert_eq!(code(&output), 5, "{}", text(&output.stderr));
    let told = text(&output.stderr);
    for (id, why) in [(denied.id.as_str(), "not allowed"), (unknown, "no such cluster")] {
        let line = told.lines().find(|line| line.contains(id)).unwrap();
        assert!(line.contains(why), "{line}");
    }
    assert_eq!(names(folder.path()).len(), 2);

    let reversed = [unknown, denied.id.as_str()];
    let output = run(ack.program().arg("get").args(reversed).arg("-o").arg(folder.path()));
    assert_eq!(code(&output), 4, "{}", text(&output.stderr));
}

#[test]
fn one_cluster_goes_into_a_folder_that_is_there_or_is_written_as_one() {
    let ack = Ack::start();
    let parent = tempfile::tempdir().unwrap();
    let file = format!("{}.kubeconfig", ack.id());
    for folder in [parent.path().to_owned(), parent.path().join("new/")] {
        let output = run(ack.program().args(["get", ack.id(), "-o"]).arg(&folder));
        assert_eq!(code(&output), 0, "{}", text(&output.stderr));
        assert!(folder.join(&file).is_file());
    }
}

#[test]
fn an_existing_file_is_kept_without_force_and_the_others_are_written() {
    let ack = Ack::start();
    let folder = tempfile::tempdir().unwrap();
    let ids = ids(&ack, &["prod-payments", "staging"]);
    let path = folder.path().join(format!("{}.kubeconfig", ids[0]));
    fs::write(&path, "precious").unwrap();
    let get = || {
        let mut program = ack.program();
        program.arg("get").args(&ids).arg("-o").arg(folder.path());
        program
    };
    let output = run(&mut get());
    assert_eq!(code(&output), 7);
    assert!(text(&output.stderr).contains("--force"), "{}", text(&output.stderr));
    assert_eq!(fs::read_to_string(&path).unwrap(), "precious");
    assert_eq!(names(folder.path()).len(), 2);
    assert_eq!(code(&run(get().arg("--force"))), 0);
    assert!(fs::read_to_string(&path).unwrap().contains("kind: Config"));
}

#[test]
fn a_folder_that_cannot_be_is_7_and_no_kubeconfig_is_1() {
    let ack = Ack::start();
    let parent = tempfile::tempdir().unwrap();
    let ids = ids(&ack, &["prod-payments", "staging"]);
    fs::write(parent.path().join("file"), "").unwrap();
    for folder in ["file", "missing/folder"] {
        let output =
            run(ack.program().arg("get").args(&ids).arg("-o").arg(parent.path().join(folder)));
        assert_eq!(code(&output), 7, "{folder}: {}", text(&output.stderr));
    }
    let ack = Ack::with(Fault::KubeconfigText("hello".into()));
    let output = run(ack.program().arg("get").args(&ids).arg("-o").arg(parent.path()));
    assert_eq!(code(&output), 1, "{}", text(&output.stderr));
    assert_eq!(names(parent.path()), ["file"]);
}
