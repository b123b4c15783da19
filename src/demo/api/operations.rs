//! The operations: which path means which, and what each answers.

use jiff::Timestamp;
use serde_json::{Value, json};

use super::{Api, describe};
use crate::core::acs::{ApiServerEndpoint, TemporaryDuration};
use crate::demo::account::{ACCOUNT_ID, Key};
use crate::demo::arrived::Arrived;
use crate::demo::clock;
use crate::demo::cluster::Cluster;
use crate::demo::error::ApiError;

/// An operation, with what its path names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Operation<'a> {
    DescribeClusterUserKubeconfig(&'a str),
    DescribeClustersV1,
    DescribeClustersForRegion(&'a str),
    DescribeClusterDetail(&'a str),
    RevokeK8sClusterKubeConfig(&'a str),
}

impl<'a> Operation<'a> {
    fn of(method: &str, segments: &[&'a str]) -> Option<Self> {
        match (method, segments) {
            ("GET", ["k8s", id, "user_config"]) => Some(Self::DescribeClusterUserKubeconfig(id)),
            ("GET", ["api", "v1", "clusters"]) => Some(Self::DescribeClustersV1),
            ("GET", ["regions", id, "clusters"]) => Some(Self::DescribeClustersForRegion(id)),
            ("GET", ["clusters", id]) => Some(Self::DescribeClusterDetail(id)),
            ("DELETE", ["k8s", id, "certs"]) => Some(Self::RevokeK8sClusterKubeConfig(id)),
            _ => None,
        }
    }

    fn name(self) -> &'static str {
        match self {
            Self::DescribeClusterUserKubeconfig(_) => "DescribeClusterUserKubeconfig",
            Self::DescribeClustersV1 => "DescribeClustersV1",
            Self::DescribeClustersForRegion(_) => "DescribeClustersForRegion",
            Self::DescribeClusterDetail(_) => "DescribeClusterDetail",
            Self::RevokeK8sClusterKubeConfig(_) => "RevokeK8sClusterKubeConfig",
        }
    }
}

pub(super) fn asks_for_kubeconfig(arrived: &Arrived) -> bool {
    matches!(
        Operation::of(&arrived.method, &arrived.segments()),
        Some(Operation::DescribeClusterUserKubeconfig(_))
    )
}

impl Api {
    /// Does what an accepted request asks for; `kubeconfig` stands in for the text of the
    /// kubeconfig, if one is asked for.
    pub(super) async fn operate(
        &self,
        arrived: &Arrived,
        key: &Key,
        now: Timestamp,
        kubeconfig: Option<String>,
    ) -> Result<Value, ApiError> {
        let segments = arrived.segments();
        let operation = Operation::of(&arrived.method, &segments).ok_or_else(|| {
            ApiError::gateway(
                404,
                "InvalidApi.NotFound",
                "Specified api is not found, please check your url and method.",
            )
        })?;
        let name = operation.name();
        if arrived.header("x-acs-action").is_some_and(|action| action != name) {
            let message = "Specified action does not belong to this url and method.";
            return Err(ApiError::gateway(404, "InvalidAction.NotFound", message));
        }
        match operation {
            Operation::DescribeClustersV1 => {
                describe::page(&self.clusters, arrived, arrived.parameter("region_id"))
            }
            Operation::DescribeClustersForRegion(region) => {
                describe::page(&self.clusters, arrived, Some(region))
            }
            Operation::DescribeClusterDetail(id) => {
                Ok(describe::detail(&self.cluster(id, key, name)?.info))
            }
            Operation::RevokeK8sClusterKubeConfig(id) => {
                let cluster = self.cluster(id, key, name)?;
                require_api_server(cluster)?;
                cluster.revoke(key.holder.uid());
                Ok(json!({}))
            }
            Operation::DescribeClusterUserKubeconfig(id) => {
                let cluster = self.cluster(id, key, name)?;
                let mut answer = user_config(cluster, arrived, key, now).await?;
                if let Some(text) = kubeconfig {
                    answer["config"] = text.into();
                }
                Ok(answer)
            }
        }
    }

    /// The cluster with this id, if the caller may use it.
    fn cluster(&self, id: &str, key: &Key, action: &str) -> Result<&Cluster, ApiError> {
        let mut clusters = self.clusters.iter();
        let cluster = clusters.find(|cluster| cluster.info.id.as_str() == id).ok_or_else(|| {
            let message = format!("cluster ({id}) not found in our records");
            ApiError::service(404, "ErrorClusterNotFound", message)
        })?;
        if cluster.info.permitted { Ok(cluster) } else { Err(forbidden(key, action)) }
    }
}

fn forbidden(key: &Key, action: &str) -> ApiError {
    let message = format!("RAM policy Forbidden for action cs:{action}");
    ApiError::service(403, "StatusForbidden", message).with_access_denied(json!({
        "PolicyType": "AccountLevelIdentityBasedPolicy",
        "AuthPrincipalOwnerId": ACCOUNT_ID,
        "AuthPrincipalType": key.holder.principal_type(),
        "AuthPrincipalDisplayName": key.holder.display_name(),
        "NoPermissionType": "ImplicitDeny",
        "AuthAction": format!("cs:{action}"),
        "EncodedDiagnosticMessage": "AQIBIAAAAABkZW1vLWRpYWdub3N0aWMtbWVzc2FnZQ==",
    }))
}

fn require_api_server(cluster: &Cluster) -> Result<(), ApiError> {
    if cluster.info.has_api_server() {
        return Ok(());
    }
    let (id, state) = (&cluster.info.id, &cluster.info.state);
    let message = format!("cluster ({id}) is in state {state} and has no API server to connect to");
    Err(ApiError::service(400, "ErrorClusterState", message))
}

async fn user_config(
    cluster: &Cluster,
    arrived: &Arrived,
    key: &Key,
    now: Timestamp,
) -> Result<Value, ApiError> {
    let endpoint = api_server_endpoint(arrived)?;
    let duration = temporary_duration(arrived)?;
    require_api_server(cluster)?;
    if endpoint == ApiServerEndpoint::Public && !cluster.info.public {
        let id = &cluster.info.id;
        let message = format!("cluster ({id}) has no public endpoint, its API server is private");
        return Err(ApiError::service(400, "ErrorNoPublicEndpoint", message));
    }
    let issued =
        cluster.issue(key.holder.uid(), endpoint, duration, now).await.map_err(|error| {
            ApiError::service(
                500,
                "InternalError",
                format!("no certificate could be made: {error}"),
            )
        })?;
    Ok(json!({ "config": issued.config, "expiration": clock::rfc3339(issued.expiration) }))
}

fn api_server_endpoint(arrived: &Arrived) -> Result<ApiServerEndpoint, ApiError> {
    // The Python SDK writes its booleans with a capital letter.
    match arrived.parameter("PrivateIpAddress") {
        None | Some("false" | "False") => Ok(ApiServerEndpoint::Public),
        Some("true" | "True") => Ok(ApiServerEndpoint::Private),
        Some(_) => Err(invalid("PrivateIpAddress must be true or false")),
    }
}

fn temporary_duration(arrived: &Arrived) -> Result<Option<TemporaryDuration>, ApiError> {
    let Some(text) = arrived.parameter("TemporaryDurationMinutes") else { return Ok(None) };
    let minutes = text.parse().ok();
    let duration = minutes.and_then(|minutes| TemporaryDuration::from_minutes(minutes).ok());
    duration
        .map(Some)
        .ok_or_else(|| invalid("TemporaryDurationMinutes must be a number from 15 to 4320"))
}

pub(super) fn invalid(message: &str) -> ApiError {
    ApiError::service(400, "InvalidParameter", message)
}
