//! What the API server says about itself: its version, its groups, its resources.

use serde_json::{Value, json};

use crate::demo::catalogue::DemoCluster;

/// `/version`.
pub(super) fn version(cluster: &DemoCluster) -> Value {
    let mut parts = cluster.version.split('.');
    let (major, minor) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
    json!({
        "major": major,
        "minor": minor,
        "gitVersion": format!("v{}", cluster.version),
        "gitCommit": "0123456789abcdef0123456789abcdef01234567",
        "gitTreeState": "clean",
        "buildDate": "2025-10-09T08:00:00Z",
        "goVersion": "go1.24.6",
        "compiler": "gc",
        "platform": "linux/amd64",
    })
}

/// `/api`: the versions of the core group.
pub(super) fn core_versions() -> Value {
    json!({
        "kind": "APIVersions",
        "versions": ["v1"],
        "serverAddressByClientCIDRs": [],
    })
}

/// The groups beside the core group; each has the one version `v1`.
const GROUPS: [&str; 2] = ["authentication.k8s.io", "authorization.k8s.io"];

/// `/apis`: the groups.
pub(super) fn groups() -> Value {
    let groups: Vec<Value> = GROUPS
        .iter()
        .map(|group| {
            let version = json!({ "groupVersion": format!("{group}/v1"), "version": "v1" });
            json!({ "name": group, "versions": [version.clone()], "preferredVersion": version })
        })
        .collect();
    json!({ "kind": "APIGroupList", "apiVersion": "v1", "groups": groups })
}

/// `/api/v1`: the core resources.
pub(super) fn core_resources() -> Value {
    json!({
        "kind": "APIResourceList",
        "groupVersion": "v1",
        "resources": [
            resource("namespaces", "Namespace", false, &["get", "list"], &["ns"]),
            resource("pods", "Pod", true, &["list"], &["po"]),
        ],
    })
}

/// `/apis/{group}/v1`: the resources of a group, if there is such a group.
pub(super) fn group_resources(group: &str) -> Option<Value> {
    let kinds: &[(&str, &str)] = match group {
        "authentication.k8s.io" => &[("selfsubjectreviews", "SelfSubjectReview")],
        "authorization.k8s.io" => &[
            ("selfsubjectaccessreviews", "SelfSubjectAccessReview"),
            ("selfsubjectrulesreviews", "SelfSubjectRulesReview"),
        ],
        _ => return None,
    };
    let resources: Vec<Value> =
        kinds.iter().map(|(name, kind)| resource(name, kind, false, &["create"], &[])).collect();
    Some(json!({
        "kind": "APIResourceList",
        "apiVersion": "v1",
        "groupVersion": format!("{group}/v1"),
        "resources": resources,
    }))
}

fn resource(name: &str, kind: &str, namespaced: bool, verbs: &[&str], short: &[&str]) -> Value {
    json!({
        "name": name,
        "singularName": kind.to_lowercase(),
        "namespaced": namespaced,
        "kind": kind,
        "verbs": verbs,
        "shortNames": short,
    })
}
