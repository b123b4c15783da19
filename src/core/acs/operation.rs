//! The API operations: each turns its parameters into an [`ApiRequest`] that can be signed.

use super::{ApiServerEndpoint, ClusterId, TemporaryDuration, percent};

/// The version of the CS API that every request names.
pub const API_VERSION: &str = "2015-12-15";

/// A request before it is signed: nothing of it depends on the time or on a key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ApiRequest {
    /// The HTTP method.
    pub method: &'static str,
    /// The operation's name, sent as `x-acs-action`.
    pub action: &'static str,
    /// The path, percent-encoded.
    pub path: String,
    /// The query, as names and values that are not encoded yet. No value is empty: the SDKs
    /// disagree on how an empty one is signed, so such a parameter is left out.
    pub query: Vec<(&'static str, String)>,
}

/// `DescribeClusterUserKubeconfig`: the kubeconfig of a cluster for the calling identity.
///
/// `GET /k8s/{ClusterId}/user_config?PrivateIpAddress=true|false[&TemporaryDurationMinutes=n]`
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GetKubeconfig {
    /// Whose kubeconfig.
    pub cluster_id: ClusterId,
    /// Which address of the API server it names.
    pub api_server: ApiServerEndpoint,
    /// How long its certificate lasts; without it the service decides (about three years).
    pub duration: Option<TemporaryDuration>,
}

impl GetKubeconfig {
    /// The request to sign and send.
    #[must_use]
    pub fn to_request(&self) -> ApiRequest {
        let private = match self.api_server {
            ApiServerEndpoint::Public => "false",
            ApiServerEndpoint::Private => "true",
        };
        let mut query = vec![("PrivateIpAddress", private.to_owned())];
        if let Some(duration) = self.duration {
            query.push(("TemporaryDurationMinutes", duration.minutes().to_string()));
        }
        ApiRequest {
            method: "GET",
            action: "DescribeClusterUserKubeconfig",
            path: format!("/k8s/{}/user_config", self.cluster_id),
            query,
        }
    }
}

/// `DescribeClustersV1`, which knows the clusters of every region, or
/// `DescribeClustersForRegion`: one page of the clusters that the calling identity may see.
///
/// `GET /api/v1/clusters?page_number=n&page_size=n` or
/// `GET /regions/{region}/clusters?page_number=n&page_size=n`
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListClusters {
    /// The region that is asked about; every region, if none.
    pub region: Option<String>,
    /// Which page, from 1.
    pub page: usize,
}

impl ListClusters {
    /// How many clusters a page is asked to hold. The service may hold to a lower limit.
    pub const PAGE_SIZE: usize = 100;

    /// The request to sign and send.
    #[must_use]
    pub fn to_request(&self) -> ApiRequest {
        let (action, path) = match &self.region {
            None => ("DescribeClustersV1", "/api/v1/clusters".to_owned()),
            Some(region) => {
                let region = percent::encode(region);
                ("DescribeClustersForRegion", format!("/regions/{region}/clusters"))
            }
        };
        let query = vec![
            ("page_number", self.page.to_string()),
            ("page_size", Self::PAGE_SIZE.to_string()),
        ];
        ApiRequest { method: "GET", action, path, query }
    }
}

#[cfg(test)]
mod tests {
    use super::{ApiServerEndpoint, ClusterId, GetKubeconfig, ListClusters, TemporaryDuration};

    #[test]
    fn all_regions_are_one_operation_and_one_region_is_another() {
        let all = ListClusters { region: None, page: 1 }.to_request();
        assert_eq!((all.action, all.path.as_str()), ("DescribeClustersV1", "/api/v1/clusters"));
        let pair = |name, value: &str| (name, value.to_owned());
        assert_eq!(all.query, [pair("page_number", "1"), pair("page_size", "100")]);
        let region = Some("cn-hangzhou".to_owned());
        let one = ListClusters { region, page: 12 }.to_request();
        assert_eq!(one.action, "DescribeClustersForRegion");
        assert_eq!(one.path, "/regions/cn-hangzhou/clusters");
        assert_eq!(one.query[0], pair("page_number", "12"));
        let odd = ListClusters { region: Some("../x".to_owned()), page: 1 }.to_request();
        assert_eq!(odd.path, "/regions/..%2Fx/clusters");
    }

    #[test]
    fn private_is_true_and_public_is_false() {
        let mut get = GetKubeconfig {
            cluster_id: ClusterId::parse("c5b5").unwrap(),
            api_server: ApiServerEndpoint::Private,
            duration: None,
        };
        let request = get.to_request();
        assert_eq!(request.path, "/k8s/c5b5/user_config");
        assert_eq!(request.query, [("PrivateIpAddress", "true".to_owned())]);

        get.api_server = ApiServerEndpoint::Public;
        get.duration = Some(TemporaryDuration::from_minutes(90).unwrap());
        assert_eq!(
            get.to_request().query,
            [
                ("PrivateIpAddress", "false".to_owned()),
                ("TemporaryDurationMinutes", "90".to_owned()),
            ]
        );
    }
}
