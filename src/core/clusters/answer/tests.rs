//! Pages as the service sends them, and as it might.

use serde_json::{Value, json};

use super::{Cluster, ClusterPage, Endpoints, Tag, read_clusters};
use crate::core::acs::{RawReply, ReplyError};

const ID: &str = "c5b5e80b0b64a4bf6939d2d8fbbc5a1f7";

fn answer(status: u16, body: &[u8]) -> Result<ClusterPage, ReplyError> {
    read_clusters(RawReply { status, body: body.to_vec(), ..RawReply::default() })
}

fn page(body: &Value) -> ClusterPage {
    answer(200, body.to_string().as_bytes()).unwrap()
}

fn only(entry: &Value) -> Cluster {
    let mut page = page(&json!({ "clusters": [entry] }));
    assert_eq!((page.clusters.len(), page.unusable), (1, 0));
    page.clusters.remove(0)
}

#[test]
fn everything_that_a_list_shows_is_read() {
    let master_url = json!({
        "api_server_endpoint": "https://203.0.113.7:6443",
        "intranet_api_server_endpoint": "https://192.168.0.7:6443",
    });
    let cluster = only(&json!({
        "cluster_id": ID, "name": "订单中心", "region_id": "cn-hangzhou", "state": "running",
        "cluster_type": "ManagedKubernetes", "cluster_spec": "ack.pro.small", "profile": "Default",
        "current_version": "1.34.1-aliyun.1", "next_version": "1.35.0-aliyun.1", "size": 24,
        "tags": [{"key": "team", "value": "orders"}, {"key": "ack.aliyun.com", "value": ""}],
        "vpc_id": "vpc-1", "resource_group_id": "rg-1", "created": "2025-03-18T09:30:00+08:00",
        "deletion_protection": true, "master_url": master_url.to_string(),
        "maintenance_window": {"enable": false},
    }));
    let tag = |key: &str, value: &str| Tag { key: key.to_owned(), value: value.to_owned() };
    assert_eq!(
        cluster,
        Cluster {
            id: ID.parse().unwrap(),
            name: "订单中心".to_owned(),
            region: "cn-hangzhou".to_owned(),
            state: "running".to_owned(),
            cluster_type: "ManagedKubernetes".to_owned(),
            spec: "ack.pro.small".to_owned(),
            profile: "Default".to_owned(),
            version: "1.34.1-aliyun.1".to_owned(),
            next_version: Some("1.35.0-aliyun.1".to_owned()),
            size: Some(24),
            tags: vec![tag("team", "orders"), tag("ack.aliyun.com", "")],
            vpc_id: Some("vpc-1".to_owned()),
            resource_group: Some("rg-1".to_owned()),
            created: Some("2025-03-18T01:30:00Z".parse().unwrap()),
            deletion_protection: Some(true),
            endpoints: Some(Endpoints {
                public: Some("https://203.0.113.7:6443".to_owned()),
                private: Some("https://192.168.0.7:6443".to_owned()),
            }),
        }
    );
}

#[test]
fn fewer_fields_and_wrong_types_do_not_lose_a_cluster() {
    let bare = only(&json!({ "cluster_id": ID }));
    assert_eq!(bare, Cluster::new(ID.parse().unwrap()));
    let odd = only(&json!({
        "cluster_id": ID, "name": 7, "region_id": null, "state": ["running"], "size": "3",
        "tags": {"team": "x"}, "created": "yesterday", "deletion_protection": "False",
        "master_url": 5, "vpc_id": "", "current_version": {}, "cluster_type": 1.5,
    }));
    let expected = Cluster {
        name: "7".to_owned(),
        size: Some(3),
        deletion_protection: Some(false),
        cluster_type: "1.5".to_owned(),
        ..bare
    };
    assert_eq!(odd, expected);
    let negative = only(&json!({ "cluster_id": ID, "size": -1, "tags": [null, {"key": "a"}, 3] }));
    assert_eq!((negative.size, negative.tags.len()), (None, 1));
}

