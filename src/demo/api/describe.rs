//! Clusters as the API describes them.

use std::sync::Arc;

use serde_json::{Value, json};

use super::operations::invalid;
use crate::demo::arrived::Arrived;
use crate::demo::catalogue::DemoCluster;
use crate::demo::cluster::Cluster;
use crate::demo::error::ApiError;

/// The service's own limits are not documented; these make two pages of twelve clusters.
const DEFAULT_PAGE_SIZE: usize = 10;
const LARGEST_PAGE_SIZE: usize = 100;

/// A page of the clusters that the request's filters let through.
pub(super) fn page(
    clusters: &[Arc<Cluster>],
    arrived: &Arrived,
    region: Option<&str>,
) -> Result<Value, ApiError> {
    let number = page_parameter(arrived, "page_number", 1)?;
    let size = page_parameter(arrived, "page_size", DEFAULT_PAGE_SIZE)?.min(LARGEST_PAGE_SIZE);
    let is = |parameter: &str, value: &str| {
        arrived.parameter(parameter).is_none_or(|wanted| wanted == value)
    };
    let name = arrived.parameter("name").unwrap_or_default().to_lowercase();
    let found: Vec<&DemoCluster> = clusters
        .iter()
        .map(|cluster| &cluster.info)
        .filter(|cluster| region.is_none_or(|region| region == cluster.region))
        .filter(|cluster| cluster.name.to_lowercase().contains(&name))
        .filter(|cluster| is("cluster_id", cluster.id.as_str()))
        .filter(|cluster| is("cluster_type", &cluster.cluster_type))
        .filter(|cluster| is("cluster_spec", &cluster.spec))
        .filter(|cluster| is("profile", &cluster.profile))
        .collect();
    let start = (number - 1).saturating_mul(size);
    let items: Vec<Value> =
        found.iter().skip(start).take(size).map(|cluster| summary(cluster)).collect();
    Ok(json!({
        "clusters": items,
        "page_info": {
            "page_number": number,
            "page_size": size,
            "total_count": found.len(),
        },
    }))
}

fn page_parameter(arrived: &Arrived, name: &str, usual: usize) -> Result<usize, ApiError> {
    match arrived.parameter(name).map(str::parse) {
        None => Ok(usual),
        Some(Ok(number)) if number > 0 => Ok(number),
        Some(_) => Err(invalid(&format!("{name} must be a number from 1"))),
    }
}

/// A cluster as lists show it.
fn summary(cluster: &DemoCluster) -> Value {
    let minor = cluster.version.split('.').nth(1).unwrap_or_default();
    json!({
        "cluster_id": cluster.id.as_str(),
        "name": cluster.name,
        "cluster_type": cluster.cluster_type,
        "cluster_spec": cluster.spec,
        "profile": cluster.profile,
        "region_id": cluster.region,
        "zone_id": format!("{}-a", cluster.region),
        "state": cluster.state,
        "size": cluster.nodes,
        "current_version": cluster.version,
        "init_version": format!("1.{minor}.1-aliyun.1"),
        "next_version": "",
        "created": "2025-03-18T09:30:00+08:00",
        "updated": "2026-09-02T17:45:12+08:00",
        "deletion_protection": cluster.name.starts_with("prod-"),
        "docker_version": "",
        "external_loadbalancer_id": "lb-bp1demodemodemo0001",
        "master_url": master_url(cluster),
        "meta_data": "{\"Addons\":[],\"RuntimeVersion\":\"1.6.38\"}",
        "network_mode": "vpc",
        "private_zone": false,
        "proxy_mode": "ipvs",
        "resource_group_id": "rg-acfmdemodemodemo",
        "security_group_id": "sg-bp1demodemodemo0001",
        "container_cidr": "172.20.0.0/16",
        "service_cidr": "172.21.0.0/20",
        "ip_stack": "ipv4",
        "cluster_domain": "cluster.local",
        "timezone": "Asia/Shanghai",
        "tags": [{ "key": "team", "value": cluster.namespace }],
        "vpc_id": "vpc-bp1demodemodemo0001",
        "vswitch_id": "vsw-bp1demodemodemo0001",
        "vswitch_ids": ["vsw-bp1demodemodemo0001"],
        "worker_ram_role_name": "KubernetesWorkerRole-demo",
        "maintenance_window": { "enable": false },
        "operation_policy": { "cluster_auto_upgrade": { "enabled": false, "channel": "" } },
    })
}

/// A cluster with all that is known of it.
pub(super) fn detail(cluster: &DemoCluster) -> Value {
    let mut detail = summary(cluster);
    detail["auto_mode"] = json!({ "enable": false });
    detail["extra_sans"] = json!([]);
    detail["node_cidr_mask"] = json!("25");
    detail["parameters"] = json!({});
    detail["rrsa_config"] = json!({ "enabled": false });
    detail
}

/// The endpoints, as a JSON text inside the JSON: the service does it like this.
fn master_url(cluster: &DemoCluster) -> String {
    if !cluster.has_api_server() {
        return String::new();
    }
    json!({
        "api_server_endpoint": cluster.public_url,
        "intranet_api_server_endpoint": cluster.private_url,
    })
    .to_string()
}
