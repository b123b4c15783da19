//! What an identity may do, as role bindings would say it.

use serde_json::{Value, json};

use crate::demo::catalogue::{Access, DemoCluster};

/// An action on a resource, as a `SelfSubjectAccessReview` names it. Empty parts mean "every".
#[derive(Debug, Clone, Copy)]
pub(super) struct Action<'a> {
    pub(super) verb: &'a str,
    pub(super) group: &'a str,
    pub(super) resource: &'a str,
    pub(super) namespace: &'a str,
}

/// Whether the cluster's bindings allow the action to the caller.
pub(super) fn allows(cluster: &DemoCluster, action: Action<'_>) -> bool {
    // Every signed-in identity may ask what it may do.
    if matches!(action.group, "authorization.k8s.io" | "authentication.k8s.io") {
        return action.verb == "create" && action.resource.starts_with("selfsubject");
    }
    let reads = matches!(action.verb, "get" | "list" | "watch");
    let may_write = reads || matches!(action.verb, "create" | "update" | "patch" | "delete");
    // The roles that ACK binds leave the cluster's own objects to its administrators.
    let of_cluster = matches!(action.resource, "nodes" | "namespaces" | "*") || action.group == "*";
    match cluster.access {
        Access::Masters => true,
        Access::Write => reads || (may_write && !of_cluster),
        Access::Read => reads,
        Access::OwnNamespace => action.namespace == cluster.namespace && may_write && !of_cluster,
        Access::Nothing => false,
    }
}

/// The rules for a namespace, as a `SelfSubjectRulesReview` lists them.
pub(super) fn rules(cluster: &DemoCluster, namespace: &str) -> Value {
    let own = json!({
        "verbs": ["create"],
        "apiGroups": ["authorization.k8s.io", "authentication.k8s.io"],
        "resources": ["selfsubjectaccessreviews", "selfsubjectrulesreviews", "selfsubjectreviews"],
    });
    let verbs: &[&str] = match cluster.access {
        Access::Masters => &["*"],
        Access::Write => &["get", "list", "watch", "create", "update", "patch", "delete"],
        Access::Read => &["get", "list", "watch"],
        Access::OwnNamespace if namespace == cluster.namespace => {
            &["get", "list", "watch", "create", "update", "patch", "delete"]
        }
        Access::OwnNamespace | Access::Nothing => &[],
    };
    if verbs.is_empty() {
        return json!([own]);
    }
    let resources = if cluster.access == Access::Masters { "*" } else { "pods" };
    let groups = if cluster.access == Access::Masters { "*" } else { "" };
    json!([own, { "verbs": verbs, "apiGroups": [groups], "resources": [resources] }])
}

#[cfg(test)]
mod tests {
    use super::{Action, allows};
    use crate::demo::catalogue::named;

    fn may(cluster: &str, verb: &str, resource: &str, namespace: &str) -> bool {
        let cluster = named().into_iter().find(|candidate| candidate.name == cluster).unwrap();
        allows(&cluster, Action { verb, group: "", resource, namespace })
    }

    #[test]
    fn each_cluster_grants_something_else() {
        assert!(may("staging", "delete", "nodes", ""));
        assert!(may("prod-payments", "create", "pods", "payments"));
        assert!(may("prod-payments", "list", "namespaces", ""));
        assert!(!may("prod-payments", "delete", "nodes", ""));
        assert!(may("data-lake 数据湖", "list", "pods", "lake"));
        assert!(!may("data-lake 数据湖", "create", "pods", "lake"));
        assert!(may("prod-search", "list", "pods", "search"));
        assert!(!may("prod-search", "list", "pods", "default"));
        assert!(!may("prod-search", "list", "namespaces", ""));
        assert!(!may("edge-sg", "list", "pods", "gateways"));
    }
}