#[test]
fn unknown_words_are_kept() {
    let novel = only(&json!({
        "cluster_id": ID, "state": "hibernating", "cluster_type": "Quantum", "profile": "Cat",
    }));
    assert_eq!((novel.state.as_str(), novel.cluster_type.as_str()), ("hibernating", "Quantum"));
    assert_eq!(novel.profile, "Cat");
}

#[test]
fn entries_without_an_id_are_counted_and_swarm_is_left_out() {
    let page = page(&json!({
        "clusters": [
            {"cluster_id": ID, "name": "good"},
            {"name": "no id"},
            {"cluster_id": "../../etc", "name": "bad id"},
            {"cluster_id": 7},
            "nonsense",
            {"cluster_id": "c2", "cluster_type": "aliyun"},
        ],
        "page_info": {"page_number": 1, "page_size": 50, "total_count": 6},
    }));
    assert_eq!(page.clusters.len(), 1);
    assert_eq!((page.unusable, page.swarm, page.entries(), page.total), (4, 1, 6, Some(6)));
}

#[test]
fn master_url_tells_which_endpoints_there_are() {
    let at = |public: Option<&str>, private: Option<&str>| {
        Some(Endpoints { public: public.map(str::to_owned), private: private.map(str::to_owned) })
    };
    for (text, endpoints) in [
        (r#"{"api_server_endpoint":"","intranet_api_server_endpoint":"P"}"#, at(None, Some("P"))),
        (r#"{"intranet_api_server_endpoint":"P"}"#, at(None, Some("P"))),
        (r#"{"api_server_endpoint":"A","dashboard_endpoint":"D"}"#, at(Some("A"), None)),
        (r#"{"api_server_endpoint":7}"#, at(Some("7"), None)),
        ("", None),
        ("{}", None),
        ("https://203.0.113.7:6443", None),
        ("[", None),
    ] {
        let cluster = only(&json!({ "cluster_id": ID, "master_url": text }));
        assert_eq!(cluster.endpoints, endpoints, "{text}");
    }
}

#[test]
fn the_total_is_read_and_may_be_missing() {
    let total = |info: Value| page(&json!({ "clusters": [], "page_info": info })).total;
    assert_eq!(total(json!({ "total_count": 12 })), Some(12));
    assert_eq!(total(json!({ "total_count": "12" })), Some(12));
    assert_eq!(total(json!({ "total_count": -1 })), None);
    assert_eq!(total(json!([])), None);
    assert_eq!(page(&json!({ "clusters": [] })).total, None);
    let never_made = json!({ "clusters": null, "page_info": { "total_count": 0 } });
    assert_eq!(page(&never_made).total, Some(0));
}

#[test]
fn long_texts_are_cut_between_characters() {
    let cluster = only(&json!({ "cluster_id": ID, "name": "集".repeat(9999) }));
    assert_eq!(cluster.name, "集".repeat(256));
    let tags: Vec<_> = (0..500).map(|number| json!({ "key": number.to_string() })).collect();
    assert_eq!(only(&json!({ "cluster_id": ID, "tags": tags })).tags.len(), 64);
}

#[test]
fn what_is_no_list_is_an_error_as_every_other() {
    let lacks = ReplyError::Lacks("clusters");
    for body in ["{}", r#"{"clusters": {}}"#, r#"{"clusters": null}"#, r#"{"page_info": {}}"#] {
        assert_eq!(answer(200, body.as_bytes()).unwrap_err(), lacks, "{body}");
    }
    let denied = answer(403, br#"{"code":"StatusForbidden","message":"no","clusters":[]}"#);
    assert!(matches!(denied, Err(ReplyError::Service(error)) if error.code == "StatusForbidden"));
    let under_200 = answer(200, br#"{"code":"Throttling","message":"no"}"#);
    assert!(matches!(under_200, Err(ReplyError::Service(error)) if error.code == "Throttling"));
    let page = answer(200, b"<html><title>Sign in</title>");
    assert!(matches!(page, Err(ReplyError::WebPage { .. })));
    assert!(matches!(answer(200, b"[]"), Err(ReplyError::Unreadable(_))));
    assert!(matches!(answer(200, b"\xff"), Err(ReplyError::NotText)));
}
