//! What each operation answers, for every cluster, in JSON and in XML.

use ack_kubeconfig::core::acs::{ApiServerEndpoint, Scheme};
use ack_kubeconfig::demo::banner::banner;
use ack_kubeconfig::demo::{DemoAck, DemoOptions, USER_ID};
use serde_json::Value;

use crate::support::{
    Answer, ask, demo, get_kubeconfig, list, parse, request, send, signed, with_header,
};

async fn listed(demo: &DemoAck, query: &[(&'static str, &str)]) -> Value {
    let request = request("GET", "DescribeClustersV1", "/api/v1/clusters", query);
    let answer = ask(demo, &request).await;
    assert_eq!(answer.status, 200, "{}", answer.text);
    answer.json()
}

fn names(page: &Value) -> Vec<&str> {
    page["clusters"].as_array().unwrap().iter().map(|c| c["name"].as_str().unwrap()).collect()
}

#[tokio::test]
async fn every_cluster_has_its_answer() {
    let demo = demo().await;
    for (name, public, private) in [
        ("prod-payments", "", ""),
        ("prod-search", "", ""),
        ("staging", "", ""),
        ("data-lake 数据湖", "", ""),
        ("edge-sg", "", ""),
        ("legacy-ci", "ErrorClusterState", "ErrorClusterState"),
        ("internal-billing", "ErrorNoPublicEndpoint", ""),
        ("订单中心", "", ""),
        ("sandbox-tmp", "ErrorClusterState", "ErrorClusterState"),
        ("batch-night", "ErrorClusterState", "ErrorClusterState"),
        ("audit-vault", "StatusForbidden", "StatusForbidden"),
        ("trial-sg", "ErrorClusterState", "ErrorClusterState"),
    ] {
        for (api_server, code) in
            [(ApiServerEndpoint::Public, public), (ApiServerEndpoint::Private, private)]
        {
            let answer = ask(&demo, &get_kubeconfig(&demo, name, api_server)).await;
            assert_eq!(answer.code(), code, "{name} {api_server:?}");
        }
    }
    assert_eq!(demo.clusters().len(), 12);
}

#[tokio::test]
async fn the_kubeconfig_names_the_endpoint_that_was_asked_for() {
    let demo = demo().await;
    let cluster = demo.cluster("订单中心").unwrap();
    let public = ask(&demo, &get_kubeconfig(&demo, "订单中心", ApiServerEndpoint::Public)).await;
    let text = public.config();
    assert!(text.starts_with("\napiVersion: v1\nclusters:\n- cluster:\n    server: "), "{text}");
    let config = parse(&text);
    assert_eq!(config.server, cluster.public_url);
    assert!(config.server.starts_with("https://127.0.0.1:"));
    assert_eq!(config.user, USER_ID);
    assert_eq!(config.context, format!("{USER_ID}-{}", cluster.id));

    let private = ask(&demo, &get_kubeconfig(&demo, "订单中心", ApiServerEndpoint::Private)).await;
    assert_eq!(parse(&private.config()).server, cluster.private_url);
    assert!(cluster.private_url.starts_with("https://192.168."));
}

#[tokio::test]
async fn a_denial_names_the_action_and_the_caller() {
    let demo = demo().await;
    let get = get_kubeconfig(&demo, "audit-vault", ApiServerEndpoint::Public);
    let answer = ask(&demo, &get).await;
    assert_eq!(answer.status, 403);
    let json = answer.json();
    let detail = &json["accessDeniedDetail"];
    assert_eq!(detail["AuthAction"], "cs:DescribeClusterUserKubeconfig");
    assert_eq!(detail["AuthPrincipalType"], "SubUser");
    let role = send(&signed(&demo, &get, &demo.sts_credentials(), Scheme::Acs3)).await.json();
    assert_eq!(role["accessDeniedDetail"]["AuthPrincipalType"], "AssumedRoleUser");
}

#[tokio::test]
async fn an_unknown_cluster_is_not_found() {
    let demo = demo().await;
    for (method, action, path) in [
        ("GET", "DescribeClusterUserKubeconfig", "/k8s/c0000/user_config"),
        ("GET", "DescribeClusterDetail", "/clusters/c0000"),
        ("DELETE", "RevokeK8sClusterKubeConfig", "/k8s/c0000/certs"),
    ] {
        let answer = ask(&demo, &request(method, action, path, &[])).await;
        assert_eq!(answer.verdict(), (404, "ErrorClusterNotFound".to_owned()));
        let message = answer.json()["message"].as_str().unwrap().to_owned();
        assert_eq!(message, "cluster (c0000) not found in our records");
    }
}

#[tokio::test]
async fn unknown_paths_and_wrong_actions_are_not_found() {
    let demo = demo().await;
    for (method, action, path, code) in [
        ("GET", "DescribeClustersV1", "/api/v9/clusters", "InvalidApi.NotFound"),
        ("DELETE", "DescribeClustersV1", "/api/v1/clusters", "InvalidApi.NotFound"),
        ("GET", "DescribeClustersV1", "/", "InvalidApi.NotFound"),
        ("GET", "DescribeRegions", "/api/v1/clusters", "InvalidAction.NotFound"),
    ] {
        let answer = ask(&demo, &request(method, action, path, &[])).await;
        assert_eq!(answer.verdict(), (404, code.to_owned()), "{method} {path}");
        assert!(answer.json()["Recommend"].as_str().unwrap().contains(code));
    }
}

#[tokio::test]
async fn parameters_out_of_range_are_refused() {
    let demo = demo().await;
    let id = demo.cluster("staging").unwrap().id.clone();
    let ask_with = async |name, value| {
        let path = format!("/k8s/{id}/user_config");
        let query = [(name, value)];
        ask(&demo, &request("GET", "DescribeClusterUserKubeconfig", &path, &query)).await
    };
    for value in ["14", "4321", "-1", "1.5", "x"] {
        let answer = ask_with("TemporaryDurationMinutes", value).await;
        assert_eq!(answer.verdict(), (400, "InvalidParameter".to_owned()), "{value}");
    }
    for value in ["15", "4320"] {
        assert_eq!(ask_with("TemporaryDurationMinutes", value).await.status, 200, "{value}");
    }
    for (value, status) in [("true", 200), ("False", 200), ("yes", 400)] {
        assert_eq!(ask_with("PrivateIpAddress", value).await.status, status, "{value}");
    }
    let odd = request("GET", "DescribeClustersV1", "/api/v1/clusters", &[("page_size", "0")]);
    assert_eq!(ask(&demo, &odd).await.verdict(), (400, "InvalidParameter".to_owned()));
}

#[tokio::test]
async fn clusters_come_in_pages() {
    let demo = demo().await;
    let first = listed(&demo, &[]).await;
    assert_eq!(first["page_info"]["total_count"], 12);
    assert_eq!(first["page_info"]["page_size"], 10);
    assert_eq!(names(&first).len(), 10);
    let second = listed(&demo, &[("page_number", "2")]).await;
    assert_eq!(names(&second), ["audit-vault", "trial-sg"]);
    assert!(names(&listed(&demo, &[("page_number", "3")]).await).is_empty());
    assert_eq!(names(&listed(&demo, &[("page_size", "50")]).await).len(), 12);
}

#[tokio::test]
async fn clusters_are_filtered_by_name_and_region() {
    let demo = demo().await;
    assert_eq!(names(&listed(&demo, &[("name", "PROD-")]).await), ["prod-payments", "prod-search"]);
    assert_eq!(names(&listed(&demo, &[("name", "订单")]).await), ["订单中心"]);
    assert_eq!(names(&listed(&demo, &[("profile", "Edge")]).await), ["edge-sg"]);
    let singapore = ["edge-sg", "trial-sg"];
    assert_eq!(names(&listed(&demo, &[("region_id", "ap-southeast-1")]).await), singapore);
    let path = "/regions/ap-southeast-1/clusters";
    let regional = ask(&demo, &request("GET", "DescribeClustersForRegion", path, &[])).await;
    assert_eq!(names(&regional.json()), singapore);
}

#[tokio::test]
async fn a_fleet_has_pages_of_a_hundred() {
    let options = DemoOptions { extra_clusters: 500, ..DemoOptions::default() };
    let demo = DemoAck::start(options).await.unwrap();
    let page = listed(&demo, &[("page_size", "1000"), ("page_number", "6")]).await;
    assert_eq!(page["page_info"]["page_size"], 100);
    assert_eq!(page["page_info"]["total_count"], 512);
    assert_eq!(names(&page).len(), 12);
    let get = get_kubeconfig(&demo, "fleet-0499", ApiServerEndpoint::Public);
    assert!(parse(&ask(&demo, &get).await.config()).server.starts_with("https://203.0.113."));
}

#[tokio::test]
async fn the_detail_has_the_endpoints_as_text_inside_json() {
    let demo = demo().await;
    let detail = async |name| {
        let path = format!("/clusters/{}", demo.cluster(name).unwrap().id);
        ask(&demo, &request("GET", "DescribeClusterDetail", &path, &[])).await.json()
    };
    let payments = detail("prod-payments").await;
    assert_eq!(payments["cluster_spec"], "ack.pro.small");
    assert_eq!(payments["current_version"], "1.34.1-aliyun.1");
    let urls: Value = serde_json::from_str(payments["master_url"].as_str().unwrap()).unwrap();
    assert_eq!(urls["api_server_endpoint"], *demo.clusters()[0].public_url);
    let billing = detail("internal-billing").await;
    let urls: Value = serde_json::from_str(billing["master_url"].as_str().unwrap()).unwrap();
    assert_eq!(urls["api_server_endpoint"], "");
    assert_eq!(detail("legacy-ci").await["master_url"], "");
}

#[tokio::test]
async fn every_answer_has_a_date_and_a_request_id() {
    let demo = demo().await;
    let good = ask(&demo, &list()).await;
    let bad = ask(&demo, &request("GET", "", "/nothing", &[])).await;
    let not_found = ask(&demo, &request("GET", "DescribeClusterDetail", "/clusters/c0", &[])).await;
    for (answer, member) in [(good, "requestId"), (bad, "RequestId"), (not_found, "requestId")] {
        let id = answer.header("x-acs-request-id");
        assert_eq!((id.len(), id), (36, id.to_uppercase().as_str()));
        assert_eq!(answer.json()[member], id);
        assert!(jiff::fmt::rfc2822::parse(answer.header("date")).is_ok(), "{answer:?}");
    }
}

#[tokio::test]
async fn those_who_do_not_ask_for_json_get_xml() {
    let demo = demo().await;
    let as_xml = async |request: &_| -> Answer {
        let mut request = signed(&demo, request, demo.credentials(), Scheme::Acs3);
        request = with_header(request, "accept", Some("application/xml"));
        send(&request).await
    };
    let good = as_xml(&get_kubeconfig(&demo, "staging", ApiServerEndpoint::Public)).await;
    assert_eq!((good.status, good.header("content-type")), (200, "application/xml"));
    assert!(good.text.contains("<config>\napiVersion: v1\nclusters:"), "{}", good.text);
    let bad = as_xml(&request("GET", "DescribeClusterDetail", "/clusters/c0", &[])).await;
    assert_eq!((bad.status, bad.header("content-type")), (404, "text/xml;charset=utf-8"));
    assert!(bad.text.contains("<Code>ErrorClusterNotFound</Code>"), "{}", bad.text);
}

#[tokio::test]
async fn the_banner_can_be_pasted_into_a_shell() {
    let demo = demo().await;
    let text = banner(&demo);
    assert!(text.lines().all(|line| line.starts_with('#') || line.starts_with("export ")));
    assert!(text.contains("export ALIBABA_CLOUD_ACCESS_KEY_ID=LTAI5tDemoDemoDemo0001\n"));
    assert!(text.contains(&format!("# API endpoint: {}\n", demo.endpoint())));
    for cluster in demo.clusters() {
        let line = text.lines().find(|line| line.starts_with(&format!("# {}", cluster.id)));
        let line = line.expect("a line for each cluster");
        for part in [&cluster.name, &cluster.region, &cluster.state] {
            assert!(line.contains(part.as_str()), "{line}");
        }
    }
}
