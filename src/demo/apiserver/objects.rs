//! Kubernetes objects as JSON: statuses, namespaces, and the tables that `kubectl get` asks for.

use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};

use crate::demo::catalogue::DemoCluster;
use crate::demo::clock::rfc3339;

/// A failure.
pub(super) fn failure(code: u16, reason: &str, message: &str) -> Value {
    json!({
        "kind": "Status",
        "apiVersion": "v1",
        "metadata": {},
        "status": "Failure",
        "message": message,
        "reason": reason,
        "code": code,
    })
}

/// The namespaces of a cluster: Kubernetes' own, and the cluster's.
pub(super) fn namespaces(cluster: &DemoCluster, now: Timestamp) -> Vec<Value> {
    let mut names =
        vec!["default", "kube-node-lease", "kube-public", "kube-system", &cluster.namespace];
    names.sort_unstable();
    let created = now.checked_sub(SignedDuration::from_hours(24 * 250)).unwrap_or(now);
    names.into_iter().map(|name| namespace(name, created)).collect()
}

fn namespace(name: &str, created: Timestamp) -> Value {
    json!({
        "kind": "Namespace",
        "apiVersion": "v1",
        "metadata": {
            "name": name,
            "uid": uid(name),
            "resourceVersion": "42",
            "creationTimestamp": rfc3339(created),
            "labels": { "kubernetes.io/metadata.name": name },
        },
        "spec": { "finalizers": ["kubernetes"] },
        "status": { "phase": "Active" },
    })
}

/// Some UUID, the same for the same name.
fn uid(name: &str) -> String {
    let hash = crate::core::acs::sign::hash::sha256_hex(name.as_bytes());
    [&hash[..8], &hash[8..12], &hash[12..16], &hash[16..20], &hash[20..32]].join("-")
}

/// A list of objects; its items carry no kind of their own.
pub(super) fn list(kind: &str, mut items: Vec<Value>) -> Value {
    for item in items.iter_mut().filter_map(Value::as_object_mut) {
        item.remove("kind");
        item.remove("apiVersion");
    }
    json!({
        "kind": kind,
        "apiVersion": "v1",
        "metadata": { "resourceVersion": "42" },
        "items": items,
    })
}

/// The version of the table that an `Accept` header asks for, if it prefers one.
pub(super) fn table_version(accept: &str) -> Option<&'static str> {
    let asks = |version: &str| {
        accept.split(',').any(|kind| {
            let mut parameters = kind.split(';').map(str::trim);
            kind.contains("as=Table") && parameters.any(|parameter| parameter == version)
        })
    };
    if asks("v=v1") {
        Some("meta.k8s.io/v1")
    } else if asks("v=v1beta1") {
        Some("meta.k8s.io/v1beta1")
    } else {
        None
    }
}

/// Namespaces as a table.
pub(super) fn namespace_table(version: &str, namespaces: &[Value], now: Timestamp) -> Value {
    let columns = [column("Name", "name"), column("Status", ""), column("Age", "")];
    let rows = namespaces.iter().map(|namespace| {
        let metadata = &namespace["metadata"];
        let cells = json!([
            metadata["name"],
            namespace["status"]["phase"],
            age(&metadata["creationTimestamp"], now)
        ]);
        json!({
            "cells": cells,
            "object": {
                "kind": "PartialObjectMetadata",
                "apiVersion": version,
                "metadata": metadata,
            },
        })
    });
    table(version, &columns, &rows.collect::<Vec<_>>())
}

/// No pods, as a table.
pub(super) fn pod_table(version: &str) -> Value {
    let names = ["Ready", "Status", "Restarts", "Age"];
    let mut columns = vec![column("Name", "name")];
    columns.extend(names.iter().map(|name| column(name, "")));
    table(version, &columns, &[])
}

fn table(version: &str, columns: &[Value], rows: &[Value]) -> Value {
    json!({
        "kind": "Table",
        "apiVersion": version,
        "metadata": { "resourceVersion": "42" },
        "columnDefinitions": columns,
        "rows": rows,
    })
}

fn column(name: &str, format: &str) -> Value {
    json!({ "name": name, "type": "string", "format": format, "description": "", "priority": 0 })
}

fn age(created: &Value, now: Timestamp) -> String {
    let created: Option<Timestamp> = created.as_str().and_then(|text| text.parse().ok());
    created.map_or_else(String::new, |created| {
        format!("{}d", now.duration_since(created).as_hours() / 24)
    })
}

#[cfg(test)]
mod tests {
    use super::table_version;

    #[test]
    fn old_and_new_kubectl_get_the_table_that_they_know() {
        for (accept, version) in [
            (
                "application/json;as=Table;v=v1;g=meta.k8s.io,\
                 application/json;as=Table;v=v1beta1;g=meta.k8s.io,application/json",
                Some("meta.k8s.io/v1"),
            ),
            (
                "application/json;as=Table;v=v1beta1;g=meta.k8s.io, application/json",
                Some("meta.k8s.io/v1beta1"),
            ),
            ("application/json", None),
            ("application/json;v=v1", None),
        ] {
            assert_eq!(table_version(accept), version, "{accept}");
        }
    }
}
