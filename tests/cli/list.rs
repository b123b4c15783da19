//! `list`: the table, the JSON, and what is told of a list that is not whole.

use std::process::Command;

use ack_kubeconfig::core::acs::Credentials;
use ack_kubeconfig::demo::Fault;
use serde_json::{Value, json};
use unicode_width::UnicodeWidthStr as _;

use super::support::{Ack, code, program, run, text};

const HEADS: [&str; 8] =
    ["NAME", "ID", "REGION", "STATE", "EDITION", "VERSION", "NODES", "ENDPOINTS"];

fn table(ack: &Ack) -> Vec<String> {
    let output = run(ack.program().arg("list"));
    assert_eq!((code(&output), text(&output.stderr)), (0, ""));
    text(&output.stdout).lines().map(str::to_owned).collect()
}

fn objects(ack: &Ack) -> Vec<Value> {
    let output = run(ack.program().args(["list", "--output", "json"]));
    assert_eq!((code(&output), text(&output.stderr)), (0, ""));
    serde_json::from_slice(&output.stdout).unwrap()
}

/// A service that has this one answer for everybody.
fn telling(answer: &Value) -> Ack {
    let bytes = answer.to_string().into_bytes();
    Ack::with(Fault::Body { content_type: "application/json".to_owned(), bytes })
}

fn status(code: u16, error_code: &str) -> Fault {
    Fault::Status {
        code,
        error_code: error_code.to_owned(),
        message: "on demand".to_owned(),
        retry_after_ms: Some(1),
    }
}

#[test]
fn the_table_has_every_cluster_and_its_columns_are_straight() {
    let ack = Ack::start();
    let lines = table(&ack);
    assert_eq!(lines[0].split_whitespace().collect::<Vec<_>>(), HEADS);
    assert_eq!(lines.len(), 1 + ack.demo.clusters().len());
    let column = lines[0].find("ID").unwrap();
    for cluster in ack.demo.clusters() {
        let line = lines.iter().find(|line| line.contains(cluster.id.as_str())).unwrap();
        assert!(line.starts_with(&cluster.name), "{line}");
        for part in [&cluster.region, &cluster.state, &cluster.version] {
            assert!(line.contains(part), "{line}");
        }
        let before = line.split(cluster.id.as_str()).next().unwrap();
        assert_eq!(before.width(), column, "{line}");
    }
}

#[test]
fn json_has_the_documented_members_in_the_documented_order() {
    let ack = Ack::start();
    let objects = objects(&ack);
    let place = |object: &Value| {
        let text = |name: &str| object[name].as_str().unwrap().to_owned();
        (text("region"), text("name"), text("id"))
    };
    assert_eq!(objects.len(), ack.demo.clusters().len());
    assert!(objects.iter().map(place).is_sorted());

    let named = |name: &str| objects.iter().find(|object| object["name"] == name).unwrap();
    let known = ack.demo.cluster("prod-payments").unwrap();
    assert_eq!(
        *named("prod-payments"),
        json!({
            "id": known.id.as_str(),
            "name": "prod-payments",
            "region": "cn-hangzhou",
            "state": "running",
            "kubeconfig_available": true,
            "type": "ManagedKubernetes",
            "spec": "ack.pro.small",
            "profile": "Default",
            "edition": "Pro",
            "version": "1.34.1-aliyun.1",
            "next_version": null,
            "size": 24,
            "endpoints": { "public": known.public_url, "private": known.private_url },
            "tags": { "team": "payments" },
            "vpc_id": "vpc-bp1demodemodemo0001",
            "resource_group_id": "rg-acfmdemodemodemo",
            "deletion_protection": true,
            "created": "2025-03-18T01:30:00Z",
        })
    );
    let help = run(program().args(["list", "--help"]));
    for member in named("prod-payments").as_object().unwrap().keys() {
        assert!(text(&help.stdout).contains(member), "{member} is not documented");
    }

    assert_eq!(named("internal-billing")["endpoints"]["public"], Value::Null);
    assert!(named("internal-billing")["endpoints"]["private"].is_string());
    assert_eq!(named("legacy-ci")["kubeconfig_available"], false);
    assert_eq!(named("legacy-ci")["endpoints"], Value::Null);
    assert_eq!(named("edge-sg")["edition"], "Edge");
    assert_eq!(named("订单中心")["kubeconfig_available"], true);
}

#[test]
fn the_demo_can_be_listed_without_an_account() {
    let output = run(program().args(["list", "--demo", "--output", "json"]));
    assert_eq!(code(&output), 0, "{}", text(&output.stderr));
    let objects: Vec<Value> = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(objects.len(), 12);
}

/// The program on a terminal of this width, which util-linux' `script` makes.
#[cfg(target_os = "linux")]
fn on_a_terminal(columns: u16) -> Vec<String> {
    let program = env!("CARGO_BIN_EXE_ack-kubeconfig");
    let line = format!("stty rows 40 cols {columns}; exec {program} --demo list 2>/dev/null");
    let output = run(Command::new("script").args(["-qec", &line, "/dev/null"]));
    assert_eq!(code(&output), 0, "{}", text(&output.stdout));
    text(&output.stdout).lines().map(|line| line.trim_end_matches('\r').to_owned()).collect()
}

