//! Reading a page of clusters, leniently: what is odd in one field costs that field, and what is
//! odd in one entry costs that entry.

use jiff::Timestamp;
use serde_json::{Map, Value};

use super::{Cluster, Endpoints, Tag};
use crate::core::acs::reply::Answer;
use crate::core::acs::{ClusterId, RawReply, ReplyError};

/// The most characters of a text that are kept. Names have at most 63, tags 128.
const MOST_CHARACTERS: usize = 256;

/// The most tags of a cluster that are kept. A cluster has at most 20.
const MOST_TAGS: usize = 64;

/// A page of the answer to `DescribeClustersV1` or `DescribeClustersForRegion`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ClusterPage {
    /// The clusters, in the service's order.
    pub clusters: Vec<Cluster>,
    /// How many entries had no usable id.
    pub unusable: usize,
    /// How many entries were of Swarm, the kind that ended in 2019 and has no kubeconfig.
    pub swarm: usize,
    /// How many entries there are on all pages together, if the service counts them.
    pub total: Option<usize>,
}

impl ClusterPage {
    /// How many entries it had.
    #[must_use]
    pub fn entries(&self) -> usize {
        self.clusters.len() + self.unusable + self.swarm
    }
}

/// Reads the answer to [`ListClusters`](crate::core::acs::ListClusters).
///
/// # Errors
/// [`ReplyError`], whatever the answer is instead of a list of clusters.
pub fn read_clusters(reply: RawReply) -> Result<ClusterPage, ReplyError> {
    if (200..300).contains(&reply.status)
        && let Ok(Value::Object(answer)) = serde_json::from_slice(&reply.body)
        && let Some(page) = read_page(&answer)
    {
        return Ok(page);
    }
    Err(Answer::read(reply, None)?.into_error(ReplyError::Lacks("clusters")))
}

fn read_page(answer: &Map<String, Value>) -> Option<ClusterPage> {
    let info = answer.get("page_info");
    let entries = match answer.get("clusters")? {
        Value::Array(entries) => entries.as_slice(),
        // How the service's language writes an empty list that was never made.
        Value::Null if info.is_some() => &[],
        _ => return None,
    };
    let total = info.and_then(|info| number(info.get("total_count")?));
    let mut page = ClusterPage {
        total: total.and_then(|total| usize::try_from(total).ok()),
        ..ClusterPage::default()
    };
    for entry in entries {
        let entry = entry.as_object();
        if entry.and_then(|entry| entry.get("cluster_type")).is_some_and(|kind| kind == "aliyun") {
            page.swarm += 1;
        } else if let Some(cluster) = entry.and_then(read_cluster) {
            page.clusters.push(cluster);
        } else {
            page.unusable += 1;
        }
    }
    Some(page)
}

fn read_cluster(entry: &Map<String, Value>) -> Option<Cluster> {
    let id = ClusterId::parse(entry.get("cluster_id")?.as_str()?).ok()?;
    let optional = |name: &str| entry.get(name).and_then(text);
    let required = |name: &str| optional(name).unwrap_or_default();
    Some(Cluster {
        id,
        name: required("name"),
        region: required("region_id"),
        state: required("state"),
        cluster_type: required("cluster_type"),
        spec: required("cluster_spec"),
        profile: required("profile"),
        version: required("current_version"),
        next_version: optional("next_version"),
        size: entry.get("size").and_then(number).and_then(|size| u32::try_from(size).ok()),
        tags: entry.get("tags").map(tags).unwrap_or_default(),
        vpc_id: optional("vpc_id"),
        resource_group: optional("resource_group_id"),
        created: entry.get("created").and_then(time),
        deletion_protection: entry.get("deletion_protection").and_then(truth),
        endpoints: entry.get("master_url").and_then(endpoints),
    })
}

/// A text that is not empty; a number is one, too.
fn text(value: &Value) -> Option<String> {
    let text = match value {
        Value::String(text) => text.chars().take(MOST_CHARACTERS).collect(),
        Value::Number(number) => number.to_string(),
        _ => return None,
    };
    Some(text).filter(|text: &String| !text.trim().is_empty())
}

fn number(value: &Value) -> Option<u64> {
    value.as_u64().or_else(|| value.as_str()?.trim().parse().ok())
}

fn truth(value: &Value) -> Option<bool> {
    value.as_bool().or_else(|| value.as_str()?.trim().to_ascii_lowercase().parse().ok())
}

fn time(value: &Value) -> Option<Timestamp> {
    value.as_str()?.trim().parse().ok()
}

fn tags(value: &Value) -> Vec<Tag> {
    let tag = |tag: &Value| {
        let key = text(tag.get("key")?)?;
        Some(Tag { key, value: tag.get("value").and_then(text).unwrap_or_default() })
    };
    let tags = value.as_array().map(Vec::as_slice).unwrap_or_default();
    tags.iter().filter_map(tag).take(MOST_TAGS).collect()
}

/// The endpoints out of `master_url`, a JSON text inside the JSON. An address that does not exist
/// is empty in it or left out; before there is an API server, the text is empty.
fn endpoints(master_url: &Value) -> Option<Endpoints> {
    let inner: Map<String, Value> = serde_json::from_str(master_url.as_str()?).ok()?;
    let address = |name: &str| inner.get(name).and_then(text);
    let endpoints = Endpoints {
        public: address("api_server_endpoint"),
        private: address("intranet_api_server_endpoint"),
    };
    Some(endpoints).filter(|endpoints| *endpoints != Endpoints::default())
}

#[cfg(test)]
mod tests;
