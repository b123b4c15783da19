//! RAM's account of why access was denied (`AccessDeniedDetail`), and the policy that would allow
//! it.
//!
//! Members as the official SDKs' models have them. `EncodedDiagnosticMessage` is left out: only
//! RAM itself can read it.

use serde_json::json;

use super::ClusterId;

/// Who was denied what, and by which kind of policy. Whatever was not told is empty.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct AccessDenied {
    /// The RAM action: `cs:DescribeClusterUserKubeconfig`.
    pub action: String,
    /// Who: the name of a RAM user or role, or an id.
    pub principal: String,
    /// What kind of identity that is: `SubUser`, `AssumedRoleUser`.
    pub principal_type: String,
    /// The account that it belongs to.
    pub account: String,
    /// The kind of policy that decided: `AccountLevelIdentityBasedPolicy`, `ControlPolicy`.
    pub policy_type: String,
    /// Whether a policy forbids it (`ExplicitDeny`); else none allows it.
    pub explicit: bool,
}

impl AccessDenied {
    /// Every text of it, to mask what must not be shown.
    pub(super) fn texts_mut(&mut self) -> [&mut String; 5] {
        let Self { action, principal, principal_type, account, policy_type, explicit: _ } = self;
        [action, principal, principal_type, account, policy_type]
    }

    /// Whether one more policy of the identity can allow it: nothing forbids it, and it is the
    /// identity's own policies that lack something.
    #[must_use]
    pub fn can_be_granted(&self) -> bool {
        !self.explicit
            && (self.policy_type.is_empty() || self.policy_type.ends_with("IdentityBasedPolicy"))
    }
}

/// The RAM policy, as JSON, that allows `action` for a cluster and nothing else, or for the list of
/// all; `None` if that is not an action of this API.
#[must_use]
pub fn policy(action: &str, cluster_id: Option<&ClusterId>) -> Option<String> {
    let operation = action.strip_prefix("cs:")?;
    if operation.is_empty() || !operation.chars().all(|c| c.is_ascii_alphanumeric()) {
        return None;
    }
    // RAM knows no narrower resource for what is about no single cluster.
    let resource =
        cluster_id.map_or_else(|| "*".to_owned(), |id| format!("acs:cs:*:*:cluster/{id}"));
    let policy = json!({
        "Version": "1",
        "Statement": [{
            "Effect": "Allow",
            "Action": [action],
            "Resource": [resource],
        }],
    });
    serde_json::to_string_pretty(&policy).ok()
}

#[cfg(test)]
mod tests {
    use super::{AccessDenied, policy};
    use crate::core::acs::ClusterId;

    #[test]
    fn the_policy_allows_one_action_for_one_cluster() {
        let id = ClusterId::parse("c5b5").unwrap();
        let text = policy("cs:DescribeClusterUserKubeconfig", Some(&id)).unwrap();
        let policy_read: serde_json::Value = serde_json::from_str(&text).unwrap();
        let statement = &policy_read["Statement"][0];
        assert_eq!(statement["Action"][0], "cs:DescribeClusterUserKubeconfig");
        assert_eq!(statement["Resource"][0], "acs:cs:*:*:cluster/c5b5");
        assert_eq!((&statement["Effect"], &policy_read["Version"]), (&"Allow".into(), &"1".into()));
        for odd in ["*", "cs:*", "cs:", "ecs:DeleteInstance", "cs:A\"]"] {
            assert_eq!(policy(odd, Some(&id)), None, "{odd}");
        }
        let all = policy("cs:DescribeClustersV1", None).unwrap();
        let all: serde_json::Value = serde_json::from_str(&all).unwrap();
        assert_eq!(all["Statement"][0]["Resource"][0], "*");
    }

    #[test]
    fn what_is_forbidden_or_not_up_to_the_identity_cannot_be_granted() {
        let denied = |policy_type: &str, explicit| AccessDenied {
            policy_type: policy_type.to_owned(),
            explicit,
            ..AccessDenied::default()
        };
        assert!(denied("AccountLevelIdentityBasedPolicy", false).can_be_granted());
        assert!(denied("", false).can_be_granted());
        assert!(!denied("AccountLevelIdentityBasedPolicy", true).can_be_granted());
        assert!(!denied("ControlPolicy", false).can_be_granted());
    }
}
