//! The cluster's API server over TLS: who is let in, and what they may do.

use ack_kubeconfig::core::acs::{ApiServerEndpoint, GetKubeconfig, TemporaryDuration};
use ack_kubeconfig::demo::{DemoAck, USER_ID};
use jiff::SignedDuration;
use serde_json::{Value, json};

use crate::support::{
    Answer, Kubeconfig, ask, builder, demo, get_kubeconfig, parse, read, request,
};

pub(crate) async fn kubeconfig(demo: &DemoAck, name: &str) -> Kubeconfig {
    parse(&ask(demo, &get_kubeconfig(demo, name, ApiServerEndpoint::Public)).await.config())
}

/// A client that trusts the cluster's authority; `identity` is whose certificate it shows.
pub(crate) fn client(config: &Kubeconfig, identity: Option<&Kubeconfig>) -> reqwest::Client {
    let ca = reqwest::Certificate::from_pem(config.ca_pem.as_bytes()).unwrap();
    let mut builder = builder().tls_certs_only([ca]);
    if let Some(identity) = identity {
        let pem = format!("{}{}", identity.certificate_pem, identity.key_pem);
        builder = builder.identity(reqwest::Identity::from_pem(pem.as_bytes()).unwrap());
    }
    builder.build().expect("a TLS client")
}

async fn get(config: &Kubeconfig, identity: Option<&Kubeconfig>, path: &str) -> Answer {
    let url = format!("{}{path}", config.server);
    read(client(config, identity).get(url).send().await.unwrap()).await.unwrap()
}

async fn post(config: &Kubeconfig, path: &str, body: &Value) -> Value {
    let url = format!("{}{path}", config.server);
    let request = client(config, Some(config)).post(url).body(body.to_string());
    let request = request.header("content-type", "application/json");
    let answer = read(request.send().await.unwrap()).await.unwrap();
    assert_eq!(answer.status, 201, "{}", answer.text);
    answer.json()
}

#[track_caller]
fn assert_unauthorized(answer: &Answer) {
    assert_eq!(answer.status, 401, "{}", answer.text);
    let status = answer.json();
    assert_eq!((&status["kind"], &status["reason"]), (&json!("Status"), &json!("Unauthorized")));
}

#[tokio::test]
async fn the_kubeconfig_opens_its_cluster() {
    let demo = demo().await;
    let config = kubeconfig(&demo, "prod-payments").await;
    let version = get(&config, Some(&config), "/version").await.json();
    assert_eq!(version["gitVersion"], "v1.34.1-aliyun.1");
    for path in ["/readyz", "/livez", "/healthz"] {
        assert_eq!(get(&config, Some(&config), path).await.text, "ok");
    }
    for (path, kind) in [
        ("/api", "APIVersions"),
        ("/api/v1", "APIResourceList"),
        ("/apis", "APIGroupList"),
        ("/apis/authorization.k8s.io/v1", "APIResourceList"),
        ("/api/v1/namespaces", "NamespaceList"),
        ("/api/v1/namespaces/payments", "Namespace"),
        ("/api/v1/namespaces/payments/pods", "PodList"),
    ] {
        assert_eq!(get(&config, Some(&config), path).await.json()["kind"], kind, "{path}");
    }
    for path in ["/openapi/v3", "/api/v1/namespaces/nowhere", "/apis/nothing.example/v1"] {
        let answer = get(&config, Some(&config), path).await;
        assert_eq!((answer.status, &answer.json()["reason"]), (404, &json!("NotFound")), "{path}");
    }
}

#[tokio::test]
async fn without_a_certificate_or_with_another_clusters_nobody_gets_in() {
    let demo = demo().await;
    let payments = kubeconfig(&demo, "prod-payments").await;
    let search = kubeconfig(&demo, "prod-search").await;
    assert_unauthorized(&get(&payments, None, "/version").await);
    assert_unauthorized(&get(&payments, Some(&search), "/version").await);
}

#[tokio::test]
async fn the_server_is_known_by_its_own_authority_only() {
    let demo = demo().await;
    let mut payments = kubeconfig(&demo, "prod-payments").await;
    payments.ca_pem = kubeconfig(&demo, "prod-search").await.ca_pem;
    let url = format!("{}/version", payments.server);
    let error = client(&payments, None).get(url).send().await.expect_err("no trust");
    assert!(error.is_connect(), "{error:?}");
}