#[cfg(target_os = "linux")]
#[test]
fn on_a_terminal_no_line_is_wider_than_it_and_ids_are_whole() {
    for columns in [50, 80, 110, 300] {
        let lines = on_a_terminal(columns);
        assert_eq!(lines.len(), 13, "{lines:?}");
        for line in &lines {
            assert!(line.width() <= columns.into(), "{columns}: {line}");
        }
        assert!(lines[1..].iter().all(|line| {
            line.split_whitespace().any(|word| word.len() == 33 && word.starts_with('c'))
        }));
        let all = HEADS.iter().all(|head| lines[0].contains(head));
        assert_eq!(all, columns == 300, "{columns}: {}", lines[0]);
    }
}

#[test]
fn names_from_outside_do_not_command_the_terminal() {
    let name = "red \u{1b}[31m\u{9b}31m\u{202e}\r\nnext";
    let ack = telling(&json!({
        "clusters": [{ "cluster_id": "c1", "name": name, "state": "\u{7}novel" }],
        "page_info": { "total_count": 1 },
    }));
    let lines = table(&ack);
    assert_eq!(lines.len(), 2, "{lines:?}");
    assert!(lines[1].contains("novel"), "an unknown state is shown: {}", lines[1]);
    assert!(!lines[1].chars().any(|c| c.is_control() || c == '\u{202e}'), "{lines:?}");

    let output = run(ack.program().args(["list", "--output", "json"]));
    let raw = text(&output.stdout);
    assert!(!raw.chars().any(|c| (c.is_control() && c != '\n') || c == '\u{202e}'), "{raw:?}");
    let objects: Vec<Value> = serde_json::from_str(raw).unwrap();
    assert_eq!(objects[0]["name"], name);
}

#[test]
fn an_account_without_clusters_has_an_empty_table_and_an_empty_array() {
    let ack = telling(&json!({ "clusters": [], "page_info": { "total_count": 0 } }));
    let output = run(ack.program().arg("list"));
    assert_eq!(code(&output), 0);
    assert_eq!(text(&output.stdout).split_whitespace().collect::<Vec<_>>(), HEADS);
    assert!(text(&output.stderr).contains("no clusters"));
    let output = run(ack.program().args(["list", "--output", "json"]));
    assert_eq!((code(&output), text(&output.stdout)), (0, "[]\n"));
}

#[test]
fn where_all_regions_together_are_denied_each_is_asked_and_that_is_told() {
    let ack = Ack::start();
    ack.demo.push_fault(status(403, "StatusForbidden"));
    let output = run(ack.program().args(["list", "--output", "json"]));
    assert_eq!(code(&output), 0, "{}", text(&output.stderr));
    let objects: Vec<Value> = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(objects.len(), 12);
    assert!(text(&output.stderr).contains("StatusForbidden"));

    ack.demo.push_fault(status(403, "StatusForbidden"));
    ack.demo.push_fault(status(403, "StatusForbidden"));
    let output = run(ack.program().args(["list"]));
    assert_eq!(code(&output), 0);
    let told = text(&output.stderr);
    assert!(told.contains("not listed: cn-"), "{told}");
}

#[test]
fn what_is_left_out_is_told() {
    for (clusters, total, expected) in [
        (json!([{ "cluster_id": "c1" }, { "name": "?" }, { "cluster_id": "/" }]), 3, "2 clusters"),
        (json!([{ "cluster_id": "c1" }]), 5, "4 more"),
    ] {
        let page_info = json!({ "total_count": total });
        let ack = telling(&json!({ "clusters": clusters, "page_info": page_info }));
        let output = run(ack.program().arg("list"));
        assert_eq!(code(&output), 0);
        assert!(text(&output.stdout).contains("c1"));
        assert!(text(&output.stderr).contains(expected), "{}", text(&output.stderr));
    }
}

#[test]
fn the_exit_codes_are_the_contracts() {
    for (fault, expected) in [
        (status(403, "StatusForbidden"), 5),
        (status(400, "InvalidSecurityToken.Expired"), 3),
        (status(503, "ServiceUnavailable"), 6),
        (status(400, "InvalidParameter"), 1),
        (Fault::HtmlPage, 6),
    ] {
        let ack = Ack::with(fault.clone());
        let output = run(ack.program().args(["list", "--timeout", "1"]));
        let told = text(&output.stderr);
        assert_eq!((code(&output), text(&output.stdout)), (expected, ""), "{fault:?}: {told}");
    }
    let ack = Ack::start();
    let id = ack.demo.credentials().access_key_id();
    let wrong = Credentials::new(id, &"a-wrong-secret".into(), None).unwrap();
    let mut program = ack.program_as(&wrong);
    let output = run(program.args(["list", "--endpoint", ack.demo.endpoint().as_str()]));
    assert_eq!(code(&output), 3, "{}", text(&output.stderr));
    let usage = run(ack.program().args(["list", "--output", "yaml"]));
    assert_eq!(code(&usage), 2);
}
