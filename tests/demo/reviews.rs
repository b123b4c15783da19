//! What a caller may do: the reviews and the rules tell the same.

use serde_json::{Value, json};

use crate::kubernetes::{client, kubeconfig};
use crate::support::{Answer, Kubeconfig, demo, read};

const ACCESS: &str = "/apis/authorization.k8s.io/v1/selfsubjectaccessreviews";
const RULES: &str = "/apis/authorization.k8s.io/v1/selfsubjectrulesreviews";

async fn post(config: &Kubeconfig, path: &str, kind: &str, body: &str) -> Answer {
    let request = client(config, Some(config)).post(format!("{}{path}", config.server));
    let request = request.header("content-type", kind).body(body.to_owned());
    read(request.send().await.unwrap()).await.unwrap()
}

/// Whether one of the rules names all of this.
fn grants(rules: &Value, verb: &str, group: &str, resource: &str) -> bool {
    rules.as_array().unwrap().iter().any(|rule| {
        [("verbs", verb), ("apiGroups", group), ("resources", resource)].iter().all(
            |(member, value)| {
                let values = rule[member].as_array().unwrap();
                values.contains(&json!(value)) || values.contains(&json!("*"))
            },
        )
    })
}

#[tokio::test]
async fn reviews_and_rules_agree_in_every_cluster() {
    let demo = demo().await;
    let mut allowed = 0;
    for name in ["staging", "prod-payments", "data-lake 数据湖", "prod-search", "edge-sg"] {
        let config = kubeconfig(&demo, name).await;
        for namespace in ["default", &demo.cluster(name).unwrap().namespace] {
            let body = json!({ "spec": { "namespace": namespace } }).to_string();
            let rules = post(&config, RULES, "application/json", &body).await.json();
            let rules = &rules["status"]["resourceRules"];
            for (verb, group, resource) in [
                ("list", "", "pods"),
                ("create", "", "pods"),
                ("delete", "apps", "deployments"),
                ("get", "", "nodes"),
                ("delete", "", "nodes"),
                ("create", "", "namespaces"),
                ("create", "rbac.authorization.k8s.io", "roles"),
            ] {
                let attributes = json!({
                    "verb": verb, "group": group, "resource": resource, "namespace": namespace,
                });
                let body = json!({ "spec": { "resourceAttributes": attributes } }).to_string();
                let review = post(&config, ACCESS, "application/json", &body).await.json();
                let may = review["status"]["allowed"].as_bool().unwrap();
                let granted = grants(rules, verb, group, resource);
                assert_eq!(may, granted, "{name}, {namespace}: {verb} {group} {resource}");
                allowed += usize::from(may);
            }
        }
    }
    // All for staging; reads and workloads, reads, workloads in one namespace, and nothing.
    assert_eq!(allowed, 14 + 8 + 4 + 3);
}

#[tokio::test]
async fn what_is_no_review_is_refused_and_breaks_nothing() {
    let demo = demo().await;
    let config = kubeconfig(&demo, "staging").await;
    for path in [ACCESS, RULES] {
        for body in ["[]", "\"text\"", "1", "null", "{", ""] {
            for kind in ["application/json", "application/vnd.kubernetes.protobuf"] {
                let answer = post(&config, path, kind, body).await;
                let reason = &answer.json()["reason"];
                assert_eq!((answer.status, reason), (400, &json!("BadRequest")), "{body}");
            }
        }
        let answer = post(&config, path, "application/yaml", "spec: {}").await;
        assert_eq!(answer.status, 415, "{}", answer.text);
        let answer = post(&config, path, "application/json", "{\"spec\": []}").await;
        assert_eq!(answer.status, 201, "{}", answer.text);
    }
}