#[tokio::test]
async fn revoking_ends_the_certificates_of_the_caller_and_no_later_ones() {
    let demo = demo().await;
    let old = kubeconfig(&demo, "staging").await;
    assert_eq!(get(&old, Some(&old), "/version").await.status, 200);
    let path = format!("/k8s/{}/certs", demo.cluster("staging").unwrap().id);
    let revoke = request("DELETE", "RevokeK8sClusterKubeConfig", &path, &[]);
    assert_eq!(ask(&demo, &revoke).await.status, 200);
    assert_unauthorized(&get(&old, Some(&old), "/version").await);
    let new = kubeconfig(&demo, "staging").await;
    assert_eq!(get(&new, Some(&new), "/version").await.status, 200);
    let elsewhere = kubeconfig(&demo, "prod-search").await;
    assert_eq!(get(&elsewhere, Some(&elsewhere), "/version").await.status, 200);
}

#[tokio::test]
async fn an_expired_certificate_is_refused() {
    let demo = demo().await;
    let request = GetKubeconfig {
        cluster_id: demo.cluster("staging").unwrap().id.clone(),
        api_server: ApiServerEndpoint::Public,
        duration: Some(TemporaryDuration::from_minutes(15).unwrap()),
    };
    let config = parse(&ask(&demo, &request.to_request()).await.config());
    assert_eq!(get(&config, Some(&config), "/version").await.status, 200);
    demo.set_clock_offset(SignedDuration::from_mins(16));
    assert_unauthorized(&get(&config, Some(&config), "/version").await);
}

#[tokio::test]
async fn clusters_grant_different_things() {
    let demo = demo().await;
    let reviews = "/apis/authorization.k8s.io/v1/selfsubjectaccessreviews";
    for (cluster, verb, namespace, allowed) in [
        ("staging", "delete", "default", true),
        ("prod-payments", "list", "default", true),
        ("prod-search", "list", "default", false),
        ("prod-search", "list", "search", true),
        ("data-lake 数据湖", "delete", "default", false),
        ("edge-sg", "list", "default", false),
    ] {
        let config = kubeconfig(&demo, cluster).await;
        let spec = json!({ "verb": verb, "resource": "pods", "namespace": namespace });
        let review =
            post(&config, reviews, &json!({ "spec": { "resourceAttributes": spec } })).await;
        assert_eq!(review["status"]["allowed"], allowed, "{cluster} {verb} {namespace}");
        assert_eq!(review["spec"]["resourceAttributes"]["verb"], verb);
    }
}

#[tokio::test]
async fn one_may_ask_who_one_is_and_what_one_may() {
    let demo = demo().await;
    let config = kubeconfig(&demo, "staging").await;
    let path = "/apis/authentication.k8s.io/v1/selfsubjectreviews";
    let review = post(&config, path, &json!({})).await;
    assert_eq!(review["status"]["userInfo"]["username"], USER_ID);
    let groups = json!(["system:masters", "system:authenticated"]);
    assert_eq!(review["status"]["userInfo"]["groups"], groups);
    let path = "/apis/authorization.k8s.io/v1/selfsubjectrulesreviews";
    let review = post(&config, path, &json!({ "spec": { "namespace": "default" } })).await;
    assert_eq!(review["status"]["resourceRules"][1]["verbs"], json!(["*"]));
}

#[tokio::test]
async fn a_caller_without_a_role_is_signed_in_but_forbidden() {
    let demo = demo().await;
    let config = kubeconfig(&demo, "edge-sg").await;
    assert_eq!(get(&config, Some(&config), "/version").await.status, 200);
    let answer = get(&config, Some(&config), "/api/v1/namespaces").await;
    let status = answer.json();
    assert_eq!((answer.status, &status["reason"]), (403, &json!("Forbidden")));
    assert_eq!(
        status["message"],
        format!(
            "namespaces is forbidden: User \"{USER_ID}\" cannot list resource \"namespaces\" \
             in API group \"\" at the cluster scope"
        )
    );
}
