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

/// What the bound roles may write; the cluster's own objects are left to its administrators.
const WORKLOADS: [&str; 6] = ["configmaps", "deployments", "jobs", "pods", "secrets", "services"];
/// The groups of those.
const WORKLOAD_GROUPS: [&str; 3] = ["", "apps", "batch"];
const READS: [&str; 3] = ["get", "list", "watch"];
const WRITES: [&str; 4] = ["create", "update", "patch", "delete"];

/// Whether the cluster's bindings allow the action to the caller.
pub(super) fn allows(cluster: &DemoCluster, action: Action<'_>) -> bool {
    // Every signed-in identity may ask what it may do.
    if matches!(action.group, "authorization.k8s.io" | "authentication.k8s.io") {
        return action.verb == "create" && action.resource.starts_with("selfsubject");
    }
    let reads = READS.contains(&action.verb);
    let writes = WRITES.contains(&action.verb);
    let of_workloads =
        WORKLOADS.contains(&action.resource) && WORKLOAD_GROUPS.contains(&action.group);
    match cluster.access {
        Access::Masters => true,
        Access::Write => reads || (writes && of_workloads),
        Access::Read => reads,
        Access::OwnNamespace => {
            action.namespace == cluster.namespace && (reads || writes) && of_workloads
        }
        Access::Nothing => false,
    }
}

/// The rules for a namespace, as a `SelfSubjectRulesReview` lists them.
pub(super) fn rules(cluster: &DemoCluster, namespace: &str) -> Value {
    let mut rules = vec![json!({
        "verbs": ["create"],
        "apiGroups": ["authorization.k8s.io", "authentication.k8s.io"],
        "resources": ["selfsubjectaccessreviews", "selfsubjectrulesreviews", "selfsubjectreviews"],
    })];
    let everywhere =
        |verbs: &[&str]| json!({ "verbs": verbs, "apiGroups": ["*"], "resources": ["*"] });
    let workloads = |verbs: &[&str]| json!({ "verbs": verbs, "apiGroups": WORKLOAD_GROUPS, "resources": WORKLOADS });
    match cluster.access {
        Access::Masters => rules.push(everywhere(&["*"])),
        Access::Write => rules.extend([everywhere(&READS), workloads(&WRITES)]),
        Access::Read => rules.push(everywhere(&READS)),
        Access::OwnNamespace if namespace == cluster.namespace => {
            rules.extend([workloads(&READS), workloads(&WRITES)]);
        }
        Access::OwnNamespace | Access::Nothing => {}
    }
    rules.into()
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
