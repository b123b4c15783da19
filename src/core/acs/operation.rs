//! The API operations: each turns its parameters into an [`ApiRequest`] that can be signed.

use super::{ApiServerEndpoint, ClusterId, TemporaryDuration};

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

#[cfg(test)]
mod tests {
    use super::{ApiServerEndpoint, ClusterId, GetKubeconfig, TemporaryDuration};

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
