//! `merge` with many clusters, beside another `merge`, and interrupted.

use std::collections::BTreeSet;
use std::fs;
use std::process::{Command, Stdio};

use ack_kubeconfig::demo::DemoOptions;
use serde_json::Value;

use super::landing::{Home, MINE, id, lost, said};
use super::support::{Ack, code, run, text};

#[test]
fn ten_clusters_merged_one_after_another_are_all_reached_by_kubectl() {
    let ack =
        Ack::of(DemoOptions { extra_clusters: 6, answering_extra: 6, ..DemoOptions::default() });
    let home = Home::with(MINE);
    let common = ["prod-payments", "staging", "data-lake 数据湖", "订单中心"].map(str::to_owned);
    let names: Vec<String> =
        common.into_iter().chain((0..6).map(|number| format!("fleet-{number:04}"))).collect();
    for name in &names {
        let output = home.ack(&ack, &["merge", id(&ack, name)]);
        assert_eq!(code(&output), 0, "{name}: {}", said(&output));
    }
    assert_eq!(lost(MINE, &home.text()), [""; 0]);
    let output = home.kubectl(&["config", "get-contexts", "-o", "name"]);
    let contexts: BTreeSet<&str> = text(&output.stdout).lines().collect();
    assert_eq!(contexts.len(), 11, "{contexts:?}");
    for name in &names {
        // A context may be called otherwise than its cluster; what it is for it says itself.
        let context = context_of(&home, id(&ack, name));
        assert!(contexts.contains(context.as_str()), "{context}");
        let output = home.kubectl(&["--context", &context, "get", "namespaces", "-o", "name"]);
        assert_eq!(code(&output), 0, "{name}: {}", said(&output));
        let own = format!("namespace/{}", ack.demo.cluster(name).unwrap().namespace);
        assert!(text(&output.stdout).lines().any(|line| line == own), "{name}: {}", said(&output));
    }
}

/// The name of the context of a cluster.
fn context_of(home: &Home, id: &str) -> String {
    let contexts = contexts(home);
    let found = contexts.iter().find(|context| context["cluster_id"] == id);
    found.expect("a context")["name"].as_str().unwrap().to_owned()
}

fn contexts(home: &Home) -> Vec<Value> {
    let output = home.offline(&["contexts", "--output", "json"]);
    let json: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(json["files"][0]["problems"], Value::Array(Vec::new()), "{}", said(&output));
    json["contexts"].as_array().unwrap().clone()
}

#[test]
fn two_that_merge_fifty_clusters_each_at_once_lose_none() {
    let ack = Ack::of(DemoOptions { extra_clusters: 100, ..DemoOptions::default() });
    let home = Home::with(MINE);
    let fleet = ack.demo.clusters().iter().filter(|cluster| cluster.name.starts_with("fleet-"));
    let ids: Vec<&str> = fleet.map(|cluster| cluster.id.as_str()).collect();
    let outputs = std::thread::scope(|scope| {
        let merge = |ids| {
            let mut program = home.at_home(ack.program());
            scope.spawn(move || run(program.arg("merge").args::<&[&str], _>(ids)))
        };
        [merge(&ids[..50]), merge(&ids[50..])].map(|merging| merging.join().unwrap())
    });
    for output in &outputs {
        assert_eq!(code(output), 0, "{}", said(output));
    }
    assert_eq!(names_in(&home.config()), ["config"], "a lock or half a file is left");
    let contexts = contexts(&home);
    let of_ack = || contexts.iter().filter_map(|context| context["cluster_id"].as_str());
    assert_eq!(of_ack().collect::<BTreeSet<_>>(), ids.iter().copied().collect());
    assert_eq!((of_ack().count(), contexts.len()), (100, 101));
    for entry in ["cluster", "user"] {
        let entries = contexts.iter().map(|context| context[entry].as_str().unwrap());
        assert_eq!(entries.collect::<BTreeSet<_>>().len(), 101, "a {entry} is shared");
    }
    assert_eq!(lost(MINE, &home.text()), [""; 0]);
    let kubectl = home.kubectl(&["config", "get-contexts", "-o", "name"]);
    assert_eq!(text(&kubectl.stdout).lines().count(), 101, "{}", said(&kubectl));
}

#[cfg(unix)]
#[test]
fn ctrl_c_while_another_program_has_the_lock_leaves_all_as_it_was() {
    use std::io::{BufRead as _, BufReader};
    use std::time::{Duration, Instant};

    let ack = Ack::start();
    let home = Home::with(MINE);
    let lock = home.config().with_file_name("config.lock");
    fs::write(&lock, "").unwrap();
    let mut program = home.at_home(ack.program());
    program.args(["merge", id(&ack, "staging")]).stdout(Stdio::null()).stderr(Stdio::piped());
    let mut child = program.spawn().unwrap();
    let mut said = BufReader::new(child.stderr.take().unwrap()).lines();
    // The difference is the last that it tells before it asks for the lock.
    let key = said.find(|line| line.as_ref().is_ok_and(|line| line.contains("client-key-data")));
    key.expect("a difference").unwrap();
    let interrupted = Instant::now();
    let pid = child.id().to_string();
    assert!(Command::new("kill").args(["-INT", &pid]).status().unwrap().success());
    assert_eq!(child.wait().unwrap().code(), Some(130));
    // It would wait for five seconds.
    assert!(interrupted.elapsed() < Duration::from_secs(2), "{:?}", interrupted.elapsed());
    let rest: Vec<String> = said.map_while(Result::ok).collect();
    assert!(!rest.iter().any(|line| line.contains("merged")), "{rest:?}");
    assert_eq!(home.text(), MINE);
    assert_eq!(names_in(&home.config()), ["config", "config.lock"]);
    assert_eq!(fs::read(&lock).unwrap().len(), 0);
    assert_eq!(home.files(), [".kube/config", ".kube/config.lock"]);
}

/// The names of all that stands beside a file, and its own.
fn names_in(file: &std::path::Path) -> Vec<String> {
    let entries = fs::read_dir(file.parent().unwrap()).unwrap();
    let mut names: Vec<String> =
        entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}
